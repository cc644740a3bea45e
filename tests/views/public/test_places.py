"""The map's page and data: the same without script, adding up, kind to bad addresses."""

import json
import re

import pytest
from django.test import Client

from tests.factories import make_event, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def events() -> None:
    """Two in Geneva, one in France as a whole, one nowhere."""
    make_event(title="Talks one", place=make_place())
    make_event(title="Talks two", place=make_place(), edtf="2024-04-02")
    make_event(title="A French matter", country="FR")
    make_event(title="Somewhere")


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_map_is_offered_and_nothing_of_it_is_loaded_before(client: Client) -> None:
    page = page_of(client, "/")
    assert 'href="/?view=map"' in page
    assert "leaflet" not in page


def test_the_page_says_where_the_events_are_in_a_table(client: Client) -> None:
    page = page_of(client, "/?view=map")
    assert "2 at their place, 1 known only by country, 1 without a place" in page
    rows = re.findall(r'<tr><th scope="row">(?:<a[^>]*>)?([^<]+).*?<td>(\d+)</td></tr>', page)
    assert rows == [("Geneva", "2"), ("France", "1"), ("Without a place", "1")]
    assert "take no position" in page
    assert 'data-leaflet="/static/leaflet/leaflet.js"' in page


def test_marks_of_the_page_still_add_up(client: Client) -> None:
    page = page_of(client, "/?view=map")
    drawn = page.count("data-event-id=") + sum(int(count) for count in re.findall(r'data-count="(\d+)"', page))
    assert drawn == int(re.findall(r'data-total="(\d+)"', page)[0]) == 4


def test_the_data_lead_where_the_page_would(client: Client) -> None:
    answer = client.get("/places.json?view=map&zoom=1.75&see=-180,-60,180,80")
    sheet = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/json"
    assert (sheet["at_place"], sheet["at_country"], sheet["nowhere"]) == (2, 1, 1)
    assert {pin["kind"]: pin["count"] for pin in sheet["pins"]} == {"spot": 2, "country": 1}
    for pin in sheet["pins"]:
        assert "view=map" in pin["address"]
        assert f'data-total="{pin["count"]}"' in page_of(client, pin["address"])
    assert not answer.cookies


def test_the_data_follow_the_window_and_the_selection(client: Client) -> None:
    sheet = json.loads(client.get("/places.json?from=2024-04&zoom=2").content)
    assert [(pin["kind"], pin["name"]) for pin in sheet["pins"]] == [("event", "Geneva")]
    event = re.findall(r"selected=(\d+)", sheet["pins"][0]["address"])[0]
    sheet = json.loads(client.get(f"/places.json?selected={event}&zoom=2").content)
    assert sheet["selected"] == [46.2, 6.15]


@pytest.mark.parametrize("bad", ["zoom=many", "see=1,2,3,x", "from=once", "bbox=1"])
def test_what_cannot_be_read_is_said(client: Client, bad: str) -> None:
    answer = client.get(f"/places.json?{bad}")
    assert answer.status_code == 400
    assert json.loads(answer.content)["problems"][0]["name"] == bad.partition("=")[0]
