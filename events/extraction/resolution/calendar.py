"""Dates by their parts and names: a Tuesday, May 5, last June, Christmas. What is missing is taken from the anchor, by direction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from events.extraction import periods
from events.extraction.feasts import FEASTS, MOON
from events.extraction.meanings import Calendar, Fixed, Holiday
from events.extraction.periods import Period, Unit, period_of
from events.extraction.resolution.context import (
    Context,
    Look,
    Meant,
    Unresolved,
    anchor_named,
    anchor_of,
    base_of,
    dated,
    looks,
    way_to,
)
from events.extraction.resolution.dispatch import resolution_of
from events.extraction.spoken import day_of

_NEAR_FUTURE: Final = 100
"""Days: a month or day without year and without a cue lies ahead if that is so near, else behind. Set on the training half: 60 to 120 do alike."""
_CLOSE: Final = 60
"""Days: so near, a day without year is that one whatever the clause says, since the other lies ten months off."""

_AT_HAND: Final = 21
"""Days: so near, a day without year is the one ahead even in a clause that looks back ("paid holders of record on 10 November"): that of
a year ago would be told with its year."""


@resolution_of.register
def _(meaning: Fixed, context: Context) -> Meant:
    if meaning.since is not None and context.anchor is not None and context.anchor < meaning.since:
        raise Unresolved("the text is older than the name")
    return dated(meaning.period, "names its own time")


@resolution_of.register
def _(meaning: Calendar, context: Context) -> Meant:
    if meaning.turn is not None:
        return _turned(meaning, context)
    if meaning.year is not None:
        return _absolute(meaning, context)
    if context.beside is not None and (meaning.month or meaning.season or meaning.quarter or meaning.half):
        return _of_year_beside(meaning, context.beside)
    if meaning.month is None and meaning.day is not None:
        return _day_without_month(meaning, context)
    if meaning.day is not None:
        return _day_without_year(meaning, context)
    if meaning.month is not None:
        return _part_without_year(period_of("month", anchor_of(context)), "month", meaning.month - 1, 12, context)
    if meaning.weekday is not None:
        return _weekday(meaning.weekday, context)
    if meaning.season:
        index = periods.SEASONS.index(meaning.season)
        return _part_without_year(period_of("season", anchor_of(context)), "season", index, 4, context)
    if meaning.quarter is not None:
        return _part_without_year(period_of("quarter", anchor_of(context)), "quarter", meaning.quarter - 1, 4, context)
    if meaning.half is not None:
        return _part_without_year(period_of("half", anchor_of(context)), "half", meaning.half - 1, 2, context)
    raise Unresolved("it names no date")


def _absolute(meaning: Calendar, context: Context) -> Meant:
    year = meaning.year or 0
    if meaning.spoken:
        return _spoken_date(meaning, context)
    if meaning.season:
        return dated(periods.season(year, meaning.season), "names season and year")
    if meaning.quarter:
        return dated(periods.quarter(year, meaning.quarter), "names quarter and year")
    if meaning.half:
        return dated(periods.half(year, meaning.half), "names half and year")
    if meaning.month and meaning.day:
        day = periods.day(year, meaning.month, meaning.day)
        if day is None:
            raise Unresolved("there is no such day")
        return dated(day, "names day, month and year")
    if meaning.month:
        return dated(periods.month(year, meaning.month), "names month and year")
    return dated(periods.year(year), "names the year")


def _of_year_beside(meaning: Calendar, year: Period) -> Meant:
    named = _absolute(replace(meaning, year=year.year, weekday=None), Context(None))
    return replace(named, reasons=(f"lies in {year.value}, the year named before it",))


def _spoken_date(meaning: Calendar, context: Context) -> Meant:
    found = day_of(context.words(meaning), "absolute", None, context.language, meaning.order)
    if found is None or (found.year, found.month) != (meaning.year, meaning.month):
        raise Unresolved("dateparser does not read these words so")
    if meaning.day is None:
        return dated(period_of("month", found), "names month and year, read by dateparser")
    if found.day != meaning.day:
        raise Unresolved("dateparser does not read these words so")
    return dated(period_of("day", found), "names day, month and year, read by dateparser")


def _day_without_year(meaning: Calendar, context: Context) -> Meant:
    anchor = anchor_of(context)
    days = [
        day.first
        for year in range(anchor.year - 8, anchor.year + 9)
        if (day := periods.day(year, meaning.month or 0, meaning.day or 0))
    ]
    if meaning.weekday is not None:
        fitting = [day for day in days if day.weekday() == meaning.weekday]
        if fitting:
            nearest = min(fitting, key=lambda day: abs((day - anchor).days))
            return dated(
                period_of("day", nearest),
                f"falls on that weekday in the year nearest to {anchor_named(context)}",
                context,
            )
    look = context.direction()
    past = max((day for day in days if day <= anchor), default=None)
    future = min((day for day in days if day >= anchor), default=None)
    if past is None or future is None:
        raise Unresolved("there is no such day near the anchor")
    back, ahead = (anchor - past).days, (future - anchor).days
    told = _in_story_of(meaning, past, (past, future), look, context)
    if told is not None:
        return _told(told, context)
    if look.firm and ahead > _AT_HAND:
        chosen, why = past, looks("back", look.cue, context)
    elif min(back, ahead) <= _CLOSE:
        chosen, why = (
            (past, f"is the nearest such day, just before {anchor_named(context)}")
            if back <= ahead
            else (future, f"is the nearest such day, just ahead of {anchor_named(context)}")
        )
    elif look.way == "past":
        chosen, why = past, looks("back", look.cue, context)
    elif look.way == "future" and not look.planned:
        chosen, why = future, looks("forward", look.cue, context)
    elif ahead <= _NEAR_FUTURE and ahead < back:
        chosen, why = future, f"is the nearest such day to {anchor_named(context)}"
    else:
        chosen, why = past, looks("back", "", context)
    return dated(period_of("day", chosen), why, context, way_to(chosen, anchor))


def _day_without_month(meaning: Calendar, context: Context) -> Meant:
    """ "On the 11th": in the month the text has just named, else the nearest such day on the side the clause looks to."""
    anchor = anchor_of(context)
    days = [day for day in _numbered(meaning, period_of("month", anchor)) if abs((day - anchor).days) <= _MONTHS_OFF]
    named = context.just
    if named is not None and named.unit in ("day", "month") and meaning.weekday is None:
        within = _numbered(meaning, period_of("month", named.first))[1:2]
        if within:
            return dated(
                period_of("day", within[0]),
                "is that day of the month that the text last named",
                replace(context, anchor=named.first, source="text"),
                way_to(within[0], anchor),
            )
    look = context.direction()
    way = look.way or ("past" if meaning.weekday is None else "")
    fitting = [day for day in days if not way or (day >= anchor if way == "future" else day <= anchor)]
    if not fitting:
        raise Unresolved("there is no such day near the anchor")
    day = min(fitting, key=lambda day: abs((day - anchor).days))
    return dated(
        period_of("day", day),
        looks("forward" if day > anchor else "back", look.cue, context),
        context,
        way_to(day, anchor),
    )


_MONTHS_OFF: Final = 62
"""Days: how far from the anchor a day without its month may lie."""


def _numbered(meaning: Calendar, now: Period) -> list[date]:
    """The days of that number, on that weekday if one is said, in the month before, the month itself and those after."""
    found = (
        periods.day(month.year, month.index % 12 + 1, meaning.day or 0) for month in (now.shift(-1), now, now.shift(1))
    )
    return [day.first for day in found if day and meaning.weekday in (None, day.first.weekday())]


def _part_without_year(now: Period, unit: Unit, index: int, cycle: int, context: Context) -> Meant:
    """The month, season, quarter or half of that number: this one, the last one before, or the next one, by direction."""
    back = (now.index - index) % cycle
    past, future = now.shift(-back), now.shift((cycle - back) % cycle)
    if back == 0:
        return dated(now, f"is the {unit} of {anchor_named(context)}", context, "same")
    look = context.direction()
    told = _in_story(past, look, context)
    if told is not None:
        return _told(told, context)
    if unit == "month" and back in (1, cycle - 1) and not look.firm:  # the other one lies eleven months off
        near_one = past if back == 1 else future
        why = f"is the nearest such month to {anchor_named(context)}"
        return dated(near_one, why, context, way_to(near_one.first, anchor_of(context)))
    if unit == "quarter" and back == 1 and not (look.way == "future" and _reported(past, context)):
        return dated(past, f"is the quarter that had just ended on {anchor_named(context)}", context, "past")
    if look.way == "future" and not look.planned:
        return dated(future, looks("forward", look.cue, context), context, "future")
    if look.way == "past":
        return dated(past, looks("back", look.cue, context), context, "past")
    near = _NEAR_FUTURE // 31 if unit == "month" else 0
    if cycle - back <= near:
        return dated(future, f"is the nearest such {unit} to {anchor_named(context)}", context, "future")
    return dated(past, looks("back", "", context), context, "past")


def _reported(quarter: Period, context: Context) -> bool:
    """Whether the results of a quarter have long been told: before, "in the fourth quarter" is the one that has just ended."""
    return (anchor_of(context) - quarter.last).days > _REPORTS


_REPORTS: Final = 45
"""Days: within so many after a quarter's end its results are told. Most of the companies in the training half tell them within 35."""


