"""The four bounds of a value, and what is possibly and certainly in a window, against enumeration of the days."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.edtf import (
    GRAINS,
    MINUTES_PER_DAY,
    Bounds,
    Clock,
    Date,
    Edge,
    EdtfError,
    Interval,
    OneOf,
    Span,
    Value,
    bounds_of,
    certainly_in,
    civil,
    day_minutes,
    grain_of,
    lasts,
    normal,
    parse,
    possibly_in,
)
from tests.edtf.strategies import dates, intervals, sets, values

# String, grain, then earliest start, latest start, earliest end, latest end.
BOUNDS = [
    ("2023-09-11", "day", "2023-09-11T00:00 2023-09-11T23:59 2023-09-11T00:00 2023-09-11T23:59"),
    ("2024-02", "month", "2024-02-01T00:00 2024-02-29T23:59 2024-02-01T00:00 2024-02-29T23:59"),
    ("1900-02", "month", "1900-02-01T00:00 1900-02-28T23:59 1900-02-01T00:00 1900-02-28T23:59"),
    ("2023", "year", "2023-01-01T00:00 2023-12-31T23:59 2023-01-01T00:00 2023-12-31T23:59"),
    ("-0043", "year", "-43-01-01T00:00 -43-12-31T23:59 -43-01-01T00:00 -43-12-31T23:59"),
    ("Y-12000", "year", "-12000-01-01T00:00 -12000-12-31T23:59 -12000-01-01T00:00 -12000-12-31T23:59"),
    ("199X", "decade", "1990-01-01T00:00 1999-12-31T23:59 1990-01-01T00:00 1999-12-31T23:59"),
    ("19XX", "century", "1900-01-01T00:00 1999-12-31T23:59 1900-01-01T00:00 1999-12-31T23:59"),
    ("1XXX", "millennium", "1000-01-01T00:00 1999-12-31T23:59 1000-01-01T00:00 1999-12-31T23:59"),
    ("-004X", "decade", "-49-01-01T00:00 -40-12-31T23:59 -49-01-01T00:00 -40-12-31T23:59"),
    ("-000X", "decade", "-9-01-01T00:00 -1-12-31T23:59 -9-01-01T00:00 -1-12-31T23:59"),
    ("2004-XX", "year", "2004-01-01T00:00 2004-12-31T23:59 2004-01-01T00:00 2004-12-31T23:59"),
    ("1985-04-XX", "month", "1985-04-01T00:00 1985-04-30T23:59 1985-04-01T00:00 1985-04-30T23:59"),
    ("1985-XX-31", "year", "1985-01-31T00:00 1985-12-31T23:59 1985-01-31T00:00 1985-12-31T23:59"),
    ("156X-12-25", "decade", "1560-12-25T00:00 1569-12-25T23:59 1560-12-25T00:00 1569-12-25T23:59"),
    ("19XX-02-29", "century", "1904-02-29T00:00 1996-02-29T23:59 1904-02-29T00:00 1996-02-29T23:59"),
    ("2019-21", "season", "2019-03-01T00:00 2019-05-31T23:59 2019-03-01T00:00 2019-05-31T23:59"),
    ("2019-22", "season", "2019-06-01T00:00 2019-08-31T23:59 2019-06-01T00:00 2019-08-31T23:59"),
    ("2019-23", "season", "2019-09-01T00:00 2019-11-30T23:59 2019-09-01T00:00 2019-11-30T23:59"),
    ("2019-24", "season", "2019-12-01T00:00 2020-02-29T23:59 2019-12-01T00:00 2020-02-29T23:59"),
    ("2019-28", "season", "2019-12-01T00:00 2020-02-29T23:59 2019-12-01T00:00 2020-02-29T23:59"),
    ("2019-29", "season", "2019-09-01T00:00 2019-11-30T23:59 2019-09-01T00:00 2019-11-30T23:59"),
    ("2019-30", "season", "2019-12-01T00:00 2020-02-29T23:59 2019-12-01T00:00 2020-02-29T23:59"),
    ("2019-32", "season", "2019-06-01T00:00 2019-08-31T23:59 2019-06-01T00:00 2019-08-31T23:59"),
    ("2023-35", "quarter", "2023-07-01T00:00 2023-09-30T23:59 2023-07-01T00:00 2023-09-30T23:59"),
    ("2023-38", "third", "2023-05-01T00:00 2023-08-31T23:59 2023-05-01T00:00 2023-08-31T23:59"),
    ("2023-41", "half", "2023-07-01T00:00 2023-12-31T23:59 2023-07-01T00:00 2023-12-31T23:59"),
    ("2023-09-11T14", "hour", "2023-09-11T14:00 2023-09-11T14:59 2023-09-11T14:00 2023-09-11T14:59"),
    ("2023-09-11T14:05", "minute", "2023-09-11T14:05 2023-09-11T14:05 2023-09-11T14:05 2023-09-11T14:05"),
    ("2023-09-11T00:05:59+09:00", "minute", "2023-09-11T00:05 2023-09-11T00:05 2023-09-11T00:05 2023-09-11T00:05"),
    ("2023-09-12~", "day", "2023-09-12T00:00 2023-09-12T23:59 2023-09-12T00:00 2023-09-12T23:59"),
    ("2023-09-11/2023-09-18", "day", "2023-09-11T00:00 2023-09-11T23:59 2023-09-18T00:00 2023-09-18T23:59"),
    ("2004-06/2006", "month", "2004-06-01T00:00 2004-06-30T23:59 2006-01-01T00:00 2006-12-31T23:59"),
    ("1990/1990", "year", "1990-01-01T00:00 1990-12-31T23:59 1990-01-01T00:00 1990-12-31T23:59"),
    ("2004-06-15/2004-06", "day", "2004-06-15T00:00 2004-06-15T23:59 2004-06-15T00:00 2004-06-30T23:59"),
    ("2004/2004-06-15", "year", "2004-01-01T00:00 2004-06-15T23:59 2004-06-15T00:00 2004-06-15T23:59"),
    ("2023-09-12/..", "day", "2023-09-12T00:00 2023-09-12T23:59 - -"),
    ("2023-09/", "month", "2023-09-01T00:00 2023-09-30T23:59 - -"),
    ("../2023-09-09", "day", "- - 2023-09-09T00:00 2023-09-09T23:59"),
    ("/2023", "year", "- - 2023-01-01T00:00 2023-12-31T23:59"),
    ("[2026-12-01..2026-12-15]", "day", "2026-12-01T00:00 2026-12-15T23:59 2026-12-01T00:00 2026-12-15T23:59"),
    ("[..2023-09-09]", "day", "- 2023-09-09T23:59 - 2023-09-09T23:59"),
    ("[2023-09-12..]", "day", "2023-09-12T00:00 - 2023-09-12T00:00 -"),
    ("[1668,1667,1670..1672]", "year", "1667-01-01T00:00 1672-12-31T23:59 1667-01-01T00:00 1672-12-31T23:59"),
    ("[..1667,1668..]", "year", "- - - -"),
]

# String, window, possibly in it, certainly in it.
COMPARISONS = [
    ("2023-09-11", "2023-09-11", "2023-09-11", True, True),
    ("2023-09-11", "2023-09-12", "2023-09-30", False, False),
    ("2023-09", "2023-09-11", "2023-09-30", True, False),
    ("2023-09", "2023-01-01", "2023-12-31", True, True),
    ("199X", "1999-12-31", "2010-01-01", True, False),
    # What lasted beyond the window on both sides is in it for certain, one moment somewhere in the same span is not.
    ("2023-01-01/2023-12-31", "2023-06-01", "2023-06-30", True, True),
    ("[2023-01-01..2023-12-31]", "2023-06-01", "2023-06-30", True, False),
    ("2022/2024", "2023-01-01", "2023-12-31", True, True),
    ("2022/2024", "2022-06-01", "2022-06-30", True, False),
    ("1990/1990", "1990-06-01", "1990-06-30", True, False),
    ("1990/1990", "1990-01-01", "1990-12-31", True, True),
    # An open or unknown end may lie anywhere, so nothing is certain where the window asks for it.
    ("2023-09-12/..", "2023-01-01", "2023-09-11", False, False),
    ("2023-09-12/..", "2024-01-01", "2024-12-31", True, False),
    ("2023-09-12/..", None, "2023-09-12", True, True),
    ("2023-09-12/..", None, None, True, True),
    ("../2023-09-09", "2023-09-09", None, True, True),
    ("../2023-09-09", "2023-09-10", None, False, False),
    ("[..2023-09-09]", None, "2023-09-09", True, True),
    ("[..2023-09-09]", "2023-01-01", "2023-09-09", True, False),
    ("[2023-09-12..]", "2023-09-12", None, True, True),
    ("-0043-03-15", "-0044", "-0042", True, True),
    ("Y-12000", None, "-9999", True, True),
]


@pytest.mark.parametrize(("text", "grain", "expected"), BOUNDS)
def test_the_bounds_of_every_kind_of_value(text: str, grain: str, expected: str) -> None:
    assert " ".join(map(_told, _columns(bounds_of(text)))) == expected
    assert bounds_of(parse(text)) == bounds_of(text)
    assert grain_of(text) == grain_of(parse(text)) == grain
    assert grain in GRAINS


@pytest.mark.parametrize(("text", "low", "high", "possibly", "certainly"), COMPARISONS)
def test_what_is_in_a_window(text: str, low: str | None, high: str | None, possibly: bool, certainly: bool) -> None:
    first = None if low is None else bounds_of(low).earliest_start
    last = None if high is None else bounds_of(high).latest_end
    bounds = bounds_of(text)
    assert possibly_in(bounds, first, last) is possibly
    assert certainly_in(bounds, first, last, lasts=lasts(text)) is certainly


@given(values())
def test_bounds_are_ordered(value: Value) -> None:
    bounds = bounds_of(value)
    for earlier, later in (
        (bounds.earliest_start, bounds.latest_start),
        (bounds.earliest_end, bounds.latest_end),
        (bounds.earliest_start, bounds.earliest_end),
        (bounds.latest_start, bounds.latest_end),
    ):
        assert earlier is None or later is None or earlier <= later


@given(values())
def test_a_text_is_normal_as_its_value_writes_it(value: Value) -> None:
    assert normal(str(value)) == (str(value), bounds_of(value))


@pytest.mark.parametrize(
    "text", ["2024/2023", "2023-09/", "../2023-09-11", "2023/2024/2025", "/", "x/2024", "2023/[2024,2025]", ""]
)
def test_what_is_normal_is_what_is_read(text: str) -> None:
    try:
        value = parse(text)
    except EdtfError as error:
        with pytest.raises(EdtfError, match=re.escape(str(error))):
            normal(text)
    else:
        assert normal(text) == (str(value), bounds_of(value))


@given(values())
def test_bounds_fit_a_column_and_a_script(value: Value) -> None:
    assert all(minutes is None or abs(minutes) < 2**53 for minutes in _columns(bounds_of(value)))


@given(dates(), st.booleans(), st.booleans(), st.none() | st.integers(-959, 959))
def test_no_mark_and_no_offset_moves_a_bound(day: Date, approximate: bool, uncertain: bool, offset: int | None) -> None:
    clock = day.clock and replace(day.clock, offset=offset)
    assert bounds_of(replace(day, approximate=approximate, uncertain=uncertain, clock=clock)) == bounds_of(day)


@given(values(), st.integers(-(10**9), 10**9), st.integers(0, 10**8))
def test_what_is_certain_is_possible(value: Value, low: int, length: int) -> None:
    bounds = bounds_of(value)
    window = (low, low + length)
    assert possibly_in(bounds, *window) or not certainly_in(bounds, *window, lasts=lasts(value))


# ---- against enumeration: a world of two years, in which every reading of a value is written down

WORLD = [date(1999, 11, 1) + timedelta(days=n) for n in range(640)]
MONTHS_OF_CODE = {
    **{month: (month,) for month in range(1, 13)},
    **dict.fromkeys((21, 25, 31), (3, 4, 5)),
    **dict.fromkeys((22, 26, 32), (6, 7, 8)),
    **dict.fromkeys((23, 27, 29), (9, 10, 11)),
    **{33: (1, 2, 3), 34: (4, 5, 6), 35: (7, 8, 9), 36: (10, 11, 12)},
    **{37: (1, 2, 3, 4), 38: (5, 6, 7, 8), 39: (9, 10, 11, 12)},
    **{40: (1, 2, 3, 4, 5, 6), 41: (7, 8, 9, 10, 11, 12)},
}
WINTERS = (24, 28, 30)


def _is_meant(value: Date, day: date) -> bool:
    """Whether a day is one of those that a date of day grain or coarser may mean, told from its fields."""
    if value.month in WINTERS:
        return (day.year, day.month) in ((value.year, 12), (value.year + 1, 1), (value.year + 1, 2))
    if day.year != value.year:
        return False
    months = MONTHS_OF_CODE[value.month] if value.month else range(1, 13)
    return day.month in months and value.day in (None, 0, day.day)


def _days(value: Date) -> list[date]:
    return [day for day in WORLD if _is_meant(value, day)]


def _readings(value: Value) -> Iterator[tuple[date, date]]:
    """Every first and last day that a value may mean, inside the world: of one moment they are the same."""
    if isinstance(value, Interval):
        starts = WORLD if isinstance(value.start, Edge) else _days(value.start)
        ends = WORLD if isinstance(value.end, Edge) else _days(value.end)
        yield from ((start, end) for start in starts for end in ends if start <= end)
    elif isinstance(value, OneOf):
        yield from ((day, day) for choice in value.choices for day in _days_of_choice(choice))
    else:
        yield from ((day, day) for day in _days(value))


def _days_of_choice(choice: Date | Span) -> list[date]:
    if isinstance(choice, Date):
        return _days(choice)
    first = WORLD[0] if isinstance(choice.first, Edge) else min(_days(choice.first))
    last = WORLD[-1] if isinstance(choice.last, Edge) else max(_days(choice.last))
    return [day for day in WORLD if first <= day <= last]


@st.composite
def world_dates(draw: st.DrawFn) -> Date:
    """A date of day grain or coarser that lies in the world whole."""
    month = draw(st.none() | st.sampled_from([0, *MONTHS_OF_CODE, *WINTERS]))
    day = draw(st.integers(1, 28)) if month and month <= 12 and draw(st.booleans()) else None
    winter = month in WINTERS and draw(st.booleans())
    return Date(1999 if winter else 2000, month, day)


DAYS_APART = st.tuples(st.integers(30, len(WORLD) - 30), st.integers(0, 120))


def _window(position: tuple[int, int]) -> tuple[date, date]:
    low, length = position
    return WORLD[low], WORLD[min(low + length, len(WORLD) - 30)]


@settings(max_examples=60, deadline=None)
@given(world_dates() | intervals(world_dates()) | sets(world_dates()), DAYS_APART)
def test_comparisons_agree_with_enumeration_of_the_days(value: Value, position: tuple[int, int]) -> None:
    low, high = _window(position)
    touches = [start <= high and end >= low for start, end in _readings(value)]
    bounds = bounds_of(value)
    window = (day_minutes(*low.timetuple()[:3]), day_minutes(*high.timetuple()[:3]) + MINUTES_PER_DAY - 1)
    certain = certainly_in(bounds, *window, lasts=lasts(value))
    assert not certain or all(touches)
    assert possibly_in(bounds, *window) or not any(touches)
    if None not in _columns(bounds) and _has_no_gap(value):
        assert certain == all(touches)
        assert possibly_in(bounds, *window) == any(touches)


@settings(max_examples=60, deadline=None)
@given(world_dates() | intervals(world_dates()) | sets(world_dates()))
def test_bounds_are_the_first_and_last_of_the_days_enumerated(value: Value) -> None:
    readings = list(_readings(value))
    starts, ends = [start for start, _ in readings], [end for _, end in readings]
    found = [None if minutes is None else date(*civil(minutes)[:3]) for minutes in _columns(bounds_of(value))]
    for bound, day in zip(found, (min(starts), max(starts), min(ends), max(ends)), strict=True):
        assert bound in (None, day)
    assert (None in found) == _is_open(value)


def _is_open(value: Value) -> bool:
    """Whether an end of the value is open or unknown."""
    if isinstance(value, Interval):
        return isinstance(value.start, Edge) or isinstance(value.end, Edge)
    if isinstance(value, OneOf):
        ends = (end for choice in value.choices if isinstance(choice, Span) for end in (choice.first, choice.last))
        return any(isinstance(end, Edge) for end in ends)
    return False


def _has_no_gap(value: Value) -> bool:
    return not isinstance(value, OneOf) or len(value.choices) == 1


def _columns(bounds: Bounds) -> tuple[int | None, ...]:
    return bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end


def _told(minutes: int | None) -> str:
    """A minute as the table has it, "-" for none."""
    if minutes is None:
        return "-"
    year, month, day, hour, minute = civil(minutes)
    return f"{year}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}"


def test_a_clock_by_the_hour_is_its_sixty_minutes() -> None:
    hour = Date(2023, 9, 11, Clock(14))
    assert hour.last() - hour.first() == 59
