"""The page of jobs."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from events.models import Job, Worker

ADDRESS = "/curate/jobs/"


def make_job(**changes: Any) -> Job:
    return Job.objects.create(**({"kind": "test", "about": "Feed of Example Wire"} | changes))


def test_it_says_that_nothing_was_done_yet(ada_client: Client) -> None:
    response = ada_client.get(ADDRESS)
    assert response.status_code == 200
    assert "Nothing was done in the background yet" in response.text


def test_it_shows_how_each_job_stands(ada_client: Client, ada: User) -> None:
    make_job(state="done", result="2 articles taken in.", asked_by=ada)
    make_job(state="failed", reason="The address does not answer.", attempts=2)
    make_job(state="running", done=3, total=12, lease_until="2024-03-04T08:00Z")
    response = ada_client.get(ADDRESS)
    assert "2 articles taken in." in response.text
    assert "by ada" in response.text
    assert "The address does not answer." in response.text
    assert "begun 2 times" in response.text
    assert '<progress value="3" max="12"' in response.text


def test_it_asks_again_by_itself_only_while_something_is_unfinished(ada_client: Client) -> None:
    job = make_job()
    part = {"HX-Request": "true", "HX-Target": "jobs"}
    assert 'hx-trigger="every 3s"' in ada_client.get(ADDRESS, headers=part).text
    Job.objects.filter(pk=job.pk).update(state="done")
    assert "hx-trigger" not in ada_client.get(ADDRESS, headers=part).text


def test_it_says_how_to_start_a_worker_where_none_was_seen(ada_client: Client, settings: Settings) -> None:
    assert "db_worker" not in ada_client.get(ADDRESS).text
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert "python manage.py db_worker" in ada_client.get(ADDRESS).text
    Worker.objects.create(name="w1")
    assert "db_worker" not in ada_client.get(ADDRESS).text


@pytest.mark.parametrize("name", ["ruth_client", "client"])
def test_nobody_but_editors_sees_it(name: str, request: pytest.FixtureRequest, db: None) -> None:
    response = request.getfixturevalue(name).get(ADDRESS)
    assert response.status_code in (302, 403)
    assert "Jobs" not in response.text or response.status_code == 302
