"""What a database need not do row by row while millions of rows come in at once, because it is done once or known to hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DatabaseError, connection, transaction

CACHE_KB: Final = 131_072
"""SQLite's page cache during an import: the indexes of a million rows stay in it while they grow."""
PENDING_KB: Final = 262_144
"""Words that PostgreSQL gathers before it puts them into an index: sorted together they cost a fraction."""
WORDS: Final = {"events_event": ("title", "summary"), "events_mention": ("quote",)}
"""The columns of the full text, as `0003_search` has them."""


@contextmanager
def shortcuts() -> Iterator[None]:
    """Inside, and in a transaction: full text later and together, no look at every reference. The same rows come of it."""
    with _postgres() if connection.vendor == "postgresql" else _sqlite():
        yield


@contextmanager
def _sqlite() -> Iterator[None]:
    """A larger cache; the words of new rows are indexed by one statement at the end, not by a trigger for each."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        before = {}
        triggers = {}
        for table in WORDS:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [f"{table}_words_insert"]
            )
            triggers[table] = cursor.fetchone()[0]
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
            before[table] = cursor.fetchone()[0]
            cursor.execute(f"DROP TRIGGER {table}_words_insert")
        yield
        for table, columns in WORDS.items():
            names = ", ".join(columns)
            cursor.execute(
                f"INSERT INTO {table}_words (rowid, {names}) SELECT id, {names} FROM {table} WHERE id > %s ORDER BY id",
                [before[table]],
            )
            cursor.execute(triggers[table])


@contextmanager
def _postgres() -> Iterator[None]:
    """Words are gathered; references are not looked up row by row, where the role may say so.

    Every key that an import writes is of a row that it made itself or holds locked since it found it (`names`).
    """
    trusted = _set("session_replication_role", "replica")
    _set("gin_pending_list_limit", str(PENDING_KB))
    _set("work_mem", "256MB")
    yield
    if trusted:
        _set("session_replication_role", "origin")


def _set(name: str, value: str) -> bool:
    """Set a parameter for the rest of the transaction; False where the role may not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
    except DatabaseError:
        return False
    return True
