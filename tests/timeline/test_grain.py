"""What is counted together: whole units of the calendar, whichever way a reader came to the window."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import MINUTES_PER_DAY, bounds_of, civil, day_minutes, weekday
from events.timeline.grain import calendar_parts, equal_parts

HUGE = 10_000 * 366 * MINUTES_PER_DAY


@given(st.integers(-HUGE, HUGE), st.integers(0, HUGE), st.integers(1, 300))
def test_parts_cover_the_span_once_and_are_no_more_than_asked_for(low: int, width: int, most: int) -> None:
    for parts in (calendar_parts(low, low + width, most), equal_parts(low, low + width, most)):
        assert (parts[0], parts[-1]) == (low, low + width + 1)
        assert len(parts) - 1 <= most
    parts = calendar_parts(low, low + width, most)
    assert all(a < b for a, b in pairwise(parts))


@given(st.integers(-HUGE, HUGE), st.integers(60, HUGE), st.integers(-3, 3))
def test_the_parts_of_windows_that_overlap_are_the_same(low: int, width: int, quarters: int) -> None:
    here = calendar_parts(low, low + width, 200)
    there = calendar_parts(low + quarters * width // 4, low + width + quarters * width // 4, 200)
    if len(here) == len(there):
        both = (max(here[1], there[1]), min(here[-2], there[-2]))
        assert [p for p in here if both[0] <= p <= both[1]] == [p for p in there if both[0] <= p <= both[1]]


@pytest.mark.parametrize(
    ("span", "most", "inner"),
    [
        ("2023-08-01T10:00/2023-08-01T10:59", 12, {(2023, 8, 1, 10, minute) for minute in range(5, 60, 5)}),
        ("2023-08-01/2023-08-02", 4, {(2023, 8, 2, 0, 0)}),
        ("2023-08-03/2023-08-05", 4, {(2023, 8, 4, 0, 0), (2023, 8, 5, 0, 0)}),
        ("2023-02-10/2023-05-20", 5, {(2023, month, 1, 0, 0) for month in (3, 4, 5)}),
        (
            "2023-02-10/2024-05-20",
            6,
            {(2023, month, 1, 0, 0) for month in (4, 7, 10)} | {(2024, m, 1, 0, 0) for m in (1, 4)},
        ),
        ("1887/1921", 5, {(1890, 1, 1, 0, 0), (1900, 1, 1, 0, 0), (1910, 1, 1, 0, 0), (1920, 1, 1, 0, 0)}),
        ("-0029/0025", 7, {(year, 1, 1, 0, 0) for year in (-19, -9, 1, 10, 20)}),
        ("2023", 1, set()),
    ],
)
def test_parts_begin_where_units_of_the_calendar_begin(span: str, most: int, inner: set[tuple[int, ...]]) -> None:
    bounds = bounds_of(span)
    parts = calendar_parts(bounds.earliest_start or 0, bounds.latest_end or 0, most)
    assert {civil(minute) for minute in parts[1:-1]} == inner


def test_weeks_begin_on_monday() -> None:
    parts = calendar_parts(day_minutes(2023, 1, 1), day_minutes(2023, 12, 31), 60)
    assert len(parts) > 50
    assert {weekday(minute) for minute in parts[1:-1]} == {0}
