"""The plain answer that the read index is compared with: every reading is looked at by itself, straight from the tables."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.edtf import MINUTES_PER_DAY, Bounds, certainly_in, lasts, possibly_in
from events.models import Reading
from events.timeline.window import UNRECORDED, Window
from events.timeline.wording import Term, terms_of
from events.vocabulary import AHEAD, TYPES
from events.words import words_of

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Row:
    """One reading with all that it is filtered by."""

    reading: int
    event: int
    bounds: Bounds
    lasts: bool
    type: str
    status: str
    importance: int
    disputed: bool
    country: str
    place: int | None
    point: tuple[float, float] | None
    known: tuple[int, int | None]
    actors: frozenset[int]
    tags: frozenset[str]
    sources: frozenset[int]
    told: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]

    @property
    def start(self) -> tuple[float, int]:
        first = self.bounds.earliest_start
        return (float("-inf") if first is None else first, self.event)

    def values(self, name: str) -> set[Any]:
        """Its values in a dimension: numbers of rows, names of tags, keys."""
        one = {"type": self.type, "status": self.status, "country": self.country or None, "place": self.place}
        many = {"actor": self.actors, "tag": self.tags, "source": self.sources}
        return set(many[name]) if name in many else {one[name]} - {None}


def rows(rev: int | None = None) -> list[Row]:
    """Every reading shown now, or after a decision."""
    readings = Reading.objects.shown() if rev is None else Reading.objects.shown_at(rev)
    related = ("event__actors", "event__tags", "event__mentions__article")
    return [_row(r) for r in readings.select_related("event__place", "place").prefetch_related(*related)]


def _row(reading: Reading) -> Row:
    event = reading.event
    own = reading.place_id in (None, event.place_id)
    place = reading.place or event.place
    country = (event.country if own else "") or (place.country if place else "")
    points = [(event.latitude, event.longitude)] if own else []
    points += [(place.latitude, place.longitude)] if place else []
    actors, mentions = list(event.actors.all()), list(event.mentions.all())
    names = [name for actor in actors for name in (actor.name, *actor.aliases, actor.code)]
    names += [place.name, *place.aliases] if place else []
    texts = [event.title, event.summary, *(mention.quote for mention in mentions), *names]
    return Row(
        reading=reading.pk,
        event=event.pk,
        bounds=Bounds(reading.earliest_start, reading.latest_start, reading.earliest_end, reading.latest_end),
        lasts=lasts(reading.edtf),
        type=event.type,
        status=reading.status,
        importance=reading.importance,
        disputed=reading.disputed,
        country=country,
        place=place.pk if place else None,
        point=next(((x, y) for y, x in points if x is not None and y is not None), None),
        known=(reading.known_from, reading.known_until),
        actors=frozenset(actor.pk for actor in actors),
        tags=frozenset(tag.name for tag in event.tags.all()),
        sources=frozenset(mention.article.publisher_id for mention in mentions),
        told=tuple((m.article.published_on - EPOCH).days for m in mentions if m.article.published_on),
        texts=tuple(tuple(words_of(text)) for text in texts),
    )


def passes(row: Row, window: Window, *, at: int, leaving: str = "", dates: bool = True) -> bool:
    """Whether a row stands in the window."""
    return (
        _holds(row, window)
        and (not dates or _in_dates(row, window))
        and all(name == leaving or _has(row, window, name, at) for name in _NAMES)
        and row.importance >= (window.importance or 0)
        and (row.disputed or not window.disputed)
        and (window.bbox is None or _in_box(row, window.bbox))
        and (not window.q or _has_words(row, terms_of(window.q)))
    )


_NAMES = ("type", "status", "country", "actor", "place", "source", "tag")


def is_unrecorded(row: Row, window: Window, at: int) -> bool:
    """Told ahead, past, and no later article."""
    if row.status not in AHEAD or row.bounds.latest_end is None:
        return False
    if window.asof is not None:
        at = min(at, (window.asof + 1) * MINUTES_PER_DAY - 1)
    last = row.bounds.latest_end // MINUTES_PER_DAY
    later = [day for day in row.told if day > last and (window.asof is None or day <= window.asof)]
    return row.bounds.latest_end < at and not later


def _holds(row: Row, window: Window) -> bool:
    known_from, known_until = row.known
    if window.asof is None:
        return known_until is None
    return known_from <= window.asof and (known_until is None or window.asof < known_until)


def _in_dates(row: Row, window: Window) -> bool:
    if window.certainty == "certain":
        return certainly_in(row.bounds, window.low, window.high, lasts=row.lasts)
    return possibly_in(row.bounds, window.low, window.high)


def _has(row: Row, window: Window, name: str, at: int) -> bool:
    wanted = getattr(window, name)
    if not wanted:
        return True
    if UNRECORDED in wanted and is_unrecorded(row, window, at):
        return True
    return bool({str(value) for value in row.values(name)} & set(wanted))


def _in_box(row: Row, bbox: tuple[float, float, float, float]) -> bool:
    if row.point is None:
        return False
    (x, y), (west, south, east, north) = row.point, bbox
    across = west <= x <= east if west <= east else x >= west or x <= east
    return across and south <= y <= north


def _has_words(row: Row, terms: list[Term]) -> bool:
    return bool(terms) and all(_has_term(row, term) != term.absent for term in terms)


def _has_term(row: Row, term: Term) -> bool:
    return any(_stands_in(words, term) for words in row.texts)


def _stands_in(words: tuple[str, ...], term: Term) -> bool:
    size = len(term.words)
    for at in range(len(words) - size + 1):
        part = words[at : at + size]
        if part[:-1] != term.words[:-1]:
            continue
        if part[-1].startswith(term.words[-1]) if term.prefix else part[-1] in term.forms():
            return True
    return False


def leading(found: list[Row]) -> list[Row]:
    """One row an event, the first, in order of start and id."""
    first: dict[int, Row] = {}
    for row in sorted(found, key=lambda row: (row.start, row.reading)):
        first.setdefault(row.event, row)
    return sorted(first.values(), key=lambda row: row.start)


def facet(found: list[Row], name: str) -> dict[Any, int]:
    """How many events have each value."""
    events: dict[Any, set[int]] = defaultdict(set)
    for row in found:
        for value in row.values(name):
            events[value].add(row.event)
    return {value: len(having) for value, having in events.items()}


def bins(found: list[Row], edges: Sequence[int]) -> list[int]:
    """Events a bin: each in the bin of its middle, clipped to the span."""
    low, high = edges[0], edges[-1] - 1
    counts = [0] * (len(edges) - 1)
    for row in found:
        first, last = row.bounds.earliest_start, row.bounds.latest_end
        begin = low if first is None else max(first, low)
        end = high if last is None else min(last, high)
        middle = min(max((begin + end) // 2, low), high)
        counts[max(n for n, edge in enumerate(edges[:-1]) if edge <= middle)] += 1
    return counts


def groups() -> list[str]:
    """The groups of types, in the order of the vocabulary."""
    return list(dict.fromkeys(kind.group for kind in TYPES.values()))
