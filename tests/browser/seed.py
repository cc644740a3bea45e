"""Fills an empty database with events of every kind of date, for a browser to look at: `python -m tests.browser.seed`."""

import os
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")

KINDS = (
    ("meeting", "occurred", "Ministers meet"),
    ("visit", "occurred", "The president visits"),
    ("agreement", "occurred", "A treaty is signed"),
    ("threat", "occurred", "A warning is given"),
    ("attack", "occurred", "Shells hit the port"),
    ("election", "scheduled", "The country votes"),
)
LONG = f"https://example.org/{'clashattheborder' * 6}/"
"""An address without a place to break it."""
PLACES = (("Geneva", 46.2, 6.15), ("Bern", 46.95, 7.45), ("Oslo", 59.9, 10.75), ("Seoul", 37.57, 126.98))


def seed() -> None:
    """A hundred and more events from 2021 to 2023, dense in August and September 2023."""
    from tests.factories import make_article, make_event, make_place

    for number in range(60):
        type_, status, words = KINDS[number % len(KINDS)]
        day = date(2023, 8, 1) + timedelta(days=number)
        name, latitude, longitude = PLACES[number % 4]
        place = make_place(name, country="CH", latitude=latitude, longitude=longitude)
        title = f"{words} in {place.name}, round {number}"
        importance = 200 + 200 * (number % 5)
        make_event(title=title, edtf=day.isoformat(), type=type_, status=status, place=place, importance=importance)
    for number in range(40):
        day = date(2021, 1, 4) + timedelta(days=17 * number)
        make_event(
            title=f"Talks of spring {number}",
            edtf=day.isoformat(),
            actors=["Example Union"],
            country="JP" if number < 5 else "",
        )
    for edtf, status in (
        ("2023-09", "expected"),
        ("2023-09-04/2023-09-18~", "ongoing"),
        ("2023-09-20/..", "possible"),
        ("2023-08-20?", "denied"),
        ("[2023-09-10..2023-09-25]", "scheduled"),
        ("2023-08-15~", "occurred"),
    ):
        make_event(title=f"A date like {edtf}", edtf=edtf, status=status, type="visit", importance=1000)
    told = make_article(
        text="The clash began on 3 September, the ministry said.", published_on=date(2023, 9, 5), url=LONG
    )
    other = make_article(text="The clash began on 9 September, villagers said.", published_on=date(2023, 9, 12))
    mentions = [
        {
            "article": article,
            "quote": article.text,
            "quote_start": 0,
            "date_text": phrase,
            "date_start": article.text.index(phrase),
            "edtf": edtf,
            "reasons": [{"field": "date", "text": f"“{phrase}” names the day; the year is that of the article."}],
        }
        for article, phrase, edtf in (
            (told, "on 3 September", "2023-09-03"),
            (other, "on 9 September", "2023-09-09"),
        )
    ]
    make_event(title="Clash at the border", edtf="2023-09-03", type="attack", importance=1000, mentions=mentions)


if __name__ == "__main__":
    django.setup()
    seed()
