"""Leases: a job is one worker's for as long as that gives signs of life; ends done or failed; and is never done twice.

Every change of a job is one conditional UPDATE, so two workers cannot both hold it. Times are the database's.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import F
from django.db.models.functions import Now

from events.models import Job, Worker
from events.models.jobs import LEASE

ATTEMPTS: Final = 3
"""How often a job is begun whose worker was killed: twice may be chance, thrice is the job's doing."""
LONGEST: Final = timedelta(hours=1)
"""After this a worker no longer renews the lease of a job: it hangs."""
held_here: Final[dict[int, int]] = {}
"""The jobs that this process holds, each with its attempt: what its signs of life renew."""


class LostLease(RuntimeError):
    """Another worker has this job now: leave everything as it is."""


class JobFailed(ValueError):
    """The job cannot be done; the message says why, to an editor."""


@dataclass(frozen=True, slots=True)
class Running:
    """A job in the hands of this process."""

    pk: int
    kind: str
    attempt: int
    argument: dict[str, Any]
    asked_by: User | None

    def tell(self, done: int, total: int) -> None:
        """Say how far it is, which renews the lease. Raises LostLease."""
        self.change(done=done, total=total, lease_until=Now() + LEASE)

    def finish(self, result: str) -> None:
        """End it as done. Within the transaction of its last change both hold or neither. Raises LostLease."""
        self.change(state="done", result=result[:1000], lease_until=None, finished_at=Now())

    def fail(self, reason: str) -> None:
        """End it as failed. Raises LostLease."""
        self.change(state="failed", reason=reason[:1000] or "No reason was given.", lease_until=None, finished_at=Now())

    def change(self, **fields: Any) -> None:
        """Change its row, if it is still held here."""
        if not Job.objects.filter(pk=self.pk, state="running", attempts=self.attempt).update(**fields):
            raise LostLease(f"Job {self.pk} is no longer held here.")


def claim(job_id: int) -> Running | None:
    """Take a waiting job, or None where somebody has it, or it is over. Runs two queries."""
    fields = {"attempts": F("attempts") + 1, "lease_until": Now() + LEASE, "started_at": Now()}
    if not Job.objects.filter(pk=job_id, state="queued").update(state="running", **fields):
        return None
    job = Job.objects.select_related("asked_by").get(pk=job_id)
    held_here[job.pk] = job.attempts
    return Running(job.pk, job.kind, job.attempts, job.argument, job.asked_by)


def renew() -> None:
    """Renew the leases of what this process holds, but for what hangs."""
    for pk, attempt in list(held_here.items()):
        held = Job.objects.filter(pk=pk, state="running", attempts=attempt, started_at__gt=Now() - LONGEST)
        held.update(lease_until=Now() + LEASE)


def sign_of_life(name: str) -> None:
    """Note that this worker runs, and forget those long gone."""
    if not Worker.objects.filter(name=name).update(seen_at=Now()):
        Worker.objects.get_or_create(name=name)
    Worker.objects.gone().delete()
