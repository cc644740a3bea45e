"""What is of no more use to anybody: jobs that ended long ago, the backend's rows of them, files that broke off as they came in."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from events.imports.uploads import drop_broken
from events.models import Job


def clear() -> int:
    """Delete what is no longer kept; how many jobs. Safe at any time in any number of workers."""
    drop_broken()
    kept = timedelta(days=settings.JOBS_KEPT_DAYS)
    if not kept:
        return 0
    DBTaskResult.objects.filter(finished_at__lt=Now() - kept).delete()
    return Job.objects.old(kept).delete()[1].get("events.Job", 0)
