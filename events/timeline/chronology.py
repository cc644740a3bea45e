"""A window on paper: the sentence, the drawing, the events in order with the numbers of their sources, the sources."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.edtf import MINUTES_PER_DAY, date_of
from events.models import Article
from events.timeline.cards import event_address
from events.timeline.grouping import years_of
from events.timeline.picture import Picture, picture_of
from events.timeline.query import page_of
from events.timeline.speech import said_date, short_date
from events.timeline.values import Item
from events.timeline.window import Window
from events.vocabulary import STATUSES

MOST: Final = 500
"""Events on paper: some twenty pages. More are counted, and the page says how to print them."""
PAPER_WIDTH: Final = 736
"""Pixels that the drawing is made for: A4 without its margins shows it a twelfth smaller."""
MOST_SOURCES: Final = 60
"""Articles that are told one by one; more are told by publisher, as nobody reads three pages of headlines."""
MOST_MONTHS: Final = 24
"""Months with a heading of their own; longer chronologies are headed by years."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article that mentions an event: its number, publisher, headline, day and address."""

    event: int
    article: int
    publisher: str
    headline: str
    published_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with the numbers of its sources."""

    item: Item
    sources: str

    @property
    def address(self) -> str:
        """The address of its own page."""
        return event_address(self.item.event_id, self.item.title)

    @property
    def when(self) -> str:
        """Its date in few words."""
        return short_date(self.item.edtf)

    @property
    def status(self) -> str:
        """What is known of it, "" for what happened."""
        return "" if self.item.status == "occurred" else STATUSES[self.item.status].name.lower()


@dataclass(frozen=True, slots=True)
class Heading:
    """Events under a year or a month."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """Everything that the paper prints. `left_out` events do not fit; `printed_on` is the day it was asked for."""

    picture: Picture
    headings: tuple[Heading, ...]
    sources: tuple[str, ...]
    left_out: int
    printed_on: date

    @property
    def shown(self) -> int:
        """How many events are printed."""
        return sum(len(heading.entries) for heading in self.headings)


def chronology_of(window: Window, *, at: int, path: str) -> Chronology:
    """The paper of a window; `path` is where the view itself is. Two queries more than the picture."""
    window = replace(window, view="timeline", selected=None, page=1)
    picture = picture_of(window, at=at, path=path, width=PAPER_WIDTH, scripted=True)
    items, _ = page_of(window, at=at, page=1, size=MOST)
    sources, numbers = sources_of(told_of(items, window))
    entries = {item.event_id: Entry(item, _listed(numbers.get(item.event_id, ()))) for item in items}
    return Chronology(
        picture=picture,
        headings=tuple(_headings(items, entries)),
        sources=tuple(sources),
        left_out=picture.answer.total - len(items),
        printed_on=date_of(at // MINUTES_PER_DAY),
    )


def told_of(items: Sequence[Item], window: Window) -> list[Told]:
    """Which articles mention which of some events, by the window's as-of day. One query."""
    until = None if window.asof is None else date_of(window.asof)
    return [Told(*row) for row in Article.objects.telling([item.event_id for item in items], until=until)]


def sources_of(told: Sequence[Told]) -> tuple[list[str], dict[int, list[int]]]:
    """The sources in words, in order of their first article, and for each event the numbers of its sources, from 1."""
    articles = {one.article: one for one in told}
    by_publisher = len(articles) > MOST_SOURCES
    kept: dict[str | int, list[Told]] = defaultdict(list)
    for one in articles.values():
        kept[one.publisher if by_publisher else one.article].append(one)
    number = {key: place for place, key in enumerate(kept, 1)}
    numbers: dict[int, set[int]] = defaultdict(set)
    for one in told:
        numbers[one.event].add(number[one.publisher if by_publisher else one.article])
    words = [_publisher(found) if by_publisher else _article(found[0]) for found in kept.values()]
    return words, {event: sorted(found) for event, found in numbers.items()}


def _article(one: Told) -> str:
    parts = [one.publisher, f"“{one.headline}”" if one.headline else "", said_day(one.published_on), one.url]
    return ", ".join(part for part in parts if part)


def _publisher(articles: Sequence[Told]) -> str:
    days = sorted(one.published_on for one in articles if one.published_on)
    span = said_date(f"{days[0]}/{days[-1]}" if days[0] != days[-1] else f"{days[0]}") if days else ""
    count = "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
    return ", ".join(part for part in (articles[0].publisher, span, count) if part)


def said_day(day: date | None) -> str:
    """A day in words, "" for none."""
    return said_date(day.isoformat()) if day else ""


def _headings(items: Sequence[Item], entries: Mapping[int, Entry]) -> list[Heading]:
    """Under months where they are few, else under years."""
    years = list(years_of(items))
    if sum(len(year.groups) for year in years) > MOST_MONTHS:
        return [_heading(year.title, [i for group in year.groups for i in group.items], entries) for year in years]
    return [
        _heading(_month_title(year.title, group.title), group.items, entries) for year in years for group in year.groups
    ]


def _month_title(year: str, month: str) -> str:
    """ "May 2023", "2023, month not known", "1990 or later, up to 1999", "Start unknown"."""
    if not month:
        return year
    if month.startswith("or later"):
        return f"{year} {month}"
    return f"{year}, {month.lower()}" if " " in month else f"{month} {year}"


def _heading(title: str, items: Sequence[Item], entries: Mapping[int, Entry]) -> Heading:
    return Heading(title, tuple(entries[item.event_id] for item in items))


def _listed(numbers: Sequence[int]) -> str:
    """The first few numbers."""
    return ", ".join(map(str, numbers[:4])) + ("…" if len(numbers) > 4 else "")
