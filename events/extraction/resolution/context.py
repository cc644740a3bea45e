"""What a phrase is counted from, what comes of it, and the words in which both are told."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal

from events.edtf import MONTHS, WEEKDAYS
from events.extraction.meanings import Base, Length, Meaning
from events.extraction.periods import Period, period_of
from events.extraction.values import TimexType

Direction = Literal["past", "future", ""]
Way = Literal["past", "future", "same", ""]
"""Where what a phrase means lies, seen from its anchor."""
_SOURCES: Final = {
    "publication": "date of publication",
    "text": "the date last named in the text",
    "speech": "the day it was said",
    "entered": "the day given",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Which way a clause looks, and the words that tell it. `firm`: its own verb is in the past, so the day cannot lie ahead. `near`:
    the verb is not the day's own ("would look into Friday's ruling"), so the nearer day is meant. `planned`: what was ahead when it was planned
    may be past now ("were to leave by 1 May", "had been set for May 25").
    """

    way: Direction = ""
    cue: str = ""
    firm: bool = False
    near: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is counted from: the anchor day, the period the text last named, and which way its clause looks.

    `day` and `month` are what it last named that is no longer than a day or a month. `just` is the period last named if that was in this
    sentence or the one before; `told` likewise, if the text told of it and did not only count from it; `here` if that was in this one.

    `days` are the days it named shortly before, the last of them first.

    `quarter` is the quarter or half that results are told of, `longer` the months where these are more than a quarter.

    `evening`: the time of day it last named lay in an evening or night. `clock`: that time by the clock, if it was named in this sentence or the one before.

    `beside` is the year that stands before a phrase which commas set off from it: "in 2012, on May 5, he left".

    `direction` and `words` are asked only where they decide: the direction, the words a meaning was said in.
    """

    anchor: date | None
    source: str = "publication"
    reference: Period | None = None
    day: Period | None = None
    month: Period | None = None
    just: Period | None = None
    here: Period | None = None
    told: Period | None = None
    days: tuple[Period, ...] = ()
    quarter: Period | None = None
    longer: Length | None = None
    evening: bool = False
    clock: datetime | None = None
    beside: Period | None = None
    direction: Callable[[], Look] = Look
    words: Callable[[Meaning], str] = lambda meaning: ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Meant:
    """A meaning resolved. `period` is the stretch of the calendar it names, None for lengths, repetitions and vague references."""

    type: TimexType
    value: str
    edtf: str = ""
    mod: str = ""
    period: Period | None = None
    direction: Way = ""
    source: str = ""
    anchor: date | None = None
    reasons: tuple[str, ...] = field(default=())


class Unresolved(Exception):
    """Nothing says which day the phrase means, or there is no such day."""


class NoAnchor(Unresolved):
    """The phrase is a date, but the day it counts from is not known."""


def dated(period: Period, reason: str, context: Context | None = None, direction: Way = "", mod: str = "") -> Meant:
    """A DATE that names this period. With a context, it was counted from that context's anchor."""
    anchor, source = (context.anchor, context.source) if context else (None, "")
    period.check()
    return Meant("DATE", period.value, period.edtf, mod, period, direction, source, anchor, (reason,))


def anchor_of(context: Context) -> date:
    """The day to count from. Raises NoAnchor where it is not known."""
    if context.anchor is None:
        raise NoAnchor("counts from a day that is not known")
    return context.anchor


def base_of(
    base: Base, context: Context, unit: str = "", comes_to: Callable[[date], date] = lambda day: day
) -> tuple[date, Context]:
    """The day to count from, and the context that says what that day is. `comes_to`: where the phrase leads from a day."""
    reference = named_for(unit, context)
    if base == "told":
        base = "text" if _told_of(context) else "anchor"
    named = behind(reference, context, comes_to) if base == "text" and reference is not None else None
    if named is None:
        return anchor_of(context), context
    counted = replace(context, anchor=named.first, source="text")
    return named.first, counted if named == reference else replace(counted, reference=named, day=named, month=named)


def behind(named: Period, context: Context, comes_to: Callable[[date], date] = lambda day: day) -> Period | None:
    """The period itself, or the day named before it from which what is told of as past does not come to lie ahead.

    "He was shot on Saturday and will be buried on Friday. The next day he died" is the Sunday. None where only times ahead are named.
    """
    ahead = _still_ahead(named, context)
    if not ahead and not _still_ahead(period_of("day", comes_to(named.first)), context):
        return named
    nearer = (
        day for day in context.days if not _still_ahead(period_of("day", max(day.first, comes_to(day.first))), context)
    )
    return next(nearer, None if ahead else named)


def named_for(unit: str, context: Context) -> Period | None:
    """The period of the text that such units are counted from: one no longer than they are, else the one named last."""
    nearest = {
        "day": context.day,
        "week": context.month,
        "weekend": context.month,
        "month": context.month,
        "quarter": context.quarter,
        "half": context.quarter,
    }
    return nearest.get(unit) or context.reference


def _told_of(context: Context) -> bool:
    """Whether the clause tells of what was, after a time long before: "In 2005 he left; the next year she came"."""
    named, anchor = context.just, context.anchor
    return named is not None and anchor is not None and named.last < anchor and context.direction().way == "past"


def _still_ahead(named: Period, context: Context) -> bool:
    """Whether the text named a time that is yet to come, while this clause tells of what was: "it will pay on 9 May. A week earlier it had not"."""
    return context.anchor is not None and named.first > context.anchor and context.direction().way == "past"


def offset_of(minutes: int) -> str:
    """Minutes east of Greenwich as EDTF writes them: "Z", "-04:00"."""
    if minutes == 0:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def way_to(day: date, anchor: date) -> Way:
    """Where the day lies, seen from the anchor."""
    return "same" if day == anchor else ("past" if day < anchor else "future")


def anchor_named(context: Context) -> str:
    """The anchor in words: "Monday 11 September 2023 (date of publication)"."""
    what = _SOURCES.get(context.source, context.source)
    return f"{long_day(context.anchor)} ({what})" if context.anchor else what


def long_day(day: date) -> str:
    """ "Monday 11 September 2023"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def because(reason: str, of: Meant) -> tuple[str, ...]:
    """The reason for what is counted from, or lies in, something else, with the reason for that: "is …, which is …"."""
    return (f"{reason}, which {' and '.join(of.reasons)}" if of.reasons else reason,)


def looks(way: str, cue: str, context: Context) -> str:
    """Which way the phrase looks from the anchor, and the words that say so."""
    return f"{cue}{' ' if cue else ''}looks {way} from {anchor_named(context)}"
