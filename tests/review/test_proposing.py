"""Proposals made by hand: from words of the article, two out of one, one out of two; each can be taken back."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Decision, Event, Proposal
from events.review.amendments import BadAmendment
from events.review.chain import verify
from events.review.decisions import AlreadyDecided, CannotUndo, NotAllowed, accept, undo
from events.review.desk import desk
from events.review.proposing import Telling, found, join, propose, split
from tests.factories import make_article, make_person, make_proposal

MISSED = "A second round could take place as early as Thursday."
TEXT = "Kim met Lee on 2 May. They talked.\n\nThe two met again on 9 May in Oslo, officials said. It rained on 2 May."


def last() -> Decision:
    decision = Decision.objects.order_by("-number").first()
    assert decision is not None
    return decision


def state(proposal: Proposal) -> str:
    return Proposal.objects.get(pk=proposal.pk).state


def row(proposal: Proposal) -> dict[str, Any]:
    """All columns of a proposal as they stand."""
    return Proposal.objects.filter(pk=proposal.pk).values().get()


# By hand


def test_words_of_the_article_make_a_waiting_proposal(ada: User) -> None:
    article = make_article()
    proposal = propose(article, Telling(MISSED, "Thursday", "Second round of talks"), editor=ada)
    assert (proposal.quote, proposal.quote_start) == (MISSED, article.text.index(MISSED))
    assert (proposal.edtf, proposal.date_text, proposal.status) == ("2024-02-29", "Thursday", "occurred")
    assert article.text[proposal.date_start :].startswith("Thursday")
    assert (last().act, last().proposal, last().after["title"]) == ("propose", proposal, "Second round of talks")
    event = accept(proposal, editor=ada)
    assert event.mentions.get().quote == MISSED


def test_a_date_that_the_words_do_not_hold_is_kept_without_a_phrase(ada: User) -> None:
    proposal = propose(make_article(), Telling(MISSED, "2024-03-07"), editor=ada)
    assert (proposal.edtf, proposal.date_text, proposal.date_start) == ("2024-03-07", "", proposal.quote_start)
    assert proposal.status == "scheduled"
    assert proposal.title == MISSED.rstrip(".")
    assert accept(proposal, editor=ada).edtf == "2024-03-07"


@pytest.mark.parametrize(
    ("words", "start", "at"),
    [
        ("on 2 May", None, TEXT.index("on 2 May")),
        ("on 2 May", TEXT.rindex("on 2 May"), TEXT.rindex("on 2 May")),
        ("on 2 May", 3, TEXT.index("on 2 May")),
        ("  They\n talked. The   two met ", None, TEXT.index("They")),
    ],
)
def test_words_are_found_where_they_stand(words: str, start: int | None, at: int) -> None:
    where, quote = found(TEXT, words, start)
    assert (where, TEXT[where : where + len(quote)]) == (at, quote)


@pytest.mark.parametrize("words", ["", "   ", "They walked.", "met lee", ".*", "x" * 9000])
def test_words_that_stand_nowhere_are_not_found(words: str) -> None:
    assert found(TEXT, words, None) == (0, "")


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (Telling("Nothing of the kind", "Thursday"), {"quote"}),
        (Telling(MISSED, "in the fullness of time"), {"phrase"}),
        (Telling("", ""), {"quote", "phrase"}),
        (Telling(MISSED, "Thursday", "x" * 301), {"title"}),
    ],
)
def test_what_cannot_stand_is_told_field_by_field(ada: User, told: Telling, fields: set[str]) -> None:
    with pytest.raises(BadAmendment) as error:
        propose(make_article(), told, editor=ada)
    assert set(error.value.problems) == fields
    assert not Proposal.objects.exists()


def test_the_same_words_are_not_proposed_twice_under_one_title(ada: User) -> None:
    article = make_article()
    propose(article, Telling(MISSED, "Thursday", "Second round"), editor=ada)
    with pytest.raises(BadAmendment, match="another title"):
        propose(article, Telling(MISSED, "Thursday", "Second round"), editor=ada)


def test_a_proposal_made_by_hand_is_taken_back(ada: User) -> None:
    article = make_article()
    proposal = propose(article, Telling(MISSED, "Thursday"), editor=ada)
    undo(last(), editor=ada)
    assert state(proposal) == "undone"
    assert not article.proposals.standing().exists()
    with pytest.raises(AlreadyDecided):
        accept(proposal, editor=ada)


def test_a_proposal_that_was_decided_since_is_not_taken_back(ada: User) -> None:
    proposal = propose(make_article(), Telling(MISSED, "Thursday"), editor=ada)
    made = last()
    accept(proposal, editor=ada)
    with pytest.raises(CannotUndo, match="ada accepted"):
        undo(made, editor=ada)


# Two out of one


def test_the_same_words_tell_two_happenings(ada: User) -> None:
    proposal = make_proposal()
    before = row(proposal)
    second = split(proposal, editor=ada, quote=None, title="Officials speak", phrase="Monday")
    assert row(proposal) == before
    assert (second.title, second.quote, second.state) == ("Officials speak", proposal.quote, "waiting")
    assert (second.edtf, second.date_text) == ("2024-03-04", "Monday")
    accept(proposal, editor=ada)
    accept(second, editor=ada)
    assert Event.objects.published().count() == 2


def test_a_further_quote_is_split_off(ada: User) -> None:
    proposal = told_twice()
    second = split(proposal, editor=ada, quote=0, title="", phrase="")
    proposal.refresh_from_db()
    assert (second.quote, second.edtf, second.further) == (MISSED, "2024-03-07/..", [])
    assert proposal.further == []


def test_a_split_is_taken_back_without_a_trace_on_the_desk(ada: User) -> None:
    proposal = told_twice()
    before = row(proposal)
    second = split(proposal, editor=ada, quote=0, title="", phrase="")
    undo(last(), editor=ada)
    assert row(proposal) == before
    assert state(second) == "undone"
    assert verify().fault == ""


def test_a_split_stays_once_the_second_is_decided(ada: User) -> None:
    proposal = told_twice()
    second = split(proposal, editor=ada, quote=0, title="", phrase="")
    made = last()
    accept(second, editor=ada)
    with pytest.raises(CannotUndo):
        undo(made, editor=ada)
    assert state(proposal) == "waiting"


@pytest.mark.parametrize(("quote", "title", "phrase"), [(None, "", ""), (4, "", ""), (None, "Other", "no date")])
def test_a_split_that_cannot_stand_changes_nothing(ada: User, quote: int | None, title: str, phrase: str) -> None:
    proposal = told_twice()
    before = row(proposal)
    with pytest.raises(BadAmendment):
        split(proposal, editor=ada, quote=quote, title=title, phrase=phrase)
    assert row(proposal) == before
    assert Proposal.objects.count() == 1
    assert not Decision.objects.exists()


# One out of two


def test_two_become_one_with_the_quotes_actors_and_tags_of_both(ada: User) -> None:
    first, other = pair()
    join(first, other, editor=ada)
    first.refresh_from_db()
    assert [quote["quote"] for quote in first.further] == [MISSED]
    assert [actor["name"] for actor in first.actors] == ["Example Union", "Ruritania"]
    assert (first.tags, state(other)) == (["talks"], "joined")
    event = accept(first, editor=ada)
    assert event.mentions.count() == 2


def test_a_join_is_taken_back(ada: User) -> None:
    first, other = pair()
    before = row(first), row(other)
    join(first, other, editor=ada)
    undo(last(), editor=ada)
    assert (row(first), row(other)) == before


def test_what_was_done_one_after_the_other_is_taken_back_in_turn(ada: User) -> None:
    article = make_article()
    proposal = propose(article, Telling(MISSED, "Thursday", "Second round"), editor=ada)
    join(proposal, split(proposal, editor=ada, quote=None, title="Third round", phrase=""), editor=ada)
    for act in ("combine", "split", "propose"):
        decision = desk(article, editor=ada).undoable
        assert decision is not None
        assert decision.act == act
        undo(decision, editor=ada)
    assert desk(article, editor=ada).entries == ()
    assert desk(article, editor=ada).undoable is None


def test_what_is_decided_is_not_joined(ada: User) -> None:
    first, other = pair()
    accept(other, editor=ada)
    with pytest.raises(AlreadyDecided):
        join(first, other, editor=ada)
    with pytest.raises(BadAmendment):
        join(first, first, editor=ada)
    with pytest.raises(BadAmendment):
        join(first, make_proposal(article=make_article(text=first.article.text + " ")), editor=ada)


def test_nobody_without_the_right_makes_splits_or_joins(db: None) -> None:
    first, other = pair()
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            propose(first.article, Telling(MISSED, "Thursday"), editor=person)
        with pytest.raises(NotAllowed):
            split(first, editor=person, quote=None, title="Other", phrase="")
        with pytest.raises(NotAllowed):
            join(first, other, editor=person)


def told_twice() -> Proposal:
    """A proposal with a further quote."""
    article = make_article()
    start = article.text.index(MISSED)
    phrase = "as early as Thursday"
    further = {"quote": MISSED, "quote_start": start, "date_text": phrase, "edtf": "2024-03-07/.."}
    return make_proposal(article=article, further=[further | {"date_start": start + MISSED.index(phrase)}])


def pair() -> tuple[Proposal, Proposal]:
    """Two waiting proposals of one article."""
    first = make_proposal()
    actors = [{"name": name, "kind": "state", "code": "", "country": ""} for name in ("Example Union", "Ruritania")]
    other = make_proposal(
        article=first.article, quote=MISSED, date_text="Thursday", title="Again", actors=actors, tags=["talks"]
    )
    return first, other
