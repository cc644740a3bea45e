"""From rows of the index to items with their titles: one query, whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db import connections, router
from django.utils.text import slugify

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


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a segment."""

    segment: Segment
    row: int

    @property
    def reading(self) -> int:
        """The id of its reading."""
        return int(self.segment.columns.reading[self.row])


def items_of(index: Index, window: Window, found: Sequence[Found], *, at: int) -> list[Item]:
    """The items of some rows, in their order, without those deleted since the index was read. One query."""
    if not found:
        return []
    others = {place: _alternatives(place, window) for place in found if place.segment.columns.disputed[place.row]}
    wanted = {place.reading for place in found} | {other.reading for rows in others.values() for other in rows}
    words = _words(sorted(wanted))
    late = {
        id(segment): unrecorded(segment, window, at=at)
        for segment in {id(p.segment): p.segment for p in found}.values()
    }
    return [
        _item(
            index,
            place,
            words,
            [_alternative(other, words) for other in others.get(place, ()) if other.reading in words],
            late[id(place.segment)],
        )
        for place in found
        if place.reading in words
    ]


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


def _item(index: Index, place: Found, words: dict[int, Any], others: list[Alternative], late: Any) -> Item:
    c, row = place.segment.columns, place.row
    title, edtf, name, exact, sources = words[place.reading]
    country, latitude, longitude = int(c.country[row]), float(c.latitude[row]), float(c.longitude[row])
    return Item(
        event_id=int(c.event[row]),
        title=title,
        slug=slug_of(title),
        edtf=edtf,
        type=_TYPES[c.type[row]],
        status=_STATUSES[c.status[row]],
        importance=int(c.importance[row]),
        **bounds(place),
        lasts=bool(c.lasts[row]),
        place=name,
        country="" if country < 0 else index.names["country"].values[country],
        latitude=None if latitude != latitude else latitude,
        longitude=None if longitude != longitude else longitude,
        exact=exact,
        sources=sources,
        disputed=bool(c.disputed[row]),
        unrecorded=row in late,
        alternatives=tuple(others),
    )


def _alternative(place: Found, words: dict[int, Any]) -> Alternative:
    c, row = place.segment.columns, place.row
    _, edtf, name, _, _ = words[place.reading]
    return Alternative(edtf, _STATUSES[c.status[row]], **bounds(place), lasts=bool(c.lasts[row]), place=name)


@lru_cache(maxsize=16384)
def slug_of(title: str) -> str:
    """A title as `Event.slug` has it (a row only to ask for it would cost more); the same titles come with every window."""
    return slugify(title)[:80].strip("-") or "event"


def bounds(place: Found) -> dict[str, int | None]:
    """The four bounds of a row, None where open or unknown."""
    c, row = place.segment.columns, place.row
    start, start_by, end, end_by = c.earliest_start[row], c.latest_start[row], c.earliest_end[row], c.latest_end[row]
    return {
        "earliest_start": None if start == EARLY else int(start),
        "latest_start": None if start_by == LATE else int(start_by),
        "earliest_end": None if end == EARLY else int(end),
        "latest_end": None if end_by == LATE else int(end_by),
    }
