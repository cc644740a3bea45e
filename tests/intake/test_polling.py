"""Reading feeds: each item taken in once, and what came of it kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models.functions import Now
from django.utils import timezone

from events.intake import polling
from events.intake.polling import Outcome, poll
from events.models import Article, Decision, Feed, FeedItem
from events.tasks.feeds import reader
from tests.factories import make_publisher
from tests.intake.answering import Listener, answer, listening, network_to
from tests.intake.written import TEXT, atom, page, rss, sitemap

pytestmark = pytest.mark.django_db
BASE = "http://news.example.org"
DAY = "Mon, 04 Mar 2024 10:00:00 +0100"


def make_feed(ada: User, **changes: Any) -> Feed:
    fields = {"address": f"{BASE}/feed", "publisher": make_publisher(), "added_by": ada}
    return Feed.objects.create(**(fields | changes))


def item(name: str, **changes: str) -> dict[str, str]:
    return {"title": f"Talks {name}", "link": f"/{name}", "guid": name, "pubDate": DAY} | changes


class Site:
    """A site whose paths answer as they are set."""

    def __init__(self) -> None:
        self.paths: dict[str, bytes] = {}

    def __call__(self, path: str) -> Iterator[bytes]:
        yield self.paths.get(path, answer(status="404 Not Found"))

    def feed(self, raw: bytes, **headers: str) -> None:
        self.paths["/feed"] = answer(raw, kind="application/rss+xml", **headers)

    def page(self, name: str, text: str = TEXT, **changes: str) -> None:
        self.paths[f"/{name}"] = answer(page(f"{text} This is {name}.", **changes))


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def listener(site: Site) -> Iterator[Listener]:
    with listening(site) as found:
        yield found


def read(feed: Feed, listener: Listener) -> Outcome:
    feed.refresh_from_db()
    return poll(feed, reader=reader(), network=network_to(listener))


def test_each_item_is_taken_in_from_its_page(ada: User, site: Site, listener: Listener) -> None:
    site.feed(rss(item("a"), item("b")))
    site.page("a")
    site.page("b", published="2024-03-05T08:00:00Z")
    feed = make_feed(ada)
    assert read(feed, listener).result == "2 new: 2 taken in."
    first, second = Article.objects.order_by("url")
    assert (first.headline, str(first.publisher), first.url, first.origin) == (
        "Talks a",
        "Example Wire",
        f"{BASE}/a",
        "feed",
    )
    assert [str(article.published_on) for article in (first, second)] == ["2024-03-04", "2024-03-05"]
    assert first.date_known == "metadata"
    assert first.proposals.exists()
    assert Decision.objects.filter(act="receive", editor__username="feeds").count() == 2
    assert FeedItem.objects.get(article=first).state == "taken"


def test_the_second_reading_asks_for_nothing_that_is_known(ada: User, site: Site, listener: Listener) -> None:
    site.feed(rss(item("a")))
    site.page("a")
    feed = make_feed(ada)
    read(feed, listener)
    before = listener.connections
    assert read(feed, listener).result == "Nothing new among 1 items."
    assert listener.connections == before + 1
    assert (Article.objects.count(), FeedItem.objects.count()) == (1, 1)


def test_a_feed_that_did_not_change_is_not_sent_again(ada: User, site: Site, listener: Listener) -> None:
    site.feed(rss(item("a")), ETag='"1"')
    site.page("a")
    feed = make_feed(ada)
    read(feed, listener)
    site.paths["/feed"] = answer(status="304 Not Modified", kind="")
    assert read(feed, listener).result == "Nothing new since the last reading."
    assert 'If-None-Match: "1"' in listener.asked[-1]


def test_the_text_may_stand_in_the_feed_itself(ada: User, site: Site, listener: Listener) -> None:
    site.feed(atom({"id": "1", "title": "Talks", "link": f"{BASE}/a", "published": "2024-03-04T10:00:00Z"}))
    read(make_feed(ada, reads="content"), listener)
    article = Article.objects.get()
    assert TEXT[:60] in article.text
    assert (article.url, str(article.published_on)) == (f"{BASE}/a", "2024-03-04")
    assert listener.connections == 1


def test_an_item_into_a_private_network_is_refused_and_not_asked(ada: User, site: Site, listener: Listener) -> None:
    site.feed(rss(item("a", link="http://169.254.169.254/latest/"), item("b", link="file:///etc/passwd")))
    feed = make_feed(ada)
    assert read(feed, listener).result == "2 new: 2 refused."
    assert listener.connections == 1
    assert any("private network" in found.reason for found in feed.items.all())


def test_an_item_that_cannot_be_fetched_is_tried_three_times(ada: User, site: Site, listener: Listener) -> None:
    site.feed(rss(item("a")), ETag='"1"')
    feed = make_feed(ada)
    for tries in (1, 2, 3):
        read(feed, listener)
        assert feed.items.get().tries == tries
    assert "404 Not Found" in feed.items.get().reason
    assert read(feed, listener).result == "Nothing new among 1 items."


def test_an_item_that_comes_back_is_taken_in(ada: User, site: Site, listener: Listener) -> None:
    site.feed(rss(item("a")))
    feed = make_feed(ada)
    read(feed, listener)
    site.page("a")
    assert read(feed, listener).result == "1 new: 1 taken in."
    assert (feed.items.get().state, feed.items.get().reason) == ("taken", "")


@pytest.mark.parametrize("said", ["Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 04 Mar 2036 00:00:00 GMT"])
def test_an_item_of_1970_or_of_the_future_waits_for_a_date(
    ada: User, site: Site, listener: Listener, said: str
) -> None:
    site.feed(rss(item("a", pubDate=said)))
    site.page("a")
    feed = make_feed(ada)
    assert read(feed, listener).result == "1 new: 1 needs a date."
    assert "When was it published?" in feed.items.get().reason
    assert not Article.objects.exists()


def test_an_article_that_was_here_already_is_linked(ada: User, site: Site, listener: Listener) -> None:
    site.feed(rss(item("a"), item("b", guid="other", link="/a")))
    site.page("a")
    feed = make_feed(ada)
    assert read(feed, listener).result == "2 new: 1 taken in, 1 was here already."
    assert set(feed.items.values_list("article", flat=True)) == {Article.objects.get().pk}


def test_many_items_come_in_over_several_readings(
    ada: User, site: Site, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "AT_ONCE", 1)
    site.feed(rss(item("a"), item("b")), ETag='"1"')
    site.page("a")
    site.page("b")
    feed = make_feed(ada)
    assert read(feed, listener).result == "1 new: 1 taken in; 1 wait for the next reading."
    assert read(feed, listener).result == "1 new: 1 taken in."
    assert "If-None-Match" not in "".join(listener.asked)


def test_only_the_new_pages_of_a_sitemap_are_read(ada: User, site: Site, listener: Listener) -> None:
    site.paths["/feed"] = answer(
        sitemap((f"{BASE}/old", "2024-02-01"), (f"{BASE}/new", "2024-03-03"), (f"{BASE}/x", "")), kind="text/xml"
    )
    site.page("new")
    feed = make_feed(ada, added_at=datetime(2024, 3, 4, tzinfo=UTC))
    assert read(feed, listener).result == "1 new: 1 taken in."
    assert Article.objects.get().url == f"{BASE}/new"


# What the feed does


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (answer(status="500 No"), "500 Internal Server Error"),
        (answer(b"<html>News</html>"), "a web page, not a feed"),
        (answer(b"<!DOCTYPE x><rss/>", kind="text/xml"), "declares a document type"),
        (answer(b"x", kind="image/png"), "Answered with image/png"),
        (answer(b"x" * 5_000_001, kind="text/xml"), "larger than 5 MB"),
        (answer(status="302 Found", Location="http://127.0.0.1/"), "private network"),
    ],
)
def test_a_feed_in_trouble_says_why_and_is_asked_less_often(
    ada: User, site: Site, listener: Listener, reply: bytes, message: str
) -> None:
    site.paths["/feed"] = reply
    feed = make_feed(ada, every=60)
    for failures, minutes in ((1, 120), (2, 240)):
        assert message in read(feed, listener).error
        feed.refresh_from_db()
        assert (feed.failures, message in feed.error) == (failures, True)
        wait = feed.next_at - feed.last_at
        assert timedelta(minutes=minutes - 1) < wait < timedelta(minutes=minutes + 1)
    site.feed(rss())
    read(feed, listener)
    feed.refresh_from_db()
    assert (feed.failures, feed.error, feed.last_result) == (0, "", "Nothing new among 0 items.")


def test_a_feed_is_due_when_its_time_has_come_unless_it_is_paused(ada: User) -> None:
    feed = make_feed(ada)
    assert list(Feed.objects.due()) == [feed]
    Feed.objects.update(next_at=Now() + timedelta(minutes=1))
    assert not Feed.objects.due()
    Feed.objects.update(next_at=timezone.now() - timedelta(days=1), paused=True)
    assert not Feed.objects.due()
