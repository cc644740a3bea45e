"""The events of a window as a calendar (RFC 5545), to be subscribed to.

A calendar knows the years 1 to 9999 and no uncertainty: what it cannot hold is counted in its description, and what is not
sure says so in the event's own words.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from icalendar import Calendar, vText

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
LONGEST: Final = 74
"""Octets of a line: with the space before a continued one 75, as the standard wants."""
_ESCAPE: Final = b"\\^"
"""What begins an escaped character in a value or parameter: some readers take a line apart before they take these together."""


def lines(window: Window, *, at: int, base: str, host: str) -> Iterator[str]:
    """The calendar's head, each event, its end. `base` is the site's address, `host` its name in what identifies events."""
    head, end, _ = calendar(window, at=at).to_ical().decode().partition("END:VCALENDAR")
    yield head
    for items in iterate_events(window, at=at):
        changed = changed_at([item.event_id for item in items])
        for record in records_of(items, window):
            if is_held(record.edtf):
                yield entry(record, changed.get(record.id, BEGINNING), base, host)
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


def entry(record: Record, changed: datetime, base: str, host: str) -> str:
    """One event as lines. It takes no time in anybody's day (TRANSP), and keeps its UID whatever is edited.

    Written here and not by the library that reads and writes calendars, which takes seven times as long for it.
    """
    return "".join([f"{folded(line)}\r\n" for line in properties(record, changed, base, host)])


def properties(record: Record, changed: datetime, base: str, host: str) -> Iterator[str]:
    """The lines of an event before they are folded, in the order that the standard's own examples have."""
    moment = written(changed.replace(microsecond=0))
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{escaped(title(record))}"
    for key, day in moments(record.edtf).items():
        yield f"{key.upper()}{'' if isinstance(day, datetime) else ';VALUE=DATE'}:{written(day)}"
    yield f"DTSTAMP:{moment}"
    yield f"UID:{escaped(f'event-{record.id}@{host}')}"
    yield f"CATEGORIES:{','.join(map(escaped, kinds(record)))}"
    told = "\n".join((facts(record), *sources(record)))
    yield f"DESCRIPTION:{escaped(told)}"
    if record.lat is not None and record.lon is not None:
        yield f"GEO:{record.lat};{record.lon}"
    yield f"LAST-MODIFIED:{moment}"
    if where := place(record):
        yield f"LOCATION:{escaped(where)}"
    yield f"STATUS:{status_of(record.status)}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{base}{record.path}"
    yield "END:VEVENT"


def written(moment: date) -> str:
    """A day, a minute on everybody's clock, or one in UTC, as a calendar has it."""
    text = f"{moment.year:04d}{moment.month:02d}{moment.day:02d}"
    if not isinstance(moment, datetime):
        return text
    return f"{text}T{moment.hour:02d}{moment.minute:02d}{moment.second:02d}{'' if moment.tzinfo is None else 'Z'}"


def escaped(text: str) -> str:
    """A text as a value: its commas, semicolons and backslashes escaped, its line ends said."""
    text = text.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,")
    return text.replace("\r\n", r"\n").replace("\n", r"\n").replace("\r", r"\n")


def folded(line: str) -> str:
    """A line as several of at most 75 octets, none of which ends within a character or within an escaped one."""
    octets = line.encode()
    if len(octets) <= LONGEST:
        return line
    parts, start = [], 0
    while len(octets) - start > LONGEST:
        end = start + LONGEST
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        end -= octets[end - 1] in _ESCAPE
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join([*parts, octets[start:]]).decode()


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
