"""Names in a text: persons with their offices, states, bodies, places, and what blocks what."""

import pytest

from events.extraction.happenings.lexicon import lexicon
from events.extraction.happenings.lines import line_of
from events.extraction.happenings.names import Entity, names_of
from events.extraction.values import Sentence

WORDS = lexicon("en")
NAMES = [
    (
        "North Korean leader Kim Jong Un arrived.",
        [("adjective", "North Korean", "KP"), ("person", "Kim Jong Un", "KP")],
    ),
    ("Secretary of State Paul Harlan left.", [("person", "Paul Harlan", "")]),
    ("President of Ukraine Petro Bondar spoke.", [("person", "Petro Bondar", "UA")]),
    ("Prime Minister Lars Holm of Denmark won.", [("person", "Lars Holm", "DK"), ("state", "Denmark", "DK")]),
    (
        "Portugal's prime minister, Maria Duarte, resigned.",
        [("state", "Portugal", "PT"), ("person", "Maria Duarte", "PT")],
    ),
    ("Lt. Gen. Tomas Rekola commands it.", [("person", "Tomas Rekola", "")]),
    ("They met in Vladivostok, Russia.", [("city", "Vladivostok", "RU"), ("state", "Russia", "RU")]),
    ("The Kremlin objected.", [("government", "Kremlin", "RU")]),
    (
        "The South Korean Ministry of Unification objected.",
        [("organisation", "South Korean Ministry of Unification", "KR")],
    ),
    ("The Parliament of Iraq voted.", [("organisation", "Parliament of Iraq", "IQ")]),
    ("Ships crossed the Strait of Hormuz.", [("region", "Strait of Hormuz", "")]),
    ("He teaches at Kabul University.", [("organisation", "Kabul University", "AF")]),
    ("They landed at Baghdad International Airport.", [("place", "Baghdad International Airport", "IQ")]),
    ("It fell in Tell Tamer.", [("place", "Tell Tamer", "")]),
    ("They met in Abu Dhabi.", [("city", "Abu Dhabi", "AE")]),
    ("Abu Dhabi Karim spoke.", [("person", "Abu Dhabi Karim", "")]),  # a city's words in a longer name
    ("They filled Parliament Square.", [("place", "Parliament Square", "")]),
    ("The storm hit the state of Veracruz.", [("city", "Veracruz", "MX")]),
    (
        "They left North Korea for the North Korean capital.",
        [("state", "North Korea", "KP"), ("adjective", "North Korean", "KP")],
    ),
    ("Talks stalled in April.", []),
    ("Vladimir Petrov spoke.", [("person", "Vladimir Petrov", "")]),  # no city of Vladimir in it
]


def read(*texts: str) -> list[list[Entity]]:
    return names_of([line_of(Sentence(0, len(text), text)) for text in texts], WORDS)[0]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_it_reads_who_and_where(text: str, expected: list[tuple[str, str, str]]) -> None:
    (found,) = read(text)
    assert [(entity.kind, entity.name, entity.country) for entity in found] == expected


def test_a_family_name_stands_for_the_person_named_in_full_also_before() -> None:
    headline, _body, later = read(
        "Bondar to visit Peru", "Ukrainian President Petro Bondar will come.", "Then Bondar left."
    )
    assert headline[0].name == later[0].name == "Petro Bondar"
    assert later[0].country == "UA"
    assert "named in full" in later[0].reasons[0]


def test_a_short_form_stands_for_the_body_spelled_out() -> None:
    _, later = read("The Rural Workers' Union (RWU) agreed.", "Later RWU withdrew.")
    assert later[-1].kind == "organisation"


def test_a_city_of_a_common_name_is_the_largest_one_unless_its_country_stands_behind() -> None:
    (largest,), (other, _) = read("They met in Tripoli.", "They met in Tripoli, Lebanon.")
    assert (largest.country, other.country) == ("LY", "LB")
    assert "largest" in largest.reasons[0]
    assert other.known is not None
    assert other.known.latitude is None


def test_a_short_name_counts_only_where_the_full_one_stands() -> None:
    ((alone,), *_) = [read("The North fired shells.")[0] or [None]]
    assert alone is None or alone.kind != "state"
    _, (north,) = read("North Korea objected.", "Shells were fired from the North.")
    assert north.code == "KP"
