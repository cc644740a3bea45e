"""Dates counted from another: yesterday, last week, two years ago, that week, the latest quarter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from events.extraction import periods
from events.extraction.meanings import Base, Distance, Latest, Length, Same, Shift
from events.extraction.periods import Period, Unit, period_of
from events.extraction.resolution.context import (
    Context,
    Meant,
    NoAnchor,
    Unresolved,
    Way,
    anchor_named,
    anchor_of,
    base_of,
    because,
    behind,
    dated,
    named_for,
    offset_of,
    way_to,
)
from events.extraction.resolution.dispatch import resolution_of
from events.extraction.resolution.lengths import CLOCK_UNITS, moved
from events.extraction.spoken import day_of

TUESDAY: Final = 1
"""The last weekday on which "the weekend" is the last one, unless the clause looks ahead; from Wednesday on it is the next, unless it looks back."""


@resolution_of.register
def _(meaning: Shift, context: Context) -> Meant:
    if meaning.spoken:
        anchor = anchor_of(context)
        found = day_of(context.words(meaning), "relative", anchor, context.language)
        if found is None:
            raise Unresolved("dateparser does not read these words")
        return dated(
            period_of(meaning.unit, found),
            f"is {_days(meaning.count)} {anchor_named(context)}, read by dateparser",
            context,
            way_to(found, anchor),
        )
    day, counted = base_of(
        meaning.base, context, meaning.unit, lambda day: period_of(meaning.unit, day).shift(meaning.count).first
    )
    _refuse_unnamed(meaning.base, meaning.count, counted)
    period = period_of(meaning.unit, day).shift(meaning.count)
    if (
        meaning.unit == "weekend"
        and meaning.count == 0
        and meaning.base == "anchor"
        and day.weekday() < 5
        and context.direction().way in (("past",) if day.weekday() > TUESDAY else ("past", ""))
    ):
        period = period.shift(-1)
    which = {-1: "before that of", 0: "of", 1: "after that of"}.get(meaning.count, f"{meaning.count:+d} from that of")
    direction: Way = "past" if meaning.count < 0 else ("future" if meaning.count > 0 else "same")
    return dated(period, f"is the {meaning.unit} {which} {anchor_named(counted)}", counted, direction)


def _refuse_unnamed(base: Base, sign: int, counted: Context) -> None:
    """Raises NoAnchor for what came after a day that the text does not name: "he fled; three years later he died" lies not ahead."""
    if base == "text" and sign > 0 and counted.source != "text" and counted.direction().way == "past":
        raise NoAnchor("counts from a day that the text does not name")


def _days(count: int) -> str:
    return {0: "the day of", 1: "the day after", -1: "the day before"}.get(count, f"{count:+d} days from")


def _count(meaning: Distance | Length) -> str:
    """The length in words: "a month and a day" is "1 month and 1 day"."""
    first = f"{meaning.count:g} {meaning.unit}{'' if meaning.count == 1 else 's'}"
    return (
        f"{first} and {_count(meaning.more)}" if meaning.more is not None and meaning.more.count is not None else first
    )


@resolution_of.register
def _(meaning: Distance, context: Context) -> Meant:
    if meaning.count is None:
        return _unknown_distance(meaning, context)
    if meaning.of is not None:
        start = resolution_of(meaning.of, context)
        if start.period is None:
            raise Unresolved("the day it counts from is not known")
        day = moved(start.period.first, meaning.count * meaning.sign, meaning.unit)
        found = dated(
            period_of(start.period.unit, day),
            f"is {_count(meaning)} {'after' if meaning.sign > 0 else 'before'} {start.value}",
            context,
            way_to(day, anchor_of(context)),
        )
        return replace(found, reasons=because(found.reasons[0], start))
    reference = context.quarter or context.reference
    if (
        meaning.unit == "year"
        and meaning.sign < 0
        and meaning.count == 1
        and reference is not None
        and reference.unit in ("quarter", "half")
        and not meaning.mod
        and meaning.more is None
    ):
        return dated(
            reference.shift(-4 if reference.unit == "quarter" else -2),
            f"is the same {reference.unit} a year before the one the text speaks of",
            replace(context, anchor=None),
            "past",
        )
    named = context.just
    if (
        meaning.unit == "year"
        and meaning.base == "text"
        and named is not None
        and named.unit == "month"
        and not meaning.more
    ):
        return dated(
            named.shift(round(12 * meaning.count * meaning.sign)),
            f"is the same month {_count(meaning)} {'before' if meaning.sign < 0 else 'after'} the one the text has just named",
            replace(context, anchor=None),
            "past" if meaning.sign < 0 else "future",
            meaning.mod,
        )
    if meaning.quarterly and context.longer is not None:
        return resolution_of(context.longer, context)
    if meaning.quarterly:
        ended = period_of("quarter", anchor_of(context)).shift(-5)
        return dated(
            ended, f"is the quarter a year before the last that had ended on {anchor_named(context)}", context, "past"
        )
    if meaning.unit in CLOCK_UNITS and meaning.base == "text" and context.clock is not None:
        return _on_the_clock(meaning, context.clock, context)
    if meaning.spoken and meaning.base == "anchor":
        return _spoken_distance(meaning, context)
    count = meaning.count * meaning.sign
    day, counted = base_of(meaning.base, context, meaning.unit, lambda day: moved(day, count, meaning.unit))
    _refuse_unnamed(meaning.base, meaning.sign, counted)
    far = moved(day, count, meaning.unit)
    last = meaning
    if meaning.more is not None and meaning.more.count is not None:
        far = moved(far, meaning.more.count * meaning.sign, meaning.more.unit)
        last = replace(meaning, count=meaning.more.count, unit=meaning.more.unit)
    found = _counted(last, far, counted, length=_count(meaning))
    named = named_for(meaning.unit, counted) if counted.source == "text" else None
    if (
        found.period is None
        or named is None
        or not periods.finer(found.period.unit, named.unit)
        or meaning.unit == "week"
    ):
        return found
    whole = period_of(named.unit, far)  # three days after something of 2009: in that year
    return replace(found, value=whole.value, edtf=f"{whole.edtf}~", period=whole)


def _on_the_clock(meaning: Distance, clock: datetime, context: Context) -> Meant:
    """Hours and minutes from a time by the clock: "the plane took off at 3:26 p.m.; five minutes later"."""
    at: Distance | Length | None = meaning
    while at is not None and at.count is not None:
        clock += timedelta(**{f"{at.unit}s": at.count * meaning.sign})
        at = at.more
    day, zone = period_of("day", clock.date()), clock.utcoffset()
    value = f"{day.value}T{clock:%H:%M}"
    way = "after" if meaning.sign > 0 else "before"
    reason = f"is {_count(meaning)} {way} the time of day that the text last named"
    found = dated(day, reason, replace(context, anchor=None), "future" if meaning.sign > 0 else "past", meaning.mod)
    edtf = value + (offset_of(round(zone.total_seconds() / 60)) if zone is not None else "")
    return replace(found, type="TIME", value=value, edtf=edtf)


def _spoken_distance(meaning: Distance, context: Context) -> Meant:
    anchor = anchor_of(context)
    if meaning.unit in ("decade", "century", "quarter", "weekend"):
        return _counted(meaning, moved(anchor, (meaning.count or 0) * meaning.sign, meaning.unit), context)
    found = day_of(context.words(meaning), "relative", anchor, context.language)
    if found is None:
        raise Unresolved("dateparser does not read these words")
    return _counted(meaning, found, context, ", read by dateparser")


def _counted(meaning: Distance, day: date, context: Context, how: str = "", length: str = "") -> Meant:
    unit: Unit = "day" if meaning.unit in CLOCK_UNITS or meaning.unit == "weekend" else meaning.unit  # type: ignore[assignment]
    if unit in ("decade", "century", "half", "season"):
        unit = "year"
    if unit == "quarter" or (meaning.unit == "year" and meaning.count != int(meaning.count or 0)):
        unit = "month"
    period = period_of(unit, day)
    way = "after" if meaning.sign > 0 else "before"
    reason = f"is {length or _count(meaning)} {way} {anchor_named(context)}{how}"
    found = dated(period, reason, context, "future" if meaning.sign > 0 else "past", meaning.mod)
    if meaning.unit == "week":  # an edge of a week says more than the week: two weeks ago is about that day
        return replace(found, edtf=f"{day.isoformat()}~")
    if meaning.mod and period.unit in ("day", "month", "year"):
        return replace(found, edtf=f"{period.edtf}~")
    return found


def _unknown_distance(meaning: Distance, context: Context) -> Meant:
    day, counted = base_of(meaning.base, context)
    if meaning.sign < 0:
        return Meant(
            "DATE",
            "PAST_REF",
            f"../{day.isoformat()}",
            direction="past",
            source=counted.source,
            anchor=day,
            reasons=(f"is some time before {anchor_named(counted)}",),
        )
    return Meant(
        "DATE",
        "FUTURE_REF",
        f"{day.isoformat()}/..",
        direction="future",
        source=counted.source,
        anchor=day,
        reasons=(f"is some time after {anchor_named(counted)}",),
    )


@resolution_of.register
def _(meaning: Same, context: Context) -> Meant:
    reference = named_for(meaning.unit or "", context)
    if reference is not None and meaning.unit == "day":
        reference = behind(reference, context)
    if (
        reference is None
        or (meaning.unit and periods.finer(meaning.unit, reference.unit))
        or _other_count(meaning, reference)
    ):
        day = anchor_of(context)
        if meaning.unit == "quarter":
            return dated(
                period_of("quarter", day).shift(-1),
                f"is the last quarter that had ended on {anchor_named(context)}",
                context,
                "past",
            )
        if meaning.unit is None:
            raise Unresolved("nothing before it names a time")
        return dated(period_of(meaning.unit, day), f"is the {meaning.unit} of {anchor_named(context)}", context, "same")
    period = reference if meaning.unit in (None, reference.unit) else period_of(meaning.unit, reference.first)
    return replace(
        dated(period, f"is the {period.unit} that the text last named"), source="text", anchor=reference.first
    )


def _other_count(meaning: Same, reference: Period) -> bool:
    """Whether the period is counted in other ways than what is asked for: a spring lies in no quarter."""
    return meaning.unit == "quarter" and reference.unit == "season"


@resolution_of.register
def _(meaning: Latest, context: Context) -> Meant:
    period = period_of(meaning.unit, anchor_of(context)).shift(-1)
    return dated(period, f"is the last {meaning.unit} that had ended on {anchor_named(context)}", context, "past")
