"""Parts of larger periods: June of last year, the first week of May, late 1989, year-end."""

from dataclasses import replace
from datetime import date

from events.extraction import periods
from events.extraction.meanings import (
    Beside,
    Calendar,
    Edge,
    HalfOf,
    Meaning,
    NewYear,
    Nth,
    Part,
    Same,
    Shift,
    Within,
    YearEnd,
)
from events.extraction.periods import Period, period_of
from events.extraction.resolution.context import Context, Meant, Unresolved, anchor_named, anchor_of, because, dated
from events.extraction.resolution.dispatch import resolution_of


@resolution_of.register
def _(meaning: Within, context: Context) -> Meant:
    outer = resolution_of(meaning.outer, context)
    if outer.period is None:
        raise Unresolved("the larger period has no date")
    period = _inner(meaning.inner, outer.period, context)
    if meaning.inner == Same("month") and isinstance(meaning.outer, Shift) and period == context.reference:
        period = period.shift(-12)  # "in December from the same month last year", told in January
    period.check()
    reasons = because(f"is the {period.unit} so named in {outer.value}", outer)
    return replace(outer, value=period.value, edtf=period.edtf, period=period, reasons=reasons)


def _inner(inner: Meaning, outer: Period, context: Context) -> Period:
    match inner:
        case Nth():
            return _nth(inner, outer)
        case Same():
            return _same_in(inner, outer, context)
        case Calendar(month=None, day=int(number)):
            return _day_in(outer.year, period_of("month", outer.first).index % 12 + 1, number)
        case Calendar(month=int(month), day=int(number)):
            return _day_in(outer.year, month, number)
        case Calendar(month=int(month)):
            return periods.month(outer.year, month)
        case Calendar(quarter=int(number)):
            return periods.quarter(outer.year, number)
        case Calendar(half=int(number)):
            return periods.half(outer.year, number)
        case Calendar(season=str(name)) if name:
            return periods.season(outer.year, name)
        case Calendar(weekday=int(weekday)):
            first = outer.first
            return period_of("day", periods.add_days(first, (weekday - first.weekday()) % 7))
    raise Unresolved("no such part")


def _same_in(same: Same, outer: Period, context: Context) -> Period:
    """The month or quarter the text speaks of, or the anchor's day, in another year or ended on a day."""
    if same.unit == "day":
        day = anchor_of(context)
        return _day_in(outer.year, day.month, day.day)
    if same.unit == "month":
        now = period_of("month", context.reference.first if context.reference else anchor_of(context))
        return periods.month(outer.year, now.index % 12 + 1)
    if outer.unit in ("day", "month"):  # the quarter ended Sept. 30, by the count of its report where that has one
        return context.quarter or period_of("quarter", outer.first)
    if same.unit is None or context.longer is not None:  # the 1988 period, beside what was told of before it
        return _told_in(outer, context)
    quarter = context.quarter or period_of("quarter", anchor_of(context)).shift(-1)
    return periods.quarter(outer.year, quarter.index % 4 + 1) if quarter.unit == "quarter" else quarter


def _told_in(outer: Period, context: Context) -> Period:
    """The quarter or half that results are told of, in another year; the year itself where they are told of more, or of none."""
    told = context.quarter
    if told is None or outer.unit != "year":
        return outer
    return (
        periods.quarter(outer.year, told.index % 4 + 1)
        if told.unit == "quarter"
        else periods.half(outer.year, told.index % 2 + 1)
    )


def _day_in(year: int, month: int, number: int) -> Period:
    day = periods.day(year, month, number)
    if day is None:
        raise Unresolved("there is no such day")
    return day


def _nth_weekday(number: int, weekday: int, outer: Period) -> Period:
    """The n-th Monday of the period, -1 for its last."""
    if number > 0:
        day = periods.add_days(outer.first, (weekday - outer.first.weekday()) % 7 + 7 * (number - 1))
    else:
        day = periods.add_days(outer.last, -((outer.last.weekday() - weekday) % 7) + 7 * (number + 1))
    if not outer.first <= day <= outer.last:
        raise Unresolved("it has no such day")
    return period_of("day", day)


def _middle(week: Period) -> date:
    """The day that says where a week belongs: its Thursday; of a weekend, its Saturday."""
    return periods.add_days(week.first, 3 if week.unit == "week" else 0)


