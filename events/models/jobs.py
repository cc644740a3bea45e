"""Jobs: work done in the background, each with its progress and how it ended. And the workers that do it."""

from datetime import timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from events.models.dates import known

JOB_STATES = [("queued", "waiting"), ("running", "running"), ("done", "done"), ("failed", "failed")]
UNFINISHED: Final = ("queued", "running")
FAILED_KEPT: Final = 3
"""How many times longer than what was done a failure is kept: somebody may still ask why."""
LEASE: Final = timedelta(seconds=90)
"""How long a job stays its worker's after the last sign of life; a worker gives one every ten seconds."""
SEEN: Final = timedelta(seconds=60)
"""How long after its last sign of life a worker counts as running."""


class JobQuerySet(models.QuerySet["Job"]):
    """Named reads of jobs."""

    def stale(self) -> "JobQuerySet":
        """Running, and without a sign of life of their worker for longer than their lease. By the database's clock."""
        return self.filter(state="running", lease_until__lt=Now())

    def overdue(self) -> "JobQuerySet":
        """Waiting for longer than a lease: no worker, a busy one, or one that was killed as it began."""
        return self.filter(state="queued", queued_at__lt=Now() - LEASE)

    def unfinished(self) -> "JobQuerySet":
        """Waiting or running."""
        return self.filter(state__in=UNFINISHED)

    def old(self, kept: timedelta) -> "JobQuerySet":
        """Ended for longer than is kept, and of no upload that still waits. By the database's clock."""
        done, failed = Now() - kept, Now() - kept * FAILED_KEPT
        ended = Q(state="done", finished_at__lt=done) | Q(state="failed", finished_at__lt=failed)
        return self.filter(ended).exclude(uploads__isnull=False, uploads__decision=None)

    def about_import(self, number: int) -> "Job | None":
        """The last job done with the import of this decision. Runs one query."""
        return self.filter(kind__in=("publish_import", "take_back"), argument__decision=number).order_by("-pk").first()

    def newest(self) -> "JobQuerySet":
        """Newest first, with who asked for each."""
        return self.select_related("asked_by").order_by("-pk")


class Job(models.Model):
    """One piece of work in the background: what, for whom, how far, and how it ended.

    `argument` holds numbers of rows, hashes and what was typed in a line, never a body. `attempts` counts how often a worker began it.
    """

    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=200)
    argument = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="jobs"
    )
    state = models.CharField(max_length=8, choices=JOB_STATES, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.CharField(max_length=1000, blank=True, default="")
    reason = models.CharField(max_length=1000, blank=True, default="")
    task = models.CharField(max_length=64, blank=True, default="")
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            known("state", JOB_STATES, "job_state_known"),
            models.CheckConstraint(
                name="job_running_has_a_lease",
                condition=~Q(state="running") | Q(lease_until__isnull=False),
            ),
            models.CheckConstraint(name="job_failed_has_a_reason", condition=~Q(state="failed") | ~Q(reason="")),
        ]
        indexes: ClassVar = [
            # tasks.leases.reap and the page of jobs look for what is not finished.
            models.Index(
                fields=["state", "lease_until"],
                condition=Q(state__in=UNFINISHED),
                name="job_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_state_display()}"

    @property
    def unfinished(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNFINISHED


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Named reads of workers."""

    def alive(self) -> "WorkerQuerySet":
        """Those that gave a sign of life within the last minute. By the database's clock."""
        return self.filter(seen_at__gt=Now() - SEEN)

    def gone(self) -> "WorkerQuerySet":
        """Those that gave none for a day."""
        return self.filter(seen_at__lt=Now() - timedelta(days=1))


class Worker(models.Model):
    """A process that does jobs, and when it gave its last sign of life."""

    name = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_default=Now())

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-seen_at"]

    def __str__(self) -> str:
        return self.name
