"""From a file of rows to records: which column is which, and what of each row can become an event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from events.imports.ahead import records_ahead, worthwhile
from events.imports.columns import Plan, plan
from events.imports.dates import Order, figures, text_of
from events.imports.files import TABLES, File
from events.imports.grid import Row
from events.imports.records import Record, Refused, RefusedRow
from events.imports.rows import record_of

IN_FIGURES: Final = ("start", "date", "end", "published", "known_from")
"""Fields that may hold 03/04/2024."""
LOOKED_AT: Final = 1000
"""Rows among which one date in figures must stand for all to be looked at."""
MOST_PLANS: Final = 1000
"""Sets of columns remembered: the objects of a JSON file may each have their own."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How many dates in figures can only be day before month, only month before day, or either."""

    dmy: int = 0
    mdy: int = 0
    either: int = 0

    @property
    def found(self) -> Order:
        """The order that the dates show; "" where they show none, or both."""
        return "" if bool(self.dmy) == bool(self.mdy) else "dmy" if self.dmy else "mdy"

    @property
    def asked(self) -> bool:
        """Whether somebody must say it: some dates may be read in two ways, and the others do not tell how."""
        return bool(self.either) and not self.found


def orders_of(file: File, said: Mapping[str, str], *, most: int | None = None) -> Orders:
    """The orders of a file's dates in figures, looked for in all its rows, or the first. Raises Refused where it is no table."""
    reader, counts = Reader(file, said), {"dmy": 0, "mdy": 0, "": 0}
    for seen, row in enumerate(islice(file.rows(), most)):
        if seen > LOOKED_AT and not any(counts.values()):
            break
        fields = reader.plan_of(row).fields if not row.problem else {}
        for column in (fields[field] for field in IN_FIGURES if field in fields):
            if (order := figures(text_of(row.values.get(column)))) is not None:
                counts[order] += 1
    return Orders(counts["dmy"], counts["mdy"], counts[""])


class Reader:
    """Reads a file with the columns that were said (column → field), else guessed; `order` is that of its dates in figures."""

    def __init__(self, file: File, said: Mapping[str, str], *, order: Order = "") -> None:
        self.file, self.said, self.order = file, said, order
        self.plans: dict[tuple[str, ...], Plan] = {}

    @property
    def unused(self) -> list[str]:
        """Columns that no field was read from, in any row so far."""
        used = {column for found in self.plans.values() for column in found.fields.values()}
        left = {column: None for found in self.plans.values() for column in found.unused if column not in used}
        return [column for column in left if self.said.get(column) != ""]

    def records(self) -> Iterator[Record | RefusedRow]:
        """Each row as a record, or refused. Raises Refused where a CSV file has no title or date at all."""
        yield from records_ahead(self) if worthwhile(self) else self.records_here()

    def records_here(self) -> Iterator[Record | RefusedRow]:
        """The same, read by this process, however large the file."""
        for row in self.file.rows():
            yield self.record(row)

    def record(self, row: Row) -> Record | RefusedRow:
        """One row as a record, or why not."""
        if row.problem:
            return RefusedRow(self.file.unit, row.number, row.problem)
        values = row.values
        fields = self.plan_of(row).fields
        cells = {field: cell for field, column in fields.items() if (cell := values[column]) is not None and cell != ""}
        try:
            return record_of(cells, order=self.order)
        except Refused as error:
            return RefusedRow(self.file.unit, row.number, str(error))

    def plan_of(self, row: Row) -> Plan:
        """The plan for a row's columns; rows of a file mostly have the same."""
        columns = tuple(row.values)
        if columns not in self.plans and len(self.plans) < MOST_PLANS:
            self.meet(columns)
        return self.plans.get(columns) or plan(columns, self.said)

    def meet(self, columns: tuple[str, ...]) -> None:
        """Remember the plan of a set of columns. Raises Refused where a table has no title or date at all."""
        self.plans[columns] = plan(columns, self.said)
        if self.file.form in TABLES:
            self.plans[columns].check()
