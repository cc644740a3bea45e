"""Rows found by words: the full-text indexes of migrations `0003_search` and `0006_names`, asked for in a filter."""

from typing import Final

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from events.words import words_of

MOST_BEGINNING: Final = 400
"""Rows looked at for a few letters; of more, those that have been here for longest."""
SQLITE: Final = {
    "events_actor": "SELECT rowid FROM events_actor_names WHERE events_actor_names MATCH %s",
    "events_place": "SELECT rowid FROM events_place_names WHERE events_place_names MATCH %s",
    "events_tag": "SELECT rowid FROM events_tag_names WHERE events_tag_names MATCH %s",
    "events_event": "SELECT rowid FROM events_event_words WHERE events_event_words MATCH %s",
}
POSTGRES: Final = {
    "events_actor": "SELECT id FROM events_actor WHERE events_words(name || ' ' || aliases::text) @@ %s::tsquery",
    "events_place": "SELECT id FROM events_place WHERE events_words(name || ' ' || aliases::text) @@ %s::tsquery",
    "events_tag": "SELECT id FROM events_tag WHERE events_words(name) @@ %s::tsquery",
    "events_event": "SELECT id FROM events_event WHERE events_words(title) @@ %s::tsquery",
}
"""Asked by table: names with their aliases, titles of events."""


def having_words(table: str, text: str, *, beginning: bool = False) -> Q:
    """The rows of a table with every word of the text; of the last word only the beginning, and then at most 400 rows."""
    words = words_of(text)
    if not words:
        return Q(pk__in=[])
    postgres = connection.vendor == "postgresql"
    match = tsquery(words, beginning) if postgres else fts_match(words, beginning)
    limit = f" LIMIT {MOST_BEGINNING}" if beginning else ""
    return Q(pk__in=RawSQL((POSTGRES if postgres else SQLITE)[table] + limit, [match]))


def fts_match(words: list[str], beginning: bool) -> str:
    """Words for FTS5: letters and digits only, so that quotes are enough."""
    return " AND ".join(f'"{word}"' for word in words) + ("*" if beginning else "")


def tsquery(words: list[str], beginning: bool) -> str:
    """Words for PostgreSQL."""
    return " & ".join(f"'{word}'" for word in words) + (":*" if beginning else "")
