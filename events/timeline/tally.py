"""Counts over sets of rows: events a bin of time, events a value, and the weightiest rows. Exact; cost follows the screen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from events.timeline.rowsets import GATHER, array_of, raw
from events.timeline.segment import FRINGE, LONG, SCATTERED_BITS, Segment, scattered

Ints = NDArray[Any]
Rows = tuple[Segment, BitMap]
"""A segment with some of its rows, each of another event."""

ROWS_A_VALUE: Final = 500
"""Looking at one value's set costs about as much as looking at so many rows by themselves (measured at a million rows)."""
STRIDE: Final = 64
"""A selection's density is looked at in every such row: nearer ones would move the ends of its stretch by less than a gain."""
CELLS: Final = 16
"""Least cells that the width of a screen is divided in, each of which shows its own weightiest: about one a label's width."""


def distinct(rows: Iterable[Rows]) -> list[Rows]:
    """The same rows without those that tell an event again."""
    return [(segment, found - again if (again := segment.surplus(found)) else found) for segment, found in rows]


def total(rows: Iterable[Rows]) -> int:
    """How many rows there are."""
    return sum(len(found) for _, found in rows)


class Bins:
    """Bins of time. A row counts in the bin of its middle, clipped to their span.

    Spread, a moment that is known less exactly than a bin is wide counts evenly over all of its bins: a hundred events of "May" are
    no heap on the sixteenth.
    """

    def __init__(self, edges: Sequence[int]) -> None:
        """`edges` are the minutes where each begins, and one more where the last ends."""
        self.low, self.high, self.count = edges[0], edges[-1] - 1, len(edges) - 1
        self.edges: Ints = np.array(edges, np.int64)
        self.starts, self.widths = self.edges[1:-1], self.edges[1:] - self.edges[:-1]
        self.widest = int(self.widths.max())
        # Where there are more bins than minutes, what lies after the span counts to its last minute's bin, not to the last.
        self.last = int(self.starts.searchsorted(self.high, "right"))
        self._cuts: dict[int, tuple[Ints, BitMap]] = {}
        self._through: dict[int, BitMap] = {}

    def of(self, rows: Iterable[Rows], *, spread: bool = False) -> Ints:
        """The number of rows in each bin; spread, they still add up to their number."""
        counts = np.zeros(self.count, np.int64)
        for segment, found in rows:
            counts += self._of(segment, found)
            counts += self._moved(segment, found) if spread else 0
        counts[self.last] = counts[self.last :].sum()
        counts[self.last + 1 :] = 0
        return counts

    def _of(self, segment: Segment, rows: BitMap) -> Ints:
        places, crossing = self._cut(segment)
        if cut := rows & crossing:
            return _between(raw(rows - cut), places) + self._clipped(segment, array_of(cut))
        return _between(raw(rows), places)

    def _moved(self, segment: Segment, rows: BitMap) -> Ints:
        """How many rows more or less each bin has when those of coarse dates do not stand at their middle.

        Those that run through the whole span stay there: nothing is known of where in it they were.
        """
        found = (rows & segment.coarse(self.widest)) - self.through(segment)
        if not found:
            return np.zeros(self.count, np.int64)
        begins, ends, numbers = segment.stretches_of(array_of(found), many=self.widest >= LONG)
        spans = self._inside(begins, ends)
        return self._evenly(*spans, numbers) - self._at_middle(*spans, numbers)

    def _evenly(self, begins: Ints, ends: Ints, numbers: Ints) -> Ints:
        """So many of each stretch from a minute to before another in equal parts over its minutes, rounded so that they add up."""
        share = numbers / (ends - begins)
        first, last = self.starts.searchsorted(begins, "right"), self.starts.searchsorted(ends - 1, "right")
        # Each minute from a stretch's first bin to its last has its share, without those before it begins and after it ends.
        density = np.bincount(first, share, self.count + 1) - np.bincount(last + 1, share, self.count + 1)
        parts = np.cumsum(density)[:-1] * self.widths
        parts -= np.bincount(first, share * (begins - self.edges[first]), self.count)
        parts -= np.bincount(last, share * (self.edges[last + 1] - ends), self.count)
        # What is no part at all may come out a hair below nothing, which rounding would make one event less.
        upto = np.rint(np.cumsum(parts.clip(min=0))).astype(np.int64)
        return np.concatenate((upto[:1], upto[1:] - upto[:-1]))

    def _at_middle(self, begins: Ints, ends: Ints, numbers: Ints | None = None) -> Ints:
        """The same at their middles: one of each, unless told."""
        places = np.searchsorted(self.starts, (begins + ends - 1) >> 1, "right")
        return np.bincount(places, numbers, self.count).astype(np.int64)

    def _inside(self, begins: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """The minutes of some stretches inside the span: the first, and the one after the last."""
        return np.maximum(begins, self.low), np.minimum(ends, self.high) + 1

    def _cut(self, segment: Segment) -> tuple[Ints, BitMap]:
        """For a segment the first row of each bin but the first, and the rows that an edge of the span cuts."""
        key = segment.serial
        if key not in self._cuts:
            places = segment.middles.searchsorted(self.starts).astype(np.uint32)
            self._cuts[key] = places, segment.crossing(self.low, self.high)
        return self._cuts[key]

    def through(self, segment: Segment) -> BitMap:
        """The rows of a segment that run through the whole span."""
        key = segment.serial
        if key not in self._through:
            self._through[key] = segment.through(self.low, self.high)
        return self._through[key]

    def _clipped(self, segment: Segment, rows: Ints) -> Ints:
        c = segment.columns
        return self._at_middle(*self._inside(c.earliest_start[rows], c.latest_end[rows]))


def _between(rows: Ints, places: Ints) -> Ints:
    """How many rows there are before the first place, between each and the next, and after the last."""
    found = rows.searchsorted(places)
    counts = np.empty(len(places) + 1, np.int64)
    counts[:-1], counts[-1] = found, len(rows)
    counts[1:] -= found
    return counts


@dataclass(frozen=True, slots=True)
class Tops:
    """The codes with the most rows, with their counts, most first; `more` codes of the dimension are left out."""

    counts: dict[int, int]
    more: int


def tops(rows: Sequence[Rows], name: str, count: int, *, order: Sequence[Any], again: bool = True) -> Tops:
    """The `count` values of a dimension that most of the rows have; ties go by `order`, a key for each code.

    `again`: rows may tell an event several times with the same value, which then counts once.
    """
    counts, missing = _bounds(rows, name, len(order), again=again)
    if missing:
        looked_at = _looked_at(counts, count, total(rows) / (total(rows) + missing))
        few = total(rows) < ROWS_A_VALUE * looked_at
        counts = gathered(rows, name, len(order), again=again) if few else _most(rows, name, count, counts, again=again)
    numbers = dict(_leading(counts, count))
    best = sorted(numbers, key=lambda code: (-numbers[code], order[code]))[:count]
    return Tops({code: numbers[code] for code in best}, len(order) - len(best))


def _leading(counts: Ints, most: int) -> Iterator[tuple[int, int]]:
    """The codes that are among the `most` with the highest counts, and all that have as many as the last of them; none without any."""
    least = int(np.partition(counts, -most)[-most]) if len(counts) > most else 0
    codes = np.flatnonzero(counts >= max(least, 1))
    yield from zip(codes.tolist(), counts[codes].tolist(), strict=True)


def gathered(rows: Iterable[Rows], name: str, codes: int, *, again: bool = True) -> Ints:
    """How many rows have each value, by looking at each row."""
    counts = np.zeros(codes, np.int64)
    for segment, found in rows:
        counts += np.bincount(segment.postings[name].codes_of(array_of(found)), minlength=codes)
        counts -= _told_again(segment, found, name, codes) if again else 0
    return counts


def counted(rows: Iterable[Rows], name: str, code: int, *, again: bool = True) -> int:
    """How many rows have one value."""
    number = 0
    for segment, found in rows:
        having = segment.postings[name].of(code)
        number += found.intersection_cardinality(having)
        if again and (doubtful := found & segment.several):
            number -= len(segment.surplus(doubtful & having))
    return number


def _told_again(segment: Segment, rows: BitMap, name: str, codes: int) -> Ints:
    """Of each value how many rows tell an event that another row tells with the same value."""
    if not (doubtful := rows & segment.several):
        return np.zeros(codes, np.int64)
    telling, values = segment.postings[name].pairs_of(array_of(doubtful))
    once = np.unique(segment.columns.event[telling] * codes + values) % codes
    return np.bincount(values, minlength=codes) - np.bincount(once, minlength=codes)


def _bounds(rows: Sequence[Rows], name: str, codes: int, *, again: bool) -> tuple[Ints, int]:
    """How many rows have each value at most, and how many rows that are not selected were counted for it: 0 where exact."""
    counts, missing = np.zeros(codes, np.int64), 0
    for segment, found in rows:
        if len(found) <= GATHER:
            counts += gathered([(segment, found)], name, codes, again=again)
        else:
            more, lacking = _bounds_of_many(segment, found, name, codes, again=again)
            counts, missing = counts + more, missing + lacking
    return counts, missing


def _bounds_of_many(segment: Segment, rows: BitMap, name: str, codes: int, *, again: bool) -> tuple[Ints, int]:
    """The same of rows most of which lie in one stretch, whose counts are at hand: exact where the selection lacks few of it."""
    ordered, postings = raw(rows), segment.postings[name]
    begin, end = _dense(ordered)
    first, last = int(ordered[begin]), int(ordered[end - 1]) + 1
    counts = np.bincount(postings.codes_of(np.concatenate([ordered[:begin], ordered[end:]])), minlength=codes)
    stretch = postings.counts_between(first, last)
    counts[: len(stretch)] += stretch
    missing = last - first - (end - begin)
    if missing > GATHER:
        return counts, missing
    lacking = array_of(BitMap(range(first, last)) - rows)
    counts -= np.bincount(postings.codes_of(lacking), minlength=codes)
    return (counts - _told_again(segment, rows, name, codes) if again else counts), 0


def _dense(ordered: Ints) -> tuple[int, int]:
    """The places of a selection between which it lacks fewest rows, those left out on either side counted as lacking.

    What reaches into a window from afar lies thinly before and behind the window's own rows. Where more than `GATHER` lie
    outside, the selection is thin everywhere, and all of it but a fringe is the stretch.
    """
    places = np.arange(0, len(ordered), STRIDE)
    lead = 2 * places - ordered[places].astype(np.int64)
    half = len(places) // 2
    begin, end = int(places[lead[:half].argmin()]), int(places[half + lead[half:].argmax()]) + 1
    return (begin, end) if begin + len(ordered) - end <= GATHER else (FRINGE, len(ordered) - FRINGE)


def _looked_at(bounds: Ints, count: int, share: float) -> int:
    """How many values are looked at before none left can be among the best, if each has this share of its bound."""
    if len(bounds) <= count:
        return len(bounds)
    return int(np.count_nonzero(bounds >= share * np.partition(bounds, -count)[-count]))


def _most(rows: Sequence[Rows], name: str, count: int, bounds: Ints, *, again: bool) -> Ints:
    """Counts of all values that may be among the most frequent: those that can have most first, until none left can have more."""
    found = np.zeros(len(bounds), np.int64)
    best: list[int] = []
    for code in np.argsort(-bounds, kind="stable").tolist():
        if not bounds[code] or (len(best) == count and bounds[code] < best[0]):
            break
        found[code] = counted(rows, name, code, again=again)
        (heappushpop if len(best) == count else heappush)(best, int(found[code]))
    return found


class Cells:
    """A fixed grid that a window cuts a few cells of; what has its middle beyond an edge counts to the outermost."""

    def __init__(self, low: int, high: int) -> None:
        """Cells as wide as the widest power of two of minutes of which `CELLS` fit into the window."""
        self.low, self.high = low, high
        self.width = 1 << max(0, ((high + 1 - low) // CELLS).bit_length() - 1)
        self.first = low // self.width
        self.count = high // self.width - self.first + 1
        self._starts: dict[int, Ints] = {}

    def of(self, segment: Segment, rows: Ints) -> Ints:
        """The cell of each of some rows, counted from the window's first."""
        cells: Ints = np.clip(segment.middles[rows], self.low, self.high) // self.width - self.first
        return cells

    def starts(self, segment: Segment) -> Ints:
        """The first row of each cell, and the number of all rows."""
        starts = self._starts.get(segment.serial)
        if starts is None:
            edges = np.arange(self.first + 1, self.first + self.count, dtype=np.int64) * self.width
            inner = segment.middles.searchsorted(edges)
            starts = self._starts[segment.serial] = np.array([0, *inner, segment.count], np.int64)
        return starts


def weightiest(lanes: Sequence[Sequence[Rows]], cells: Cells, most: Sequence[int]) -> list[list[tuple[Segment, int]]]:
    """The rows of each lane that a screen should show first, weightiest first: half of them spread over the width, the others anywhere.

    The cells of the spread lie on a fixed grid, so that moving keeps the choice; ties of importance fall by the event's id alone.
    """
    counts: Ints = np.array(most, np.int64)
    each = np.maximum(1, counts // (2 * (cells.count + 1)))
    segments = list({segment.serial: segment for rows in lanes for segment, _ in rows}.values())
    found: list[list[tuple[Segment, int]]] = [[] for _ in lanes]
    if segments:
        pools = [_pool(segment, number, lanes, cells, counts, each) for number, segment in enumerate(segments)]
        lane, weight, cell, part, row = (np.concatenate(column) for column in zip(*pools, strict=True))
        order = np.lexsort((weight, lane))
        kept = order[_kept(lane[order], cell[order], counts, each)]
        for number, which, place in zip(lane[kept].tolist(), part[kept].tolist(), row[kept].tolist(), strict=True):
            found[number].append((segments[which], place))
    return found


def _pool(
    segment: Segment, number: int, lanes: Sequence[Sequence[Rows]], cells: Cells, counts: Ints, each: Ints
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """A segment's candidates for all lanes: their lane, how light they are, their cell, the segment's number, and their row."""
    found = [
        (lane, _candidates(segment, rows, cells, int(counts[lane]), int(each[lane])))
        for lane, parts in enumerate(lanes)
        for own, rows in parts
        if own is segment
    ]
    rows = np.concatenate([candidates for _, candidates in found])
    lane = np.repeat([lane for lane, _ in found], [len(candidates) for _, candidates in found])
    c = segment.columns
    weight = scattered(c.event[rows]).astype(np.int64) - (c.importance[rows].astype(np.int64) << SCATTERED_BITS)
    return lane, weight, cells.of(segment, rows), np.full(len(rows), number), rows


def _kept(lane: Ints, cell: Ints, counts: Ints, each: Ints) -> Ints:
    """The places that are kept of candidates in order of lane and weight: the first few of each cell before all others."""
    spread = _places(lane * (int(cell.max(initial=0)) + 1) + cell) < each[lane]
    order = np.lexsort((~spread, lane))
    return np.sort(order[_places(lane[order]) < counts[lane[order]]])


def _places(groups: Ints) -> Ints:
    """The place of each entry among those of its group, in the order in which they come."""
    order = np.argsort(groups, kind="stable")
    ordered, places = groups[order], np.empty(len(groups), np.int64)
    places[order] = np.arange(len(groups)) - ordered.searchsorted(ordered)
    return places


def _candidates(segment: Segment, rows: BitMap, cells: Cells, count: int, each: int) -> Ints:
    """Rows among which are the weightiest `count` and in each cell the weightiest few."""
    found = array_of(rows)
    if len(found) <= _SORTED * count:
        return found
    rank = segment.rank[found]
    near = _lightest(rank, count)
    edges = found.searchsorted(cells.starts(segment))
    numbers = np.diff(near.searchsorted(edges))
    lacking = np.flatnonzero((numbers < each) & (numbers < np.diff(edges)))
    more = [_few_of(rank, int(edges[cell]), int(edges[cell + 1]), each) for cell in lacking.tolist()]
    chosen: Ints = found[np.unique(np.concatenate([near, *more]))]
    return chosen


_SORTED: Final = 4
"""Candidates for each wanted row up to which all are sorted: choosing first would cost more."""


def _lightest(rank: Ints, count: int) -> Ints:
    """The places of at least `count` of the lowest ranks, and few more, ascending."""
    limit = 2 * count * int(rank.max()) // len(rank)
    while len(near := np.flatnonzero(rank <= limit)) < count:
        limit *= 2
    return near


def _few_of(rank: Ints, first: int, last: int, count: int) -> Ints:
    """The places of the lowest few ranks from one place to before another."""
    part = rank[first:last]
    few: Ints = part.argpartition(count)[:count] if len(part) > count else np.arange(len(part))
    return few + first
