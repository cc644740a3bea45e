"""What all tables have: rows with the line they stand on, and columns with names. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from events.imports.records import Refused

MOST_COLUMNS: Final = 1000
"""More is a table that lies on its side; the widest of the coded data sets have some hundred."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on (in a JSON list its number), its values by column, or why it cannot be read."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def header_at(filled: list[int]) -> int:
    """Which of the first lines names the columns, by how many of their cells hold something: the first that is not empty.

    One filled cell above a line of several is a title over the table, and names nothing.
    """
    there = [line for line, count in enumerate(filled) if count]
    if len(there) > 1 and filled[there[0]] == 1 < filled[there[1]]:
        return there[1]
    return there[0] if there else 0


def columns_of(cells: Iterable[object]) -> list[str]:
    """The names of columns, each once: a second "date" is "date 2", one without a name is "column 5". Raises Refused for too many."""
    given = [str("" if cell is None else cell).strip() for cell in cells]
    while given and not given[-1]:
        given.pop()
    if len(given) > MOST_COLUMNS:
        raise Refused(f"There are {len(given):,} columns, more than {MOST_COLUMNS:,}: keep those that tell of events.")
    names: list[str] = []
    for place, name in enumerate(given, 1):
        again = given[:place].count(name)
        names.append(f"{name} {again}" if name and again > 1 else name or f"column {place}")
    return names
