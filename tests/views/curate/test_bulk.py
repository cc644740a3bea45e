"""The list of events, and one change to all that match."""

import re

import pytest
from django.test import Client

from events.models import Decision, Event
from tests.factories import make_event


@pytest.fixture
def two(db: None) -> list[Event]:
    return [make_event(title="Kim visits Oslo", type="visit"), make_event(title="Talks in Oslo", edtf="1999")]


def fields(page: str) -> dict[str, str]:
    """What the form of the preview sends."""
    form = page[page.index('class="together"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")]))


def test_it_lists_what_matches(ada_client: Client, two: list[Event]) -> None:
    text = ada_client.get("/curate/events/", {"words": "kim"}).text
    assert "1 published event matches" in text
    assert "Talks in Oslo" not in text
    assert "2 published events match" in ada_client.get("/curate/events/?of_type=nonsense&since=soon").text


def test_a_change_is_looked_at_then_written_then_undone(ada_client: Client, two: list[Event]) -> None:
    asked = {"of_type": "visit", "kind": "tag", "to_tag": "travel"}
    page = ada_client.get("/curate/events/", asked).text
    assert "1 event would be changed" in page
    sent = fields(page)
    done = ada_client.post("/curate/events/change/", sent | {"reason": "Journeys"}, follow=True)
    assert "Changed: 1." in done.text
    assert [tag.name for tag in two[0].tags.all()] == ["travel"]
    decision = Decision.objects.order_by("-number")[0]
    assert (decision.act, decision.reason) == ("bulk", "Journeys")
    assert "Undone: 1" in ada_client.post(f"/curate/decisions/{decision.number}/undo-together/", follow=True).text
    assert not two[0].tags.exists()


def test_another_set_than_was_looked_at_is_a_conflict(ada_client: Client, two: list[Event]) -> None:
    sent = fields(ada_client.get("/curate/events/", {"kind": "tag", "to_tag": "x"}).text)
    make_event(title="One more", edtf="2001")
    answer = ada_client.post("/curate/events/change/", sent)
    assert answer.status_code == 409
    assert "Look again" in answer.text
    assert "3 events would be changed" in answer.text


@pytest.mark.parametrize("sent", [{}, {"kind": "tag"}, {"kind": "type", "to_type": "war"}, {"kind": "withdraw"}])
def test_what_cannot_stand_is_told(ada_client: Client, two: list[Event], sent: dict[str, str]) -> None:
    assert ada_client.post("/curate/events/change/", sent).status_code == 422
    assert not Decision.objects.filter(act="bulk").exists()


def test_strangers_and_researchers_change_nothing(ruth_client: Client, two: list[Event]) -> None:
    assert Client().post("/curate/events/change/", {"kind": "withdraw"}).status_code == 401
    assert ruth_client.post("/curate/events/change/", {"kind": "withdraw"}).status_code == 403
    assert ruth_client.get("/curate/events/").status_code == 403
