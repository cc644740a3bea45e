"""Whether a proposal tells what is on the timeline already: by dates that may be one, actors, titles and types."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from events.matching import find_similar
from events.models import Event, Proposal
from events.review.decisions import accept
from tests.factories import make_article, make_proposal

pytestmark = pytest.mark.django_db
HARLAN = [{"name": "Paul Harlan", "kind": "person", "code": "", "country": "US"}]


def telling(number: int, edtf: str, **changes: Any) -> Proposal:
    """A visit by Harlan to Kenya, told by an article of its own."""
    text = f"{number}. The two foreign ministers met on Friday in Geneva, officials said Monday."
    article = make_article(text=text)
    quote = text.removeprefix(f"{number}. ")
    fields = {"title": "Paul Harlan visits Kenya", "type": "visit", "actors": HARLAN, "place": None}
    return make_proposal(article=article, quote=quote, edtf=edtf, **(fields | changes))


@pytest.mark.parametrize(
    ("known", "told", "same"),
    [
        ("2024-03-04", "2024-03-04", True),
        ("2024-03", "2024-03-04", True),
        ("2024-03-01", "2024-03-04", False),
        ("2024-02-27/..", "2024-03-04", True),  # "as early as Tuesday", and then on Monday
        ("2011/..", "2024-03-04", False),  # "since 2011" is not every later visit
        ("2024-03-04", "2011/..", False),
        ("../2024-03-08", "2024-03-04", True),  # "by Friday"
        ("../2024-03-08", "2019-03-04", False),
        ("2011/..", "2011/..", True),
    ],
)
def test_an_open_end_reaches_a_month(ada: User, known: str, told: str, same: bool) -> None:
    event = accept(telling(1, known), editor=ada)
    similar = find_similar(telling(2, told))
    assert (similar.event if similar else None) == (event if same else None)


def test_an_announced_visit_and_the_visit_are_one_event(ada: User) -> None:
    event = accept(
        telling(1, "2024-03-04/2024-03-11~", title="Paul Harlan to visit Kenya", status="scheduled"), editor=ada
    )
    similar = find_similar(telling(2, "2024-03-08"))
    assert similar is not None
    assert similar.event == event
    assert "The dates overlap." in similar.reasons


def test_nothing_is_similar_to_what_has_no_date(ada: User) -> None:
    accept(telling(1, "2024-03-04"), editor=ada)
    proposal = telling(2, "2024-03-04")
    proposal.earliest_start = proposal.latest_end = None
    assert find_similar(proposal) is None
    assert Event.objects.count() == 1


def test_another_doing_of_the_same_person_in_that_month_is_not_the_visit(ada: User) -> None:
    accept(telling(1, "2024-03-04"), editor=ada)
    assert find_similar(telling(2, "2024-03", title="Paul Harlan invites him", type="other")) is None
    assert find_similar(telling(3, "2024-03", title="Paul Harlan visits Kenya", type="meeting")) is not None
