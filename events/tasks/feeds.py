"""The job of reading a feed."""

from typing import Final

from django.contrib.auth.models import User

from events.intake.polling import poll
from events.models import Feed
from events.review.rights import own_account
from events.tasks.leases import JobFailed, Running

READER: Final = "feeds"
"""The account that takes in what feeds bring; nobody can sign in with it."""


def reader() -> User:
    """The account that takes in what feeds bring, made where missing."""
    return own_account(READER)


def read(running: Running) -> str:
    """The job: read one feed."""
    feed = Feed.objects.select_related("publisher").filter(pk=running.argument["feed"]).first()
    if feed is None:
        raise JobFailed("This feed is gone.")
    outcome = poll(feed, reader=reader(), tell=running.tell)
    if outcome.error:
        raise JobFailed(outcome.error)
    return outcome.result
