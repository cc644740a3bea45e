"""CSV and JSON Lines of exactly the view."""

import csv
import io
import json
from datetime import date

import pytest

from events.edtf import day_minutes
from events.exports import csv as as_csv
from events.exports import jsonl
from events.exports.streams import stream
from events.models import Tag
from events.timeline.query import answer
from events.timeline.window import Window
from tests.factories import make_article, make_event, make_place

AT = day_minutes(2024, 7, 1)
KEYS = {
    "id",
    "title",
    "edtf",
    "start",
    "end",
    "type",
    "status",
    "importance",
    "actors",
    "place",
    "country",
    "lat",
    "lon",
}
MENTION_KEYS = {"article", "url", "quote", "date_text", "attribution", "edtf", "status", "published"}


def objects(window: Window) -> list[dict[str, object]]:
    return [json.loads(line) for line in jsonl.lines(window, at=AT)]


def rows(window: Window) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(as_csv.lines(window, at=AT)), newline="")))


@pytest.mark.django_db
def test_an_event_comes_out_whole() -> None:
    article = make_article(text="Kim met Xi on Friday.", url="https://example.org/a", headline="Kim met Xi")
    place = make_place("Beijing", country="CN", latitude=39.9, longitude=116.4)
    event = make_event(
        title="Kim meets Xi",
        edtf="2024-03-01",
        place=place,
        actors=["Kim", "Xi"],
        mentions=[
            {
                "article": article,
                "quote": "Kim met Xi on Friday.",
                "quote_start": 0,
                "date_text": "Friday",
                "date_start": 14,
            }
        ],
    )
    event.tags.add(Tag.objects.create(name="talks"))
    (seen,) = objects(Window())
    assert seen.keys() >= KEYS | {"tags", "mentions"}
    assert (seen["start"], seen["end"], seen["country"], seen["lat"]) == ("2024-03-01", "2024-03-01", "CN", 39.9)
    assert (seen["actors"], seen["tags"], seen["place"]) == (["Kim", "Xi"], ["talks"], "Beijing")
    (mention,) = seen["mentions"]
    assert mention.keys() >= MENTION_KEYS
    assert (mention["quote"], mention["published"], mention["url"]) == (
        "Kim met Xi on Friday.",
        "2024-03-04",
        article.url,
    )


@pytest.mark.django_db
def test_nothing_of_an_article_but_its_quotes_comes_out() -> None:
    make_event(mentions=[{"article": make_article(text="A secret. Told on Friday.")}])
    assert "secret" not in "".join(jsonl.lines(Window(), at=AT)) + "".join(as_csv.lines(Window(), at=AT))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    make_event(title=text, summary=text, actors=[text])
    (row,) = rows(Window())
    assert row["title"] == row["summary"] == row["actors"] == f"'{text}"


@pytest.mark.django_db
def test_dates_before_our_era_and_open_ends_come_back_as_they_were() -> None:
    for edtf in ("-0044-03-15", "2014-02/..", "Y-12000"):
        make_event(edtf=edtf)
    assert [(row["edtf"], row["start"], row["end"]) for row in rows(Window())] == [
        ("Y-12000", "Y-12000", "Y-12000"),
        ("-0044-03-15", "-0044-03-15", "-0044-03-15"),
        ("2014-02/..", "2014-02-01", ""),
    ]
    assert [seen["end"] for seen in objects(Window())] == ["Y-12000", "-0044-03-15", None]


@pytest.mark.django_db
def test_there_are_as_many_lines_as_the_window_has_events() -> None:
    for year in range(2000, 2012):
        make_event(edtf=str(year), type="visit" if year % 2 else "meeting")
    for window in (
        Window(),
        Window(type=("visit",)),
        Window(low=day_minutes(2003, 5, 1), high=day_minutes(2006, 1, 1)),
    ):
        assert len(objects(window)) == len(rows(window)) == answer(window, at=AT).total


@pytest.mark.django_db
def test_newest_first_and_pieces_keep_the_order() -> None:
    for year in range(2000, 2004):
        make_event(edtf=str(year))
    text = b"".join(stream(jsonl.lines(Window(order="newest"), at=AT))).decode()
    assert [json.loads(line)["edtf"] for line in text.splitlines()] == ["2003", "2002", "2001", "2000"]


@pytest.mark.django_db
def test_as_of_a_day_no_later_article_is_told_of() -> None:
    early = make_article(text="One.", published_on=date(2020, 1, 1))
    late = make_article(text="Two.", published_on=date(2022, 1, 1))
    make_event(edtf="2021", mentions=[{"article": early}, {"article": late}])
    (seen,) = objects(Window(asof=(date(2021, 1, 1) - date(1970, 1, 1)).days))
    assert [mention["published"] for mention in seen["mentions"]] == ["2020-01-01"]
