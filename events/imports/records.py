"""What an import brings, as values: one record is one event with its names and its source, checked and ready to be written."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

URL_LENGTH: Final = 1000
"""Characters; as long as the column is."""

ADDRESS: Final = re.compile(
    r"https?://(?:[^\s/?#@<>\"]*@)?(?:www\.)?(?P<host>[^\s/?#:@<>\"\[\]]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:[/?#][^\s<>\"]*)?",
    re.IGNORECASE,
)
"""The address of a source, and its host without www."""


class Refused(ValueError):
    """A row that cannot become an event; the message says why and what would be right."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that became no event: the line or item it is, and why."""

    unit: str
    number: int
    reason: str

    def __str__(self) -> str:
        """As a report has it."""
        return f"{self.unit} {self.number}: {self.reason}"


_JSON: Final = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Who:
    """An actor. `kind` "" means: whoever the site knows by this name, else a group."""

    name: str
    kind: str = ""
    code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A named place, with its point in degrees where one is known."""

    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    exact: str = ""
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One event. `latitude` and `longitude` are its own, beside those of its place; `importance` runs from 0 to 1000.

    `source_url` is where it is told, `published_on` when that was published, `known_from` since when it is known.
    """

    title: str
    edtf: str
    type: str = "other"
    status: str = "occurred"
    importance: int = 200
    summary: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place: Where | None = None
    actors: tuple[Who, ...] = ()
    tags: tuple[str, ...] = ()
    source_url: str = ""
    published_on: date | None = None
    known_from: date | None = None

    def line(self) -> str:
        """The record as one line of JSON: what an import's SHA-256 is taken over, one line a record."""
        place = self.place and (self.place.name, self.place.country)
        who = [(actor.name, actor.kind, actor.code) for actor in self.actors]
        days = [day and day.isoformat() for day in (self.published_on, self.known_from)]
        what = (self.title, self.edtf, self.type, self.status, self.importance, self.summary)
        where = (self.country, self.latitude, self.longitude, place)
        return _JSON.encode([*what, *where, who, self.tags, self.source_url, *days]) + "\n"
