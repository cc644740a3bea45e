"""The events of a window as CSV: one row an event, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from events.exports.records import Record, records
from events.timeline.window import Window

COLUMNS: Final = (
    *("id", "title", "edtf", "start", "end", "type", "plover", "status", "importance", "actors", "place", "country"),
    *("lat", "lon", "tags", "summary", "source_url", "quotes"),
)
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula."""


def lines(window: Window, *, at: int) -> Iterator[str]:
    """The header and one row an event, each with its line end."""
    yield _line(COLUMNS)
    for record in records(window, at=at):
        yield _line(_cells(record))


def plain(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def _cells(record: Record) -> tuple[str | int | float | None, ...]:
    """The columns of one event. Several values of one column have semicolons between, quotes a line each.

    Dates and numbers are not guarded: of what they may hold nothing is a formula, and -0044 must come back as it was.
    """
    urls = dict.fromkeys(told.url for told in record.mentions if told.url)
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
        plain(" ".join(urls)),
        plain("\n".join(quotes)),
    )


def _line(cells: tuple[str | int | float | None, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
