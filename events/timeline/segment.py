"""Readings ranked by their middle minute, with a set of rows for every value: answers which rows a window has."""

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from events.edtf import MINUTES_PER_DAY
from events.timeline.columns import EARLY, LATE, STILL, Columns
from events.timeline.memory import give_back
from events.timeline.names import DIMENSIONS
from events.timeline.rowsets import Globe, Order, Postings, Threshold, array_of, rowset, where
from events.timeline.spots import Spots
from events.vocabulary import AHEAD, STATUSES, TYPES

Ints = NDArray[Any]

TYPE_CODES: Final = {key: code for code, key in enumerate(TYPES)}
STATUS_CODES: Final = {key: code for code, key in enumerate(STATUSES)}
_AHEAD_CODES: Final = [STATUS_CODES[key] for key in AHEAD]
KEPT_EDGES: Final = 64
"""Edges of windows kept at hand: those of a dozen requests."""
FRINGE: Final = 2_000
"""Rows at either end of a selection that are looked at one by one: those that reach into a window from afar are among them."""
OPEN_LENGTH: Final = 63
"""Stands for the length of what is open on a side: more than any power of two that a length has."""


LONG: Final = 2 * MINUTES_PER_DAY
"""Minutes from which what is known no more exactly is a month, a year or the like, that many rows share."""

_serials: Final = count()


