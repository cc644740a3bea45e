"""Errors that readers report: kept from anybody, few an hour, answered once by an editor."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Decision, Report
from events.models.rights import NotAllowed
from events.review.reports import MOST_AN_HOUR, Answered, BadReport, TooMany, answer, report, sender_of
from tests.factories import make_event

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def sent(ada: User) -> Report:
    return report(make_event(), " It was Thursday. ", contact="a@example.org", sender="one", at=NOON)


def test_what_a_reader_says_waits(sent: Report) -> None:
    assert (sent.text, sent.contact, sent.state) == ("It was Thursday.", "a@example.org", "open")
    assert list(Report.objects.open()) == [sent]


@pytest.mark.parametrize(("text", "contact"), [("", ""), (" \n", ""), ("x" * 2001, ""), ("x", "y" * 201)])
def test_nothing_and_too_much_are_refused(db: None, text: str, contact: str) -> None:
    with pytest.raises(BadReport):
        report(make_event(), text, contact=contact)
    assert not Report.objects.exists()


def test_one_sender_reports_so_much_an_hour_and_others_still_do(sent: Report) -> None:
    for _ in range(MOST_AN_HOUR - 1):
        report(sent.event, "Again", sender="one", at=NOON)
    with pytest.raises(TooMany):
        report(sent.event, "Again", sender="one", at=NOON + timedelta(minutes=59))
    report(sent.event, "Again", sender="two", at=NOON)
    report(sent.event, "Again", sender="one", at=NOON + timedelta(minutes=61))
    assert Report.objects.count() == MOST_AN_HOUR + 2


def test_a_sender_is_told_apart_and_not_named() -> None:
    mark = sender_of("192.0.2.1", at=NOON)
    assert "192" not in mark[:3] or len(mark) == 64
    assert mark == sender_of("192.0.2.1", at=NOON)
    assert mark != sender_of("192.0.2.2", at=NOON)
    assert mark != sender_of("192.0.2.1", at=NOON + timedelta(days=1))


def test_an_answer_closes_it_once_and_stands_in_the_history(sent: Report, ada: User) -> None:
    answer(sent, "Corrected to Thursday.", editor=ada)
    decision = Decision.objects.get(act="answer")
    assert (decision.act, decision.event, decision.reason) == ("answer", sent.event, "Corrected to Thursday.")
    assert not Report.objects.open().exists()
    with pytest.raises(Answered):
        answer(sent, "Again", editor=ada)
    assert Decision.objects.filter(act="answer").count() == 1


def test_only_editors_answer_and_say_what_they_did(sent: Report, ada: User, ruth: User) -> None:
    for person in (ruth, AnonymousUser()):
        with pytest.raises(NotAllowed):
            answer(sent, "Done", editor=person)
    for words in ("", " ", "x" * 1001):
        with pytest.raises(BadReport):
            answer(sent, words, editor=ada)
    assert Report.objects.open().exists()
