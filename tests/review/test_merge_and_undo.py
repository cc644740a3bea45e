"""Merging a proposal into an event, taking decisions back, accepting what is certain."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Decision, Event, Proposal, Reading
from events.review import events
from events.review.amendments import Amendment, amendment_of
from events.review.decisions import (
    TAKEN,
    AlreadyDecided,
    BadAmendment,
    CannotUndo,
    NotAllowed,
    accept,
    accept_certain,
    amend,
    merge,
    reject,
    undo,
)
from tests.factories import make_article, make_editor, make_person, make_proposal

QUOTE = "The ministers will meet on 1 March."


@pytest.fixture
def announced(ada: User) -> Event:
    """An event that an earlier article announced."""
    article = make_article(text=QUOTE, published_on=date(2024, 2, 20))
    proposal = make_proposal(
        article=article, quote=QUOTE, date_text="1 March", title="Ministers to meet", status="scheduled", place=None
    )
    return accept(proposal, editor=ada)


@pytest.fixture
def proposal(announced: Event) -> Proposal:
    """The later article that tells it as fact."""
    return make_proposal(similar_to=announced)


def last() -> Decision:
    decision = Decision.objects.order_by("-number").first()
    assert decision is not None
    return decision


def state(event: Event) -> dict[str, Any]:
    return {k: v for k, v in events.snapshot(Event.objects.get(pk=event.pk)).items() if k != "version"}


def shown(event: Event) -> list[tuple[str, str, bool]]:
    """The readings shown now, in order of what was known when."""
    rows = Reading.objects.filter(event=event, shown_until=None).order_by("known_from")
    return [(row.edtf, row.status, row.disputed) for row in rows]


def test_merging_adds_the_quote_and_leaves_the_events_own_words(
    proposal: Proposal, announced: Event, ada: User
) -> None:
    event = merge(proposal, announced, editor=ada)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event) == ("merged", announced)
    assert (event.title, event.status) == ("Ministers to meet", "scheduled")
    assert [mention.status for mention in event.mentions.order_by("article__published_on")] == ["scheduled", "occurred"]
    assert Event.objects.count() == 1


def test_a_later_article_takes_the_place_of_what_was_announced(proposal: Proposal, announced: Event, ada: User) -> None:
    merge(proposal, announced, editor=ada)
    assert shown(announced) == [("2024-03-01", "scheduled", False), ("2024-03-01", "occurred", False)]


def test_an_article_that_contradicts_makes_the_event_disputed(announced: Event, ada: User) -> None:
    told = make_proposal()
    merge(told, announced, editor=ada)
    text = "The ministers met on 2 March."
    other = make_proposal(
        article=make_article(text=text, published_on=date(2024, 3, 6)),
        quote=text,
        date_text="2 March",
        edtf="2024-03-02",
    )
    merge(other, announced, editor=ada)
    assert shown(announced)[-2:] == [("2024-03-01", "occurred", True), ("2024-03-02", "occurred", True)]


@pytest.mark.parametrize("field", TAKEN)
def test_an_event_takes_the_fields_that_are_chosen_and_no_others(
    proposal: Proposal, announced: Event, ada: User, field: str
) -> None:
    amendment = Amendment(
        "Ministers met", "2024-03-01~", "agreement", "occurred", ("Ruritania",), "Vienna", ("border",)
    )
    before = state(announced)
    merge(proposal, announced, editor=ada, amendment=amendment, take={field})
    after = state(announced)
    assert {key for key in before if before[key] != after[key]} - {"place_id"} == {field}
    named = {"actors": [*before["actors"], {"name": "Ruritania"}], "place": {"name": "Vienna"}, "tags": ["border"]}
    assert after[field] == named.get(field, getattr(amendment, field))


def test_nothing_is_merged_into_an_event_that_is_not_published(proposal: Proposal, announced: Event, ada: User) -> None:
    events.withdraw(announced, editor=ada, reason="A duplicate")
    with pytest.raises(BadAmendment, match="withdrawn"):
        merge(proposal, announced, editor=ada)
    assert Proposal.objects.get(pk=proposal.pk).state == "waiting"


def test_an_event_takes_no_field_that_it_does_not_have(proposal: Proposal, announced: Event, ada: User) -> None:
    with pytest.raises(BadAmendment, match="version"):
        merge(proposal, announced, editor=ada, take={"version"})


def test_the_same_phrase_is_mentioned_once(announced: Event, ada: User) -> None:
    first = announced.proposals.get()
    twin = make_proposal(article=first.article, quote=QUOTE, date_text="1 March", title="Another title")
    assert merge(twin, announced, editor=ada).mentions.count() == 1


# Undo


def test_undoing_an_acceptance_withdraws_the_event_and_the_proposal_waits_again(ada: User) -> None:
    proposal = make_proposal()
    event = accept(proposal, editor=ada)
    undo(last(), editor=ada)
    proposal.refresh_from_db()
    event.refresh_from_db()
    assert (proposal.state, event.state) == ("waiting", "withdrawn")
    assert not event.mentions.exists()
    assert shown(event) == []
    assert last().act == "undo"


def test_accepting_again_publishes_the_same_event_at_the_same_address(ada: User) -> None:
    proposal = make_proposal()
    first = accept(proposal, editor=ada)
    undo(last(), editor=ada)
    second = amend(proposal, Amendment("Other", "2024-03-02", "visit", "occurred"), editor=ada)
    assert (second.pk, second.state, second.title, second.edtf) == (first.pk, "published", "Other", "2024-03-02")
    assert [mention.edtf for mention in second.mentions.all()] == ["2024-03-02"]
    assert shown(second) == [("2024-03-02", "occurred", False)]


def test_undoing_an_amendment_gives_the_proposal_back_as_it_was_read(ada: User) -> None:
    proposal = make_proposal()
    before = amendment_of(proposal)
    amend(proposal, Amendment("Other", "2024-03-02", "visit", "denied", ("Ruritania",), "Vienna"), editor=ada)
    undo(last(), editor=ada)
    assert amendment_of(Proposal.objects.get(pk=proposal.pk)) == before


def test_undoing_a_merge_gives_the_event_back_as_it_was(proposal: Proposal, announced: Event, ada: User) -> None:
    before, readings = state(announced), shown(announced)
    merge(proposal, announced, editor=ada, take=TAKEN)
    assert state(announced) != before
    undo(last(), editor=ada)
    assert (state(announced), shown(announced)) == (before, readings)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event, announced.mentions.count()) == ("waiting", None, 1)


def test_undoing_a_rejection_lets_the_proposal_wait_again(ada: User) -> None:
    proposal = make_proposal()
    undo(reject(proposal, editor=ada, reason="No"), editor=ada)
    assert Proposal.objects.get(pk=proposal.pk).state == "waiting"
    assert [decision.act for decision in Decision.objects.order_by("number")] == ["reject", "undo"]


def test_nothing_is_undone_twice(ada: User) -> None:
    decision = reject(make_proposal(), editor=ada, reason="No")
    undo(decision, editor=ada)
    with pytest.raises(CannotUndo, match="ada undid the decision on"):
        undo(decision, editor=ada)


def test_what_something_was_built_on_is_not_undone(proposal: Proposal, announced: Event, ada: User) -> None:
    accepted = last()
    merge(proposal, announced, editor=make_editor("eve"))
    with pytest.raises(CannotUndo, match="eve merged"):
        undo(accepted, editor=ada)
    assert Event.objects.get(pk=announced.pk).state == "published"


def test_what_settled_no_proposal_is_not_undone(announced: Event, ada: User) -> None:
    decision = events.withdraw(announced, editor=ada, reason="No")
    with pytest.raises(CannotUndo, match="no proposal"):
        undo(decision, editor=ada)


def test_old_answers_stay_what_they_were(proposal: Proposal, announced: Event, ada: User) -> None:
    rev = last().number
    then = list(Reading.objects.shown_at(rev).values_list("edtf", "status"))
    merge(proposal, announced, editor=ada)
    undo(last(), editor=ada)
    assert list(Reading.objects.shown_at(rev).values_list("edtf", "status")) == then


# Accepting what is certain


def test_only_what_is_certain_and_new_is_accepted_together(announced: Event, ada: User) -> None:
    text = "One on Friday. Two on Friday. Three on Friday. Four on Friday. Five on Friday."
    article = make_article(text=text)

    def one(number: str, **changes: Any) -> Proposal:
        start = text.index(number)
        quote = f"{number} on Friday."
        title = "Ministers to meet" if number == "Four" else number
        proposal = make_proposal(article=article, quote=quote, title=title, **changes)
        Proposal.objects.filter(pk=proposal.pk).update(date_start=start + quote.index("Friday"))
        return proposal

    sure, unsure, known, again, decided = (
        one("One", confidence=0.9, actors=[]),
        one("Two", confidence=0.5),
        one("Three", confidence=0.9, similar_to=announced),
        one("Four", confidence=0.9),
        one("Five", confidence=0.9, state="rejected"),
    )
    accept_certain(article, editor=ada)
    states = [Proposal.objects.get(pk=p.pk).state for p in (sure, unsure, known, again, decided)]
    assert states == ["accepted", "waiting", "waiting", "waiting", "rejected"]
    assert last().proposal == sure


# Who may, and who came first


def test_nobody_without_the_right_merges_undoes_or_accepts_together(announced: Event, proposal: Proposal) -> None:
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            merge(proposal, announced, editor=person)
        with pytest.raises(NotAllowed):
            undo(last(), editor=person)
        with pytest.raises(NotAllowed):
            accept_certain(proposal.article, editor=person)


def test_what_is_decided_is_not_merged(proposal: Proposal, announced: Event, ada: User) -> None:
    accept(proposal, editor=make_editor("eve"))
    with pytest.raises(AlreadyDecided, match="by eve"):
        merge(proposal, announced, editor=ada)
