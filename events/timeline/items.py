"""From rows of the index to items with their titles: one query, whatever their number."""

from collections.abc import Sequence
from itertools import islice
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


_OPEN: Final = (EARLY, LATE)


KEPT_ITEMS: Final = 8_192
"""Events kept at hand as items: those of some thirty windows, a few megabytes."""


def items_of(index: Index, window: Window, found: Sequence[Found], *, at: int) -> list[Item]:
    """The items of some rows, in their order, without those deleted since the index was read. One query."""
    return list(_seen(_told_items(index, window, found), window, found, at=at).values())


def shown_items(index: Index, window: Window, found: Sequence[Found], *, at: int) -> dict[Found, Item]:
    """The same by row for what is drawn or listed: what windows have shown since the last decision is at hand. One query, or none.

    What readings contradict each other on is read again: which of them stand beside it follows from the window.
    """
    at_hand = {place: item for place in found if (item := index.items.get(_key(place)))}
    read = _told_items(index, window, [place for place in found if place not in at_hand])
    _keep(index.items, read)
    return _seen(at_hand | read, window, found, at=at)


def _key(place: Found) -> tuple[int, int]:
    """What a row is kept by: not its segment, which would then be kept with it."""
    return place.segment.serial, place.row


def _keep(kept: dict[tuple[int, int], Item], read: dict[Found, Item]) -> None:
    kept.update({_key(place): item for place, item in read.items() if not item.disputed})
    for key in list(islice(kept, max(0, len(kept) - KEPT_ITEMS))):
        kept.pop(key, None)


def _seen(items: dict[Found, Item], window: Window, found: Sequence[Found], *, at: int) -> dict[Found, Item]:
    """The items in order, as the window's day sees them: whether the outcome of what was ahead is recorded by then."""
    late = {segment: unrecorded(segment, window, at=at) for segment in {place.segment for place in found}}
    return {
        place: item._replace(unrecorded=True) if place.row in late[place.segment] else item
        for place in found
        if (item := items.get(place))
    }


def _told_items(index: Index, window: Window, found: Sequence[Found]) -> dict[Found, Item]:
    """The items of some rows as the database tells them, with their alternatives. One query, none for no row."""
    if not found:
        return {}
    facts = _read(index, found)
    others = {
        fact.reading: _read(index, _alternatives(place, window))
        for place, fact in zip(found, facts, strict=True)
        if fact.disputed
    }
    words = _words(sorted({fact.reading for each in (facts, *others.values()) for fact in each}))
    return {
        place: _item(fact, words, others.get(fact.reading, ()))
        for place, fact in zip(found, facts, strict=True)
        if fact.reading in words
    }


def _read(index: Index, found: Sequence[Found]) -> list[_Facts]:
    """What the index knows of some rows: a column at a time, as numbers are slow to take out one by one."""
    facts: dict[int, _Facts] = {}
    for segment in {place.segment for place in found}:
        numbers = [number for number, place in enumerate(found) if place.segment is segment]
        rows = np.array([found[number].row for number in numbers])
        columns = [_told(index, name, getattr(segment.columns, name)[rows].tolist()) for name in _Facts._fields]
        facts |= zip(numbers, map(_Facts._make, zip(*columns, strict=True)), strict=True)
    return [facts[number] for number in range(len(found))]


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


def _item(fact: _Facts, words: dict[int, Any], others: Sequence[_Facts]) -> Item:
    reading, event, kind, status, weight, begin, begun, ending, end, lasts, country, latitude, longitude, disputed = (
        fact
    )
    title, edtf, place, exact, sources = words[reading]
    return Item(
        event,
        title,
        edtf,
        kind,
        status,
        weight,
        begin,
        begun,
        ending,
        end,
        lasts,
        place,
        country,
        latitude,
        longitude,
        exact,
        sources,
        disputed,
        alternatives=tuple([_alternative(other, words) for other in others if other.reading in words])
        if others
        else (),
    )


def _alternative(fact: _Facts, words: dict[int, Any]) -> Alternative:
    _, edtf, name, _, _ = words[fact.reading]
    bounds = fact.earliest_start, fact.latest_start, fact.earliest_end, fact.latest_end
    return Alternative(edtf, fact.status, *bounds, lasts=fact.lasts, place=name)
