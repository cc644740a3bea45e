"""What an EDTF string says, as values: a `Date`, an `Interval` that lasted, or `OneOf` several dates.

A value that exists is valid: each checks itself when it is made and raises `EdtfError`; `str(value)` is EDTF again.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from events.edtf.days import MINUTES_PER_DAY, day_minutes, days_in_month, is_leap, month_minutes

UNSPECIFIED: Final = 0
"""The month or day of a date that has one which is not known: XX."""

LONGEST: Final = 120
"""Characters, as many as a row keeps. An interval has 53 at most; a longer set is better told as its first and last date."""

LARGEST_YEAR: Final = 9_999_999_999
"""Ten digits: its minutes still are whole numbers in a 64-bit column and in a script's 53-bit numbers."""

WIDEST_OFFSET: Final = 16 * 60 - 1
"""Minutes from UTC. Clocks today run from -12:00 to +14:00, those of the nineteenth century up to -15:56 (Manila)."""

# Month codes: the first month and how many months. A season that starts in December ends in the next year. 21 to 24
# name no hemisphere and are read as the northern ones, whole months as meteorologists count them.
SPANS: Final[dict[int, tuple[int, int]]] = {
    UNSPECIFIED: (1, 12),
    **{month: (month, 1) for month in range(1, 13)},
    **{code: (3 + 3 * index, 3) for start in (21, 25) for index, code in enumerate(range(start, start + 4))},
    29: (9, 3),
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    **{33 + index: (1 + 3 * index, 3) for index in range(4)},
    **{37 + index: (1 + 4 * index, 4) for index in range(3)},
    **{40 + index: (1 + 6 * index, 6) for index in range(2)},
}


class EdtfError(ValueError):
    """A text or value is no EDTF that is read here; the message names what is wrong and what would be right."""


