"""Sentences of the world's news: what a phrase dates, by type, status, place and country; see news.toml, plain.toml, wires.toml and where.toml."""

import pytest

from events.extraction.happenings.lexicon import LANGUAGES
from events.vocabulary import STATUSES, TYPES
from tests.extraction.happenings.tables import load, read, table

NEWS, PLAIN = table("news.toml"), table("plain.toml")
PUBLISHED = NEWS.pop("published")
NOTHING = NEWS.pop("nothing")
assert PLAIN.pop("published") == PUBLISHED
ROWS = [row for sections in (NEWS, PLAIN) for rows in sections.values() for row in rows]
WIRES, WHERE = table("wires.toml"), table("where.toml")
WIRED = WIRES.pop("published")
assert WHERE.pop("published") == WIRED
WIRE_ROWS = [row for sections in (WIRES, WHERE) for rows in sections.values() for row in rows]
TRIGGERS = load(LANGUAGES / "en" / "triggers.toml")
EXAMPLES = [(kind, text) for kind, section in TRIGGERS.items() for text in section.get("eg", ())]


@pytest.mark.parametrize(
    ("published", "kind", "status", "place", "phrase", "edtf", "text"),
    [pytest.param(day, *row, id=row[-1]) for day, rows in ((PUBLISHED, ROWS), (WIRED, WIRE_ROWS)) for row in rows],
)
def test_it_says_what_a_phrase_dates(
    published: str, kind: str, status: str, place: str, phrase: str, edtf: str, text: str
) -> None:
    (candidate,) = read(text, phrase, edtf, published)
    assert candidate.type in kind.split("|")
    assert candidate.status in status.split("|")
    name, _, country = place.partition("/")
    found = candidate.place
    assert not name or (found.name if found else "-") == name
    assert not country or (found is not None and found.country == country)


@pytest.mark.parametrize(("phrase", "edtf", "text"), [pytest.param(*row[3:], id=row[-1]) for row in NOTHING])
def test_it_makes_nothing_of_a_phrase_that_dates_no_happening(phrase: str, edtf: str, text: str) -> None:
    assert read(text, phrase, edtf, PUBLISHED) == ()


def test_every_type_and_status_but_the_plain_one_has_ten_sentences() -> None:
    wanted = {*TYPES, *STATUSES} - {"other", "occurred"}
    assert {name for name in wanted if len(NEWS.get(name, ())) < 10} == set()


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_the_examples_beside_the_triggers_hold(kind: str, text: str) -> None:
    (candidate,) = read(text.removesuffix(".") + " on Monday.", "on Monday", "2025-03-10", PUBLISHED)
    assert candidate.type == kind
