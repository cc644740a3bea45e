"""The events of a window as CSV: one row an event, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from events.cells import guarded
from events.exports.records import Record, records
from events.timeline.window import Window

COLUMNS: Final = (
    *("id", "title", "edtf", "start", "end", "type", "plover", "status", "importance", "actors", "place", "country"),
    *("lat", "lon", "tags", "summary", "source_url", "further_urls", "quotes"),
)


def lines(window: Window, *, at: int) -> Iterator[str]:
    """The header and one row an event, each with its line end."""
    yield line(COLUMNS)
    for record in records(window, at=at):
        yield line(cells(record))


def cells(record: Record) -> tuple[str | int | float | None, ...]:
    """The columns of one event. Several values of one column have semicolons between, quotes a line each.

    Dates and numbers are not guarded: of what they may hold nothing is a formula, and -0044 must come back as it was.
    """
    urls = list(dict.fromkeys(told.url for told in record.mentions if told.url))
    quotes = dict.fromkeys(told.quote for told in record.mentions if told.quote)
    return (
        record.id,
        guarded(record.title),
        record.edtf,
        record.start,
        record.end,
        record.type,
        record.plover,
        record.status,
        record.importance,
        guarded("; ".join(record.actors)),
        guarded(record.place),
        record.country,
        record.lat,
        record.lon,
        guarded("; ".join(record.tags)),
        guarded(record.summary),
        guarded(" ".join(urls[:1])),
        guarded(" ".join(urls[1:])),
        guarded("\n".join(quotes)),
    )


def line(cells: tuple[object, ...]) -> str:
    """The cells as one line, quoted where they must be."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