class Edge(StrEnum):
    """What stands in place of a date at the end of a span: open ("..": no bound set) or unknown ("": there is one)."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `offset` is minutes east of UTC; None where the text names none."""

    hour: int
    minute: int | None = None
    second: int | None = None
    offset: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no clock shows."""
        if not 0 <= self.hour <= 23:
            raise EdtfError(
                f"There is no hour {self.hour:02d}: hours run from 00 to 23, and midnight is 00:00 of the next day."
            )
        if self.minute is None and self.second is not None:
            raise EdtfError("A time with seconds has minutes before them, such as 14:05:30.")
        if not 0 <= (self.minute or 0) <= 59:
            raise EdtfError(f"There is no minute {self.minute:02d}: minutes run from 00 to 59.")
        if not 0 <= (self.second or 0) <= 59:
            raise EdtfError(f"There is no second {self.second:02d}: seconds run from 00 to 59.")
        if abs(self.offset or 0) > WIDEST_OFFSET:
            raise EdtfError(
                f"No clock is {_offset(self.offset)} from UTC: write an offset from -15:59 to +15:59, or Z."
            )

    def __str__(self) -> str:
        """The time as it stands after the T: "14:05+09:00"."""
        digits = ":".join(f"{part:02d}" for part in (self.hour, self.minute, self.second) if part is not None)
        return digits + _offset(self.offset)


@dataclass(frozen=True, slots=True)
class Date:
    """A date of any grain: one moment somewhere in it.

    `year` is astronomical (0 is 1 BC). The last `unspecified` digits of the year are not known; `year` then is the
    earliest one meant (199X: 1990, 1). `month` is 1 to 12, or a code: 21 to 32 seasons, 33 to 36 quarters, 37 to 39
    thirds, 40 and 41 halves; None where no month is given, `UNSPECIFIED` for XX. The same for `day`.
    """

    year: int
    month: int | None = None
    day: int | None = None
    clock: Clock | None = None
    approximate: bool = False
    uncertain: bool = False
    unspecified: int = 0

    def __post_init__(self) -> None:
        """Refuse what is in no calendar."""
        if self.unspecified or not -9999 <= self.year <= 9999:
            _check_year(self)
        if self.month is None:
            if self.day is not None or self.clock is not None:
                raise EdtfError(
                    f"The year {self.year} has a day or a time but no month: write {_year(self)}-XX before the day."
                )
        elif self.month not in SPANS:
            raise EdtfError(
                f"There is no month {self.month:02d}: months are 01 to 12, seasons 21 to 32 (21 is spring), "
                "quarters 33 to 36, thirds 37 to 39, halves 40 and 41."
            )
        elif self.day is not None:
            _check_day(self, self.month, self.day)
        if self.clock is not None and not (self.month and self.day and not self.unspecified):
            raise EdtfError("A time of day needs a whole day before it, such as 2023-09-11T14:05.")

    @property
    def last_year(self) -> int:
        """The latest year meant: `year` itself where its digits are known. What is negative ends before the year 0."""
        unit: int = 10**self.unspecified
        last = self.year + unit - 1
        return min(last, -1) if self.year < 0 else last

    def first(self) -> int:
        """The first minute of it, since 1970-01-01T00:00 civil."""
        if not self.day:
            return month_minutes(self.year, SPANS[self.month or UNSPECIFIED][0])
        minutes = day_minutes(*_earliest_day(self, self.month or 1, self.day))
        return minutes if self.clock is None else minutes + self.clock.hour * 60 + (self.clock.minute or 0)

    def last(self) -> int:
        """The last minute of it: of a day 23:59."""
        if not self.day:
            month, length = SPANS[self.month or UNSPECIFIED]
            return month_minutes(self.last_year, month + length) - 1
        minutes = day_minutes(*_latest_day(self, self.month or 12, self.day))
        if self.clock is None:
            return minutes + MINUTES_PER_DAY - 1
        return minutes + self.clock.hour * 60 + (59 if self.clock.minute is None else self.clock.minute)

    def __str__(self) -> str:
        """The date in EDTF, "2023-09-11~"."""
        text = _year(self)
        for part in (self.month, self.day):
            if part is not None:
                text += f"-{_part(part)}"
        if self.clock is not None:
            text += f"T{self.clock}"
        return text + ("%" if self.approximate and self.uncertain else "~" * self.approximate + "?" * self.uncertain)


@dataclass(frozen=True, slots=True)
class Interval:
    """What lasted: it starts somewhere in `start` and ends somewhere in `end`. One of the two is a date."""

    start: Date | Edge
    end: Date | Edge

    def __post_init__(self) -> None:
        """Refuse an interval that cannot be, or that says nothing."""
        if isinstance(self.start, Edge) and isinstance(self.end, Edge):
            raise EdtfError(f"“{self}” names no date: give its start, its end, or both, such as 2023-09-11/..")
        _check_order(self.start, self.end)

    def __str__(self) -> str:
        """The interval in EDTF, "2023-09-11/.."."""
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive dates of which one is meant, in a `OneOf`: first and last included, one may be `Edge.OPEN`."""

    first: Date | Edge
    last: Date | Edge

    def __post_init__(self) -> None:
        """Refuse a span that is empty, or bounded nowhere."""
        if Edge.UNKNOWN in (self.first, self.last) or self.first is self.last is Edge.OPEN:
            raise EdtfError(
                "A set names a first date, a last date or both, such as [2023-09-11..2023-09-18] or [..2023-09-18]"
            )
        _check_order(self.first, self.last)

    def __str__(self) -> str:
        """The span as it stands in the brackets, "2023-09-11..2023-09-18"."""
        first = "" if self.first is Edge.OPEN else self.first
        last = "" if self.last is Edge.OPEN else self.last
        return f"{first}..{last}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One moment, on one of several dates or spans of dates, and it is not known on which."""

    choices: tuple[Date | Span, ...]

    def __post_init__(self) -> None:
        """Refuse an empty set, and an open end in the middle of one."""
        if not self.choices:
            raise EdtfError("A set has at least one date in it, such as [2023-09-11..2023-09-18]")
        clocks = False
        last = len(self.choices) - 1
        for number, choice in enumerate(self.choices):
            if isinstance(choice, Date):
                clocks = clocks or choice.clock is not None
                continue
            if (number and choice.first is Edge.OPEN) or (number < last and choice.last is Edge.OPEN):
                raise EdtfError(
                    f"“{self}” is open in its middle: “..” stands before the first date of a set or after its last."
                )
            clocks = clocks or any(
                isinstance(end, Date) and end.clock is not None for end in (choice.first, choice.last)
            )
        # Two choices of two clock times each have 111 characters, four of two years of ten digits 117: only longer sets need counting.
        if last > (1 if clocks else 3) and (length := len(str(self))) > LONGEST:
            raise too_long(length)

    def __str__(self) -> str:
        """The set in EDTF, "[1667,1668,1670..1672]"."""
        return f"[{','.join(map(str, self.choices))}]"


