"""Where the axis has lines and what stands beside them, from a thousand centuries to single minutes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final

from events.edtf import MINUTES_PER_DAY, civil, day_minutes, weekday
from events.timeline.lettering import text_width
from events.timeline.scale import Scale

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_HOUR: Final = 60
_MONTH: Final = 30.4 * MINUTES_PER_DAY
_YEAR: Final = 365.25 * MINUTES_PER_DAY
_GAP: Final = 14
"""Least pixels between two labels of the axis; closer ones are read as one number."""
_NARROW: Final = 500
"""Pixels under which names of months are shortened: two full ones with a year beside no longer fit."""
_DECADES: Final = tuple(step * 10**power for power in range(10) for step in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis at a minute; `label` "" for a line without words; `heavy` where a larger unit begins."""

    minute: int
    label: str
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The lines with their labels, and above them the larger units as headings (none where the labels are years)."""

    ticks: tuple[Tick, ...]
    headings: tuple[Tick, ...]


@lru_cache(maxsize=64)
def axis_of(scale: Scale) -> Axis:
    """The axis of a window: the finest unit whose labels do not touch. At most a few hundred lines.

    Cached: the strip over the whole span has the same one while the window moves.
    """
    for unit, step, length, sample in _ladder():
        if step * length * scale.per_minute >= text_width(sample, 11) + _GAP:
            return _UNITS[unit](scale, step)
    return Axis((), ())


def year_label(year: int) -> str:
    """A year as one says it: 1994, 44 BC, 12,000 BC. Year 0 of the calendar is 1 BC."""
    if year > 0:
        return str(year) if year < 10_000 else f"{year:,}"
    return f"{1 - year:,} BC" if year <= -9999 else f"{1 - year} BC"


def _ladder() -> Iterator[tuple[str, int, float, str]]:
    """Unit, how many of it between two labels, the unit's minutes, and a label as wide as they come."""
    yield from (("minute", step, 1, "00:00") for step in (1, 5, 15, 30))
    yield from (("hour", step, _HOUR, "00:00") for step in (1, 3, 6, 12))
    yield from (("day", step, MINUTES_PER_DAY, "00") for step in (1, 2, 7))
    yield from (("month", step, _MONTH, "Mmm") for step in (1, 3))
    yield from (("year", step, _YEAR, "00000" if step < 1000 else "00,000 BC") for step in _DECADES)


