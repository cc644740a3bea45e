"""From an answer and a width to what stands where: lanes, marks, clusters, columns, axis and overview. Pure arithmetic.

Pixels count from the top left of the drawing. What is drawn adds up: in each lane the marks, and the counts of its
clusters or of its columns, are the lane's total.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.timeline.counting import LEAST_COLUMN, Cluster, Column, Grid, clusters_of, throughout
from events.timeline.forms import Form
from events.timeline.placing import Mark, Room, place, runs_through
from events.timeline.scale import Scale
from events.timeline.ticks import Axis, axis_of
from events.timeline.values import Answer, Item, Lane, Overview
from events.vocabulary import TYPES

ROW: Final = 22
HEAD: Final = 148
"""Pixels for the names of the lanes, left of the axis."""
NARROW_BELOW: Final = 700
"""Below this width the names stand above their lanes."""
TOP: Final = 30
FOOT: Final = 26
_PAD: Final = 5
_NARROW_HEAD: Final = 20
_BAND: Final = 46
_LONE_BAND: Final = 12
"""Pixels of the columns of a lane, and of a column that stands alone: its height tells nothing."""
_OVER_BAND: Final = 14
"""Pixels between the rows of a lane and its columns: what the highest counts stands there."""
_DENSE: Final = 4
"""More than one event per so many pixels are columns: closer pills would only repeat the count of the lane."""
_ROWS_WHOLE: Final = 24
_ROWS_PART: Final = 44
"""Rows shared by the lanes when the whole span is shown, and when a part of it is: the first look should fit a screen
or two, a closer look may be longer."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many marks and labels the whole drawing may have."""

    marks: int
    labels: int


WIDE: Final = Ceiling(250, 120)
NARROW: Final = Ceiling(180, 80)


