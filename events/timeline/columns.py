"""Readings as columns of numbers, one entry a reading: what the read index is built from and stored as."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]

EARLY: Final = -(2**61)
LATE: Final = 2**61
"""Stand for an open bound: beyond every year that EDTF writes, and the sum of two still fits 64 bits."""
STILL: Final = 2**31 - 1
"""The day (or decision) of what has not ended."""
NONE: Final = -1
"""The code of no country, no place."""


@dataclass(frozen=True, slots=True)
class Links:
    """For each row some codes: those of row i are `codes[offsets[i]:offsets[i + 1]]`."""

    offsets: Ints
    codes: Ints

    def of(self, rows: Ints) -> Ints:
        """The codes of some rows, one row's after the other's."""
        starts, lengths = self.offsets[rows], self.lengths(rows)
        total = int(lengths.sum())
        if not total:
            return self.codes[:0]
        jumps = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        return self.codes[jumps + np.arange(total)]

    def lengths(self, rows: Ints) -> Ints:
        """How many codes each of some rows has."""
        lengths: Ints = self.offsets[rows + 1] - self.offsets[rows]
        return lengths

    def take(self, rows: Ints) -> "Links":
        """The links of some rows, in their order."""
        return Links(offsets_of(self.lengths(rows)), self.of(rows))

    @classmethod
    def of_pairs(cls, rows: Ints, codes: Ints, count: int) -> "Links":
        """Links from pairs of row and code, for `count` rows; each pair counts once, pairs of row -1 not at all."""
        kept = rows >= 0
        most = int(codes.max(initial=0)) + 1
        pairs = np.unique(rows[kept].astype(np.int64) * most + codes[kept])
        return cls(offsets_of(np.bincount(pairs // most, minlength=count)), (pairs % most).astype(np.int32))

    @classmethod
    def joined(cls, parts: "Sequence[Links]") -> "Links":
        """The links of several sets of rows, one after the other."""
        lengths = np.concatenate([np.diff(part.offsets) for part in parts])
        return cls(offsets_of(lengths), np.concatenate([part.codes for part in parts]))


def offsets_of(lengths: Ints) -> Ints:
    """Where each of some runs begins, and where the last ends."""
    offsets = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a reading. Minutes are int64 with `EARLY` and `LATE` where open, days int32 with `STILL` where not ended.

    `type` and `status` are places in the vocabulary; `country`, `place` and the links are codes of the index's names, `NONE` for
    none. `told_later` is the first day after its latest end on which an article mentions what was ahead, else `STILL`.
    """

    reading: Ints
    event: Ints
    earliest_start: Ints
    latest_start: Ints
    earliest_end: Ints
    latest_end: Ints
    lasts: Ints
    type: Ints
    status: Ints
    importance: Ints
    disputed: Ints
    country: Ints
    place: Ints
    latitude: Ints
    longitude: Ints
    known_from: Ints
    known_until: Ints
    shown_from: Ints
    told_later: Ints
    actor: Links
    tag: Links
    source: Links

    def __len__(self) -> int:
        return len(self.reading)

    def take(self, rows: Ints) -> "Columns":
        """Some rows, in their order."""
        return Columns(**{f.name: _taken(getattr(self, f.name), rows) for f in fields(self)})

    @classmethod
    def joined(cls, parts: "Sequence[Columns]") -> "Columns":
        """The rows of several sets, one after the other."""
        return cls(**{f.name: _joined([getattr(part, f.name) for part in parts]) for f in fields(cls)})

    def middles(self) -> Ints:
        """The middle minute of each row's bounds; where one side is open, the bound on the other side that is known."""
        low, high = self.earliest_start, self.latest_end
        middle = (low + high) >> 1
        middle = np.where(low == EARLY, high, middle)
        middle = np.where(high == LATE, low, middle)
        return np.where((low == EARLY) & (high == LATE), 0, middle)


DTYPES: Final[dict[str, Any]] = {
    **dict.fromkeys(("reading", "event", "earliest_start", "latest_start", "earliest_end", "latest_end"), np.int64),
    **dict.fromkeys(("lasts", "disputed"), np.bool_),
    **dict.fromkeys(("type", "status"), np.int8),
    "importance": np.int16,
    **dict.fromkeys(("country", "place", "known_from", "known_until", "shown_from", "told_later"), np.int32),
    **dict.fromkeys(("latitude", "longitude"), np.float64),
}
"""The type of every plain column."""


def _taken(column: Any, rows: Ints) -> Any:
    return column.take(rows) if isinstance(column, Links) else column[rows]


def _joined(parts: list[Any]) -> Any:
    return Links.joined(parts) if isinstance(parts[0], Links) else np.concatenate(parts)
