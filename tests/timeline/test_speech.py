"""Spans in words: said without reading a date again, and the same as where it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import MINUTES_PER_DAY, EdtfError, bounds_of, describe, describe_short
from events.timeline.speech import said_date, short_date, span_words
from events.timeline.window import span_text

DAYS = st.integers(-800_000, 2_900_000)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("2003-03-04/2003-03-09", "4 to 9 March 2003"),
        ("2003-03-04/2003-04-09", "4 March to 9 April 2003"),
        ("2003-03/2004-05-06", "March 2003 to 6 May 2004"),
        ("2003-03/2003-03", "during March 2003"),
        ("2003/2005", "2003 to 2005"),
        ("0044/0045", "AD 44 to AD 45"),
        ("2003-03-04T10:00/2003-03-04T11:59", "4 March 2003, 10:00 to 11:59"),
    ],
)
def test_a_span_is_said_in_as_few_words_as_its_ends_share(span: str, words: str) -> None:
    bounds = bounds_of(span)
    assert bounds.earliest_start is not None
    assert bounds.latest_end is not None
    assert span_words(bounds.earliest_start, bounds.latest_end) == words


@given(DAYS, st.integers(0, 40) | st.integers(0, 4_000), st.sampled_from([0, 90]))
def test_every_span_is_said_as_its_date_is(day: int, length: int, minutes: int) -> None:
    low, high = day * MINUTES_PER_DAY + minutes, (day + length + 1) * MINUTES_PER_DAY - 1
    assert span_words(low, high) == describe(span_text(low, high))


@given(st.from_regex(r"[0-9]{3,5}(-[0-4][0-9](-[0-4][0-9])?)?[~?]?", fullmatch=True))
def test_a_plain_date_is_said_at_once_as_it_is_where_it_is_read(edtf: str) -> None:
    try:
        words = describe(edtf), describe_short(edtf)
    except EdtfError:
        words = edtf, edtf
    assert (said_date(edtf), short_date(edtf)) == words
