"""Redaction: words go everywhere they stand, that they stood there stays, and the chain of decisions still holds."""

import json
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core import serializers
from django.db import DatabaseError, transaction

from events.models import Actor, Article, Decision, Event, Feed, FeedItem, Job, Mention, Proposal, Sketch
from events.models.rights import NotAllowed
from events.review.chain import verify
from events.review.decisions import accept
from events.review.events import edit, wording_of
from events.review.redaction import BLOCK, BadRedaction, preview, redact
from events.timeline.index import current
from tests.factories import make_article, make_proposal, make_publisher

NAME = "Jörg Müller"
TEXT = f"Talks with {NAME} began\n\nOn Friday {NAME} met the ministers in Geneva, officials said. JÖRG MÜLLER left. Müllers stay."
QUOTE = f"On Friday {NAME} met the ministers in Geneva, officials said."


@pytest.fixture
def told(ada: User) -> Event:
    """An event that names a person in title, actors, quote, history and article."""
    article = make_article(text=TEXT, headline=f"Talks with {NAME} began")
    proposal = make_proposal(
        article=article,
        quote=QUOTE,
        date_text="On Friday",
        title=f"{NAME} meets ministers",
        actors=[{"name": NAME, "kind": "person", "code": "", "country": ""}],
    )
    accept(proposal, editor=ada)
    event = Event.objects.get()
    wording = wording_of(event)
    edit(event, replace(wording, title=f"{NAME} sees ministers"), editor=ada, version=1)
    return event


def everything() -> str:
    """All rows that hold words, as text."""
    rows = [row for kind in (Article, Proposal, Mention, Event, Actor, Decision) for row in kind.objects.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def test_a_name_goes_everywhere_and_the_chain_holds(told: Event, clio: User) -> None:
    before = dict(Decision.objects.values_list("number", "digest"))
    redact([NAME], editor=clio, reason="Order of a court, 12 May")
    assert NAME.lower() not in everything().lower()
    assert "Müllers" in everything(), "a word that only begins so stays"
    assert verify().fault == ""
    assert verify().redacted == 2
    assert dict(Decision.objects.filter(number__in=before).values_list("number", "digest")) == before


def test_what_stays_is_that_it_was_there(told: Event, clio: User) -> None:
    article = Article.objects.get()
    held = (len(article.text), article.content_hash)
    decision = redact([NAME], editor=clio, reason="Order of a court, 12 May")
    article.refresh_from_db()
    assert (len(article.text), article.content_hash) == held
    assert article.text.startswith("Talks with ████ ██████ began")
    mention = Mention.objects.get()
    assert article.text[mention.quote_start : mention.quote_start + len(mention.quote)] == mention.quote
    assert mention.date_text == "On Friday"
    assert (decision.editor, decision.reason, decision.act) == (clio, "Order of a court, 12 May", "redact")
    assert NAME not in json.dumps(decision.after, ensure_ascii=False)


def test_the_history_of_the_event_says_so(told: Event, clio: User) -> None:
    redact([NAME], editor=clio, reason="Order")
    assert told.decisions.order_by("-number").values_list("act", flat=True).first() == "redact"
    assert Event.objects.get().version == 3


def test_the_timeline_shows_it_at_once(told: Event, clio: User) -> None:
    current()
    redact([NAME], editor=clio, reason="Order")
    assert NAME not in str(current().names)


def test_the_whole_text_of_an_article_goes_with_what_is_quoted_of_it(told: Event, clio: User) -> None:
    article = Article.objects.get()
    redact([], article=article, editor=clio, reason="Licence withdrawn")
    article.refresh_from_db()
    assert set(article.text) <= {BLOCK, " ", "\n"}
    assert "met the ministers" not in everything()
    assert "sees ministers" in everything(), "the editor's own words stay"
    assert verify().fault == ""


def test_what_it_would_change_is_shown_before_and_nothing_is(told: Event, clio: User) -> None:
    before = everything()
    changes = preview([NAME])
    assert changes.events == {told.pk}
    assert changes.rows["decision"] == 2
    assert everything() == before


@pytest.mark.parametrize("words", [[], [" "], ["ab"], [NAME, "x"]])
def test_too_little_is_refused(told: Event, clio: User, words: list[str]) -> None:
    with pytest.raises(BadRedaction):
        redact(words, editor=clio, reason="Order")


def test_words_that_stand_nowhere_and_no_reason_are_refused(told: Event, clio: User) -> None:
    before = everything()
    with pytest.raises(BadRedaction, match="stand nowhere"):
        redact(["Nobody"], editor=clio, reason="Order")
    with pytest.raises(BadRedaction, match="Say why"):
        redact([NAME], editor=clio, reason=" ")
    assert everything() == before


def test_only_chiefs_redact(told: Event, ada: User, ruth: User) -> None:
    for person in (ada, ruth, AnonymousUser()):
        with pytest.raises(NotAllowed):
            redact([NAME], editor=person, reason="Order")


def test_nobody_changes_a_decision_that_no_redaction_names(told: Event, clio: User) -> None:
    redact([NAME], editor=clio, reason="Order")
    untouched = Decision.objects.get(number=Decision.objects.latest_number())
    for changes in ({"reason": "another"}, {"digest": "0" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Decision.objects.filter(pk=untouched.pk).update(**changes)
    named = Decision.objects.get(number=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=named.pk).update(digest="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=named.pk).delete()


def test_it_goes_from_feeds_their_items_and_jobs_and_from_what_articles_are_compared_by(clio: User) -> None:
    feed = Feed.objects.create(
        address="https://news.example.org/feed", title=f"All on {NAME}", publisher=make_publisher(), added_by=clio
    )
    article = make_article(text=TEXT)
    FeedItem.objects.create(feed=feed, key="1", title=f"{NAME} speaks", state="refused", reason=f"No {NAME} here.")
    Job.objects.create(kind="feed", about=f"Feed: All on {NAME}", state="failed", reason=f"No {NAME}.")
    Sketch.objects.create(article=article, value=1)
    redact([NAME], editor=clio, reason="A court order.")
    for kind in (Feed, FeedItem, Job, Article):
        assert NAME not in serializers.serialize("json", kind.objects.all(), ensure_ascii=False)
    assert not Sketch.objects.exists()
