"""Sentences to temporal expressions: what the grammar reads, which readings stand, and what each means where it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from events.extraction.direction import LEFT, direction_at
from events.extraction.engine import Chart, Node, Tokens, split_suffixes, tokenise, windows
from events.extraction.languages import Cues, Language, load
from events.extraction.meanings import Bound, Calendar, Distance, Length, Meaning, Phrase
from events.extraction.periods import Period
from events.extraction.resolution import (
    Context,
    Direction,
    Meant,
    Unresolved,
    distance_edtf,
    long_day,
    resolve,
    stretch_edtf,
)
from events.extraction.values import Derivation, Document, Expression, Resolution, Sentence

TOP: Final = frozenset({"date", "time", "duration", "set", "phrase", "latent", "lone", "rate", "not"})
RECENT: Final = 4
"""How many sentences back a date is still what "the following day" counts from. Set on the training half: 2 to 6 do alike."""
_RANK: Final = {"not": 0, "rate": 0, "phrase": 2}
"""Which of two readings of the same words stands: what is no date first, phrases last."""
_FORWARD: Final[frozenset[Bound]] = frozenset({"earliest", "within"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression before it is resolved: its tokens and meaning, and the phrase that binds it (its own tokens where none does)."""

    start: int
    end: int
    meaning: Meaning
    node: Node
    phrase_start: int
    phrase_end: int
    bound: Bound = ""
    partner: Meaning | None = None
    first: bool = True


@dataclass(slots=True)
class Memory:
    """What the text has named so far, for phrases that count from it."""

    named: Period | None = None
    quarter: Period | None = None
    day: Period | None = None
    sentence: int = 0
    named_in: int = 0

    @property
    def reference(self) -> Period | None:
        """The period named last, if that was in this sentence or shortly before."""
        return self.named if self.sentence - self.named_in <= RECENT else None

    def note(self, period: Period) -> None:
        """Keep the period as the one the text last named."""
        self.named = period
        self.named_in = self.sentence
        if period.unit == "day":
            self.day = period
        if period.unit in ("quarter", "half"):
            self.quarter = period


def expressions_of(
    document: Document, sentences: Sequence[Sentence], *, source: str = "publication"
) -> tuple[Expression, ...]:
    """Every temporal expression of the document in order, resolved. Time is linear in the text.

    `source` says what the document's day is: its "publication", or a day "entered" beside a phrase.
    """
    language = load(document.language)
    memory = Memory()
    found: list[Expression] = []
    for number, sentence in enumerate(sentences):
        memory.sentence = number
        found += _in_sentence(document, sentence, language, memory, source)
    return tuple(found)


def _in_sentence(
    document: Document, sentence: Sentence, language: Language, memory: Memory, source: str
) -> list[Expression]:
    tokens = split_suffixes(language.grammar, tokenise(document.text, sentence.start, sentence.end))
    if not tokens.words:
        return []
    readings = [
        reading
        for start, end in windows(language.grammar, tokens)
        for reading in _readings(language, tokens, start, end)
    ]
    resolved = [_resolved(document, language, tokens, reading, memory, source) for reading in readings]
    kept = [(reading, meant) for reading, meant in zip(readings, resolved, strict=True) if meant is not None]
    return [_expression(document, tokens, at, kept) for at in range(len(kept))]


# Which readings stand


def _readings(language: Language, tokens: Tokens, start: int, end: int) -> Iterator[Reading]:
    chart = Chart(language.grammar, tokens, start, end)
    nodes = [node for node in chart.nodes(TOP) if _stands(node, language, tokens)]
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


def _stands(node: Node, language: Language, tokens: Tokens) -> bool:
    """Whether a reading may stand by itself where it is."""
    if node.kind == "latent":
        return _in_company(node, language, tokens)
    if node.kind == "lone":
        return _lone(node, language, tokens)
    if node.kind == "rate":
        return _rate(node, language, tokens)
    return True


def _named(node: Node, tokens: Tokens) -> bool:
    """Whether a capital in the middle of a sentence makes it a name: "USA Today", "the programme This Week"."""
    first = tokens.text[tokens.starts[node.start]]
    if not first.isupper() or node.start == 0 or node.end - node.start > 2:
        return False
    before = tokens.words[node.start - 1]
    return before.isalpha() and tokens.text[tokens.starts[node.start - 1]].isupper()


