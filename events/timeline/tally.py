"""Counts over sets of rows: events a bin of time, events a value, and the weightiest rows. Exact; cost follows the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from events.timeline.rowsets import GATHER, array_of
from events.timeline.segment import Segment, scattered

Ints = NDArray[Any]
Rows = tuple[Segment, BitMap]
"""A segment with some of its rows, each of another event."""

ROWS_A_VALUE: Final = 500
"""Looking at one value's set costs about as much as looking at so many rows by themselves (measured at a million rows)."""
CELLS: Final = 16
"""Least cells that the width of a screen is divided in, each of which shows its own weightiest: about one a label's width."""


def distinct(rows: Iterable[Rows]) -> list[Rows]:
    """The same rows without those that tell an event again."""
    return [(segment, found - again if (again := segment.surplus(found)) else found) for segment, found in rows]


def total(rows: Iterable[Rows]) -> int:
    """How many rows there are."""
    return sum(len(found) for _, found in rows)


class Bins:
    """Equal bins over `low`..`high` (both included). A row counts in the bin of its middle, clipped to the span."""

    def __init__(self, low: int, high: int, count: int) -> None:
        self.low, self.high, self.count = low, high, count
        self.width = high + 1 - low
        self.starts: Ints = np.array([low - (-place * self.width // count) for place in range(1, count)], np.int64)
        self._cuts: dict[int, tuple[Ints, BitMap]] = {}

    def of(self, rows: Iterable[Rows]) -> Ints:
        """The number of rows in each bin."""
        counts = np.zeros(self.count, np.int64)
        for segment, found in rows:
            counts += self._of(segment, found)
        # Where there are more bins than minutes, what lies after the span counts to its last minute's bin, not to the last.
        last = int(self.starts.searchsorted(self.high, "right"))
        counts[last] = counts[last:].sum()
        counts[last + 1 :] = 0
        return counts

    def _of(self, segment: Segment, rows: BitMap) -> Ints:
        places, crossing = self._cut(segment)
        cut = rows & crossing
        whole = rows - crossing if cut else rows
        counts = _between(whole, places)
        return counts + self._clipped(segment, array_of(cut)) if cut else counts

    def _cut(self, segment: Segment) -> tuple[Ints, BitMap]:
        """For a segment the first row of each bin but the first, and the rows that an edge of the span cuts."""
        key = segment.serial
        if key not in self._cuts:
            self._cuts[key] = np.searchsorted(segment.middles, self.starts), segment.crossing(self.low, self.high)
        return self._cuts[key]

    def _clipped(self, segment: Segment, rows: Ints) -> Ints:
        begins = np.maximum(segment.columns.earliest_start[rows], self.low)
        ends = np.minimum(segment.columns.latest_end[rows], self.high)
        places = np.searchsorted(self.starts, (begins + ends) >> 1, "right")
        return np.bincount(places, minlength=self.count)


def _between(rows: BitMap, places: Ints) -> Ints:
    """How many rows there are before the first place, between each and the next, and after the last."""
    if len(rows) <= GATHER:
        return np.bincount(np.searchsorted(places, array_of(rows), "right"), minlength=len(places) + 1)
    rank = rows.rank
    upto = [rank(place - 1) if place else 0 for place in places.tolist()]
    return np.diff(np.array([0, *upto, len(rows)], np.int64))


@dataclass(frozen=True, slots=True)
class Tops:
    """The codes with the most rows, with their counts, most first; `more` codes of the dimension are left out."""

    counts: dict[int, int]
    more: int


def tops(rows: Sequence[Rows], name: str, count: int, *, order: Sequence[Any], again: bool = True) -> Tops:
    """The `count` values of a dimension that most of the rows have; ties go by `order`, a key for each code.

    `again`: rows may tell an event several times with the same value, which then counts once.
    """
    sizes, by_size = _sizes(rows, name, len(order))
    share = total(rows) / max(1, sum(segment.count for segment, _ in rows))
    if total(rows) <= GATHER or total(rows) < ROWS_A_VALUE * _looked_at(share, sizes, by_size, count):
        counts = gathered(rows, name, len(order), again=again)
        codes = [int(code) for code in np.flatnonzero(counts)]
        found = {code: int(counts[code]) for code in codes}
    else:
        found = _most(rows, name, count, sizes, by_size, again=again)
    best = sorted(found, key=lambda code: (-found[code], order[code]))[:count]
    return Tops({code: found[code] for code in best}, len(order) - len(best))


def gathered(rows: Iterable[Rows], name: str, codes: int, *, again: bool = True) -> Ints:
    """How many rows have each value, by looking at each row."""
    counts = np.zeros(codes, np.int64)
    for segment, found in rows:
        postings = segment.postings[name]
        counts += np.bincount(postings.codes_of(array_of(found)), minlength=codes)
        if again and (doubtful := found & segment.several):
            for code in np.unique(postings.codes_of(array_of(doubtful))):
                counts[code] -= len(segment.surplus(doubtful & postings.of(int(code))))
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


def _sizes(rows: Sequence[Rows], name: str, codes: int) -> tuple[Ints, Ints]:
    """How many rows each value has in all segments, whatever is selected, and the codes from the largest on."""
    if len(rows) == 1:
        return rows[0][0].postings[name].sizes, rows[0][0].postings[name].by_size
    sizes = np.zeros(codes, np.int64)
    for segment, _ in rows:
        part = segment.postings[name].sizes
        sizes[: len(part)] += part
    return sizes, np.argsort(-sizes, kind="stable")


def _looked_at(share: float, sizes: Ints, by_size: Ints, count: int) -> int:
    """How many values are looked at before none left can be among the best, if each has this share of its rows selected."""
    if len(by_size) <= count:
        return 0
    return int(np.count_nonzero(sizes >= share * sizes[by_size[count - 1]]))


def _most(rows: Sequence[Rows], name: str, count: int, sizes: Ints, by_size: Ints, *, again: bool) -> dict[int, int]:
    """Counts of all values that may be among the most frequent: largest first, until none left can have more."""
    found: dict[int, int] = {}
    best: list[int] = []
    for code, size in zip(by_size.tolist(), sizes[by_size].tolist(), strict=True):
        if not size or (len(best) == count and size < best[-1]):
            break
        if number := counted(rows, name, code, again=again):
            found[code] = number
            best = sorted([*best, number], reverse=True)[:count]
    return found


class Cells:
    """A fixed grid that a window cuts a few cells of; what has its middle beyond an edge counts to the outermost."""

    def __init__(self, low: int, high: int) -> None:
        """Cells as wide as the widest power of two of minutes of which `CELLS` fit into the window."""
        self.low, self.high = low, high
        self.width = 1 << max(0, ((high + 1 - low) // CELLS).bit_length() - 1)
        self.first = low // self.width
        self.count = high // self.width - self.first + 1
        self._starts: dict[int, list[int]] = {}

    def of(self, segment: Segment, rows: Ints) -> Ints:
        """The cell of each of some rows, counted from the window's first."""
        cells: Ints = np.clip(segment.middles[rows], self.low, self.high) // self.width - self.first
        return cells

    def stretch(self, segment: Segment, cell: int) -> tuple[int, int]:
        """The first row of a cell, and the first beyond it."""
        starts = self._starts.get(segment.serial)
        if starts is None:
            edges = np.arange(self.first + 1, self.first + self.count, dtype=np.int64) * self.width
            starts = self._starts[segment.serial] = [0, *segment.middles.searchsorted(edges).tolist(), segment.count]
        return starts[cell], starts[cell + 1]


def weightiest(rows: Sequence[Rows], cells: Cells, count: int) -> list[tuple[Segment, int]]:
    """The rows that a screen should show first, weightiest first: half of them spread over the width, the others anywhere.

    The cells of the spread lie on a fixed grid, so that moving keeps the choice; ties of importance fall by the event's id alone.
    """
    each = max(1, count // (2 * (cells.count + 1)))
    candidates = [_candidates(segment, found, cells, count, each) for segment, found in rows]
    segments = np.repeat(np.arange(len(rows)), [len(found) for found in candidates])
    chosen_rows = np.concatenate(candidates) if candidates else np.zeros(0, np.int64)
    facts = [_facts(segment, found, cells) for (segment, _), found in zip(rows, candidates, strict=True)]
    weight, tie, cell = (np.concatenate(part) for part in zip(*facts, strict=True)) if facts else [chosen_rows] * 3
    order = np.lexsort((tie, weight))
    first = _first_in_cell(cell[order], each)
    kept = np.concatenate([order[first], order[~first]])[:count]
    kept = kept[np.lexsort((tie[kept], weight[kept]))]
    return [(rows[segments[place]][0], int(chosen_rows[place])) for place in kept.tolist()]


def _facts(segment: Segment, rows: Ints, cells: Cells) -> tuple[Ints, Ints, Ints]:
    """Of some rows: how light, the tie, and the cell."""
    return (
        -segment.columns.importance[rows].astype(np.int64),
        scattered(segment.columns.event[rows]),
        cells.of(segment, rows),
    )


def _first_in_cell(cells: Ints, each: int) -> Ints:
    """Whether each of some rows, in order of weight, is among the first few of its cell."""
    by_cell = np.argsort(cells, kind="stable")
    ordered = cells[by_cell]
    new = np.concatenate(([True], ordered[1:] != ordered[:-1])) if len(cells) else np.zeros(0, np.bool_)
    starts = np.maximum.accumulate(np.where(new, np.arange(len(cells)), 0)) if len(cells) else by_cell
    first = np.zeros(len(cells), np.bool_)
    first[by_cell] = np.arange(len(cells)) - starts < each
    return first


def _candidates(segment: Segment, rows: BitMap, cells: Cells, count: int, each: int) -> Ints:
    """Rows among which are the weightiest `count` and in each cell the weightiest few, by levels of priority."""
    if len(rows) <= 2 * count:
        return array_of(rows)
    found: list[Ints] = []
    number = 0
    for level in segment.levels:
        if not rows:
            break
        here = array_of(rows & level)
        found.append(here)
        number += len(here)
        if number >= count:
            # Enough for the whole: from here on only the cells that still lack some are looked into.
            rows = rows - _full(segment, np.concatenate(found), cells, each)
    return np.concatenate(found)


def _full(segment: Segment, rows: Ints, cells: Cells, each: int) -> BitMap:
    """The stretches of rows whose cell has enough of the given ones."""
    found, numbers = np.unique(cells.of(segment, rows), return_counts=True)
    full = BitMap()
    for cell in found[numbers >= each].tolist():
        full.add_range(*cells.stretch(segment, cell))
    return full
