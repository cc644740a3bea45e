"""What is read, how it is written back, and what is refused with which words."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.edtf import (
    LONGEST,
    UNSPECIFIED,
    Clock,
    Date,
    Edge,
    EdtfError,
    Interval,
    OneOf,
    Span,
    Value,
    parse,
)
from tests.edtf.strategies import values

# The examples that the standard gives for its levels 0 and 1, and for what is read of level 2.
STANDARD = [
    "1985-04-12",
    "1985-04",
    "1985",
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04:00",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
    "Y170000002",
    "Y-170000002",
    "2001-21",
    "2003-22",
    "2000-23",
    "2010-24",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985-04",
    "../1985",
    "1985-04-12/",
    "1985-04/",
    "1985/",
    "/1985-04-12",
    "/1985-04",
    "/1985",
    "1984~/2004-06",
    "1984/2004-06~",
    "1984~/2004~",
    "1984?/2004%",
    "1984-06-02?/2004-08-08~",
    "-1985",
    "2001-34",
    "156X-12-25",
    "15XX-12-25",
    "1XXX-XX",
    "1XXX-12",
    "[1667,1668,1670..1672]",
    "[..1760-12-03]",
    "[1760-12..]",
    "[1760-01,1760-02,1760-12..]",
    "[1667,1760-12]",
    "2004-06-XX/2004-07-03",
]

MEANINGS: list[tuple[str, Value]] = [
    ("2023-09-11", Date(2023, 9, 11)),
    ("2023", Date(2023)),
    ("0000", Date(0)),
    ("-0043", Date(-43)),
    ("-0043-03-15", Date(-43, 3, 15)),
    ("Y12023", Date(12023)),
    ("Y-12023~", Date(-12023, approximate=True)),
    ("199X", Date(1990, unspecified=1)),
    ("19XX?", Date(1900, uncertain=True, unspecified=2)),
    ("1XXX", Date(1000, unspecified=3)),
    ("000X", Date(0, unspecified=1)),
    ("-004X", Date(-49, unspecified=1)),
    ("-000X", Date(-9, unspecified=1)),
    ("2004-XX", Date(2004, UNSPECIFIED)),
    ("1985-04-XX", Date(1985, 4, UNSPECIFIED)),
    ("1985-XX-05", Date(1985, UNSPECIFIED, 5)),
    ("2023-24", Date(2023, 24)),
    ("1984%", Date(1984, approximate=True, uncertain=True)),
    ("2023-09-11T14", Date(2023, 9, 11, Clock(14))),
    ("2023-09-11T14:05~", Date(2023, 9, 11, Clock(14, 5), approximate=True)),
    ("2023-09-11T14:05:30-03:30", Date(2023, 9, 11, Clock(14, 5, 30, -210))),
    ("2023-09-12/..", Interval(Date(2023, 9, 12), Edge.OPEN)),
    ("/2023", Interval(Edge.UNKNOWN, Date(2023))),
    ("[..2023]", OneOf((Span(Edge.OPEN, Date(2023)),))),
    ("[1667,1670..1672]", OneOf((Date(1667), Span(Date(1670), Date(1672))))),
]

# Other spellings of the same, and how they are written here.
SPELLINGS = [
    ("[1667,1668, 1670..1672]", "[1667,1668,1670..1672]"),
    ("2004-01-01T10:10:10+05", "2004-01-01T10:10:10+05:00"),
    ("2004-01-01T10:10:10+00:00", "2004-01-01T10:10:10Z"),
    ("2004-01-01T10:10:10-00:00", "2004-01-01T10:10:10Z"),
]

REFUSED = [
    ("", "write a date, such as 2023-09-11"),
    (" 2023", "leave out the spaces"),
    ("2023-09-11 14:05", "a T stands between day and time"),
    ("12 September 2023", "the year comes first"),
    ("September 2023", "write 2023, 2023-09, 2023-09-11"),
    ("None", "write 2023"),
    ("null", "write 2023"),
    ("1900-02-29", "no day 29 in 1900-02: its last day is 28"),
    ("2023-02-30", "its last day is 28"),
    ("2023-04-31", "its last day is 30"),
    ("2023-01-32", "its last day is 31"),
    ("1985-XX-32", "no day 32 in 1985-XX"),
    ("191X-02-30", "its last day is 29"),
    ("2023-13", "no month 13: months are 01 to 12"),
    ("2023-42", "no month 42"),
    ("2023-00", "no month 00: write XX"),
    ("2023-09-00", "no day 00: write XX"),
    ("2023-00-11", "no month 00: write XX"),
    ("2023-24-11", "a season or a part of a year and has no day 11"),
    ("2023-24-XX", "has no day XX"),
    ("-0000", "no year -0000"),
    ("2023-9-11", "two digits"),
    ("2023-09-1", "two digits"),
    ("23-09-11", "has four digits"),
    ("20230911", "hyphens stand between"),
    ("2023-254", "a day of the year"),
    ("12023", "longer ones begin with Y"),
    ("Y2023", "only before a year of more than four digits"),
    ("Y012023", "without leading zeros"),
    ("Y12023-05", "stands alone"),
    ("Y17E7", "write the year out"),
    ("1950S2", "write the year out"),
    ("Y12345678901", "ten are read"),
    ("199x", "a capital X"),
    ("199u", "a capital X"),
    ("XXXX", "X stands for the last digits"),
    ("1X99", "X stands for the last digits"),
    ("123XX", "X stands for the last digits"),
    ("1984-1X", "X stands for the last digits"),
    ("1985-04-1X", "X stands for the last digits"),
    ("2004-06~-11", "at the end of a date"),
    ("?2004", "at the end of a date"),
    ("2004??", "at the end of a date"),
    ("2023-09-11T24:00", "no hour 24"),
    ("2023-09-11T14:60", "no minute 60"),
    ("2023-09-11T14:05:60", "no second 60"),
    ("2023-09-11T14:05+16:00", "from -15:59 to +15:59"),
    ("2023-09-11T14:05+09:60", "its minutes run from 00 to 59"),
    ("2023-09-11T14:05.5", "a time is written"),
    ("2023-09-11T1405", "a time is written"),
    ("2023-09T14:05", "a time is written"),
    ("2023-09-XXT14:05", "needs a whole day"),
    ("199X-09-11T14:05", "needs a whole day"),
    ("2023-W36", "write its days, 2023-09-04/2023-09-10"),
    ("2020-W53", "write its days, 2020-12-28/2021-01-03"),
    ("2023-W99", "is no date"),
    ("2023-Q3", "quarters are 33 to 36"),
    ("2023-SP", "seasons 21 to 24"),
    ("P3D", "a length of time is not read"),
    ("2023-09-11/P1D", "a length of time is not read"),
    ("2024/2023", "write the earlier date first"),
    ("2023-09-12/2023-09-11", "“2023-09-11” is before “2023-09-12”"),
    ("2023-09-11T14:05/2023-09-11T14:04", "write the earlier date first"),
    ("[2024..2023]", "write the earlier date first"),
    ("../..", "names no date"),
    ("/", "names no date"),
    ("../", "names no date"),
    ("2023/09/11", "a day is written 2023-09-11"),
    ("11/09/2023", "a day is written 2023-09-11"),
    ("11/2023", "the year comes first"),
    ("[1985/1986]", "a set stands alone"),
    ("2023-09-11/2023-09-18/..", "only stands between a start and an end"),
    ("1985/open", "write .. for an open end"),
    ("unknown/1985", "write .. for an open end"),
    ("..1985", "write an open span"),
    ("1985..", "write an open span"),
    ("1985..1990", "in square brackets"),
    ("[1985", "in square brackets"),
    ("[1985]/1990", "in square brackets"),
    ("[[1985]]", "in square brackets"),
    ("{1960,1961-12}", "give each date its own event"),
    ("[]", "an empty place"),
    ("[1985,]", "an empty place"),
    ("[..]", "first date, a last date or both"),
    ("[1985..1986..1987]", "is no date"),
    ("[1985..,1990]", "open in its middle"),
    ("[1985,..1990]", "open in its middle"),
    ("2023–09–11", "a character that no date has"),
    ("２０２３", "a character that no date has"),
    ("٢٠٢٣-٠٩-١١", "a character that no date has"),
    ("2023-09-11\n", "a character that no date has"),
    ("2023\x00", "a character that no date has"),
    ("[2023,\x1b]", "a character that no date has"),
    ("−0043", "a character that no date has"),
]

HOSTILE = [
    "9" * 10_240,
    "Y" + "9" * 1_000,
    "Y" + "9" * 190,
    "-" * 10_240,
    "X" * 10_240,
    "2023-09-11/" * 1_000,
    "[" + "2023," * 2_000 + "2024]",
    "[" * 200,
    "." * 199,
    "2023-" * 39,
    "~" * 200,
    "2023-09-11T" + "0:" * 90,
    " " * 199 + "x",
    "\ud800",
    "\u202e2023-09-11",
    "1" * 199 + "X",
]


@pytest.mark.parametrize("text", STANDARD)
def test_it_reads_the_standards_own_examples(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(("text", "value"), MEANINGS)
def test_it_reads_what_is_meant(text: str, value: Value) -> None:
    assert parse(text) == value
    assert str(value) == text


@pytest.mark.parametrize(("text", "canonical"), SPELLINGS)
def test_it_writes_one_spelling(text: str, canonical: str) -> None:
    assert str(parse(text)) == canonical


@pytest.mark.parametrize(("text", "fragment"), REFUSED)
def test_it_refuses_and_says_what_would_be_right(text: str, fragment: str) -> None:
    with pytest.raises(EdtfError) as error:
        parse(text)
    assert fragment in str(error.value)
    assert str(error.value).isprintable()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_it_refuses_hostile_text_with_a_short_message(text: str) -> None:
    with pytest.raises(EdtfError) as error:
        parse(text)
    assert len(str(error.value)) < 400


@pytest.mark.parametrize("thing", [None, 2023, 2023.5, b"2023", ["2023"], True])
def test_it_refuses_what_is_no_text(thing: Any) -> None:
    with pytest.raises(EdtfError, match="A date is text"):
        parse(thing)


@pytest.mark.parametrize(
    ("make", "fragment"),
    [
        (lambda: Date(2023, None, 11), "no month"),
        (lambda: Date(2023, 2, 29), "its last day is 28"),
        (lambda: Date(12023, 5), "stands alone"),
        (lambda: Date(10**10), "too many digits"),
        (lambda: Date(1991, unspecified=1), "the earliest year meant"),
        (lambda: Date(0, unspecified=4), "the earliest year meant"),
        (lambda: Clock(14, None, 30), "has minutes before them"),
        (lambda: Interval(Date(2024), Date(2023)), "write the earlier date first"),
        (lambda: Interval(Edge.OPEN, Edge.UNKNOWN), "names no date"),
        (lambda: Span(Edge.UNKNOWN, Date(2023)), "a last date or both"),
        (lambda: OneOf(()), "at least one date"),
        (lambda: OneOf(tuple(Date(year) for year in range(1900, 1950))), "characters: 120 are read"),
    ],
)
def test_no_value_exists_that_is_not_valid(make: Any, fragment: str) -> None:
    with pytest.raises(EdtfError) as error:
        make()
    assert fragment in str(error.value)


@given(values())
def test_what_is_written_reads_as_the_same(value: Value) -> None:
    assert len(str(value)) <= LONGEST
    assert parse(str(value)) == value


@given(st.text(max_size=40) | st.text("0123456789XYTZ-~?%/.,[]:+ ", max_size=40))
@example("2023-09-11T14:05+09:00/..")
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        value = parse(text)
    except EdtfError:
        return
    assert parse(str(value)) == value


def test_a_set_is_counted_where_it_may_be_too_long() -> None:
    longest = Span(Date(-9999999999), Date(9999999999, approximate=True, uncertain=True))
    assert parse(str(OneOf((longest,) * 4))) == OneOf((longest,) * 4)
    with pytest.raises(EdtfError, match="characters"):
        OneOf((longest,) * 5)
