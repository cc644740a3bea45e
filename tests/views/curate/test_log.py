"""The log of decisions and the page of redaction: for chiefs alone."""

import csv
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.forms import search_of
from events.models import Decision, Event
from events.review.chain import verify
from events.review.log import Search
from tests.factories import make_decision, make_event

LOG = "/curate/log/"


@pytest.fixture
def decided(ada: User) -> Event:
    """A published event, and one decision more, with a reason that a spreadsheet could take for a formula."""
    event = make_event(title="Ministers of Freedonia meet")
    make_decision(editor=ada, event=event, act="edit", reason="=cmd()")
    return event


def test_it_lists_who_did_what_newest_first(clio_client: Client, decided: Event) -> None:
    page = clio_client.get(LOG).text
    assert "2 decisions" in page
    assert page.index("=cmd()") < page.index("imported</td>")


@pytest.mark.parametrize(
    ("query", "count"),
    [("editor=ada", 2), ("editor=nobody", 0), ("act=edit", 1), ("event=999", 0), ("act=nonsense&event=x&since=y", 2)],
)
def test_filters_narrow_it_and_nonsense_does_not(clio_client: Client, decided: Event, query: str, count: int) -> None:
    assert f"{count} decision" in clio_client.get(f"{LOG}?{query}").text


def test_days_narrow_it(clio_client: Client, decided: Event) -> None:
    day = Decision.objects.order_by("number").values_list("at", flat=True)[0].date()
    assert "2 decisions" in clio_client.get(f"{LOG}?since={day}&until={day}").text
    assert "0 decisions" in clio_client.get(f"{LOG}?until=1999-12-31").text


def test_an_export_has_all_of_it_and_no_formula(clio_client: Client, decided: Event) -> None:
    response = clio_client.get(f"{LOG}decisions.csv?event={decided.pk}")
    rows = list(csv.DictReader(response.getvalue().decode().splitlines()))
    assert [row["act"] for row in rows] == ["import", "edit"]
    assert rows[1]["reason"] == "'=cmd()"
    assert rows[0]["digest"]


def test_a_search_is_read_from_an_address() -> None:
    assert search_of({"since": "2024-03-01", "event": "7"}) == Search(since=date(2024, 3, 1), event=7)
    assert search_of({"event": "٣", "since": "yesterday"}) == Search()


def test_a_redaction_is_looked_at_and_then_done(clio_client: Client, decided: Event) -> None:
    typed: dict[str, Any] = {"words": "Freedonia\n", "reason": "Order of a court"}
    looked = clio_client.post(f"{LOG}redaction/check/", typed)
    assert "This would change" in looked.text
    assert Event.objects.get().title == decided.title
    assert clio_client.post(f"{LOG}redaction/redact/", typed)["Location"] == LOG
    assert Event.objects.get().title == "Ministers of █████████ meet"
    assert verify().fault == ""


def test_what_cannot_be_redacted_is_said_and_stays_typed(clio_client: Client, decided: Event) -> None:
    for path in ("check", "redact"):
        response = clio_client.post(f"{LOG}redaction/{path}/", {"words": "ab", "reason": "Order"})
        assert response.status_code == 422
        assert "too short" in response.text
        assert 'value="Order"' in response.text


@pytest.mark.parametrize("path", ["", "decisions.csv", "redaction/", "redaction/check/", "redaction/redact/"])
def test_it_is_for_chiefs_alone(ada_client: Client, ruth_client: Client, path: str) -> None:
    ask = "post" if path.endswith(("check/", "redact/")) else "get"
    assert getattr(Client(), ask)(f"{LOG}{path}").status_code == 302
    for client in (ada_client, ruth_client):
        assert getattr(client, ask)(f"{LOG}{path}").status_code == 403
