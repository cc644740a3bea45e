"""With a replica, what everybody reads comes from it, and everything else from the primary: on two SQLite files."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from events.models.replica import Router, public_reads, read_publicly
from tests.racing import Blank

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
SEED = """
import django; django.setup()
from tests.factories import make_event
make_event(title={title!r})
"""
PROBE = """
import json, django; django.setup()
from django.conf import settings
from django.db import connections
from django.test import Client
from tests.factories import make_event
from django.contrib.auth.models import User

def seen(client, path):
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [title for title in ("Before", "After") if title.encode() in body]

anonymous, editor = Client(), Client()
editor.force_login(User.objects.get(username="ada"))
paths = ("/", "/events.jsonl", "/events.atom", "/events.ics", "/api/v1/events", "/embed/")
found = {path: [seen(anonymous, path), seen(editor, path)] for path in paths}
make_event(title="Written")
with connections["replica"].cursor() as cursor:
    cursor.execute("SELECT count(*) FROM events_event")
    found["rows in the replica"] = cursor.fetchone()[0]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found(blank: Blank, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What is seen where the replica has stopped before the second of two events."""
    folder = tmp_path_factory.mktemp("replica")
    address = blank.copy_file(folder)
    primary, replica = Path(address.removeprefix("sqlite:///")), folder / "replica.sqlite3"
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REPLICA_URL")},
        "DATABASE_URL": address,
        "VAR_DIR": str(folder),
        "ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "timeline.settings",
        "HTTPS": "0",
    }

    def run(*command: str, **more: str) -> str:
        asked = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment | more, capture_output=True, text=True, check=False
        )
        assert asked.returncode == 0, asked.stderr
        return asked.stdout

    run("-c", SEED.format(title="Before"))
    run(
        "-c",
        "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA wal_checkpoint(TRUNCATE)')",
        str(primary),
    )
    shutil.copy(primary, replica)
    run("-c", SEED.format(title="After"))
    answer = run("-c", PROBE, REPLICA_URL=f"sqlite:///{replica}")
    return json.loads(answer.splitlines()[-1])  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", ["/", "/events.jsonl", "/events.atom", "/events.ics", "/api/v1/events", "/embed/"])
def test_the_public_reads_the_replica_and_editors_the_primary(found: dict[str, object], path: str) -> None:
    assert found[path] == [["Before"], ["Before", "After"]]


def test_whatever_is_written_goes_to_the_primary(found: dict[str, object]) -> None:
    assert found["rows in the replica"] == 1


def test_without_a_replica_all_is_read_from_the_primary() -> None:
    with public_reads():
        assert Router().db_for_read(None) == "default"


def test_only_the_primary_is_migrated() -> None:
    assert Router().allow_migrate("default", "events")
    assert not Router().allow_migrate("replica", "events")


def test_a_stream_keeps_its_pieces_and_leaves_others_alone() -> None:
    assert list(read_publicly([b"a", b"", b"b"])) == [b"a", b"", b"b"]
