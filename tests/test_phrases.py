"""One typed phrase to a date."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.edtf import parse
from events.extraction.values import NotReadable
from events.phrases import read_phrase

ANCHOR = date(2023, 9, 11)


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("last week", "2023-09-04/2023-09-10"),
        ("spring 2019", "2019-21"),
        ("may", "2023-05"),
        ("5 march", "2023-03-05"),
        ("next tuesday", "2023-09-19"),
        ("as early as Tuesday", "2023-09-12/.."),
        ("in two weeks", "2023-09-25~"),
        ("since 2019", "2019/.."),
        ("4 to 6 May", "2023-05-04/2023-05-06"),
        ("from 4 May to 6 June 2020", "2020-05-04/2020-06-06"),
        ("1991", "1991"),
        ("the 1990s", "199X"),
        ("44 BC", "-0043"),
        ("12.09.2023", "2023-09-12"),
        ("2023-W36", "2023-09-04/2023-09-10"),
        ("2023-09~", "2023-09~"),
        ("../2023", "../2023"),
        ("[2023-09-11..2023-09-18]", "[2023-09-11..2023-09-18]"),
        ("  last   week ", "2023-09-04/2023-09-10"),
    ],
)
def test_it_reads(phrase: str, edtf: str) -> None:
    reading = read_phrase(phrase, anchor=ANCHOR)
    assert reading.edtf == edtf
    assert reading.words
    assert reading.reasons


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("", "Type a date"),
        ("30 February", "no date I can read"),
        ("last week in Paris", "“in Paris”"),
        ("three weeks", "names no day"),
        ("every monday", "names no day"),
        ("monday and friday", "2 dates"),
        ("2023-13", "month 13"),
        ("x" * 300, "longer than a date phrase"),
        ("hello", "no date I can read"),
    ],
)
def test_it_refuses_and_says_why(phrase: str, says: str) -> None:
    with pytest.raises(NotReadable, match=says):
        read_phrase(phrase, anchor=ANCHOR)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = read_phrase(text, anchor=ANCHOR)
    except NotReadable:
        return
    assert str(parse(reading.edtf))
