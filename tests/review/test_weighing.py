"""What an event weighs follows its mentions, unless a person has set it."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from events.importance import importance
from events.models import Decision, Event
from events.review.amendments import amendment_of
from events.review.decisions import accept, amend, merge, undo
from tests.factories import make_article, make_proposal, make_publisher

pytestmark = pytest.mark.django_db
TEXT = "On 1 March the two foreign ministers met in Geneva, wire two reported."
FIRST = importance("meeting", 1, mentions=1, publishers=1)


@pytest.fixture
def event(ada: User) -> Event:
    return accept(make_proposal(importance=FIRST), editor=ada)


def another(event: Event, ada: User) -> Event:
    """The event with a second telling of it, by another publisher two days later."""
    article = make_article(text=TEXT, publisher=make_publisher("Wire Two"), published_on=date(2024, 3, 6))
    proposal = make_proposal(article=article, quote=TEXT, date_text="1 March")
    return merge(proposal, event, editor=ada)


def stored(event: Event) -> int:
    return Event.objects.get(pk=event.pk).importance


def test_a_merge_makes_the_event_weightier_and_its_undoing_lighter_again(event: Event, ada: User) -> None:
    another(event, ada)
    assert stored(event) == importance("meeting", 1, mentions=2, publishers=2, days=2) > FIRST
    decision = Decision.objects.order_by("-number").first()
    assert decision is not None
    undo(decision, editor=ada)
    assert stored(event) == FIRST


def test_a_weight_that_was_set_by_hand_stays(event: Event, ada: User) -> None:
    Event.objects.filter(pk=event.pk).update(importance=950)
    another(event, ada)
    assert stored(event) == 950


def test_an_amended_type_weighs_what_it_weighs(ada: User) -> None:
    proposal = make_proposal(importance=FIRST)
    wording = amendment_of(proposal)
    changed = type(wording)(**{name: getattr(wording, name) for name in wording.__slots__} | {"type": "statement"})
    event = amend(proposal, changed, editor=ada)
    assert stored(event) == importance("statement", 1, mentions=1, publishers=1)
