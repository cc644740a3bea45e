"""Where the events of a window are: on the map at their place, at the middle of their country, or nowhere. Adds up to the total.

A box on the map narrows everything else but not the map itself, as a facet leaves its own filter out: what is beside the box
stays in sight. An event counts once, where its leading reading has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from pyroaring import BitMap

from events.models import Place
from events.timeline import tally
from events.timeline.bubbles import Box
from events.timeline.index import Index, current
from events.timeline.middles import middles
from events.timeline.query import rows_of
from events.timeline.rowsets import array_of, raw
from events.timeline.segment import Segment
from events.timeline.spots import Heaps
from events.timeline.tally import Rows
from events.timeline.window import Window
from events.vocabulary import TYPES

GROUPS: Final = tuple(dict.fromkeys(kind.group for kind in TYPES.values()))
_CODES: Final = tuple(
    tuple(code for code, kind in enumerate(TYPES.values()) if kind.group == group) for group in GROUPS
)
MANY: Final = 100_000
"""Events on the map from which its first look is that of all there are."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The rows of a window by how it is known where they were, each of another event."""

    index: Index
    placed: tuple[Rows, ...]
    in_country: tuple[Rows, ...]
    nowhere: tuple[Rows, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Events at their place, at their country only, and without either; together the window's total without its box."""
        parts = (self.placed, self.in_country, self.nowhere)
        at_place, at_country, neither = (sum(len(found) for _, found in rows) for rows in parts)
        return at_place, at_country, neither


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of the table of places: a place (its row's number), a country (its code), a point without a name, or none.

    `pointed`: of a country's events without a named place, how many are at a point.
    """

    kind: str
    key: str
    name: str
    count: int
    exact: str = ""
    pointed: int = 0


def ground_of(window: Window, *, at: int) -> Ground:
    """The events of a window, whatever its box, by how it is known where they were. One query, another once a generation."""
    index = current()
    placed, in_country, nowhere = [], [], []
    for segment, rows in rows_of(index, replace(window, bbox=None), at=at):
        exact = (rows & segment.spots.rows) - _at_country_only(index, segment)
        rest = rows - exact
        known = rest & segment.has_country
        placed.append((segment, exact))
        in_country.append((segment, known))
        nowhere.append((segment, rest - known))
    return Ground(index, tuple(placed), tuple(in_country), tuple(nowhere))


def heaps_of(ground: Ground) -> Heaps:
    """The spots with their numbers of events. Cost follows the events: 25 ms for a million, each elsewhere."""
    found: Heaps | None = None
    for segment, rows in ground.placed:
        heaps = segment.spots.heaps([raw(rows & segment.group(codes)) for codes in _CODES])
        found = heaps if found is None else found.with_more(heaps)
    assert found is not None  # an index has a segment
    return found


def extent_of(ground: Ground) -> Box | None:
    """West, south, east, north of all that is on the map, with the middles of countries; None where nothing is.

    Of very many events it is that of all there are: looking at each would cost more than a closer first look is worth.
    """
    boxes: list[Box] = []
    for segment, rows in ground.placed:
        if len(rows) > MANY and segment.spots.extent:
            boxes.append(segment.spots.extent)
        elif rows:
            found = array_of(rows)
            x, y = segment.columns.longitude[found], segment.columns.latitude[found]
            boxes.append((float(x.min()), float(y.min()), float(x.max()), float(y.max())))
    for code in countries_of(ground):
        if middle := middles().get(code):
            boxes.append((middle.longitude, middle.latitude, middle.longitude, middle.latitude))
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def countries_of(ground: Ground) -> dict[str, int]:
    """How many events are known by each country only, by its code, most first."""
    names = ground.index.names["country"]
    counts = np.zeros(len(names), np.int64)
    for segment, rows in ground.in_country:
        counts += np.bincount(segment.columns.country[array_of(rows)], minlength=len(names))
    codes = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], names.values[code]))
    return {names.values[code]: int(counts[code]) for code in codes}


def rows_at(ground: Ground, keys: Sequence[int]) -> dict[int, tuple[Segment, int]]:
    """For some spots (by key) one row of the window that is there."""
    found: dict[int, tuple[Segment, int]] = {}
    for segment, rows in ground.placed if keys else ():
        first = segment.spots.rows_at(np.array(sorted(keys), np.int64), array_of(rows))
        found = {key: (segment, row) for key, row in first.items()} | found
    return found


def point_of(ground: Ground, event: int) -> tuple[float, float] | None:
    """Latitude and longitude of an event that is on the map at its place."""
    for segment, rows in ground.placed:
        for row in segment.rows_of_events(np.array([event], np.int64)).tolist():
            if row in rows:
                return float(segment.columns.latitude[row]), float(segment.columns.longitude[row])
    return None


def exactness_of(places: Sequence[int]) -> dict[int, str]:
    """How exact the points of some places are. One query."""
    return dict(Place.objects.filter(pk__in=places).values_list("pk", "exact"))


def table_of(ground: Ground, *, most: int) -> tuple[list[Counted], int]:
    """The places with most events, and how many events all further places have. One query.

    Counts and the rest add up to the total: what has no named place stands under its country, else as a point or as none.
    """
    everywhere = [*ground.placed, *ground.in_country, *ground.nowhere]
    unnamed = [(segment, rows - segment.has_place) for segment, rows in everywhere]
    found = [*_best(ground, "place", everywhere, most), *_best(ground, "country", unnamed, most)]
    shown = sorted(found, key=lambda row: (-row.count, row.name, row.key))[:most]
    points, none = _bare(ground.placed), _bare(ground.nowhere)
    rest = tally.total(everywhere) - points - none - sum(row.count for row in shown)
    exact = exactness_of([int(row.key) for row in shown if row.kind == "place"])
    return [
        *(_told(ground, row, exact) for row in shown),
        *(Counted(kind, "", "", count) for kind, count in (("point", points), ("none", none)) if count),
    ], rest


def _told(ground: Ground, row: Counted, exact: dict[int, str]) -> Counted:
    """A place with how exact it is, or a country with how many of its events are at a point."""
    if row.kind == "place":
        return replace(row, exact=exact.get(int(row.key), ""))
    code = ground.index.names["country"].codes[row.key]
    unnamed = [(segment, rows - segment.has_place) for segment, rows in ground.placed]
    return replace(row, pointed=tally.counted(unnamed, "country", code, again=False))


def _best(ground: Ground, kind: str, rows: Sequence[Rows], most: int) -> list[Counted]:
    """The values of a dimension that most of some rows have."""
    names = ground.index.names[kind]
    counts = tally.tops(rows, kind, most, order=names.order, again=False).counts
    return [Counted(kind, names.values[code], names.labels[code], count) for code, count in counts.items()]


def _bare(rows: Sequence[Rows]) -> int:
    """How many of some rows have neither a named place nor a country."""
    return sum(len(found - segment.has_place - segment.has_country) for segment, found in rows)


def _at_country_only(index: Index, segment: Segment) -> BitMap:
    """The rows whose place is a country as a whole: their point is its middle, not where it happened."""
    if index.whole_countries is None:
        keys = Place.objects.filter(exact="country").order_by().values_list("pk", flat=True)
        codes = index.names["place"].codes
        index.whole_countries = [codes[key] for key in keys if key in codes]
    return segment.postings["place"].any_of(index.whole_countries) & segment.has_country
