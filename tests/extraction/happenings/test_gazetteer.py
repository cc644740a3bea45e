"""The gazetteer's tables: whole, coded, and quick to be told apart."""

from events.extraction.gazetteer.tables import cities, city, gazetteer


def test_states_have_codes_and_points() -> None:
    states = gazetteer().states
    assert len(states) > 225
    assert all(len(code) == 2 and code.isupper() and known.geonames for code, known in states.items())
    assert sum(known.latitude is None for known in states.values()) <= 3


def test_names_that_news_use_are_known() -> None:
    names = gazetteer().names
    for name, code in {
        "U.S.": "US",
        "Britain": "GB",
        "DPRK": "KP",
        "Burma": "MM",
        "Ivory Coast": "CI",
        "the Kremlin": "RU",
        "Palestine": "PS",
    }.items():
        assert names[name].code == code
    assert names["Ivorians"].kind == "adjective"
    assert names["Korean Peninsula"].countries == ("KP", "KR")


def test_cities_have_points_and_identifiers() -> None:
    found = city("Vladivostok")
    assert found is not None
    assert (found.country, found.geonames, found.capital) == ("RU", 2013348, False)
    assert city("Pyongyang").capital  # type: ignore[union-attr]
    assert city("Kiev").country == "UA"  # type: ignore[union-attr]
    assert city("Nowhere-on-Sea") is None
    assert len(cities()) > 60_000


def test_a_people_never_takes_the_name_of_a_state() -> None:
    names = gazetteer().names
    assert [names[name].kind for name in ("Laos", "Philippines", "Kenyans")] == ["state", "state", "adjective"]
