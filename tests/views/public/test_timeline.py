"""The timeline's page: the same with and without script, cacheable, honest in its counts, kind to bad addresses."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client

from events.models import Event
from tests.factories import make_event

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "timeline"}


@pytest.fixture
def events(ada: User) -> list[Event]:
    """Meetings and visits of 2023, one scheduled, one denied, one of a year, one long before."""
    made = [make_event(title=f"Talks of {day} May", edtf=f"2023-05-{day:02d}", type="meeting") for day in range(1, 9)]
    made += [make_event(title=f"Visit of {day} June", edtf=f"2023-06-{day:02d}", type="visit") for day in range(1, 5)]
    made.append(make_event(title="A visit ahead", edtf="2023-07", type="visit", status="scheduled"))
    made.append(make_event(title="A talk denied", edtf="2023-07-09", status="denied", importance=900))
    made.append(make_event(title="The year of talks", edtf="2022", actors=["Example Union"]))
    return made


def page_of(client: Client, address: str = "/", **headers: str) -> str:
    return client.get(address, headers=headers or None).content.decode()


def counted(page: str) -> int:
    drawn = page.count("data-event-id=")
    return drawn + sum(int(count) for count in re.findall(r'data-count="(\d+)"', page))


def total(page: str) -> int:
    return int(re.findall(r'data-total="(\d+)"', page)[0])


def test_it_says_draws_and_lists_the_same_events(client: Client, events: list[Event]) -> None:
    page = page_of(client)
    assert total(page) == counted(page) == len(events)
    assert f"<b>{len(events)} events</b>" in page
    assert all(html.escape(event.title) in page for event in events)


ADDRESSES = (
    "",
    "type=meeting",
    "type=meeting&type=visit&status=occurred",
    "from=2023-05&to=2023-06",
    "q=talks",
    "status=scheduled",
    "actor=Example+Union",
    "lane=status",
    "lane=none",
    "lane=country",
    "asof=2023-06-02",
    "certainty=certain&from=2023-07-01&to=2023-07-20",
    "from=1990&to=1991",
    "w=366",
)


@pytest.mark.parametrize("query", ADDRESSES)
def test_marks_and_counts_add_up_to_what_is_exported(client: Client, events: list[Event], query: str) -> None:
    page = page_of(client, f"/?{query}")
    lines = b"".join(client.get(f"/events.jsonl?{query}").streaming_content).splitlines()  # type: ignore[attr-defined]
    assert total(page) == counted(page) == len(lines)


def test_htmx_gets_the_section_alone(client: Client, events: list[Event]) -> None:
    part = page_of(client, "/?type=visit", **HTMX)
    assert part.lstrip().startswith('<section id="timeline"')
    assert "<html" not in part
    assert total(part) == 5


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true", "HX-Target": "timeline", "HX-Boosted": "true"},
        {"HX-Request": "true", "HX-Target": "timeline", "HX-History-Restore-Request": "true"},
        {"HX-Request": "true", "HX-Target": "elsewhere"},
    ],
)
def test_what_is_boosted_restored_or_for_elsewhere_gets_the_page(client: Client, headers: dict[str, str]) -> None:
    assert "<html" in page_of(client, "/", **headers)


def test_an_anonymous_answer_is_cacheable(client: Client, events: list[Event]) -> None:
    first, second = client.get("/?type=visit"), client.get("/?type=visit")
    assert first.content == second.content
    assert not first.cookies
    assert "hx-request" in first["Vary"].lower()
    assert b"X-CSRFToken" not in first.content


def test_an_editor_gets_the_csrf_header_and_the_way_to_the_desk(ada_client: Client) -> None:
    page = page_of(ada_client)
    assert "X-CSRFToken" in page
    assert "/curate/" in page


@pytest.mark.parametrize("query", ["", "?type=visit&from=2023-05", "?selected={}", "?asof=2023-06-02"])
def test_it_runs_few_queries(
    client: Client, events: list[Event], query: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client.get("/")  # the index is read once
    # One more for the number of the decision; the drawer adds six.
    with django_assert_max_num_queries(12 if "selected" in query else 8):
        client.get("/" + query.format(events[0].pk))


BAD = (
    "from=2023-13-45",
    "from=2024&to=1990",
    "type=nonsense",
    "status=perhaps",
    "page=-1",
    f"q={'x' * 5000}",
    "asof=soon",
    "from=20233-01-01",
    "bbox=1,2,3",
    "lane=upside-down",
    "selected=first",
    "certainty=maybe",
)


@pytest.mark.parametrize("query", BAD)
def test_what_cannot_be_read_is_said_and_the_rest_is_shown(client: Client, events: list[Event], query: str) -> None:
    answer = client.get(f"/?{query}")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'class="message bad"' in page
    assert 'id="timeline"' in page


def test_a_bad_value_is_shown_as_it_was_typed(client: Client) -> None:
    page = page_of(client, "/?from=2023-13-45&q=talks")
    assert "You wrote “2023-13-45” for “from”" in page
    assert 'value="talks"' in page


@pytest.mark.parametrize(
    "query",
    ["unknown=1", "selected=99999", "page=99&view=list", "w=abc", "w=99999999999", "actor=Nobody", "q=%00", "type="],
)
def test_what_leads_nowhere_still_answers(client: Client, events: list[Event], query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


def test_every_link_for_htmx_is_a_link_without_it(client: Client, events: list[Event]) -> None:
    page = page_of(client, f"/?selected={events[0].pk}&from=2023-05&to=2023-06&type=meeting")
    tags = re.findall(r"<a\b[^>]*\bhx-get=[^>]*>", page)
    assert len(tags) > 8
    for tag in tags:
        assert re.findall(r'\bhref="([^"]*)"', tag) == re.findall(r'hx-get="([^"]*)"', tag)
    for tag in re.findall(r"<form\b[^>]*\bhx-get=[^>]*>", page):
        assert re.findall(r'\baction="([^"]*)"', tag) == re.findall(r'hx-get="([^"]*)"', tag)


def test_a_form_keeps_what_it_does_not_ask(client: Client, events: list[Event]) -> None:
    page = page_of(client, "/?from=2023-05&type=meeting&lane=status")
    (form,) = re.findall(r'<form class="field push asof".*?</form>', page, re.DOTALL)
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert kept == {"from": "2023-05", "type": "meeting", "lane": "status"}


def test_a_filter_can_be_taken_away(client: Client, events: list[Event]) -> None:
    page = page_of(client, "/?type=meeting&type=visit&q=talks")
    assert 'class="chip" href="/?q=talks&amp;type=visit"' in page
    assert 'class="chip" href="/?type=meeting&amp;type=visit"' in page


def test_a_selected_event_opens_beside_the_drawing(client: Client, events: list[Event]) -> None:
    page = page_of(client, f"/?selected={events[0].pk}")
    assert 'id="drawer"' in page
    assert "Why this date" in page
    assert 'aria-current="true" ' in page or 'aria-current="true">' in page


def test_an_event_that_was_withdrawn_can_still_be_opened(client: Client, events: list[Event]) -> None:
    Event.objects.filter(pk=events[0].pk).update(state="withdrawn")
    assert "This event was withdrawn" in page_of(client, f"/?selected={events[0].pk}")


def test_a_draft_is_neither_shown_nor_opened(client: Client) -> None:
    draft = Event(title="Not yet public", type="visit", status="occurred", state="draft")
    draft.set_date("2023-05-01")
    draft.save()
    assert "Not yet public" not in page_of(client, f"/?selected={draft.pk}")


def test_a_cluster_opens_in_place(client: Client, events: list[Event]) -> None:
    part = page_of(client, "/?from=2023-05&to=2023-06", **{"HX-Request": "true", "HX-Target": "opened"})
    assert "<section" not in part
    assert "All 12 events, May to June 2023" in part
    assert part.count('<li class="row') == 12
    assert "data-event-id" not in part


def test_the_list_has_the_same_events_in_pages(client: Client, events: list[Event]) -> None:
    page = page_of(client, "/?view=list")
    assert page.count('<li class="row') == total(page) == len(events)
    years = re.findall(r"<h3>(\d+)<span", page)
    assert years == sorted(years)
    assert "<h4>May<" in page
    assert "<h4>Month not known<" in page
    order = [page.index(f">Talks of {day} May<") for day in range(1, 9)]
    assert order == sorted(order)


def test_the_list_is_paged(client: Client, ada: User) -> None:
    for number in range(55):
        make_event(title=f"Event number {number}", edtf=f"2023-{number % 12 + 1:02d}-10")
    first, second = page_of(client, "/?view=list"), page_of(client, "/?page=2&view=list")
    assert first.count('<li class="row') == 50
    assert second.count('<li class="row') == 5
    assert 'href="/?page=2&amp;view=list"' in first
    assert "51–55 of 55" in second


def test_nothing_found_says_what_is_near(client: Client, events: list[Event]) -> None:
    page = page_of(client, "/?from=1990&to=1991")
    assert "No events in this window" in page
    assert "15 later" in page


def test_the_past_as_it_was_known_is_said_and_left_by_one_link(client: Client, events: list[Event]) -> None:
    page = page_of(client, "/?asof=2023-06-02")
    assert "as known on 2 June 2023" in page
    assert "You are looking at the past as it was known" in page
    assert total(page) == 11


@pytest.mark.parametrize("width", ["296", "366", "736", "1000", "1488"])
def test_it_is_drawn_in_the_width_that_is_asked_for(client: Client, events: list[Event], width: str) -> None:
    page = page_of(client, f"/?w={width}", **HTMX)
    assert f'class="chart" viewBox="0 0 {width} ' in page
    assert f"w={width}" not in page  # addresses are cited without it


def test_without_script_the_width_stays_in_the_links(client: Client, events: list[Event]) -> None:
    assert "&amp;w=366" in page_of(client, "/?w=366")


def test_a_typed_date_leads_to_its_window(client: Client) -> None:
    answer = client.get("/go/?when=September+2023&type=visit&w=366")
    assert (answer.status_code, answer["Location"]) == (302, "/?from=2023-09&to=2023-09&type=visit&w=366")


@pytest.mark.parametrize("typed", ["32 September", "", "tea", "x" * 300, "[2023-09-11..", "12 May and 3 June"])
def test_what_is_no_date_is_kept_and_said(client: Client, typed: str) -> None:
    answer = client.get("/go/", {"when": typed, "type": "visit"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="jump-problem"' in page
    assert f'value="{html.escape(typed)}"' in page
    assert '<input type="hidden" name="type" value="visit">' in page


def test_an_export_refuses_what_it_cannot_read(client: Client) -> None:
    answer = client.get("/events.csv?from=2023-13-45")
    assert answer.status_code == 400
    assert b"from: " in answer.content


def test_the_csv_has_a_row_an_event(client: Client, events: list[Event]) -> None:
    answer = client.get("/events.csv?type=visit")
    assert answer["Content-Type"].startswith("text/csv")
    assert len(b"".join(answer.streaming_content).splitlines()) == 6  # type: ignore[attr-defined]


def test_the_jsonl_has_the_keys_of_the_contract(client: Client, events: list[Event]) -> None:
    first = json.loads(next(iter(client.get("/events.jsonl?type=visit").streaming_content)).splitlines()[0])  # type: ignore[attr-defined]
    keys = {"id", "title", "edtf", "start", "end", "type", "status", "importance", "actors", "place", "country"}
    assert keys | {"lat", "lon", "tags", "mentions"} <= set(first)


@pytest.mark.parametrize("address", ["/", "/about/", "/go/?when=2023", "/events.csv", "/healthz", "/readyz"])
def test_only_reading_is_answered(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/about/", "/healthz", "/readyz"])
def test_the_small_pages_answer(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_an_unknown_address_gets_a_readable_page(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_how_to_read_the_marks_is_sent_once(client: Client, events: list[Event]) -> None:
    words = "How to read the marks"
    assert all(words in page_of(client, f"/?view={view}") for view in ("timeline", "list", "map"))
    assert words not in page_of(client, **HTMX)


def _imported_by(name: str) -> set[str]:
    """What a script imports, and what that imports."""
    script = finders.find(f"js/{name}")
    assert script
    direct = set(re.findall(r'^import .* from "./(.+)";$', Path(script).read_text(encoding="utf-8"), re.MULTILINE))
    return direct.union(*(_imported_by(one) for one in direct))


def test_what_the_script_imports_is_fetched_beside_it(client: Client) -> None:
    imported = _imported_by("timeline.js")
    assert imported == set(re.findall(r'<link rel="modulepreload" href="/static/js/(.+?)">', page_of(client)))
