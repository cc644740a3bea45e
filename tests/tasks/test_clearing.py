"""What is of no more use is cleared: jobs that ended long ago, their tasks, files that broke off."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from events.imports.uploads import folder
from events.models import Job, Upload
from events.tasks.clearing import clear

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_a_month(settings: Settings, tmp_path: Path) -> None:
    settings.VAR, settings.JOBS_KEPT_DAYS = tmp_path, 30


def make_job(state: str, days: int, **changes: Any) -> Job:
    """A job that ended so many days ago."""
    reason = "No answer." if state == "failed" else ""
    fields = {"kind": "feed", "about": "Example Wire", "state": state, "reason": reason} | changes
    return Job.objects.create(finished_at=Now() - timedelta(days=days), **fields)


def left() -> set[Job]:
    return set(Job.objects.all())


def test_what_was_done_goes_after_its_time() -> None:
    make_job("done", 31)
    newer = make_job("done", 29)
    assert clear() == 1
    assert left() == {newer}


def test_failures_are_kept_three_times_as_long() -> None:
    make_job("failed", 91)
    newer = make_job("failed", 89)
    assert clear() == 1
    assert left() == {newer}


def test_what_waits_or_runs_stays_however_old(settings: Settings) -> None:
    long = Now() - timedelta(days=400)
    waiting = Job.objects.create(kind="feed", about="Example Wire", queued_at=long)
    running = Job.objects.create(kind="feed", about="Example Wire", state="running", lease_until=Now(), queued_at=long)
    assert clear() == 0
    assert left() == {waiting, running}


def test_the_job_of_an_upload_that_waits_stays(clio: User) -> None:
    trial = make_job("done", 400, kind="try_import")
    Upload.objects.create(name="a.csv", size=1, sha256="0" * 64, uploaded_by=clio, job=trial)
    make_job("done", 400)
    assert clear() == 1
    assert left() == {trial}


def test_all_are_kept_where_the_setting_says_so(settings: Settings) -> None:
    settings.JOBS_KEPT_DAYS = 0
    old = make_job("done", 4000)
    assert clear() == 0
    assert left() == {old}


def test_the_rows_of_the_backend_go_too() -> None:
    fields = {
        "task_path": "events.tasks.jobs.run",
        "backend_name": "default",
        "args_kwargs": {},
        "queue_name": "default",
    }
    old = DBTaskResult.objects.create(status="SUCCESSFUL", finished_at=Now() - timedelta(days=31), **fields)
    new = DBTaskResult.objects.create(status="SUCCESSFUL", finished_at=Now() - timedelta(days=1), **fields)
    waiting = DBTaskResult.objects.create(status="READY", **fields)
    clear()
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {new.pk, waiting.pk} - {old.pk}


def test_files_that_broke_off_go_after_a_day_and_others_stay() -> None:
    names = ("coming-old.csv", "coming-new.csv", "7.csv")
    for name in names:
        (folder() / name).write_text("a", encoding="ascii")
    for name in ("coming-old.csv", "7.csv"):
        os.utime(folder() / name, (time.time() - 90_000,) * 2)
    clear()
    assert sorted(path.name for path in folder().iterdir()) == ["7.csv", "coming-new.csv"]
