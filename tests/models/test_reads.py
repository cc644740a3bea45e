"""Named reads answer what their names say."""

from datetime import date

import pytest

from events.models import Article, Event, Reading
from tests.factories import make_article, make_event, make_mention, make_proposal

pytestmark = pytest.mark.django_db


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def test_the_queue_holds_articles_with_something_open_newest_first() -> None:
    old = make_article(text="old. " + "The sides met on Friday.", published_on=date(2020, 1, 1))
    new = make_article(text="new. " + "The sides met on Friday.", published_on=date(2024, 1, 1))
    make_article(text="Nothing is dated here.")
    for article in (old, new):
        make_proposal(article=article, quote="The sides met on Friday.")
    assert list(Article.objects.to_read()) == [new, old]
    assert [article.waiting for article in Article.objects.to_read()] == [1, 1]


def test_the_public_sees_only_what_is_published() -> None:
    shown, _draft = make_event(title="Shown"), make_event(title="Draft", state="draft")
    assert list(Event.objects.published()) == [shown]
    assert [reading.event for reading in Reading.objects.shown()] == [shown]


def test_an_article_is_public_once_a_published_event_quotes_it() -> None:
    article = make_article()
    assert not Article.objects.quoted_publicly().exists()
    make_mention(make_event(state="draft"), article=article, date_start=1)
    assert not Article.objects.quoted_publicly().exists()
    make_mention(make_event(), article=article, date_start=2)
    assert list(Article.objects.quoted_publicly()) == [article]


def test_what_was_known_on_a_day_is_what_had_been_published_by_then() -> None:
    before = make_article(text="before", published_on=date(2023, 9, 4))
    after = make_article(text="after", published_on=date(2023, 9, 13))
    event = make_event(
        edtf="2023-09-13",
        mentions=[
            {"article": before, "edtf": "2023-09", "status": "expected"},
            {"article": after, "edtf": "2023-09-13", "status": "occurred"},
        ],
    )
    on = {
        text: [r.status for r in event.readings.known_on(day(text))]
        for text in ("2023-09-03", "2023-09-04", "2023-09-12", "2023-09-13")
    }
    assert on == {"2023-09-03": [], "2023-09-04": ["expected"], "2023-09-12": ["expected"], "2023-09-13": ["occurred"]}


def test_a_slug_is_made_of_the_title_and_never_empty() -> None:
    assert make_event(title="Putin & Kim meet!").slug == "putin-kim-meet"
    assert make_event(title="平壌宣言").slug == "event"
    assert len(make_event(title="word " * 60).slug) <= 80
