"""Sets of rows as bitmaps: made from arrays, looked up by a value, a threshold, or a box on the map. Pure."""

from array import array
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from events.timeline.columns import Links

Ints = NDArray[Any]

STEPS: Final = 64
"""Ready-made sets a threshold keeps: each is a 64th of the rows further; what lies between is gathered, at most a 64th."""
MOST_COUNTS: Final = 500_000
"""Numbers that the ready-made counts of one dimension may take: two megabytes. With more values they stand farther apart."""
GATHER: Final = 50_000
"""Up to so many rows it is quicker to look at each row's values than at each value's rows (measured at a million rows)."""
CELL: Final = 10
"""Degrees of a cell of the map's grid: 648 cells, of which a box looks into those that it cuts."""


def rowset(rows: Ints) -> BitMap:
    """The bitmap of an array of rows, best ascending. Through `array`, which bitmaps take as it is: ten times as quick."""
    return BitMap(array("I", np.ascontiguousarray(rows, np.uint32).tobytes()))


def array_of(rows: BitMap) -> Ints:
    """The rows of a bitmap, ascending."""
    found: Ints = np.frombuffer(rows.to_array(), np.uint32).astype(np.int64)
    return found


def raw(rows: BitMap) -> Ints:
    """The same as the bitmap stores them: 32 bits without a sign, half as much to make and to search in."""
    found: Ints = np.frombuffer(rows.to_array(), np.uint32)
    return found


def where(mask: Ints) -> BitMap:
    """The rows for which a mask holds."""
    return rowset(np.flatnonzero(mask))


_NOTHING: Final = BitMap()


