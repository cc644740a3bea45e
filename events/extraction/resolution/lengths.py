"""How long: the TIMEX3 value of a length, and the stretch of the calendar it makes beside a day."""

from datetime import date
from typing import Final

from events.extraction import periods
from events.extraction.meanings import Length, Stretch
from events.extraction.resolution.context import Context, Meant, Way, anchor_named
from events.extraction.resolution.dispatch import resolution_of

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
_IN_YEARS: Final = frozenset({"E", "C"})
"""The letters of what is counted in years: a decade is P10Y, decades are PXY."""
CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})
_DAYS: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS: Final = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def moved(day: date, count: float, unit: str) -> date:
    """The day so many units on. Halves of years count as months; hours stay within the day."""
    if unit in _DAYS:
        return periods.add_days(day, round(count * _DAYS[unit]))
    if unit in _MONTHS:
        return periods.add_months(day, round(count * _MONTHS[unit]))
    hours = count / {"second": 3600, "minute": 60, "hour": 1}[unit]
    return periods.add_days(day, int(hours / 24))


@resolution_of.register
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
    if length.unit in CLOCK_UNITS:
        letter = f"T{letter}"
    count = length.count
    if count is None:
        return [("X", "Y" if letter in _IN_YEARS else letter)]
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


@resolution_of.register
def _(meaning: Stretch, context: Context) -> Meant:
    value = duration(meaning.length)
    if context.anchor is None:
        return Meant("DURATION", value, mod=meaning.length.mod)
    edtf = stretch_edtf(meaning.length, meaning.turn, context.anchor)
    way: Way = "past" if meaning.turn < 0 else ("future" if meaning.turn > 0 else "same")
    reason = f"is a stretch {'up to' if meaning.turn < 0 else 'from'} {anchor_named(context)}"
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
        return f"{day.isoformat()}/{moved(day, count, unit).isoformat()}~"
    far = moved(day, (length.upper or length.count) * (1 if turn >= 0 else -1), length.unit)
    mark = "~" if length.mod or length.upper else ""
    return f"{day.isoformat()}/{far.isoformat()}{mark}" if turn >= 0 else f"{far.isoformat()}{mark}/{day.isoformat()}"


def distance_edtf(length: Length, sign: int, day: date) -> str:
    """The day that far after (sign 1) or before the day: exact with an exact number of days, else about; without a number, up to a larger unit."""
    if length.count is None:
        count, unit = _NEXT_UNIT[length.unit]
        far = moved(day, count * sign, unit)
        return f"{day.isoformat()}/{far.isoformat()}~" if sign > 0 else f"{far.isoformat()}~/{day.isoformat()}"
    far = moved(day, length.count * sign, length.unit)
    exact = length.unit in ("day", *CLOCK_UNITS) and not length.mod and not length.upper
    return far.isoformat() + ("" if exact else "~")


def portion_edtf(length: Length, sign: int, period: periods.Period) -> str:
    """The interval of that length at the beginning (sign 1) or the end of the period; "" where it fills the period or is no whole days.

    Written to the month or the year where both it and the period are whole months or years. Raises OverflowError outside the years 1 to 9999.
    """
    far = length.upper or length.count or 0
    if far < 1 or far != int(far) or length.unit in CLOCK_UNITS or period.unit == "day":
        return ""
    if sign > 0:
        first, last = period.first, periods.add_days(moved(period.first, far, length.unit), -1)
    else:
        after = periods.add_days(period.last, 1)
        first, last = moved(after, -far, length.unit), period.last
    if first < period.first or last > period.last or (first, last) == (period.first, period.last):
        return ""
    unit: periods.Unit = "day"
    if length.unit in _MONTHS and period.unit not in ("week", "weekend"):
        unit = "year" if length.unit == "year" or (first.month, last.month) == (1, 12) else "month"
    ends = [periods.period_of(unit, day).edtf for day in (first, last)]
    return "/".join(dict.fromkeys(ends)) + ("~" if length.mod or length.upper else "")
