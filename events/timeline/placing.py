"""Places the marks of one lane in rows: weightier first, then earlier, then by number. Greedy, so the same each time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from events.timeline.forms import DIAMONDS, Form, form_of
from events.timeline.lettering import shortened, text_width
from events.timeline.scale import Scale
from events.timeline.values import Item
from events.vocabulary import TYPES

Side = Literal["", "in", "right", "left", "on"]

LABEL_SIZE: Final = 12
CUT_FROM: Final = 700
"""Importance from which a label may be cut to fit: what matters is named rather than left a dot."""
STRONG_FROM: Final = 900
"""Importance from which a label is set strong: the top tenth of the scale."""
_ROOM: Final = 4
"""Pixels kept free on both sides of a labelled mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event placed: its form, its row, and its label at `label_x` ("" where there is no room for one)."""

    item: Item
    form: Form
    row: int
    label: str = ""
    side: Side = ""
    label_x: float = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What a lane offers: how many rows, how many marks and labels at most, and up to which minute things go on."""

    rows: int
    marks: int
    labels: int
    now: int
    labelled_only: bool = False


@dataclass(frozen=True, slots=True)
class _Try:
    """One way to label an event: where the label stands, what it says, and the pixels that it and the form take."""

    side: Side
    text: str
    left: float
    right: float


class _Rows:
    """The pixels taken in each row of a lane."""

    def __init__(self, count: int) -> None:
        self._taken: list[list[tuple[float, float]]] = [[] for _ in range(count)]

    def take(self, left: float, right: float) -> int | None:
        """The first row where these pixels are free, now taken; None where there is none."""
        for number, taken in enumerate(self._taken):
            if all(right <= start or left >= end for start, end in taken):
                taken.append((left, right))
                return number
        return None


def place(items: Iterable[Item], scale: Scale, room: Room, *, selected: int | None = None) -> list[Mark]:
    """The marks that fit, in order of time; what is not among them is for the caller to count.

    The selected event comes first, so that it is always drawn.
    """
    rows, marks, labels = _Rows(room.rows), [], 0
    for item in sorted(items, key=lambda item: _precedence(item, selected)):
        if len(marks) >= room.marks:
            break
        mark = _labelled(item, scale, rows, room.now) if labels < room.labels else None
        labels += mark is not None
        if mark is None and (not room.labelled_only or item.event_id == selected):
            mark = _bare(item, scale, rows, room.now)
        if mark is not None:
            marks.append(mark)
    return sorted(marks, key=lambda mark: in_time(mark.item))


def in_time(item: Item) -> tuple[float, float, int]:
    """The key of the order of time: earliest start (open ones first), then end, then number."""
    first, last = item.earliest_start, item.latest_end
    return (float("-inf") if first is None else first, float("inf") if last is None else last, item.event_id)


def _precedence(item: Item, selected: int | None) -> tuple[bool, int, float, int]:
    return item.event_id != selected, -item.importance, in_time(item)[0], item.event_id


def _labelled(item: Item, scale: Scale, rows: _Rows, now: int) -> Mark | None:
    """The event with a badge and a label, in the first row that takes it."""
    form = form_of(item, scale, now=now)
    strong = item.importance >= STRONG_FROM
    for way in _ways(item, form, scale, strong=strong):
        row = rows.take(way.left - _ROOM, way.right + _ROOM)
        if row is not None:
            return Mark(item, form, row, way.text, way.side, _label_x(item, form, way.side), strong)
    return None


def _bare(item: Item, scale: Scale, rows: _Rows, now: int) -> Mark | None:
    """The event as a small shape without words, in the first row that takes it."""
    form = form_of(item, scale, now=now, labelled=False)
    row = rows.take(form.left - 1.5, form.right + 1.5)
    return None if row is None else Mark(item, form, row)


def _ways(item: Item, form: Form, scale: Scale, *, strong: bool) -> Iterator[_Try]:
    """The ways to label an event, best first: inside its bar, right, left, on its reach; then the same with fewer words."""
    texts = [item.title, *(shortened(item.title) if item.importance >= CUT_FROM else ())]
    for text in texts:
        width = text_width(text, LABEL_SIZE, strong=strong)
        if form.kind == "bar" and form.right - form.centre > width + 26:
            yield _Try("in", text, form.left, form.right)
            continue
        yield from _beside(form, scale, text, width + (7 if form.doubt else 0))


def _beside(form: Form, scale: Scale, text: str, width: float) -> Iterator[_Try]:
    """Right of the form, left of it, or on the right half of its reach."""
    tip = 6 if form.pointed else 0
    if form.right + width + 12 + tip <= scale.right:
        yield _Try("right", text, form.left, form.right + width + 12 + tip)
    if form.left - width - 10 >= scale.left:
        yield _Try("left", text, form.left - width - 10, form.right)
    if form.kind == "reach" and form.right - form.centre > width + 30:
        yield _Try("on", text, form.left, form.right)


def _label_x(item: Item, form: Form, side: Side) -> float:
    """Where the label begins; where it ends if it stands at the left."""
    diamond = 2 if TYPES[item.type].group in DIAMONDS else 0
    spread = form.kind in ("bar", "reach")
    if side == "in":
        return form.centre + 13 + diamond
    if side == "on":
        return form.centre + 14 + diamond
    if side == "left":
        return form.left - (7 if spread else 5)
    if form.kind == "after":
        return form.right - 12
    return form.right + (8 if spread else 5) + (6 if form.pointed else 0) + (7 if form.doubt and not spread else 0)
