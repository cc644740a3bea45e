"""The same article from two agencies: linked as it comes in, never left out."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from events.intake.articles import Submission, receive
from events.intake.retellings import note_retellings
from events.models import Article, Retelling, Sketch
from events.models.likeness import Retold

SENTENCES = [
    "The foreign ministers of France and Germany met on Friday in Geneva, officials of both countries said on Monday.",
    "The talks were the first of their kind for many years, and both sides called them useful and open.",
    "A second round could take place as early as Thursday, if the two governments agree on where to hold it.",
    "Diplomats had warned before the meeting that nobody should hope for an agreement so soon after the elections.",
    "The two delegations left the city on Saturday without speaking to the press.",
]
OTHER = (
    "Farmers blocked three roads near the capital on Tuesday, and asked for help after the driest spring in forty years. "
    "The government said that it would pay for half of the lost harvest, and that the money would come before winter. "
    "Their union called the offer too small and said that more roads would be closed next week."
)


def taken(ada: User, publisher: str, text: str, **changes: Any) -> Article:
    return receive(
        Submission(text=text, publisher=publisher, published_on=date(2024, 3, 4), **changes), editor=ada
    ).article


@pytest.fixture
def pair(ada: User) -> tuple[Article, Article]:
    """A dispatch, and the same with its last sentence taken off by another desk."""
    return taken(ada, "Example Wire", " ".join(SENTENCES)), taken(ada, "Other Wire", " ".join(SENTENCES[:-1]))


def test_the_same_article_of_two_agencies_is_linked_both_ways(pair: tuple[Article, Article]) -> None:
    first, second = pair
    found = Retelling.objects.of([first.pk, second.pk])
    assert found == {first.pk: [Retold(second, 100)], second.pk: [Retold(first, 100)]}


def test_both_stay_with_their_proposals(pair: tuple[Article, Article]) -> None:
    assert all(article.proposals.waiting().exists() for article in pair)


def test_an_article_on_something_else_is_not_linked(pair: tuple[Article, Article], ada: User) -> None:
    other = taken(ada, "Third Wire", OTHER)
    assert Retelling.objects.of([other.pk]) == {}
    assert other.sketches.exists()


def test_a_short_text_is_not_compared(ada: User) -> None:
    for publisher in ("Example Wire", "Other Wire"):
        taken(ada, publisher, SENTENCES[0])
    assert not Retelling.objects.exists()
    assert not Sketch.objects.exists()


def test_comparing_again_changes_nothing(pair: tuple[Article, Article]) -> None:
    assert note_retellings(pair[1]) == []
    assert Retelling.objects.count() == 1


def test_articles_of_before_are_compared_by_the_command(
    pair: tuple[Article, Article], capsys: pytest.CaptureFixture[str]
) -> None:
    Retelling.objects.all().delete()
    Sketch.objects.all().delete()
    call_command("find_retellings")
    assert "1 pairs of articles tell the same." in capsys.readouterr().out
    assert Retelling.objects.get().article == pair[1]
    call_command("find_retellings")
    assert Retelling.objects.count() == 1


def test_the_queue_and_the_reading_view_tell_who_else_tells_it(
    pair: tuple[Article, Article], ada_client: Client
) -> None:
    said = f'Also told by <a href="/curate/articles/{pair[0].pk}/">Example Wire</a>, 100 % the same words'
    assert said in ada_client.get("/curate/queue/").text
    assert said in ada_client.get(f"/curate/articles/{pair[1].pk}/").text
