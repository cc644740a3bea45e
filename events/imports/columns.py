"""Which column holds which field: guessed from its name, unless somebody says so."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from events.imports.records import Refused

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "headline", "label", "name", "event", "event_title", "event_name"),
    "edtf": ("edtf",),
    "start": ("start", "start_date", "startdate", "date_start", "begin", "begin_date", "from", "start_time", "since"),
    "end": ("end", "end_date", "enddate", "date_end", "finish", "until", "to", "end_time"),
    "date": ("date", "event_date", "day_date", "when", "datetime", "timestamp"),
    "year": ("year", "iyear"),
    "month": ("month", "imonth"),
    "day": ("day", "iday"),
    "precision": ("precision", "date_precision", "date_prec", "grain", "granularity"),
    "type": ("type", "event_type"),
    "category": ("category", "event_category", "class"),
    "status": ("status",),
    "importance": ("importance", "weight", "rank"),
    "summary": ("summary", "description", "text", "notes", "details", "abstract"),
    "country": ("country", "country_code", "iso2", "iso", "country_name"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "place": ("place", "place_name", "location", "locale", "city", "site"),
    "actors": ("actors", "actor", "participants", "who"),
    "tags": ("tags", "tag", "keywords", "labels", "topics"),
    "source_url": ("source_url", "url", "source", "link", "source_link", "uri"),
    "published": ("published", "published_on", "source_date", "publication_date"),
    "known_from": ("known_from", "known_since", "reported_on"),
}
"""Each field and the names of columns it is known by, likeliest first. A column of "from" and one of "start": start wins."""
DATES: Final = ("edtf", "start", "date", "year")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column each field is read from, and the columns nobody reads."""

    fields: dict[str, str]
    unused: tuple[str, ...]

    def check(self) -> None:
        """Refuse a table without a title or a date, telling what it has."""
        if "title" not in self.fields:
            raise Refused(f"No column holds the title. {self.advice('title')}")
        if not any(field in self.fields for field in DATES):
            raise Refused(f"No column holds the date (date, start, edtf or year). {self.advice('date')}")

    def advice(self, field: str) -> str:
        """What to do where a field has no column."""
        has = ", ".join(self.unused[:20]) or "none that is not read already"
        return f"Say which does: --map COLUMN={field}. The columns are: {has}."


def overrides(pairs: Iterable[str]) -> dict[str, str]:
    """What `column=field` pairs say, the last of a column holding; `column=` leaves a column out. Raises Refused."""
    found = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column or (field and field not in NAMES):
            raise Refused(f"{pair!r} is no column=field. The fields are: {', '.join(NAMES)}.")
        found[column] = field
    return found


def plan(columns: Iterable[str], said: Mapping[str, str]) -> Plan:
    """The column of each field: the one that was said, else the one with the likeliest name."""
    return _plan(tuple(columns), tuple(said.items()))


@lru_cache(1024)
def _plan(columns: tuple[str, ...], said: tuple[tuple[str, str], ...]) -> Plan:
    entered = dict(said)
    fields = {field: column for column, field in entered.items() if field and column in columns}
    by_name = {plain(column): column for column in reversed(columns) if column not in entered}
    for field, names in NAMES.items():
        likeliest = next((by_name[name] for name in names if name in by_name), None)
        if field not in fields and likeliest is not None:
            fields[field] = likeliest
    return Plan(fields, tuple(column for column in columns if column and column not in fields.values()))


def plain(column: str) -> str:
    """A column's name in the form of NAMES: "Start date" is start_date."""
    return re.sub(r"\W+", "_", column.strip().casefold()).strip("_")
