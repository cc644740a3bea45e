"""What is published is suggested to what waits in an article that tells the same, before anybody opens it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from events.models import Article, Event, Proposal, Retelling
from events.review import events
from events.review.decisions import accept, accept_certain, undo
from tests.factories import make_article, make_editor, make_proposal


@pytest.fixture
def first(db: None) -> Article:
    return make_article()


@pytest.fixture
def twin(first: Article) -> Article:
    """Another article, taken in before anything of the first was accepted, which tells the same."""
    other = make_article(text=f"{first.text} So it was told.")
    Retelling.objects.create(article=other, other=first, percent=95)
    return other


def suggested(article: Article) -> list[str]:
    return [str(row.similar_to) for row in article.proposals.filter(similar_to__isnull=False)]


def test_an_accepted_happening_is_suggested_to_its_twin(ada: User, first: Article, twin: Article) -> None:
    waiting = make_proposal(article=twin)
    event = accept(make_proposal(article=first), editor=ada)
    waiting.refresh_from_db()
    assert waiting.similar_to == event
    assert waiting.similar_reasons[0] == "The dates overlap."
    assert Proposal.objects.known_in([first.pk, twin.pk]) == {twin.pk: 1}


def test_it_works_from_the_later_article_to_the_earlier(ada: User, first: Article, twin: Article) -> None:
    make_proposal(article=first)
    accept(make_proposal(article=twin), editor=ada)
    assert suggested(first) == ["Foreign ministers meet in Geneva"]


def test_something_else_in_the_twin_is_left_alone(ada: User, first: Article, twin: Article) -> None:
    make_proposal(article=twin, title="Volcano erupts", type="incident", actors=[])
    accept(make_proposal(article=first), editor=ada)
    assert suggested(twin) == []


def test_an_article_that_is_no_twin_is_not_looked_at(ada: User, first: Article) -> None:
    other = make_article(
        text="Once more: the two foreign ministers met on Friday in Geneva, officials said Monday.", headline="x"
    )
    make_proposal(article=other, quote="the two foreign ministers met on Friday in Geneva")
    accept(make_proposal(article=first), editor=ada)
    assert suggested(other) == []


def test_what_is_suggested_is_not_accepted_together(ada: User, first: Article, twin: Article) -> None:
    make_proposal(article=twin)
    accept(make_proposal(article=first), editor=ada)
    assert accept_certain(twin, editor=ada) == []


def test_a_draft_is_suggested_once_it_is_published(
    ada: User, first: Article, twin: Article, settings: Settings
) -> None:
    settings.TWO_PERSONS = True
    make_proposal(article=twin)
    event = accept(make_proposal(article=first), editor=ada)
    assert suggested(twin) == []
    events.publish(Event.objects.get(pk=event.pk), editor=make_editor("eve"))
    assert suggested(twin) == ["Foreign ministers meet in Geneva"]


def test_the_queue_and_the_reading_view_tell_it(ada: User, ada_client: Client, first: Article, twin: Article) -> None:
    make_proposal(article=twin, title="Ministers speak")
    make_proposal(article=twin)
    proposal = make_proposal(article=first)
    accept(proposal, editor=ada)
    assert "perhaps known" in ada_client.get("/curate/queue/").text
    assert "known?" in ada_client.get(f"/curate/articles/{twin.pk}/").text
    undo(proposal.decisions.get(), editor=ada)
    assert "perhaps known" not in ada_client.get("/curate/queue/").text