@dataclass(frozen=True, slots=True)
class Stretches:
    """Pairs of earliest start and latest end, and which of them each row has (0 for rows that were not asked about)."""

    begins: Ints
    ends: Ints
    of: Ints

    @classmethod
    def of_rows(cls, rows: Ints, columns: Columns) -> "Stretches":
        """Those of some rows."""
        begins, ends = columns.earliest_start[rows], columns.latest_end[rows]
        order = np.lexsort((ends, begins))
        begins, ends = begins[order], ends[order]
        new = np.append(True, (begins[1:] != begins[:-1]) | (ends[1:] != ends[:-1]))[: len(rows)]
        of = np.zeros(len(columns), np.int32)
        of[rows[order]] = np.cumsum(new) - 1
        return cls(begins[new], ends[new], of)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What takes long to sort, a number a row or spot: kept in the snapshot, where all workers share it.

    `middles` in minutes; `rank`, the place of every row in the order of what a screen should show first; the rows by event, by
    start and by end; and the map's spots (`Spots`).
    """

    middles: Ints
    rank: Ints
    by_event: Ints
    by_start: Ints
    by_end: Ints
    spot_keys: Ints
    spot_first: Ints
    spot_codes: Ints


class Segment:
    """Rows in the order of their middle, so that a stretch of time is a range of rows and counts a bin are ranks.

    What reaches over a moment is found by length: rows of one power of two of minutes can only reach over it from so far away.
    """

    def __init__(self, columns: Columns, counts: dict[str, int], *, known: Sorted | None = None) -> None:
        """Sorts and indexes the rows, unless it is `known` how they sort; `counts` says how many codes each dimension has."""
        self.serial = next(_serials)
        self._known = known
        self.columns, self.middles = (columns, known.middles) if known else _in_order(columns)
        self.count = len(columns)
        self.everything = BitMap(range(self.count))
        self.postings = {name: Postings(getattr(self.columns, name), counts[name]) for name in DIMENSIONS}
        self._index_lengths()
        self.disputed = where(self.columns.disputed)
        self.globe = Globe(self.columns.latitude, self.columns.longitude)
        self._over: dict[int, BitMap] = {}
        self._groups: dict[tuple[int, ...], BitMap] = {}
        self._coarse: dict[int, BitMap] = {}
        self._index_clocks()
        self._index_priority()
        self._index_events()

    def _index_lengths(self) -> None:
        """The rows by the power of two that their length in minutes reaches; by their one bound those open on a side."""
        c = self.columns
        begins, ends = c.earliest_start, c.latest_end
        beginless, endless = begins == EARLY, ends == LATE
        powers = np.where(beginless | endless, OPEN_LENGTH, np.frexp((ends - begins).astype(np.float64))[1])
        found = [int(power) for power in np.unique(powers) if power != OPEN_LENGTH]
        self._reaches: Ints = np.array([2**power for power in found], np.int64)
        self._by_length = [np.flatnonzero(powers == power).astype(np.int32) for power in found]
        rows = np.flatnonzero(endless)
        self._endless = Threshold(begins[rows], rows)
        rows = np.flatnonzero(beginless & ~endless)
        self._beginless = Threshold(ends[rows], rows)
        known = self._known
        self._by_start = Order(known.by_start) if known else Order.by(c.event, begins)
        self._by_end = Order(known.by_end) if known else Order.by(self._known_end(slice(None)))

    def _index_clocks(self) -> None:
        c = self.columns
        self.current = where(c.known_until == STILL)
        past = np.flatnonzero(c.known_until != STILL)
        self._known_until = Threshold(c.known_until[past], past)
        ahead = np.flatnonzero(np.isin(c.status, _AHEAD_CODES) & (c.latest_end != LATE))
        self._ahead_until = Threshold(c.latest_end[ahead], ahead)
        told = np.flatnonzero(c.told_later != STILL)
        self._told_later = Threshold(c.told_later[told], told)
        self.start_unknown = where(c.lasts & (c.latest_start == LATE))
        self.end_unknown = where(c.lasts & (c.earliest_end == EARLY))

    def _index_priority(self) -> None:
        """The place of every row in the order of what a screen should show first."""
        self._heavy: dict[int, BitMap] = {}
        self.rank: Ints = self._known.rank if self._known else _ranks(self.columns)

    def _index_events(self) -> None:
        """Rows by event, and the rows of events that may stand with several readings at once."""
        c = self.columns
        self._rows_by_event: Ints = (
            self._known.by_event if self._known else np.argsort(c.event, kind="stable").astype(np.int32)
        )
        ordered = c.event[self._rows_by_event]
        again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        rows = self.rows_of_events(again)
        rows = rows[np.lexsort((c.known_from[rows], c.event[rows]))]
        event, begins, ends = c.event[rows], c.known_from[rows], c.known_until[rows]
        overlap = (event[1:] == event[:-1]) & (begins[1:] < ends[:-1])
        several = np.unique(event[1:][overlap])
        self.several = rowset(np.sort(self.rows_of_events(several)))

    def rows_of_events(self, events: Ints) -> Ints:
        """The rows of some events; unknown ones have none."""
        events = np.asarray(events, np.int64)
        first, last = (self.columns.event.searchsorted(events, side, self._rows_by_event) for side in ("left", "right"))
        lengths = last - first
        jumps = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) if len(events) else first
        rows: Ints = self._rows_by_event[jumps + np.arange(len(jumps))]
        return rows

    def place_of(self, minute: int, side: Literal["left", "right"] = "left") -> int:
        """How many rows have their middle before a minute (`right`: at it or before)."""
        return int(self.middles.searchsorted(np.int64(minute), side))

    def reaching_over(self, minute: int) -> Ints:
        """The rows that begin before a minute and end at it or later, in no order. Cost follows their number."""
        return np.concatenate([self._closed_over(minute), array_of(self._open_over(minute))])

    def _closed_over(self, minute: int) -> Ints:
        """Those with two bounds: of each power of two of length only rows whose middle is near enough are looked at."""
        c = self.columns
        first = self.middles.searchsorted(minute - self._reaches).astype(np.int32)
        last = self.middles.searchsorted(minute + self._reaches, "right").astype(np.int32)
        near = [
            rows[rows.searchsorted(begin) : rows.searchsorted(end)]
            for rows, begin, end in zip(self._by_length, first, last, strict=True)
            if begin < end
        ]
        candidates = np.concatenate(near) if near else np.zeros(0, np.int32)
        return candidates[(c.earliest_start[candidates] < minute) & (c.latest_end[candidates] >= minute)]

    def _open_over(self, minute: int) -> BitMap:
        """Those open on a side: begun before the minute and never ended, or ended after it and never begun."""
        begun = self._endless.below(minute)
        return begun | (self._beginless.all - self._beginless.below(minute))

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
            found = self._open_over(minute) | rowset(self._closed_over(minute))
            if len(self._over) >= KEPT_EDGES:
                self._over.clear()
            self._over[minute] = found
        return found

    def coarse(self, width: int) -> BitMap:
        """The rows that are one moment somewhere in a stretch of more than `width` minutes with two known ends; kept at hand."""
        power = width.bit_length()
        found = self._coarse.get(power)
        if found is None:
            longer = [rows for rows, reach in zip(self._by_length, self._reaches, strict=True) if reach > width]
            rows = np.sort(np.concatenate(longer)) if longer else np.zeros(0, np.int32)
            found = self._coarse[power] = rowset(rows[~self.columns.lasts[rows]])
        return found

    @cached_property
    def lasting(self) -> BitMap:
        """The rows that lasted, rather than being one moment."""
        return where(self.columns.lasts)

    def stretches_of(self, rows: Ints, *, many: bool) -> tuple[Ints, Ints, Ints]:
        """First and last minute of some rows of `coarse`, and how many rows have them. `many`: all are wider than `LONG`, and counted."""
        if not many:
            return self.columns.earliest_start[rows], self.columns.latest_end[rows], np.ones(len(rows), np.int64)
        known = self._stretches
        numbers = np.bincount(known.of[rows], minlength=len(known.begins))
        met = np.flatnonzero(numbers)
        return known.begins[met], known.ends[met], numbers[met]

    @cached_property
    def _stretches(self) -> Stretches:
        """Those of rows wider than `LONG`: months, years and decades, few whatever the number of rows."""
        return Stretches.of_rows(array_of(self.coarse(LONG)), self.columns)

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

    def through(self, low: int, high: int) -> BitMap:
        """The rows that both edges of the window cut, and those that lasted from the one to the other."""
        lasted = self._set_over(low + 1) & self._set_over(high) & self.lasting
        return lasted | (self._set_over(low) & self._set_over(high + 1))

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
        starts = self._known_start(array_of(self.first_starting(rows, count)))
        ends = self._known_end(array_of(self._last_ending(rows, count)))
        ends = ends[ends > EARLY]
        return _least(starts[starts < LATE], count), [-minute for minute in _least(-ends, count)]

    def first_starting(self, rows: BitMap, count: int) -> BitMap:
        """Of some rows those among which the `count` first by their earliest start must be; few more where they are many."""
        if len(rows) <= max(FRINGE, count):
            return rows
        # All but the fringe have their middle at this minute or later: who begins before it reaches over it.
        low, fringe = int(self.middles[rows[FRINGE]]), rows[:FRINGE]
        start = self._by_start.place(low, lambda row: int(self.columns.earliest_start[row]))
        return fringe | (rows & self._set_over(low)) | self._by_start.next(rows, count, start)

    def last_starting(self, rows: BitMap, count: int) -> BitMap:
        """The same of the `count` last: nothing begins after its middle."""
        if len(rows) <= max(FRINGE, count):
            return rows
        high, fringe = int(self.middles[rows[-FRINGE - 1]]), rows[-FRINGE:]
        end = self._by_start.place(high + 1, lambda row: int(self.columns.earliest_start[row]))
        return fringe | self._by_start.last(rows, count, end)

    def _last_ending(self, rows: BitMap, count: int) -> BitMap:
        """The same of the `count` last by their end, as far as it is known."""
        if len(rows) <= max(FRINGE, count):
            return rows
        high, fringe = int(self.middles[rows[-FRINGE - 1]]), rows[-FRINGE:]
        end = self._by_end.place(high + 1, self._known_end_of)
        return fringe | (rows & self._set_over(high + 1)) | self._by_end.last(rows, count, end)

    def _known_start(self, rows: Ints | slice) -> Ints:
        c = self.columns
        start = np.where(c.earliest_start[rows] == EARLY, c.earliest_end[rows], c.earliest_start[rows])
        return np.where(start == EARLY, c.latest_end[rows], start)

    def _known_end(self, rows: Ints | slice) -> Ints:
        c = self.columns
        end = np.where(c.latest_end[rows] == LATE, c.latest_start[rows], c.latest_end[rows])
        return np.where(end == LATE, c.earliest_start[rows], end)

    def _known_end_of(self, row: int) -> int:
        """The same of one row, which an array of one would take ten times as long for."""
        c = self.columns
        end = int(c.latest_end[row])
        end = int(c.latest_start[row]) if end == LATE else end
        return int(c.earliest_start[row]) if end == LATE else end

    @cached_property
    def _known_from(self) -> Threshold:
        """Made when a reader first looks back."""
        return Threshold(self.columns.known_from)

    @cached_property
    def _shown_from(self) -> Threshold:
        """Likewise."""
        return Threshold(self.columns.shown_from)

    def known_on(self, day: int | None) -> BitMap:
        """The rows that hold what had been reported by a day; None: what is known today."""
        if day is None:
            return self.current
        return _bounded(self._known_from, day) - _bounded(self._known_until, day)

    def shown_since(self, rev: int) -> BitMap:
        """The rows that were already shown after decision `rev`."""
        return _bounded(self._shown_from, rev)

    def at_least(self, importance: int) -> BitMap:
        """The rows of this importance or more, kept at hand: they come first by rank."""
        found = self._heavy.get(importance)
        if found is None:
            count = int(np.count_nonzero(self.columns.importance >= importance))
            if len(self._heavy) >= KEPT_EDGES:
                self._heavy.clear()
            found = self._heavy[importance] = where(self.rank < count)
        return found

    def unrecorded(self, at: int, day: int | None) -> BitMap:
        """The rows whose end has passed by minute `at`, told ahead and not told of again (by a day)."""
        passed = self._ahead_until.below(at)
        told = self._told_later.at_most(min(STILL - 1, STILL if day is None else day))
        return passed - told

    @cached_property
    def spots(self) -> Spots:
        """Where the rows are, for the map; made when the first map is asked for."""
        points, known = (self.columns.latitude, self.columns.longitude), self._known
        if known:
            return Spots(*points, known.spot_keys, known.spot_first, known.spot_codes)
        found = Spots.of(*points)
        give_back()
        return found

    def sorted(self) -> Sorted:
        """What was sorted, for the snapshot."""
        spots = self.spots
        orders = (self._rows_by_event, self._by_start.rows, self._by_end.rows)
        return Sorted(self.middles, self.rank, *orders, spots.keys, spots.first, spots.codes)

    def read_from(self, columns: Columns, known: Sorted) -> None:
        """From now on read the same rows from the snapshot, which frees what this process alone held of them."""
        self.columns, self._known, self.middles, self.rank = columns, known, known.middles, known.rank
        self._rows_by_event, self._by_start, self._by_end = known.by_event, Order(known.by_start), Order(known.by_end)
        for name, postings in self.postings.items():
            postings.values = getattr(columns, name)
        self.globe.latitude, self.globe.longitude = columns.latitude, columns.longitude
        self.__dict__.pop("spots", None)

    @cached_property
    def has_country(self) -> BitMap:
        """The rows of which the country is known."""
        return where(self.columns.country >= 0)

    @cached_property
    def has_place(self) -> BitMap:
        """The rows with a named place."""
        return where(self.columns.place >= 0)

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


def _least(numbers: Ints, count: int) -> list[int]:
    """The few least of some numbers, ascending."""
    few = np.partition(numbers, count)[:count] if len(numbers) > count else numbers
    return sorted(few.tolist())


def _in_order(columns: Columns) -> tuple[Columns, Ints]:
    """The rows by their middle and then by their reading, and the middles."""
    middles = columns.middles()
    order = np.lexsort((columns.reading, middles))
    return columns.take(order), middles[order]


def _ranks(columns: Columns) -> Ints:
    """The place of every row in the order of what a screen should show first."""
    order = np.lexsort((scattered(columns.event), -columns.importance.astype(np.int32)))
    ranks = np.empty(len(columns), np.int32)
    ranks[order] = np.arange(len(columns), dtype=np.int32)
    return ranks


SCATTERED_BITS: Final = 44
"""Bits of a scattered number: with an importance before it, it still fits 64."""


def scattered(events: Ints) -> Ints:
    """A number for each event that depends on nothing but its id and follows no order: ties of importance fall by it."""
    return (events.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - SCATTERED_BITS)


def _bounded(threshold: Threshold, value: int) -> BitMap:
    """At most a value that may be beyond what a day's column holds."""
    return threshold.at_most(max(-(2**31), min(value, STILL - 1)))
