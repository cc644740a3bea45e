"""Readings ranked by their middle minute, with a set of rows for every value: answers which rows a window has."""

from collections.abc import Iterator
from functools import cached_property
from itertools import count
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from events.timeline.columns import EARLY, LATE, STILL, Columns
from events.timeline.names import DIMENSIONS
from events.timeline.rowsets import Globe, Postings, Threshold, array_of, rowset, where
from events.timeline.spots import Spots
from events.vocabulary import AHEAD, STATUSES, TYPES

Ints = NDArray[Any]

TYPE_CODES: Final = {key: code for code, key in enumerate(TYPES)}
STATUS_CODES: Final = {key: code for code, key in enumerate(STATUSES)}
_AHEAD_CODES: Final = [STATUS_CODES[key] for key in AHEAD]
KEPT_EDGES: Final = 64
"""Edges of windows kept at hand: those of a dozen requests."""
OPEN_LENGTH: Final = 63
"""Stands for the length of what is open on a side: more than any power of two that a length has."""


_serials: Final = count()


class Segment:
    """Rows in the order of their middle, so that a stretch of time is a range of rows and counts a bin are ranks.

    What reaches over a moment is found by length: rows of one power of two of minutes can only reach over it from so far away.
    """

    def __init__(self, columns: Columns, counts: dict[str, int], *, ordered: bool = False) -> None:
        """Sorts (unless they are in order) and indexes the rows; `counts` says how many codes each dimension has."""
        self.serial = next(_serials)
        self.columns, self.middles = (columns, columns.middles()) if ordered else _in_order(columns)
        self.count = len(columns)
        self.everything = BitMap(range(self.count))
        self.postings = {name: Postings(getattr(self.columns, name), counts[name]) for name in DIMENSIONS}
        self._index_lengths()
        self.disputed = where(self.columns.disputed)
        self.globe = Globe(self.columns.latitude, self.columns.longitude)
        self._over: dict[int, BitMap] = {}
        self._groups: dict[tuple[int, ...], BitMap] = {}
        self._index_clocks()
        self._index_priority()
        self._index_events()

    def _index_lengths(self) -> None:
        """The rows by the power of two that their length in minutes reaches; by their one bound those open on a side."""
        c = self.columns
        begins, ends = c.earliest_start, c.latest_end
        beginless, endless = begins == EARLY, ends == LATE
        powers = np.where(beginless | endless, OPEN_LENGTH, np.frexp((ends - begins).astype(np.float64))[1])
        lengths = {int(power): np.flatnonzero(powers == power).astype(np.int32) for power in np.unique(powers)}
        self._lengths = {power: rowset(rows) for power, rows in lengths.items()}
        self._by_length = {power: rows for power, rows in lengths.items() if power != OPEN_LENGTH}
        rows = np.flatnonzero(endless)
        self._endless = Threshold(begins[rows], rows)
        rows = np.flatnonzero(beginless & ~endless)
        self._beginless = Threshold(ends[rows], rows)
        self._beginless_rows = rowset(rows)

    def _index_clocks(self) -> None:
        c = self.columns
        self.current = where(c.known_until == STILL)
        self._known_from = Threshold(c.known_from)
        past = np.flatnonzero(c.known_until != STILL)
        self._known_until = Threshold(c.known_until[past], past)
        self._shown_from = Threshold(c.shown_from)
        ahead = np.flatnonzero(np.isin(c.status, _AHEAD_CODES) & (c.latest_end != LATE))
        self._ahead_until = Threshold(c.latest_end[ahead], ahead)
        told = np.flatnonzero(c.told_later != STILL)
        self._told_later = Threshold(c.told_later[told], told)
        self.start_unknown = where(c.lasts & (c.latest_start == LATE))
        self.end_unknown = where(c.lasts & (c.earliest_end == EARLY))

    def _index_priority(self) -> None:
        """Levels of rows by priority, each twice as many as the one before, for finding the weightiest few."""
        self._light = Threshold(-self.columns.importance.astype(np.int32))
        order = np.lexsort((scattered(self.columns.event), -self.columns.importance.astype(np.int32)))
        self.levels: list[BitMap] = []
        start, size = 0, 256
        while start < self.count:
            self.levels.append(rowset(np.sort(order[start : start + size])))
            start, size = start + size, size * 2

    def _index_events(self) -> None:
        """Rows by event, and the rows of events that may stand with several readings at once."""
        c = self.columns
        self._rows_by_event: Ints = np.argsort(c.event, kind="stable").astype(np.int32)
        self._events: Ints = c.event[self._rows_by_event]
        order = np.lexsort((c.known_from, c.event))
        event, begins, ends = c.event[order], c.known_from[order], c.known_until[order]
        overlap = (event[1:] == event[:-1]) & (begins[1:] < ends[:-1])
        several = np.unique(event[1:][overlap])
        self.several = rowset(np.sort(self.rows_of_events(several)))

    def rows_of_events(self, events: Ints) -> Ints:
        """The rows of some events; unknown ones have none."""
        events = np.asarray(events, np.int64)
        first = np.searchsorted(self._events, events, "left")
        last = np.searchsorted(self._events, events, "right")
        lengths = last - first
        jumps = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) if len(events) else first
        rows: Ints = self._rows_by_event[jumps + np.arange(len(jumps))]
        return rows

    def place_of(self, minute: int, side: Literal["left", "right"] = "left") -> int:
        """How many rows have their middle before a minute (`right`: at it or before)."""
        return int(self.middles.searchsorted(np.int64(minute), side))

    def reaching_over(self, minute: int) -> Ints:
        """The rows that begin before a minute and end at it or later, in no order. Cost follows their number."""
        found = list(self._closed_over(minute))
        found.append(array_of(self._open_over(minute)))
        return np.concatenate(found)

    def _closed_over(self, minute: int) -> Iterator[Ints]:
        """Those with two bounds: rows of one power of two of length, ascending, at a time."""
        c = self.columns
        for length, rows in self._by_length.items():
            reach = 2**length
            first = rows.searchsorted(np.int32(self.place_of(minute - reach)))
            last = rows.searchsorted(np.int32(self.place_of(minute + reach, "right")))
            candidates = rows[first:last]
            yield candidates[(c.earliest_start[candidates] < minute) & (c.latest_end[candidates] >= minute)]

    def _open_over(self, minute: int) -> BitMap:
        """Those open on a side: begun before the minute and never ended, or ended after it and never begun."""
        begun = self._endless.below(minute)
        return begun | (self._beginless_rows - self._beginless.below(minute))

    def possibly_in(self, low: int | None, high: int | None) -> BitMap:
        """The rows of which some reading touches the window: earliest start and latest end."""
        if low is None and high is None:
            return self.everything
        first = 0 if low is None else self.place_of(low)
        last = self.count if high is None else self.place_of(high, "right")
        found = BitMap(range(first, last)) if first < last else BitMap()
        if low is not None:
            found |= self._set_over(low)
        if high is not None:
            found |= self._set_over(high + 1)
        return found

    def _set_over(self, minute: int) -> BitMap:
        """The same as a set, kept at hand: one request asks for the same edges many times."""
        found = self._over.get(minute)
        if found is None:
            found = BitMap.union(self._open_over(minute), *map(rowset, self._closed_over(minute)))
            if len(self._over) >= KEPT_EDGES:
                self._over.clear()
            self._over[minute] = found
        return found

    def certainly_in(self, low: int | None, high: int | None) -> BitMap:
        """The rows of which every reading touches the window, as `events.edtf.certainly_in` has it."""
        found = self.possibly_in(low, high)
        if low is not None:
            over = self.reaching_over(low)
            lasting = self.columns.lasts[over] & (self.columns.earliest_end[over] >= low)
            found = found - rowset(np.sort(over[~lasting])) - self.end_unknown
        if high is not None:
            over = self.reaching_over(high + 1)
            lasting = self.columns.lasts[over] & (self.columns.latest_start[over] <= high)
            found = found - rowset(np.sort(over[~lasting])) - self.start_unknown
        return found

    def crossing(self, low: int, high: int) -> BitMap:
        """The rows that an edge of the window cuts."""
        return self._set_over(low) | self._set_over(high + 1)

    def before(self, minute: int) -> BitMap:
        """The rows that end before a minute."""
        return BitMap(range(0, self.place_of(minute))) - self._set_over(minute)

    def after(self, minute: int) -> BitMap:
        """The rows that begin after a minute."""
        first = self.place_of(minute, "right")
        return BitMap(range(first, self.count)) - self._set_over(minute + 1)

    def ends(self, rows: BitMap, count: int) -> tuple[list[int], list[int]]:
        """The `count` earliest beginnings of some rows, ascending, and their latest ends, descending.

        An open side counts by the last bound that is known, rows without any bound not at all.
        """
        sets = {length: found for length, all_of_it in self._lengths.items() if (found := rows & all_of_it)}
        # The outermost by their middles give bounds that the true ones can only surpass, so that few rows are looked at.
        first, last = _Extremes(count), _Extremes(count)
        for found in sets.values():
            first.add(-self._known_start(array_of(found[:count])))
            last.add(self._known_end(array_of(found[-count:])))
        early, late = _Extremes(count), _Extremes(count)
        for length, found in sets.items():
            early.add(-self._known_start(self._near_start(found, length, -first.least)))
            late.add(self._known_end(self._near_end(found, length, last.least)))
        return [-minute for minute in early.found], late.found

    def first_starting(self, rows: BitMap, count: int) -> BitMap:
        """Of some rows those among which the `count` first by their earliest start must be; few more where it can be told."""
        if len(rows) <= count:
            return rows
        near = np.sort(self.columns.earliest_start[array_of(rows[: 4 * count])])
        bound = int(near[count - 1])
        if bound == EARLY:
            return rows
        parts = ((length, rows & all_of_it) for length, all_of_it in self._lengths.items())
        return BitMap.union(*(rowset(self._near_start(part, length, bound)) for length, part in parts))

    def last_starting(self, rows: BitMap, count: int) -> BitMap:
        """The same of the `count` last: nothing starts after its middle."""
        if len(rows) <= count:
            return rows
        near = np.sort(self.columns.earliest_start[array_of(rows[-4 * count :])])
        return rows & BitMap(range(self.place_of(int(near[-count])), self.count))

    def _near_start(self, rows: BitMap, length: int, bound: int) -> Ints:
        """Of rows of one power of length, those that may begin at a minute or before."""
        if length != OPEN_LENGTH and bound < LATE:
            rows = rows & BitMap(range(self.place_of(bound + 2 ** max(length - 1, 0), "right")))
        return array_of(rows)

    def _near_end(self, rows: BitMap, length: int, bound: int) -> Ints:
        """Of rows of one power of length, those that may end at a minute or later."""
        if length != OPEN_LENGTH and bound > EARLY:
            rows = rows & BitMap(range(self.place_of(bound - 2 ** max(length - 1, 0) - 1), self.count))
        return array_of(rows)

    def _known_start(self, rows: Ints) -> Ints:
        c = self.columns
        start = np.where(c.earliest_start[rows] == EARLY, c.earliest_end[rows], c.earliest_start[rows])
        return np.where(start == EARLY, np.where(c.latest_end[rows] == LATE, EARLY, c.latest_end[rows]), start)

    def _known_end(self, rows: Ints) -> Ints:
        c = self.columns
        end = np.where(c.latest_end[rows] == LATE, c.latest_start[rows], c.latest_end[rows])
        return np.where(end == LATE, np.where(c.earliest_start[rows] == EARLY, LATE, c.earliest_start[rows]), end)

    def known_on(self, day: int | None) -> BitMap:
        """The rows that hold what had been reported by a day; None: what is known today."""
        if day is None:
            return self.current
        return _bounded(self._known_from, day) - _bounded(self._known_until, day)

    def shown_since(self, rev: int) -> BitMap:
        """The rows that were already shown after decision `rev`."""
        return _bounded(self._shown_from, rev)

    def at_least(self, importance: int) -> BitMap:
        """The rows of this importance or more."""
        return self._light.at_most(-importance)

    def unrecorded(self, at: int, day: int | None) -> BitMap:
        """The rows whose end has passed by minute `at`, told ahead and not told of again (by a day)."""
        passed = self._ahead_until.below(at)
        told = self._told_later.at_most(min(STILL - 1, STILL if day is None else day))
        return passed - told

    @cached_property
    def spots(self) -> Spots:
        """Where the rows are, for the map; made when the first map is asked for."""
        return Spots(self.columns.latitude, self.columns.longitude)

    @cached_property
    def has_country(self) -> BitMap:
        """The rows of which the country is known."""
        return where(self.columns.country >= 0)

    def group(self, types: tuple[int, ...]) -> BitMap:
        """The rows of some types, kept at hand."""
        found = self._groups.get(types)
        if found is None:
            found = self._groups[types] = self.postings["type"].any_of(list(types))
        return found

    def surplus(self, rows: BitMap) -> BitMap:
        """Those of some rows whose event has a row among them that comes first: without them each event counts once."""
        doubtful = rows & self.several
        if len(doubtful) < 2:
            return BitMap()
        found = array_of(doubtful)
        c = self.columns
        order = np.lexsort((c.reading[found], c.earliest_start[found], c.event[found]))
        again = c.event[found[order]][1:] == c.event[found[order]][:-1]
        return rowset(np.sort(found[order[1:][again]]))


class _Extremes:
    """The few largest numbers of several arrays."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.found: list[int] = []

    @property
    def least(self) -> int:
        """What a further number must reach to be among them."""
        return self.found[-1] if len(self.found) == self.count else EARLY

    def add(self, numbers: Ints) -> None:
        """Take the largest of some numbers in; what stands for no bound is none."""
        numbers = numbers[numbers < LATE]
        best = np.partition(numbers, -self.count)[-self.count :] if len(numbers) > self.count else numbers
        self.found = sorted([*self.found, *best.tolist()], reverse=True)[: self.count]


def _in_order(columns: Columns) -> tuple[Columns, Ints]:
    """The rows by their middle and then by their reading, and the middles."""
    middles = columns.middles()
    order = np.lexsort((columns.reading, middles))
    return columns.take(order), middles[order]


def scattered(events: Ints) -> Ints:
    """A number for each event that depends on nothing but its id and follows no order: ties of importance fall by it."""
    return (events.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)


def _bounded(threshold: Threshold, value: int) -> BitMap:
    """At most a value that may be beyond what a day's column holds."""
    return threshold.at_most(max(-(2**31), min(value, STILL - 1)))
