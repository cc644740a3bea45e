"""Windows, filters and events at the edge of what there is: a right answer or a clear message, whatever the form."""

import re
from urllib.parse import parse_qs

import pytest
from django.test import Client

from events.imports.load import load
from events.imports.records import Record
from events.management.people import editor_named
from events.timeline.window import Window
from tests.factories import make_event

DATES = (
    "../2020", "2021/..", "-0044-03-15", "-0300/-0200", "../-0500", "Y-12000", "Y20233", "/2019", "2019/", "0000", "18XX",
    "[2023-01-01..2023-01-05]", "2023-09-11T14:05", "2023-09-11T23:59", "9999-12-31", "2004-06~",
)  # fmt: skip
MANY = "&".join(
    [*(f"tag=t{n}" for n in range(100)), *(f"actor={n}" for n in range(97)), "type=visit", "type=meeting", "country=NO"]
)
ANSWERED = (
    "from=2023-09-11T14:05&to=2023-09-11T14:05", "from=&to=", "from=-9999&to=9999", "from=Y-12000&to=Y20233",
    "from=Y-9999999999&to=Y9999999999", "from=Y-9999999999&to=Y-9999999998", "from=9999-12-31T23:59", "to=-9999",
    "actor=999999", "tag=zzz", "country=ZZ", MANY, "asof=-9999", "asof=0001-01-01", "rev=0", "q=the+of+and", "q=a", "q=%22",
    "q=-the+*+%22", "q=(()", "q=AND+OR+NOT+NEAR(", "q=%00", "q=%ff%fe", "bbox=0,0,0,0", "bbox=170,-10,-170,10",
    "w=%C2%B2", "w=99999999", "w=-1", "certainty=certain&from=2023-09-11T14:05&to=2023-09-11T14:05", "status=unrecorded&asof=-9999",
)  # fmt: skip
REFUSED = (
    "from=2024&to=1990", "from=2023-09-11T14:05&to=2023-09-11T14:04", "type=nonsense", "status=nonsense", "country=Nowhere",
    "q=" + "x" * 7000, "&".join(f"tag=t{n}" for n in range(600)), "bbox=0,60,10,50",
)  # fmt: skip
PAGES = ("/", "/?view=list", "/?view=map", "/chronology/", "/places.json?zoom=2&see=-180,-60,180,75", "/embed/")
EXPORTS = ("/events.csv", "/events.jsonl", "/events.geojson", "/events.ics", "/events.atom", "/events.timelinejs.json")


@pytest.fixture
def _odd_events(db: None) -> None:
    for edtf in DATES:
        make_event(title=f"Told of as {edtf}", edtf=edtf)


def asked(path: str, query: str) -> str:
    """The address of a window in a form."""
    return f"{path}{'&' if '?' in path else '?'}{query}"


def total(client: Client, query: str) -> int:
    """How many events a window has, as its page says."""
    found = re.search(r'data-total="([0-9]+)"', client.get(f"/?{query}").content.decode())
    assert found
    return int(found[1])


@pytest.mark.usefixtures("_odd_events")
@pytest.mark.parametrize("path", [*PAGES, *EXPORTS])
def test_what_lies_at_the_edge_is_answered_in_every_form(client: Client, path: str) -> None:
    for query in ANSWERED:
        answer = client.get(asked(path, query))
        assert answer.status_code == 200, query
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_odd_events")
@pytest.mark.parametrize("path", [*PAGES, *EXPORTS])
def test_what_cannot_stand_is_refused_in_every_form_with_its_reason(client: Client, path: str) -> None:
    for query in REFUSED:
        _, (problem,) = Window.from_query(parse_qs(query))
        answer = client.get(asked(path, query))
        assert answer.status_code == 400, query
        assert problem.message.split("“")[0][:20] in answer.content.decode(), query


@pytest.mark.usefixtures("_odd_events")
def test_events_with_open_ends_and_of_any_year_are_counted_where_they_are(client: Client) -> None:
    assert total(client, "") == len(DATES)
    assert total(client, "from=Y-9999999999&to=Y9999999999") == len(DATES)
    assert (
        total(client, "from=-0044-03-15&to=-0044-03-15") == 3
    )  # and what ended in 2020 and 2019, nobody knows when it began
    assert total(client, "from=2023-09-11T14:05&to=2023-09-11T14:05") == 3  # and what began in 2021 and 2019
    assert total(client, "asof=-9999") == 1  # that of the year -12000, assumed to be known since its end


@pytest.mark.django_db
def test_ten_thousand_events_on_one_minute_are_counted_and_paged(client: Client) -> None:
    records = (Record(f"Message {n}", "2023-09-11T14:05") for n in range(10_000))
    load(records, editor=editor_named(""), publish=True, facts={})
    for query in ("", "from=2023-09-11T14:05&to=2023-09-11T14:05", "from=2023&to=2023", "from=-9999&to=9999"):
        assert total(client, query) == 10_000
    assert total(client, "from=2023-09-11T14:06") == 0
    last = client.get("/?view=list&page=200").content.decode()
    assert last.count("Message ") >= 50
