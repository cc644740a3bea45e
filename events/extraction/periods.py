"""Stretches of the calendar: one day, week, month, quarter, season, year … as a unit and a number, so that "the one before" is minus one.

Weeks are those of ISO 8601; a season carries the year it begins in, so the winter of 1989 runs from December 1989 to February 1990.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final, Literal

Unit = Literal["day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"]

SEASONS: Final = ("SP", "SU", "FA", "WI")
_MONTHS: Final[dict[str, int]] = {
    "month": 1,
    "season": 3,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
_FINENESS: Final = ("century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day")


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th day, week, month … counted from year 0 (days and weeks from 0001-01-01). Order and shifts are those of integers.

    The century -12 is the twelfth before our era.
    """

    unit: Unit
    index: int

    def shift(self, count: int) -> "Period":
        """The period `count` units later (earlier if negative)."""
        return Period(self.unit, self.index + count)

    def check(self) -> None:
        """Raises OverflowError where neither TIMEX3 nor EDTF can write it: only years and centuries go back beyond the year 1."""
        if self.unit not in ("year", "century") or self.index > (
            MAXYEAR if self.unit == "year" else MAXYEAR // 100 - 1
        ):
            _ = self.first, self.last

    @property
    def year(self) -> int:
        """The year it begins in."""
        if self.unit in ("day", "week", "weekend"):
            return self.first.year
        return self._first_month // 12

    @property
    def _first_month(self) -> int:
        """Months since year 0 at its beginning; spring begins in March."""
        return self.index * _MONTHS[self.unit] + (2 if self.unit == "season" else 0)

    @property
    def first(self) -> date:
        """Its first day. Raises OverflowError outside the years 1 to 9999."""
        if self.unit == "day":
            return _day(self.index)
        if self.unit == "week":
            return _day(self.index * 7 + 1)
        if self.unit == "weekend":
            return _day(self.index * 7 + 6)
        year, month = divmod(self._first_month, 12)
        return _date(year, month + 1, 1)

    @property
    def last(self) -> date:
        """Its last day. Raises OverflowError outside the years 1 to 9999."""
        if self.unit == "day":
            return self.first
        if self.unit in ("week", "weekend"):
            return _day(self.index * 7 + 7)
        year, month = divmod(self._first_month + _MONTHS[self.unit] - 1, 12)
        first = _date(year, month + 1, 1)
        return first.replace(day=monthrange(year, month + 1)[1])

    @property
    def value(self) -> str:
        """The TIMEX3 value: 2023-09-11, 2023-W36, 2023-W36-WE, 2023-09, 2023-Q3, 2023-FA, 2023-H2, 2023, 202, 20, BC0044, BC11."""
        if self.unit == "day":
            return self.first.isoformat()
        if self.unit in ("week", "weekend"):
            year, week, _ = _day(self.index * 7 + 1).isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit == "decade":
            return f"{self.index:03d}"
        if self.unit == "century":
            return f"{self.index:02d}" if self.index >= 0 else f"BC{-self.index - 1:02d}"
        return self._within_year(month="{:02d}", season="SEASON", quarter="Q{}", half="H{}")

    @property
    def edtf(self) -> str:
        """The EDTF string; a week or weekend is the interval of its days, quarters are 33 to 36, seasons 21 to 24, halves 40 and 41."""
        if self.unit == "day":
            return self.first.isoformat()
        if self.unit in ("week", "weekend"):
            return f"{self.first.isoformat()}/{self.last.isoformat()}"
        if self.unit == "decade":
            return f"{self.index:03d}X"
        if self.unit == "century":
            return f"{self.index:02d}XX" if self.index >= 0 else f"-{-self.index - 1:02d}XX"
        year, part = divmod(self.index, 12 // _MONTHS[self.unit])
        if self.unit == "year":
            return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
        return f"{year:04d}-{ {'month': 1, 'season': 21, 'quarter': 33, 'half': 40}[self.unit] + part:02d}"

    def _within_year(self, **forms: str) -> str:
        year, part = divmod(self.index, 12 // _MONTHS[self.unit])
        if self.unit == "year":
            return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"
        if self.unit == "season":
            return f"{year:04d}-{SEASONS[part]}"
        return f"{year:04d}-" + forms[self.unit].format(part + 1)


def _day(ordinal: int) -> date:
    if not 1 <= ordinal <= date.max.toordinal():
        raise OverflowError("outside the years 1 to 9999")
    return date.fromordinal(ordinal)


def _date(year: int, month: int, day: int) -> date:
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("outside the years 1 to 9999")
    return date(year, month, day)


def period_of(unit: Unit, day: date) -> Period:
    """The period of this unit that holds the day (the weekend: that of its week; winter from December on, so January is the year before)."""
    if unit == "day":
        return Period(unit, day.toordinal())
    if unit in ("week", "weekend"):
        return Period(unit, (day.toordinal() - 1) // 7)
    months = day.year * 12 + day.month - 1
    if unit == "season":
        months -= 2
    return Period(unit, months // _MONTHS[unit])


def year(number: int) -> Period:
    """That year."""
    return Period("year", number)


def month(in_year: int, number: int) -> Period:
    """That month, 1 to 12."""
    return Period("month", in_year * 12 + number - 1)


def quarter(in_year: int, number: int) -> Period:
    """That quarter, 1 to 4."""
    return Period("quarter", in_year * 4 + number - 1)


def half(in_year: int, number: int) -> Period:
    """That half, 1 or 2."""
    return Period("half", in_year * 2 + number - 1)


def season(in_year: int, name: str) -> Period:
    """That season, SP, SU, FA or WI."""
    return Period("season", in_year * 4 + SEASONS.index(name))


def day(in_year: int, in_month: int, number: int) -> Period | None:
    """That day, or None where the month has no such day."""
    if (
        not 1 <= in_month <= 12
        or not MINYEAR <= in_year <= MAXYEAR
        or not 1 <= number <= monthrange(in_year, in_month)[1]
    ):
        return None
    return Period("day", date(in_year, in_month, number).toordinal())


def in_some_year(in_month: int, number: int) -> bool:
    """Whether any year has that day: 29 February, never 30 February."""
    return day(2000, in_month, number) is not None


def ordinal(number: int) -> str:
    """ "2nd", "3rd", "11th"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def finer(one: Unit, other: Unit) -> bool:
    """Whether `one` is a smaller unit than `other`."""
    return _FINENESS.index(one) > _FINENESS.index(other)


def add_months(start: date, months: int) -> date:
    """The same day of the month so many months on, or the last one where the month is shorter."""
    total = start.year * 12 + start.month - 1 + months
    in_year, in_month = divmod(total, 12)
    first = _date(in_year, in_month + 1, 1)
    return first.replace(day=min(start.day, monthrange(in_year, in_month + 1)[1]))


def add_days(start: date, days: int) -> date:
    """So many days on. Raises OverflowError outside the years 1 to 9999."""
    return start + timedelta(days=days)
