"""The date of a row, as a table; and that whatever stands in its cells, the answer is EDTF or a refusal."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import parse
from events.imports.dates import edtf_of
from events.imports.records import Refused

DATES = [
    ({"date": "2023-09-11"}, "2023-09-11"),
    ({"start": "2023-09-11"}, "2023-09-11"),
    ({"date": "2023-9-1"}, "2023-09-01"),
    ({"date": 1991}, "1991"),
    ({"date": 1991.0}, "1991"),
    ({"date": "-0043"}, "-0043"),
    ({"edtf": "199X", "start": "1990-01-01"}, "199X"),
    ({"edtf": "2023-09-12~/2023-09-17~"}, "2023-09-12~/2023-09-17~"),
    ({"date": "[2023-09-11..2023-09-18]"}, "[2023-09-11..2023-09-18]"),
    # One cell of a clock: midnight to the second is a day, another time is kept, its zone with it.
    ({"start": "2023-09-11 00:00:00"}, "2023-09-11"),
    ({"start": "2023-09-11T14:05:30.123+0200"}, "2023-09-11T14:05+02:00"),
    ({"start": "2023-09-11 9:05"}, "2023-09-11T09:05"),
    ({"start": "2023-09-11T00:00:00", "precision": "minute"}, "2023-09-11T00:00"),
    # Two ends.
    ({"start": "2023-09-11", "end": "2023-09-13"}, "2023-09-11/2023-09-13"),
    ({"start": "2023-09-11", "end": "2023-09-11"}, "2023-09-11"),
    ({"start": "2023-09-11", "end": ""}, "2023-09-11"),
    ({"start": "2023-09-11", "end": ".."}, "2023-09-11/.."),
    ({"start": "2023-09-11", "end": "ongoing"}, "2023-09-11/.."),
    ({"end": "2023-09-13"}, "../2023-09-13"),
    ({"date": "2023-09-11", "end": "2023-09-13"}, "2023-09-11/2023-09-13"),
    # The precision is that of the start, and never makes it finer than it is.
    ({"start": "1993-09-30", "precision": "year"}, "1993"),
    ({"start": "1993-09-30", "precision": "month"}, "1993-09"),
    ({"start": "1993-09-30", "precision": "decade"}, "199X"),
    ({"start": "1993-09-30", "precision": "century"}, "19XX"),
    ({"start": "1993-09-30", "precision": "Day"}, "1993-09-30"),
    ({"start": "1993", "precision": "day"}, "1993"),
    ({"start": "1993-09-30T10:20Z", "precision": "hour"}, "1993-09-30T10Z"),
    ({"start": "1993-09-30", "end": "1994-01-02", "precision": "year"}, "1993/1994-01-02"),
    ({"start": "1993-09-30", "end": "1993-09-30", "precision": "year"}, "1993"),
    # Parts in columns of their own; 0 is how such tables say that a part is not known.
    ({"year": "1991", "month": "8", "day": "19"}, "1991-08-19"),
    ({"year": 1991, "month": 8, "day": 0}, "1991-08"),
    ({"year": "1991", "month": "", "day": "19"}, "1991"),
]


@pytest.mark.parametrize(("cells", "edtf"), DATES)
def test_it_reads_the_date(cells: dict[str, object], edtf: str) -> None:
    assert edtf_of(cells) == edtf


REFUSALS = [
    ({}, "missing"),
    ({"start": " "}, "missing"),
    ({"date": "11/09/2023"}, "two ways"),
    ({"date": "next Monday"}, "no date"),
    ({"date": "2023-02-29"}, "no day 29"),
    ({"date": "2023-13-01"}, "month"),
    ({"date": "20233-01-01"}, "no date"),
    ({"start": "2023-09-13", "end": "2023-09-11"}, "write the earlier date first"),
    ({"start": "2023-09-13", "precision": "fortnight"}, "no precision"),
    ({"edtf": "[" + ",".join(f"{year}-01-01" for year in range(2000, 2015)) + "]"}, "first and last date"),
    ({"date": True}, "missing"),
    ({"date": ["2023"]}, "missing"),
]


@pytest.mark.parametrize(("cells", "reason"), REFUSALS)
def test_it_refuses_with_a_reason(cells: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        edtf_of(cells)


CELLS = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=30), st.from_regex(r"-?[0-9]{4}(-[0-9]{1,2}){0,2}")
)


@given(st.dictionaries(st.sampled_from(["edtf", "start", "end", "date", "year", "month", "day", "precision"]), CELLS))
def test_whatever_stands_there_it_is_edtf_or_refused(cells: dict[str, object]) -> None:
    with suppress(Refused):
        edtf = edtf_of(cells)
        assert str(parse(edtf)) == edtf
