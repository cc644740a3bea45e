"""Jobs: done once, with a reason where they fail, put back where their worker was killed."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from events.models import Job, Publisher, Worker
from events.tasks import jobs, leases
from events.tasks.board import board
from events.tasks.jobs import Reaped, reap, run, start
from events.tasks.kinds import KINDS
from events.tasks.leases import ATTEMPTS, JobFailed, Running, claim, renew
from events.tasks.workers import turn
from tests.factories import make_publisher
from tests.racing import Blank

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


Kind = Callable[[Callable[[Running], str]], str]


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Kind:
    """Makes a function a kind of job for this test."""

    def add(work: Callable[[Running], str]) -> str:
        monkeypatch.setitem(KINDS, "test", work)
        return "test"

    return add


@pytest.fixture
def queue(settings: Settings) -> None:
    """Jobs wait for a worker."""
    settings.TASKS = DATABASE


def killed(job: Job) -> None:
    """What is left of a worker that was killed as it did the job: a lease that runs out."""
    claim(job.pk)
    leases.held_here.clear()
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_job_ends_done_with_what_came_of_it(kind: Kind, ada: User) -> None:
    def work(running: Running) -> str:
        running.tell(1, 2)
        assert (running.argument, running.asked_by) == ({"feed": 7}, ada)
        return "2 articles taken in."

    job = start(kind(work), "Example Wire", argument={"feed": 7}, asked_by=ada)
    assert (job.state, job.result, job.reason) == ("done", "2 articles taken in.", "")
    assert (job.done, job.total, job.attempts, job.lease_until) == (1, 2, 1, None)
    assert job.started_at
    assert job.finished_at
    assert leases.held_here == {}


def test_a_job_that_cannot_be_done_ends_failed_with_its_reason(kind: Kind) -> None:
    def work(_: Running) -> str:
        raise JobFailed("The address does not answer.")

    job = start(kind(work), "Example Wire")
    assert (job.state, job.reason) == ("failed", "The address does not answer.")


def test_an_error_that_was_not_expected_ends_the_job_and_tells_no_secrets(
    kind, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_: Running) -> str:
        raise RuntimeError("/etc/secret")

    job = start(kind(work), "Example Wire")
    assert job.state == "failed"
    assert "RuntimeError" in job.reason
    assert "secret" not in job.reason
    assert "/etc/secret" in caplog.text


def test_a_job_is_done_once_however_often_its_task_comes(kind: Kind, queue: None) -> None:
    done: list[int] = []
    job = start(kind(lambda running: str(done.append(running.pk))), "Example Wire")
    for _ in range(3):
        run.call(job.pk)
    assert done == [job.pk]


def test_a_job_in_somebodys_hands_is_left_alone(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    assert claim(job.pk) is not None
    assert claim(job.pk) is None
    assert run.call(job.pk) == ""
    leases.held_here.clear()


def test_a_job_of_a_transaction_that_failed_is_gone(kind: Kind, queue: None) -> None:
    class Undone(Exception):
        pass

    name = kind(lambda _: "done")
    with suppress(Undone), transaction.atomic():
        start(name, "Example Wire")
        raise Undone
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        start("nonsense", "Example Wire")
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)  # the worker closes connections between jobs
def test_the_worker_does_what_waits(kind: Kind, queue: None) -> None:
    first = start(kind(lambda _: "done"), "First")
    second = start("test", "Second")
    assert {first.state, second.state} == {"queued"}
    call_command("db_worker", "--batch", "--no-startup-delay", "--worker-id", "w1", verbosity=0)
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert Worker.objects.alive().get().name == "w1"


# Leases


def test_a_job_whose_worker_was_killed_is_done_by_the_next(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    killed(job)
    assert reap() == Reaped(back=1)
    run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_job_that_kills_its_worker_thrice_is_given_up_with_a_reason(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    for _ in range(ATTEMPTS - 1):
        killed(job)
        assert reap() == Reaped(back=1)
    killed(job)
    assert reap() == Reaped(failed=1)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "stopped in the middle 3 times" in job.reason
    assert reap() == Reaped()


def test_a_lease_that_holds_is_left_alone(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    claim(job.pk)
    assert reap() == Reaped()
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))
    renew()
    assert reap() == Reaped()
    leases.held_here.clear()


def test_a_job_that_hangs_is_not_held_for_ever(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    claim(job.pk)
    past = Now() - timedelta(hours=2)
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1), started_at=past)
    renew()
    assert reap() == Reaped(back=1)
    leases.held_here.clear()


def test_a_worker_that_lost_its_lease_changes_nothing_more(kind: Kind, queue: None) -> None:
    def work(running: Running) -> str:
        Job.objects.filter(pk=running.pk).update(lease_until=Now() - timedelta(seconds=1))
        leases.held_here.clear()
        reap()
        write_and_finish(running)
        return "too late"

    @transaction.atomic
    def write_and_finish(running: Running) -> None:
        make_publisher("Written twice")
        running.finish("too late")

    job = start(kind(work), "Example Wire")
    run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == ("queued", "")
    assert not Publisher.objects.exists()


def test_a_job_may_end_itself_together_with_its_last_change(kind: Kind) -> None:
    def work(running: Running) -> str:
        with transaction.atomic():
            make_publisher("Once")
            running.finish("1 publisher.")
        return "unused"

    assert start(kind(work), "Example Wire").result == "1 publisher."


def test_a_task_that_was_lost_before_its_job_began_is_sent_again(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    Job.objects.filter(pk=job.pk).update(queued_at=Now() - timedelta(hours=1))
    assert reap() == Reaped()  # its task still waits: there is only no worker
    DBTaskResult.objects.update(status="RUNNING")
    assert reap() == Reaped(back=1)
    assert DBTaskResult.objects.ready().count() == 1


def test_the_row_of_a_killed_workers_task_does_not_run_for_ever(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    DBTaskResult.objects.update(status="RUNNING")
    killed(job)
    reap()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "READY"}


def test_two_reapers_put_a_job_back_once(kind: Kind, queue: None) -> None:
    job = start(kind(lambda _: "done"), "Example Wire")
    killed(job)
    stale = Job.objects.stale().get()
    assert jobs.put_back(stale) == 1
    assert jobs.put_back(stale) == 0


# Workers


def test_a_worker_is_seen_for_a_minute_and_forgotten_after_a_day(queue: None) -> None:
    assert board().worker is False
    turn("w1")
    turn("w1")
    assert board().worker is True
    Worker.objects.update(seen_at=Now() - timedelta(seconds=61))
    assert board().worker is False
    Worker.objects.update(seen_at=Now() - timedelta(days=2))
    turn("w2")
    assert [worker.name for worker in Worker.objects.all()] == ["w2"]


def test_whoever_asks_does_the_job_where_tasks_are_immediate() -> None:
    assert board().worker is True


SCRIPT = """
import os, sys, time, django
django.setup()
from django.core.management import call_command
from django.db.models.functions import Now
from datetime import timedelta
from events.models import Job, Publisher
from events.tasks.jobs import start
from events.tasks.kinds import KINDS

def work(running):
    Publisher.objects.get_or_create(name="Once")
    if running.attempt == 1:
        print("in the middle", flush=True)
        time.sleep(60)
    return "done"

KINDS["test"] = work
if sys.argv[1] == "begin":
    start("test", "Example Wire")
else:
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))
call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)
print(*Job.objects.values_list("state", "attempts", "result").get(), Publisher.objects.count())
"""


@pytest.mark.once
def test_a_worker_killed_in_the_middle_leaves_a_job_that_the_next_one_ends(blank: Blank, tmp_path: Path) -> None:
    own = {"DATABASE_URL": blank.copy_file(tmp_path), "DJANGO_SETTINGS_MODULE": "timeline.settings"}
    environment = os.environ | own | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen([*command, "begin"], env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "in the middle\n"
        worker.kill()
    done = subprocess.run([*command, "end"], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "done 2 done 1\n"
