"""Dates in words: whole and short."""

import re

import pytest
from hypothesis import given

from events.edtf import EdtfError, Value, describe, describe_short, parse
from tests.edtf.strategies import values

WORDS = [
    # One date of each grain.
    ("2023-09-12", "12 September 2023", "12 Sep 2023"),
    ("2023-09", "September 2023", "Sep 2023"),
    ("2023", "2023", "2023"),
    ("2019-21", "spring 2019", "spring 2019"),
    ("2019-28", "northern winter 2019–20", "northern winter 2019–20"),
    ("2019-29", "southern spring 2019", "southern spring 2019"),
    ("2023-35", "third quarter of 2023", "Q3 2023"),
    ("2023-38", "middle four months of 2023", "May–Aug 2023"),
    ("2023-41", "second half of 2023", "H2 2023"),
    # A winter has two years.
    ("2023-24", "winter 2023–24", "winter 2023–24"),
    ("1999-24", "winter 1999–2000", "winter 1999–2000"),
    ("0000-24", "winter 1 BC – AD 1", "winter 1 BC – AD 1"),
    ("-0043-24", "winter 44–43 BC", "winter 44–43 BC"),
    # Years before 1000 and beyond 9999 say that they are years; 0 is 1 BC.
    ("0476", "AD 476", "AD 476"),
    ("1000", "1000", "1000"),
    ("0000", "1 BC", "1 BC"),
    ("-0043", "44 BC", "44 BC"),
    ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"),
    ("-9999", "10,000 BC", "10,000 BC"),
    ("Y12023", "year 12,023", "year 12,023"),
    ("Y-170000002", "170,000,003 BC", "170,000,003 BC"),
    # Digits that are not known.
    ("199X", "the 1990s", "1990s"),
    ("190X", "the decade 1900–1909", "decade 1900–1909"),
    ("047X", "the decade AD 470–479", "decade AD 470–479"),
    ("-004X", "the decade 50–41 BC", "decade 50–41 BC"),
    ("000X", "the decade 1 BC – AD 9", "decade 1 BC – AD 9"),
    ("19XX", "the 20th century", "20th century"),
    ("10XX", "the 11th century", "11th century"),
    ("20XX", "the 21st century", "21st century"),
    ("00XX", "the century 1 BC – AD 99", "century 1 BC – AD 99"),
    ("1XXX", "the millennium 1000–1999", "millennium 1000–1999"),
    ("2004-XX", "a month in 2004", "a month in 2004"),
    ("1985-XX-XX", "a day in 1985", "a day in 1985"),
    ("1985-04-XX", "a day in April 1985", "a day in Apr 1985"),
    ("1985-XX-05", "day 5 of a month in 1985", "day 5 of a month in 1985"),
    ("156X-12-25", "25 December in the 1560s", "25 Dec in 1560s"),
    ("199X-35", "third quarter in the 1990s", "Q3 in 1990s"),
    ("199X-24", "winter in the 1990s", "winter in 1990s"),
    # Marks.
    ("2023-09~", "about September 2023", "about Sep 2023"),
    ("1991~", "about 1991", "about 1991"),
    ("2023-09?", "September 2023, uncertain", "Sep 2023, uncertain"),
    ("1984%", "about 1984, uncertain", "about 1984, uncertain"),
    ("199X~", "about the 1990s", "about 1990s"),
    # Times of day.
    ("2023-09-11T14:05", "11 September 2023, 14:05", "11 Sep 2023, 14:05"),
    ("2023-09-11T14:05+09:00", "11 September 2023, 14:05 (UTC+9)", "11 Sep 2023, 14:05 UTC+9"),
    ("2001-02-03T09:30:01Z", "3 February 2001, 09:30:01 (UTC)", "3 Feb 2001, 09:30:01 UTC"),
    ("2001-02-03T09:30-03:30", "3 February 2001, 09:30 (UTC−3:30)", "3 Feb 2001, 09:30 UTC−3:30"),
    ("2023-09-11T23", "11 September 2023, between 23:00 and 24:00", "11 Sep 2023, between 23:00 and 24:00"),
    # Intervals say what their ends share once.
    ("2023-09-04/2023-09-10", "4 to 10 September 2023", "4–10 Sep 2023"),
    ("2023-08-28/2023-09-03", "28 August to 3 September 2023", "28 Aug – 3 Sep 2023"),
    ("2022-12-28/2023-01-03", "28 December 2022 to 3 January 2023", "28 Dec 2022 – 3 Jan 2023"),
    ("2004-06/2004-08", "June to August 2004", "Jun–Aug 2004"),
    ("2004-06/2006-06", "June 2004 to June 2006", "Jun 2004 – Jun 2006"),
    ("1964/2008", "1964 to 2008", "1964–2008"),
    ("-0043/-0030", "44 to 31 BC", "44–31 BC"),
    ("-0043/0014", "44 BC to AD 14", "44 BC – AD 14"),
    ("-0043-03-15/-0030-09-02", "15 March 44 to 2 September 31 BC", "15 Mar 44 – 2 Sep 31 BC"),
    ("199X/2004", "the 1990s to 2004", "1990s–2004"),
    ("2019-21/2019-23", "spring to autumn 2019", "spring–autumn 2019"),
    ("2023-24/2024-21", "winter 2023–24 to spring 2024", "winter 2023–24 – spring 2024"),
    ("2023-33/2023-35", "first quarter to third quarter of 2023", "Q1–Q3 2023"),
    ("2023-37/2023-38", "first four months to middle four months of 2023", "Jan–Apr – May–Aug 2023"),
    ("2023-09-01/2023-10", "1 September 2023 to October 2023", "1 Sep 2023 – Oct 2023"),
    ("1990/1990", "during 1990", "during 1990"),
    ("2023-09-11/2023-09-11~", "during 11 September 2023, end approximate", "during 11 Sep 2023, end approximate"),
    (
        "2023-09-11T14:05+09:00/2023-09-11T16:00+09:00",
        "11 September 2023, 14:05 to 16:00 (UTC+9)",
        "11 Sep 2023, 14:05 – 16:00 UTC+9",
    ),
    (
        "2023-09-11T22:05/2023-09-12T02:00",
        "11 September 2023, 22:05 to 12 September 2023, 02:00",
        "11 Sep 2023, 22:05 – 12 Sep 2023, 02:00",
    ),
    (
        "2023-09-11T14:05+09:00/2023-09-11T16:00Z",
        "11 September 2023, 14:05 (UTC+9) to 11 September 2023, 16:00 (UTC)",
        "11 Sep 2023, 14:05 UTC+9 – 11 Sep 2023, 16:00 UTC",
    ),
    # Marks of their ends.
    ("2023-09-11/2023-09-18~", "11 to about 18 September 2023", "11–18 Sep 2023, end approximate"),
    ("2023-09-11~/2023-09-18", "about 11 to 18 September 2023", "11–18 Sep 2023, start approximate"),
    ("1984~/2004~", "about 1984 to about 2004", "1984–2004, start and end approximate"),
    (
        "1984?/2004-06~",
        "1984 to about June 2004, start uncertain",
        "1984 – Jun 2004, start uncertain, end approximate",
    ),
    ("1984%/2004", "about 1984 to 2004, start uncertain", "1984–2004, start approximate and uncertain"),
    # Open ends and unknown ends are different things.
    ("2023-09-12/..", "12 September 2023 or later", "12 Sep 2023 or later"),
    ("2023-09-12/", "from 12 September 2023, end unknown", "from 12 Sep 2023, end unknown"),
    ("../2023-09-09", "up to 9 September 2023", "up to 9 Sep 2023"),
    ("/2023-09-09", "until 9 September 2023, start unknown", "until 9 Sep 2023, start unknown"),
    ("1997-10~/..", "about October 1997 or later", "about Oct 1997 or later"),
    ("1997-10?/..", "October 1997 or later, uncertain", "Oct 1997 or later, uncertain"),
    # One of several.
    ("[2026-12-01..2026-12-15]", "one day from 1 to 15 December 2026", "one day from 1 to 15 Dec 2026"),
    ("[1991..1995]", "some time from 1991 to 1995", "some time from 1991 to 1995"),
    ("[2004-06-30..2004-08]", "some time from 30 June 2004 to August 2004", "some time from 30 Jun 2004 to Aug 2004"),
    ("[..2023-09-09]", "some time up to 9 September 2023", "some time up to 9 Sep 2023"),
    ("[2023-09-12..]", "some time from 12 September 2023 on", "some time from 12 Sep 2023 on"),
    ("[2023-09-11,2023-09-12]", "11 or 12 September 2023", "11 or 12 Sep 2023"),
    ("[2023-09-11,2023-10-12]", "11 September or 12 October 2023", "11 Sep or 12 Oct 2023"),
    ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672", "1667, 1668 or 1670 to 1672"),
    ("[..1667,1670..]", "up to 1667 or 1670 or later", "up to 1667 or 1670 or later"),
    ("[1984?,1985~]", "1984 or about 1985, uncertain", "1984 or about 1985, uncertain"),
    ("[1984]", "1984", "1984"),
    ("[1984..1984]", "1984", "1984"),
    ("[2023-09-11~..2023-09-18?]", "one day from about 11 to 18 September 2023, uncertain", None),
]


