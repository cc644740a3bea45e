"""The events of a window as plain records, read some at a time: what every export format is written from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from events.edtf import civil, date_of
from events.models import Event, Mention, Reading
from events.timeline.cards import event_address
from events.timeline.query import iterate_events
from events.timeline.values import Item
from events.timeline.window import Window
from events.vocabulary import TYPES


@dataclass(frozen=True, slots=True)
class Told:
    """One mention, with what may be shown of its article: headline, publisher, address, day and the quoted sentence."""

    article: str
    publisher: str
    url: str
    quote: str
    date_text: str
    attribution: str
    edtf: str
    status: str
    published: str


@dataclass(frozen=True, slots=True)
class Record:
    """One event as the window shows it. `start` and `end` are its first and last possible day (minute where it has a clock
    time), "" where open; years beyond four digits are written as EDTF writes them."""

    id: int
    title: str
    summary: str
    edtf: str
    start: str
    end: str
    type: str
    plover: str
    status: str
    importance: int
    actors: tuple[str, ...]
    place: str
    country: str
    lat: float | None
    lon: float | None
    tags: tuple[str, ...]
    mentions: tuple[Told, ...]

    @property
    def path(self) -> str:
        """Where its page is on the site."""
        return event_address(self.id, self.title)


@dataclass(frozen=True, slots=True)
class Held:
    """One reading of an event: what was held of it, over which days of reporting, and which decisions showed it."""

    edtf: str
    status: str
    place: str
    importance: int
    disputed: bool
    known_from: date
    known_until: date | None
    known_assumed: bool
    shown_from: int
    shown_until: int | None


def held_of(event_id: int) -> list[Held]:
    """Every reading of a published event, in the order in which they were shown and known. Runs one query."""
    return [_held(reading) for reading in Reading.objects.of_published(event_id)]


def _held(reading: Reading) -> Held:
    until = reading.known_until
    return Held(
        edtf=reading.edtf,
        status=reading.status,
        place=reading.place.name if reading.place else "",
        importance=reading.importance,
        disputed=reading.disputed,
        known_from=date_of(reading.known_from),
        known_until=None if until is None else date_of(until),
        known_assumed=reading.known_assumed,
        shown_from=reading.shown_from,
        shown_until=reading.shown_until,
    )


def records(window: Window, *, at: int) -> Iterator[Record]:
    """Every event of the window, in its order. Five queries for each few hundred; never more than those in memory."""
    for items in iterate_events(window, at=at):
        yield from records_of(items, window)


def records_of(items: Sequence[Item], window: Window) -> Iterator[Record]:
    """The records of some of its items, in their order. Runs four queries, for values and not for rows, which is four times as quick."""
    ids = [item.event_id for item in items]
    facts = Event.objects.facts_of(ids)
    actors, tags = Event.objects.names_of("actors", ids), Event.objects.names_of("tags", ids)
    mentions = _mentions_of(ids, window)
    for item in items:
        if item.event_id in facts:
            pk = item.event_id
            yield _record(item, *facts[pk], actors.get(pk, ()), tags.get(pk, ()), mentions.get(pk, ()))


def day_text(minute: int | None, *, clock: bool = False) -> str:
    """A minute's day, with its time where asked; "" for none."""
    if minute is None:
        return ""
    year, month, day, hour, past = civil(minute)
    if abs(year) > 9999:
        return f"Y{year}"
    text = f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"
    return f"{text}T{hour:02d}:{past:02d}" if clock else text


def _record(
    item: Item, kind: str, summary: str, actors: Sequence[str], tags: Sequence[str], mentions: Sequence[Told]
) -> Record:
    clock = "T" in item.edtf
    return Record(
        id=item.event_id,
        title=item.title,
        summary=summary,
        edtf=item.edtf,
        start=day_text(item.earliest_start, clock=clock),
        end=day_text(item.latest_end, clock=clock),
        type=item.type,
        plover=TYPES[kind].plover,
        status=item.status,
        importance=item.importance,
        actors=tuple(actors),
        place=item.place,
        country=item.country,
        lat=item.latitude,
        lon=item.longitude,
        tags=tuple(tags),
        mentions=tuple(mentions),
    )


def _mentions_of(ids: Sequence[int], window: Window) -> dict[int, list[Told]]:
    """The mentions that had been published by the window's as-of day, by event; those of an unknown day with them."""
    last = None if window.asof is None else date_of(window.asof)
    found: dict[int, list[Told]] = {}
    for row in Mention.objects.told_of(ids):
        published: date | None = row[-1]
        if last is None or published is None or published <= last:
            day = published.isoformat() if published else ""
            found.setdefault(row[0], []).append(Told(*(*row[1:-1], day)))
    return found
