"""From a file of rows to records: which column is which, and what of each row can become an event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from events.imports.columns import Plan, plan
from events.imports.files import File, Row
from events.imports.records import Record, Refused
from events.imports.rows import record_of

MOST_PLANS: Final = 1000
"""Sets of columns remembered: the objects of a JSON file may each have their own."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that became no event: the line or item it is, and why."""

    unit: str
    number: int
    reason: str

    def __str__(self) -> str:
        """As a report has it."""
        return f"{self.unit} {self.number}: {self.reason}"


class Reader:
    """Reads a file with the columns that were said (column → field), else guessed."""

    def __init__(self, file: File, said: Mapping[str, str]) -> None:
        self.file, self.said = file, said
        self.plans: dict[tuple[str, ...], Plan] = {}

    @property
    def unused(self) -> list[str]:
        """Columns that no field was read from, in any row so far."""
        used = {column for found in self.plans.values() for column in found.fields.values()}
        left = {column: None for found in self.plans.values() for column in found.unused if column not in used}
        return [column for column in left if self.said.get(column) != ""]

    def records(self) -> Iterator[Record | RefusedRow]:
        """Each row as a record, or refused. Raises Refused where a CSV file has no title or date at all."""
        for row in self.file.rows():
            yield RefusedRow(self.file.unit, row.number, row.problem) if row.problem else self.record(row)

    def record(self, row: Row) -> Record | RefusedRow:
        """One row as a record, or why not."""
        values = row.values
        found = ((field, values[column]) for field, column in self.plan_of(row).fields.items())
        cells = {field: cell for field, cell in found if cell is not None and cell != ""}
        try:
            return record_of(cells)
        except Refused as error:
            return RefusedRow(self.file.unit, row.number, str(error))

    def plan_of(self, row: Row) -> Plan:
        """The plan for a row's columns; rows of a file mostly have the same."""
        columns = tuple(row.values)
        if columns not in self.plans and len(self.plans) < MOST_PLANS:
            self.plans[columns] = plan(columns, self.said)
            if self.file.form == "csv":
                self.plans[columns].check()
        return self.plans.get(columns) or plan(columns, self.said)