def _told(period: Period, context: Context) -> Meant:
    """The date in the story that the text tells."""
    found = dated(period, "is the first such time after the one that the text has just named", context, "past")
    return replace(found, source="text", anchor=context.told.first if context.told else None)


def _in_story_of(meaning: Calendar, past: date, near: tuple[date, ...], look: Look, context: Context) -> Period | None:
    """The day in a story of years ago: "On April 9, 2003, the city fell; on May 1 he declared victory"."""
    month = _in_story(period_of("month", past), look, context)
    if month is None and min(abs((day - anchor_of(context)).days) for day in near) > _CLOSE:
        month = _same_month(meaning.month or 0, look, context)
    return None if month is None else periods.day(month.first.year, meaning.month or 0, meaning.day or 0)


def _same_month(month: int, look: Look, context: Context) -> Period | None:
    """The month that the text has just told of, if it is that one: "In April 2009 he was taken. On April 12 he was freed"."""
    told = context.told
    if told is None or told.unit not in ("day", "month") or look.way == "future":
        return None
    return period_of("month", told.first) if told.first.month == month else None


def _in_story(past: Period, look: Look, context: Context) -> Period | None:
    """The month, season or quarter in a story of years ago: "In May 1968 they marched; by July it was over". None where the text is not in one."""
    named, cycle = context.here, _CYCLES.get(past.unit)
    if (
        cycle is None
        or named is None
        or named.unit not in ("day", "week", "month", "season", past.unit)
        or look.way == "future"
    ):
        return None
    start = period_of(past.unit, named.first)
    if past.index - start.index < cycle:
        return None
    return start.shift((past.index - start.index) % cycle)


