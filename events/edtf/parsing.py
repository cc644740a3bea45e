"""EDTF strings into values: levels 0 and 1, and of level 2 sets of which one is meant, seasons, quarters and halves."""

import re
from functools import lru_cache
from typing import Final

from events.edtf.days import MINUTES_PER_DAY, civil, day_minutes, weekday
from events.edtf.values import (
    LONGEST,
    UNSPECIFIED,
    Clock,
    Date,
    Edge,
    EdtfError,
    Interval,
    OneOf,
    Span,
    Value,
    too_long,
)

# Nine dates in ten: tried first, because it takes a third of the time of the whole pattern.
_COMMON: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
_DATE: Final = re.compile(
    r"(?:(?P<year>-?[0-9]{4})|(?P<masked>-?(?=[0-9X]{4}(?![0-9X]))[0-9]{1,3}X{1,3}))"
    r"(?:-(?P<month>[0-9]{2}|XX)"
    r"(?:-(?P<day>[0-9]{2}|XX)"
    r"(?:T(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"(?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?"
    r"(?P<mark>[~?%])?"
)
_LONG_YEAR: Final = re.compile(r"Y(?P<year>-?[1-9][0-9]{4,})(?P<mark>[~?%])?")
_WEEK: Final = re.compile(r"([0-9]{4})-?W([0-9]{2})")

# The mark at the end of a date: whether it is approximate, whether it is uncertain.
_MARKS: Final[dict[str | None, tuple[bool, bool]]] = {
    None: (False, False),
    "~": (True, False),
    "?": (False, True),
    "%": (True, True),
}

# What is often written instead, and what to write: the first that is found in a refused text answers.
_HINTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r"^$", "write a date, such as 2023-09-11"),
        (r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]", "a T stands between day and time, such as 2023-09-11T14:05"),
        (r"^ | $|[0-9] +[0-9]", "leave out the spaces"),
        (r"^P[0-9T]", "a length of time is not read: write its start and its end"),
        (r"-Q[0-9]|-(?:SP|SU|FA|WI)$", "quarters are 33 to 36 (2023-33), seasons 21 to 24 (2023-21 is spring)"),
        (r"[{}]", "a set of which all are meant is not read: give each date its own event, or write [..] for one"),
        (r"/", "a day is written 2023-09-11, and / only stands between a start and an end"),
        (r"^\.\.|\.\.$", "write an open span as [..2023] for one moment or ../2023 for what lasted"),
        (r"\[|\]|\.\.", "a set stands alone in square brackets, such as [2023-09-11..2023-09-18]"),
        (r"(?i)unknown|open", "write .. for an open end and nothing for an unknown one"),
        (r"Y.*E|S[0-9]", "write the year out, such as Y170000000"),
        (r"Y-?0|Y-?[0-9]{1,4}(?![0-9])", "Y stands only before a year of more than four digits, without leading zeros"),
        (r"Y", "a year of more than four digits stands alone, such as Y12023"),
        (r"^[~?%]|[~?%].", "~, ? and % stand once, at the end of a date, and mark all of it"),
        (r"[0-9][uUx]", "an unknown digit is a capital X"),
        (r"X", "X stands for the last digits of a year (199X), for a whole month or a whole day (1985-XX-XX)"),
        (r"^[0-9]{8}", "hyphens stand between year, month and day, such as 2023-09-11"),
        (r"^[0-9]{4}-?[0-9]{3}$", "a day of the year is not read: write its month and day, such as 2023-09-11"),
        (r"^-?[0-9]{5}", "a year has four digits; longer ones begin with Y"),
        (r"^-?[0-9]{1,3}(?![0-9])", "the year comes first and has four digits"),
        (r"^-?[0-9]{4}-[0-9](?![0-9])|^-?[0-9]{4}-[0-9]{2}-[0-9](?![0-9])", "months and days have two digits"),
        (r"[0-9]T", "a time is written 2023-09-11T14:05, with Z or +09:00 after it where the offset is known"),
    )
)


def parse(text: str) -> Value:
    """The value of an EDTF string; `parse(str(value)) == value`. Raises `EdtfError` for anything else, at once."""
    if not isinstance(text, str):
        raise EdtfError(f"A date is text, such as 2023-09-11, and this is {type(text).__name__}.")
    if len(text) > LONGEST:
        raise too_long(len(text))
    return _read_once(text)


def read(text: str) -> Value:
    """The value of a text of bearable length, read anew: what `parse` does where it has not just seen the same text."""
    if match := _COMMON.fullmatch(text):
        return _common_date(match)
    if not text.isascii() or not text.isprintable():
        raise EdtfError(
            f"{text[:40]!r} has a character that no date has: write plain digits, and - or / or .. between."
        )
    if "/" in text:
        return _interval(text)
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text)
    return _date(text)


