"""What is drawn of one event: which form its date takes on the axis, and where that form begins and ends.

| the date says | form |
| --- | --- |
| one day, or a span too narrow to draw | badge |
| it lasted from a to b | bar; its core runs where it surely went on |
| one moment, somewhere from a to b | reach: a line with stops, the badge in its middle |
| from a on, the end open | after: a stop and an arrow that fades |
| up to b, the start open | before: the same, mirrored |
"""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from events.edtf import MINUTES_PER_DAY, Date, EdtfError, Interval, OneOf, Span, parse
from events.timeline.scale import Scale
from events.timeline.values import Item
from events.vocabulary import TYPES

Kind = Literal["badge", "bar", "reach", "after", "before"]

DIAMONDS: Final = frozenset({"threats", "force"})
"""Groups drawn as diamonds, whose badges are wider than round and square ones."""

_RADII: Final = {key: 9.5 if kind.group in DIAMONDS else 7.5 for key, kind in TYPES.items()}
"""Half the width of each type's badge with its outline."""
_SMALL: Final = 5
"""Half the width of the small shape without a label."""
_LEAST_FORM: Final = 17
"""Pixels: a badge is 15 wide and hides what is narrower."""
_LONGEST_ARROW: Final = 110
"""Pixels: an open end says that it is open, not how long it went on."""
_QUALIFIED: Final = re.compile("[?~%]")
"""What every approximate or uncertain date is written with."""
_FADE_LEFT: Final = 18
_FADE_RIGHT: Final = 22
_FADE_REACH: Final = 12
_DAY_HALO: Final = 16
_ROUND_HALO: Final = 6


class Marks(NamedTuple):
    """What an EDTF string says of its own exactness: start or end approximate, and whether any of it is in doubt."""

    start: bool
    end: bool
    doubt: bool


_EXACT: Final = Marks(False, False, False)


class Form(NamedTuple):
    """The form of one event: pixels of its left and right end and of the middle of its badge.

    `fade_left`, `fade_right`: pixels over which an approximate end fades. `core`: where a bar surely went on. `cut_left`,
    `cut_right`: it runs over the window's edge. `pointed`: it still goes on. `halo`: approximate, and too small to fade.
    """

    kind: Kind
    left: float
    right: float
    centre: float
    fade_left: float = 0
    fade_right: float = 0
    core: tuple[float, float] | None = None
    cut_left: bool = False
    cut_right: bool = False
    pointed: bool = False
    halo: Literal["", "day", "round"] = ""
    doubt: bool = False


def form_of(item: Item, scale: Scale, *, now: int, labelled: bool = True) -> Form:
    """The form of an event on this scale. `now`: the minute up to which what is going on is drawn."""
    marks = exactness(item.edtf)
    radius = _RADII[item.type] if labelled else _SMALL
    first, last, lasted = item.earliest_start, item.latest_end, item.lasts
    if lasted and last is None and first is not None and item.status == "ongoing":
        last = max(now, first)
    if first is None or last is None:
        return _open(first, last, scale, radius, doubt=marks.doubt)
    left, right = scale.inside(first), scale.inside(last + 1)
    one_day = not lasted and last - first < MINUTES_PER_DAY
    if one_day or right - left < _LEAST_FORM:
        if marks is _EXACT:
            return _plain_badge(left, right, scale, radius)
        return _badge(left, right, scale, radius, marks, one_day=one_day)
    return _bar(item, scale, last, radius, marks) if lasted else _reach(scale, first, last, marks)


def small(form: Form, item: Item, scale: Scale, *, now: int) -> Form:
    """The same form where there is no room for a label; a badge that no edge moves keeps its middle."""
    if form.kind == "badge" and not form.halo and scale.left < form.left and form.right < scale.right:
        return Form("badge", form.centre - _SMALL, form.centre + _SMALL, form.centre, doubt=form.doubt)
    return form_of(item, scale, now=now, labelled=False)


@lru_cache(maxsize=8192)
def exactness(edtf: str) -> Marks:
    """What a string says of its exactness. Cached: a window draws the same strings again and again."""
    if not _QUALIFIED.search(edtf):
        return _EXACT
    try:
        value = parse(edtf)
    except EdtfError:
        return Marks(False, False, False)
    if isinstance(value, Date):
        return Marks(value.approximate, value.approximate, value.uncertain)
    if isinstance(value, OneOf):
        choices = [end for choice in value.choices for end in _dates(choice)]
        near = any(date.approximate for date in choices)
        return Marks(near, near, any(date.uncertain for date in choices))
    start, end = value.start, value.end
    return Marks(
        isinstance(start, Date) and start.approximate,
        isinstance(end, Date) and end.approximate,
        any(date.uncertain for date in _dates(value)),
    )