@pytest.mark.parametrize(("text", "whole", "short"), WORDS)
def test_it_says_dates_in_plain_words(text: str, whole: str, short: str | None) -> None:
    assert describe(text) == describe(parse(text)) == whole
    if short is not None:
        assert describe_short(text) == describe_short(parse(text)) == short


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-09-12/..", "Tuesday 12 September 2023 or later"),
        ("2023-09-11/2023-09-18~", "Monday 11 to about Monday 18 September 2023"),
        ("1582-10-15", "Friday 15 October 1582"),
        ("1582-10-14", "14 October 1582"),
        ("-0043-03-15", "15 March 44 BC"),
        ("2023-09", "September 2023"),
        ("156X-12-25", "25 December in the 1560s"),
    ],
)
def test_it_names_the_day_of_the_week_where_asked(text: str, words: str) -> None:
    assert describe(text, weekdays=True) == words


@pytest.mark.parametrize("say", [describe, describe_short])
def test_it_refuses_what_is_no_date(say: object) -> None:
    assert callable(say)
    with pytest.raises(EdtfError, match="the year comes first"):
        say("12 September 2023")


@given(values())
def test_every_value_can_be_said(value: Value) -> None:
    for words in (describe(value), describe(value, weekdays=True), describe_short(value)):
        assert words == words.strip()
        assert words.isprintable()
        assert not re.search(r"  | ,|,,|\.\.|None|X|~|\?|%", words)
