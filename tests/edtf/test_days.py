"""The calendar of any year, against the standard library where that reaches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import MINUTES_PER_DAY, civil, date_of, day_minutes, day_number, days_in_month, weekday
from events.edtf.days import month_minutes

ANY_YEAR = st.integers(-20_000, 20_000)
EPOCH = date(1970, 1, 1)


@given(ANY_YEAR, st.integers(1, 12), st.integers(1, 31), st.integers(0, 23), st.integers(0, 59))
def test_a_day_and_its_minutes_are_each_other(year: int, month: int, day: int, hour: int, minute: int) -> None:
    day = min(day, days_in_month(year, month))
    assert civil(day_minutes(year, month, day) + hour * 60 + minute) == (year, month, day, hour, minute)


@given(st.integers(-20_000 * 366 * MINUTES_PER_DAY, 20_000 * 366 * MINUTES_PER_DAY))
def test_minutes_and_their_day_are_each_other(minutes: int) -> None:
    year, month, day, hour, minute = civil(minutes)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert day_minutes(year, month, day) + hour * 60 + minute == minutes


@given(st.dates())
def test_it_counts_as_the_standard_library_does(day: date) -> None:
    minutes = day_minutes(day.year, day.month, day.day)
    assert timedelta(minutes=minutes) == day - EPOCH
    assert weekday(minutes + MINUTES_PER_DAY - 1) == day.weekday()


@given(ANY_YEAR)
def test_a_year_follows_the_last_and_repeats_after_400(year: int) -> None:
    length = 365 + (days_in_month(year, 2) - 28)
    assert day_minutes(year + 1, 1, 1) - day_minutes(year, 1, 1) == length * MINUTES_PER_DAY
    assert day_minutes(year + 400, 1, 1) - day_minutes(year, 1, 1) == 146_097 * MINUTES_PER_DAY
    assert month_minutes(year, 13) == day_minutes(year + 1, 1, 1)


@pytest.mark.parametrize(
    ("day", "minutes", "name"),
    [
        ((1970, 1, 1), 0, "Thursday"),
        ((1969, 12, 31), -1440, "Wednesday"),
        ((2000, 2, 29), 951_782_400 // 60, "Tuesday"),
        ((0, 2, 29), -719_469 * 1440, "Tuesday"),  # 1 BC is a leap year before the calendar was made
        ((-4713, 11, 24), -2_440_588 * 1440, "Monday"),  # where Julian day numbers begin
    ],
)
def test_known_days(day: tuple[int, int, int], minutes: int, name: str) -> None:
    assert day_minutes(*day) == minutes
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    assert names[weekday(minutes)] == name


@given(st.dates())
def test_a_date_and_its_day_are_each_other_and_agree_with_minutes(day: date) -> None:
    number = day_number(day)
    assert date_of(number) == day
    assert number * MINUTES_PER_DAY == day_minutes(day.year, day.month, day.day)


def test_a_day_beyond_what_dates_can_say_is_the_nearest_one() -> None:
    assert date_of(day_number(date.min) - 1) == date.min
    assert date_of(10**9) == date.max
    assert (day_number(date(1970, 1, 1)), date_of(-1)) == (0, date(1969, 12, 31))
