"""Places the marks of one lane in rows: weightier first, then earlier, then by number. Greedy, so the same each time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Final, Literal, NamedTuple

from events.timeline.forms import DIAMONDS, Form, form_of, small
from events.timeline.lettering import shortened, text_width
from events.timeline.scale import Scale
from events.timeline.values import Alternative, Item
from events.vocabulary import TYPES

Side = Literal["", "in", "right", "left", "on"]

LABEL_SIZE: Final = 12
CUT_FROM: Final = 700
"""Importance from which a label may be cut to fit: what matters is named rather than left a dot."""
STRONG_FROM: Final = 900
"""Importance from which a label is set strong: the top tenth of the scale."""
_APART: Final = 4
"""Pixels by which another reading must stand elsewhere to be drawn: nearer ones would hide under the badge."""
_A_ROW: Final = 5
"""Labelled events that one row holds, about: a label with its badge takes some 170 of 1,014 pixels."""
_SCATTER: Final = 40_503
"""Knuth's multiplier for 16 bits: numbers in sequence get rows in no sequence."""
_FEW: Final = 8
"""Events of a lane up to which any label may be cut, and to its first words: on a phone no more of a long title has room beside
the middle, and a dot says nothing."""
_ROOM: Final = 4
"""Pixels kept free on both sides of a labelled mark."""


