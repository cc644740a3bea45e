"""Times of day: by the clock, and by its parts."""

from dataclasses import replace
from typing import Final

from events.extraction.meanings import Clock, DayPart, Meaning
from events.extraction.periods import Period, period_of
from events.extraction.resolution.context import Context, Meant, Unresolved, anchor_named, anchor_of, dated, offset_of
from events.extraction.resolution.dispatch import resolution_of

SMALL: Final = 6
"""The hour before which a time told after an evening is in the small hours of the next day: "they sat down on Sunday evening … until 2 a.m."."""


@resolution_of.register
def _(meaning: Clock, context: Context) -> Meant:
    day, found = _day_of_time(meaning.day, context)
    if meaning.day is None and meaning.hour < SMALL and context.evening and day == context.just:
        day = day.shift(1)
    offset = "" if meaning.offset is None else offset_of(meaning.offset)
    if meaning.hour == 24:  # midnight ends the day it is said of
        value, edtf = f"{day.value}T24", f"{day.shift(1).value}T00:00{offset}"
    else:
        second = f":{meaning.second:02d}" if meaning.second is not None else ""
        value = f"{day.value}T{meaning.hour:02d}:{meaning.minute:02d}{second}"
        edtf = value + offset
    return replace(found, type="TIME", value=value, edtf=edtf, mod=meaning.mod, period=day)


@resolution_of.register
def _(meaning: DayPart, context: Context) -> Meant:
    day, found = _day_of_time(meaning.day, context)
    if meaning.day is None and meaning.part == "MO" and context.evening and day == context.just:
        day = day.shift(1)
    return replace(found, type="TIME", value=f"{day.value}T{meaning.part}", edtf=day.edtf, mod=meaning.mod, period=day)


def _day_of_time(day: Meaning | None, context: Context) -> tuple[Period, Meant]:
    if day is not None:
        found = resolution_of(day, context)
    elif (named := _named_day(context)) is not None:
        found = replace(dated(named, "is on the day that the text last named"), source="text", anchor=named.first)
    else:
        found = dated(period_of("day", anchor_of(context)), f"is on {anchor_named(context)}", context, "same")
    if found.period is None or found.period.unit != "day":
        raise Unresolved("its day is not known")
    return found.period, found


def _named_day(context: Context) -> Period | None:
    """The day the text has just named, unless it lies ahead and the clause looks back."""
    named = context.just
    if named is None or named.unit != "day":
        return None
    ahead = context.anchor is not None and named.first > context.anchor
    return None if ahead and context.direction().way != "future" else named
