"""Events and dates in words, as they are read out beside the drawing. Pure."""

from functools import lru_cache

from events.edtf import EdtfError, describe, describe_short
from events.timeline.values import Item
from events.timeline.window import span_text
from events.vocabulary import STATUSES, TYPES


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
    return said_date(span_text(low, high))
