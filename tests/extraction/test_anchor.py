"""The publication date: metadata, stated, address, inferred."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from events.extraction.anchor import infer_anchor


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 3 May 2021\n\nIt began.", date(2021, 5, 3)),
        ("Posted on: May 3, 2021\n\nIt began.", date(2021, 5, 3)),
        ("GENEVA, 4 March 2024. The talks began.", date(2024, 3, 4)),
        ("Wednesday, January 23, 2019\n\nIt was founded in 1992.", date(2019, 1, 23)),
    ],
)
def test_it_reads_a_stated_date(text: str, day: date) -> None:
    best = infer_anchor(text)[0]
    assert (best.date, best.how) == (day, "stated")
    assert best.reasons


@pytest.mark.parametrize(
    ("metadata", "day"),
    [
        ({"datePublished": "2023-09-12T04:00:00Z"}, date(2023, 9, 12)),
        ({"@graph": [{"datePublished": "2023-09-12"}]}, date(2023, 9, 12)),
        ({"pubdate": "Tue, 12 Sep 2023 04:00:00 GMT"}, date(2023, 9, 12)),
    ],
)
def test_it_reads_metadata(metadata: dict[str, Any], day: date) -> None:
    best = infer_anchor("It began.", metadata=metadata)[0]
    assert (best.date, best.how) == (day, "metadata")


@pytest.mark.parametrize(
    "url",
    ["https://example.org/2023/09/11/x", "https://example.org/x-20230911.html", "https://example.org/2023/sep/11/x"],
)
def test_it_reads_the_address(url: str) -> None:
    assert [(found.date, found.how) for found in infer_anchor("It began.", url=url)] == [(date(2023, 9, 11), "address")]


def test_metadata_goes_before_what_the_text_states() -> None:
    found = infer_anchor("Published 3 May 2021\n\nIt began.", metadata={"date": "2021-05-04"})
    assert [one.how for one in found[:2]] == ["metadata", "stated"]


def test_a_national_day_on_a_weekday_tells_the_year() -> None:
    text = "Officials said Friday that work had begun in 2018. India marked its independence day with a parade on Thursday."
    best = infer_anchor(text)[0]
    assert (best.date, best.how) == (date(2019, 8, 16), "inferred")
    assert "Thursday in 2019" in best.reasons[0]


DATELINED = (
    "GENEVA, March 4 (Example Wire) - The ministers met on Friday, officials said Monday. The truce was signed in 2020."
)


def test_the_weekday_it_speaks_from_tells_the_year_of_a_dateline() -> None:
    best = infer_anchor(DATELINED)[0]
    assert (best.date, best.how) == (date(2024, 3, 4), "inferred")
    assert "Monday that the text speaks from in 2024" in best.reasons[0]


@pytest.mark.parametrize(
    "text",
    [
        DATELINED.replace("Monday", "later"),
        DATELINED.replace(" in 2020", ""),
        DATELINED.replace("GENEVA, March 4 (Example Wire) - The", "The"),
        DATELINED.replace("GENEVA, March 4", "Geneva votes March 4"),
    ],
    ids=["no weekday", "no year", "no dateline", "not in capitals"],
)
def test_a_dateline_without_its_year_or_weekday_tells_nothing(text: str) -> None:
    assert not any("the dateline's" in reason for found in infer_anchor(text) for reason in found.reasons)


@pytest.mark.parametrize("text", ["", "Nothing here is dated.", "He came on Monday.", "1 " * 1000])
def test_where_nothing_speaks_for_a_day_it_offers_none(text: str) -> None:
    assert infer_anchor(text) == ()


@pytest.mark.parametrize(
    "metadata", [{"date": "soon"}, {"date": ""}, {"date": "2023-13-45"}, {"date": None}, {"x": [[[[[1]]]]]}]
)
def test_metadata_that_is_no_date_is_passed_over(metadata: dict[str, Any]) -> None:
    assert infer_anchor("It began.", metadata=metadata, url="https://example.org/9999/99/99") == ()


@pytest.mark.corpora
def test_the_week_of_the_sample_article_is_among_the_first_three(corpora: Path) -> None:
    [path] = (corpora / "samples/gold").glob("voa-2023-09-11-*.json")
    text = json.loads(path.read_text("utf-8"))["text"]
    weeks = [found.date.isocalendar()[:2] for found in infer_anchor(text)[:3]]
    assert date(2023, 9, 11).isocalendar()[:2] in weeks
