"""Where rows are read: what everybody may read comes from the replica, if there is one; all else from the primary."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connections

PRIMARY: Final = "default"
REPLICA: Final = "replica"
_public: Final = ContextVar("public", default=False)


@contextmanager
def public_reads() -> Iterator[None]:
    """Within it, reads may come from the replica, which may be a moment behind."""
    before = _public.set(True)
    try:
        yield
    finally:
        _public.reset(before)


def read_publicly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a streamed answer, each read as within `public_reads`: they are made after the view has returned."""
    iterator = iter(pieces)
    while True:
        with public_reads():
            piece = next(iterator, None)
        if piece is None:
            return
        yield piece


class Router:
    """Sends public reads to the replica, and everything else, every write among it, to the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The replica for public reads where there is one."""
        return REPLICA if _public.get() and REPLICA in connections.databases else PRIMARY

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The primary."""
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Rows of both are rows of one database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only the primary is migrated: the replica follows."""
        return db == PRIMARY
