"""Which of the grammar's readings stand in a sentence: the longest, without overlap, and only where their neighbours allow them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from events.extraction.engine import Chart, Node, Tokens, windows
from events.extraction.languages import Language
from events.extraction.meanings import Bound, Meaning, Phrase
from events.extraction.neighbours import stands

TOP: Final = frozenset({"date", "time", "duration", "set", "phrase", "latent", "lone", "rate", "not"})
"""The kinds of readings that may be an expression. `latent` needs company, `lone` the end of a clause, `rate` an amount before it, and
`not` is what must not be read at all ("a 6-year-old", "30 February")."""
_CALENDAR: Final = ("date", "time")
_end: Final = attrgetter("end")
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
    nodes = [node for node in chart.nodes(TOP) if stands(node, language, tokens, titled)]
    if any(node.kind == "phrase" for node in nodes):
        ends = {node.start: node.end for node in sorted(nodes, key=_end) if node.kind in _CALENDAR}
        nodes = [node for node in nodes if not _cuts_short(node, ends)]
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


def _cuts_short(node: Node, ends: Mapping[int, int]) -> bool:
    """Whether a phrase holds a date of which more stands behind it: "as of Wednesday", of "as of Wednesday evening"."""
    if node.kind != "phrase" or not node.children:
        return False
    last = node.children[-1]
    return any(ends.get(at, 0) > node.end for at in range(last.start, last.end))


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