Value = Date | Interval | OneOf


def too_long(length: int) -> EdtfError:
    """What is said to a text or a set of more characters than are read."""
    return EdtfError(
        f"The date has {length:,} characters: {LONGEST} are read. Of a long set write the first and last date."
    )


def _check_year(date: Date) -> None:
    """Refuse a year that no string stands for."""
    if abs(date.year) > LARGEST_YEAR:
        raise EdtfError(f"The year has too many digits: ten are read, so from Y-{LARGEST_YEAR} to Y{LARGEST_YEAR}.")
    if abs(date.year) > 9999 and (date.month is not None or date.unspecified):
        raise EdtfError(f"The year {date.year} has more than four digits: it stands alone, as {_year(date)}.")
    unit: int = 10**date.unspecified
    if not 0 <= date.unspecified <= 3 or (date.year - (date.year < 0)) % unit:
        raise EdtfError(f"Up to three last digits of a year may be X, and {date.year} is then the earliest year meant.")


def _check_day(date: Date, month: int, day: int) -> None:
    """Refuse a day that its month never has."""
    if month > 12:
        raise EdtfError(
            f"{_year(date)}-{month} is a season or a part of a year and has no day {_part(day)}: leave the day out."
        )
    if 0 <= day <= 28:
        return
    longest = 31 if month == UNSPECIFIED else days_in_month(_leap_year(date) or date.year, month)
    if not 0 <= day <= longest:
        raise EdtfError(f"There is no day {day:02d} in {_year(date)}-{_part(month)}: its last day is {longest}.")


def _check_order(start: Date | Edge, end: Date | Edge) -> None:
    """Refuse what must end before it starts."""
    if isinstance(start, Date) and isinstance(end, Date) and start.first() > end.last():
        raise EdtfError(f"“{end}” is before “{start}”: write the earlier date first.")


def _leap_year(date: Date, *, latest: bool = False) -> int | None:
    """The earliest (or latest) leap year that a date may mean, None where there is none. Looks at nine years."""
    years = range(date.year, date.last_year + 1)
    return next((year for year in (years[:-10:-1] if latest else years[:9]) if is_leap(year)), None)


def _earliest_day(date: Date, month: int, day: int) -> tuple[int, int, int]:
    """The first day that a date of day grain may mean."""
    year = _leap_year(date) if date.unspecified and (month, day) == (2, 29) else date.year
    return date.year if year is None else year, month, day


def _latest_day(date: Date, month: int, day: int) -> tuple[int, int, int]:
    """The last day that a date of day grain may mean."""
    year = _leap_year(date, latest=True) if date.unspecified and (month, day) == (2, 29) else date.last_year
    return date.last_year if year is None else year, month, day


def _year(date: Date) -> str:
    """The year in EDTF: "2023", "-0043", "199X", "Y12023"."""
    digits = f"{abs(date.year):04d}"
    if date.unspecified:
        digits = digits[: -date.unspecified] + "X" * date.unspecified
    return ("Y" if len(digits) > 4 else "") + ("-" if date.year < 0 else "") + digits


def _part(number: int) -> str:
    """A month or day in EDTF: "09", "XX"."""
    return "XX" if number == UNSPECIFIED else f"{number:02d}"


def _offset(minutes: int | None) -> str:
    """An offset from UTC in EDTF: "+09:00", "Z", "" for none."""
    if not minutes:
        return "" if minutes is None else "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
