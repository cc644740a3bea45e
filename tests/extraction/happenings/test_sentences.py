"""Sentences with one dated phrase: what it dates, by type, status and place; see sentences.toml."""

import pytest

from tests.extraction.happenings.tables import read, table

ROWS = table("sentences.toml")
PUBLISHED = ROWS.pop("published")
NOTHING = ROWS.pop("nothing")


@pytest.mark.parametrize(
    ("kind", "status", "place", "phrase", "edtf", "text"),
    [pytest.param(*row, id=row[-1]) for rows in ROWS.values() for row in rows],
)
def test_it_says_what_a_phrase_dates(kind: str, status: str, place: str, phrase: str, edtf: str, text: str) -> None:
    (candidate,) = read(text, phrase, edtf, PUBLISHED)
    assert (candidate.type, candidate.status) == (kind, status)
    assert not place or (candidate.place is not None and candidate.place.name == place)
    assert candidate.date_text in candidate.quote
    assert {reason.field for reason in candidate.reasons} >= {"date", "happening", "type", "status", "title"}


@pytest.mark.parametrize(("phrase", "edtf", "text"), [pytest.param(*row[3:], id=row[-1]) for row in NOTHING])
def test_it_makes_nothing_of_a_phrase_that_dates_no_event(phrase: str, edtf: str, text: str) -> None:
    assert read(text, phrase, edtf, PUBLISHED) == ()


@pytest.mark.parametrize("name", ["threat", "weapons_test", "coercion", "denied", "possible", "expected", "ongoing"])
def test_what_annotated_articles_have_few_of_has_ten_sentences_of_its_own(name: str) -> None:
    assert len(ROWS[name]) >= 10
