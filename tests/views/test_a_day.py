"""An editor's whole day through the pages of the desk, and what a reader sees at each step."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from events.intake.polling import poll
from events.models import Article, Decision, Event, Proposal
from events.review.chain import verify
from events.tasks import feeds
from tests.intake.answering import answer, listening, network_to
from tests.intake.written import page, rss

FIRST = "The foreign ministers of France and Germany met on Friday in Geneva, officials of both countries said. The talks were useful."
SECOND = "France and Germany spoke in Geneva. Their foreign ministers met on Friday in Geneva for three hours, a spokesman said."
DAY = "Mon, 04 Mar 2024 10:00:00 +0100"
TABLE = "title,date,type\nShells hit the port,2024-03-02,attack\nThe country votes,2024-03-03,election\n"
IMPORTED = ["Shells hit the port", "The country votes"]


def answered(path: str) -> Iterator[bytes]:
    """The agency's server: a feed of two items, and their pages."""
    items = [{"title": f"Talks {n}", "link": f"/{n}", "guid": n, "pubDate": DAY} for n in ("a", "b")]
    pages = {"/feed": answer(rss(*items), kind="application/rss+xml")}
    pages |= {"/a": answer(page(FIRST)), "/b": answer(page(SECOND))}
    yield pages.get(path, answer(status="404 Not Found"))


class Reader:
    """Somebody without an account, who looks at March 2024."""

    def __init__(self) -> None:
        self.client = Client()

    def sees(self) -> list[str]:
        """The titles on the public page; programs are told the same."""
        view = {"from": "2024-03-01", "to": "2024-03-31"}
        told = self.client.get("/api/v1/events", view).json()
        text = self.client.get("/", view).text
        titles = [str(event["title"]) for event in told["items"]]
        assert all(title in text for title in titles)
        assert all(title in titles or title not in text for title in Event.objects.values_list("title", flat=True))
        return sorted(titles)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def agency(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A feed at news.example.org, on this machine; and the rule that another editor publishes."""
    settings.TWO_PERSONS, settings.VAR = True, tmp_path
    with listening(answered) as listener:
        monkeypatch.setattr(feeds, "poll", partial(poll, network=network_to(listener)))
        yield


def post(client: Client, path: str, **fields: Any) -> str:
    """The page after an act of the desk."""
    response = client.post(f"/curate/{path}/", fields, follow=True)
    assert response.status_code == 200, response.text
    return response.text


def proposal_of(article: str) -> Proposal:
    """The meeting that an article proposes."""
    return Proposal.objects.waiting().get(article=Article.objects.get(url__endswith=article), quote__contains="met on")


def test_a_whole_day_of_an_editor(
    agency: None, reader: Reader, ada: User, ada_client: Client, clio_client: Client
) -> None:
    fed_in(clio_client)
    assert reader.sees() == []
    event = decided(ada_client)
    title = event.title
    assert reader.sees() == []  # a draft: another editor publishes it
    post(clio_client, f"events/{event.pk}/publish")
    assert reader.sees() == [title]
    merged(ada_client, event)
    corrected(ada_client, event)
    assert reader.sees() == ["Ministers talk for three hours"]
    told = reader.client.get(f"/events/{event.pk}/", follow=True).text
    assert told.count("Example Wire") >= 2
    post(ada_client, f"events/{event.pk}/revert", to=1)
    assert reader.sees() == [title]
    assert "Ministers talk for three hours" in reader.client.get(f"/events/{event.pk}/", follow=True).text
    number = imported(clio_client)
    assert reader.sees() == [title]
    post(clio_client, f"imports/{number}/publish")
    assert reader.sees() == sorted([title, *IMPORTED])
    post(clio_client, f"imports/{number}/take-back", reason="The wrong file")
    assert reader.sees() == [title]
    gone = Event.objects.get(title=IMPORTED[0])
    assert "The wrong file" in reader.client.get(f"/events/{gone.pk}/", follow=True).text
    assert verify().fault == ""


def fed_in(chief: Client) -> None:
    """A feed is added, and its two items are read."""
    added = {"address": "http://news.example.org/feed", "publisher": "Example Wire", "reads": "page", "every": "60"}
    post(chief, "sources/new", **added)
    assert sorted(Article.objects.values_list("url", flat=True)) == [f"http://news.example.org/{n}" for n in "ab"]


def decided(editor: Client) -> Event:
    """The meeting of the first article is accepted."""
    proposal = proposal_of("/a")
    assert proposal.edtf == "2024-03-01"
    post(editor, f"proposals/{proposal.pk}/accept")
    return Event.objects.get()


def merged(editor: Client, event: Event) -> None:
    """What the second article tells is merged into it."""
    post(editor, f"proposals/{proposal_of('/b').pk}/merge", into=event.pk)
    assert event.mentions.count() == 2


def corrected(editor: Client, event: Event) -> None:
    """Its title is written anew."""
    event.refresh_from_db()
    form = {"title": "Ministers talk for three hours", "version": event.version, "reason": "As the second tells"}
    assert "Written." in post(editor, f"events/{event.pk}/edit", **form)


def imported(chief: Client) -> int:
    """A table comes in, is tried and imported as drafts; its decision."""
    file = SimpleUploadedFile("march.csv", TABLE.encode())
    response = chief.post("/curate/imports/new/", {"file": file})
    address = response["Location"].removeprefix("/curate/").removesuffix("/")
    assert "2 events would be imported" in post(chief, f"{address}/try")
    post(chief, f"{address}/load")
    return Decision.objects.get(act="import").number
