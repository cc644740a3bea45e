"""Families of expressions in sentences: extent, type, value and modifier of each, as TIMEX3 has them."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from events.extraction.expressions import expressions_of
from events.extraction.sentences import sentences_of
from events.extraction.values import Document

FAMILIES = tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))
ROWS = [pytest.param(*row, id=row[1]) for rows in FAMILIES.values() for row in rows]


@pytest.mark.parametrize(("published", "sentence", "expected"), ROWS)
def test_each_expression_has_its_extent_type_and_value(published: str, sentence: str, expected: str) -> None:
    document = Document(sentence, date.fromisoformat(published))
    found = expressions_of(document, sentences_of(document))
    told = ((f"“{one.text}”", one.type, one.resolution.value, one.resolution.mod) for one in found)
    assert " ; ".join(" ".join(filter(None, parts)) for parts in told) == expected