def _nth(nth: Nth, outer: Period) -> Period:
    """The n-th unit of the period; a week belongs where its Thursday lies, as ISO 8601 has it."""
    if nth.weekday is not None:
        return _nth_weekday(nth.number, nth.weekday, outer)
    if nth.unit == "weekend" and outer.unit == "day":  # of Labor Day, a Monday, the weekend before
        return period_of("weekend", periods.add_days(outer.first, -3 if outer.first.weekday() < 2 else 0))
    if nth.unit == "week" and outer.unit == "day":  # the week of 4 September
        return period_of(nth.unit, outer.first)
    first = period_of(nth.unit, outer.first)
    if nth.unit == "week" and outer.first.weekday() > 3 and outer.unit != "week":
        first = first.shift(1)
    period = first.shift(nth.number - 1) if nth.number > 0 else period_of(nth.unit, outer.last).shift(nth.number + 1)
    if (
        nth.number < 0
        and nth.unit in ("week", "weekend")
        and outer.unit not in ("week", "weekend")
        and _middle(period) > outer.last
    ):
        period = period.shift(-1)
    if period.first > outer.last or period.last < outer.first:
        raise Unresolved("it has no such part")
    return period


@resolution_of.register
def _(meaning: Part, context: Context) -> Meant:
    found = resolution_of(meaning.inner, context)
    if meaning.mod != "APPROX":
        return replace(found, mod=meaning.mod)
    marked = (
        f"{found.edtf}~" if found.period is not None and "/" not in found.edtf and "X" not in found.edtf else found.edtf
    )
    return replace(found, mod="APPROX", edtf=marked)


@resolution_of.register
def _(meaning: Edge, context: Context) -> Meant:
    found = resolution_of(meaning.inner, context)
    return replace(found, mod=meaning.mod)


@resolution_of.register
def _(meaning: HalfOf, context: Context) -> Meant:
    found = resolution_of(meaning.inner, context)
    mod = "START" if meaning.number == 1 else "END"
    if found.period is None or found.period.unit not in ("week", "month"):
        return replace(found, mod=mod)
    first, last = found.period.first, found.period.last
    middle = periods.add_days(first, (last - first).days // 2)
    start, end = (first, middle) if meaning.number == 1 else (periods.add_days(middle, 1), last)
    reasons = because(f"is the {'first' if meaning.number == 1 else 'second'} half of {found.value}", found)
    return replace(found, mod=mod, edtf=f"{start.isoformat()}/{end.isoformat()}", reasons=reasons)


@resolution_of.register
def _(meaning: Beside, context: Context) -> Meant:
    found = resolution_of(meaning.of, context)
    if found.period is None:
        raise Unresolved("the day beside it is not known")
    period = _beside(meaning, found.period)
    reason = f"is the {period.unit} so named {'before' if meaning.sign < 0 else 'after'} {found.value}"
    return replace(found, value=period.value, edtf=period.edtf, period=period, reasons=because(reason, found))


def _beside(meaning: Beside, of: Period) -> Period:
    if meaning.weekday is None:
        return period_of(meaning.unit, of.first).shift(meaning.sign)
    day = periods.add_days(of.first, meaning.sign)
    return period_of(
        "day", periods.add_days(day, meaning.sign * ((meaning.weekday - day.weekday()) * meaning.sign % 7))
    )


@resolution_of.register
def _(meaning: NewYear, context: Context) -> Meant:
    anchor = anchor_of(context)
    begun = anchor.month <= 3 and context.direction().way != "future"
    period = periods.year(anchor.year if begun or anchor.month == 1 else anchor.year + 1)
    why = f"is the year that {'had just begun' if begun else 'begins next'}, seen from {anchor_named(context)}"
    return dated(period, why, context, "same" if begun else "future")


@resolution_of.register
def _(meaning: YearEnd, context: Context) -> Meant:
    anchor = anchor_of(context)
    direction = context.direction().way
    back = direction == "past" and anchor.month <= 10
    day = periods.day(anchor.year - back, 12, 31)
    if day is None:
        raise Unresolved("outside the calendar")
    return dated(
        day,
        f"is the last day of the year, seen from {anchor_named(context)}",
        context,
        "past" if back else "future",
        "END",
    )
