"""The page of reported errors at the desk."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Report
from events.review.reports import report
from tests.factories import make_event

REPORTS = "/curate/reports/"


@pytest.fixture
def sent(ada: User) -> Report:
    return report(make_event(), "It was <b>Thursday</b>.")


def test_open_reports_wait_with_their_event(ada_client: Client, sent: Report) -> None:
    page = ada_client.get(REPORTS).text
    assert "It was &lt;b&gt;Thursday&lt;/b&gt;." in page
    assert sent.event.title in page


def test_an_answer_closes_one(ada_client: Client, sent: Report) -> None:
    where = f"{REPORTS}{sent.pk}/answer/"
    assert ada_client.post(where, {"answer": " "}).status_code == 422
    assert ada_client.post(where, {"answer": "Corrected."})["Location"] == REPORTS
    assert ada_client.post(where, {"answer": "Again."}).status_code == 409
    assert "Nothing waits" in ada_client.get(REPORTS).text


def test_it_is_for_editors(ruth_client: Client, sent: Report) -> None:
    for client, read, write in ((Client(), 302, 401), (ruth_client, 403, 403)):
        assert client.get(REPORTS).status_code == read
        assert client.post(f"{REPORTS}{sent.pk}/answer/", {"answer": "x"}).status_code == write
    assert Report.objects.open().exists()


def test_an_answer_is_posted_to_a_report_there_is(ada_client: Client, sent: Report) -> None:
    assert ada_client.get(f"{REPORTS}{sent.pk}/answer/").status_code == 405
    assert ada_client.post(f"{REPORTS}999/answer/", {"answer": "x"}).status_code == 404
