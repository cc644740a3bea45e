"""Years of the Jewish and the Islamic calendar: the civil day on which a feast of theirs falls."""

from datetime import date
from typing import Final

_HEBREW_EPOCH: Final = -1373427
_ISLAMIC_EPOCH: Final = 227014
"""Days before 0001-01-01 on which the calendars begin, after Reingold and Dershowitz, Calendrical Calculations."""


def new_year(year: int) -> int:
    """The ordinal of Rosh Hashanah of that Jewish year."""
    before, now, after = (_elapsed(number) for number in (year - 1, year, year + 1))
    delay = 2 if after - now == 356 else (1 if now - before == 382 else 0)
    return _HEBREW_EPOCH + now + delay


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def rosh_hashanah(year: int, days: int = 0) -> date:
    """That many days after the Rosh Hashanah of a civil year: Yom Kippur is nine after it."""
    return date.fromordinal(new_year(year + 3761) + days)


def passover(year: int, days: int = 0) -> date:
    """That many days after the first day of Passover of a civil year."""
    return date.fromordinal(new_year(year + 3761) - 163 + days)


def hanukkah(year: int) -> date:
    """The first day of Hanukkah that follows the Rosh Hashanah of a civil year."""
    start, following = new_year(year + 3761), new_year(year + 3762)
    return date.fromordinal(start + (84 if (following - start) % 10 == 5 else 83))


def islamic(year: int, month: int, day: int) -> date:
    """The first such day of the tabular Islamic calendar in a civil year; where none falls in it, the last before. The sighting of the moon may
    differ from the table by a day."""
    about = (year - 622) * 33 // 32
    days = [date.fromordinal(max(1, _ordinal(number, month, day))) for number in range(about - 1, about + 4)]
    return next((found for found in days if found.year == year), max(found for found in days if found.year <= year))


def _ordinal(year: int, month: int, day: int) -> int:
    return _ISLAMIC_EPOCH + day + 29 * (month - 1) + (6 * month - 1) // 11 + 354 * (year - 1) + (3 + 11 * year) // 30