class Postings:
    """The rows of every value of one dimension, whether a row has one value or several."""

    def __init__(self, values: Ints | Links, count: int) -> None:
        """`values` hold a code for each row (negative: none) or links; codes are below `count`."""
        self.values = values
        codes = values.codes if isinstance(values, Links) else values
        rows = (
            np.repeat(np.arange(len(values.offsets) - 1), np.diff(values.offsets))
            if isinstance(values, Links)
            else None
        )
        kept = codes >= 0
        order = np.argsort(codes[kept], kind="stable")
        ordered, found = codes[kept][order], (np.flatnonzero(kept) if rows is None else rows)[order]
        names, starts = np.unique(ordered, return_index=True)
        parts = np.split(found.astype(np.uint32), starts[1:]) if len(names) else []
        self._sets = {int(name): rowset(part) for name, part in zip(names, parts, strict=True)}
        self._count_ahead(count)

    def _count_ahead(self, count: int) -> None:
        """The counts of every value up to each of some rows, so that those of any stretch are a difference."""
        length = len(self.values.offsets) - 1 if isinstance(self.values, Links) else len(self.values)
        steps = max(1, min(STEPS, MOST_COUNTS // max(1, count)))
        self.step = max(1, -(-length // steps))
        upto = [np.zeros(count, np.int32)]
        for first in range(0, length, self.step):
            upto.append(upto[-1] + np.bincount(self._between(first, min(first + self.step, length)), minlength=count))
        self._upto: Ints = np.array(upto, np.int32)

    def of(self, code: int) -> BitMap:
        """The rows with a value; none for a code that came after this was built."""
        return self._sets.get(code, _NOTHING)

    def any_of(self, codes: list[int]) -> BitMap:
        """The rows with at least one of some values."""
        return BitMap.union(*(self.of(code) for code in codes)) if codes else BitMap()

    def codes_of(self, rows: Ints) -> Ints:
        """The values of some rows, flat, without the rows that have none."""
        if isinstance(self.values, Links):
            return self.values.of(rows)
        codes = self.values[rows]
        return codes[codes >= 0]

    def pairs_of(self, rows: Ints) -> tuple[Ints, Ints]:
        """Rows and their values: a row once for each of its values."""
        if isinstance(self.values, Links):
            return np.repeat(rows, self.values.lengths(rows)), self.values.of(rows)
        codes = self.values[rows]
        return rows[codes >= 0], codes[codes >= 0]

    def counts_between(self, first: int, last: int) -> Ints:
        """How many rows of a stretch, from `first` to before `last`, have each value."""
        low, high = -(-first // self.step), last // self.step
        if low > high:
            return np.bincount(self._between(first, last), minlength=self._upto.shape[1])
        ends = np.concatenate([self._between(first, low * self.step), self._between(high * self.step, last)])
        counts: Ints = self._upto[high] - self._upto[low] + np.bincount(ends, minlength=self._upto.shape[1])
        return counts

    def _between(self, first: int, last: int) -> Ints:
        """The values of a stretch of rows, flat."""
        if isinstance(self.values, Links):
            return self.values.codes[self.values.offsets[first] : self.values.offsets[last]]
        codes = self.values[first:last]
        return codes[codes >= 0]


class Threshold:
    """The rows whose value is at most some number, for any number: exact, at the cost of a 64th of the rows."""

    def __init__(self, values: Ints, rows: Ints | None = None) -> None:
        """`values[i]` belongs to `rows[i]`, or to row i."""
        order = np.argsort(values, kind="stable")
        self.values: Ints = values[order]
        self.rows: Ints = (order if rows is None else rows[order]).astype(np.uint32)
        self.step = max(1, -(-len(order) // STEPS))
        self._ready = [BitMap()]
        for start in range(0, len(order), self.step):
            self._ready.append(self._ready[-1] | rowset(np.sort(self.rows[start : start + self.step])))

    @property
    def all(self) -> BitMap:
        """Every row that has a value."""
        return self._ready[-1]

    def at_most(self, value: int) -> BitMap:
        """The rows whose value is at most this."""
        return self._first(int(np.searchsorted(self.values, self.values.dtype.type(value), "right")))

    def below(self, value: int) -> BitMap:
        """The rows whose value is below this."""
        return self._first(int(np.searchsorted(self.values, self.values.dtype.type(value), "left")))

    def _first(self, count: int) -> BitMap:
        ready = min(count // self.step, len(self._ready) - 1)
        found = self._ready[ready]
        rest = self.rows[ready * self.step : count]
        return found | rowset(np.sort(rest)) if len(rest) else found


class Order:
    """All rows in an order; the next few of any set of them are found without looking at many others."""

    def __init__(self, rows: Ints) -> None:
        """All rows in this order."""
        self.rows = rows

    @classmethod
    def by(cls, *keys: Ints) -> "Order":
        """By the last key, then by the one before, as `numpy.lexsort` has it."""
        return cls(np.lexsort(keys).astype(np.uint32))

    def place(self, value: int, of: Callable[[int], int]) -> int:
        """How many rows have a last key below a value; `of` tells a row's."""
        return bisect_left(self.rows, value, key=of)

    def next(self, wanted: BitMap, count: int, start: int) -> BitMap:
        """Of some rows those from a place on of which the first `count` must be; all of them where they lie far apart."""
        return self._walked(self.rows[start:], wanted, count)

    def last(self, wanted: BitMap, count: int, end: int) -> BitMap:
        """The same from a place backwards."""
        return self._walked(self.rows[:end][::-1], wanted, count)

    @staticmethod
    def _walked(rows: Ints, wanted: BitMap, count: int) -> BitMap:
        found, start, step = BitMap(), 0, 2 * count
        while start < len(rows) and len(found) < count:
            if start > len(wanted):
                return wanted
            found |= wanted & rowset(np.sort(rows[start : start + step]))
            start, step = start + step, 4 * step
        return found


class Globe:
    """The rows with a point on the map, by cells of a grid."""

    def __init__(self, latitude: Ints, longitude: Ints) -> None:
        """Degrees a row, NaN where there is no point."""
        self.latitude, self.longitude = latitude, longitude
        rows = np.flatnonzero(~np.isnan(latitude))
        cells = self._cell(longitude[rows], 180) * _STRIDE + self._cell(latitude[rows], 90)
        order = np.argsort(cells, kind="stable")
        names, starts = np.unique(cells[order], return_index=True)
        parts = np.split(rows[order], starts[1:]) if len(rows) else []
        self._cells = {int(name): rowset(part) for name, part in zip(names, parts, strict=False)}

    def inside(self, bbox: tuple[float, float, float, float]) -> BitMap:
        """The rows whose point lies in west, south, east, north; west beyond east crosses the date line."""
        west, south, east, north = bbox
        spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        return BitMap.union(*(self._between(left, south, right, north) for left, right in spans))

    def _between(self, west: float, south: float, east: float, north: float) -> BitMap:
        """The rows of the cells inside as they are; of those on the border, each that lies inside."""
        left, right = int(self._cell(west, 180)), int(self._cell(east, 180))
        bottom, top = int(self._cell(south, 90)), int(self._cell(north, 90))
        whole, border = [BitMap()], [BitMap()]
        for x in range(left, right + 1):
            for y in range(bottom, top + 1):
                if (cell := self._cells.get(x * _STRIDE + y)) is not None:
                    (border if x in (left, right) or y in (bottom, top) else whole).append(cell)
        rows = array_of(BitMap.union(*border))
        latitude, longitude = self.latitude[rows], self.longitude[rows]
        inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
        return BitMap.union(*whole) | rowset(rows[inside])

    @staticmethod
    def _cell(degrees: Any, half: int) -> Any:
        return np.floor((np.asarray(degrees) + half) / CELL).astype(np.int64)


_STRIDE: Final = 256
"""More than the cells from pole to pole, so that a cell's two numbers make one."""
