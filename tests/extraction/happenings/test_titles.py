"""Titles an editor would keep; see titles.toml for the rules and the sentences."""

import pytest

from events.extraction.happenings.titles import LONGEST
from tests.extraction.happenings.tables import read, table

TABLE = table("titles.toml")


@pytest.mark.parametrize(("title", "phrase", "edtf", "text"), [pytest.param(*row, id=row[0]) for row in TABLE["rows"]])
def test_it_writes_the_title_of_a_sentence(title: str, phrase: str, edtf: str, text: str) -> None:
    (candidate,) = read(text, phrase, edtf, TABLE["published"])
    assert candidate.title == title


def test_the_table_has_sixty_sentences() -> None:
    assert len({row[-1] for row in TABLE["rows"]}) >= 60


def test_a_title_fits_on_its_card() -> None:
    long = (
        "The committee on the reform of the agricultural insurance of the eastern "
        "provinces and of the islands met members of the union of small growers on Monday."
    )
    (candidate,) = read(long, "on Monday", "2021-03-08")
    assert 0 < len(candidate.title) <= LONGEST
