"""Events written by hand, each with its source."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from events.models import Article, Decision, Event, Mention, Reading
from events.models.rights import NotAllowed
from events.review import events
from events.review.amendments import Amendment, BadAmendment
from events.review.chain import fault_of, verify
from events.review.creating import Source, create, uncreate
from events.review.dates import read_when
from events.review.decisions import CannotUndo
from tests.factories import TEXT, make_article, make_editor, make_publisher

WORDING = Amendment(
    " Ministers meet ", "2024-03-01", "meeting", "occurred", ("Example Union",), "Geneva (CH)", ("talks",)
)
ELSEWHERE = Source(url="https://example.org/news/7", publisher="Example Wire", published="2024-03-04")
WHEN = read_when("Friday", anchor=date(2024, 3, 4))
SENTENCE = "The two foreign ministers met on Friday in Geneva, officials said Monday."


def made(editor: User, source: Source = ELSEWHERE, wording: Amendment = WORDING) -> Event:
    return create(wording, source, WHEN, editor=editor, reason="Nobody else tells it")


def test_an_event_is_written_with_its_names_and_its_source(ada: User) -> None:
    event = Event.objects.get(pk=made(ada).pk)
    assert (event.title, event.edtf, event.type, event.state) == (
        "Ministers meet",
        "2024-03-01",
        "meeting",
        "published",
    )
    assert [actor.name for actor in event.actors.all()] == ["Example Union"]
    assert [tag.name for tag in event.tags.all()] == ["talks"]
    assert (event.place.name, event.country) == ("Geneva", "CH")
    mention = event.mentions.select_related("article__publisher").get()
    article = mention.article
    assert (article.url, article.text, article.published_on) == (ELSEWHERE.url, "", date(2024, 3, 4))
    assert (article.publisher.name, article.date_known) == ("Example Wire", "entered")
    assert (mention.quote, mention.edtf, mention.place_name) == ("", "2024-03-01", "Geneva")
    assert "Written by hand by ada." in [reason["text"] for reason in mention.reasons]
    assert any("Friday" in reason["text"] for reason in mention.reasons if reason["field"] == "date")


def test_it_is_one_decision_in_the_chain(ada: User) -> None:
    event = made(ada)
    decision = Decision.objects.get()
    assert (decision.act, decision.event, decision.article) == ("create", event, event.mentions.get().article)
    assert decision.after["title"] == "Ministers meet"
    assert decision.reason == "Nobody else tells it"
    assert verify().fault == ""
    decision.after["title"] = "Ministers do not meet"
    assert "what it says was changed" in fault_of(decision, 1, "", frozenset())


def test_readers_see_it_as_known_since_its_source_was_published(ada: User) -> None:
    event = made(ada)
    reading = Reading.objects.get(event=event)
    assert reading.known_from == (date(2024, 3, 4) - date(1970, 1, 1)).days
    assert (reading.shown_from, reading.known_assumed) == (Decision.objects.get().number, False)
    assert event.importance == Event.objects.get(pk=event.pk).importance > 0


def test_words_of_an_article_that_is_here_are_quoted_at_their_place(ada: User) -> None:
    article = make_article()
    event = made(ada, Source(article.pk, f"  {SENTENCE.replace('ministers met', 'ministers  met')}"))
    mention = event.mentions.get()
    assert (mention.article, mention.quote) == (article, SENTENCE)
    assert article.text[mention.quote_start :].startswith(SENTENCE)
    assert (mention.date_text, article.text[mention.date_start :][:6]) == ("Friday", "Friday")


def test_a_phrase_that_the_words_do_not_hold_is_left_out(ada: User) -> None:
    quote = "A second round could take place as early as Thursday."
    mention = made(ada, Source(make_article().pk, quote)).mentions.get()
    assert (mention.date_text, mention.date_start) == ("", TEXT.index(quote))


def test_an_address_is_one_source_however_many_events_it_tells(ada: User) -> None:
    made(ada)
    made(ada, wording=replace(WORDING, title="Ministers part"))
    assert Article.objects.count() == 1
    assert Mention.objects.count() == 2


def test_an_address_known_with_another_day_is_refused(ada: User) -> None:
    made(ada)
    with pytest.raises(BadAmendment, match="published on 2024-03-04"):
        made(ada, replace(ELSEWHERE, published="2024-03-05"))
    assert Event.objects.count() == 1


def test_the_day_counts_for_the_event_where_its_source_has_none(ada: User) -> None:
    bare = {"url": ELSEWHERE.url, "published_on": None, "date_known": "", "origin": "import"}
    make_article(text="", publisher=make_publisher(), **bare)
    reading = Reading.objects.get(event=made(ada))
    assert reading.known_from == (date(2024, 3, 4) - date(1970, 1, 1)).days
    assert Article.objects.get().published_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"url": ""}, "url"),
        ({"url": "ftp://example.org/x"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://example.org/" + "x" * 1000}, "url"),
        ({"publisher": " "}, "publisher"),
        ({"publisher": "x" * 201}, "publisher"),
        ({"published": ""}, "published"),
        ({"published": "4 March 2024"}, "published"),
        ({"published": "2024-02-30"}, "published"),
        ({"article": 999_999}, "article"),
    ],
)
def test_an_event_without_a_source_is_refused(ada: User, changes: dict[str, str], field: str) -> None:
    with pytest.raises(BadAmendment) as refused:
        made(ada, replace(ELSEWHERE, **changes))
    assert list(refused.value.problems) == [field]
    assert not Event.objects.exists()
    assert not Article.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("text", "quote"),
    [(TEXT, ""), (TEXT, "They never met."), ("x" * 3000, "x" * 3000), ("", "Words of a text that is not here.")],
)
def test_words_that_cannot_be_quoted_are_refused(ada: User, text: str, quote: str) -> None:
    article = make_article(text=text)
    with pytest.raises(BadAmendment) as refused:
        made(ada, Source(article.pk, quote))
    assert list(refused.value.problems) == ["quote"]
    assert not Event.objects.exists()


def test_all_that_is_wrong_is_told_at_once(ada: User) -> None:
    bad = replace(WORDING, title="", edtf="soon", type="party")
    with pytest.raises(BadAmendment) as refused:
        create(bad, Source(), WHEN, editor=ada, reason="x" * 1001)
    assert set(refused.value.problems) == {"title", "edtf", "type", "url", "publisher", "published", "reason"}


def test_only_editors_write_events(ada: User, ruth: User) -> None:
    for person in (ruth, AnonymousUser()):
        with pytest.raises(NotAllowed):
            made(person)  # type: ignore[arg-type]  # strangers are what is tested
        assert not Event.objects.exists()
    made(ada)
    for person in (ruth, AnonymousUser()):
        with pytest.raises(NotAllowed):
            uncreate(Decision.objects.get(), editor=person)
    assert Event.objects.get().state == "published"


def test_it_is_taken_back_and_can_be_restored(ada: User) -> None:
    event = made(ada)
    done = uncreate(Decision.objects.get(), editor=ada)
    event = Event.objects.get(pk=event.pk)
    assert (event.state, event.version, done.after["undoes"]) == ("withdrawn", 2, 1)
    assert not Reading.objects.shown().exists()
    events.restore(event, editor=ada)
    assert Reading.objects.shown().get().event == event
    assert verify().fault == ""


def test_it_is_not_taken_back_twice_nor_after_an_edit(ada: User) -> None:
    first, second = made(ada), made(ada, wording=replace(WORDING, title="Ministers part"))
    one, two = Decision.objects.order_by("number")
    uncreate(one, editor=ada)
    with pytest.raises(CannotUndo):
        uncreate(one, editor=ada)
    events.edit(second, replace(events.wording_of(second), title="Ministers stay"), editor=ada, version=1)
    with pytest.raises(CannotUndo, match="edited"):
        uncreate(two, editor=ada)
    with pytest.raises(CannotUndo, match="wrote no event"):
        uncreate(Decision.objects.get(act="edit"), editor=ada)
    assert [Event.objects.get(pk=event.pk).state for event in (first, second)] == ["withdrawn", "published"]


def test_under_the_rule_of_two_another_publishes_it(ada: User, settings: Settings) -> None:
    settings.TWO_PERSONS = True
    event = made(ada)
    assert event.state == "draft"
    assert list(Event.objects.for_a_second()) == [event]
    with pytest.raises(NotAllowed):
        events.publish(event, editor=ada)
    decision = events.publish(event, editor=make_editor("ben"))
    assert Reading.objects.get().shown_from == decision.number


def test_under_the_rule_of_two_what_nobody_saw_is_restored_as_a_draft(ada: User, settings: Settings) -> None:
    settings.TWO_PERSONS = True
    event = made(ada)
    uncreate(Decision.objects.get(), editor=ada)
    events.restore(event, editor=ada)
    assert Event.objects.get().state == "draft"
    events.publish(event, editor=make_editor("ben"))
    events.withdraw(event, editor=ada, reason="A slip")
    events.restore(event, editor=ada)
    assert Event.objects.get().state == "published"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by the size of the table")
def test_a_source_is_looked_up_on_the_index_of_addresses(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        Article.objects.without_text_at(ELSEWHERE.url)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "USING INDEX article_without_text_once_by_url" in plan
