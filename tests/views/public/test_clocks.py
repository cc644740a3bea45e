"""Two clocks: what was reported by a day, what the site showed after a decision; banners say so, citations hold."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Decision, Event
from events.review.amendments import Amendment
from events.review.events import edit
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db


def told(day: date) -> dict[str, object]:
    return {"article": make_article(text=f"Told on {day}.", published_on=day)}


@pytest.fixture
def event(ada: User) -> Event:
    """Reported on 5 March 2024; another one a year later."""
    make_event(title="A later matter", edtf="2024-03-02", mentions=[told(date(2025, 3, 5))])
    return make_event(title="Talks in Geneva", mentions=[told(date(2024, 3, 5))])


def amend(event: Event, editor: User, **changes: object) -> Decision:
    event.refresh_from_db()
    fields = {"title": event.title, "edtf": event.edtf, "type": event.type, "status": event.status, "actors": ()}
    decision = edit(
        event, Amendment(**fields | {"place": "", "tags": ()} | changes), editor=editor, version=event.version
    )  # type: ignore[arg-type]
    assert decision is not None
    return decision


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_past_day_has_a_banner_that_says_what_is_known_today(client: Client, event: Event) -> None:
    page = page_of(client, "/?asof=2024-06-01")
    assert re.findall(r'data-total="(\d+)"', page) == ["1"]
    assert "You are looking at the past as it was known." in page
    assert "As known today, this view has 2 events." in page
    assert 'name="asof" value="2024-06-01"' in page
    assert 'aria-valuetext="1 June 2024"' in page


def test_the_slider_begins_where_a_date_field_can(client: Client) -> None:
    make_event(edtf="-0500", title="Long ago")
    page = page_of(client, "/")
    assert re.findall(r'type="range" min="(-?\d+)"', page) == ["-719162"]


def test_a_decision_of_the_past_has_a_banner_with_its_day(client: Client, event: Event) -> None:
    first = Decision.objects.earliest("number")
    page = page_of(client, f"/?rev={first.number}")
    assert f"after decision {first.number}, {first.at.day} " in page
    assert "Back to now" in page
    assert re.findall(r'data-total="(\d+)"', page) == ["1"]


def test_a_view_is_cited_by_its_whole_address_with_the_decision(client: Client, event: Event) -> None:
    newest = Decision.objects.latest_number()
    assert f"http://testserver/?rev={newest}&amp;type=meeting" in page_of(client, "/?type=meeting")


def test_a_cited_view_does_not_change(client: Client, event: Event, ada: User) -> None:
    address = f"/events.jsonl?rev={Decision.objects.latest_number()}"
    before = b"".join(client.get(address))  # type: ignore[arg-type]
    amend(event, ada, edtf="2024-03-09")
    make_event(title="Afterwards", edtf="2024-04-01")
    after = b"".join(client.get(address))  # type: ignore[arg-type]
    assert before.count(b"\n") == after.count(b"\n") == 2
    assert b'"2024-03-09"' not in after


def test_a_cited_event_says_what_was_changed_since(client: Client, event: Event, ada: User) -> None:
    rev = Decision.objects.latest_number()
    address = f"{event.get_absolute_url()}?rev={rev}"
    assert 'class="notice cited"' not in page_of(client, address)
    amend(event, ada, edtf="2024-03-09")
    amend(event, ada, type="visit")
    page = page_of(client, address)
    assert "Since it was cited, after decision" in page
    assert "2 later decisions" in page
    rows = re.findall(r'<th scope="row">(\w+)</th><td>([^<]*)</td><td>([^<]*)</td>', page)
    assert rows == [("Date", "1 March 2024", "9 March 2024"), ("Type", "meeting", "visit")]
    assert 'class="notice cited"' not in page_of(client, event.get_absolute_url())


def test_a_title_changed_since_leads_on_with_the_citation(client: Client, event: Event, ada: User) -> None:
    rev, old = Decision.objects.latest_number(), event.get_absolute_url()
    amend(event, ada, title="Talks by the lake")
    answer = client.get(f"{old}?rev={rev}", follow=True)
    assert answer.redirect_chain[0][0].endswith(f"?rev={rev}")
    assert "<td>Talks in Geneva</td><td>Talks by the lake</td>" in answer.content.decode()


def test_an_event_cited_before_it_was_there_says_so(client: Client, event: Event) -> None:
    first = Decision.objects.earliest("number").number
    assert "not on the timeline yet" in page_of(client, f"{event.get_absolute_url()}?rev={first}")


@pytest.mark.parametrize("rev", ["", "x", "-3", "9" * 30, "²"])
def test_a_decision_that_cannot_be_read_is_none(client: Client, event: Event, rev: str) -> None:
    assert 'class="notice cited"' not in page_of(client, f"{event.get_absolute_url()}?rev={rev}")


@pytest.mark.parametrize("day", ["Y12023", "Y-12023", "-0044", "9999", "0001-01-01"])
def test_any_day_that_can_be_written_can_be_asked_for(client: Client, event: Event, day: str) -> None:
    answer = client.get("/", {"asof": day})
    assert answer.status_code == 200
    assert "You are looking at the past as it was known." in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *((path, 400) for path in ("/", "/chronology/", "/embed/", "/events.csv", "/events.jsonl", "/places.json")),
        *((path, 422) for path in ("/api/v1/events", "/api/v1/facets")),
    ],
)
def test_a_decision_that_nobody_has_made_is_said_to_be_none(
    client: Client, event: Event, path: str, status: int
) -> None:
    newest = Decision.objects.latest_number()
    answer = client.get(f"{path}?rev={newest + 1}")
    assert answer.status_code == status
    assert f"Decision {newest + 1} has not been made: the newest is {newest}." in answer.content.decode()
    assert client.get(f"{path}?rev={newest}").status_code == 200
