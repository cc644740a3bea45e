"""Happenings told with verbs of every day: what keeps them company tells their type; see everyday.toml."""

import pytest

from events.vocabulary import TYPES
from tests.extraction.happenings.tables import read, table

ROWS = table("everyday.toml")
PUBLISHED = ROWS.pop("published")
DATE = "on Monday"
TOLD = [(kind, *row.split("|")) for kind, rows in ROWS.items() for row in rows]


@pytest.mark.parametrize("told", [pytest.param(told, id=told[1]) for told in TOLD])
def test_company_tells_the_type_of_a_verb_of_every_day(told: tuple[str, ...]) -> None:
    kind, text, *others = told
    sentence = f"{text.replace('%', DATE)}."
    (candidate,) = read(sentence, DATE, "2025-03-10", PUBLISHED)
    assert candidate.type in {kind, *others}


def test_every_kind_of_type_is_a_word_of_the_vocabulary() -> None:
    assert {kind for kind, _, *others in TOLD for kind in (kind, *others)} <= set(TYPES)
