"""Having an article in hand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Article, Hold
from events.models.rights import NotAllowed
from events.review.holding import LASTS, Held, held, hold, release
from tests.factories import make_article, make_editor, make_person

NOON = datetime(2024, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def article(db: None) -> Article:
    return make_article()


def test_one_editor_at_a_time_has_an_article_in_hand(article: Article, ada: User) -> None:
    hold(article, editor=ada, at=NOON)
    with pytest.raises(Held, match="ada has this article in hand until 12:30"):
        hold(article, editor=make_editor("eve"), at=NOON + timedelta(minutes=29))


def test_it_lasts_from_the_last_act(article: Article, ada: User) -> None:
    hold(article, editor=ada, at=NOON)
    hold(article, editor=ada, at=NOON + timedelta(minutes=20))
    assert held(article, at=NOON + timedelta(minutes=40)) is not None
    assert held(article, at=NOON + timedelta(minutes=20) + LASTS) is None


def test_what_ran_out_is_taken_over(article: Article, ada: User) -> None:
    eve = make_editor("eve")
    hold(article, editor=ada, at=NOON)
    assert hold(article, editor=eve, at=NOON + LASTS).editor == eve
    assert Hold.objects.count() == 1


def test_it_is_put_back_by_who_has_it_and_by_nobody_else(article: Article, ada: User) -> None:
    hold(article, editor=ada, at=NOON)
    release(article, editor=make_editor("eve"))
    assert held(article, at=NOON) is not None
    release(article, editor=ada)
    assert held(article, at=NOON) is None


def test_nobody_without_the_right_takes_one_in_hand(article: Article) -> None:
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            hold(article, editor=person)
        with pytest.raises(NotAllowed):
            release(article, editor=person)