# Values never change, so equal texts may share one: thousands of events happen on the same few thousand days.
_read_once: Final = lru_cache(maxsize=4096)(read)


def _interval(text: str) -> Interval:
    """The value of "start/end", either of them "..", or empty where it is unknown."""
    start, _, end = text.partition("/")
    if "/" in end:
        raise _refusal(text)
    return Interval(*(_date(part) if part not in ("", "..") else Edge(part) for part in (start, end)))


def _one_of(text: str) -> OneOf:
    """The value of "[a,b,c..d]". A space may follow a comma, as it does in the standard's own examples."""
    return OneOf(tuple(_choice(part.removeprefix(" "), text) for part in text[1:-1].split(",")))


def _choice(part: str, text: str) -> Date | Span:
    """One choice of a set: a date, or two with ".." between them of which one may be left out."""
    first, dots, last = part.partition("..")
    if not dots:
        if not part:
            raise EdtfError(
                f"“{text}” has an empty place: write dates with a comma between, or a first and a last one with “..”."
            )
        return _date(part)
    return Span(_date(first) if first else Edge.OPEN, _date(last) if last else Edge.OPEN)


def _date(text: str) -> Date:
    """The value of a string without an interval or set in it."""
    if match := _COMMON.fullmatch(text):
        return _common_date(match)
    if match := _DATE.fullmatch(text):
        return _date_of(match.groupdict())
    if match := _LONG_YEAR.fullmatch(text):
        return Date(int(match["year"]), None, None, None, *_MARKS[match["mark"]])
    raise _refusal(text)


def _common_date(match: re.Match[str]) -> Date:
    """The date that the groups of `_COMMON` spell."""
    year, month, day, mark = match.groups()
    return Date(int(year), _part_of("month", month), _part_of("day", day), None, *_MARKS[mark])


def _date_of(found: dict[str, str | None]) -> Date:
    """The date that the named groups of `_DATE` spell."""
    year, unspecified = _year_of(found["year"] or found["masked"] or "")
    return Date(
        year,
        _part_of("month", found["month"]),
        _part_of("day", found["day"]),
        _clock_of(found),
        *_MARKS[found["mark"]],
        unspecified,
    )


def _year_of(digits: str) -> tuple[int, int]:
    """The earliest year that "2023", "-0043" or "199X" may mean, and how many of its digits are unknown."""
    if digits == "-0000":
        raise EdtfError("There is no year -0000: the year before 0001 is 0000, and 1 BC is meant by it.")
    # Before the year 0 the earliest year has the largest digits: -004X begins with -0049.
    return int(digits.replace("X", "9" if digits.startswith("-") else "0")), digits.count("X")


def _part_of(name: str, digits: str | None) -> int | None:
    """A month or day: None where none is given, `UNSPECIFIED` for XX."""
    if digits == "00":
        raise EdtfError(f"There is no {name} 00: write XX where it is not known, or leave it out.")
    return None if digits is None else UNSPECIFIED if digits == "XX" else int(digits)


def _clock_of(found: dict[str, str | None]) -> Clock | None:
    """The time of day, None where none is given."""
    hour, minute, second = (
        None if found[name] is None else int(found[name] or 0) for name in ("hour", "minute", "second")
    )
    return None if hour is None else Clock(hour, minute, second, _offset_of(found["offset"]))


def _offset_of(text: str | None) -> int | None:
    """Minutes east of UTC in "Z", "+09:00" or "-03"; None where none is given."""
    if text is None or text == "Z":
        return None if text is None else 0
    hours, minutes = int(text[1:3]), int(text[4:] or 0)
    if minutes > 59:
        raise EdtfError(f"There is no offset {text}: its minutes run from 00 to 59, such as +05:30.")
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes)


def _refusal(text: str) -> EdtfError:
    """Why a text is no EDTF, with what would be."""
    if (match := _WEEK.fullmatch(text)) and 1 <= int(match[2]) <= 53:
        return EdtfError(
            f"“{text}” is a week, and EDTF has none: write its days, {_week(int(match[1]), int(match[2]))}."
        )
    hint = next((hint for pattern, hint in _HINTS if pattern.search(text)), None)
    return EdtfError(
        f"“{text[:40]}” is no date: {hint or 'write 2023, 2023-09, 2023-09-11, a start/end or [first..last]'}."
    )


def _week(year: int, week: int) -> str:
    """The interval from Monday to Sunday of an ISO week: week 1 is the one that has 4 January in it."""
    fourth = day_minutes(year, 1, 4)
    monday = fourth + (7 * (week - 1) - weekday(fourth)) * MINUTES_PER_DAY
    return str(Interval(*(Date(*civil(day)[:3]) for day in (monday, monday + 6 * MINUTES_PER_DAY))))
