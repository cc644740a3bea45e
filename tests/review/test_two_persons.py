"""The two-person rule: what one editor accepts is a draft until another publishes it."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from pytest_django import Settings

from events.models import Decision, Event, Reading
from events.models.rights import NotAllowed
from events.review.decisions import accept, undo
from events.review.events import WrongState, publish, withdraw
from tests.factories import make_editor, make_proposal


@pytest.fixture
def draft(ada: User, settings: Settings) -> Event:
    """What Ada accepted under the rule."""
    settings.TWO_PERSONS = True
    return accept(make_proposal(), editor=ada)


def test_what_one_accepts_nobody_sees(draft: Event) -> None:
    assert draft.state == "draft"
    assert not Reading.objects.exists()
    assert Client().get(f"/events/{draft.pk}/").status_code == 404
    assert list(Event.objects.for_a_second()) == [draft]


def test_another_publishes_it(draft: Event) -> None:
    decision = publish(draft, editor=make_editor("ben"))
    assert Event.objects.published().get() == draft
    assert Reading.objects.get().shown_from == decision.number
    assert not Event.objects.for_a_second().exists()


def test_who_accepted_it_does_not(draft: Event, ada: User, ruth: User) -> None:
    for person in (ada, ruth, AnonymousUser()):
        with pytest.raises(NotAllowed):
            publish(draft, editor=person)
    assert not Event.objects.published().exists()


def test_it_is_published_once(draft: Event) -> None:
    ben = make_editor("ben")
    publish(draft, editor=ben)
    with pytest.raises(WrongState):
        publish(draft, editor=ben)


def test_accepting_can_be_undone_while_it_waits(draft: Event, ada: User) -> None:
    undo(Decision.objects.get(act="accept"), editor=ada)
    assert not Event.objects.for_a_second().exists()
    assert draft.proposals.get().state == "waiting"


def test_a_draft_that_was_taken_back_was_never_public(draft: Event, ada: User) -> None:
    undo(Decision.objects.get(act="accept"), editor=ada)
    page = Client().get(f"/events/{draft.pk}/{draft.slug}/")
    assert page.status_code == 404
    assert draft.title not in page.text
    assert Client().get(f"/api/v1/events/{draft.pk}").status_code == 404


def test_what_was_published_and_withdrawn_keeps_its_page(draft: Event, ada: User) -> None:
    publish(draft, editor=make_editor("ben"))
    withdraw(draft, editor=ada, reason="A slip")
    assert Client().get(f"/events/{draft.pk}/{draft.slug}/").status_code == 410


def test_without_the_rule_accepting_publishes_at_once(ada: User) -> None:
    assert accept(make_proposal(), editor=ada).state == "published"


def test_drafts_wait_on_a_page_of_their_own(draft: Event, ada_client: Client) -> None:
    assert draft.title in ada_client.get("/curate/drafts/").text
    assert ada_client.post(f"/curate/events/{draft.pk}/publish/").status_code == 409
    other = Client()
    other.force_login(make_editor("ben"))
    assert other.post(f"/curate/events/{draft.pk}/publish/").status_code == 302
    assert "Nothing waits" in other.get("/curate/drafts/").text


def test_the_page_is_for_editors(ruth_client: Client) -> None:
    assert Client().get("/curate/drafts/").status_code == 302
    assert ruth_client.get("/curate/drafts/").status_code == 403
