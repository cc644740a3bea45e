"""What a phrase means, counted from a day: a meaning and its context to a TIMEX3 value, an EDTF string, and the reasons in words."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import singledispatch
from typing import Final, Literal

from events.edtf import MONTHS, WEEKDAYS
from events.extraction import periods
from events.extraction.feasts import FEASTS
from events.extraction.meanings import (
    Base,
    Calendar,
    Clock,
    DayPart,
    Distance,
    Edge,
    Fixed,
    Holiday,
    Latest,
    Length,
    Meaning,
    Nth,
    Part,
    Repeat,
    Same,
    Shift,
    Stretch,
    Vague,
    Within,
    YearEnd,
)
from events.extraction.periods import Period, Unit, period_of
from events.extraction.spoken import day_of
from events.extraction.values import TimexType

Direction = Literal["past", "future", ""]
_SOURCES: Final = {
    "publication": "date of publication",
    "text": "the date last named in the text",
    "speech": "the day it was said",
    "entered": "the day given",
}

LETTERS: Final = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "weekend": "WE",
    "fortnight": "W",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "season": "Q",
    "half": "M",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
_CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})
_NEAR_FUTURE: Final = 100
"""Days: a month or day without year and without a cue lies ahead if that is so near, else behind. Set on the training half: 60 to 120 do alike."""
_CLOSE: Final = 60
"""Days: so near, a day without year is that one whatever the clause says, since the other lies ten months off."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is counted from: the anchor day, the period the text last named, and which way its clause looks.

    `direction` and `words` are asked only where they decide: the direction with the word that tells it, the words a meaning was said in.
    """

    anchor: date | None
    source: str = "publication"
    reference: Period | None = None
    day: Period | None = None
    quarter: Period | None = None
    direction: Callable[[], tuple[Direction, str]] = lambda: ("", "")
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
    direction: Literal["past", "future", "same", ""] = ""
    source: str = ""
    anchor: date | None = None
    reasons: tuple[str, ...] = field(default=())


class Unresolved(Exception):
    """Nothing says which day the phrase means, or there is no such day."""


class NoAnchor(Unresolved):
    """The phrase is a date, but the day it counts from is not known."""


def resolve(meaning: Meaning, context: Context) -> Meant:
    """The meaning counted from the context. Raises Unresolved where it needs an anchor that is not there, or leaves the calendar."""
    try:
        return _resolve(meaning, context)
    except (OverflowError, ValueError) as error:  # outside the years 1 to 9999
        raise Unresolved(str(error)) from error


@singledispatch
def _resolve(meaning: object, context: Context) -> Meant:
    raise TypeError(f"no resolution for {type(meaning).__name__}")


def _dated(period: Period, reason: str, context: Context | None = None, direction: str = "", mod: str = "") -> Meant:
    """A DATE that names this period. With a context, it was counted from that context's anchor."""
    anchor, source = (context.anchor, context.source) if context else (None, "")
    period.check()
    return Meant("DATE", period.value, period.edtf, mod, period, direction, source, anchor, (reason,) if reason else ())  # type: ignore[arg-type]


def _anchor(context: Context) -> date:
    if context.anchor is None:
        raise NoAnchor("the day it counts from is not known")
    return context.anchor


def _base(base: Base, context: Context, unit: str = "") -> tuple[date, Context]:
    """The day to count from, and the context that says what that day is."""
    reference = context.day if unit == "day" and context.day is not None else context.reference
    if base == "text" and reference is not None:
        day = reference.first
        return day, replace(context, anchor=day, source="text")
    return _anchor(context), context


# Dates by their parts


@_resolve.register
def _(meaning: Fixed, context: Context) -> Meant:
    return _dated(meaning.period, "names its own time")


