"""The page for print: whole addresses, everything listed, kind to bad addresses."""

import pytest
from django.test import Client

from tests.factories import make_event

pytestmark = pytest.mark.django_db


def test_it_prints_drawing_events_and_where_it_is_from(client: Client) -> None:
    make_event(title="Talks & tea", edtf="2024-03-01")
    answer = client.get("/chronology/?type=meeting")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>1 meeting</h1>" in page
    assert '<svg class="chart"' in page
    assert "Talks &amp; tea" in page
    assert "http://testserver/?rev=1&amp;type=meeting" in page
    assert "<script type=" not in page


def test_a_comma_in_a_filter_does_not_end_the_heading(client: Client) -> None:
    make_event(title="Talks")
    page = client.get("/chronology/?q=talks,+tea").content.decode()
    assert "<h1>No events matching “talks, tea”</h1>" in page


def test_the_timeline_leads_to_it(client: Client) -> None:
    make_event()
    assert 'href="/chronology/?type=meeting"' in client.get("/?type=meeting").content.decode()


def test_two_strips_are_printed_as_two(client: Client) -> None:
    make_event()
    page = client.get("/chronology/?type=meeting&compare=type%3Dvisit").content.decode()
    assert page.count('<svg class="chart"') == 2


def test_nothing_is_said_to_be_nothing(client: Client) -> None:
    page = client.get("/chronology/?q=nothing").content.decode()
    assert "No events in this window." in page


def test_a_bad_address_is_answered_in_words(client: Client) -> None:
    answer = client.get("/chronology/?from=once")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
