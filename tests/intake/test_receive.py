"""Taking articles in: what comes of one, twice the same, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError

from events.intake import articles
from events.intake.articles import DateNeeded, Received, Submission, headline_of, likely_dates, receive
from events.intake.texts import NotText
from events.models import Article, Decision, Proposal, Publisher
from events.models.rights import NotAllowed
from tests.factories import make_event, make_person

TEXT = (
    "Ministers meet in Geneva\n\n"
    "The foreign ministers of France and Germany met on Friday in Geneva, officials said Monday.\n\n"
    "A second round could take place as early as Thursday."
)
DAY = date(2024, 3, 4)


def submission(**changes: Any) -> Submission:
    return Submission(**({"text": TEXT, "publisher": "Example Wire", "published_on": DAY} | changes))


def test_an_article_comes_in_with_its_proposals(ada: User) -> None:
    received = receive(submission(), editor=ada)
    article = Article.objects.get()
    assert received == Received(article, created=True, waiting=article.proposals.count())
    assert article.text == TEXT
    assert (article.headline, str(article.publisher)) == ("Ministers meet in Geneva", "Example Wire")
    assert "2024-03-01" in article.proposals.values_list("edtf", flat=True)


def test_each_quote_and_phrase_stands_where_the_proposal_says(ada: User) -> None:
    article = receive(submission(), editor=ada).article
    assert article.proposals.exists()
    for proposal in article.proposals.all():
        assert article.text[proposal.quote_start :].startswith(proposal.quote)
        assert article.text[proposal.date_start :].startswith(proposal.date_text)


def test_taking_in_is_a_decision_with_the_hash_of_the_text(ada: User) -> None:
    article = receive(submission(), editor=ada).article
    decision = Decision.objects.get()
    assert (decision.act, decision.editor, decision.article) == ("receive", ada, article)
    assert decision.after["sha256"] == article.content_hash


def test_the_same_article_twice_changes_nothing(ada: User) -> None:
    first = receive(submission(), editor=ada)
    again = receive(submission(headline="Other", published_on=date(2024, 3, 5)), editor=ada)
    assert again == Received(first.article, created=False, waiting=first.waiting)
    assert (Article.objects.count(), Decision.objects.count()) == (1, 1)
    assert Proposal.objects.count() == first.waiting


def test_the_same_text_of_another_publisher_is_another_article(ada: User) -> None:
    receive(submission(), editor=ada)
    assert receive(submission(publisher="Other Wire"), editor=ada).created


def test_the_same_article_at_the_same_moment_comes_in_once(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = receive(submission(), editor=ada)
    answers = iter([None, first.article])
    monkeypatch.setattr(articles, "already_here", lambda _: next(answers))
    assert receive(submission(), editor=ada) == Received(first.article, created=False, waiting=first.waiting)
    assert (Article.objects.count(), Decision.objects.count()) == (1, 1)


def test_a_row_that_cannot_be_written_is_not_taken_for_a_duplicate(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise IntegrityError("another constraint")

    monkeypatch.setattr(articles, "store_proposals", broken)
    with pytest.raises(IntegrityError):
        receive(submission(), editor=ada)
    assert not Article.objects.exists()
    assert not Publisher.objects.exists()


def test_the_language_of_a_text_is_kept(ada: User) -> None:
    text = "Los ministros de los dos países se reunieron el viernes en la ciudad de Ginebra, según el ministerio."
    assert receive(submission(text=text), editor=ada).article.language == "es"
    assert receive(submission(), editor=ada).article.language == "en"


def test_a_text_without_dates_comes_in_and_proposes_nothing(ada: User) -> None:
    received = receive(submission(text="Nothing happened here, and nobody came."), editor=ada)
    assert (received.created, received.waiting) == (True, 0)


def test_a_proposal_names_the_event_it_may_tell_again(ada: User) -> None:
    proposal = receive(submission(), editor=ada).article.proposals.get(edtf="2024-03-01", type="meeting")
    names = [actor["name"] for actor in proposal.actors]
    known = make_event(title=proposal.title, edtf="2024-03-01", type="meeting", actors=names)
    again = receive(submission(publisher="Other Wire"), editor=ada).article.proposals.get(
        edtf="2024-03-01", type="meeting"
    )
    assert again.similar_to == known
    assert again.similar_reasons


# When it was published


def test_a_date_entered_by_a_person_is_used_and_said_to_be(ada: User) -> None:
    article = receive(submission(), editor=ada).article
    assert (article.published_on, article.date_known) == (DAY, "entered")
    assert article.date_evidence[0] == "Entered by hand."


def test_a_date_that_the_text_states_is_used_and_said_to_be(ada: User) -> None:
    text = f"Published: 4 March 2024\n\n{TEXT}"
    article = receive(submission(text=text, published_on=None), editor=ada).article
    assert (article.published_on, article.date_known) == (DAY, "stated")
    assert article.date_evidence


def test_a_date_of_the_metadata_is_used_and_said_to_be(ada: User) -> None:
    known = {"article:published_time": "2024-03-04T09:00:00Z"}
    article = receive(submission(metadata=known, published_on=None), editor=ada).article
    assert (article.published_on, article.date_known) == (DAY, "metadata")


def test_a_date_only_inferred_is_asked_for_with_what_is_likely(ada: User) -> None:
    text = "Today is Monday, 4 March 2024 and two days ago the ministers met in Geneva on Saturday."
    with pytest.raises(DateNeeded, match="When was it published"):
        receive(submission(text="The ministers met on Friday.", published_on=None), editor=ada)
    with pytest.raises(DateNeeded) as asked:
        receive(submission(text=text, published_on=None), editor=ada)
    assert all(candidate.reasons for candidate in asked.value.candidates)
    assert not Article.objects.exists()


def test_a_chosen_date_keeps_the_reasons_that_spoke_for_it(ada: User) -> None:
    text = f"Published: 4 March 2024\n\n{TEXT}"
    article = receive(submission(text=text), editor=ada).article
    assert article.date_known == "entered"
    assert len(article.date_evidence) > 1


@pytest.mark.parametrize("year", [1, 1399, 2201, 9999])
def test_a_year_that_no_article_has_is_refused(ada: User, year: int) -> None:
    with pytest.raises(NotText, match=f"published in {year}"):
        receive(submission(published_on=date(year, 1, 1)), editor=ada)
    assert not Article.objects.exists()


# Refused


@pytest.mark.parametrize("text", ["", " \n ", "a\x00b", "a\ud83d"])
def test_what_is_no_text_leaves_no_trace(ada: User, text: str) -> None:
    with pytest.raises(NotText):
        receive(submission(text=text), editor=ada)
    assert not Article.objects.exists()
    assert not Publisher.objects.exists()


def test_nobody_without_the_right_takes_an_article_in(db: None) -> None:
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            receive(submission(), editor=person)
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Ministers meet in Geneva\n\nThey met.", "Ministers meet in Geneva"),
        ("Accessibility links\n\nMinisters meet in Geneva\nThey met on Friday.", "Ministers meet in Geneva"),
        ("They met on Friday in Geneva.", "They met on Friday in Geneva."),
        ("Wednesday, January 23, 2019\n\nThey met on Friday.\nThey left.", "They met on Friday."),
        ("Monday, 4 March 2024\nMinisters meet in Geneva\nThey met.", "Ministers meet in Geneva"),
        ("Ministers meet on 4 March 2024\nThey met.", "Ministers meet on 4 March 2024"),
        ("4 March 2024", "4 March 2024"),
        ("x" * 500, "x" * 110),
        ("GENEVA, March 4 (Example Wire) - They met on Friday. They will meet again.", "They met on Friday."),
        ("SEOUL — Two missiles flew on Monday.", "Two missiles flew on Monday."),
        ("NATO met on Friday - and will meet again.", "NATO met on Friday - and will meet again."),
        ("They met " + "again and " * 30 + "again.", "They met" + " again and" * 10 + " …"),
    ],
)
def test_a_headline_is_the_first_line_that_reads_like_one(text: str, headline: str) -> None:
    assert headline_of(text) == headline


def test_no_likely_day_of_publication_lies_ahead() -> None:
    said = "GENEVA, March 4 (Wire) - The ministers met on Friday, officials said Monday. The truce was signed in 2020."
    at = datetime(2026, 5, 1, tzinfo=UTC)
    assert [likely.date for likely in likely_dates(Submission(text=said), at=at)] == [date(2024, 3, 4)]
    early = datetime(2024, 3, 3, tzinfo=UTC)
    assert [likely.date for likely in likely_dates(Submission(text=said), at=early)] == [date(2024, 3, 4)]
    assert likely_dates(Submission(text=said), at=early - timedelta(days=1)) == ()
