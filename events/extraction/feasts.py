"""Days that have a name: when they fall in a year. Fixed days, n-th weekdays of a month, and feasts counted from Easter."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from events.extraction.calendars import hanukkah, islamic, passover, rosh_hashanah


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the Gregorian computus of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches: the Julian computus of Meeus, as a Gregorian day."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """The number-th such weekday of the month; -1 is the last one."""

    def day(year: int) -> date:
        if number < 0:
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - weekday) % 7)
        start = date(year, month, 1)
        return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (number - 1))

    return day


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


FEASTS: Final[dict[str, Callable[[int], date]]] = {
    "new-year": _fixed(1, 1),
    "new-years-eve": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "orthodox-christmas": _fixed(1, 7),
    "valentine": _fixed(2, 14),
    "womens-day": _fixed(3, 8),
    "patrick": _fixed(3, 17),
    "may-day": _fixed(5, 1),
    "victory-day": _fixed(5, 9),
    "us-independence": _fixed(7, 4),
    "bastille": _fixed(7, 14),
    "assumption": _fixed(8, 15),
    "halloween": _fixed(10, 31),
    "all-saints": _fixed(11, 1),
    "us-veterans": _fixed(11, 11),
    "christmas-eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing-day": _fixed(12, 26),
    "us-mlk": _nth(1, 0, 3),
    "us-presidents": _nth(2, 0, 3),
    "us-mothers": _nth(5, 6, 2),
    "us-memorial": _nth(5, 0, -1),
    "us-fathers": _nth(6, 6, 3),
    "us-labor": _nth(9, 0, 1),
    "us-columbus": _nth(10, 0, 2),
    "thanksgiving": _nth(11, 3, 4),
    "us-election": lambda year: _nth(11, 0, 1)(year) + timedelta(days=1),
    "us-inauguration": _fixed(1, 20),
    "groundhog": _fixed(2, 2),
    "april-fools": _fixed(4, 1),
    "earth-day": _fixed(4, 22),
    "anzac": _fixed(4, 25),
    "australia": _fixed(1, 26),
    "canada": _fixed(7, 1),
    "cinco-de-mayo": _fixed(5, 5),
    "ve-day": _fixed(5, 8),
    "us-flag": _fixed(6, 14),
    "juneteenth": _fixed(6, 19),
    "guy-fawkes": _fixed(11, 5),
    "remembrance-sunday": _nth(11, 6, 2),
    "shrove-tuesday": _from_easter(-47),
    "maundy-thursday": _from_easter(-3),
    "holy-saturday": _from_easter(-1),
    "whit-monday": _from_easter(50),
    "corpus-christi": _from_easter(60),
    "black-friday": lambda year: _nth(11, 3, 4)(year) + timedelta(days=1),
    "cyber-monday": lambda year: _nth(11, 3, 4)(year) + timedelta(days=4),
    "ash-wednesday": _from_easter(-46),
    "palm-sunday": _from_easter(-7),
    "good-friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter-monday": _from_easter(1),
    "ascension": _from_easter(39),
    "pentecost": _from_easter(49),
    "orthodox-easter": orthodox_easter,
    "purim": lambda year: passover(year, -30),
    "passover": passover,
    "shavuot": lambda year: passover(year, 50),
    "rosh-hashanah": rosh_hashanah,
    "yom-kippur": lambda year: rosh_hashanah(year, 9),
    "sukkot": lambda year: rosh_hashanah(year, 14),
    "hanukkah": hanukkah,
    "ashura": lambda year: islamic(year, 1, 10),
    "mawlid": lambda year: islamic(year, 3, 12),
    "eid-al-fitr": lambda year: islamic(year, 10, 1),
    "eid-al-adha": lambda year: islamic(year, 12, 10),
}
"""Holidays by the names the lexicons give them: the day in a given year (1 to 9999)."""

MOON: Final = frozenset({"ashura", "mawlid", "eid-al-fitr", "eid-al-adha"})
"""Feasts that the sighting of the moon may move by a day: their dates are about."""
