"""Two events made one, and taken apart again whatever came since."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Decision, Event, Proposal, Reading
from events.review import events
from events.review.amendments import Amendment, BadAmendment
from events.review.chain import verify
from events.review.decisions import CannotUndo, NotAllowed, accept, merge, undo
from events.review.duplicates import duplicate_of, merge_events, merges_standing, unmerge
from events.review.history import history
from tests.factories import make_article, make_event, make_person, make_proposal

OTHER = "Ministers of the Example Union met on 1 March in Geneva."


@pytest.fixture
def first(ada: User) -> Event:
    return accept(make_proposal(), editor=ada)


@pytest.fixture
def second(ada: User) -> Event:
    article = make_article(text=OTHER, published_on=date(2024, 3, 7))
    proposal = make_proposal(
        article=article, quote=OTHER, date_text="1 March", title="Ministers met in Geneva", tags=["talks"], place=None
    )
    return accept(proposal, editor=ada)


def last() -> Decision:
    decision = Decision.objects.order_by("-number").first()
    assert decision is not None
    return decision


def state(event: Event) -> dict[str, Any]:
    fields = events.snapshot(Event.objects.get(pk=event.pk))
    mentions = sorted(Event.objects.get(pk=event.pk).mentions.values_list("quote", "date_start"))
    shown = list(Reading.objects.filter(event=event, shown_until=None).values_list("edtf", "status", "known_from"))
    return {k: v for k, v in fields.items() if k != "version"} | {"mentions": mentions, "shown": sorted(shown)}


def test_a_likely_duplicate_is_suggested_with_what_differs(first: Event, second: Event) -> None:
    match = duplicate_of(second)
    assert match is not None
    assert match.event == first
    assert {side.field for side in match.sides} == {"title", "tags"}
    make_event(title="Quakes", type="incident", edtf="1999")
    assert duplicate_of(Event.objects.get(title="Quakes")) is None


def test_the_mentions_go_over_and_the_other_is_withdrawn(first: Event, second: Event, ada: User) -> None:
    merge_events(second, first, editor=ada, take=["title", "tags"], reason="Told twice")
    assert state(first)["title"] == "Ministers met in Geneva"
    assert state(first)["tags"] == ["talks"]
    assert len(state(first)["mentions"]) == 2
    assert (state(second)["state"], state(second)["mentions"], state(second)["shown"]) == ("withdrawn", [], [])
    assert next(step.decision.act for step in history(second)) == "merge"
    assert verify().fault == ""


def test_taking_apart_gives_both_back_as_they_were(first: Event, second: Event, ada: User) -> None:
    before = state(first), state(second)
    decision = merge_events(second, first, editor=ada, take=["title", "tags"])
    unmerge(decision, editor=ada)
    assert (state(first), state(second)) == before
    assert merges_standing(history(first), first) == frozenset()
    with pytest.raises(CannotUndo, match="already"):
        unmerge(decision, editor=ada)


def test_what_was_written_since_stays_when_it_is_taken_apart(first: Event, second: Event, ada: User) -> None:
    decision = merge_events(second, first, editor=ada, take=["title", "tags"])
    event = Event.objects.get(pk=first.pk)
    later = events.wording_of(event)
    wording = Amendment("Later words", "2024-03-01~", later.type, later.status, later.actors, later.place, later.tags)
    events.edit(event, wording, editor=ada, version=event.version)
    assert merges_standing(history(first), first) == frozenset({decision.number})
    unmerge(decision, editor=ada)
    assert (state(first)["title"], state(first)["edtf"], state(first)["tags"]) == ("Later words", "2024-03-01~", [])
    assert state(second)["state"] == "published"


def test_a_merged_proposal_is_taken_out_after_others_came(first: Event, ada: User) -> None:
    article = make_article(text=OTHER, published_on=date(2024, 3, 7))
    told = make_proposal(article=article, quote=OTHER, date_text="1 March", title="Ministers met")
    merge(told, first, editor=ada, take=["title"])
    merged = last()
    event = Event.objects.get(pk=first.pk)
    events.edit(event, Amendment("Ministers met", "2024-03-01", "visit", "occurred"), editor=ada, version=event.version)
    with pytest.raises(CannotUndo):
        undo(merged, editor=ada)
    unmerge(merged, editor=ada)
    assert Proposal.objects.get(pk=told.pk).state == "waiting"
    assert (state(first)["title"], state(first)["type"]) == ("Foreign ministers meet in Geneva", "visit")
    assert len(state(first)["mentions"]) == 1


def test_a_merge_that_was_undone_is_not_taken_out_again(first: Event, ada: User) -> None:
    article = make_article(text=OTHER, published_on=date(2024, 3, 7))
    merge(make_proposal(article=article, quote=OTHER, date_text="1 March"), first, editor=ada)
    merged = last()
    undo(merged, editor=ada)
    with pytest.raises(CannotUndo, match="already"):
        unmerge(merged, editor=ada)


def test_what_an_event_was_made_of_is_not_undone_once_it_is_merged(first: Event, second: Event, ada: User) -> None:
    accepted = last()
    decision = merge_events(second, first, editor=ada, take=[])
    with pytest.raises(CannotUndo, match="ada merged"):
        undo(accepted, editor=ada)
    unmerge(decision, editor=ada)
    undo(accepted, editor=ada)
    assert Event.objects.get(pk=second.pk).state == "withdrawn"


def test_what_cannot_be_merged_is_refused(first: Event, second: Event, ada: User) -> None:
    with pytest.raises(BadAmendment, match="itself"):
        merge_events(first, first, editor=ada, take=[])
    with pytest.raises(BadAmendment, match="version"):
        merge_events(first, second, editor=ada, take=["version"])
    events.withdraw(second, editor=ada, reason="No")
    with pytest.raises(BadAmendment, match="withdrawn"):
        merge_events(first, second, editor=ada, take=[])
    with pytest.raises(CannotUndo, match="merged nothing"):
        unmerge(last(), editor=ada)


def test_nobody_without_the_right_merges_events(first: Event, second: Event, ada: User) -> None:
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            merge_events(second, first, editor=person, take=[])
    decision = merge_events(second, first, editor=ada, take=[])
    with pytest.raises(NotAllowed):
        unmerge(decision, editor=AnonymousUser())
