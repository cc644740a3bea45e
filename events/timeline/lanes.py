"""Which lanes a window has, and which rows stand in each: every event in exactly one."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from events.timeline import tally
from events.timeline.index import Index
from events.timeline.names import FIXED
from events.timeline.tally import Rows
from events.timeline.values import OTHERS


@dataclass(frozen=True, slots=True)
class Strip:
    """One lane before it is counted: its key and label, and its rows in each segment."""

    key: str
    label: str
    rows: list[Rows]


def strips(index: Index, name: str, inside: Sequence[Rows], anywhen: Sequence[Rows], most: int) -> list[Strip]:
    """At most `most` lanes of a dimension, the values with the most events whenever they were, so that moving keeps them.

    An event of several values stands in the first lane that has it; what has none of them in "others", what has no value at all
    in a lane of its own where there is room. Types and statuses keep the order of the vocabulary.
    """
    if name == "none":
        return [Strip("", "Events", list(inside))]
    names = index.names[name]
    best = tally.tops(tally.distinct(anywhen), name, most + 1, order=names.order, again=False)
    codes = list(best.counts)[: most if len(best.counts) <= most else most - 1]
    if name in FIXED:
        codes.sort()
    left = [(segment, BitMap(found)) for segment, found in inside]
    lanes = [Strip(names.values[code], names.labels[code], _taken(left, name, code)) for code in codes]
    if tally.total(left):
        lanes = _with_rest(lanes, left, name, most, full=len(best.counts) > most)
    return lanes


def _taken(left: list[Rows], name: str, code: int) -> list[Rows]:
    """The rows of a value, which then are left no more."""
    taken = []
    for place, (segment, found) in enumerate(left):
        of_value = found & segment.postings[name].of(code)
        taken.append((segment, of_value))
        left[place] = segment, found - of_value
    return taken


def _with_rest(lanes: list[Strip], left: list[Rows], name: str, most: int, *, full: bool) -> list[Strip]:
    """The lanes with one more for what is left; where all of that has no value, the lane says so."""
    if full:
        return [*lanes, Strip(OTHERS, "Others", left)]
    if len(lanes) < most:
        return [*lanes, Strip("", f"No {name}", left)]
    last = lanes[-1]
    both = [(segment, found | more) for (segment, found), (_, more) in zip(last.rows, left, strict=True)]
    return [*lanes[:-1], Strip(OTHERS, "Others", both)]