def _in_company(node: Node, language: Language, tokens: Tokens) -> bool:
    """A bare year stands unless the words beside it make it a number or a name; other doubtful words need a preposition."""
    if node.rule not in language.lexicon.get("bare", ()):
        return False
    company = language.company
    before = tokens.words[node.start - 1] if node.start else ""
    after = tokens.words[node.end] if node.end < len(tokens.words) else ""
    if before in company.before_number or after in company.after_number:
        return False
    return not (company.plural.match(after) and tokens.text[tokens.starts[node.end]].islower())


def _lone(node: Node, language: Language, tokens: Tokens) -> bool:
    """An adverb of time at the end of a clause: before a stop, a comma or a quotation."""
    if node.start == 0 and tokens.words[0] in language.company.no_start and node.end == 1:
        return False
    return node.end >= len(tokens.words) or tokens.words[node.end] in language.company.ends_clause


def _rate(node: Node, language: Language, tokens: Tokens) -> bool:
    """ "A week" says how often after an amount or a plural: "four flights a week"."""
    if node.start == 0:
        return False
    before, company = tokens.words[node.start - 1], language.company
    if before in company.no_amounts:
        return False
    return before in company.amounts or before[0].isdigit() or company.plural.match(before) is not None


# What each means


def _resolved(
    document: Document, language: Language, tokens: Tokens, reading: Reading, memory: Memory, source: str
) -> Meant | None:
    context = Context(
        document.published_on,
        source,
        reference=memory.reference,
        day=memory.day,
        quarter=memory.quarter,
        direction=lambda: _direction(reading, tokens, language.cues),
        words=_words(tokens, reading.node),
        language=document.language,
    )
    try:
        meant = resolve(reading.meaning, _after_first(reading, context))
    except Unresolved:
        return None
    if meant.period is not None and meant.type in ("DATE", "TIME") and not _compared(reading.meaning):
        memory.note(meant.period)
    return _bound(reading, meant, context, _lasts(reading, tokens, language.cues))


def _direction(reading: Reading, tokens: Tokens, cues: Cues) -> tuple[Direction, str]:
    """Which way the expression looks: by the words that bind it, else by its clause; after an article ("the Jan. 14 deadline") by neither."""
    bound = (
        "after “" + " ".join(tokens.quote(reading.phrase_start, reading.start).split()) + "”"
        if reading.phrase_start < reading.start
        else ""
    )
    if reading.bound == "since":
        return "past", bound
    if (
        reading.phrase_start
        and tokens.words[reading.phrase_start - 1] in cues.attributive
        and reading.bound not in _FORWARD
    ):
        return "", ""
    found = direction_at(
        tokens, reading.start, reading.phrase_end, cues, left=6 if reading.bound in ("by", "until") else LEFT
    )
    if reading.bound in _FORWARD:
        return found if found[0] == "future" else ("future", bound)
    if not found[0] and reading.bound in ("by", "until", "from"):
        return "future", bound
    return found


def _after_first(reading: Reading, context: Context) -> Context:
    """For the end of a range without a year, the context counts on from its beginning: "from Monday to Friday"."""
    if (
        reading.bound != "span"
        or reading.first
        or not isinstance(reading.partner, Calendar)
        or not isinstance(reading.meaning, Calendar)
    ):
        return context
    if reading.meaning.year is not None or (reading.meaning.weekday is None) != (reading.partner.weekday is None):
        return context
    try:
        start = resolve(reading.partner, context)
    except Unresolved:
        return context
    if start.period is None:
        return context
    return replace(
        context, anchor=start.period.first, source="text", direction=lambda: ("future", "the beginning of the range")
    )


def _words(tokens: Tokens, node: Node) -> Callable[[Meaning], str]:
    """The fewest words in which a meaning within this reading was said."""

    def words(meaning: Meaning) -> str:
        found, at = "", [node]
        for here in at:  # grows: every reading within, the outer ones first
            if here.value is meaning:
                found = tokens.quote(here.start, here.end)
            at.extend(here.children)
        return found

    return words


def _compared(meaning: Meaning) -> bool:
    """Whether it only names what is compared with ("from a year earlier"): the text goes on about the time before."""
    return isinstance(meaning, Distance) and meaning.unit == "year" and meaning.sign < 0


