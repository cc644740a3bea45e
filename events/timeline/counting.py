"""What does not fit is counted: pills over what is left of a lane, or columns where events are many. Nothing is hidden."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.edtf import MINUTES_PER_DAY, civil, day_minutes
from events.timeline.lettering import text_width
from events.timeline.scale import Scale
from events.timeline.ticks import MONTHS, year_label

COUNT_SIZE: Final = 11
_CLOSEST: Final = 30
"""Pixels between the middles of two pills; closer ones would touch and become one."""
_WIDEST: Final = 96
"""Pixels that one pill's bracket may span: a count over a tenth of the drawing still says where."""
_LEAST_COLUMN: Final = 5
"""Pixels: narrower columns are lines, and their heights no longer compare."""
_COLUMN_MONTHS: Final = (1, 3, 12, 24, 60, 120, 600, 1200, 6000, 12_000, 60_000, 120_000)


@dataclass(frozen=True, slots=True)
class Cluster:
    """So many events that have no room of their own: the pill's middle, the pixels and the minutes they reach over."""

    count: int
    x: float
    left: float
    right: float
    low: int
    high: int

    @property
    def width(self) -> float:
        """The width of the pill."""
        return text_width(f"{self.count:,}", COUNT_SIZE) + 14


@dataclass(frozen=True, slots=True)
class Column:
    """So many events between two minutes, and how high among the columns of its lane (0 to 1)."""

    count: int
    left: float
    right: float
    share: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """Events without a mark at one pixel."""

    x: float
    count: int
    low: int
    high: int


def clusters_of(left: Sequence[Leftover], scale: Scale) -> list[Cluster]:
    """Pills over what is left, in order: neighbours closer than a pill become one, as long as it still says where."""
    groups: list[list[Leftover]] = []
    for one in sorted(left, key=lambda one: one.x):
        group = groups[-1] if groups else None
        if group and one.x - group[-1].x < _CLOSEST and one.x - group[0].x <= _WIDEST:
            group.append(one)
        else:
            groups.append([one])
    return _apart([_cluster(group, scale) for group in groups], scale)


def _cluster(group: Sequence[Leftover], scale: Scale) -> Cluster:
    count = sum(one.count for one in group)
    left, right = group[0].x, group[-1].x
    half = text_width(f"{count:,}", COUNT_SIZE) / 2 + 8
    x = min(max((left + right) / 2, scale.left + half), scale.right - half - 3)
    return Cluster(count, x, left, right, min(one.low for one in group), max(one.high for one in group))


def _apart(clusters: list[Cluster], scale: Scale) -> list[Cluster]:
    """The same counts with no two pills touching: what would touch is joined."""
    out: list[Cluster] = []
    for cluster in clusters:
        while out and cluster.x - out[-1].x < max(_CLOSEST, (cluster.width + out[-1].width) / 2 + 4):
            cluster = _joined(out.pop(), cluster, scale)
        out.append(cluster)
    return out


def _joined(first: Cluster, second: Cluster, scale: Scale) -> Cluster:
    ends = (first.left, 0), (second.right, second.count + first.count)
    return _cluster([Leftover(x, count, first.low, second.high) for x, count in ends], scale)


def columns_of(counts: Sequence[int], edges: Sequence[int], scale: Scale) -> list[Column]:
    """Columns of whole months, quarters, years or more: the finest unit that is wide enough and no finer than the bins.

    `edges` are the minutes where the bins begin, and one more where the last ends. A bin counts where its middle is.
    """
    months = column_months(scale, (edges[-1] - edges[0]) / len(counts))
    if months is None:
        return _fixed_columns(counts, edges, scale)
    sums: dict[int, int] = {}
    for number, count in enumerate(counts):
        if count:
            year, month = civil((edges[number] + edges[number + 1]) // 2)[:2]
            key = (year * 12 + month - 1) // months
            sums[key] = sums.get(key, 0) + count
    spans = ((n, _month_start(key * months), _month_start((key + 1) * months)) for key, n in sorted(sums.items()))
    return _scaled([(n, low, high) for n, low, high in spans], scale)


def column_months(scale: Scale, bin_minutes: float) -> int | None:
    """How many months a column holds; None where even a month is wide enough to be divided by days."""
    month = 30.44 * MINUTES_PER_DAY
    fits = (n for n in _COLUMN_MONTHS if n * month * scale.per_minute >= _LEAST_COLUMN and n * month >= bin_minutes)
    months = next(fits, _COLUMN_MONTHS[-1])
    return None if months == 1 and month * scale.per_minute >= 12 * _LEAST_COLUMN else months


def _fixed_columns(counts: Sequence[int], edges: Sequence[int], scale: Scale) -> list[Column]:
    """Columns of as many bins as make the least width."""
    step = max(1, -(-_LEAST_COLUMN * len(counts) // max(1, int(scale.right - scale.left))))
    starts = range(0, len(counts), step)
    sums = [(sum(counts[at : at + step]), edges[at], edges[min(at + step, len(counts))]) for at in starts]
    return _scaled([part for part in sums if part[0]], scale)


def _scaled(parts: list[tuple[int, int, int]], scale: Scale) -> list[Column]:
    peak = max((count for count, _, _ in parts), default=1)
    return [
        Column(count, scale.inside(low), scale.inside(high), count / peak, low, high - 1) for count, low, high in parts
    ]


def _month_start(months: int) -> int:
    """The first minute of the month with this number, counted from January of the year 0."""
    return day_minutes(months // 12, months % 12 + 1, 1)


def column_words(column: Column) -> str:
    """What a column covers, in words: March 2003, Jan – Mar 2003, 2003, 2000–2009, 3 March 2003."""
    first, last = civil(column.low), civil(column.high)
    if first[:2] == last[:2]:
        whole = first[2] == 1 and last[2] >= 28
        days = str(first[2]) if first[2] == last[2] else f"{first[2]}–{last[2]}"
        name = f"{MONTHS[first[1] - 1]} {year_label(first[0])}"
        return name if whole else f"{days} {name}"
    if first[1:3] == (1, 1) and last[1:3] == (12, 31):
        return year_label(first[0]) if first[0] == last[0] else f"{year_label(first[0])}–{year_label(last[0])}"
    return f"{_month(first)} – {_month(last)}"


def _month(moment: tuple[int, int, int, int, int]) -> str:
    return f"{MONTHS[moment[1] - 1][:3]} {year_label(moment[0])}"


def bin_number(edges: Sequence[int], minute: int) -> int:
    """The bin that a minute is in; the first or last for minutes beyond."""
    return min(max(bisect_right(edges, minute) - 1, 0), len(edges) - 2)
