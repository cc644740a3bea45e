"""Comparing: the page's counts stay those of A, and a form without script edits B."""

import re

import pytest
from django.test import Client

from tests.factories import make_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def events() -> None:
    """Three meetings and two visits."""
    for number in range(3):
        make_event(title=f"Talks {number}", edtf=f"2024-03-0{number + 1}", type="meeting")
    for number in range(2):
        make_event(title=f"Visit {number}", edtf=f"2024-04-0{number + 1}", type="visit")


def test_marks_and_clusters_add_up_to_the_first_alone(client: Client) -> None:
    page = client.get("/?type=meeting&compare=type%3Dvisit").content.decode()
    drawn = page.count("data-event-id=") + sum(int(count) for count in re.findall(r' data-count="(\d+)"', page))
    assert re.findall(r'data-total="(\d+)"', page) == ["3"]
    assert drawn == 3
    assert page.count("data-second-id=") == 2
    lines = b"".join(client.get("/events.jsonl?type=meeting&compare=type%3Dvisit"))  # type: ignore[arg-type]
    assert lines.count(b"\n") == 3


def test_each_strip_has_a_letter_and_a_sentence(client: Client) -> None:
    page = client.get("/?type=meeting&compare=type%3Dvisit").content.decode()
    assert re.search(r'id="sentence">\s*<span class="strip-name">A</span> <b>3 meetings</b>', page)
    assert re.search(r'id="sentence-b"><span class="strip-name">B</span> <b>2 visits</b>', page)


def test_the_form_of_the_second_leads_to_the_view_that_compares(client: Client) -> None:
    answer = client.get("/compare/?of=type%3Dmeeting%26from%3D2024&type=visit&country=RU&country=&q=")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/?compare=country%3DRU%26type%3Dvisit&from=2024&type=meeting"
    bare = client.get("/compare/?of=type%3Dmeeting&q=")
    assert bare.headers["Location"] == "/?compare=certainty%3Dpossible&type=meeting"


def test_what_cannot_be_read_is_said_on_the_page_and_leaves_the_first_alone(client: Client) -> None:
    answer = client.get("/compare/?of=type%3Dmeeting&importance=heavy", follow=True)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "What to compare with cannot be read" in page
    assert re.findall(r'data-total="(\d+)"', page) == ["3"]


def test_a_list_has_no_second_strip_and_keeps_what_is_compared(client: Client) -> None:
    page = client.get("/?view=list&type=meeting&compare=type%3Dvisit").content.decode()
    assert 'id="second"' not in page
    assert "compare=type%3Dvisit" in page
