"""Reads readings with all that they are filtered by out of the database, as columns and names."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

import numpy as np
from django.db import connections, router
from numpy.typing import NDArray

from events.edtf import MINUTES_PER_DAY, day_number
from events.models import Actor, Mention, Place, Publisher, Reading, Tag
from events.timeline.columns import DTYPES, EARLY, LATE, NONE, STILL, Columns, Links
from events.timeline.middles import middles
from events.timeline.names import Names
from events.timeline.segment import STATUS_CODES, TYPE_CODES
from events.vocabulary import AHEAD

BATCH: Final = 20_000
"""Rows taken from the database at once: enough to be quick, little enough that a million never stand as Python objects."""

OWN_PLACE: Final = "(r.place_id IS NULL OR r.place_id = e.place_id)"
"""Whether a reading is at its event's place, so that the event's own country and point hold for it."""
COUNTRY: Final = f"CASE WHEN {OWN_PLACE} THEN coalesce(nullif(e.country, ''), p.country, '') ELSE p.country END"
LATITUDE: Final = f"CASE WHEN {OWN_PLACE} THEN coalesce(e.latitude, p.latitude) ELSE p.latitude END"
LONGITUDE: Final = f"CASE WHEN {OWN_PLACE} THEN coalesce(e.longitude, p.longitude) ELSE p.longitude END"
TABLES: Final = (
    "events_reading r JOIN events_event e ON e.id = r.event_id "
    "LEFT JOIN events_place p ON p.id = coalesce(r.place_id, e.place_id)"
)
SHOWN: Final = "r.shown_until IS NULL AND e.state = 'published'"

# In the order of the columns that `_columns` makes of them.
_SELECTED: Final = {
    "reading": "r.id",
    "event": "r.event_id",
    "earliest_start": f"coalesce(r.earliest_start, {EARLY})",
    "latest_start": f"coalesce(r.latest_start, {LATE})",
    "earliest_end": f"coalesce(r.earliest_end, {EARLY})",
    "latest_end": f"coalesce(r.latest_end, {LATE})",
    "lasts": "CASE WHEN r.edtf LIKE '%/%' THEN 1 ELSE 0 END",
    "type": "e.type",
    "status": "r.status",
    "importance": "r.importance",
    "disputed": "r.disputed",
    "country": COUNTRY,
    "place": f"coalesce(r.place_id, e.place_id, {NONE})",
    "latitude": LATITUDE,
    "longitude": LONGITUDE,
    "known_from": "r.known_from",
    "known_until": f"coalesce(r.known_until, {STILL})",
    "shown_from": "r.shown_from",
}
READINGS: Final = f"SELECT {', '.join(_SELECTED.values())} FROM {TABLES} WHERE "


def load_columns(names: dict[str, Names], events: Collection[int] | None = None, *, rev: int | None = None) -> Columns:
    """The readings shown now (or after decision `rev`) of all events or of some. Runs five queries; adds to the names' codes."""
    which = "" if events is None else f" AND {{}} IN ({listed(events)})"
    shown = SHOWN if rev is None else f"r.shown_from <= {rev:d} AND (r.shown_until IS NULL OR r.shown_until > {rev:d})"
    batches = [_batch(rows, names) for rows in _batches(f"{READINGS}{shown}{which.format('r.event_id')}")]
    plain: dict[str, Any] = {
        name: np.concatenate([b[name] for b in batches] or [np.zeros(0, kind)]) for name, kind in _PLAIN
    }
    known, row_of = np.unique(plain["event"], return_inverse=True)
    links: dict[str, Any] = {}
    for name, (sql, key) in _LINKED.items():
        links[name] = _links(sql + which.format(key), names[name], known, row_of)
    plain["told_later"] = _told_later(plain, events)
    return Columns(**plain, **links)


