"""Which of the grammar's readings stand in a sentence: the longest, without overlap, and only where their neighbours allow them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from events.extraction.engine import Chart, Node, Tokens, windows
from events.extraction.languages import Language
from events.extraction.meanings import Bound, Calendar, Meaning, Phrase, Shift, Vague

TOP: Final = frozenset({"date", "time", "duration", "set", "phrase", "latent", "lone", "rate", "not"})
"""The kinds of readings that may be an expression. `latent` needs company, `lone` the end of a clause, `rate` an amount before it, and
`not` is what must not be read at all ("a 6-year-old", "30 February")."""
_RANK: Final = {"not": 0, "rate": 0, "phrase": 2}
"""Which of two readings of the same words stands: what is no date first, phrases last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression before it is resolved: its tokens and meaning, and the phrase that binds it (its own tokens where none does).

    `partner` is the other end of a range; `first` says which end this is.
    """

    start: int
    end: int
    meaning: Meaning
    node: Node
    phrase_start: int
    phrase_end: int
    bound: Bound = ""
    partner: Meaning | None = None
    first: bool = True


def readings_of(language: Language, tokens: Tokens, *, titled: bool = False) -> list[Reading]:
    """The readings that stand among these tokens, in order. `titled`: capitals say nothing here, as in a headline."""
    found: list[Reading] = []
    for start, end in windows(language.grammar, tokens):
        found += _in_window(language, tokens, start, end, titled)
    return found


def _in_window(language: Language, tokens: Tokens, start: int, end: int, titled: bool) -> Iterator[Reading]:
    chart = Chart(language.grammar, tokens, start, end)
    nodes = [node for node in chart.nodes(TOP) if _stands(node, language, tokens, titled)]
    nodes.sort(key=lambda node: (node.start - node.end, _RANK.get(node.kind, 1), node.start))
    taken: set[int] = set()
    chosen = []
    for node in nodes:
        span = range(node.start, node.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(node)
    for node in sorted((node for node in chosen if node.kind != "not"), key=lambda node: node.start):
        yield from _unpacked(node)


def _unpacked(node: Node) -> Iterator[Reading]:
    """The expressions in a reading: the reading itself, or what a phrase binds."""
    if not isinstance(node.value, Phrase):
        yield Reading(node.start, node.end, node.value, node, node.start, node.end)
        return
    phrase = node.value
    held = [
        (child, phrase.parts.get(name, child.value))
        for name, child in zip(node.names, node.children, strict=True)
        if name in phrase.parts or isinstance(child.value, Meaning)
    ]
    for number, (child, meaning) in enumerate(held):
        other = held[1 - number][1] if len(held) == 2 else phrase.until
        yield Reading(child.start, child.end, meaning, node, node.start, node.end, phrase.bound, other, number == 0)


def _stands(node: Node, language: Language, tokens: Tokens, titled: bool) -> bool:
    """Whether a reading may stand where it is."""
    if node.kind == "latent":
        return _in_company(node, language, tokens)
    if node.kind == "lone":
        return _lone(node, language, tokens)
    if node.kind == "rate":
        return _rate(node, language, tokens)
    if titled:
        return True
    if any(
        isinstance(part.value, Calendar) and part.value.season and _titled(part, tokens)
        for part in (node, *node.children)
    ):
        return False
    return not isinstance(node.value, Shift | Vague) or not _named(node, tokens)


def _titled(node: Node, tokens: Tokens) -> bool:
    """Whether a capital season before a capital is part of a name: "the Winter Games"."""
    text, after = tokens.text, node.end
    if after >= len(tokens.words) or not tokens.words[after].isalpha():
        return False
    return text[tokens.starts[after]].isupper() and text[tokens.starts[after - 1]].isupper()


def _named(node: Node, tokens: Tokens) -> bool:
    """Whether a capital after a capital, within a sentence, makes a word a name: "USA Today"."""
    text, before = tokens.text, node.start - 1
    if before < 0 or not text[tokens.starts[node.start]].isupper():
        return False
    return tokens.words[before].isalpha() and text[tokens.starts[before]].isupper()


def _in_company(node: Node, language: Language, tokens: Tokens) -> bool:
    """A bare year stands unless the words beside it make it a number or a name; other doubtful words need a preposition."""
    if node.rule not in language.lexicon.get("bare", ()):
        return False
    company = language.company
    before = tokens.words[node.start - 1] if node.start else ""
    after = tokens.words[node.end] if node.end < len(tokens.words) else ""
    if before in company.before_number or after in company.after_number:
        return False
    if node.start > 2 and before in company.joins and tokens.words[node.start - 3] in company.before_number:
        return not tokens.words[node.start - 2][0].isdigit()  # flights 1205 and 1931
    return not (company.plural.match(after) and tokens.text[tokens.starts[node.end]].islower())


def _lone(node: Node, language: Language, tokens: Tokens) -> bool:
    """An adverb of time at the end of a clause: before a stop, a comma or a quotation."""
    if node.start == 0 and node.end == 1:
        if tokens.words[0] in language.company.no_start:
            return False
        if tokens.words[0] in language.company.starts:
            return True
    return node.end >= len(tokens.words) or tokens.words[node.end] in language.company.ends_clause


def _rate(node: Node, language: Language, tokens: Tokens) -> bool:
    """ "A week" says how often after an amount or a plural: "four flights a week"."""
    if node.start == 0:
        return False
    before, company = tokens.words[node.start - 1], language.company
    if before in company.no_amounts:
        return False
    return before in company.amounts or before[0].isdigit() or company.plural.match(before) is not None
