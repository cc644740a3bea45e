"""Rows of iCalendar files: one an entry, with the end of whole days as people say it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import IO, Any, Final

from icalendar import Calendar, Component

from events.imports.grid import Row
from events.imports.records import Refused

LARGEST: Final = 50_000_000
"""Bytes; a calendar is read whole."""
STATUSES: Final = {"TENTATIVE": "possible", "CANCELLED": "denied"}


def entry_rows(file: IO[bytes]) -> Iterator[Row]:
    """The entries of a calendar, numbered from 1. Raises Refused for what is none."""
    raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Refused(f"This calendar is larger than {LARGEST // 1_000_000} MB: export fewer years of it.")
    try:
        entries = [entry for found in Calendar.from_ical(raw, multiple=True) for entry in found.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Refused(f"This is no iCalendar file: {str(error)[:200]}.") from error
    if not entries:
        raise Refused("There is no event in this calendar.")
    for number, entry in enumerate(entries, 1):
        try:
            yield entry_row(number, entry)
        except (ValueError, OverflowError) as error:  # icalendar tells of a broken property when it is asked for
            yield Row(number, problem=f"cannot be read: {str(error)[:200]}")


def entry_row(number: int, entry: Component) -> Row:
    """One entry. One that repeats is refused, as each time it took place is an event of its own."""
    if "RRULE" in entry or "RDATE" in entry:
        return Row(number, problem="repeats: give each time it took place as an entry of its own")
    start, end = day_or_minute(entry, "DTSTART"), end_of(entry)
    if start is None:
        return Row(number, problem="has no start that can be read")
    values: dict[str, Any] = {"title": str(entry.get("SUMMARY", "")), "start": written(start)}
    if isinstance(start, datetime):
        values["precision"] = "minute"
    if end is not None and end != start:
        values["end"] = written(end)
    texts = {"place": "LOCATION", "summary": "DESCRIPTION", "source_url": "URL"}
    values |= {field: str(entry[key]).strip() for field, key in texts.items() if key in entry}
    return Row(number, values | point_of(entry) | {"tags": tags_of(entry), "status": status_of(entry, start)})


def day_or_minute(entry: Component, key: str) -> date | datetime | None:
    """A property's day or minute, None where there is none that can be read."""
    value = getattr(entry.get(key), "dt", None)
    return value if isinstance(value, date) else None


def end_of(entry: Component) -> date | datetime | None:
    """The last day, as calendars write the day after; or the minute it ends."""
    start, end = day_or_minute(entry, "DTSTART"), day_or_minute(entry, "DTEND")
    length = getattr(entry.get("DURATION"), "dt", None)
    if end is None and start is not None and isinstance(length, timedelta):
        end = start + length
    if end is None or isinstance(end, datetime) or start is None:
        return end
    return max(end - timedelta(days=1), start) if not isinstance(start, datetime) else end


def written(moment: date | datetime) -> str:
    """A day or minute as a table has it, with its offset where it has one."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    text = moment.replace(tzinfo=None).isoformat(timespec="minutes")
    return text if moment.tzinfo is None else text + offset_of(moment)


def offset_of(moment: datetime) -> str:
    """The offset of a moment, as EDTF has it."""
    offset = moment.utcoffset()
    if not offset:
        return "Z" if offset is not None else ""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def point_of(entry: Component) -> dict[str, float]:
    """Latitude and longitude, where the entry has them."""
    geo = entry.get("GEO")
    return {} if geo is None else {"lat": geo.latitude, "lon": geo.longitude}


def tags_of(entry: Component) -> list[str]:
    """Its categories."""
    found = entry.get("CATEGORIES", [])
    return [str(name) for part in (found if isinstance(found, list) else [found]) for name in getattr(part, "cats", [])]


def status_of(entry: Component, start: date | datetime) -> str:
    """Its status; what lay ahead when the entry was written was scheduled."""
    said = STATUSES.get(str(entry.get("STATUS", "")).upper())
    stamp = day_or_minute(entry, "DTSTAMP")
    if said or stamp is None:
        return said or "occurred"
    return "scheduled" if moment_in_utc(start) > moment_in_utc(stamp) else "occurred"


def moment_in_utc(moment: date | datetime) -> datetime:
    """A day's beginning or a minute, comparable."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