def _bound(reading: Reading, meant: Meant, context: Context, lasting: bool) -> Meant:
    """The EDTF string of the whole phrase: what stands before or after the expression opens or closes it."""
    edtf = meant.edtf
    if isinstance(reading.meaning, Length):
        return _bound_length(reading, meant, context, lasting)
    if meant.value == "PRESENT_REF" and reading.bound == "until":
        return replace(meant, edtf=f"../{edtf}")
    if meant.period is None or not edtf:
        return meant
    match reading.bound:
        case "since" | "from" | "earliest" | "after":
            return replace(meant, edtf=f"{edtf.split('/')[0]}/..")
        case "until" | "through" | "by" | "before":
            return replace(meant, edtf=f"../{edtf.split('/')[-1]}")
        case "span" | "both":
            return _spanned(reading, meant, context)
    return meant


def _lasts(reading: Reading, tokens: Tokens, cues: Cues) -> bool:
    """Whether the clause before "for seventeen years" tells what goes on: "has been" stands shortly before."""
    return reading.bound == "for" and any(
        word in cues.perfect for word in tokens.words[max(0, reading.phrase_start - 6) : reading.phrase_start]
    )


def _spanned(reading: Reading, meant: Meant, context: Context) -> Meant:
    if reading.partner is None:
        return meant
    try:
        other = resolve(reading.partner, context)
    except Unresolved:
        other = None
    if other is None or other.period is None:
        return meant
    if reading.first and other.period.first < meant.period.first:  # type: ignore[union-attr]
        other = resolve(
            reading.partner,
            _after_first(replace(reading, meaning=reading.partner, partner=reading.meaning, first=False), context),
        )
    first, last = (meant.edtf, other.edtf) if reading.first else (other.edtf, meant.edtf)
    first, last = first.split("/")[0], last.split("/")[-1]
    return replace(meant, edtf=f"{first}/{last}") if first < last else meant


def _bound_length(reading: Reading, meant: Meant, context: Context, lasting: bool) -> Meant:
    """A length with words that say where it begins: "within a week", "in two weeks" where the clause does not look back.

    "Has been ongoing for seventeen years" lasts from about then until the day it is said.
    """
    length, day = reading.meaning, context.anchor
    if day is None or not isinstance(length, Length):
        return meant
    if reading.bound == "within":
        edtf = stretch_edtf(length, 1, day)
    elif reading.bound == "ahead" and length.count is not None and context.direction()[0] != "past":
        edtf = distance_edtf(length, 1, day)
    elif reading.bound == "for" and length.count is not None and lasting:
        edtf = stretch_edtf(replace(length, mod="APPROX"), -1, day)
    else:
        return meant
    why = f"counts from {long_day(day)}, the day it was said"
    return replace(meant, edtf=edtf, anchor=day, source=context.source, direction="future", reasons=(why,))


def _expression(document: Document, tokens: Tokens, at: int, kept: list[tuple[Reading, Meant]]) -> Expression:
    reading, meant = kept[at]
    meant = _after_event(reading, meant, kept, at)
    start, end = tokens.starts[reading.start], tokens.ends[reading.end - 1]
    return Expression(
        start,
        end,
        document.text[start:end],
        meant.type,
        Resolution(meant.value, meant.edtf, meant.mod, meant.anchor, meant.source, meant.direction, meant.reasons),
        _derivation(tokens, reading.node),
        tokens.starts[reading.phrase_start],
        tokens.ends[reading.phrase_end - 1],
    )


def _after_event(reading: Reading, meant: Meant, kept: list[tuple[Reading, Meant]], at: int) -> Meant:
    """A length before "after" or "before" counts from the day of what follows, named later in the sentence."""
    if reading.bound not in ("after", "before") or not isinstance(reading.meaning, Length):
        return meant
    for _, other in kept[at + 1 :]:
        if other.period is not None and other.period.unit == "day":
            day = other.period.first
            edtf = distance_edtf(reading.meaning, 1 if reading.bound == "after" else -1, day)
            return replace(
                meant,
                edtf=edtf,
                anchor=day,
                source="text",
                reasons=(f"counts from {long_day(day)}, the day of what it is {reading.bound}",),
            )
    return meant


def _derivation(tokens: Tokens, node: Node) -> Derivation:
    start, end = tokens.starts[node.start], tokens.ends[node.end - 1]
    return Derivation(
        node.rule, start, end, tokens.text[start:end], tuple(_derivation(tokens, child) for child in node.children)
    )


def reading_values(node: Node) -> Any:
    """The value of a reading."""
    return node.value
