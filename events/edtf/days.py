"""Days and minutes of the proleptic Gregorian calendar as integers, for any year (`datetime` knows 1 to 9999 only).

Years are astronomical: 0 is 1 BC, -43 is 44 BC. Minutes count from 1970-01-01T00:00 and know no zone.
"""

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import Final

MINUTES_PER_DAY: Final = 1440

# Days from 0001-01-01 to 1970-01-01.
_EPOCH: Final = 719_162
_DAYS_IN_400_YEARS: Final = 146_097
_DAYS_IN_100_YEARS: Final = 36_524
_DAYS_IN_4_YEARS: Final = 1_461

_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Days of the year before each month, in a common and in a leap year.
_BEFORE: Final = tuple(
    tuple(sum(_LENGTHS[:month]) + (leap if month > 1 else 0) for month in range(12)) for leap in (0, 1)
)


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """How many days a month (1 to 12) of a year has."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def day_minutes(year: int, month: int, day: int) -> int:
    """The first minute of a day, as minutes since 1970-01-01T00:00. The day must exist: it is not checked here."""
    past = year - 1
    days = 365 * past + past // 4 - past // 100 + past // 400
    return (days + _BEFORE[is_leap(year)][month - 1] + day - 1 - _EPOCH) * MINUTES_PER_DAY


def day_number(day: date) -> int:
    """A date as days since 1970-01-01."""
    return day.toordinal() - date.min.toordinal() - _EPOCH


def date_of(number: int) -> date:
    """The date of a day since 1970-01-01: the way back; the nearest there is where it lies beyond the years 1 to 9999."""
    ordinal = number + date.min.toordinal() + _EPOCH
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def month_minutes(year: int, month: int) -> int:
    """The first minute of a month; months up to 24 run on into the next year (13 is its January)."""
    return day_minutes(year, month, 1) if month <= 12 else day_minutes(year + 1, month - 12, 1)


@lru_cache(maxsize=8192)
def civil(minutes: int) -> tuple[int, int, int, int, int]:
    """Year, month, day, hour and minute of a minute since 1970-01-01T00:00: the way back from `day_minutes`.

    Cached: what is drawn and said of one window comes back to the same few hundred minutes.
    """
    days, minute = divmod(minutes, MINUTES_PER_DAY)
    eras, days = divmod(days + _EPOCH, _DAYS_IN_400_YEARS)
    # The last day of 400 years, and of a leap year, would count as a fifth part of four: hence the minima.
    centuries = min(days // _DAYS_IN_100_YEARS, 3)
    fours, days = divmod(days - centuries * _DAYS_IN_100_YEARS, _DAYS_IN_4_YEARS)
    years = min(days // 365, 3)
    year = 400 * eras + 100 * centuries + 4 * fours + years + 1
    before = _BEFORE[is_leap(year)]
    month = bisect_right(before, days - 365 * years)
    return year, month, days - 365 * years - before[month - 1] + 1, *divmod(minute, 60)


def weekday(minutes: int) -> int:
    """The day of the week of a minute, 0 for Monday to 6 for Sunday, as `datetime.date.weekday` counts."""
    return (minutes // MINUTES_PER_DAY + 3) % 7
