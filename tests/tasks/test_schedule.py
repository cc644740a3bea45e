"""Which feeds are read when."""

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from events.intake.polling import Outcome
from events.models import Decision, Feed, Job
from events.tasks import feeds
from events.tasks.jobs import run
from events.tasks.schedule import read_now, start_due
from events.tasks.workers import turn
from tests.factories import make_publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(clio: User, settings: Settings) -> Feed:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return Feed.objects.create(address="https://news.example.org/feed", publisher=make_publisher(), added_by=clio)


def test_a_worker_starts_what_is_due_once(feed: Feed) -> None:
    turn("w1")
    turn("w2")
    job = Job.objects.get()
    assert (job.kind, job.argument, job.asked_by) == ("feed", {"feed": feed.pk}, None)
    assert start_due() == 0


def test_a_feed_whose_job_waits_is_not_started_again(feed: Feed, clio: User) -> None:
    assert read_now(feed, editor=clio) is not None
    assert read_now(feed, editor=clio) is None
    assert start_due() == 0
    assert Job.objects.get().asked_by == clio
    assert Decision.objects.filter(act="poll").count() == 2


def test_a_paused_feed_is_read_when_somebody_asks(feed: Feed, clio: User) -> None:
    Feed.objects.update(paused=True)
    assert start_due() == 0
    assert read_now(feed, editor=clio) is not None


@pytest.mark.parametrize(
    ("outcome", "state"), [(Outcome("2 new: 2 taken in."), "done"), (Outcome(error="404 Not Found"), "failed")]
)
def test_a_job_ends_as_its_reading_did(
    feed: Feed, settings: Settings, monkeypatch: pytest.MonkeyPatch, outcome: Outcome, state: str
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr(feeds, "poll", lambda *_, **__: outcome)
    start_due()
    job = Job.objects.get()
    assert (job.state, job.result, job.reason) == (state, outcome.result, outcome.error)


def test_a_feed_that_is_gone_ends_its_job(feed: Feed, settings: Settings, clio: User) -> None:
    job = read_now(feed, editor=clio)
    assert job is not None
    feed.delete()
    run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason) == ("failed", "This feed is gone.")


def test_the_account_that_reads_may_decide_and_cannot_sign_in() -> None:
    account = feeds.reader()
    assert account == feeds.reader()
    assert account.has_perm("events.decide")
    assert not account.has_usable_password()