@_resolve.register
def _(meaning: Calendar, context: Context) -> Meant:
    if meaning.turn is not None:
        return _turned(meaning, context)
    if meaning.year is not None:
        return _absolute(meaning, context)
    if meaning.month is None and meaning.day is not None:
        return _day_without_month(meaning.day, context)
    if meaning.day is not None:
        return _day_without_year(meaning, context)
    if meaning.month is not None:
        return _part_without_year(period_of("month", _anchor(context)), "month", meaning.month - 1, 12, context)
    if meaning.weekday is not None:
        return _weekday(meaning.weekday, context)
    if meaning.season:
        index = periods.SEASONS.index(meaning.season)
        return _part_without_year(period_of("season", _anchor(context)), "season", index, 4, context)
    if meaning.quarter is not None:
        return _part_without_year(period_of("quarter", _anchor(context)), "quarter", meaning.quarter - 1, 4, context)
    if meaning.half is not None:
        return _part_without_year(period_of("half", _anchor(context)), "half", meaning.half - 1, 2, context)
    raise Unresolved("it names no date")


def _absolute(meaning: Calendar, context: Context) -> Meant:
    year = meaning.year or 0
    if meaning.spoken:
        return _spoken_date(meaning, context)
    if meaning.season:
        return _dated(periods.season(year, meaning.season), "names season and year")
    if meaning.quarter:
        return _dated(periods.quarter(year, meaning.quarter), "names quarter and year")
    if meaning.half:
        return _dated(periods.half(year, meaning.half), "names half and year")
    if meaning.month and meaning.day:
        day = periods.day(year, meaning.month, meaning.day)
        if day is None:
            raise Unresolved("there is no such day")
        return _dated(day, "names day, month and year")
    if meaning.month:
        return _dated(periods.month(year, meaning.month), "names month and year")
    return _dated(periods.year(year), "names the year")


def _spoken_date(meaning: Calendar, context: Context) -> Meant:
    found = day_of(context.words(meaning), "absolute", None, context.language, meaning.order)
    if found is None or (found.year, found.month) != (meaning.year, meaning.month):
        raise Unresolved("dateparser does not read these words so")
    if meaning.day is None:
        return _dated(period_of("month", found), "names month and year, read by dateparser")
    if found.day != meaning.day:
        raise Unresolved("dateparser does not read these words so")
    return _dated(period_of("day", found), "names day, month and year, read by dateparser")


def _day_without_year(meaning: Calendar, context: Context) -> Meant:
    anchor = _anchor(context)
    days = [
        day.first
        for year in range(anchor.year - 8, anchor.year + 9)
        if (day := periods.day(year, meaning.month or 0, meaning.day or 0))
    ]
    if meaning.weekday is not None:
        fitting = [day for day in days if day.weekday() == meaning.weekday]
        if fitting:
            nearest = min(fitting, key=lambda day: abs((day - anchor).days))
            return _dated(
                period_of("day", nearest), f"falls on that weekday in the year nearest to {_named(context)}", context
            )
    direction, cue = context.direction()
    past = max((day for day in days if day <= anchor), default=None)
    future = min((day for day in days if day >= anchor), default=None)
    if past is None or future is None:
        raise Unresolved("there is no such day near the anchor")
    back, ahead = (anchor - past).days, (future - anchor).days
    if min(back, ahead) <= _CLOSE:
        chosen, why = (
            (past, f"is the nearest such day, just before {_named(context)}")
            if back <= ahead
            else (future, f"is the nearest such day, just ahead of {_named(context)}")
        )
    elif direction == "past":
        chosen, why = past, looks("back", cue, context)
    elif direction == "future":
        chosen, why = future, looks("forward", cue, context)
    elif ahead <= _NEAR_FUTURE and ahead < back:
        chosen, why = future, f"is the nearest such day to {_named(context)}"
    else:
        chosen, why = past, looks("back", "", context)
    return _dated(period_of("day", chosen), why, context, _way(chosen, anchor))


def _day_without_month(number: int, context: Context) -> Meant:
    """ "On the 11th": the nearest such day on the side the clause looks to."""
    anchor = _anchor(context)
    direction, cue = context.direction()
    now = period_of("month", anchor)
    days = [
        found.first
        for month in (now.shift(-1), now, now.shift(1))
        if (found := periods.day(month.year, month.index % 12 + 1, number))
    ]
    if direction == "future":
        fitting, why = [day for day in days if day >= anchor], looks("forward", cue, context)
    else:
        fitting, why = [day for day in days if day <= anchor], looks("back", cue, context)
    if not fitting:
        raise Unresolved("there is no such day near the anchor")
    day = min(fitting, key=lambda day: abs((day - anchor).days))
    return _dated(period_of("day", day), why, context, _way(day, anchor))


