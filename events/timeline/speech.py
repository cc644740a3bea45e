"""Events and dates in words, as they are read out beside the drawing. Pure."""

import re
from functools import lru_cache
from typing import Final

from events.edtf import MONTHS, EdtfError, describe, describe_short
from events.timeline.values import Item
from events.timeline.window import span_text
from events.vocabulary import STATUSES, TYPES

_SPAN: Final = re.compile(r"([1-9]\d{3})(?:-(\d\d))?(?:-(\d\d))?/([1-9]\d{3})(?:-(\d\d))?(?:-(\d\d))?")
"""From one day, month or year to another, as clusters span: a drawing has a hundred such, each other than all before."""


def spoken(item: Item) -> str:
    """An event in words, as it is read out: title, date, status, type, and what is special about it."""
    parts = [item.title, said_date(item.edtf)]
    if item.status != "occurred":
        parts.append(STATUSES[item.status].name.lower())
    parts.append(TYPES[item.type].name.lower())
    if item.disputed:
        parts.append("sources differ")
    if item.unrecorded:
        parts.append("outcome not recorded")
    return ", ".join(parts)


@lru_cache(maxsize=8192)
def said_date(edtf: str) -> str:
    """A date in words; the string itself where it is none. Cached: the same dates come with every window."""
    try:
        return describe(edtf)
    except EdtfError:
        return edtf


@lru_cache(maxsize=8192)
def short_date(edtf: str) -> str:
    """A date in few words, for a column; the string itself where it is none. Cached likewise."""
    try:
        return describe_short(edtf)
    except EdtfError:
        return edtf


def span_words(low: int, high: int) -> str:
    """The days from one minute to another, in words."""
    text = span_text(low, high)
    plain = _SPAN.fullmatch(text)
    return _plain_words(*plain.groups()) if plain else said_date(text)


def span_alone(low: int, high: int) -> str:
    """The same where it stands alone: 2024, not during 2024."""
    return span_words(low, high).removeprefix("during ")


def _plain_words(*parts: str | None) -> str:
    """Year, month and day of both ends as `describe` says them; they are not read again, as they come from the calendar."""
    first, last = _words(*parts[:3]), _words(*parts[3:])
    if first == last:
        return f"during {' '.join(last)}"
    shared = 0
    if len(first) == len(last):
        while first[-1 - shared] == last[-1 - shared]:
            shared += 1
    return f"{' '.join(first[: len(first) - shared])} to {' '.join(last)}"


@lru_cache(maxsize=4096)
def _words(year: str, month: str | None, day: str | None) -> tuple[str, ...]:
    """A date's words from fine to coarse: "3", "March", "2003"."""
    return (*([f"{int(day)}"] if day else []), *([MONTHS[int(month) - 1]] if month else []), year)
