"""The pages of feeds."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from events.models import Decision, Feed, FeedItem, Job
from tests.factories import make_article, make_publisher

ADDRESS = "/curate/sources/"
NEW = "/curate/sources/new/"


@pytest.fixture(autouse=True)
def queue(settings: Settings) -> None:
    """Nothing is fetched: jobs wait for a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def feed(clio: User) -> Feed:
    fields: dict[str, Any] = {"address": "https://news.example.org/feed", "publisher": make_publisher()}
    return Feed.objects.create(added_by=clio, title="World news", **fields)


def typed(**changes: str) -> dict[str, str]:
    return {
        "address": "https://news.example.org/feed",
        "publisher": "Example Wire",
        "reads": "page",
        "every": "60",
    } | changes


def test_it_says_that_no_feed_is_read_yet(clio_client: Client) -> None:
    assert "No feed is read yet" in clio_client.get(ADDRESS).text


def test_a_feed_is_added_and_its_reading_begins(clio_client: Client, clio: User) -> None:
    response = clio_client.post(NEW, typed(), follow=True)
    feed = Feed.objects.get()
    assert response.redirect_chain == [(f"{ADDRESS}{feed.pk}/", 302)]
    assert "Added. It is read as soon as a worker is free." in response.text
    assert "manage.py db_worker" in response.text
    assert (str(feed.publisher), feed.added_by) == ("Example Wire", clio)
    assert Job.objects.get().argument == {"feed": feed.pk}


BAD = [
    ({"address": "http://user@news.example.org/"}, "user name"),
    ({"address": "https://news.example.org:8080/"}, "names port 8080"),
    ({"address": "http://127.0.0.1/feed"}, "leads into a private network"),
    ({"address": "http://[::ffff:169.254.169.254]/"}, "leads into a private network"),
    ({"address": "file:///etc/passwd"}, "Only addresses that begin"),
    ({"address": ""}, "Give the address of the feed"),
    ({"address": "https://news.example.org/" + "a" * 1000}, "at most 1000 characters"),
    ({"publisher": ""}, "Say who publishes this feed"),
    ({"publisher": "x" * 201}, "at most 200 characters"),
    ({"reads": "nonsense"}, "Select a valid choice"),
    ({"every": "1"}, "Select a valid choice"),
    ({"every": "9" * 5000}, "Select a valid choice"),
]


@pytest.mark.parametrize(("changes", "message"), BAD)
def test_what_cannot_be_read_is_refused_and_what_was_typed_stays(
    clio_client: Client, changes: dict[str, str], message: str
) -> None:
    response = clio_client.post(NEW, typed(**changes))
    assert response.status_code == 422
    assert message in response.text
    if "publisher" not in changes:
        assert 'value="Example Wire"' in response.text
    assert not Feed.objects.exists()
    assert not Job.objects.exists()


def test_an_address_that_is_read_already_is_refused(clio_client: Client, feed: Feed) -> None:
    response = clio_client.post(NEW, typed())
    assert response.status_code == 422
    assert "read already, for Example Wire" in response.text


def test_the_list_tells_how_the_last_reading_went(clio_client: Client, feed: Feed) -> None:
    Feed.objects.update(error="Answered with 404 Not Found.", failures=3, last_at="2024-03-04T08:00Z")
    response = clio_client.get(ADDRESS)
    assert "World news" in response.text
    assert "404 Not Found" in response.text
    assert "failed 3 times" in response.text


def test_the_page_of_a_feed_tells_what_came_of_each_item(clio_client: Client, feed: Feed) -> None:
    article = make_article()
    FeedItem.objects.create(feed=feed, key="1", title="Talks", state="taken", article=article)
    FeedItem.objects.create(
        feed=feed, key="2", title="<b>No date</b>", state="undated", reason="When was it published?"
    )
    response = clio_client.get(f"{ADDRESS}{feed.pk}/")
    assert f'href="/curate/articles/{article.pk}/">Talks</a>' in response.text
    assert "&lt;b&gt;No date" in response.text
    assert "When was it published?" in response.text


def test_a_feed_is_changed(clio_client: Client, feed: Feed) -> None:
    response = clio_client.post(f"{ADDRESS}{feed.pk}/change/", typed(publisher="Other Wire", every="1440"), follow=True)
    assert "Changed." in response.text
    feed.refresh_from_db()
    assert (str(feed.publisher), feed.every) == ("Other Wire", 1440)


def test_a_change_that_cannot_be_is_refused(clio_client: Client, feed: Feed) -> None:
    response = clio_client.post(f"{ADDRESS}{feed.pk}/change/", typed(publisher=""))
    assert response.status_code == 422
    assert "Say who publishes" in response.text


@pytest.mark.parametrize(("act", "done"), [("pause", "pause"), ("resume", ""), ("read", "poll")])
def test_each_act_is_a_decision_and_shows_the_feed(clio_client: Client, feed: Feed, act: str, done: str) -> None:
    response = clio_client.post(f"{ADDRESS}{feed.pk}/{act}/", follow=True)
    assert response.status_code == 200
    assert [decision.act for decision in Decision.objects.all()] == ([done] if done else [])


def test_editors_look_and_cannot_act(ada_client: Client, feed: Feed) -> None:
    for address in (ADDRESS, f"{ADDRESS}{feed.pk}/"):
        response = ada_client.get(address)
        assert "World news" in response.text
        assert "/read/" not in response.text
        assert NEW not in response.text
    for address in (NEW, *(f"{ADDRESS}{feed.pk}/{act}/" for act in ("change", "pause", "resume", "read"))):
        assert ada_client.post(address, typed()).status_code == 403
    assert not Decision.objects.exists()


ACTS = ["", "1/", "1/change/", "1/pause/", "1/resume/", "1/read/", "new/"]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_but_editors_gets_there(client: Client, ruth_client: Client, feed: Feed, act: str) -> None:
    address = ADDRESS + act.replace("1", str(feed.pk))
    for browser in (client, ruth_client):
        for method in (browser.get, browser.post):
            assert method(address).status_code in (302, 403, 405)
    assert not Decision.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize("act", ["change", "pause", "resume", "read"])
def test_an_act_is_posted_and_on_a_feed_that_is_there(clio_client: Client, feed: Feed, act: str) -> None:
    assert clio_client.get(f"{ADDRESS}{feed.pk}/{act}/").status_code == 405
    assert clio_client.post(f"{ADDRESS}999/{act}/").status_code == 404
