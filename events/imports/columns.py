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
    "clock": ("clock", "time"),
    "end_year": ("end_year",),
    "end_month": ("end_month",),
    "end_day": ("end_day",),
    "end_clock": ("end_clock",),
    "precision": ("precision", "date_precision", "grain", "granularity"),
    "time_precision": ("time_precision",),
    "date_prec": ("date_prec",),
    "type": ("type", "event_type"),
    "sub_type": ("sub_type", "sub_event_type"),
    "violence": ("type_of_violence",),
    "category": ("category", "event_category", "class", "group"),
    "status": ("status",),
    "importance": ("importance", "weight", "rank"),
    "summary": ("summary", "description", "text", "notes", "details", "abstract", "source_headline"),
    "country": ("country", "country_code", "iso2", "iso", "country_name"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "geo_precision": ("geo_precision",),
    "where_prec": ("where_prec",),
    "place": ("place", "place_name", "location", "locale", "city", "site", "where_coordinates"),
    "actors": ("actors", "actor", "participants", "who"),
    "actor1": ("actor1", "actor_1", "side_a"),
    "actor2": ("actor2", "actor_2", "side_b"),
    "fatalities": ("fatalities", "best", "deaths", "killed"),
    "tags": ("tags", "tag", "keywords", "labels", "topics"),
    "source_url": ("source_url", "url", "link", "source_link", "uri"),
    "source": ("source", "sources", "source_name", "source_article"),
    "published": ("published", "published_on", "source_date", "publication_date"),
    "known_from": ("known_from", "known_since", "reported_on"),
}
"""Each field and the names of columns it is known by, likeliest first. A column of "from" and one of "start": start wins."""
DATES: Final = ("edtf", "start", "date", "year")
TITLES: Final = ("title", "actor1", "sub_type")
"""A table of coded events has no titles: they are made of what happened, who and where."""
WORDS: Final = {
    "edtf": "date in EDTF",
    "clock": "time",
    "end_year": "year of the end",
    "end_month": "month of the end",
    "end_day": "day of the end",
    "end_clock": "time of the end",
    "time_precision": "precision as ACLED has it, 1 to 3",
    "date_prec": "precision as UCDP has it, 1 to 5",
    "sub_type": "type, more closely",
    "violence": "type of violence as UCDP has it, 1 to 3",
    "lat": "latitude",
    "lon": "longitude",
    "geo_precision": "how exact the place is as ACLED has it, 1 to 3",
    "where_prec": "how exact the place is as UCDP has it, 1 to 7",
    "actors": "who, names between semicolons",
    "actor1": "who",
    "actor2": "whom or with whom",
    "source_url": "address of the source",
    "published": "day its source was published",
    "known_from": "day since when it is known",
}
"""What pages call a field whose name does not say it."""


class NoColumn(Refused):
    """No column of a table holds a `field` that is needed."""

    def __init__(self, field: str, called: str, unused: tuple[str, ...]) -> None:
        self.field = field
        has = ", ".join(unused[:20]) or "none that is not read already"
        super().__init__(f"No column holds the {called}: say which does. The columns are: {has}.")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column each field is read from, and the columns nobody reads."""

    fields: dict[str, str]
    unused: tuple[str, ...]

    def check(self) -> None:
        """Refuse a table without a title or a date, telling what it has."""
        if not any(field in self.fields for field in TITLES):
            raise NoColumn("title", "title", self.unused)
        if not any(field in self.fields for field in DATES):
            raise NoColumn("date", "date (date, start, edtf or year)", self.unused)


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
    if "end_year" in by_name and "end_time" in by_name:  # beside a year it is a time of the day, elsewhere the end
        by_name["end_clock"] = by_name.pop("end_time")
    for field, names in NAMES.items():
        likeliest = next((by_name[name] for name in names if name in by_name), None)
        if field not in fields and likeliest is not None:
            fields[field] = likeliest
    return Plan(fields, tuple(column for column in columns if column and column not in fields.values()))


def plain(column: str) -> str:
    """A column's name in the form of NAMES: "Start date" is start_date."""
    return re.sub(r"\W+", "_", column.strip().casefold()).strip("_")
