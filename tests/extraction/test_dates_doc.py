"""docs/dates.md: its table of phrases is true, and says rightly what dateparser resolves."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dateparser
import pytest

from events.extraction.expressions import expressions_of
from events.extraction.sentences import sentences_of
from events.extraction.spoken import day_of
from events.extraction.values import Document

ANCHOR = date(2023, 9, 11)
TEXT = (Path(__file__).parents[2] / "docs" / "dates.md").read_text("utf-8")
ROWS = re.findall(r"^\| (.+?) \| (\S+) \| (dateparser|grammar) \| .+ \|$", TEXT, re.MULTILINE)


class Stub(ValueError):
    """What stands in dateparser's place was asked."""


@pytest.fixture
def no_dateparser(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    asked: list[str] = []

    def refuse(words: str, **_: object) -> None:
        asked.append(words)
        raise Stub(words)

    day_of.cache_clear()
    monkeypatch.setattr(dateparser, "parse", refuse)
    yield asked
    day_of.cache_clear()


def meaning(phrase: str) -> str:
    document = Document(phrase, ANCHOR)
    return "/".join(dict.fromkeys(found.resolution.edtf for found in expressions_of(document, sentences_of(document))))


def test_the_table_is_there() -> None:
    assert len(ROWS) >= 40
    assert {by for _, _, by in ROWS} == {"dateparser", "grammar"}


@pytest.mark.parametrize(("phrase", "expected"), [(phrase, expected) for phrase, expected, _ in ROWS])
def test_the_phrase_means_what_the_table_says(phrase: str, expected: str) -> None:
    assert meaning(phrase) == expected


@pytest.mark.parametrize("phrase", [phrase for phrase, _, by in ROWS if by == "dateparser"])
def test_without_dateparser_its_phrases_fail(phrase: str, no_dateparser: list[str]) -> None:
    assert meaning(phrase) == ""
    assert no_dateparser


@pytest.mark.parametrize(
    ("phrase", "expected"), [(phrase, expected) for phrase, expected, by in ROWS if by == "grammar"]
)
def test_without_dateparser_the_others_stand(phrase: str, expected: str, no_dateparser: list[str]) -> None:
    assert meaning(phrase) == expected
    assert no_dateparser == []


@pytest.mark.parametrize("phrase", [phrase for phrase, _, by in ROWS if by == "dateparser"])
def test_dateparser_is_given_words_of_the_article(phrase: str, no_dateparser: list[str]) -> None:
    meaning(phrase)
    assert all(words in phrase for words in no_dateparser)
