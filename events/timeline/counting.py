"""What does not fit is counted: pills over what is left of a lane, or columns where events are many. Nothing is hidden."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from events.edtf import MINUTES_PER_DAY, civil
from events.timeline.lettering import text_width
from events.timeline.scale import Scale
from events.timeline.ticks import MONTHS, year_label

COUNT_SIZE: Final = 11
_CLOSEST: Final = 30
"""Pixels between the middles of two pills; closer ones would touch and become one."""
_WIDEST: Final = 96
"""Pixels that one pill's bracket may span: a count over a tenth of the drawing still says where."""
LEAST_COLUMN: Final = 5
"""Pixels: narrower columns are lines, and their heights no longer compare."""
_YEARS_FROM: Final = 360
_MONTHS_FROM: Final = 25
"""Days from which a column's ends are told by years, and by months: finer words would say more than its width shows."""


class Cluster(NamedTuple):
    """So many events that have no room of their own: the pill's words, middle and width, the pixels and the minutes they reach over.

    `through`: they run through the whole window, and the pill says so, as it stands where there is room. `drop`: rows below the others.
    """

    events: int
    words: str
    x: float
    width: float
    left: float
    right: float
    low: int
    high: int
    through: bool = False
    drop: int = 0


class Column(NamedTuple):
    """So many events between two minutes, and how high among the columns of its lane (0 to 1)."""

    events: int
    left: float
    right: float
    share: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The bins of the window: the minutes where each begins, and one more where the last ends, with their pixels."""

    edges: tuple[int, ...]
    pixels: tuple[float, ...]

    @classmethod
    def of(cls, edges: tuple[int, ...], scale: Scale) -> "Grid":
        """The bins on a scale."""
        return cls(edges, tuple(scale.inside(minute) for minute in edges))

    def number(self, minute: int) -> int:
        """The bin that a minute is in; the first or last for minutes beyond."""
        return min(max(bisect_right(self.edges, minute) - 1, 0), len(self.edges) - 2)

    def left_over(self, counts: Sequence[int], shown: Mapping[int, int]) -> "list[Leftover]":
        """What of the counts is not shown, where its bin has its middle."""
        edges, pixels = self.edges, self.pixels
        return [
            Leftover((pixels[n] + pixels[n + 1]) / 2, left, edges[n], edges[n + 1] - 1)
            for n, count in enumerate(counts)
            if count and (left := count - shown.get(n, 0))
        ]

    def columns(self, counts: Sequence[int]) -> list[Column]:
        """A column for each bin that has any, as high as its share of the largest."""
        edges, pixels, peak = self.edges, self.pixels, max(counts, default=0)
        return [
            Column(count, pixels[n], pixels[n + 1], count / peak, edges[n], edges[n + 1] - 1)
            for n, count in enumerate(counts)
            if count
        ]


class Leftover(NamedTuple):
    """So many events without a mark at one pixel, of one bin."""

    x: float
    events: int
    low: int
    high: int


def clusters_of(left: Sequence[Leftover], scale: Scale) -> list[Cluster]:
    """Pills over what is left, given in order: neighbours closer than a pill become one, as long as it still says where."""
    groups: list[list[Leftover]] = []
    for one in left:
        group = groups[-1] if groups else None
        if group and one.x - group[-1].x < _CLOSEST and one.x - group[0].x <= _WIDEST:
            group.append(one)
        else:
            groups.append([one])
    return _apart([_cluster(group, scale) for group in groups], scale)


def _cluster(group: Sequence[Leftover], scale: Scale) -> Cluster:
    count = sum([one.events for one in group])
    left, right = group[0].x, group[-1].x
    words = f"{count:,}"
    width = _pill_width(words)
    half = width / 2 + 1
    x = min(max((left + right) / 2, scale.left + half), scale.right - half - 3)
    return Cluster(count, words, x, width, left, right, group[0].low, group[-1].high)


def _pill_width(words: str) -> float:
    """The width of a pill with these words."""
    return text_width(words, COUNT_SIZE) + 14


def throughout(count: int, scale: Scale, taken: Sequence[tuple[float, float]]) -> Cluster:
    """A pill of what runs through the whole window: at an end of the row, else in the first gap between what is taken, else below."""
    words = f"{count:,} throughout"
    width = _pill_width(words)
    pill = Cluster(count, words, 0, width, scale.left, scale.right, scale.low, scale.high, through=True)
    half = width / 2
    lefts = (scale.left + 2, scale.right - pill.width - 6, *(right + 8 for _, right in taken))
    for left in lefts:
        right = left + pill.width
        if right <= scale.right - 2 and all(right + 8 <= other[0] or left - 8 >= other[1] for other in taken):
            return pill._replace(x=left + half)
    return pill._replace(x=scale.left + 2 + half, drop=1)


def _apart(clusters: list[Cluster], scale: Scale) -> list[Cluster]:
    """The same counts with no two pills touching: what would touch is joined."""
    out: list[Cluster] = []
    for cluster in clusters:
        while out and cluster.x - out[-1].x < max(_CLOSEST, (cluster.width + out[-1].width) / 2 + 4):
            cluster = _joined(out.pop(), cluster, scale)
        out.append(cluster)
    return out


def _joined(first: Cluster, second: Cluster, scale: Scale) -> Cluster:
    ends = (first.left, 0), (second.right, second.events + first.events)
    return _cluster([Leftover(x, count, first.low, second.high) for x, count in ends], scale)


def column_when(column: Column) -> str:
    """The same as it stands in a sentence: in 1990, on 3–9 March 2003, at 14:00–15:00, 3 March 2003."""
    days = (column.high + 1 - column.low) / MINUTES_PER_DAY
    return f"{'at' if days < 1 else 'on' if days <= _MONTHS_FROM else 'in'} {column_words(column)}"


def column_words(column: Column) -> str:
    """What a column covers, as exactly as its width is worth saying: 1990–1991, Mar–May 2003, 3–4 March 2003."""
    first, last = civil(column.low), civil(column.high)
    days = (column.high + 1 - column.low) / MINUTES_PER_DAY
    if days < 1:
        return (
            f"{_clock(column.low)}–{_clock(column.high + 1)}, {first[2]} {MONTHS[first[1] - 1]} {year_label(first[0])}"
        )
    if days > _YEARS_FROM:
        return _years(first[0], last[0])
    if days > _MONTHS_FROM:
        one_year = first[0] == last[0]
        names = [MONTHS[moment[1] - 1][:3] for moment in (first, last)]
        if one_year:
            return f"{_ends(names[0], names[1], '–')} {year_label(last[0])}"
        return f"{names[0]} {year_label(first[0])} – {names[1]} {year_label(last[0])}"
    if first[:2] == last[:2]:
        return f"{_ends(str(first[2]), str(last[2]), '–')} {MONTHS[first[1] - 1]} {year_label(first[0])}"
    return f"{first[2]} {MONTHS[first[1] - 1][:3]} – {last[2]} {MONTHS[last[1] - 1][:3]} {year_label(last[0])}"


def _years(first: int, last: int) -> str:
    """Years from one to another, the era said once: 1990–1999, 500–491 BC."""
    names = year_label(first), year_label(last)
    if first != last and last <= 0:
        names = names[0].removesuffix(" BC"), names[1]
    return _ends(*names, "–")


def _clock(minute: int) -> str:
    hour, past = civil(minute)[3:]
    return f"{hour:02d}:{past:02d}"


def _ends(first: str, last: str, between: str) -> str:
    return first if first == last else f"{first}{between}{last}"
