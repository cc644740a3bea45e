"""Words that no column can keep are refused in words, on either database, by every act that takes some."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from events.models import Decision, Report
from events.review import people, redaction, reports
from events.review.redaction import BadRedaction
from events.review.reports import BadReport
from tests.factories import make_editor, make_event, make_person

UNKEPT = ["x" * 1001, "a\x00b", "a\nb"]
Act = Callable[[User, str], object]
ACTS: dict[str, tuple[Act, type[Exception]]] = {
    "redact": (lambda chief, words: redaction.redact(["Geneva"], editor=chief, reason=words), BadRedaction),
    "close": (lambda chief, words: people.close(make_person(), editor=chief, reason=words), people.BadPerson),
    "invite": (lambda chief, words: people.invite("editor", editor=chief, note=words), people.BadPerson),
    "answer": (lambda chief, words: reports.answer(Report.objects.get(), words, editor=chief), BadReport),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("words", UNKEPT)
def test_a_reason_that_cannot_be_kept_is_refused(clio: User, act: str, words: str) -> None:
    event = make_event()
    reports.report(event, "It is wrong.")
    before = Decision.objects.count()
    do, refusal = ACTS[act]
    with pytest.raises(refusal):
        do(clio, words)
    assert Decision.objects.count() == before


def test_a_report_may_have_lines_but_no_character_that_no_column_keeps(db: None) -> None:
    reports.report(make_event(), "It is\nwrong\x00.", contact="a\x00b")
    assert (Report.objects.get().text, Report.objects.get().contact) == ("It is\nwrong.", "ab")


def test_an_account_is_closed_and_opened_once(clio: User) -> None:
    person = make_editor("ben")
    people.close(person, editor=clio, reason="Left")
    with pytest.raises(people.BadPerson, match="closed already"):
        people.close(person, editor=clio, reason="Left")
    people.reopen(person, editor=clio)
    with pytest.raises(people.BadPerson, match="open already"):
        people.reopen(person, editor=clio)
    assert list(Decision.objects.order_by("number").values_list("act", flat=True)) == ["close", "reopen"]


def test_a_chief_does_not_end_the_sessions_of_an_administrator(clio: User) -> None:
    with pytest.raises(people.BadPerson, match="administrator"):
        people.sign_out(make_person(is_superuser=True), editor=clio)
    assert not Decision.objects.exists()