_CYCLES: Final = {"month": 12, "season": 4, "quarter": 4}
"""How many of them a year holds."""


def _weekday(weekday: int, context: Context) -> Meant:
    anchor = anchor_of(context)
    back = (anchor.weekday() - weekday) % 7
    if back == 0:
        return dated(period_of("day", anchor), f"is the weekday of {anchor_named(context)} itself", context, "same")
    look = context.direction()
    if not look.way and context.here is not None and context.here.first > anchor:
        look = Look("future", "after a day ahead")
    if look.way == "future" and not (look.near and back < 7 - back):
        day = periods.add_days(anchor, 7 - back)
        return dated(period_of("day", day), looks("forward", look.cue, context), context, "future")
    day = periods.add_days(anchor, -back)
    why = looks("back", look.cue if look.way != "future" else "", context)
    return dated(period_of("day", day), why, context, "past")


def _turned(meaning: Calendar, context: Context) -> Meant:
    """Last, this or next Monday, June, spring."""
    anchor, context = base_of(meaning.base, context)
    turn = meaning.turn or 0
    if meaning.base == "text" and turn > 0 and context.source == "text" and context.reference is not None:
        anchor = _after_year(context.reference, anchor)
    if meaning.weekday is not None:
        return _turned_weekday(meaning.weekday, turn, context)
    if meaning.day is not None:
        return _turned_day(meaning, turn, context)
    unit: Unit = "month" if meaning.month else "season"
    cycle, index = (12, (meaning.month or 1) - 1) if meaning.month else (4, periods.SEASONS.index(meaning.season))
    now = period_of(unit, anchor)
    back = (now.index - index) % cycle
    if turn < 0:
        which = "last" if turn == -1 else f"{periods.ordinal(-turn)} last"
        past = now.shift(-(back or cycle) + (turn + 1) * cycle)
        return dated(past, f"is the {which} such {unit} before {anchor_named(context)}", context, "past")
    if turn > 0:
        return dated(
            now.shift(cycle - back), f"is the next such {unit} after {anchor_named(context)}", context, "future"
        )
    same_year = Period(unit, anchor.year * cycle + index)
    if same_year.last < anchor and context.direction().way == "future":  # this January, told in December
        same_year = same_year.shift(cycle)
    return dated(
        same_year, f"is the {unit} in the year of {anchor_named(context)}", context, way_to(same_year.first, anchor)
    )