def _dates(value: Date | Span | Interval) -> list[Date]:
    """The dates that a date, a span of a set, or an interval names."""
    if isinstance(value, Date):
        return [value]
    ends = (value.first, value.last) if isinstance(value, Span) else (value.start, value.end)
    return [end for end in ends if isinstance(end, Date)]


def _plain_badge(left: float, right: float, scale: Scale, radius: float) -> Form:
    """A badge without a halo or a doubt, as nearly all are."""
    centre = (left + right) / 2
    if centre < scale.left + radius or centre > scale.right - radius:
        centre = min(max(centre, scale.left + radius), scale.right - radius)
    return Form("badge", centre - radius, centre + radius, centre)


def _badge(left: float, right: float, scale: Scale, radius: float, marks: Marks, *, one_day: bool) -> Form:
    """A badge in the middle of what is too narrow to draw, kept inside the window."""
    centre = min(max((left + right) / 2, scale.left + radius), scale.right - radius)
    near = marks.start or marks.end
    halo: Literal["", "day", "round"] = ("day" if one_day else "round") if near else ""
    room = {"": 0, "day": _DAY_HALO, "round": _ROUND_HALO}[halo]
    return Form("badge", centre - radius - room, centre + radius + room, centre, halo=halo, doubt=marks.doubt)


def _bar(item: Item, scale: Scale, last: int, radius: float, marks: Marks) -> Form:
    """A bar from the earliest start to the latest end; its core leaves out where only possibly it went on."""
    first = item.earliest_start
    assert first is not None
    left, right = scale.inside(first), scale.inside(last + 1)
    cut_left, cut_right = scale.x(first) < scale.left - 1, scale.x(last + 1) > scale.right + 1
    fade_left = _FADE_LEFT if marks.start and not cut_left and right - left > 60 else 0
    fade_right = _FADE_RIGHT if marks.end and not cut_right and right - left > 60 else 0
    core = _core(item, scale, first, last)
    core = (max(core[0], left + fade_left), min(core[1], right - fade_right))
    centre = left + radius + 0.5 + (fade_left + 4 if fade_left else 8 if cut_left else 0)
    return Form(
        "bar",
        left,
        right,
        centre,
        fade_left=fade_left,
        fade_right=fade_right,
        core=core if core[1] > core[0] else None,
        cut_left=cut_left,
        cut_right=cut_right,
        pointed=item.status == "ongoing" and not cut_right,
        halo="round" if (marks.start or marks.end) and not (fade_left or fade_right) and right - left <= 60 else "",
        doubt=marks.doubt,
    )


def _core(item: Item, scale: Scale, first: int, last: int) -> tuple[float, float]:
    """The pixels where it surely went on; a start or end that is known to the day is taken as sure."""
    start = first if item.latest_start is None else item.latest_start
    end = last if item.earliest_end is None else item.earliest_end
    start = first if start - first < MINUTES_PER_DAY else start
    end = last if last - end < MINUTES_PER_DAY else end
    return scale.inside(start), scale.inside(end + 1)


def _reach(scale: Scale, first: int, last: int, marks: Marks) -> Form:
    """A line with stops, the badge in the middle of what of it is in the window."""
    left, right = scale.inside(first), scale.inside(last + 1)
    fade = _FADE_REACH if marks.start or marks.end else 0
    return Form(
        "reach",
        left,
        right,
        (left + right) / 2,
        fade_left=fade,
        fade_right=fade,
        cut_left=scale.x(first) < scale.left - 1,
        cut_right=scale.x(last + 1) > scale.right + 1,
        doubt=marks.doubt,
    )


def _open(first: int | None, last: int | None, scale: Scale, radius: float, *, doubt: bool) -> Form:
    """A stop where the known end is, and an arrow into the open; all of it inside the window."""
    if first is not None or last is None:
        start = min(scale.inside(scale.low if first is None else first), scale.right - 2 * radius - 4)
        end = min(start + _LONGEST_ARROW, scale.right)
        cut = first is None or scale.x(first) < scale.left - 1
        return Form("after", start, end, start + radius + 3.5, cut_left=cut, doubt=doubt)
    end = max(scale.inside(last + 1), scale.left + 2 * radius + 4)
    start = max(end - _LONGEST_ARROW, scale.left)
    return Form("before", start, end, end - radius - 3.5, cut_right=scale.x(last + 1) > scale.right + 1, doubt=doubt)