def _way(day: date, anchor: date) -> str:
    return "same" if day == anchor else ("past" if day < anchor else "future")


def _part_without_year(now: Period, unit: Unit, index: int, cycle: int, context: Context) -> Meant:
    """The month, season, quarter or half of that number: this one, the last one before, or the next one, by direction."""
    back = (now.index - index) % cycle
    past, future = now.shift(-back), now.shift((cycle - back) % cycle)
    if back == 0:
        return _dated(now, f"is the {unit} of {_named(context)}", context, "same")
    if unit == "month" and back in (1, cycle - 1):  # the other one lies eleven months off
        near_one, way = (past, "past") if back == 1 else (future, "future")
        return _dated(near_one, f"is the nearest such month to {_named(context)}", context, way)
    direction, cue = context.direction()
    if unit == "quarter" and back == 1:  # results are reported after the quarter has ended
        return _dated(past, f"is the quarter that had just ended on {_named(context)}", context, "past")
    if direction == "future":
        return _dated(future, looks("forward", cue, context), context, "future")
    if direction == "past":
        return _dated(past, looks("back", cue, context), context, "past")
    near = _NEAR_FUTURE // 31 if unit == "month" else 0
    if cycle - back <= near:
        return _dated(future, f"is the nearest such {unit} to {_named(context)}", context, "future")
    return _dated(past, looks("back", "", context), context, "past")


def _weekday(weekday: int, context: Context) -> Meant:
    anchor = _anchor(context)
    back = (anchor.weekday() - weekday) % 7
    if back == 0:
        return _dated(period_of("day", anchor), f"is the weekday of {_named(context)} itself", context, "same")
    direction, cue = context.direction()
    if direction == "future":
        day = periods.add_days(anchor, 7 - back)
        return _dated(period_of("day", day), looks("forward", cue, context), context, "future")
    day = periods.add_days(anchor, -back)
    why = looks("back", cue, context)
    return _dated(period_of("day", day), why, context, "past")


def _turned(meaning: Calendar, context: Context) -> Meant:
    """Last, this or next Monday, June, spring."""
    anchor, context = _base(meaning.base, context)
    turn = meaning.turn or 0
    if meaning.weekday is not None:
        return _turned_weekday(meaning.weekday, turn, context)
    unit: Unit = "month" if meaning.month else "season"
    cycle, index = (12, (meaning.month or 1) - 1) if meaning.month else (4, periods.SEASONS.index(meaning.season))
    now = period_of(unit, anchor)
    back = (now.index - index) % cycle
    if turn < 0:
        return _dated(now.shift(-(back or cycle)), f"is the last such {unit} before {_named(context)}", context, "past")
    if turn > 0:
        return _dated(now.shift(cycle - back), f"is the next such {unit} after {_named(context)}", context, "future")
    same_year = Period(unit, anchor.year * cycle + index)
    return _dated(same_year, f"is the {unit} in the year of {_named(context)}", context, _way(same_year.first, anchor))


def _turned_weekday(weekday: int, turn: int, context: Context) -> Meant:
    anchor = _anchor(context)
    back = (anchor.weekday() - weekday) % 7
    if turn < 0:
        day, why = periods.add_days(anchor, -(back or 7)), f"is the last such day before {_named(context)}"
    elif turn > 0:
        day, why = periods.add_days(anchor, 7 - back), f"is the next such day after {_named(context)}"
    else:
        day, why = periods.add_days(anchor, weekday - anchor.weekday()), f"is that day of the week of {_named(context)}"
    return _dated(period_of("day", day), why, context, _way(day, anchor))


# Dates counted from another


@_resolve.register
def _(meaning: Shift, context: Context) -> Meant:
    if meaning.spoken:
        anchor = _anchor(context)
        found = day_of(context.words(meaning), "relative", anchor, context.language)
        if found is None:
            raise Unresolved("dateparser does not read these words")
        return _dated(
            period_of(meaning.unit, found),
            f"is {_days(meaning.count)} {_named(context)}, read by dateparser",
            context,
            _way(found, anchor),
        )
    day, counted = _base(meaning.base, context, meaning.unit)
    period = period_of(meaning.unit, day).shift(meaning.count)
    if (
        meaning.unit == "weekend"
        and meaning.count == 0
        and meaning.base == "anchor"
        and day.weekday() < 5
        and context.direction()[0] != "future"
    ):
        period = period.shift(-1)
    which = {-1: "before that of", 0: "of", 1: "after that of"}.get(meaning.count, f"{meaning.count:+d} from that of")
    direction = {-1: "past", 0: "same"}.get(max(-1, min(1, meaning.count)), "future")
    return _dated(period, f"is the {meaning.unit} {which} {_named(counted)}", counted, direction)


