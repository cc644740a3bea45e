"""Where the rows of a segment are: spots in the order of their cells, and how many of some rows each has."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from events.timeline.plane import cells
from events.timeline.rowsets import rowset

Ints = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Heaps:
    """Spots that have events, ascending by key: how many, of which groups of types (a bit each), and where they are."""

    keys: Ints
    counts: Ints
    groups: Ints
    latitudes: Ints
    longitudes: Ints

    def __len__(self) -> int:
        return len(self.keys)

    def with_more(self, more: "Heaps") -> "Heaps":
        """Both together. Cheap where the other has few."""
        places = np.searchsorted(self.keys, more.keys)
        known = places < len(self.keys)
        known[known] = self.keys[places[known]] == more.keys[known]
        counts, groups = self.counts.copy(), self.groups.copy()
        counts[places[known]] += more.counts[known]
        groups[places[known]] |= more.groups[known]
        new = ~known
        at = places[new]
        return Heaps(
            np.insert(self.keys, at, more.keys[new]),
            np.insert(counts, at, more.counts[new]),
            np.insert(groups, at, more.groups[new]),
            np.insert(self.latitudes, at, more.latitudes[new]),
            np.insert(self.longitudes, at, more.longitudes[new]),
        )


class Spots:
    """The spots of a segment: points closer than a finest cell are one."""

    def __init__(self, latitude: Ints, longitude: Ints) -> None:
        """Degrees a row, NaN where there is no point. A quarter of a second for a million points."""
        rows = np.flatnonzero(~np.isnan(latitude))
        found = cells(latitude[rows], longitude[rows])
        self.keys, first, codes = np.unique(found, return_index=True, return_inverse=True)
        self.latitudes: Ints = latitude[rows[first]]
        self.longitudes: Ints = longitude[rows[first]]
        self.codes: Ints = np.full(len(latitude), -1, np.int32)
        self.codes[rows] = codes
        self.rows = rowset(rows)

    def heaps(self, parts: list[Ints]) -> Heaps:
        """How many of some rows each spot has: an array of rows for each group of types, all with a point."""
        counts, groups = np.zeros(len(self.keys), np.int64), np.zeros(len(self.keys), np.uint8)
        for number, rows in enumerate(parts):
            if len(rows):
                codes = self.codes[rows]
                counts += np.bincount(codes, minlength=len(counts))
                groups[codes] |= 1 << number
        kept = np.flatnonzero(counts)
        return Heaps(self.keys[kept], counts[kept], groups[kept], self.latitudes[kept], self.longitudes[kept])

    def rows_at(self, keys: Ints, rows: Ints) -> dict[int, int]:
        """For each of some keys the first of some rows that is there."""
        wanted = np.zeros(len(self.keys) + 1, np.bool_)
        places = np.searchsorted(self.keys, keys)
        known = places < len(self.keys)
        known[known] = self.keys[places[known]] == keys[known]
        wanted[places[known]] = True
        found = rows[wanted[self.codes[rows]]][::-1]
        return dict(zip(self.keys[self.codes[found]].tolist(), found.tolist(), strict=True))
