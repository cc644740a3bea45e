"""The form that reports an error: for anybody, without a cookie, on published events alone."""

import pytest
from django.test import Client

from events.models import Report
from tests.factories import make_event


@pytest.fixture
def address(db: None) -> str:
    return f"/report/{make_event().pk}/"


def test_anybody_reports_and_nothing_is_remembered_of_them(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert "Report an error" in client.get(address).text
    response = client.post(address, {"text": "It was Thursday."})
    assert (response.status_code, Report.objects.get().text) == (200, "It was Thursday.")
    assert "Thank you" in response.text
    assert not client.cookies


def test_nothing_typed_is_lost_when_it_is_refused(address: str) -> None:
    response = Client().post(address, {"text": " ", "contact": "a@example.org"})
    assert response.status_code == 422
    assert "a@example.org" in response.text
    assert "Say what is wrong" in response.text


def test_a_machine_that_fills_every_field_is_thanked_and_not_kept(address: str) -> None:
    assert Client().post(address, {"text": "Buy", "website": "x"}).status_code == 200
    assert not Report.objects.exists()


def test_the_sixth_within_an_hour_is_asked_to_wait(address: str) -> None:
    answers = [Client().post(address, {"text": "Wrong"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_what_is_published_can_be_reported(db: None, state: str) -> None:
    assert Client().get(f"/report/{make_event(state=state).pk}/").status_code == 404
    assert Client().get("/report/999/").status_code == 404


def test_the_page_of_an_event_leads_to_it(address: str) -> None:
    page = Client().get(f"/events/{address.strip('/').split('/')[1]}/", follow=True)
    assert f'href="{address}"' in page.text
