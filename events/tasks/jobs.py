"""Starting jobs, doing them, and putting those back whose worker was killed."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Now
from django.tasks import TaskResultStatus, task
from django.tasks.exceptions import TaskResultDoesNotExist
from django_tasks_db.models import DBTaskResult

from events.models import Job
from events.tasks.kinds import KINDS
from events.tasks.leases import ATTEMPTS, JobFailed, LostLease, Running, claim, held_here

log: Final = logging.getLogger(__name__)
KILLED: Final = f"Its worker was stopped in the middle {ATTEMPTS} times. Something in it breaks the worker: ask an administrator to look at the log."


@transaction.atomic
def start(kind: str, about: str, *, argument: dict[str, Any] | None = None, asked_by: User | None = None) -> Job:
    """Put a job in the queue; it is gone again where the transaction around it fails. Raises KeyError for a kind unknown."""
    KINDS[kind]
    job = Job.objects.create(kind=kind, about=about[:200], argument=argument or {}, asked_by=asked_by)
    enqueue(job)
    job.refresh_from_db()
    return job


def enqueue(job: Job) -> None:
    """Hand a waiting job to the task backend."""
    result = run.enqueue(job_id=job.pk)
    Job.objects.filter(pk=job.pk).update(task=result.id)


@task
def run(job_id: int) -> str:
    """Do a job, if it waits; whoever has it else does it. What is returned is the state it ends in, "" where it was not done here."""
    running = claim(job_id)
    if running is None:
        return ""
    try:
        with suppress(LostLease):
            work(running)
    finally:
        held_here.pop(running.pk, None)
    return Job.objects.values_list("state", flat=True).get(pk=job_id)


def work(running: Running) -> None:
    """Do what the job is about, and end it as done or failed. Raises LostLease."""
    try:
        result = KINDS[running.kind](running)
        with suppress(LostLease):  # it may have ended itself, together with its last change
            running.finish(result)
    except JobFailed as error:
        running.fail(str(error))
    except LostLease:
        raise
    except Exception as error:  # whatever it is, the job must end with a reason
        log.exception("Job %s failed", running.pk)
        running.fail(f"An error that was not expected ({type(error).__name__}). The server's log tells more.")


@dataclass(frozen=True, slots=True)
class Reaped:
    """How many jobs were put back, and how many given up."""

    back: int = 0
    failed: int = 0


def reap() -> Reaped:
    """Put back every job whose worker gave no sign of life for a lease, and fail it after three times. Safe to run at any time."""
    back = failed = 0
    for job in Job.objects.stale():
        close_task(job)
        if job.attempts < ATTEMPTS:
            back += put_back(job)
        else:
            failed += give_up(job)
    for job in Job.objects.overdue():
        if not in_queue(job):
            back += put_back(job)
    return Reaped(back, failed)


@transaction.atomic
def put_back(job: Job) -> int:
    """Let a job wait again, if nothing happened to it meanwhile; 1 if so, else 0."""
    same = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
    done = same.update(state="queued", lease_until=None, queued_at=Now())
    if done:
        enqueue(job)
    return done


def give_up(job: Job) -> int:
    """End a job as failed, if nothing happened to it meanwhile; 1 if so, else 0."""
    same = Job.objects.stale().filter(pk=job.pk, attempts=job.attempts)
    return same.update(state="failed", reason=KILLED, lease_until=None, finished_at=Now())


def in_queue(job: Job) -> bool:
    """Whether the backend still holds the task of a waiting job."""
    backend = run.get_backend()
    if not (backend.supports_get_result and job.task):
        return False
    try:
        return backend.get_result(job.task).status == TaskResultStatus.READY
    except TaskResultDoesNotExist:
        return False


def close_task(job: Job) -> None:
    """End the backend's own row of a killed worker, which would say for ever that it runs."""
    if run.get_backend().supports_get_result and job.task:
        rows = DBTaskResult.objects.filter(pk=job.task, status=TaskResultStatus.RUNNING)
        rows.update(
            status=TaskResultStatus.FAILED, finished_at=Now(), traceback="The worker was stopped in the middle."
        )
