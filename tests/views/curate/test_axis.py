"""The scrap of axis under a date field."""

from datetime import date

from events.views.curate.axis import EDGE, WIDTH, scrap


def headings(edtf: str, published_on: date) -> list[tuple[float, str]]:
    """Where the larger units stand, and what they say."""
    drawn = scrap(edtf, "agreement", "scheduled", published_on=published_on)
    return [(float(label.x), label.text) for label in drawn.labels if label.y == 11]


def test_the_year_that_begins_on_the_axis_stands_at_its_january() -> None:
    found = headings("../2024", date(2024, 3, 14))
    years = [text for _, text in found]
    assert years[-2:] == ["2024", "2025"]
    january = next(x for x, text in found if text == "2024")
    drawn = scrap("../2024", "agreement", "scheduled", published_on=date(2024, 3, 14))
    assert january in [float(label.x) for label in drawn.labels if label.text == "Jan"]


def test_headings_stand_inside_and_in_order() -> None:
    for edtf in ("2024-03-14", "2023-09", "1993/2021", "2026/.."):
        places = [x for x, _ in headings(edtf, date(2024, 3, 14))]
        assert places == sorted(places)
        assert all(EDGE <= x < WIDTH - EDGE for x in places)
