"""What is shown where an address names no dates."""

import pytest

from events.edtf import MINUTES_PER_DAY, day_minutes
from events.timeline.span import LEAST_WIDTH, Ends, span_of

AT = day_minutes(2024, 7, 1)
YEARS = 366 * MINUTES_PER_DAY


def year(number: int) -> int:
    return day_minutes(number, 6, 1)


def ends(begins: list[int], lasts: list[int], count: int) -> Ends:
    return Ends([year(y) for y in begins], [year(y) for y in lasts], count)


@pytest.mark.parametrize(
    ("found", "first", "last"),
    [
        (ends([1950, 1951, 1952, 1953], [2020, 2019, 2018, 2017], 500), 1950, 2020),
        (ends([1000, 1990, 1991, 1992], [2020, 2019, 2018, 2017], 500), 1990, 2020),
        (ends([1000, 1990, 1991, 1992], [2900, 2019, 2018, 2017], 500), 1990, 2019),
        (ends([-9000, 1, 1990, 1991], [2020, 2019, 2018, 2017], 500), 1990, 2020),
        (ends([1000, 1990, 1991], [2020, 2019, 2018], 3), 1000, 2020),
        (ends([1965, 1990, 1991, 1992], [2020, 2019, 2018, 2017], 500), 1965, 2020),
        (ends([1000, 1001, 1002, 1003], [2020, 2019, 2018, 2017], 500), 1000, 2020),
    ],
)
def test_the_few_far_from_all_others_are_left_at_the_edge(found: Ends, first: int, last: int) -> None:
    low, high = span_of(found, at=AT)
    slack = (high - low) // 35 + YEARS
    assert year(first) - slack <= low <= year(first)
    assert year(last) <= high <= year(last) + slack


def test_given_ends_are_kept_as_they_are() -> None:
    found = ends([1950, 1951], [2020, 2019], 40)
    low, high = span_of(found, at=AT, low=year(1970))
    assert (low, high >= year(2020)) == (year(1970), True)
    assert span_of(found, at=AT, low=5, high=7) == (5, 7)
    low, high = span_of(found, at=AT, low=year(2030))
    assert high > low == year(2030)


def test_nothing_found_shows_the_year_around_now() -> None:
    low, high = span_of(Ends([], [], 0), at=AT)
    assert low < AT < high
    assert 364 * MINUTES_PER_DAY < high - low < 400 * MINUTES_PER_DAY


@pytest.mark.parametrize("days", [1, 2, 3, 4, 5, 6])
def test_few_days_are_shown_with_whole_days_around_them(days: int) -> None:
    day = day_minutes(2024, 3, 5)
    low, high = span_of(Ends([day], [day + days * MINUTES_PER_DAY - 1], 1), at=AT)
    assert (low % MINUTES_PER_DAY, (high + 1) % MINUTES_PER_DAY) == (0, 0)
    assert low < day < day + days * MINUTES_PER_DAY <= high


def test_a_single_day_stands_in_a_week() -> None:
    day = day_minutes(2023, 9, 11)
    low, high = span_of(Ends([day], [day + 1439], 1), at=AT)
    assert LEAST_WIDTH <= high - low + 1 < 2 * LEAST_WIDTH
    assert abs((low + high) // 2 - day - 720) < MINUTES_PER_DAY
