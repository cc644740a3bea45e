"""The events of a window in the JSON that TimelineJS reads: dates as coarse as they are known, and their words beside them."""

import json
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import takewhile
from typing import Any, Final

from events.edtf import bounds_of, civil, days_in_month, lasts
from events.exports.prose import facts, heading, sources, title
from events.exports.records import Record, records
from events.timeline.speech import said_date
from events.timeline.window import Window
from events.vocabulary import TYPES

PARTS: Final = ("year", "month", "day", "hour", "minute")
Moment = tuple[int, ...]
"""The first few of `PARTS`."""


def lines(window: Window, *, at: int, base: str) -> Iterator[str]:
    """The slides, one a line after the title's. `base` is the site's address. An event of no known date has no slide."""
    yield '{"title":' + _json({"text": {"headline": escape(heading(window, at=at))}}) + ',"events":['
    slides = (slide(record, base) for record in records(window, at=at))
    for number, told in enumerate(told for told in slides if told):
        yield (",\n" if number else "\n") + _json(told)
    yield "\n]}\n"


def slide(record: Record, base: str) -> dict[str, Any] | None:
    """One event as a slide; None where neither its start nor its end is known. Texts are HTML, so they are escaped."""
    dates = dates_of(record.edtf)
    if not dates:
        return None
    told = "".join(f"<p>{escape(text)}</p>" for text in (facts(record), *sources(record)))
    link = f'<p><a href="{escape(base)}{record.path}">Open its page</a></p>'
    return {
        "unique_id": f"event-{record.id}",
        **dates,
        "display_date": escape(said_date(record.edtf)),
        "text": {"headline": escape(title(record)), "text": told + link},
        "group": TYPES[record.type].plural,
        "autolink": False,
    }


@lru_cache(maxsize=1024)
def dates_of(edtf: str) -> dict[str, dict[str, int]]:
    """Start and end at their grain, {} where neither is known. What lies somewhere in one year, month or day has no end.

    Cached: in their order events of one date follow each other.
    """
    bounds = bounds_of(edtf)
    if lasts(edtf):
        begun = _shared(bounds.earliest_start, bounds.latest_start, outer=0)
        ended = _shared(bounds.earliest_end, bounds.latest_end, outer=1)
    else:
        begun, ended = _somewhere(bounds.earliest_start, bounds.latest_end)
    begun, ended = (begun, ended) if begun else (ended, ())
    known = {"start_date": begun, "end_date": () if ended == begun else ended}
    return {name: dict(zip(PARTS, moment, strict=False)) for name, moment in known.items() if moment}


def _shared(first: int | None, last: int | None, *, outer: int) -> Moment:
    """The parts that all minutes from the first to the last have; where not even the year is one, the outer year."""
    if first is None or last is None:
        return ()
    ends = civil(first), civil(last)
    same = tuple(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(*ends, strict=True)))
    return same or ends[outer][:1]


def _somewhere(first: int | None, last: int | None) -> tuple[Moment, Moment]:
    """The start and end of one moment's span: the unit it is somewhere in, else the units at its two ends."""
    begun = () if first is None else _beginning(first)
    ended = () if last is None else _ending(last)
    unit = _shared(first, last, outer=0)
    if first is None or last is None or not _whole(unit, first, last):
        return begun, ended
    return unit, ()


def _whole(unit: Moment, first: int, last: int) -> bool:
    """Whether the span is all of one year, month, day, hour or minute."""
    begun, ended = civil(first), civil(last)
    most = (0, 12, days_in_month(*ended[:2]), 23, 59)
    return begun[: len(unit)] == unit == ended[: len(unit)] and (
        begun[len(unit) :] == (0, 1, 1, 0, 0)[len(unit) :] and ended[len(unit) :] == most[len(unit) :]
    )


def _beginning(minute: int) -> Moment:
    """The largest unit that begins with a minute."""
    parts = civil(minute)
    return next(parts[:size] for size in range(1, 6) if parts[size:] == (0, 1, 1, 0, 0)[size:])


def _ending(minute: int) -> Moment:
    """The largest unit that ends with a minute."""
    parts = civil(minute)
    most = (0, 12, days_in_month(*parts[:2]), 23, 59)
    return next(parts[:size] for size in range(1, 6) if parts[size:] == most[size:])


_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
