"""An event at the desk."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Decision, Event
from events.review import events
from events.review.decisions import accept
from tests.factories import make_editor, make_proposal

ACTS: dict[str, dict[str, Any]] = {
    "edit": {"title": "Other", "version": 1},
    "withdraw": {"reason": "A duplicate"},
    "restore": {},
    "revert": {"to": 1},
    "check": {},
}


@pytest.fixture
def event(ada: User) -> Event:
    return accept(make_proposal(), editor=ada)


def address(event: Event | int | str, act: str = "") -> str:
    number = event.pk if isinstance(event, Event) else event
    return f"/curate/events/{number}/{act}/" if act else f"/curate/events/{number}/"


def fields(event: Event, **changes: Any) -> dict[str, Any]:
    """What the form sends, with an editor's changes."""
    sent = {"title": event.title, "when": event.edtf, "type": event.type, "status": event.status, "more": ""}
    sent |= {
        "actors": [actor.name for actor in event.actors.all()],
        "place": event.place.name,
        "version": event.version,
    }
    return sent | changes


def test_it_shows_the_fields_and_the_history(ada_client: Client, event: Event) -> None:
    text = ada_client.get(address(event)).text
    assert f'value="{event.title}"' in text
    assert "<b>ada</b> accepted" in text


def test_writing_makes_the_next_version(ada_client: Client, event: Event) -> None:
    sent = fields(event, title="Other", when="last week", more="Ruritania", reason="As the ministry says")
    response = ada_client.post(address(event, "edit"), sent, follow=True)
    assert "Written." in response.text
    event = Event.objects.get()
    assert (event.title, event.edtf, event.version) == ("Other", "2024-02-26/2024-03-03", 2)
    assert sorted(actor.name for actor in event.actors.all()) == ["Example Union", "Ruritania"]
    assert "<del>Foreign ministers meet in Geneva</del> <ins>Other</ins>" in response.text
    assert "As the ministry says" in response.text


def test_writing_the_same_writes_nothing(ada_client: Client, event: Event) -> None:
    response = ada_client.post(address(event, "edit"), fields(event), follow=True)
    assert "Nothing differs" in response.text
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "A title is needed"),
        ({"when": "the cat"}, "is no date I can read"),
        ({"when": "20233-01-01"}, "20233"),
        ({"status": "maybe"}, "is no status"),
        ({"title": "Other", "reason": "x" * 1001}, "1,001 characters"),
    ],
)
def test_what_cannot_stand_is_refused_with_all_that_was_typed(
    ada_client: Client, event: Event, changes: dict[str, str], message: str
) -> None:
    response = ada_client.post(address(event, "edit"), fields(event, **({"place": "A place of mine"} | changes)))
    assert response.status_code == 422
    assert message in response.text
    assert 'value="A place of mine"' in response.text
    assert Event.objects.get().version == 1


def test_a_change_that_came_between_is_shown_beside_ones_own(ada_client: Client, event: Event) -> None:
    before = fields(event)
    theirs = replace(events.wording_of(event), title="Eve's title", status="denied")
    events.edit(event, theirs, editor=make_editor("eve"), version=1)
    response = ada_client.post(address(event, "edit"), before | {"title": "Ada's title", "type": "visit"})
    assert response.status_code == 409
    assert "While you typed, eve changed this event." in response.text
    assert "Changed on both sides: 1 field to choose" in response.text
    assert 'value="Eve&#x27;s title" required' in response.text
    assert 'value="Ada&#x27;s title"><' in response.text, "what both changed is not chosen for them"
    assert 'name="status" value="denied" checked' in response.text
    assert 'name="type" value="visit" checked' in response.text
    chosen = {"title": "Ada's title", "status": "denied", "type": "visit", "version": 2, "reason": ""}
    ada_client.post(address(event, "edit"), chosen)
    event = Event.objects.get()
    assert (event.title, event.status, event.type, event.version) == ("Ada's title", "denied", "visit", 3)


