"""Lists under years and months: each heading once, what is known no better under the year."""

import pytest

from events.timeline.grouping import headings, years_of
from tests.timeline.answers import make_item


@pytest.mark.parametrize(
    ("edtf", "year", "month"),
    [
        ("2023-05-03", "2023", "May"),
        ("2023-05", "2023", "May"),
        ("2023-05-03/2024-01-02", "2023", "May"),
        ("2023", "2023", "Month not known"),
        ("[2023-05-30..2023-06-02]", "2023", "Month not known"),
        ("199X", "1990", "or later, up to 1999"),
        ("[2022-11..2023-02]", "2022", "or later, up to 2023"),
        ("-0044-03-15", "45 BC", "March"),
        ("../2023-05", "Start unknown", ""),
    ],
)
def test_an_event_stands_where_it_may_begin_first(edtf: str, year: str, month: str) -> None:
    assert headings(make_item(1, edtf)) == (year, month)


def test_a_heading_stands_once_although_a_year_begins_as_its_first_day_does() -> None:
    items = [make_item(number, edtf) for number, edtf in enumerate(("2023-01-01", "2023", "2023-01-01", "2024-01"), 1)]
    years = list(years_of(items))
    assert [(year.title, year.count) for year in years] == [("2023", 3), ("2024", 1)]
    assert [(group.title, len(group.items)) for group in years[0].groups] == [("January", 2), ("Month not known", 1)]
