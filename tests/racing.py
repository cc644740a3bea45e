"""Databases that several processes share, for tests of what they do to each other."""

import os
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def environment(folder: Path, name: str) -> dict[str, str]:
    """The environment of a process of the project with a database of its own kind, empty, and files in a folder."""
    return os.environ | {
        "DATABASE_URL": own_database(folder, name),
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "timeline.settings",
        "PYTHONPATH": str(ROOT),
    }


def own_database(folder: Path, name: str) -> str:
    """The address of an empty database that all processes see, of the kind that the tests run on."""
    if connection.vendor != "postgresql":
        return f"sqlite:///{folder / 'race.sqlite3'}"
    import psycopg

    known = connection.settings_dict
    server = f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"
