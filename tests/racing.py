"""Databases that several processes share, for tests of what they do to each other."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

ROOT = Path(__file__).resolve().parent.parent


def environment(address: str, folder: Path) -> dict[str, str]:
    """The environment of a process of the project with the database of an address, and files in a folder."""
    return os.environ | {
        "DATABASE_URL": address,
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "timeline.settings",
        "PYTHONPATH": str(ROOT),
    }


@dataclass(frozen=True, slots=True)
class Blank:
    """A database with every table and no row but what migrations write, to be copied: migrating anew takes seconds.

    `template` is its name on PostgreSQL, "" where the tests run on SQLite; `file` is it as a SQLite file.
    """

    file: Path
    template: str = ""

    def copy(self, folder: Path, name: str) -> str:
        """The address of a copy that all processes see, of the kind that the tests run on."""
        return new_database(of_worker(name), template=self.template) if self.template else self.copy_file(folder)

    def copy_file(self, folder: Path) -> str:
        """The address of a copy as a SQLite file, whatever the tests run on."""
        if not self.file.exists():
            migrate(environment(f"sqlite:///{self.file}", self.file.parent))
        shutil.copy(self.file, folder / "own.sqlite3")
        return f"sqlite:///{folder / 'own.sqlite3'}"


def keep_blank(folder: Path) -> Blank:
    """The test database as it stands, to be copied: call it before the first test writes to it.

    Where none of the tests asked for needs that database, it is not made: a blank one is then migrated by itself.
    """
    kept, made = Blank(folder / "blank.sqlite3"), is_test_database()
    if connection.vendor == "postgresql":
        connection.close()  # PostgreSQL copies no database that somebody is connected to
        name = str(connection.settings_dict["NAME"])
        known = f"{TEST_DATABASE_PREFIX}{name.removeprefix(TEST_DATABASE_PREFIX)}_blank"
        kept = Blank(kept.file, known if made else of_worker(known))
        address = new_database(kept.template, template=name if made else "template1")
        if not made:
            migrate(environment(address, folder))
    elif made:
        connection.ensure_connection()
        with closing(sqlite3.connect(kept.file)) as copy:
            connection.connection.backup(copy)
    return kept


def of_worker(name: str) -> str:
    """The name with that of the process that runs these tests beside others: each has databases of its own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    return f"{name}_{worker}" if worker else name


def is_test_database() -> bool:
    """Whether the tests' own database is connected to: it is made only where a test needs it."""
    name = str(connection.settings_dict["NAME"])
    return name.startswith(TEST_DATABASE_PREFIX) or "mode=memory" in name


def drop_blank(blank: Blank) -> None:
    """Leave nothing of it on the server."""
    if blank.template:
        with server() as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {blank.template} WITH (FORCE)")


def empty_database(folder: Path, name: str) -> str:
    """The address of a database without tables, of the kind that the settings name."""
    return new_database(name) if connection.vendor == "postgresql" else f"sqlite:///{folder / 'own.sqlite3'}"


def new_database(name: str, *, template: str = "template1") -> str:
    """The address of a new database on the tests' PostgreSQL server; one of that name from before is gone."""
    with server() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server_address()}/{name}"


@contextmanager
def server() -> Iterator[Any]:
    """A connection to the tests' PostgreSQL server that may make and drop databases."""
    import psycopg

    with psycopg.connect(f"{server_address()}/postgres", autocommit=True) as admin:
        yield admin


def server_address() -> str:
    """The address of the tests' PostgreSQL server, without a database."""
    known = connection.settings_dict
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"


def migrate(env: dict[str, str]) -> None:
    """Make all tables in the database of an environment."""
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
