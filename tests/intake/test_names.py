"""Names in the cells of tables."""

import pytest

from events.intake.names import actor_named, countries, country_named, middle_of, place_named

COUNTRIES = [
    ("FR", "FR"),
    ("france", "FR"),
    ("U.S.S.R.", "RU"),
    ("Korea, South", "KR"),
    ("Korea, Republic of", "KR"),
    ("China, People’s Republic of", "CN"),
    ("Burma (Myanmar)", "MM"),
    ("Laos", "LA"),
    ("Philippines", "PH"),
    ("Holy See", "VA"),
    ("Czechoslovakia", None),
    ("Atlantis", None),
    ("", None),
    ("the North", None),
]


@pytest.mark.parametrize(("name", "code"), COUNTRIES)
def test_a_country_is_known_by_code_and_by_any_of_its_names(name: str, code: str | None) -> None:
    found = country_named(name)
    assert (found.code if found else None) == code


def test_every_country_is_known_by_its_own_name() -> None:
    for country in countries():
        found = country_named(country.name)
        assert found is not None
        assert found.code == country.code


def test_an_actor_is_a_state_a_body_or_unknown() -> None:
    nato, france = actor_named("NATO"), actor_named("France")
    assert nato is not None
    assert france is not None
    assert (nato.kind, nato.code) == ("organisation", "")
    assert (france.kind, france.code) == ("state", "FR")
    assert actor_named("Somebody Nobody Knows") is None


def test_a_place_has_to_be_in_its_country() -> None:
    found = place_named("Paris", "FR")
    assert found is not None
    assert found.latitude == pytest.approx(48.85, abs=0.1)
    assert place_named("Paris", "SA") is None
    assert place_named("Nowhereville", "FR") is None


def test_a_state_has_a_middle() -> None:
    assert middle_of("FR") is not None
    assert middle_of("ZZ") is None
