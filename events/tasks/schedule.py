"""Which feeds are read when: those that are due, and those that somebody asks for."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models.functions import Now

from events.models import Feed, Job
from events.review.sources import ask_for
from events.tasks.jobs import start


def start_due() -> int:
    """Start a job for each feed that is due; how many. Two workers that ask at once start it once."""
    return sum(start_if_due(feed) for feed in Feed.objects.due())


@transaction.atomic
def start_if_due(feed: Feed) -> bool:
    """Start a job for a feed, unless another did so meanwhile."""
    same = Feed.objects.due().filter(pk=feed.pk)
    if not same.update(next_at=Now() + timedelta(minutes=feed.every)):
        return False
    return start_reading(feed, asked_by=None) is not None


@transaction.atomic
def read_now(feed: Feed, *, editor: User | AnonymousUser) -> Job | None:
    """Have a feed read as soon as a worker is free; None where a job for it waits or runs already."""
    ask_for(feed, editor=editor)
    return start_reading(feed, asked_by=editor if isinstance(editor, User) else None)


def start_reading(feed: Feed, *, asked_by: User | None) -> Job | None:
    """Start the job of reading a feed, unless one waits or runs."""
    if Job.objects.unfinished().filter(kind="feed", argument__feed=feed.pk).exists():
        return None
    return start("feed", f"Feed: {feed}", argument={"feed": feed.pk}, asked_by=asked_by)
