"""The events of a window as CSV: one row an event, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from events.exports.records import Record, records
from events.timeline.window import Window

COLUMNS: Final = (
    *("id", "title", "edtf", "start", "end", "type", "plover", "status", "importance", "actors", "place", "country"),
    *("lat", "lon", "tags", "summary", "source_url", "further_urls", "quotes"),
)
_RISKY: Final = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
"""What a spreadsheet may take for the beginning of a formula; with apostrophes before it, so that one can be taken off again."""


def lines(window: Window, *, at: int) -> Iterator[str]:
    """The header and one row an event, each with its line end."""
    yield line(COLUMNS)
    for record in records(window, at=at):
        yield line(cells(record))


def plain(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what looks like a formula, which `load_events` takes off."""
    return f"'{text}" if _RISKY.match(text) else text


def cells(record: Record) -> tuple[str | int | float | None, ...]:
    """The columns of one event. Several values of one column have semicolons between, quotes a line each.

    Dates and numbers are not guarded: of what they may hold nothing is a formula, and -0044 must come back as it was.
    """
    urls = list(dict.fromkeys(told.url for told in record.mentions if told.url))
    quotes = dict.fromkeys(told.quote for told in record.mentions if told.quote)
    return (
        record.id,
        plain(record.title),
        record.edtf,
        record.start,
        record.end,
        record.type,
        record.plover,
        record.status,
        record.importance,
        plain("; ".join(record.actors)),
        plain(record.place),
        record.country,
        record.lat,
        record.lon,
        plain("; ".join(record.tags)),
        plain(record.summary),
        plain(" ".join(urls[:1])),
        plain(" ".join(urls[1:])),
        plain("\n".join(quotes)),
    )


def line(cells: tuple[str | int | float | None, ...]) -> str:
    """The cells as one line, quoted where they must be."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
