"""Rows written by the million: one statement for many rows, in the way each database takes them fastest.

SQLite takes `executemany` of some fifty rows a statement (90,000 events a second with their indexes and constraints, one
row a statement 64,000), PostgreSQL takes COPY (79,000); `bulk_create` reaches 13,000 on both.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import batched, chain
from typing import Any, Final

from django.db import connection
from django.db.models import Field, JSONField, Model

PARAMETERS: Final = 900
"""Values in one statement of SQLite: builds of old refuse more than 999, and more than a thousand are slower."""


class Table:
    """One table to write to: the columns that rows give, and the model's defaults for all the others.

    Without `id` among the names the database numbers the rows; with it, take numbers from `identifiers`.
    """

    def __init__(self, model: type[Model], *names: str) -> None:
        fields: dict[str, Field[Any, Any]] = {field.attname: field for field in model._meta.concrete_fields}
        others = [f for name, f in fields.items() if name not in names and name != "id" and not f.generated]
        self.name = model._meta.db_table
        self.columns = [str(field.column) for field in (*(fields[name] for name in names), *others)]
        self.rest = tuple(default(field) for field in others)

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert the rows, each a tuple of the named columns in their order. Runs one statement, of SQLite one for many rows."""
        rest = self.rest
        full = (row + rest for row in rows)
        if connection.vendor == "postgresql":
            copy(self.name, self.columns, full)
        else:
            insert(self.name, self.columns, full)


def default(field: "Field[Any, Any]") -> Any:
    """The value a new row has in a column nobody gives, as the database takes it."""
    value = field.get_default()
    return json.dumps(value) if isinstance(field, JSONField) else field.get_db_prep_save(value, connection)


def identifiers(model: type[Model], count: int) -> Sequence[int]:
    """New primary keys that nothing else has or will have; call it in the transaction that uses them. Runs one query."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')::regclass) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [table])
        last = cursor.fetchone()[0]
        return range(last + 1, last + 1 + count)


def insert(table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows by prepared statements of many rows each, inside the database's own process."""
    many = PARAMETERS // len(columns)
    groups = [list(chain.from_iterable(group)) for group in batched(rows, many)]
    rest = groups.pop() if groups and len(groups[-1]) < many * len(columns) else []
    with connection.cursor() as cursor:
        cursor.executemany(insertion(table, columns, many), groups)
        if rest:
            cursor.execute(insertion(table, columns, len(rest) // len(columns)), rest)


def insertion(table: str, columns: list[str], rows: int) -> str:
    """The statement that inserts so many rows."""
    quote = connection.ops.quote_name
    row = f"({', '.join(['%s'] * len(columns))})"
    return f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES {', '.join([row] * rows)}"


def copy(table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows by PostgreSQL's COPY."""
    quote = connection.ops.quote_name
    into = f"COPY {quote(table)} ({', '.join(map(quote, columns))}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as stream:
        for row in rows:
            stream.write_row(row)
