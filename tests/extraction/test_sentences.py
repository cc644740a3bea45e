"""Text to sentences."""

import pytest

from events.extraction.sentences import sentences_of
from events.extraction.values import Document


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(Document(text, None))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Smith met Gen. Lee.", ["Mr. Smith met Gen. Lee."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("It ended at 5 p.m. Tuesday.", ["It ended at 5 p.m. Tuesday."]),
        ("It ended at 5 p.m. The crowd left.", ["It ended at 5 p.m.", "The crowd left."]),
        ("It began Nov. 9 in Rome.", ["It began Nov. 9 in Rome."]),
        ("“We go.” He left.", ["“We go.”", "He left."]),
        ("“Will you go?” he asked.", ["“Will you go?” he asked."]),
        ("A headline\n\nThe text.", ["A headline", "The text."]),
        ("One paragraph of its own.\nAnother one here.", ["One paragraph of its own.", "Another one here."]),
        ("The line is wrapped at a column and so it\ngoes on in the next line.", ["The line is wrapped at a column and so it\ngoes on in the next line."]),
        ("", []),
    ],
)  # fmt: skip
def test_it_splits(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Breaking News", "boilerplate"),
        ("Leaders to Meet in Rome\n\nThey will.", "headline"),
        ("FILE - The leaders in Rome, 2019.", "caption"),
        ("They met.", "body"),
    ],
)
def test_it_tells_what_a_sentence_is(text: str, kind: str) -> None:
    assert sentences_of(Document(text, None))[0].kind == kind
