"""The `edtf` package, slow and at times wrong, as a second opinion on the days that strings mean."""

import math
from time import struct_time

import pytest
from edtf import EDTFParseException, parse_edtf

from events.edtf import EdtfError, bounds_of, civil, parse

AGREED = [
    "2023-09-11",
    "2024-02",
    "1984~",
    "-0043",
    "Y170000002",
    "1985/..",
    "../1985",
    "1964/2008",
    "2004-02-01/2005",
    "1984?/2004-06~",
    "2004-06-XX/2004-07-03",
    "2001-21",
    "2001-26",
    "2001-34",
    "2001-37",
    "2001-40",
    "198X",
    "19XX",
    "156X-12-25",
    "1985-XX-XX",
    "[1667,1668,1670..1672]",
    "[..1984]",
    "2001-02-03T09:30:01",
]

# Where the package is held to be wrong: the string, its first and last day there, and here.
DISAGREED = [
    ("2001-24", ((2001, 12, 1), (2001, 12, 31)), ((2001, 12, 1), (2002, 2, 28))),
    ("1985/", ((1985, 1, 1), (1995, 1, 1)), ((1985, 1, 1), None)),
    ("/1985", ((1975, 12, 31), (1985, 12, 31)), (None, (1985, 12, 31))),
]

# What it takes though it is no date, and what it does not know.
TAKEN_THERE = ["1900-02-29", "2005/2004"]
REFUSED_THERE = ["2023-09-11T14:05+09:00", "2023-09-11T14:05"]

Day = tuple[int, int, int]


def _their_day(moment: struct_time | float) -> Day | None:
    if isinstance(moment, struct_time):
        return moment.tm_year, moment.tm_mon, moment.tm_mday
    assert math.isinf(moment)
    return None


def _theirs(text: str) -> tuple[Day | None, Day | None]:
    value = parse_edtf(text)
    return _their_day(value.lower_strict()), _their_day(value.upper_strict())


def _ours(text: str) -> tuple[Day | None, Day | None]:
    bounds = bounds_of(text)
    first, last = (
        None if minutes is None else civil(minutes)[:3] for minutes in (bounds.earliest_start, bounds.latest_end)
    )
    return first, last


@pytest.mark.parametrize("text", AGREED)
def test_both_mean_the_same_days(text: str) -> None:
    assert _ours(text) == _theirs(text)


@pytest.mark.parametrize(("text", "theirs", "ours"), DISAGREED)
def test_the_disagreements_are_known(text: str, theirs: tuple[Day, Day], ours: tuple[Day | None, Day | None]) -> None:
    assert _theirs(text) == theirs
    assert _ours(text) == ours


@pytest.mark.parametrize("text", TAKEN_THERE)
def test_what_is_no_date_is_taken_only_there(text: str) -> None:
    assert parse_edtf(text)
    with pytest.raises(EdtfError):
        parse(text)


@pytest.mark.parametrize("text", REFUSED_THERE)
def test_minutes_without_seconds_are_read_only_here(text: str) -> None:
    with pytest.raises(EDTFParseException):
        parse_edtf(text)
    assert str(parse(text)) == text
