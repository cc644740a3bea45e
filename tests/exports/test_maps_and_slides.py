"""GeoJSON and the JSON of TimelineJS."""

import json
from typing import Any

import pytest
from hypothesis import given

from events.edtf import day_minutes
from events.exports import geojson, timelinejs
from events.exports.timelinejs import dates_of
from events.timeline.window import Window
from tests.edtf.strategies import values
from tests.factories import make_article, make_event, make_place

AT = day_minutes(2024, 7, 1)


def collection(window: Window = Window()) -> dict[str, Any]:  # noqa: B008 - frozen
    return json.loads("".join(geojson.lines(window, at=AT)))  # type: ignore[no-any-return]


def slides(window: Window = Window()) -> dict[str, Any]:  # noqa: B008 - frozen
    return json.loads("".join(timelinejs.lines(window, at=AT, base="https://dateline.example")))  # type: ignore[no-any-return]


@pytest.mark.django_db
def test_an_event_is_a_feature_at_its_point() -> None:
    event = make_event(place=make_place("Beijing", country="CN", latitude=39.9, longitude=116.4))
    make_event(edtf="2025")
    found = collection()
    assert found["type"] == "FeatureCollection"
    here, nowhere = found["features"]
    assert (here["type"], here["id"]) == ("Feature", event.pk)
    assert here["geometry"] == {"type": "Point", "coordinates": [116.4, 39.9]}
    assert (here["properties"]["edtf"], here["properties"]["country"]) == ("2024-03-01", "CN")
    assert nowhere["geometry"] is None


@pytest.mark.django_db
def test_an_empty_view_is_an_empty_collection() -> None:
    assert collection() == {"type": "FeatureCollection", "features": []}
    assert slides()["events"] == []


DATES = [
    ("1991", {"start_date": {"year": 1991}}),
    ("1991-03", {"start_date": {"year": 1991, "month": 3}}),
    ("1991-03-04?", {"start_date": {"year": 1991, "month": 3, "day": 4}}),
    ("1991-01-01", {"start_date": {"year": 1991, "month": 1, "day": 1}}),
    ("1991-03-04T14:05", {"start_date": {"year": 1991, "month": 3, "day": 4, "hour": 14, "minute": 5}}),
    ("199X", {"start_date": {"year": 1990}, "end_date": {"year": 1999}}),
    ("1991-21", {"start_date": {"year": 1991, "month": 3}, "end_date": {"year": 1991, "month": 5}}),
    (
        "[1991-03-04..1991-05-06]",
        {"start_date": {"year": 1991, "month": 3, "day": 4}, "end_date": {"year": 1991, "month": 5, "day": 6}},
    ),
    ("1991-01-01/1993", {"start_date": {"year": 1991, "month": 1, "day": 1}, "end_date": {"year": 1993}}),
    ("2014-02/..", {"start_date": {"year": 2014, "month": 2}}),
    ("../2014-02", {"start_date": {"year": 2014, "month": 2}}),
    ("-0043-03-15", {"start_date": {"year": -43, "month": 3, "day": 15}}),
]


@pytest.mark.parametrize(("edtf", "dates"), DATES)
def test_a_slide_has_the_grain_of_its_date(edtf: str, dates: dict[str, Any]) -> None:
    assert dates_of(edtf) == dates


@given(values())
def test_whatever_has_an_end_has_a_start(value: object) -> None:
    dates = dates_of(str(value))
    assert "start_date" in dates or not dates
    assert all("year" in date for date in dates.values())


@pytest.mark.django_db
def test_a_slide_is_escaped_and_says_what_is_not_sure() -> None:
    article = make_article(text="<b>Soon</b>.")
    told = {"article": article, "quote": article.text, "quote_start": 0}
    event = make_event(title="<i>Talks</i>", edtf="1991~", status="expected", mentions=[told])
    (slide,) = slides()["events"]
    assert slide["unique_id"] == f"event-{event.pk}"
    assert slide["text"]["headline"] == "Expected: &lt;i&gt;Talks&lt;/i&gt;"
    assert "&lt;b&gt;Soon&lt;/b&gt;" in slide["text"]["text"]
    assert "1991" in slide["display_date"]
    assert slide["group"] == "Meetings"
