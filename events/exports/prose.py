"""An event in plain words, for calendars, feeds and slides: what else would show it as surer than it is."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from events.edtf import MONTHS
from events.exports.records import Record, Told
from events.timeline.description import describe_answer
from events.timeline.query import answer
from events.timeline.speech import said_date
from events.timeline.window import Window
from events.vocabulary import STATUSES, TYPES

QUOTED: Final = 5
"""Quotes told of one event; an event that many articles tell is read on its own page."""
_UNPRINTED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither XML nor a calendar may hold."""


def printed(text: str) -> str:
    """The text without what no feed or calendar may hold."""
    return _UNPRINTED.sub("", text)


def heading(window: Window, *, at: int) -> str:
    """What a whole export shows, in one line. Runs two queries."""
    return f"Dateline: {describe_answer(answer(window, at=at, lanes=1, per_lane=1, bins=1))}"


def title(record: Record) -> str:
    """Its title, with its status before it where it is told as anything but a fact."""
    before = "" if record.status == "occurred" else f"{STATUSES[record.status].name}: "
    return printed(f"{before}{record.title}")


def kinds(record: Record) -> list[str]:
    """Its type and its tags, as categories."""
    return [printed(name) for name in (TYPES[record.type].name, *record.tags)]


def place(record: Record) -> str:
    """Its place and country, "" for neither."""
    return printed(", ".join(part for part in (record.place, record.country) if part))


def facts(record: Record) -> str:
    """When (in words and in EDTF), what, and where: "March 2024 (EDTF 2024-03). Meeting, occurred. Geneva, CH."."""
    words = said_date(record.edtf)
    kind = f"{TYPES[record.type].name}, {STATUSES[record.status].name.lower()}"
    parts = [f"{words[:1].upper()}{words[1:]} (EDTF {record.edtf})", kind, place(record)]
    return " ".join(f"{part}." for part in parts if part)


def sources(record: Record) -> Iterator[str]:
    """Its first few quotes with who published them and when; where there is no quote, the article alone."""
    for told in record.mentions[:QUOTED]:
        yield printed(source(told))
    if len(record.mentions) > QUOTED:
        yield f"{len(record.mentions) - QUOTED} further quotes stand on the event's page."


def source(told: Told) -> str:
    """One quote or article: "“They met on Friday.” Example Wire, 4 March 2024. https://example.org/a"."""
    words = f"“{told.quote}” " if told.quote else f"{told.article}. " if told.article else ""
    day = date.fromisoformat(told.published) if told.published else None
    published = f", {day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
    return f"{words}{told.publisher}{published}.{f' {told.url}' if told.url else ''}"