def _days(count: int) -> str:
    return {0: "the day of", 1: "the day after", -1: "the day before"}.get(count, f"{count:+d} days from")


def _named(context: Context) -> str:
    """The anchor in words: "Monday 11 September 2023 (date of publication)"."""
    what = _SOURCES.get(context.source, context.source)
    return f"{long_day(context.anchor)} ({what})" if context.anchor else what


def long_day(day: date) -> str:
    """ "Monday 11 September 2023"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def looks(way: str, cue: str, context: Context) -> str:
    """Which way the phrase looks from the anchor, and the words that say so."""
    return f"{cue}{' ' if cue else ''}looks {way} from {_named(context)}"


def _count(meaning: Distance) -> str:
    return f"{meaning.count:g} {meaning.unit}{'' if meaning.count == 1 else 's'}"


@_resolve.register
def _(meaning: Distance, context: Context) -> Meant:
    if meaning.count is None:
        return _unknown_distance(meaning, context)
    if meaning.of is not None:
        start = _resolve(meaning.of, context)
        if start.period is None:
            raise Unresolved("the day it counts from is not known")
        day = _moved(start.period.first, meaning.count * meaning.sign, meaning.unit)
        found = _dated(
            period_of("day", day),
            f"is {_count(meaning)} {'after' if meaning.sign > 0 else 'before'} {start.value}",
            context,
            _way(day, _anchor(context)),
        )
        return replace(found, reasons=(*start.reasons, *found.reasons))
    reference = context.quarter or context.reference
    if (
        meaning.unit == "year"
        and meaning.sign < 0
        and meaning.count == 1
        and reference is not None
        and reference.unit in ("quarter", "half")
        and not meaning.mod
    ):
        return _dated(
            reference.shift(-4 if reference.unit == "quarter" else -2),
            f"is the same {reference.unit} a year before the one the text speaks of",
            replace(context, anchor=None),
            "past",
        )
    if meaning.spoken and meaning.base == "anchor":
        return _spoken_distance(meaning, context)
    day, counted = _base(meaning.base, context, meaning.unit)
    return _counted(meaning, _moved(day, meaning.count * meaning.sign, meaning.unit), counted)


def _spoken_distance(meaning: Distance, context: Context) -> Meant:
    anchor = _anchor(context)
    if meaning.unit in ("decade", "century", "quarter", "weekend"):
        return _counted(meaning, _moved(anchor, (meaning.count or 0) * meaning.sign, meaning.unit), context)
    found = day_of(context.words(meaning), "relative", anchor, context.language)
    if found is None:
        raise Unresolved("dateparser does not read these words")
    return _counted(meaning, found, context, ", read by dateparser")


def _counted(meaning: Distance, day: date, context: Context, how: str = "") -> Meant:
    unit: Unit = "day" if meaning.unit in _CLOCK_UNITS or meaning.unit == "weekend" else meaning.unit  # type: ignore[assignment]
    if unit in ("decade", "century", "half", "season"):
        unit = "year"
    if unit == "quarter":
        unit = "month"
    period = period_of(unit, day)
    way = "after" if meaning.sign > 0 else "before"
    reason = f"is {_count(meaning)} {way} {_named(context)}{how}"
    found = _dated(period, reason, context, "future" if meaning.sign > 0 else "past", meaning.mod)
    if meaning.unit == "week":  # an edge of a week says more than the week: two weeks ago is about that day
        return replace(found, edtf=f"{day.isoformat()}~")
    if meaning.mod and period.unit in ("day", "month", "year"):
        return replace(found, edtf=f"{period.edtf}~")
    return found


def _unknown_distance(meaning: Distance, context: Context) -> Meant:
    day, counted = _base(meaning.base, context)
    if meaning.sign < 0:
        return Meant(
            "DATE",
            "PAST_REF",
            f"../{day.isoformat()}",
            direction="past",
            source=counted.source,
            anchor=day,
            reasons=(f"is some time before {_named(counted)}",),
        )
    return Meant(
        "DATE",
        "FUTURE_REF",
        f"{day.isoformat()}/..",
        direction="future",
        source=counted.source,
        anchor=day,
        reasons=(f"is some time after {_named(counted)}",),
    )


_DAYS: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS: Final = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def _moved(day: date, count: float, unit: str) -> date:
    """The day so many units on. Halves of years count as months; hours stay within the day."""
    if unit in _DAYS:
        return periods.add_days(day, round(count * _DAYS[unit]))
    if unit in _MONTHS:
        return periods.add_months(day, round(count * _MONTHS[unit]))
    hours = count / {"second": 3600, "minute": 60, "hour": 1}[unit]
    return periods.add_days(day, int(hours / 24))


@_resolve.register
def _(meaning: Same, context: Context) -> Meant:
    reference = context.quarter if meaning.unit in ("quarter", "half") and context.quarter else context.reference
    if reference is None or (meaning.unit and periods.finer(meaning.unit, reference.unit)):
        day = _anchor(context)
        if meaning.unit == "quarter":
            return _dated(
                period_of("quarter", day).shift(-1),
                f"is the last quarter that had ended on {_named(context)}",
                context,
                "past",
            )
        if meaning.unit is None:
            raise Unresolved("nothing before it names a time")
        return _dated(period_of(meaning.unit, day), f"is the {meaning.unit} of {_named(context)}", context, "same")
    period = reference if meaning.unit in (None, reference.unit) else period_of(meaning.unit, reference.first)
    return replace(
        _dated(period, f"is the {period.unit} that the text last named"), source="text", anchor=reference.first
    )


# Parts of larger periods


@_resolve.register
def _(meaning: Within, context: Context) -> Meant:
    outer = _resolve(meaning.outer, context)
    if outer.period is None:
        raise Unresolved("the larger period has no date")
    period = _inner(meaning.inner, outer.period, context)
    period.check()
    return replace(
        outer,
        value=period.value,
        edtf=period.edtf,
        period=period,
        reasons=(*outer.reasons, f"of that, the {period.unit} named"),
    )


def _inner(inner: Meaning, outer: Period, context: Context) -> Period:
    match inner:
        case Nth():
            return _nth(inner, outer)
        case Same():
            quarter = context.quarter or period_of("quarter", _anchor(context)).shift(-1)
            return periods.quarter(outer.year, quarter.index % 4 + 1) if quarter.unit == "quarter" else quarter
        case Calendar(month=int(month), day=int(number)):
            day = periods.day(outer.year, month, number)
            if day is None:
                raise Unresolved("there is no such day")
            return day
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


def _nth(nth: Nth, outer: Period) -> Period:
    """The n-th unit of the period; a week belongs where its Thursday lies, as ISO 8601 has it."""
    if nth.unit in ("week", "weekend") and outer.unit == "day":  # the week of 4 September
        return period_of(nth.unit, outer.first)
    first = period_of(nth.unit, outer.first)
    if nth.unit == "week" and outer.first.weekday() > 3 and outer.unit != "week":
        first = first.shift(1)
    period = first.shift(nth.number - 1) if nth.number > 0 else period_of(nth.unit, outer.last).shift(nth.number + 1)
    if outer.unit == "day" and nth.unit == "day":  # the n-th Monday of a month: the first is given
        return outer.shift(7 * (nth.number - 1))
    if period.first > outer.last or period.last < outer.first:
        raise Unresolved("it has no such part")
    return period


@_resolve.register
def _(meaning: Part, context: Context) -> Meant:
    found = _resolve(meaning.inner, context)
    if meaning.mod != "APPROX":
        return replace(found, mod=meaning.mod)
    marked = (
        f"{found.edtf}~" if found.period is not None and "/" not in found.edtf and "X" not in found.edtf else found.edtf
    )
    return replace(found, mod="APPROX", edtf=marked)


@_resolve.register
def _(meaning: Edge, context: Context) -> Meant:
    found = _resolve(meaning.inner, context)
    return replace(found, mod=meaning.mod)


@_resolve.register
def _(meaning: YearEnd, context: Context) -> Meant:
    anchor = _anchor(context)
    direction, _ = context.direction()
    back = direction == "past" and anchor.month <= 10
    day = periods.day(anchor.year - back, 12, 31)
    if day is None:
        raise Unresolved("outside the calendar")
    return _dated(
        day, f"is the last day of the year, seen from {_named(context)}", context, "past" if back else "future", "END"
    )


@_resolve.register
def _(meaning: Latest, context: Context) -> Meant:
    period = period_of(meaning.unit, _anchor(context)).shift(-1)
    return _dated(period, f"is the last {meaning.unit} that had ended on {_named(context)}", context, "past")


@_resolve.register
def _(meaning: Holiday, context: Context) -> Meant:
    day_in = FEASTS[meaning.key]
    if meaning.year is not None:
        return _dated(period_of("day", day_in(meaning.year)), "is the day so named, of that year")
    if meaning.outer is not None:
        outer = _resolve(meaning.outer, context)
        if outer.period is None:
            raise Unresolved("the year is not known")
        return replace(
            _dated(period_of("day", day_in(outer.period.year)), "is the day so named, of that year"),
            anchor=outer.anchor,
            source=outer.source,
        )
    anchor = _anchor(context)
    days = [day_in(year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    past = max(day for day in days if day <= anchor)
    future = min(day for day in days if day >= anchor)
    if meaning.turn == -1:
        day = max(day for day in days if day < anchor)
    elif meaning.turn == 1:
        day = min(day for day in days if day > anchor)
    else:
        direction, _ = context.direction()
        near = (future - anchor) < (anchor - past)
        day = future if direction == "future" or (not direction and near) else past
    return _dated(
        period_of("day", day), f"is the day so named, seen from {_named(context)}", context, _way(day, anchor)
    )


# Times of day


@_resolve.register
def _(meaning: Clock, context: Context) -> Meant:
    day, found = _day_of_time(meaning.day, context)
    time = f"T{meaning.hour:02d}:{meaning.minute:02d}" + (
        f":{meaning.second:02d}" if meaning.second is not None else ""
    )
    offset = "" if meaning.offset is None else _offset(meaning.offset)
    if meaning.hour == 24:
        return replace(
            found,
            type="TIME",
            value=f"{day.value}{time}",
            edtf=day.shift(1).value + "T00:00" + offset,
            mod=meaning.mod,
            period=day,
        )
    return replace(
        found, type="TIME", value=f"{day.value}{time}", edtf=f"{day.value}{time}{offset}", mod=meaning.mod, period=day
    )


def _offset(minutes: int) -> str:
    if minutes == 0:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@_resolve.register
def _(meaning: DayPart, context: Context) -> Meant:
    day, found = _day_of_time(meaning.day, context)
    return replace(found, type="TIME", value=f"{day.value}T{meaning.part}", edtf=day.edtf, mod=meaning.mod, period=day)


def _day_of_time(day: Meaning | None, context: Context) -> tuple[Period, Meant]:
    if day is not None:
        found = _resolve(day, context)
    elif context.reference is not None and context.reference.unit == "day":
        found = replace(
            _dated(context.reference, "is on the day that the text last named"),
            source="text",
            anchor=context.reference.first,
        )
    else:
        found = _dated(period_of("day", _anchor(context)), f"is on {_named(context)}", context, "same")
    if found.period is None or found.period.unit != "day":
        raise Unresolved("its day is not known")
    return found.period, found


# Lengths


@_resolve.register
def _(meaning: Length, context: Context) -> Meant:
    return Meant("DURATION", duration(meaning), mod=meaning.mod, reasons=("is a length of time",))


def duration(length: Length) -> str:
    """The TIMEX3 value of a length: P2W, PT5H30M, PXD."""
    parts: list[tuple[str, str]] = []
    at: Length | None = length
    while at is not None:
        parts += _pieces(at)
        at = at.more
    dates = "".join(f"{number}{letter}" for number, letter in parts if not letter.startswith("T"))
    times = "".join(f"{number}{letter[1:]}" for number, letter in parts if letter.startswith("T"))
    return f"P{dates}" + (f"T{times}" if times else "")


def _pieces(length: Length) -> list[tuple[str, str]]:
    letter = LETTERS[length.unit]
    if length.unit in _CLOCK_UNITS:
        letter = f"T{letter}"
    count = length.count
    if count is None:
        return [("X", letter)]
    if length.unit in ("decade", "century", "half"):
        count, letter = (
            count * {"decade": 10, "century": 100, "half": 6}[length.unit],
            "M" if length.unit == "half" else "Y",
        )
    whole = int(count)
    if count == whole:
        return [(str(whole), letter)]
    rest = {"year": (12, "M"), "hour": (60, "TM"), "minute": (60, "TS"), "day": (24, "TH")}.get(length.unit)
    if rest is None:
        return [(f"{count:g}", letter)]
    small = (str(round((count - whole) * rest[0])), rest[1])
    return [small] if whole == 0 else [(str(whole), letter), small]


@_resolve.register
def _(meaning: Stretch, context: Context) -> Meant:
    value = duration(meaning.length)
    if context.anchor is None:
        return Meant("DURATION", value, mod=meaning.length.mod)
    edtf = stretch_edtf(meaning.length, meaning.turn, context.anchor)
    way: Literal["past", "future", "same"] = "past" if meaning.turn < 0 else ("future" if meaning.turn > 0 else "same")
    reason = f"is a stretch {'up to' if meaning.turn < 0 else 'from'} {_named(context)}"
    return Meant("DURATION", value, edtf, meaning.length.mod, None, way, context.source, context.anchor, (reason,))


_NEXT_UNIT: Final = {
    "second": (1, "day"),
    "minute": (1, "day"),
    "hour": (1, "day"),
    "day": (1, "week"),
    "weekend": (1, "month"),
    "fortnight": (1, "month"),
    "week": (1, "month"),
    "month": (1, "year"),
    "quarter": (1, "year"),
    "season": (1, "year"),
    "half": (1, "year"),
    "year": (1, "decade"),
    "decade": (1, "century"),
    "century": (10, "century"),
}


def stretch_edtf(length: Length, turn: int, day: date) -> str:
    """The interval of that length up to the day (turn -1) or from it (turn 1). Without a number, up to the next larger unit, about."""
    if length.count is None:
        if turn < 0:
            return f"../{day.isoformat()}"
        count, unit = _NEXT_UNIT[length.unit]
        return f"{day.isoformat()}/{_moved(day, count, unit).isoformat()}~"
    far = _moved(day, (length.upper or length.count) * (1 if turn >= 0 else -1), length.unit)
    mark = "~" if length.mod or length.upper else ""
    return f"{day.isoformat()}/{far.isoformat()}{mark}" if turn >= 0 else f"{far.isoformat()}{mark}/{day.isoformat()}"


def distance_edtf(length: Length, sign: int, day: date) -> str:
    """The day that far after (sign 1) or before the day: exact with an exact number of days, else about; without a number, up to a larger unit."""
    if length.count is None:
        count, unit = _NEXT_UNIT[length.unit]
        far = _moved(day, count * sign, unit)
        return f"{day.isoformat()}/{far.isoformat()}~" if sign > 0 else f"{far.isoformat()}~/{day.isoformat()}"
    far = _moved(day, length.count * sign, length.unit)
    exact = length.unit in ("day", *_CLOCK_UNITS) and not length.mod and not length.upper
    return far.isoformat() + ("" if exact else "~")


# References and repetitions


@_resolve.register
def _(meaning: Vague, context: Context) -> Meant:
    anchor = context.anchor
    if anchor is None:
        return Meant("DATE", meaning.value)
    day = anchor.isoformat()
    edtf, way, why = {
        "PAST_REF": (f"../{day}", "past", "some time before"),
        "PRESENT_REF": (day, "same", "at the time of"),
        "FUTURE_REF": (f"{day}/..", "future", "some time after"),
    }[meaning.value]
    return Meant("DATE", meaning.value, edtf, "", None, way, context.source, anchor, (f"is {why} {_named(context)}",))  # type: ignore[arg-type]


@_resolve.register
def _(meaning: Repeat, context: Context) -> Meant:
    return Meant("SET", meaning.value, reasons=("comes again and again",))
