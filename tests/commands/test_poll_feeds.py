"""manage.py poll_feeds."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from events.intake.polling import Outcome
from events.management.commands import poll_feeds
from events.models import Feed
from tests.factories import make_publisher


@pytest.fixture
def read(ada: User, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two feeds, one of them paused; and the addresses that are read."""
    asked: list[str] = []

    def poll(feed: Feed, **_: object) -> Outcome:
        asked.append(feed.address)
        return Outcome(error="404 Not Found") if "bad" in feed.address else Outcome("1 new: 1 taken in.")

    monkeypatch.setattr(poll_feeds, "poll", poll)
    for name, paused in (("a", False), ("b", True)):
        fields = {"publisher": make_publisher(), "added_by": ada, "paused": paused}
        Feed.objects.create(address=f"https://news.example.org/{name}", **fields)
    return asked


def test_what_is_due_is_read(read: list[str]) -> None:
    out = io.StringIO()
    call_command("poll_feeds", stdout=out)
    assert read == ["https://news.example.org/a"]
    assert out.getvalue() == "https://news.example.org/a: 1 new: 1 taken in.\n"


def test_a_feed_is_read_by_its_address_though_it_is_paused(read: list[str]) -> None:
    call_command("poll_feeds", "https://news.example.org/b", stdout=io.StringIO())
    assert read == ["https://news.example.org/b"]


def test_an_address_that_is_no_feed_is_said_to_be_none(read: list[str]) -> None:
    with pytest.raises(CommandError, match="There is no feed https://x"):
        call_command("poll_feeds", "https://x")
    assert read == []


def test_a_feed_that_fails_fails_the_command_after_the_others(read: list[str]) -> None:
    Feed.objects.filter(paused=True).update(address="https://bad.example.org/", paused=False)
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 feeds failed"):
        call_command("poll_feeds", stdout=io.StringIO(), stderr=errors)
    assert len(read) == 2
    assert "404 Not Found" in errors.getvalue()
