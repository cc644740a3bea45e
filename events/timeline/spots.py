"""Where the rows of a segment are: spots in the order of their cells, and how many of some rows each has."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from events.timeline.plane import cells
from events.timeline.rowsets import where

Ints = NDArray[Any]

FEW: Final = 16
"""Rows fewer than one in so many spots are sorted by themselves, more are counted over all spots (measured at a million)."""


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
    """The spots of a segment: points closer than a finest cell are one, and it is where the first of them is."""

    def __init__(self, latitude: Ints, longitude: Ints, keys: Ints, first: Ints, codes: Ints) -> None:
        """Degrees a row, NaN where there is no point; the keys of spots, the first row of each, and the spot of each row, -1 for none."""
        self.latitude, self.longitude = latitude, longitude
        self.keys, self.first, self.codes = keys, first, codes
        self.rows = where(codes >= 0)

    @classmethod
    def of(cls, latitude: Ints, longitude: Ints) -> "Spots":
        """Those of some points. A quarter of a second for a million."""
        rows = np.flatnonzero(~np.isnan(latitude)).astype(np.int32)
        keys, first, spots = np.unique(cells(latitude[rows], longitude[rows]), return_index=True, return_inverse=True)
        codes = np.full(len(latitude), -1, np.int32)
        codes[rows] = spots
        return cls(latitude, longitude, keys, rows[first], codes)

    @cached_property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all of them, None where there is none."""
        if not len(self.keys):
            return None
        x, y = self.longitude[self.first], self.latitude[self.first]
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def heaps(self, parts: list[Ints]) -> Heaps:
        """How many of some rows each spot has: an array of rows for each group of types, all with a point."""
        codes = [self.codes[rows] for rows in parts]
        together = np.concatenate(codes)
        if len(together) * FEW < len(self.keys):
            kept, place_of = np.unique(together, return_inverse=True)
            counts, groups = np.bincount(place_of, minlength=len(kept)), np.zeros(len(kept), np.uint8)
            codes = np.split(place_of, np.cumsum([len(part) for part in codes])[:-1])
            _flag(groups, codes)
        else:
            counts, groups = np.bincount(together, minlength=len(self.keys)), np.zeros(len(self.keys), np.uint8)
            _flag(groups, codes)
            kept = np.flatnonzero(counts)
            counts, groups = counts[kept], groups[kept]
        first = self.first[kept]
        return Heaps(self.keys[kept], counts, groups, self.latitude[first], self.longitude[first])

    def rows_at(self, keys: Ints, rows: Ints) -> dict[int, int]:
        """For each of some keys the first of some rows that is there."""
        wanted = np.zeros(len(self.keys) + 1, np.bool_)
        places = np.searchsorted(self.keys, keys)
        known = places < len(self.keys)
        known[known] = self.keys[places[known]] == keys[known]
        wanted[places[known]] = True
        found = rows[wanted[self.codes[rows]]][::-1]
        return dict(zip(self.keys[self.codes[found]].tolist(), found.tolist(), strict=True))


def _flag(groups: Ints, codes: list[Ints]) -> None:
    """Set the bit of each group at the spots that have it."""
    for number, found in enumerate(codes):
        groups[found] |= 1 << number
