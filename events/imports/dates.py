"""The date of a row: from its EDTF, or from start, end and precision, or from year, month and day, into EDTF."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, Literal

from events.edtf import Bounds, EdtfError, normal, parse
from events.imports.records import Refused
from events.phrases import read_phrase

Order = Literal["", "dmy", "mdy"]
"""How dates in figures are read: not said, day before month, month before day."""

PRECISIONS: Final = {
    "minute": 16,
    "hour": 13,
    "day": 10,
    "month": 7,
    "year": 4,
    "decade": 3,
    "century": 2,
    "exact": 10,
    "d": 10,
    "m": 7,
    "y": 4,
}
"""How many characters of 2023-09-11T14:05 are kept at each precision; of a decade and a century the rest of the year is X."""
OPEN: Final = frozenset({"..", "open", "present", "ongoing", "now", "today"})
"""What stands in an end that has not come."""
CIVIL: Final = re.compile(
    r"(?P<year>-?[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
    r"(?:[T ](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r" ?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
FIGURES: Final = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<mark>[./-])(?P<two>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?P<rest>,?[T ].*)?"
)
YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})[./](?P<month>[0-9]{1,2})[./](?P<day>[0-9]{1,2})(?P<rest>[T ].*)?")
TO_YEAR: Final = re.compile(r"(?P<century>[0-9]{2})(?P<one>[0-9]{2}) ?[-–/] ?(?P<two>[0-9]{2})")
PLAIN: Final = re.compile(r"-?[0-9]{4}(?:$|-[0-9]{2}(?:$|-[0-9]{2}(?:$|T)))")
"""A date that a precision may cut."""
CLOCK: Final = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)? ?(?P<half>[ap])?\.?m?\.?", re.IGNORECASE
)
ABOUT: Final = re.compile(r"(?:c|ca|cca|circa|approx)\.? ?(?=[\w])", re.IGNORECASE)
ANCHORS: Final = (date(1950, 6, 15), date(2011, 2, 3))
"""A phrase that means the same on two days so far apart, and in different seasons, counts from none."""
LONGEST_PHRASE: Final = 120
CELLS: Final = ("edtf", "start", "date", "end", "precision")
"""Fields that one cell each tells the date in."""
WAYS: Final = "2023-09-11, 2023-09, 2023 or another EDTF date"


def edtf_of(values: Mapping[str, Any], *, order: Order = "") -> str:
    """The date of a row in EDTF; `order` says how 03/04/2024 is read. Raises Refused with what is wrong."""
    cell = {key: text_of(values[key]) if key in values else "" for key in CELLS}
    for key in ("start", "date", "end"):
        if text := cell[key]:
            cell[key] = civil(text, order)
    precision = cell["precision"].casefold()
    if precision and precision not in PRECISIONS:
        raise Refused(f"“{precision[:40]}” is no precision: write {', '.join(list(PRECISIONS)[:7])}.")
    try:
        return read(cell["edtf"] or coded(joined(cell, values, precision), values))[0]
    except EdtfError as error:
        raise Refused(str(error)) from error


def joined(cell: Mapping[str, str], values: Mapping[str, Any], precision: str) -> str:
    """Start and end as one EDTF string; where both are the same, what happened then."""
    start = cell["start"] or cell["date"] or by_parts(values)
    end = cell["end"] or by_parts(values, "end_")
    if not start and not end:
        raise Refused(f"The date is missing: write {WAYS}.")
    begins = moment(start, precision) if start else ".."
    if not end:
        return begins
    ends = ".." if end.casefold() in OPEN else moment(end, "")
    return begins if end == start or ends == begins else f"{begins}/{ends}"


def by_parts(values: Mapping[str, Any], which: str = "") -> str:
    """The date of separate columns for year, month, day and time; 0 and nothing mean that it is not known."""
    if which + "year" not in values:
        return ""
    parts = [text_of(values.get(which + key)) for key in ("year", "month", "day")]
    if not parts[0] or not all(re.fullmatch(r"-?[0-9]{0,4}", part) for part in parts):
        return ""
    year, month, day = (int(part or 0) for part in parts)
    text = f"{'-' if year < 0 else ''}{abs(year):04d}"
    text += (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    return text + (clock(text_of(values.get(which + "clock"))) if month and day else "")


def clock(text: str) -> str:
    """A time of the day as EDTF has it after a day, "" for none. Raises Refused."""
    if not text:
        return ""
    found = CLOCK.fullmatch(text)
    hour = int(found["hour"]) if found else 24
    if found and found["half"]:
        hour = hour % 12 + 12 * (found["half"].lower() == "p") if 1 <= hour <= 12 else 24
    if not found or hour > 23:
        raise Refused(f"“{text[:40]}” is no time of the day: write it as 14:05, or leave its column out.")
    return f"T{hour:02d}:{found['minute']}"


def coded(edtf: str, values: Mapping[str, Any]) -> str:
    """A date as exact as the numbers for precision say that ACLED and UCDP keep beside it."""
    if acled := text_of(values.get("time_precision")):
        return by_acled(edtf, acled)
    ucdp = text_of(values.get("date_prec"))
    return by_ucdp(edtf, ucdp) if ucdp else edtf


def by_acled(edtf: str, code: str) -> str:
    """ACLED's time_precision: 1 the day, 2 a day of that week, 3 of that month."""
    if code not in ("1", "2", "3"):
        raise Refused(f"“{code[:20]}” is no time_precision: 1 is the day, 2 the week, 3 the month.")
    return edtf if code == "1" or not is_day(edtf) else week_of(edtf) if code == "2" else edtf[:7]


