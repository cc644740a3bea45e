"""A window on paper: all events in order with their sources, and what does not fit is said."""

from datetime import date

import pytest

from events.edtf import day_minutes
from events.timeline import chronology
from events.timeline.chronology import Chronology, Told, chronology_of, sources_of
from events.timeline.window import Window
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db
AT = day_minutes(2024, 7, 1) + 600


def paper(**changes: object) -> Chronology:
    return chronology_of(Window(**changes), at=AT, path="/")  # type: ignore[arg-type]


def told(event: int, article: int, publisher: str = "Example Wire", day: date | None = date(2024, 3, 4)) -> Told:
    return Told(event, article, publisher, f"Headline {article}", day, "")


def test_events_stand_in_order_with_the_numbers_of_their_sources() -> None:
    first, second = (
        make_article(text=f"Text {n}.", headline=f"No. {n}", published_on=date(2024, 3, n)) for n in (4, 5)
    )
    make_event(title="Later", edtf="2024-04-02", mentions=[{"article": first}, {"article": second}])
    make_event(title="Earlier", edtf="2024-03-01", mentions=[{"article": first}])
    make_event(title="Untold", edtf="2024-04-09")
    printed = paper()
    assert [heading.title for heading in printed.headings] == ["March 2024", "April 2024"]
    rows = [(entry.item.title, entry.sources) for heading in printed.headings for entry in heading.entries]
    assert rows == [("Earlier", "1"), ("Later", "1, 2"), ("Untold", "")]
    assert printed.sources == (
        "Example Wire, “No. 4”, 4 March 2024",
        "Example Wire, “No. 5”, 5 March 2024",
    )
    assert (printed.shown, printed.left_out) == (3, 0)


def test_what_was_reported_later_is_no_source_of_an_earlier_day() -> None:
    articles = [make_article(text=f"Text {n}.", published_on=date(2024, n, 4)) for n in (3, 5)]
    make_event(title="Talks", mentions=[{"article": article} for article in articles])
    assert len(paper().sources) == 2
    assert len(paper(asof=day_minutes(2024, 4, 1) // 1440).sources) == 1
    assert paper(asof=day_minutes(-9999, 1, 1) // 1440).sources == ()


def test_long_chronologies_are_headed_by_years() -> None:
    for month in range(1, 13):
        for year in (2001, 2002, 2003):
            make_event(title=f"{year} {month}", edtf=f"{year}-{month:02d}-03")
    assert [heading.title for heading in paper().headings] == ["2001", "2002", "2003"]


def test_dates_known_no_better_have_headings_of_their_own() -> None:
    for number, edtf in enumerate(("2023", "199X", "../1980")):
        make_event(title=f"Event {number}", edtf=edtf)
    titles = {heading.title for heading in paper().headings}
    assert titles == {"2023, month not known", "1990 or later, up to 1999", "Start unknown"}


def test_what_does_not_fit_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 6):
        make_event(title=f"Event {day}", edtf=f"2024-03-0{day}")
    monkeypatch.setattr(chronology, "MOST", 3)
    printed = paper()
    assert (printed.shown, printed.left_out) == (3, 2)


def test_many_articles_are_told_by_publisher() -> None:
    many = [
        told(number % 7, number, "Wire" if number % 2 else "Courier", date(2024, 3, 1 + number % 28))
        for number in range(70)
    ]
    words, numbers = sources_of(many)
    assert words == ["Courier, 1 to 27 March 2024, 35 articles", "Wire, 2 to 28 March 2024, 35 articles"]
    assert numbers[0] == [1, 2]


def test_an_article_without_a_day_or_headline_is_told_by_what_it_has() -> None:
    words, numbers = sources_of([told(1, 5, day=None), Told(1, 6, "Host", "", None, "https://host.example/a")])
    assert words == ["Example Wire, “Headline 5”", "Host, https://host.example/a"]
    assert numbers == {1: [1, 2]}
