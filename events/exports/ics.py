"""The events of a window as a calendar (RFC 5545), to be subscribed to.

A calendar knows the years 1 to 9999 and no uncertainty: what it cannot hold is counted in its description, and what is not
sure says so in the event's own words.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from icalendar import Calendar, Event, vText

from events.edtf import MINUTES_PER_DAY, Clock, Date, bounds_of, date_of, day_minutes, parse
from events.exports.changes import BEGINNING, changed_at
from events.exports.prose import facts, heading, kinds, place, printed, sources, title
from events.exports.records import Record, records_of
from events.timeline.query import iterate_events, outside_of
from events.timeline.window import Window

FIRST: Final = day_minutes(1, 1, 2)
LAST: Final = day_minutes(9999, 12, 31) - 1
"""The minutes a calendar holds: years of four digits, less a day at each end, so that offsets and exclusive ends fit too."""
CONFIRMED: Final = frozenset({"occurred", "ongoing", "scheduled"})
ASKED_AGAIN: Final = timedelta(hours=1)
EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - civil minutes have no zone


def lines(window: Window, *, at: int, base: str, host: str) -> Iterator[str]:
    """The calendar's head, each event, its end. `base` is the site's address, `host` its name in what identifies events."""
    head, end, _ = calendar(window, at=at).to_ical().decode().partition("END:VCALENDAR")
    yield head
    for items in iterate_events(window, at=at):
        changed = changed_at([item.event_id for item in items])
        for record in records_of(items, window):
            if is_held(record.edtf):
                yield entry(record, changed.get(record.id, BEGINNING), base, host).to_ical().decode()
    yield f"{end}\r\n"


def calendar(window: Window, *, at: int) -> Calendar:
    """The calendar without its events: what it is of, and how many events it cannot hold."""
    name = printed(heading(window, at=at))
    missing = outside_of(window, FIRST, LAST, at=at)
    words = f"{name}. Dates that are not known to the day say so in each event. {left_out(missing)}".strip()
    made = Calendar()
    made.add("prodid", "-//Dateline//Timeline//EN")
    made.add("version", "2.0")
    for key in ("name", "x-wr-calname"):
        made.add(key, vText(name))
    for key in ("description", "x-wr-caldesc"):
        made.add(key, vText(words))
    made.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    return made


def left_out(count: int) -> str:
    """What a calendar cannot hold, in words; "" for nothing."""
    if not count:
        return ""
    events = "1 event is" if count == 1 else f"{count:,} events are"
    return (
        f"{events} left out, because calendars hold the years 1 to 9999 and dates that are known at one end at least."
    )


def is_held(edtf: str) -> bool:
    """Whether a calendar can hold the date; `outside_of` counts the others."""
    first, last = span_of(edtf)
    return first is not None and last is not None and first >= FIRST and last <= LAST


@lru_cache(maxsize=1024)
def span_of(edtf: str) -> tuple[int | None, int | None]:
    """The first and last minute that the event may touch; where one end is open, the other alone.

    Cached: in their order events of one date follow each other.
    """
    bounds = bounds_of(edtf)
    first, last = bounds.earliest_start, bounds.latest_end
    return (last if first is None else first), (first if last is None else last)


def entry(record: Record, changed: datetime, base: str, host: str) -> Event:
    """One event. It takes no time in anybody's day (TRANSP), and keeps its UID whatever is edited."""
    made = Event()
    made.add("uid", f"event-{record.id}@{host}")
    made.add("dtstamp", changed.replace(microsecond=0))
    made.add("last-modified", changed.replace(microsecond=0))
    for key, moment in moments(record.edtf).items():
        made.add(key, moment)
    made.add("summary", title(record))
    made.add("description", "\n".join((facts(record), *sources(record))))
    made.add("url", f"{base}{record.path}")
    made.add("categories", kinds(record))
    made.add("status", status_of(record.status))
    made.add("transp", "TRANSPARENT")
    if place(record):
        made.add("location", place(record))
    if record.lat is not None and record.lon is not None:
        made.add("geo", (record.lat, record.lon))
    return made


def status_of(status: str) -> str:
    """A status in the calendar's words."""
    return "CONFIRMED" if status in CONFIRMED else "CANCELLED" if status == "denied" else "TENTATIVE"


def moments(edtf: str) -> dict[str, Any]:
    """DTSTART and DTEND: days, the end exclusive; of a clock time the minute, in UTC where its offset is known."""
    first, last = span_of(edtf)
    assert first is not None
    assert last is not None
    value = parse(edtf) if "T" in edtf else None
    if isinstance(value, Date) and value.clock is not None:
        return {"dtstart": minute_of(first, value.clock)}
    start, end = day_of(first), day_of(last) + timedelta(days=1)
    return {"dtstart": start} if end - start == timedelta(days=1) else {"dtstart": start, "dtend": end}


def minute_of(civil: int, clock: Clock) -> datetime:
    """A civil minute as a calendar has it: in UTC where the text names an offset, else on everybody's own clock."""
    local = EPOCH + timedelta(minutes=civil)
    return local if clock.offset is None else (local - timedelta(minutes=clock.offset)).replace(tzinfo=UTC)


def day_of(minute: int) -> date:
    """The civil day of a minute."""
    return date_of(minute // MINUTES_PER_DAY)