def test_names_and_dates_of_a_conflict_can_be_chosen(ada_client: Client, event: Event) -> None:
    mine = fields(event, more="Borduria", when="2024-03-03")
    theirs = replace(events.wording_of(event), actors=("Ruritania",), edtf="2024-03-02")
    events.edit(event, theirs, editor=make_editor("eve"), version=1)
    text = ada_client.post(address(event, "edit"), mine).text
    assert 'name="more" value="Example Union; Borduria"' in text
    assert 'name="when" value="2024-03-03"' in text
    assert "was: 1 March 2024" in text
    assert "<del>1 </del> <ins>3 </ins>March 2024" in text
    ada_client.post(address(event, "edit"), {"more": "Example Union; Borduria", "when": "2024-03-03", "version": 2})
    event = Event.objects.get()
    assert sorted(actor.name for actor in event.actors.all()) == ["Borduria", "Example Union"]
    assert event.edtf == "2024-03-03"


def test_the_other_side_may_be_ones_own_in_another_window(ada_client: Client, ada: User, event: Event) -> None:
    before = fields(event)
    events.edit(event, replace(events.wording_of(event), title="Ada's first"), editor=ada, version=1, reason="A slip")
    text = ada_client.post(address(event, "edit"), before | {"type": "visit"}).text
    assert "While you typed, you, in another window, changed this event." in text
    assert "“A slip”" in text
    assert "Changed on both sides, in different fields" in text


def test_what_is_chosen_can_be_edited_further(ada_client: Client, event: Event) -> None:
    chosen = {"title": "Ada's title", "more": "Example Union; Borduria", "version": 1, "reason": "Both are right"}
    text = ada_client.post(address(event, "check"), chosen).text
    for value in ("Ada&#x27;s title", "Example Union; Borduria", "Both are right"):
        assert f'value="{value}"' in text
    assert Event.objects.get().version == 1


def test_withdrawing_and_restoring(ada_client: Client, event: Event) -> None:
    assert "Withdrawn." in ada_client.post(address(event, "withdraw"), {"reason": "A duplicate"}, follow=True).text
    assert Event.objects.get().state == "withdrawn"
    response = ada_client.post(address(event, "restore"), follow=True)
    assert "Published again." in response.text
    assert Event.objects.get().state == "published"


def test_withdrawing_without_a_reason_is_refused(ada_client: Client, event: Event) -> None:
    response = ada_client.post(address(event, "withdraw"))
    assert response.status_code == 422
    assert "Say why" in response.text


def test_restoring_what_is_published_is_a_conflict(ada_client: Client, event: Event) -> None:
    assert ada_client.post(address(event, "restore")).status_code == 409


def test_an_older_version_is_written_again(ada_client: Client, event: Event) -> None:
    ada_client.post(address(event, "edit"), fields(event, title="Other"))
    assert 'name="to" value="1"' in ada_client.get(address(event)).text
    ada_client.post(address(event, "revert"), {"to": 1, "version": 2})
    event = Event.objects.get()
    assert (event.title, event.version) == ("Foreign ministers meet in Geneva", 3)


def test_checking_shows_what_the_date_means_and_writes_nothing(ada_client: Client, event: Event) -> None:
    response = ada_client.post(address(event, "check"), fields(event, when="last week", title="Typed"))
    assert "26 February" in response.text
    assert 'value="Typed"' in response.text
    assert Event.objects.get().version == 1


def test_the_preview_counts_from_the_last_article(ada_client: Client, event: Event) -> None:
    headers = {"HX-Request": "true", "HX-Target": "means"}
    response = ada_client.get("/curate/preview/", {"event": event.pk, "when": "last week"}, headers=headers)
    assert "26 February" in response.text


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_for_editors_and_posts_only(ruth_client: Client, ada_client: Client, event: Event, act: str) -> None:
    assert ada_client.get(address(event, act)).status_code == 405
    assert 'name="password"' in Client().post(address(event, act), ACTS[act], follow=True).text
    assert ruth_client.post(address(event, act), ACTS[act]).status_code == 403
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("act", ["", *ACTS])
@pytest.mark.parametrize("number", ["999999", "x", "-1"])
def test_an_event_that_is_not_there_is_not_found(ada_client: Client, act: str, number: str) -> None:
    response = ada_client.post(address(number, act), ACTS[act]) if act else ada_client.get(address(number))
    assert response.status_code == 404


def test_a_stranger_does_not_see_it(event: Event) -> None:
    assert Client().get(address(event)).status_code == 302