def load_names(names: dict[str, Names], keys: dict[str, Collection[int]] | None = None) -> None:
    """What actors, places, sources and tags (all, or those with some ids) are called, and countries. Runs four queries.

    A country is called as its state is here; where no state of the site is it, as on the map.
    """
    actors = Actor.objects.values_list("pk", "name", "aliases", "code", "kind", "country")
    for pk, name, aliases, code, kind, country in _some(actors, "actor", keys):
        names["actor"].call(pk, name, others=(*aliases, *([code] if code else [])))
        if kind == "state" and (iso := country or code):
            names["country"].call(iso, name, others=aliases)
    for code in names["country"].unnamed():
        if middle := middles().get(str(code)):
            names["country"].call(code, middle.name)
    for pk, name, aliases in _some(Place.objects.values_list("pk", "name", "aliases"), "place", keys):
        names["place"].call(pk, name, others=aliases)
    for pk, name, host in _some(Publisher.objects.values_list("pk", "name", "host"), "source", keys):
        names["source"].call(pk, name, others=[host] if host else ())
    for pk, name in _some(Tag.objects.values_list("pk", "name"), "tag", keys):
        names["tag"].call(pk, name, value=name)


def listed(numbers: Iterable[int]) -> str:
    """Whole numbers for an IN (…) of a statement, at least one that no row has."""
    return ", ".join(str(int(number)) for number in numbers) or "-1"


_PLAIN: Final = [(name, kind) for name, kind in DTYPES.items() if name != "told_later"]
_LINKED: Final = {
    "actor": ("SELECT event_id, actor_id FROM events_event_actors WHERE 1 = 1", "event_id"),
    "tag": ("SELECT event_id, tag_id FROM events_event_tags WHERE 1 = 1", "event_id"),
    "source": (
        "SELECT m.event_id, a.publisher_id FROM events_mention m JOIN events_article a ON a.id = m.article_id "
        "WHERE 1 = 1",
        "m.event_id",
    ),
}


def _some(rows: Any, name: str, keys: dict[str, Collection[int]] | None) -> Any:
    return rows.iterator() if keys is None else rows.filter(pk__in=keys[name])


def _batches(sql: str) -> Iterator[list[Any]]:
    """The rows of a statement without parameters, some at a time."""
    with connections[router.db_for_read(Reading)].chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(BATCH):
            yield rows


def _batch(rows: list[Any], names: dict[str, Names]) -> dict[str, NDArray[Any]]:
    """Some rows as columns."""
    columns: dict[str, Any] = dict(zip(_SELECTED, zip(*rows, strict=True), strict=True))
    country, place = names["country"], names["place"]
    columns["type"] = [TYPE_CODES[key] for key in columns["type"]]
    columns["status"] = [STATUS_CODES[key] for key in columns["status"]]
    columns["country"] = [country.code(key) if key else NONE for key in columns["country"]]
    columns["place"] = [place.code(key) if key != NONE else NONE for key in columns["place"]]
    return {name: np.array(columns[name], dtype=kind) for name, kind in _PLAIN}


def _links(sql: str, names: Names, known: NDArray[Any], row_of: NDArray[Any]) -> Links:
    """The links of each row, from a statement that gives pairs of event and key."""
    events, codes = [], []
    for rows in _batches(sql):
        event, keys = zip(*rows, strict=True)
        events.append(np.array(event, np.int64))
        codes.append(np.array([names.code(key) for key in keys], np.int32))
    event_ids = np.concatenate(events or [np.zeros(0, np.int64)])
    places = np.searchsorted(known, event_ids)
    found = places < len(known)
    found[found] = known[places[found]] == event_ids[found]
    code = np.concatenate(codes or [np.zeros(0, np.int32)])
    return Links.of_pairs(np.where(found, places, -1), code, len(known)).take(row_of)


def _told_later(plain: dict[str, NDArray[Any]], events: Collection[int] | None) -> NDArray[Any]:
    """The first day after its latest end on which an article mentions each row that was ahead when told; else `STILL`."""
    ahead_events = Reading.objects.filter(status__in=AHEAD, latest_end__isnull=False).order_by().values("event_id")
    if events is not None:
        ahead_events = ahead_events.filter(event_id__in=list(events))
    mentions = Mention.objects.filter(event_id__in=ahead_events, article__published_on__isnull=False).order_by()
    days: dict[int, list[int]] = {}
    for event, day in mentions.values_list("event_id", "article__published_on").iterator():
        if day:
            days.setdefault(event, []).append(day_number(day))
    told = np.full(len(plain["event"]), STILL, np.int32)
    ahead = np.isin(plain["status"], [STATUS_CODES[key] for key in AHEAD])
    for row in np.flatnonzero(ahead & (plain["latest_end"] != LATE)):
        last = plain["latest_end"][row] // MINUTES_PER_DAY
        told[row] = min((day for day in days.get(int(plain["event"][row]), ()) if day > last), default=STILL)
    return told
