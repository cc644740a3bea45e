"""The gold articles as values: texts of our own with their happenings and temporal expressions marked by hand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).with_name("articles")
OWN: Final = ("own-dev", "own-test")
FRESH: Final = ("fresh-dev", "fresh-test")
SPLITS: Final = (*OWN, *FRESH)
CLOSED: Final = ("own-test", "fresh-test")
"""Splits of which only totals are shown: whoever writes rules never reads their texts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that dates no happening: finding one there is an error."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One mention of a dated happening. Mentions of the same happening share `group`; the first of each `accept` is preferred."""

    id: str
    quote: str
    quote_start: int
    date_text: str
    date_start: int
    edtf: str
    edtf_accept: tuple[str, ...]
    status: str
    status_accept: tuple[str, ...]
    type: str
    type_accept: tuple[str, ...]
    title: str
    actors: tuple[str, ...]
    place: str | None
    country: str | None
    required: bool
    group: str

    @property
    def date_end(self) -> int:
        return self.date_start + len(self.date_text)


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression as TIMEX3 has it."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str = ""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One text with all that is marked in it."""

    article_id: str
    split: str
    title: str
    publisher: str
    genre: str
    published: date
    text: str
    events: tuple[GoldEvent, ...]
    non_events: tuple[Mark, ...]
    timexes: tuple[Timex, ...]


def articles(*splits: str) -> dict[str, GoldArticle]:
    """The gold articles of these splits (of all, where none is named), by id, in the order of their ids."""
    wanted = splits or SPLITS
    return {article.article_id: article for article in _all() if article.split in wanted}


def _all() -> Iterator[GoldArticle]:
    for path in sorted(FOLDER.glob("*.json")):
        yield article_of(json.loads(path.read_text(encoding="utf-8")))


def article_of(row: dict[str, Any]) -> GoldArticle:
    """The article that a JSON object describes. Raises KeyError or TypeError where a key is missing or unknown."""
    marked = {
        "published": date.fromisoformat(row["published"]),
        "events": tuple(GoldEvent(**{key: _frozen(value) for key, value in event.items()}) for event in row["events"]),
        "non_events": tuple(Mark(**mark) for mark in row["non_events"]),
        "timexes": tuple(Timex(**timex) for timex in row["timexes"]),
    }
    return GoldArticle(**{**row, **marked})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
