"""The cast: Ada edits, Clio is chief, Ruth researches, Max may do nothing. And where measuring data is, if it is anywhere."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests.factories import make_editor, make_person
from tests.racing import Blank, drop_blank, is_test_database, keep_blank

# After the first browser test Playwright's loop runs in this thread, in whatever order tests come; no view here is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# No test depends on how busy the machine is.
hypothesis.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("calm")

REACHING = frozenset({"db", "transactional_db", "blank", "django_db_setup"})
"""Fixtures that reach a database."""
ON_SQLITE = frozenset({"seeded"})
"""Fixtures that have one of their own as a SQLite file, whatever the tests run on."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what would tell the same twice: it is run on SQLite, and no database that the settings name takes part."""
    if connection.vendor != "postgresql":
        return
    twice = [item for item in items if tells_the_same(item)]
    items[:] = [item for item in items if not tells_the_same(item)]
    config.hook.pytest_deselected(items=twice)


def tells_the_same(item: pytest.Item) -> bool:
    """Whether a test tells the same on every database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    reaches = item.get_closest_marker("django_db") or fixtures & REACHING
    return not reaches or bool(fixtures & ON_SQLITE) or item.get_closest_marker("once") is not None


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Blank]:
    """The test database, rid of sessions before it goes: on PostgreSQL that of a process just killed lives on for a moment."""
    with django_db_blocker.unblock():
        kept = keep_blank(tmp_path_factory.mktemp("blank"))
    yield kept
    with django_db_blocker.unblock():
        drop_blank(kept)
    if connection.vendor == "postgresql" and is_test_database():
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )


@pytest.fixture(scope="session")
def blank(django_db_setup: Blank) -> Blank:
    """The test database as migrations left it, for processes that need one of their own."""
    return django_db_setup


@pytest.fixture
def ada(db: None) -> User:
    """An editor."""
    return make_editor("ada")


@pytest.fixture
def clio(db: None) -> User:
    """A chief editor."""
    return make_editor("clio", role="chief")


@pytest.fixture
def clio_client(clio: User) -> Client:
    """A browser in which Clio is signed in."""
    client = Client()
    client.force_login(clio)
    return client


@pytest.fixture
def no_tries_counted() -> None:
    """A site at which nobody has tried to sign in."""
    cache.clear()


@pytest.fixture
def ruth(db: None) -> User:
    """A researcher: signed in, may not decide."""
    return make_person("ruth")


@pytest.fixture
def ada_client(ada: User) -> Client:
    """A browser in which Ada is signed in."""
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def ruth_client(ruth: User) -> Client:
    """A browser in which Ruth is signed in."""
    client = Client()
    client.force_login(ruth)
    return client


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of measuring data; skips where it is absent, fails where REQUIRE_CORPORA says it must be there."""
    folder = Path(settings.CORPORA)
    if not (folder / "samples").is_dir():
        message = f"no measuring data in {folder}: set CORPORA to its folder"
        if os.environ.get("REQUIRE_CORPORA"):
            pytest.fail(message)
        pytest.skip(message)
    return folder
