"""Bodies with their letters in brackets, persons who come back by family name."""

import pytest

from events.extraction.happenings.lexicon import lexicon
from events.extraction.happenings.lines import line_of
from events.extraction.happenings.names import names_of
from events.extraction.happenings.short_forms import spelled_out
from events.extraction.values import Sentence

WORDS = lexicon("en")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Northern Rivers Basin Authority (NRBA) met.", ["Northern Rivers Basin Authority"]),
        (
            "The Movement for Bread and Peace in Upper Ubangi (MPPHO) met.",
            ["Movement for Bread and Peace in Upper Ubangi"],
        ),
        ("The General Confederation of Dockers (CGTP) met.", ["General Confederation of Dockers"]),
        ("Ana Diaz (SPD) spoke.", []),
        ("Workers in Lima and the Front for Water (FA) met.", ["Front for Water"]),
        ("Growth slowed (GDP) again.", []),
    ],
)
def test_letters_in_brackets_close_the_name_of_a_body(text: str, names: list[str]) -> None:
    line = line_of(Sentence(0, len(text), text, "body"))
    assert [line.text(first, last) for first, last in spelled_out(line, WORDS).items()] == names


def kinds(*texts: str) -> list[tuple[str, str]]:
    lines = [line_of(Sentence(0, len(text), text, "body")) for text in texts]
    entities, _book = names_of(lines, WORDS)
    return [(entity.kind, entity.name) for row in entities for entity in row]


def test_capitals_that_come_back_by_their_last_word_are_a_person() -> None:
    assert kinds("He lost to Adama Okoro.", "Okoro won.") == [("person", "Adama Okoro"), ("person", "Adama Okoro")]


def test_what_an_article_stands_before_is_no_person() -> None:
    assert ("person", "Mercer Grace") not in kinds("They boarded the Mercer Grace.", "The Grace sank.")