def _turned_day(meaning: Calendar, turn: int, context: Context) -> Meant:
    """The last (turn -1) or the next such day of a month: "next March 31"."""
    anchor = anchor_of(context)
    near = (periods.day(year, meaning.month or 0, meaning.day or 0) for year in range(anchor.year - 8, anchor.year + 9))
    days = [named.first for named in near if named and (named.first - anchor).days * turn > 0]
    if not days:
        raise Unresolved("there is no such day near the anchor")
    found = min(days, key=lambda day: abs((day - anchor).days))
    which = "last such day before" if turn < 0 else "next such day after"
    return dated(period_of("day", found), f"is the {which} {anchor_named(context)}", context, way_to(found, anchor))


def _after_year(named: Period, first: date) -> date:
    """The day from which "the following spring" counts: the last of a year that the text named, else the first of what it named."""
    return named.last if named.unit == "year" else first


def _turned_weekday(weekday: int, turn: int, context: Context) -> Meant:
    anchor = anchor_of(context)
    back = (anchor.weekday() - weekday) % 7
    if turn < 0:
        which = "last" if turn == -1 else f"{periods.ordinal(-turn)} last"
        day = periods.add_days(anchor, -(back or 7) + 7 * (turn + 1))
        why = f"is the {which} such day before {anchor_named(context)}"
    elif turn == 1:
        day, why = periods.add_days(anchor, 7 - back), f"is the next such day after {anchor_named(context)}"
    elif turn > 1:  # weeks begin on Sunday here
        day = periods.add_days(anchor, 7 * (turn - 1) + (weekday + 1) % 7 - (anchor.weekday() + 1) % 7)
        why = f"is that day of the week after that of {anchor_named(context)}"
    else:
        day, why = (
            periods.add_days(anchor, weekday - anchor.weekday()),
            f"is that day of the week of {anchor_named(context)}",
        )
        if day < anchor and context.direction().way == "future":
            day, why = periods.add_days(day, 7), f"is the coming such day, seen from {anchor_named(context)}"
    return dated(period_of("day", day), why, context, way_to(day, anchor))


def _feast_told(day_in: Callable[[int], date], near: tuple[date, ...], context: Context) -> date | None:
    """The feast in the month that the text has just told of: "In April 2009 he was taken. He was freed on Easter Sunday"."""
    if context.told is None or min(abs((day - anchor_of(context)).days) for day in near) <= _CLOSE:
        return None
    day = day_in(context.told.first.year)
    return day if _same_month(day.month, context.direction(), context) else None


@resolution_of.register
def _(meaning: Holiday, context: Context) -> Meant:
    found = _holiday(meaning, context)
    return replace(found, edtf=f"{found.edtf}~") if meaning.key in MOON else found


def _holiday(meaning: Holiday, context: Context) -> Meant:
    day_in = FEASTS[meaning.key]
    if meaning.year is not None:
        return dated(period_of("day", day_in(meaning.year)), "is the day so named, of that year")
    if meaning.outer is not None:
        outer = resolution_of(meaning.outer, context)
        if outer.period is None:
            raise Unresolved("the year is not known")
        return replace(
            dated(period_of("day", day_in(outer.period.year)), "is the day so named, of that year"),
            anchor=outer.anchor,
            source=outer.source,
        )
    anchor = anchor_of(context)
    days = [day_in(year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    past = max(day for day in days if day <= anchor)
    future = min(day for day in days if day >= anchor)
    if meaning.turn == -1:
        day = max(day for day in days if day < anchor)
    elif meaning.turn == 1:
        day = min(day for day in days if day > anchor)
    elif (story := _feast_told(day_in, (past, future), context)) is not None:
        return _told(period_of("day", story), context)
    else:
        look = context.direction()
        near = future if future - anchor < anchor - past else past
        close = abs((near - anchor).days) <= _CLOSE and not look.firm and (look.way != "future" or look.near)
        day = near if close or not look.way else (future if look.way == "future" else past)
    return dated(
        period_of("day", day), f"is the day so named, seen from {anchor_named(context)}", context, way_to(day, anchor)
    )
