"""The calendar: days and minutes as RFC 5545 has them, honest where a date is not sure, and a count of what it cannot hold."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from icalendar import Calendar

from events.edtf import day_minutes
from events.exports import ics
from events.exports.ics import is_held, moments
from events.timeline.window import Window
from tests.edtf.strategies import values
from tests.factories import make_article, make_event, make_place

AT = day_minutes(2024, 7, 1)
SITE = {"base": "https://dateline.example", "host": "dateline.example"}


def text(window: Window = Window()) -> str:  # noqa: B008 - frozen
    return "".join(ics.lines(window, at=AT, **SITE))


def calendar(window: Window = Window()) -> Calendar:  # noqa: B008 - frozen
    return Calendar.from_ical(text(window))


MOMENTS = [
    ("2024-03-01", date(2024, 3, 1), None),
    ("2024-03-01~", date(2024, 3, 1), None),
    ("2024-02-28/2024-03-01", date(2024, 2, 28), date(2024, 3, 2)),
    ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
    ("1991", date(1991, 1, 1), date(1992, 1, 1)),
    ("0001-06", date(1, 6, 1), date(1, 7, 1)),
    ("2014-02-20/..", date(2014, 2, 20), None),
    ("../2014-02-20", date(2014, 2, 20), None),
    ("2024-03-01T14:05", datetime.fromisoformat("2024-03-01T14:05"), None),
    ("2024-03-01T01:05+09:00", datetime(2024, 2, 29, 16, 5, tzinfo=UTC), None),
]


@pytest.mark.parametrize(("edtf", "start", "end"), MOMENTS)
def test_a_date_becomes_days_with_an_exclusive_end(edtf: str, start: date, end: date | None) -> None:
    assert is_held(edtf)
    assert moments(edtf) == ({"dtstart": start} if end is None else {"dtstart": start, "dtend": end})


@pytest.mark.parametrize("edtf", ["0000", "-0044-03-15", "Y-12000", "Y20000", "9999-12-31", "-0044/2020"])
def test_years_beyond_those_of_a_calendar_are_not_held(edtf: str) -> None:
    assert not is_held(edtf)


@given(values())
def test_whatever_is_held_has_a_start(value: object) -> None:
    if is_held(str(value)):
        assert "dtstart" in moments(str(value))


@pytest.mark.django_db
def test_an_event_comes_with_its_quote_place_and_address() -> None:
    article = make_article(text="They met, at last; on Friday.", url="https://example.org/a")
    told = {"article": article, "quote": article.text, "quote_start": 0}
    event = make_event(
        title="Talks; first, second",
        place=make_place("Beijing", country="CN", latitude=39.9, longitude=116.4),
        mentions=[told],
    )
    (seen,) = calendar().walk("VEVENT")
    assert seen["UID"] == f"event-{event.pk}@dateline.example"
    assert (seen["SUMMARY"], seen["LOCATION"]) == ("Talks; first, second", "Beijing, CN")
    assert seen["URL"] == f"https://dateline.example{event.get_absolute_url()}"
    assert "“They met, at last; on Friday.” Example Wire, 4 March 2024. https://example.org/a" in seen["DESCRIPTION"]
    assert (seen["GEO"].latitude, seen["GEO"].longitude) == (39.9, 116.4)
    assert (seen["STATUS"], seen["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert seen["DTSTAMP"].dt == event.decisions.get().at.replace(microsecond=0)


@pytest.mark.django_db
def test_what_is_not_sure_says_so() -> None:
    make_event(title="A visit", edtf="2024-03~", status="possible")
    make_event(title="A test", edtf="2024-04-01", status="denied")
    visit, test = calendar().walk("VEVENT")
    assert (visit["SUMMARY"], visit["STATUS"]) == ("Possible: A visit", "TENTATIVE")
    assert "(EDTF 2024-03~)" in visit["DESCRIPTION"]
    assert (test["SUMMARY"], test["STATUS"]) == ("Denied: A test", "CANCELLED")


@pytest.mark.django_db
def test_it_says_how_many_it_cannot_hold() -> None:
    for edtf in ("-0044-03-15", "0000", "2024", "Y-12000/-0001"):
        make_event(edtf=edtf)
    made = calendar()
    assert len(made.walk("VEVENT")) == 1
    assert "3 events are left out" in made["DESCRIPTION"]
    assert "left out" not in calendar(Window(low=day_minutes(2024, 1, 1), certainty="certain"))["DESCRIPTION"]


@pytest.mark.django_db
def test_no_text_can_add_a_line_of_its_own() -> None:
    make_event(title="A\r\nEND:VEVENT\r\nBEGIN:VEVENT\x07", summary="x")
    lines = text().split("\r\n")
    assert sum(line == "BEGIN:VEVENT" for line in lines) == 1
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\x07" not in text()
    assert text().endswith("END:VCALENDAR\r\n")


@pytest.mark.django_db
def test_it_is_the_same_for_the_same_state() -> None:
    make_event()
    assert text() == text()
