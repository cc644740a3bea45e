"""Events and dates in words, as they are read out beside the drawing. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from events.edtf import MONTHS, MONTHS_SHORT, EdtfError, civil, describe, describe_short
from events.timeline.values import Item
from events.timeline.window import parts_told, span_text, whole_days
from events.vocabulary import STATUSES, TYPES

_PLAIN: Final = re.compile(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|1\d|2[0-8]))?)?", re.ASCII)
"""A year, a month, or a day that every month has, without a doubt: nearly all dates, which need no reading to be said."""
_FIRST_PLAIN: Final = 1000
_LAST_PLAIN: Final = 9999
"""Years that are said as they are written; others are AD 44, 44 BC or 12,000."""


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
    if _PLAIN.fullmatch(edtf):
        return _plain(edtf, MONTHS)
    try:
        return describe(edtf)
    except EdtfError:
        return edtf


@lru_cache(maxsize=8192)
def short_date(edtf: str) -> str:
    """A date in few words, for a column; the string itself where it is none. Cached likewise."""
    if _PLAIN.fullmatch(edtf):
        return _plain(edtf, MONTHS_SHORT)
    try:
        return describe_short(edtf)
    except EdtfError:
        return edtf


def _plain(edtf: str, months: Sequence[str]) -> str:
    """A year, a month of it or a day of that in words, with the months so called."""
    year, month, day = edtf[:4], edtf[5:7], edtf[8:]
    if not month:
        return year
    name = months[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def span_words(low: int, high: int) -> str:
    """The days from one minute to another, in words.

    Whole days of four-digit years are said at once as `describe` says them, and not written and read again: a drawing has a
    hundred clusters, each over another span.
    """
    begin, end = civil(low), civil(high)
    if begin[0] < _FIRST_PLAIN or end[0] > _LAST_PLAIN or not whole_days(begin, end):
        return said_date(span_text(low, high))
    first_parts, last_parts = parts_told(begin, end)
    first, last = _words(*begin[:first_parts]), _words(*end[:last_parts])
    if first == last:
        return f"during {' '.join(last)}"
    shared = 0
    if first_parts == last_parts:
        while first[-1 - shared] == last[-1 - shared]:
            shared += 1
    return f"{' '.join(first[: first_parts - shared])} to {' '.join(last)}"


def span_alone(low: int, high: int) -> str:
    """The same where it stands alone: 2024, not during 2024."""
    return span_words(low, high).removeprefix("during ")


def _words(year: int, month: int = 0, day: int = 0) -> tuple[str, ...]:
    """A date's words from fine to coarse: "3", "March", "2003"."""
    if not month:
        return (str(year),)
    return (str(day), MONTHS[month - 1], str(year)) if day else (MONTHS[month - 1], str(year))
