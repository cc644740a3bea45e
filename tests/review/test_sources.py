"""The acts on feeds: each checks the right and is one decision."""

import pytest
from django.contrib.auth.models import User

from events.models import Decision, Feed, Publisher
from events.models.rights import NotAllowed
from events.review.chain import verify
from events.review.sources import BadFeed, Wanted, add_feed, ask_for, change_feed, pause, resume

ADDRESS = "https://news.example.org/feed"


@pytest.fixture
def feed(clio: User) -> Feed:
    return add_feed(ADDRESS, Wanted("Example Wire"), editor=clio)


def test_adding_a_feed_is_a_decision(feed: Feed, clio: User) -> None:
    decision = Decision.objects.get()
    assert (decision.act, decision.editor) == ("add_feed", clio)
    assert decision.after == {
        "feed": feed.pk,
        "address": ADDRESS,
        "publisher": "Example Wire",
        "reads": "page",
        "every": 60,
        "paused": False,
    }
    assert list(Feed.objects.due()) == [feed]


def test_an_address_is_read_once(feed: Feed, clio: User) -> None:
    with pytest.raises(BadFeed, match="read already, for Example Wire"):
        add_feed(ADDRESS, Wanted("Other Wire"), editor=clio)
    assert (Feed.objects.count(), Decision.objects.count(), Publisher.objects.count()) == (1, 1, 1)


def test_a_feed_needs_a_publisher(clio: User) -> None:
    with pytest.raises(BadFeed, match="who publishes"):
        add_feed(ADDRESS, Wanted("  "), editor=clio)
    assert not Feed.objects.exists()


def test_a_change_keeps_what_was_before(feed: Feed, clio: User) -> None:
    change_feed(feed, Wanted("Other Wire", "content", 15), editor=clio)
    decision = Decision.objects.order_by("-number").first()
    assert decision is not None
    assert (decision.before["publisher"], decision.after["publisher"]) == ("Example Wire", "Other Wire")
    feed.refresh_from_db()
    assert (feed.reads, feed.every) == ("content", 15)


def test_a_change_that_changes_nothing_is_no_decision(feed: Feed, clio: User) -> None:
    change_feed(feed, Wanted(" Example   Wire"), editor=clio)
    resume(feed, editor=clio)
    assert Decision.objects.count() == 1


def test_a_paused_feed_is_not_due_until_it_is_resumed(feed: Feed, clio: User) -> None:
    pause(feed, editor=clio)
    assert not Feed.objects.due()
    resume(feed, editor=clio)
    assert list(Feed.objects.due()) == [feed]
    assert [decision.act for decision in Decision.objects.all()] == ["resume", "pause", "add_feed"]


def test_a_feed_that_is_asked_for_is_read_from_its_beginning(feed: Feed, clio: User) -> None:
    Feed.objects.update(validators={"ETag": "1"})
    ask_for(feed, editor=clio)
    feed.refresh_from_db()
    assert feed.validators == {}
    assert Decision.objects.filter(act="poll").count() == 1


def test_nobody_without_the_right_acts_on_feeds(feed: Feed, ada: User) -> None:
    for act in (pause, resume, ask_for):
        with pytest.raises(NotAllowed):
            act(feed, editor=ada)
    with pytest.raises(NotAllowed):
        add_feed(f"{ADDRESS}2", Wanted("Example Wire"), editor=ada)
    with pytest.raises(NotAllowed):
        change_feed(feed, Wanted("Other Wire"), editor=ada)
    assert (Feed.objects.count(), Decision.objects.count()) == (1, 1)


def test_the_chain_of_decisions_holds(feed: Feed, clio: User) -> None:
    pause(feed, editor=clio)
    change_feed(feed, Wanted("Other Wire"), editor=clio)
    assert verify().fault == ""
