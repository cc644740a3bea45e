"""What the desk's pages print: days in words, counts, bars, and how words of an article stand."""

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from events.review.desk import Desk, Entry
from events.vocabulary import TYPES
from events.words import counted

register = template.Library()

KNOWN = {
    "entered": "entered by hand",
    "metadata": "from the page’s own metadata",
    "stated": "as stated in the text",
    "address": "read off its address",
    "inferred": "inferred from the text",
    "": "how it is known was not kept",
}


@register.filter
def long_date(day: date | None) -> str:
    """A civil date with its weekday: "Monday 11 September 2023"; "date unknown" for none."""
    return f"{day:%A} {day.day} {day:%B} {day.year}" if day else "date unknown"


@register.filter
def short_date(day: date | None) -> str:
    """A civil date for a column: "11 Sep 2023"; "unknown" for none."""
    return f"{day.day} {day:%b} {day.year}" if day else "unknown"


@register.filter
def how_known(word: str) -> str:
    """How a publication date is known, in words."""
    return KNOWN.get(word, word)


@register.filter
def age(since: datetime) -> str:
    """How long ago, in one unit: "38 min", "5 h", "3 d"."""
    minutes = int((timezone.now() - since).total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 0)} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"


@register.filter
def ahead(at: datetime) -> str:
    """How long until then, in one unit: "in 38 min"; "now" where it has come."""
    minutes = math.ceil((at - timezone.now()).total_seconds() / 60)
    if minutes < 1:
        return "now"
    return (
        f"in {minutes} min"
        if minutes < 90
        else f"in {round(minutes / 60)} h"
        if minutes < 48 * 60
        else f"in {round(minutes / 1440)} d"
    )


@register.inclusion_tag("curate/_progress.html")
def progress(waiting: int, proposed: int, *, unit: int, most: int) -> dict[str, int]:
    """A bar of what is decided, `unit` pixels a proposal, no longer than `most` of them."""
    width = unit * max(1, min(proposed, most))
    decided = proposed - waiting
    return {"decided": decided, "all": proposed, "width": width, "filled": width * decided // max(1, proposed)}


@register.filter
def fifths(importance: int | None) -> list[bool]:
    """Importance from 0 to 1000 as five dots, filled or not."""
    filled = min(5, round((importance or 0) / 200))
    return [number < filled for number in range(5)]


@register.filter
def state_in(numbers: tuple[int, ...], desk: Desk) -> str:
    """How words of the article stand: "now" where the proposal in hand is read from them, "done" where all are decided."""
    if desk.current and desk.current.number in numbers:
        return "now"
    return "" if any(desk.entries[number - 1].waits for number in numbers) else "done"


@register.filter
def entry_in(numbers: tuple[int, ...], desk: Desk) -> Entry:
    """The proposal that a phrase leads to: the first open one of those read from it, else the first."""
    entries = [desk.entries[number - 1] for number in numbers]
    return next((entry for entry in entries if entry.waits), entries[0])


@register.filter
def of(found: Mapping[int, Any], number: int) -> Any:
    """What a mapping has under a row's number; None for nothing."""
    return found.get(number)


@register.filter
def lookup(key: str, found: Mapping[str, Any]) -> Any:
    """What a mapping has under a word; "" for nothing."""
    return found.get(key, "")


@register.filter
def known_type(type_: str) -> str:
    """The type if there is one of that name, else "other"."""
    return type_ if type_ in TYPES else "other"


register.filter("plural", counted)
