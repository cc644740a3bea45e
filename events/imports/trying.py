"""A dry run: every row read, nothing changed; what would come of it, and the refused rows as a table with their reasons."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from events.cells import guarded
from events.edtf import describe, parse
from events.imports.grid import Row
from events.imports.load import AlreadyLoaded, refuse_known
from events.imports.records import Record, RefusedRow
from events.imports.tabular import Reader
from events.imports.uploads import reader_of, refused_path
from events.models import Upload
from events.vocabulary import STATUSES, TYPES

FIRST: Final = 20
"""Events and refused rows that the page shows."""
EVERY: Final = 500
"""Rows between two words of how far it is."""


@dataclass(slots=True)
class Report:
    """What rows become: how many, the first of them, the first refused, and what nobody read."""

    count: int = 0
    refused: int = 0
    events: list[dict[str, Any]] = field(default_factory=list)
    reasons: list[list[str]] = field(default_factory=list)

    def kept(self, reader: Reader) -> dict[str, Any]:
        """As an upload keeps it."""
        told = {"count": self.count, "refused": self.refused, "events": self.events, "reasons": self.reasons}
        return told | {"unused": reader.unused, "remarks": reader.file.remarks, "order": reader.order}


class Listing:
    """Rows read one by one for a report; refused ones are written to the table of an upload."""

    def __init__(self, reader: Reader, path: Path, tell: Callable[[float], None]) -> None:
        self.reader, self.path, self.tell, self.report = reader, path, tell, Report()
        self.columns: list[str] = []

    def records(self) -> Iterator[Record]:
        """The rows that can become events. Raises Refused where the file is no table."""
        with self.table() as table:
            for seen, row in enumerate(self.reader.file.rows()):
                if seen % EVERY == 0:
                    self.tell(self.reader.file.share)
                found = self.reader.record(row)
                if isinstance(found, Record):
                    self.count(row, found)
                    yield found
                else:
                    self.refuse(row, found, table)

    @contextmanager
    def table(self) -> Iterator[Any]:
        """The table of refused rows, open."""
        with self.path.open("w", encoding="utf-8", newline="") as file:
            yield csv.writer(file)

    def count(self, row: Row, record: Record) -> None:
        """Count an event, and show it among the first."""
        self.report.count += 1
        if len(self.report.events) < FIRST:
            self.report.events.append(shown(row.number, record))

    def refuse(self, row: Row, found: RefusedRow, table: Any) -> None:
        """Count a refused row, show it among the first, and write it with all its cells."""
        self.report.refused += 1
        if len(self.report.reasons) < FIRST:
            self.report.reasons.append([f"{found.unit} {found.number}", found.reason])
        if not self.columns:
            self.columns = list(row.values)
            table.writerow(["line", "reason", *map(guarded, self.columns)])
        cells = [row.values.get(column) for column in self.columns]
        table.writerow([found.number, guarded(found.reason), *(guarded("" if c is None else str(c)) for c in cells)])


def shown(number: int, record: Record) -> dict[str, Any]:
    """An event as the page shows it."""
    place = record.place.name if record.place else ""
    return {
        "number": number,
        "title": record.title,
        "date": describe(parse(record.edtf)),
        "edtf": record.edtf,
        "type": TYPES[record.type].name,
        "status": STATUSES[record.status].name,
        "who": "; ".join(who.name for who in record.actors),
        "where": ", ".join(part for part in (place, record.country) if part),
        "tags": ", ".join(record.tags),
        "source": record.source_url,
    }


def try_out(upload: Upload, *, tell: Callable[[float], None]) -> dict[str, Any]:
    """What importing an upload would do, for its row to keep. Raises Refused, BadUpload."""
    listing = Listing(reader_of(upload), refused_path(upload), tell)
    for _ in listing.records():
        pass
    return listing.report.kept(listing.reader) | {"known": known_before(upload)}


def known_before(upload: Upload) -> str:
    """When and by whom the same file was imported before, "" where it was not. Runs two queries."""
    try:
        refuse_known(file_sha256=upload.sha256)
    except AlreadyLoaded as error:
        return str(error).split(" Its rows")[0]
    return ""