@dataclass(frozen=True, slots=True)
class Band:
    """A lane of many: its columns stand on `bottom` and are at most `height` high; the rest of the lane counts `count`.

    `through` events run through the whole window: they stand in no column, as they have no place in it.
    """

    columns: tuple[Column, ...]
    bottom: float
    height: float
    count: int
    through: int = 0


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """One lane from `top` to `bottom`: marks in rows below `rows_top`, clusters in the row around `cluster_y`."""

    key: str
    label: str
    total: int
    group: str
    top: float
    bottom: float
    rows_top: float
    marks: tuple[Mark, ...]
    clusters: tuple[Cluster, ...] = ()
    cluster_y: float = 0
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class OverviewLayout:
    """The strip over the whole span: its own scale, counts a bin, presence of groups, and the window's pixels."""

    scale: Scale
    counts: tuple[int, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    axis: Axis
    brush: tuple[float, float]
    whole: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that is drawn. `now` is the line between past and ahead, None where it is not in the window."""

    width: int
    height: float
    scale: Scale
    bottom: float
    lanes: tuple[LaneLayout, ...]
    axis: Axis
    overview: OverviewLayout
    now: int | None
    narrow: bool
    selected: int | None


def lay_out(answer: Answer, width: int) -> Layout:
    """What stands where at this width. Cost follows what is drawn, not what is counted."""
    narrow = width < NARROW_BELOW
    scale = Scale(answer.low, answer.high, *_plot(width))
    grid = Grid.of(answer.edges, scale)
    lanes = [lane for lane in answer.lanes if lane.total]
    y: float = TOP
    out = []
    for lane, room in zip(lanes, _rooms(answer, lanes, narrow=narrow), strict=True):
        placed = _lane(lane, answer, scale, grid, room, y, dense=lane.total > dense_from(width), narrow=narrow)
        out.append(placed)
        y = placed.bottom
    bottom = max(y, TOP + 3 * ROW)
    return Layout(
        width,
        bottom + FOOT,
        scale,
        bottom,
        tuple(out),
        axis_of(scale),
        _overview(answer, scale),
        answer.now if answer.low < answer.now < answer.high else None,
        narrow,
        answer.window.selected,
    )


def most_bins(width: int) -> int:
    """How many columns a drawing of this width has room for."""
    left, right = _plot(width)
    return (right - left) // LEAST_COLUMN


def _plot(width: int) -> tuple[int, int]:
    """The pixels where the axis begins and ends."""
    return 4 if width < NARROW_BELOW else HEAD, width - 6


def dense_from(width: int) -> int:
    """How many events a lane may have before a drawing of this width shows it as columns."""
    left, right = _plot(width)
    return (right - left) // _DENSE


def middle_of(item: Item, low: int, high: int) -> int:
    """The minute an event is counted at: the middle of what of its bounds is in the window."""
    first = low if item.earliest_start is None else max(item.earliest_start, low)
    last = high if item.latest_end is None else min(item.latest_end, high)
    return (first + last) >> 1


def _rooms(answer: Answer, lanes: Sequence[Lane], *, narrow: bool) -> list[Room]:
    """What each lane may use of the drawing."""
    if not lanes:
        return []
    ceiling = NARROW if narrow else WIDE
    overview = answer.overview
    whole = (answer.high - answer.low) > 0.9 * (overview.high - overview.low)
    rows = max(2, min(8, (_ROWS_WHOLE if whole else _ROWS_PART) // len(lanes)))
    if len(lanes) >= 10 and sum(lane.total for lane in lanes) > 40 * len(lanes) and not narrow and not whole:
        rows = 1
    totals = [lane.total for lane in lanes]
    shares = zip(_shares(totals, ceiling.marks), _shares(totals, ceiling.labels), strict=True)
    return [Room(rows, marks, labels, answer.now) for marks, labels in shares]


def _shares(wants: Sequence[int], budget: int) -> list[int]:
    """The budget divided: who wants little gets it all, the others share the rest evenly."""
    shares = [0] * len(wants)
    for left, number in enumerate(sorted(range(len(wants)), key=lambda n: wants[n])):
        shares[number] = min(wants[number], (budget - sum(shares)) // (len(wants) - left))
    return shares


def _lane(
    lane: Lane, answer: Answer, scale: Scale, grid: Grid, room: Room, top: float, *, dense: bool, narrow: bool
) -> LaneLayout:
    """One lane, from `top` on."""
    rows_top = top + _PAD + (_NARROW_HEAD if narrow else 0)
    if dense:
        return _dense_lane(lane, answer, scale, grid, room, top, rows_top)
    marks = place(lane.items, scale, room, selected=answer.window.selected)
    rows = max((mark.row for mark in marks), default=-1) + 1
    singles, clusters = _rest(lane, answer, scale, grid, marks, rows)
    y = rows_top + rows * ROW
    below = max((cluster.drop for cluster in clusters), default=0) + 1
    bottom = y + (ROW * below if clusters or singles else 0) + _PAD
    return LaneLayout(
        lane.key,
        lane.label,
        lane.total,
        lane_group(lane),
        top,
        max(bottom, top + ROW + 2 * _PAD),
        rows_top,
        (*marks, *singles),
        tuple(clusters),
        y + ROW / 2,
    )


def _dense_lane(
    lane: Lane, answer: Answer, scale: Scale, grid: Grid, room: Room, top: float, rows_top: float
) -> LaneLayout:
    """Columns of all, and above them the weightiest with their names."""
    stars = Room(min(room.rows, 2), room.marks, room.labels, room.now, labelled_only=True)
    marks = place(_outstanding(lane.items, answer), scale, stars, selected=answer.window.selected)
    rows = max((mark.row for mark in marks), default=-1) + 1
    counts = list(lane.bins)
    counts[grid.number((answer.low + answer.high) >> 1)] -= lane.through
    columns = tuple(grid.columns(counts))
    tall = (_BAND if len(grid.edges) > 2 else _LONE_BAND) if columns else 0
    bottom = max(rows_top + rows * ROW + (_OVER_BAND if rows else ROW) + tall, top + 2 * ROW - _PAD)
    band = Band(columns, bottom, tall, lane.total - len(marks), lane.through)
    group = lane_group(lane)
    return LaneLayout(lane.key, lane.label, lane.total, group, top, bottom + _PAD, rows_top, tuple(marks), band=band)


def _outstanding(items: Sequence[Item], answer: Answer) -> list[Item]:
    """Those that weigh more than the least of them, all where they weigh the same; without what runs through all of the window.

    A bar from edge to edge would take a whole row, and say nothing of when: it is counted beside the columns.
    """
    selected = answer.window.selected
    within = [item for item in items if item.event_id == selected or not runs_through(item, answer.low, answer.high)]
    least = min((item.importance for item in within), default=0)
    return [item for item in within if item.importance > least or item.event_id == selected] or within


def _undrawn_through(lane: Lane, answer: Answer, marks: Sequence[Mark]) -> int:
    """How many of a lane run through the whole window and have no mark."""
    return (
        max(0, lane.through - sum(runs_through(mark.item, answer.low, answer.high) for mark in marks))
        if lane.through
        else 0
    )


def _rest(
    lane: Lane, answer: Answer, scale: Scale, grid: Grid, marks: Sequence[Mark], row: int
) -> tuple[list[Mark], list[Cluster]]:
    """What of a lane has no mark yet: in the last row single events that are known as small shapes at their middle,
    others as pills; what runs through the whole window on a pill of its own, as it is no heap at the middle."""
    if len(marks) == lane.total:
        return [], []
    drawn = {mark.item.event_id for mark in marks}
    places = {item.event_id: grid.number(middle_of(item, answer.low, answer.high)) for item in lane.items}
    shown: dict[int, int] = {}
    for event_id in drawn:
        shown[places[event_id]] = shown.get(places[event_id], 0) + 1
    through = _undrawn_through(lane, answer, marks)
    if through:
        middle = grid.number((answer.low + answer.high) >> 1)
        through = min(through, lane.bins[middle] - shown.get(middle, 0))
        shown[middle] = shown.get(middle, 0) + through
    left = grid.left_over(lane.bins, shown)
    rest = [
        item
        for item in lane.items
        if item.event_id not in drawn and not (through and runs_through(item, answer.low, answer.high))
    ]
    known = {places[item.event_id]: item for item in rest}
    singles, clusters = [], []
    for cluster in clusters_of(left, scale):
        item = known.get(grid.number(cluster.low)) if cluster.events == 1 else None
        if item is None:
            clusters.append(cluster)
        else:
            singles.append(Mark(item, Form("badge", cluster.x - 5, cluster.x + 5, cluster.x), row))
    if through:
        taken = [(pill.x - pill.width / 2, pill.x + pill.width / 2) for pill in clusters]
        clusters.append(throughout(through, scale, [*taken, *((one.form.left, one.form.right) for one in singles)]))
    return singles, clusters


def lane_group(lane: Lane) -> str:
    """The group of types that a lane's colour tells; "mixed" where a lane has several."""
    if lane.key in TYPES:
        return TYPES[lane.key].group
    groups = {TYPES[item.type].group for item in lane.items}
    return groups.pop() if len(groups) == 1 else "mixed"


def _overview(answer: Answer, chart: Scale) -> OverviewLayout:
    """The strip over the whole span, the window marked; it is at least six pixels wide, so that it can be seen."""
    overview: Overview = answer.overview
    low, high = overview.low, max(overview.high, overview.low + 1)
    scale = Scale(low, high, chart.left, chart.right)
    left, right = scale.inside(answer.low), scale.inside(answer.high + 1)
    if right - left < 6:
        middle = min(max((left + right) / 2, scale.left + 3), scale.right - 3)
        left, right = middle - 3, middle + 3
    whole = right - left > 0.95 * (scale.right - scale.left)
    return OverviewLayout(scale, overview.counts, overview.groups, axis_of(scale), (left, right), whole)