def by_ucdp(edtf: str, code: str) -> str:
    """UCDP's date_prec: 1 the day, 2 to 5 one day between the two that are given, or of that week (3), month (4) or year (5)."""
    if code not in ("1", "2", "3", "4", "5"):
        raise Refused(f"“{code[:20]}” is no date_prec: 1 is the day, 2 some days, 3 the week, 4 the month, 5 longer.")
    begins, slash, ends = edtf.partition("/")
    if code == "1":
        return edtf
    if slash and is_day(begins) and is_day(ends):
        return f"[{begins}..{ends}]"
    if not is_day(edtf):
        return edtf
    return {"2": f"{edtf}~", "3": week_of(edtf), "4": edtf[:7], "5": edtf[:4]}[code]


def is_day(edtf: str) -> bool:
    """Whether this is one plain day of the years 1 to 9999."""
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", edtf)) and not edtf.startswith("0000")


def week_of(day: str) -> str:
    """One day of the week, Monday to Sunday, of a day. Raises Refused for no day."""
    try:
        monday = date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday())
    except (ValueError, OverflowError) as error:
        raise Refused(f"“{day}” is no day: write {WAYS}.") from error
    return f"[{monday}..{monday + timedelta(days=6)}]"


def figures(text: str) -> Order | None:
    """Which order a date in figures is in; "" where it could be in both, None where it is none or has but one reading."""
    found = FIGURES.fullmatch(text)
    if not found or found["mark"] == "." or found["one"] == found["two"]:
        return None
    return "dmy" if int(found["one"]) > 12 else "mdy" if int(found["two"]) > 12 else ""


@lru_cache(65_536)
def civil(text: str, order: Order) -> str:
    """A date in figures as year, month and day; what is none stays as it is. Raises Refused where its order is not known."""
    if found := YEAR_FIRST.fullmatch(text):
        return f"{found['year']}-{found['month']}-{found['day']}{found['rest'] or ''}"
    if not (found := FIGURES.fullmatch(text)):
        return text
    one, two = found["one"], found["two"]
    if figures(text) == "" and not order:
        raise Refused(f"“{text[:40]}” may be read in two ways: say whether days or months come first.")
    # A point is written after the day in every country that writes points; elsewhere the column's order holds.
    first = "dmy" if found["mark"] == "." else order or figures(text) or "dmy"
    day, month = (one, two) if first == "dmy" else (two, one)
    if int(month) > 12 >= int(day):
        raise Refused(
            f"“{text[:40]}” has no month {month}: other dates of this column have their days and months the other way."
        )
    rest = (found["rest"] or "").lstrip(",")
    return f"{found['year']}-{month}-{day}{in_full(rest)}"


