"""The feed: entries that keep their identity, changed when a decision was made, in pages that together are the view."""

from xml.etree import ElementTree

import pytest

from events.edtf import day_minutes
from events.exports import atom
from events.exports.atom import Site
from events.timeline.window import Window
from tests.factories import make_decision, make_event

pytestmark = pytest.mark.django_db
AT = day_minutes(2024, 7, 1)
SITE = Site("https://dateline.example", "dateline.example", "/", "/events.atom")
A = "{http://www.w3.org/2005/Atom}"


def text(window: Window) -> str:
    return "".join(atom.lines(window, at=AT, site=SITE))


def feed(window: Window = Window()) -> ElementTree.Element:  # noqa: B008 - frozen
    return ElementTree.fromstring(text(window))


def titles(root: ElementTree.Element) -> list[str | None]:
    return [entry.findtext(f"{A}title") for entry in root.iter(f"{A}entry")]


def links(root: ElementTree.Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in root.findall(f"{A}link")}


def test_an_entry_keeps_its_identity_and_is_changed_by_the_last_decision() -> None:
    event = make_event(title="A visit", status="scheduled")
    event.title = "Another title"
    event.save()
    last = make_decision(event=event, act="edit")
    (entry,) = feed().iter(f"{A}entry")
    assert entry.findtext(f"{A}id") == f"tag:dateline.example,2026:events/{event.pk}"
    assert entry.findtext(f"{A}title") == "Scheduled: Another title"
    assert entry.findtext(f"{A}updated") == last.at.isoformat()
    assert entry.find(f"{A}link").get("href") == f"https://dateline.example{event.get_absolute_url()}"  # type: ignore[union-attr]


def test_the_feed_was_changed_when_anything_was() -> None:
    make_event()
    last = make_decision(act="reject")
    root = feed(Window(type=("meeting",)))
    assert root.findtext(f"{A}updated") == last.at.isoformat()
    assert links(root)["self"] == "https://dateline.example/events.atom?type=meeting"
    assert links(root)["alternate"] == "https://dateline.example/?type=meeting"
    assert text(Window()) == text(Window())


def test_a_feed_of_nothing_reads_no_clock() -> None:
    assert feed().findtext(f"{A}updated") == "1970-01-01T00:00:00+00:00"


def test_what_was_decided_last_comes_first() -> None:
    old = make_event(title="One", edtf="2020")
    make_event(title="Two", edtf="2019")
    assert titles(feed()) == ["Two", "One"]
    make_decision(event=old, act="edit")
    assert titles(feed()) == ["One", "Two"]


def test_its_pages_together_are_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atom, "PAGE", 3)
    for number in range(7):
        make_event(title=f"Event {number}", type="visit" if number < 6 else "meeting")
    pages = [feed(Window(type=("visit",), page=page)) for page in (1, 2, 3)]
    assert [len(titles(page)) for page in pages] == [3, 3, 0]
    assert sorted(title for page in pages for title in titles(page)) == [f"Event {number}" for number in range(6)]  # type: ignore[type-var]
    assert "previous" not in links(pages[0])
    assert links(pages[0])["next"] == links(pages[1])["self"] == links(pages[0])["last"]
    assert "next" not in links(pages[1])


def test_hostile_words_stay_words() -> None:
    make_event(title="<script>alert(1)</script>\x01", actors=["]]>"], summary="&")
    root = feed()
    (entry,) = root.iter(f"{A}entry")
    assert entry.findtext(f"{A}title") == "<script>alert(1)</script>"
    summary = entry.findtext(f"{A}summary") or ""
    assert "<script" not in summary
    assert summary.startswith("<p>1 March 2024 (EDTF 2024-03-01). Meeting, occurred.")