class Mark(NamedTuple):
    """One event placed: its form, its row, and its label at `label_x` ("" where there is no room for one).

    `others`: of a disputed event the forms of its other readings, each with its status, on the same row.
    """

    item: Item
    form: Form
    row: int
    label: str = ""
    side: Side = ""
    label_x: float = 0
    strong: bool = False
    others: tuple[tuple[str, Form], ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """What a lane offers: how many rows, how many marks and labels at most, and up to which minute things go on."""

    rows: int
    marks: int
    labels: int
    now: int
    labelled_only: bool = False


class _Drawn(NamedTuple):
    """What is drawn of an event without its label, and the pixels that all of it takes."""

    form: Form
    others: tuple[tuple[str, Form], ...]
    left: float
    right: float


_Try = tuple[Side, str, float, float]
"""One way to label an event: where the label stands, what it says, and the pixels that it and the form take."""


_Gap = tuple[int, float, float]
"""A row, and the ends of a stretch of it where nothing stands."""


class _Rows:
    """The pixels taken in each row of a lane, and how many of the rows its events are spread over at first."""

    def __init__(self, count: int, events: int) -> None:
        # In each row where the stretches taken begin and end, in order, between two that stand for the ends of the world.
        self._taken: list[tuple[list[float], list[float]]] = [([-inf, inf], [-inf, inf]) for _ in range(count)]
        wanted = -(-events // _A_ROW)
        self._spread = min(1 << (wanted - 1).bit_length() if wanted > 1 else 1, 1 << (count.bit_length() - 1))

    def gaps(self, event_id: int, left: float, right: float) -> list[_Gap]:
        """Where these pixels are free, as far as all around them is: in the event's own row first, then in the nearest ones.

        Which row is its own follows from its number alone: so it stays while the window moves and its neighbours change.
        """
        found, all_taken = [], self._taken
        for row in _nearest((event_id * _SCATTER >> 16) % self._spread, len(all_taken)):
            begins, ends = all_taken[row]
            at = bisect_right(begins, left)
            if (begin := ends[at - 1]) <= left and right <= (end := begins[at]):
                found.append((row, begin, end))
        return found

    def take(self, row: int, left: float, right: float) -> None:
        """These pixels are taken from now on."""
        begins, ends = self._taken[row]
        at = bisect_right(begins, left)
        begins.insert(at, left)
        ends.insert(at, right)


@lru_cache(maxsize=256)
def _nearest(own: int, count: int) -> tuple[int, ...]:
    """The rows from an event's own one on: first its neighbour of the same half, and so on."""
    return tuple(sorted(range(count), key=lambda row: row ^ own))


def place(items: Iterable[Item], scale: Scale, room: Room, *, selected: int | None = None) -> list[Mark]:
    """The marks that fit, in order of time; what is not among them is for the caller to count.

    The selected event comes first, so that it is always drawn.
    """
    chosen = list(items)
    cut = len(chosen) <= _FEW
    rows, labels = _Rows(room.rows, len(chosen)), 0
    marks: list[Mark] = []
    for item in _ranked(chosen, scale, selected):
        if len(marks) >= room.marks:
            break
        drawn = _drawn(item, scale, room.now)
        mark = _labelled(item, drawn, scale, rows, cut=cut) if labels < room.labels else None
        labels += mark is not None
        if mark is None and (not room.labelled_only or item.event_id == selected):
            mark = _bare(item, small(drawn.form, item, scale, now=room.now), rows)
        if mark is not None:
            marks.append(mark)
    return sorted(marks, key=_time_of)


def _time_of(mark: Mark) -> tuple[float, float, int]:
    return in_time(mark.item)


def _ranked(items: Sequence[Item], scale: Scale, selected: int | None) -> list[Item]:
    """The weightiest first. Of those that run through the whole window all but one come last: their bars say nothing of when,
    and would take the rows from the names of what has its day there."""
    ranked = [item for *_, item in sorted([_precedence(item, selected) for item in items])]
    low, high = scale.low, scale.high
    bars = [item for item in ranked if runs_through(item, low, high) and item.event_id != selected][1:]
    if not bars:
        return ranked
    late = {item.event_id for item in bars}
    return [*(item for item in ranked if item.event_id not in late), *bars]


def runs_through(item: Item, low: int, high: int) -> bool:
    """Whether it begins before a window and ends after it, as far as is known, or lasted from its first minute to its last."""
    if item.lasts:
        low, high = low + 1, high - 1
    begins, ends = item.earliest_start, item.latest_end
    return (begins is None or begins < low) and (ends is None or ends > high)


def in_time(item: Item) -> tuple[float, float, int]:
    """The key of the order of time: earliest start (open ones first), then end, then number."""
    first, last = item.earliest_start, item.latest_end
    return (-inf if first is None else first, inf if last is None else last, item.event_id)


def _precedence(item: Item, selected: int | None) -> tuple[bool, int, float, int, Item]:
    """What events are ranked by, no two alike as each has its own number, and the event behind it."""
    first, number = item.earliest_start, item.event_id
    return number != selected, -item.importance, -inf if first is None else first, number, item


def _labelled(item: Item, drawn: _Drawn, scale: Scale, rows: _Rows, *, cut: bool) -> Mark | None:
    """The event with a badge and a label, in the first row that takes it."""
    gaps = rows.gaps(item.event_id, drawn.left - _ROOM, drawn.right + _ROOM)
    if not gaps:
        return None
    strong = item.importance >= STRONG_FROM
    for side, text, first, last in _ways(item, drawn, scale, strong=strong, cut=cut):
        left, right = first - _ROOM, last + _ROOM
        for row, begin, end in gaps:
            if begin <= left and right <= end:
                rows.take(row, left, right)
                return Mark(item, drawn.form, row, text, side, _label_x(item, drawn, side), strong, drawn.others)
    return None


def _drawn(item: Item, scale: Scale, now: int) -> _Drawn:
    """The form of an event, and those of other readings that stand elsewhere in the window."""
    form = form_of(item, scale, now=now)
    if not item.alternatives:
        return _Drawn(form, (), form.left, form.right)
    others = []
    for other in item.alternatives:
        started = other.earliest_start is None or other.earliest_start <= scale.high
        if started and (other.latest_end is None or other.latest_end >= scale.low):
            there = form_of(_as_told(item, other), scale, now=now, labelled=False)
            if abs(there.centre - form.centre) >= _APART or there.kind != form.kind:
                others.append((other.status, there))
    forms = [form, *(there for _, there in others)]
    return _Drawn(form, tuple(others), min(f.left for f in forms), max(f.right for f in forms))


def _as_told(item: Item, other: Alternative) -> Item:
    """The event as another reading has it."""
    return item._replace(
        edtf=other.edtf,
        status=other.status,
        earliest_start=other.earliest_start,
        latest_start=other.latest_start,
        earliest_end=other.earliest_end,
        latest_end=other.latest_end,
        lasts=other.lasts,
        alternatives=(),
    )


def _bare(item: Item, form: Form, rows: _Rows) -> Mark | None:
    """The event as a small shape without words, in the first row that takes it."""
    left, right = form.left - 1.5, form.right + 1.5
    gaps = rows.gaps(item.event_id, left, right)
    if not gaps:
        return None
    row, _, _ = gaps[0]
    rows.take(row, left, right)
    return Mark(item, form, row)


def _ways(item: Item, drawn: _Drawn, scale: Scale, *, strong: bool, cut: bool) -> Iterator[_Try]:
    """The ways to label an event, best first: inside its bar, right, left, on its reach; then the same with fewer words."""
    texts = [item.title]
    if cut or item.importance >= CUT_FROM:
        texts += shortened(item.title, 0 if cut else 0.5)
    for text in texts:
        width, form = text_width(text, LABEL_SIZE, strong=strong), drawn.form
        if form.kind == "bar" and form.right - form.centre > width + 26:
            yield "in", text, drawn.left, drawn.right
            continue
        yield from _beside(drawn, scale, text, width + (7 if form.doubt else 0))


def _beside(drawn: _Drawn, scale: Scale, text: str, width: float) -> Iterator[_Try]:
    """Right of the form, left of it, or on the right half of its reach."""
    form, left, right = drawn.form, drawn.left, drawn.right
    tip = 6 if form.pointed else 0
    if right + width + 12 + tip <= scale.right:
        yield "right", text, left, right + width + 12 + tip
    if left - width - 10 >= scale.left:
        yield "left", text, left - width - 10, right
    if form.kind == "reach" and form.right - form.centre > width + 30 and not drawn.others:
        yield "on", text, left, right


def _label_x(item: Item, drawn: _Drawn, side: Side) -> float:
    """Where the label begins; where it ends if it stands at the left."""
    form = drawn.form
    diamond = 2 if TYPES[item.type].group in DIAMONDS else 0
    spread = form.kind in ("bar", "reach")
    if side == "in":
        return form.centre + 13 + diamond
    if side == "on":
        return form.centre + 14 + diamond
    if side == "left":
        return drawn.left - (7 if spread else 5)
    if form.kind == "after" and not drawn.others:
        return form.right - 12
    return drawn.right + (8 if spread else 5) + (6 if form.pointed else 0) + (7 if form.doubt and not spread else 0)
