"""Events for programs: the view's own, page by page; one with its readings; counts; words."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Event
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(ada: User) -> list[Event]:
    """Seven meetings of 2023, two on one day, and a visit."""
    days = ("2023-05-01", "2023-05-01", "2023-05-02", "2023-05-04", "2023-05", "2023", "../2022")
    made = [make_event(title=f"Talks {number}", edtf=day) for number, day in enumerate(days)]
    return [*made, make_event(title="A visit", edtf="2023-06-01", type="visit", actors=["Example Union"])]


def ask(client: Client, address: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def pages(client: Client, query: str, limit: int) -> list[list[int]]:
    """The ids of every page."""
    found, cursor = [], ""
    while True:
        answer = ask(client, f"events?{query}&limit={limit}&cursor={cursor}")
        found.append([item["id"] for item in answer["items"]])
        cursor = answer["next"]
        if cursor is None:
            return found


VIEWS = ["", "type=meeting", "order=newest", "from=2023-05&to=2023-05", "q=talks&order=newest", "type=attack"]


@pytest.mark.parametrize("query", VIEWS)
@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_the_pages_are_the_lines_of_the_export(client: Client, events: list[Event], query: str, limit: int) -> None:
    lines = b"".join(client.get(f"/events.jsonl?{query}").streaming_content).splitlines()  # type: ignore[attr-defined]
    found = pages(client, query, limit)
    assert [event for page in found for event in page] == [json.loads(line)["id"] for line in lines]
    assert all(len(page) == limit for page in found[:-1])
    assert ask(client, f"events?{query}")["total"] == len(lines)


def test_an_item_is_a_line_of_the_export_with_its_page(client: Client, events: list[Event]) -> None:
    (line,) = b"".join(client.get("/events.jsonl?type=visit").streaming_content).splitlines()  # type: ignore[attr-defined]
    (item,) = ask(client, "events?type=visit")["items"]
    assert item.pop("url") == f"http://testserver{events[-1].get_absolute_url()}"
    assert item == json.loads(line)


def test_what_is_published_meanwhile_is_not_told_twice(client: Client, events: list[Event]) -> None:
    first = ask(client, "events?limit=3")
    make_event(title="Earlier", edtf="1990")
    rest = ask(client, f"events?limit=200&cursor={first['next']}")
    ids = [item["id"] for answer in (first, rest) for item in answer["items"]]
    assert sorted(ids) == sorted(event.pk for event in events)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("from=2023-13-45", "from"),
        ("type=nonsense", "type"),
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("cursor=%00", "cursor"),
        ("cursor=MQ", "cursor"),
        ("cursor=" + "9" * 200, "cursor"),
        ("cursor=%C3%A9", "cursor"),
    ],
)
def test_what_cannot_be_read_is_told(client: Client, query: str, name: str) -> None:
    (problem,) = ask(client, f"events?{query}", 422)["problems"]
    assert problem["name"] == name
    assert problem["message"]


def test_one_event_comes_with_mentions_and_readings(client: Client, ada: User) -> None:
    early = make_article(text="It is planned.", url="https://example.org/a")
    event = make_event(edtf="2024-03-01", mentions=[{"article": early, "status": "scheduled"}])
    found = ask(client, f"events/{event.pk}")
    assert found["mentions"][0]["url"] == "https://example.org/a"
    (reading,) = found["readings"]
    assert (reading["edtf"], reading["status"], reading["known_from"]) == ("2024-03-01", "scheduled", "2024-03-04")
    assert (reading["known_until"], reading["shown_until"]) == (None, None)


def test_a_draft_is_not_there_and_a_withdrawn_event_is_gone(client: Client, events: list[Event]) -> None:
    assert ask(client, "events/99999999999999999999999", 404)
    shown = make_event(title="x", type="visit", edtf="2023-05-01")
    Event.objects.filter(pk=shown.pk).update(state="withdrawn")
    never_shown = make_event(title="x", type="visit", edtf="2023-05-01", state="withdrawn")
    draft = make_event(title="x", type="visit", edtf="2023-05-01", state="draft")
    for event, status in ((shown, 410), (never_shown, 404), (draft, 404)):
        assert "message" in ask(client, f"events/{event.pk}", status)


def test_facets_count_what_the_page_counts(client: Client, events: list[Event]) -> None:
    found = ask(client, "facets?type=meeting")
    assert (found["total"], found["sentence"][:10]) == (7, "7 meetings")
    types = {value["value"]: value["count"] for facet in found["facets"] for value in facet["values"]}
    assert (types["meeting"], types["visit"]) == (7, 1)
    assert ask(client, "facets?bbox=1,2", 422)["problems"][0]["name"] == "bbox"


def test_the_vocabulary_is_the_design_s(client: Client) -> None:
    found = ask(client, "vocabulary")
    assert len(found["types"]) == 19
    assert {"key": "attack", "name": "Attack", "plural": "Attacks", "plover": "ASSAULT", "group": "force"} in found[
        "types"
    ]
    assert [status["key"] for status in found["statuses"]][:2] == ["occurred", "ongoing"]


def test_nothing_can_be_written(client: Client, events: list[Event]) -> None:
    for address in ("events", f"events/{events[0].pk}", "facets", "vocabulary", "articles"):
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(f"/api/v1/{address}").status_code == 405


def test_an_answer_is_cached_by_its_canonical_address(client: Client, events: list[Event]) -> None:
    first = client.get("/api/v1/events?type=visit&limit=2&utm_source=x")
    known = {"If-None-Match": first["ETag"]}
    assert client.get("/api/v1/events?limit=2&type=visit", headers=known).status_code == 304
    assert client.get("/api/v1/events?limit=3&type=visit", headers=known).status_code == 200
    assert client.get("/api/v1/events?type=visit", headers=known).status_code == 200
