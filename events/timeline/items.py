"""From rows of the index to items with their titles: one query, whatever their number."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from django.db import connections, router

from events.models import Reading
from events.timeline.columns import EARLY, LATE
from events.timeline.index import Index
from events.timeline.loading import TABLES, listed
from events.timeline.rowsets import rowset
from events.timeline.segment import Segment
from events.timeline.selection import unrecorded
from events.timeline.values import Alternative, Item
from events.timeline.window import Window
from events.vocabulary import STATUSES, TYPES

_TYPES: Final = tuple(TYPES)
_STATUSES: Final = tuple(STATUSES)
_WORDS: Final = (
    "SELECT r.id, e.title, r.edtf, coalesce(p.name, ''), coalesce(p.exact, ''), "
    "(SELECT count(DISTINCT m.article_id) FROM events_mention m WHERE m.event_id = r.event_id) "
    f"FROM {TABLES} WHERE r.id IN ({{}})"
)


class Found(NamedTuple):
    """One row of a segment."""

    segment: Segment
    row: int


class _Facts(NamedTuple):
    """What the index knows of one row; bounds are None where open or unknown."""

    reading: int
    event: int
    type: str
    status: str
    importance: int
    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None
    lasts: bool
    country: str
    latitude: float | None
    longitude: float | None
    disputed: bool


_TYPE, _COUNTRY, _DISPUTED = map(_Facts._fields.index, ("type", "country", "disputed"))
"""Where in the facts those begin, and end, that an item has in the same order."""
_OPEN: Final = (EARLY, LATE)


def items_of(index: Index, window: Window, found: Sequence[Found], *, at: int) -> list[Item]:
    """The items of some rows, in their order, without those deleted since the index was read. One query."""
    if not found:
        return []
    facts = _read(index, found)
    others = {place: _read(index, _alternatives(place, window)) for place, fact in facts.items() if fact.disputed}
    told = {place: tuple(each.values()) for place, each in others.items()}
    readings = {fact.reading for each in (facts, *others.values()) for fact in each.values()}
    words = _words(sorted(readings))
    late = {segment: unrecorded(segment, window, at=at) for segment in {place.segment for place in found}}
    return [
        _item(fact, words, told.get(place, ()), unrecorded=place.row in late[place.segment])
        for place in found
        if (fact := facts[place]).reading in words
    ]


def _read(index: Index, found: Sequence[Found]) -> dict[Found, _Facts]:
    """What the index knows of some rows: a column at a time, as numbers are slow to take out one by one."""
    facts: dict[Found, _Facts] = {}
    for segment in {place.segment for place in found}:
        places = [place for place in found if place.segment is segment]
        rows = np.array([place.row for place in places])
        columns = [_told(index, name, getattr(segment.columns, name)[rows].tolist()) for name in _Facts._fields]
        facts |= zip(places, map(_Facts._make, zip(*columns, strict=True)), strict=True)
    return facts


def _told(index: Index, name: str, numbers: list[Any]) -> list[Any]:
    """The numbers of a column as an item has them."""
    match name:
        case "type":
            return [_TYPES[code] for code in numbers]
        case "status":
            return [_STATUSES[code] for code in numbers]
        case "country":
            values = index.names["country"].values
            return ["" if code < 0 else values[code] for code in numbers]
        case "latitude" | "longitude":
            return [None if degrees != degrees else degrees for degrees in numbers]
        case "earliest_start" | "latest_start" | "earliest_end" | "latest_end":
            return [None if minute in _OPEN else minute for minute in numbers]
    return numbers


def _words(readings: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """Title, date, place with its exactness, and number of sources of some readings."""
    with connections[router.db_for_read(Reading)].cursor() as cursor:
        cursor.execute(_WORDS.format(listed(readings)))
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _alternatives(place: Found, window: Window) -> list[Found]:
    """The other readings of its event that stand at the same time."""
    segment = place.segment
    rows = rowset(segment.rows_of_events(segment.columns.event[place.row : place.row + 1]))
    return [Found(segment, row) for row in rows & segment.known_on(window.asof) if row != place.row]


def _item(fact: _Facts, words: dict[int, Any], others: Sequence[_Facts], *, unrecorded: bool) -> Item:
    title, edtf, name, exact, sources = words[fact.reading]
    alternatives = tuple([_alternative(other, words) for other in others if other.reading in words]) if others else ()
    dated, placed = fact[_TYPE:_COUNTRY], fact[_COUNTRY:_DISPUTED]
    return Item._make(
        (fact.event, title, edtf, *dated, name, *placed, exact, sources, fact.disputed, unrecorded, alternatives)
    )


def _alternative(fact: _Facts, words: dict[int, Any]) -> Alternative:
    _, edtf, name, _, _ = words[fact.reading]
    bounds = fact.earliest_start, fact.latest_start, fact.earliest_end, fact.latest_end
    return Alternative(edtf, fact.status, *bounds, lasts=fact.lasts, place=name)