def in_full(rest: str) -> str:
    """A time after a date with its hour in full, where it is told by a.m. and p.m."""
    return clock(rest.strip()) if CLOCK.fullmatch(rest.strip()) and rest[-1:].lower() in "m." else rest


def moment(text: str, precision: str) -> str:
    """One date as EDTF, no finer than the precision."""
    return coarser(in_edtf(text, clock=True), precision) if precision else in_edtf(text, clock=False)


@lru_cache(65_536)
def in_edtf(text: str, *, clock: bool) -> str:
    """One date as EDTF. Midnight to the second is how spreadsheets write a day: it is the day, unless the `clock` is asked for."""
    if found := CIVIL.fullmatch(text):
        text = f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
        midnight = not any(int(found[part] or 0) for part in ("hour", "minute", "second"))
        if found["hour"] and (clock or not midnight):
            text += f"T{int(found['hour']):02d}:{found['minute']}{offset(found['offset'])}"
    elif not is_edtf(text):
        text = in_words(text)
    return text


def is_edtf(text: str) -> bool:
    """Whether a text is an EDTF string."""
    try:
        parse(text)
    except EdtfError:
        return False
    return True


def in_words(text: str) -> str:
    """A date in words ("4 March 2024", "c. 1991", "spring 2019") as EDTF; what is none stays as it is, for the reader of EDTF to say so.

    Raises Refused for a phrase that counts from another day: a table has none.
    """
    if years := TO_YEAR.fullmatch(text):
        return f"{years['century']}{years['one']}/{years['century']}{years['two']}"
    if len(text) > LONGEST_PHRASE or not re.search(r"[^\W\d_]", text):
        return text
    phrase = ABOUT.sub("circa ", text, count=1) if ABOUT.match(text) else text
    try:
        first, second = (read_phrase(phrase, anchor=anchor).edtf for anchor in ANCHORS)
    except ValueError:
        return text
    if first != second:
        raise Refused(f"“{text[:40]}” is no date by itself: write it with its year.")
    return first


def offset(text: str | None) -> str:
    """An offset from UTC as EDTF has it."""
    return text or "" if not text or ":" in text or text == "Z" else f"{text[:3]}:{text[3:]}"


def coarser(text: str, precision: str) -> str:
    """A date cut to a precision; what is coarser already, or no plain date, stays as it is."""
    keep = PRECISIONS[precision]
    sign = 1 if text.startswith("-") else 0
    if not PLAIN.match(text):
        return text
    if keep < 4:
        return text[: sign + keep] + "X" * (4 - keep)
    zone = re.search(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$", text) if keep > 10 and "T" in text else None
    return text[: sign + keep].rstrip("T") + (zone[0] if zone else "")


@lru_cache(65_536)
def read(edtf: str) -> tuple[str, Bounds]:
    """An EDTF string in its one form, with its bounds; raises EdtfError. Files tell the same days again and again."""
    return normal(edtf)


def day_of(value: Any, name: str, *, order: Order = "") -> date | None:
    """A civil day of a column, the first of several; None where it is empty. Raises Refused."""
    text = text_of(value)
    if not text:
        return None
    try:
        return min(date.fromisoformat(moment(civil(part.strip(), order), "day")) for part in text.split(";"))
    except ValueError as error:
        raise Refused(f"“{text[:40]}” in {name} is no day: write it as 2023-09-11.") from error


def text_of(value: Any) -> str:
    """A cell as text without spaces around it; years and other numbers as their digits."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)
