"""The axis: round units, labels that do not touch, from millennia to minutes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import bounds_of
from events.timeline.lettering import text_width
from events.timeline.scale import Scale
from events.timeline.ticks import axis_of, year_label


def scale(span: str, width: int = 1014) -> Scale:
    bounds = bounds_of(span)
    return Scale(bounds.earliest_start or 0, bounds.latest_end or 0, 148, 148 + width)


@pytest.mark.parametrize(
    ("span", "labels", "headings"),
    [
        ("1866/2026", ["1870", "1880", "1890"], []),
        ("1990/2003", ["1990", "1991", "1992"], []),
        ("2023/2025-06", ["Jan", "Apr", "Jul"], ["2023", "2024", "2025"]),
        ("2023-08-01/2023-10-31", ["7", "14", "21"], ["August 2023", "September", "October"]),
        ("2023-12-20/2024-01-15", ["20", "21", "22"], ["December 2023", "January 2024"]),
        ("2023-09-11/2023-09-13", ["00:00", "03:00", "06:00"], ["11 September 2023", "12 September", "13 September"]),
        ("2023-09-11T10:00/2023-09-11T10:40", ["10:00", "10:05", "10:10"], ["11 September 2023"]),
        ("-2999/2000", ["3000 BC", "2500 BC", "2000 BC"], []),
    ],
)
def test_it_names_round_units(span: str, labels: list[str], headings: list[str]) -> None:
    axis = axis_of(scale(span))
    assert [tick.label for tick in axis.ticks if tick.label][:3] == labels
    assert [tick.label for tick in axis.headings] == headings


def test_the_first_heading_has_the_year_where_the_edge_leaves_no_room_for_another() -> None:
    assert axis_of(scale("2023-08-31/2023-09-28")).headings[0].label == "September 2023"


@given(st.integers(-4_000_000_000, 4_000_000_000), st.integers(30, 4_000_000_000), st.sampled_from((286, 586, 1014)))
def test_labels_never_touch_whatever_the_window(low: int, width: int, pixels: int) -> None:
    axis = axis_of(Scale(low, low + width, 148, 148 + pixels))
    span = Scale(low, low + width, 148, 148 + pixels)
    for ticks, size in ((axis.ticks, 11), (axis.headings, 12)):
        named = [tick for tick in ticks if tick.label]
        for left, right in pairwise(named):
            assert span.x(right.minute) - span.x(left.minute) >= text_width(left.label, size)
    assert all(low <= tick.minute <= low + width for tick in axis.ticks)
    assert len(axis.ticks) <= 400


@pytest.mark.parametrize(
    ("year", "label"), [(2023, "2023"), (1, "1"), (0, "1 BC"), (-43, "44 BC"), (-9999, "10,000 BC"), (12_000, "12,000")]
)
def test_a_year_is_named_as_one_says_it(year: int, label: str) -> None:
    assert year_label(year) == label
