"""What operators ask: alive, ready, and in figures."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from events.timeline import index
from events.views import operations
from tests.factories import make_event, make_proposal

pytestmark = pytest.mark.django_db


def test_it_is_alive_without_a_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_who_sends_something_hears_that_nothing_is_taken(path: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_it_is_ready_with_database_migrations_and_index(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.content.decode().splitlines() == ["database: ready", "migrations: ready", "index: ready"]


def test_a_worker_reads_the_index_before_its_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr("django.db.connections.close_all", lambda: closed.append(True))
    make_event()
    monkeypatch.setattr(index, "_kept", {})
    runpy.run_path(str(Path(__file__).parents[3] / "gunicorn.conf.py"))["post_worker_init"](None)
    assert index._kept
    assert closed, "the connection is the next request's own"


def test_a_worker_starts_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "index_is_readable", broken)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    runpy.run_path(str(Path(__file__).parents[3] / "gunicorn.conf.py"))["post_worker_init"](None)


def broken() -> bool:
    """A check that fails as databases do."""
    raise DatabaseError("secret.host refused")


@pytest.mark.parametrize("check", [broken, lambda: False])
@pytest.mark.parametrize("name", ["database", "migrations", "index"])
def test_it_says_what_is_missing_and_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str, check: Any
) -> None:
    monkeypatch.setitem(operations.CHECKS, name, check)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert f"{name}: not ready" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_a_missing_migration_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations.MigrationExecutor, "migration_plan", lambda *_: [("events.9999", False)])
    assert not operations.migrations_are_applied()


def figures(text: str) -> dict[str, float]:
    """Each figure by its name and labels; fails on a line that Prometheus could not read."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            match = re.fullmatch(r'([a-z_]+(?:\{[a-z]+="[a-z]+"\})?) (-?[0-9.e+-]+)', line)
            assert match, line
            found[match[1]] = float(match[2])
    return found


def test_it_counts_what_there_is(client: Client) -> None:
    make_event()
    make_proposal()
    client.get("/")
    found = figures(client.get("/metrics").content.decode())
    assert (
        found["dateline_events_published"] == found["dateline_index_rows"] == found["dateline_proposals_waiting"] == 1
    )
    assert found["dateline_generation"] == 1
    assert found['dateline_public_answers_total{how="made"}'] >= 1
    assert found["process_resident_memory_bytes"] > 1_000_000
    text = client.get("/metrics").content.decode()
    assert text.count("# TYPE ") == len({line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")})


@pytest.mark.parametrize(
    "request_facts",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": ""},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Forwarded": "for=127.0.0.1"}},
    ],
)
def test_figures_are_for_this_machine(client: Client, request_facts: dict[str, Any]) -> None:
    assert client.get("/metrics", **request_facts).status_code == 404


def test_with_a_token_figures_are_for_who_knows_it(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = "a long secret"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404
    far = {"REMOTE_ADDR": "203.0.113.9", "headers": {"Authorization": "Bearer a long secret"}}
    assert client.get("/metrics", **far).status_code == 200