def _clock(scale: Scale, minutes: int) -> Axis:
    """Times of day, days as headings."""
    ticks = []
    for minute in range(scale.low // minutes * minutes, scale.high + 1, minutes):
        if minute >= scale.low:
            hour, past = civil(minute)[3:]
            ticks.append(Tick(minute, f"{hour:02d}:{past:02d}", heavy=minute % MINUTES_PER_DAY == 0))
    return Axis(tuple(ticks), _day_headings(scale))


def _day_axis(scale: Scale, step: int) -> Axis:
    """Days of the month (weeks begin on Monday), months as headings."""
    ticks = [Tick(minute, str(civil(minute)[2])) for minute in _days(scale, step)]
    months = list(_months(scale, 1))
    lines = [*ticks, *(Tick(minute, "", heavy=True) for minute in months)]
    # A month's own line takes the place of a light one on the same day, and keeps its number.
    merged: dict[int, Tick] = {}
    for tick in lines:
        before = merged.get(tick.minute)
        merged[tick.minute] = Tick(tick.minute, before.label if before else tick.label, heavy=tick.heavy)
    return Axis(tuple(merged[minute] for minute in sorted(merged)), _month_headings(scale))


def _month_axis(scale: Scale, step: int) -> Axis:
    """Months, years as headings."""
    ticks = []
    for minute in _months(scale, step):
        month = civil(minute)[1]
        ticks.append(Tick(minute, MONTHS[month - 1][:3], heavy=month == 1))
    return Axis(tuple(ticks), _year_headings(scale))


def _year_axis(scale: Scale, step: int) -> Axis:
    """Years; between two labelled ones lines without words, where there is room for them."""
    ticks = []
    fine = next((part for part in (step // 5, step // 2, step) if part and part * _YEAR * scale.per_minute >= 8), step)
    for year, minute in _years(scale, fine):
        named = (year if year > 0 else year - 1) % step == 0
        ticks.append(Tick(minute, year_label(year) if named else "", heavy=named))
    return Axis(tuple(ticks), ())


_UNITS: Final = {
    "minute": _clock,
    "hour": lambda scale, step: _clock(scale, step * _HOUR),
    "day": _day_axis,
    "month": _month_axis,
    "year": _year_axis,
}


def _days(scale: Scale, step: int) -> Iterator[int]:
    """Days in the window: all, each second of a month (odd ones, but no 31st), or Mondays."""
    first = -(-scale.low // MINUTES_PER_DAY) * MINUTES_PER_DAY
    for minute in range(first, scale.high + 1, MINUTES_PER_DAY):
        day = civil(minute)[2] if step == 2 else 0
        if step == 1 or (day % 2 and day < 31) or (step == 7 and weekday(minute) == 0):
            yield minute


def _months(scale: Scale, step: int) -> Iterator[int]:
    """First days of months (January, April … for a step of 3) in the window."""
    year, month = civil(scale.low)[:2]
    numbers = ((year + (month - 1 + more) // 12, (month - 1 + more) % 12 + 1) for more in range(100_000))
    starts = (day_minutes(y, m, 1) for y, m in numbers if (m - 1) % step == 0)
    yield from (minute for minute in takewhile(lambda m: m <= scale.high, starts) if minute >= scale.low)


def _years(scale: Scale, step: int) -> Iterator[tuple[int, int]]:
    """Round years whose first day is in the window, with its minute: divisible by the step, before our era as BC counts
    (500 BC is -499)."""
    first, last = civil(scale.low)[0], civil(scale.high)[0]
    rounds = (number if number > 0 else number + 1 for number in range(first // step * step, last + 1, step) if number)
    starts = ((year, day_minutes(year, 1, 1)) for year in rounds)
    yield from ((year, minute) for year, minute in starts if scale.low <= minute <= scale.high)


def _year_headings(scale: Scale) -> tuple[Tick, ...]:
    """The year that the window starts in, at its edge, and each further one."""
    starts = [minute for _, minute in _years(scale, 1)]
    return _headed(starts, scale, lambda minute, first: year_label(civil(minute)[0]))


def _month_headings(scale: Scale) -> tuple[Tick, ...]:
    """Months, the year beside the first and beside each January."""

    def words(minute: int, first: bool) -> str:
        year, month = civil(minute)[:2]
        return f"{_month_name(scale, month)} {year_label(year)}" if first or month == 1 else _month_name(scale, month)

    return _headed(list(_months(scale, 1)), scale, words)


def _day_headings(scale: Scale) -> tuple[Tick, ...]:
    """Days, the year beside the first and beside each first of January."""

    def words(minute: int, first: bool) -> str:
        year, month, day = civil(minute)[:3]
        text = f"{day} {_month_name(scale, month)}"
        return f"{text} {year_label(year)}" if first or (month, day) == (1, 1) else text

    return _headed(list(_days(scale, 1)), scale, words)


def _month_name(scale: Scale, month: int) -> str:
    """September where the drawing is wide, Sep where it is as narrow as a phone."""
    return MONTHS[month - 1] if scale.right - scale.left > _NARROW else MONTHS[month - 1][:3]


def _headed(starts: list[int], scale: Scale, words: Callable[[int, bool], str]) -> tuple[Tick, ...]:
    """The headings that do not touch: what the window starts in stands at its edge, if the next leaves it room."""
    minutes = starts if starts and starts[0] == scale.low else [scale.low, *starts]
    free = scale.right + _GAP
    kept: list[int] = []
    for minute in reversed(minutes):
        if scale.x(minute) + text_width(words(minute, True), 12.5, strong=True) + _GAP <= free:
            kept.append(minute)
            free = scale.x(minute)
    return tuple(Tick(minute, words(minute, minute == kept[-1]), heavy=True) for minute in reversed(kept))
