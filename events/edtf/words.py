"""The words of one date: its day, month, part of the year, year and clock, from fine to coarse."""

from dataclasses import dataclass
from typing import Final

from events.edtf.days import day_minutes, weekday
from events.edtf.values import SPANS, UNSPECIFIED, Clock, Date

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS_SHORT: Final = tuple(month[:3] for month in MONTHS)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# The calendar's own first day. Sources date what was before by the Julian one, which
# has other weekdays.
_FIRST_WEEKDAY: Final = day_minutes(1582, 10, 15)

_SEASONS: Final[dict[int, str]] = {
    start + index: hemisphere + season
    for start, hemisphere in ((21, ""), (25, "northern "), (29, "southern "))
    for index, season in enumerate(("spring", "summer", "autumn", "winter"))
}
_PARTS: Final[dict[int, str]] = {
    **{33 + index: f"{ordinal} quarter" for index, ordinal in enumerate(("first", "second", "third", "fourth"))},
    **{37 + index: f"{place} four months" for index, place in enumerate(("first", "middle", "last"))},
    **{40 + index: f"{ordinal} half" for index, ordinal in enumerate(("first", "second"))},
}
_PARTS_SHORT: Final[dict[int, str]] = {
    **{33 + index: f"Q{index + 1}" for index in range(4)},
    **{37 + index: months for index, months in enumerate(("Jan–Apr", "May–Aug", "Sep–Dec"))},
    **{40 + index: f"H{index + 1}" for index in range(2)},
}
_BLOCKS: Final = ("year", "decade", "century", "millennium")


@dataclass(frozen=True, slots=True)
class Style:
    """How long the words are: `short` for columns, `weekdays` to name the day of the week."""

    short: bool = False
    weekdays: bool = False


def words_of(date: Date, style: Style) -> tuple[str, ...]:
    """The words of a date without its marks and clock, such as ("11", "September", "2023") or ("spring", "2019")."""
    if date.month is None:
        return _years(date, style)
    if date.month > 12:
        return _part_of_year(date, date.month, style)
    if date.month == UNSPECIFIED:
        what = "a month in" if date.day is None else f"day {date.day} of a month in" if date.day else "a day in"
        return what, *_years(date, style)
    month = (MONTHS_SHORT if style.short else MONTHS)[date.month - 1]
    years = _years(date, style, before="in ")
    if date.day is None:
        return month, *years
    if date.day == UNSPECIFIED:
        return f"a day in {month}", *years
    return f"{_weekday(date) if style.weekdays else ''}{date.day}", month, *years


def _weekday(date: Date) -> str:
    """The name of the day of the week with a space after it; nothing where it is not known or would mislead."""
    first = date.first()
    return "" if date.unspecified or first < _FIRST_WEEKDAY else f"{WEEKDAYS[weekday(first)]} "


def time_of_day(clock: Clock) -> str:
    """A time of day without its zone: "14:05", "14:05:30", "between 14:00 and 15:00" where no minute is given."""
    if clock.minute is None:
        return f"between {clock.hour:02d}:00 and {clock.hour + 1:02d}:00"
    return f"{clock.hour:02d}:{clock.minute:02d}" + ("" if clock.second is None else f":{clock.second:02d}")


def zone_of(clock: Clock, style: Style) -> str:
    """The zone of a clock with the space before it: " (UTC+9)", " (UTC−3:30)"; nothing where the text names none."""
    if clock.offset is None:
        return ""
    hours, minutes = divmod(abs(clock.offset), 60)
    name = "UTC"
    if clock.offset:
        name += f"{'−' if clock.offset < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")
    return f" {name}" if style.short else f" ({name})"


def _part_of_year(date: Date, code: int, style: Style) -> tuple[str, ...]:
    """A season, quarter, third or half: "winter 2023–24", "third quarter of 2023" (in a column "Q3 2023")."""
    years = _years(date, style, before="in ")
    if code in _SEASONS:
        first_month, length = SPANS[code]
        over_new_year = first_month + length > 13 and not date.unspecified
        return _SEASONS[code], *(_joined_years(date.year) if over_new_year else years)
    of = "" if style.short or date.unspecified else "of "
    return (_PARTS_SHORT if style.short else _PARTS)[code], of + years[0], *years[1:]


def _joined_years(year: int) -> tuple[str, ...]:
    """A year and the next, which one winter joins: "2023–24", "1999–2000", "44–43" "BC"."""
    if year >= 1000 and year // 100 == (year + 1) // 100:
        return (f"{year}–{(year + 1) % 100:02d}",)
    span = _year_span(year, year + 1)
    return tuple(span.rsplit(" ", 1)) if year < 0 else (span,)


def _years(date: Date, style: Style, *, before: str = "") -> tuple[str, ...]:
    """The words of the year ("44", "BC"), or of several where digits are unknown: those follow a month with `before`."""
    if date.unspecified:
        return (before + ("" if style.short else "the ") + _block(date),)
    name = _year(date.year)
    return tuple(name.rsplit(" ", 1)) if date.year <= 0 else (name,)


def _block(date: Date) -> str:
    """Years of which the last digits are unknown: "1990s", "20th century"; in figures where that could be misread."""
    if date.unspecified == 1 and date.year >= 1000 and date.year % 100:
        return f"{date.year}s"
    if date.unspecified == 2 and date.year >= 100:
        return f"{_ordinal(date.year // 100 + 1)} century"
    return f"{_BLOCKS[date.unspecified]} {_year_span(date.year, date.last_year)}"


def _year_span(first: int, last: int) -> str:
    """Years from one to another: "1900–1909", "50–41 BC", "1 BC – AD 9"."""
    if last <= 0:
        return f"{_number(1 - first)}–{_number(1 - last)} BC"
    if first <= 0 or first < 1000 <= last:
        return f"{_year(first)} – {_year(last)}"
    return f"{_year(first)}–{last}"


def _year(year: int) -> str:
    """A year as it is said. Below 1000 a bare number does not read as a year, above 9999 not either."""
    if year <= 0:
        return f"{_number(1 - year)} BC"
    if year > 9999:
        return f"year {_number(year)}"
    return f"{year}" if year >= 1000 else f"AD {year}"


def _number(years: int) -> str:
    """A count of years: commas from five digits on."""
    return f"{years:,}" if years > 9999 else str(years)


def _ordinal(number: int) -> str:
    """ "1st", "2nd", "11th", "21st": up to 99."""
    teens = number // 10 == 1
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
