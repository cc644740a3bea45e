"""Journeys into records."""

import pytest

from events.imports.journeys import journeys, short_names, spoken
from events.imports.records import Record, Where, Who

ROW = {
    "id": "1", "role": "secretary", "name": "Marco Rubio", "start_date": "2025-02-17", "end_date": "2025-02-19",
    "country_id": "saudi-arabia", "country": "Saudi Arabia", "locale": "Riyadh", "remarks": "Met with officials.",
}  # fmt: skip
KNOWN_AS = {"Marco Rubio": "Marco Rubio", "George W. Bush": "George W. Bush", "George H.W. Bush": "George H. W. Bush"}


def record(**changes: str) -> Record:
    return next(journeys([ROW | changes], KNOWN_AS))


def test_a_journey_is_a_visit_with_its_days_place_and_source() -> None:
    found = record()
    assert (found.title, found.edtf, found.type, found.importance) == (
        "Rubio visits Saudi Arabia",
        "2025-02-17/2025-02-19",
        "visit",
        300,
    )
    assert (found.country, found.place and found.place.name, found.place and found.place.country) == (
        "SA",
        "Riyadh",
        "SA",
    )
    assert found.place is not None
    assert found.place.latitude == pytest.approx(24.7, abs=0.2)
    assert found.actors == (Who("Marco Rubio", "person", country="US"), Who("Saudi Arabia", "state", "SA", "SA"))
    assert found.source_url.endswith("/secretary/saudi-arabia")
    assert found.summary == "Met with officials."


def test_a_journey_of_one_day_is_that_day() -> None:
    assert record(end_date="2025-02-17").edtf == "2025-02-17"


def test_the_whole_name_stands_where_two_share_a_surname() -> None:
    assert record(name="George W. Bush", role="president").title == "George W. Bush visits Saudi Arabia"
    assert short_names(["Bill Clinton", "Hillary Clinton", "John Hay"]) == {
        "Bill Clinton": "Bill Clinton",
        "Hillary Clinton": "Hillary Clinton",
        "John Hay": "Hay",
    }


@pytest.mark.parametrize(("written", "name"), [
    ("Japan", "Japan"),
    ("Korea, South", "South Korea"),
    ("Germany, Federal Republic of", "Federal Republic of Germany"),
    ("Burma (Myanmar)", "Burma"),
    ("U.S.S.R.", "U.S.S.R."),
])  # fmt: skip
def test_a_country_has_the_name_of_its_time_as_it_is_spoken(written: str, name: str) -> None:
    assert spoken(written) == name


def test_a_country_that_is_no_more_has_no_code_and_no_host() -> None:
    found = record(country="Czechoslovakia", locale="Prague")
    assert (found.country, found.place) == ("", Where("Prague", ""))
    assert found.actors == (Who("Marco Rubio", "person", country="US"),)


@pytest.mark.parametrize("locale", ["", "Riyadh, Jeddah", "Halifax (Nova Scotia)"])
def test_a_list_of_places_is_no_place(locale: str) -> None:
    assert record(locale=locale).place is None


def test_a_place_of_the_same_name_elsewhere_gives_no_point() -> None:
    assert record(locale="Paris").place == Where("Paris", "SA")


@pytest.mark.parametrize(("role", "remarks", "kind", "importance"), [
    ("secretary", "Attended the NATO Summit.", "meeting", 400),
    ("president", "Attended the NATO Summit.", "meeting", 650),
    ("president", "State visit.", "visit", 500),
    ("president", "Signed the treaty.", "agreement", 650),
])  # fmt: skip
def test_importance_goes_by_office_and_occasion(role: str, remarks: str, kind: str, importance: int) -> None:
    found = record(role=role, remarks=remarks)
    assert (found.type, found.importance) == (kind, importance)
