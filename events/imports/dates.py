"""The date of a row: from its EDTF, or from start, end and precision, or from year, month and day, into EDTF."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from events.edtf import Bounds, EdtfError, bounds_of, parse
from events.imports.records import Refused

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
WAYS: Final = "2023-09-11, 2023-09, 2023 or another EDTF date"


def edtf_of(values: Mapping[str, Any]) -> str:
    """The date of a row in EDTF. Raises Refused with what is wrong."""
    cell = {key: text_of(values.get(key)) for key in ("edtf", "start", "date", "end", "precision")}
    precision = cell["precision"].casefold()
    if precision and precision not in PRECISIONS:
        raise Refused(f"“{precision[:40]}” is no precision: write {', '.join(list(PRECISIONS)[:7])}.")
    try:
        return read(cell["edtf"] or joined(cell, values, precision))[0]
    except EdtfError as error:
        raise Refused(str(error)) from error


def joined(cell: Mapping[str, str], values: Mapping[str, Any], precision: str) -> str:
    """Start and end as one EDTF string; where both are the same, what happened then."""
    start = cell["start"] or cell["date"] or by_parts(values)
    if not start and not cell["end"]:
        raise Refused(f"The date is missing: write {WAYS}.")
    begins = moment(start, precision) if start else ".."
    if not cell["end"]:
        return begins
    ends = ".." if cell["end"].casefold() in OPEN else moment(cell["end"], "")
    return begins if cell["end"] == start or ends == begins else f"{begins}/{ends}"


def by_parts(values: Mapping[str, Any]) -> str:
    """The date of separate columns for year, month and day; 0 and nothing mean that it is not known."""
    parts = [text_of(values.get(key)) for key in ("year", "month", "day")]
    if not parts[0] or not all(re.fullmatch(r"-?[0-9]{0,4}", part) for part in parts):
        return ""
    year, month, day = (int(part or 0) for part in parts)
    text = f"{'-' if year < 0 else ''}{abs(year):04d}"
    return text + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


@lru_cache(65_536)
def moment(text: str, precision: str) -> str:
    """One date as EDTF, no finer than the precision. Midnight to the second is how spreadsheets write a day: it is the day."""
    if found := CIVIL.fullmatch(text):
        text = f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
        midnight = not any(int(found[part] or 0) for part in ("hour", "minute", "second"))
        if found["hour"] and (precision or not midnight):
            text += f"T{int(found['hour']):02d}:{found['minute']}{offset(found['offset'])}"
    return coarser(text, precision) if precision else text


def offset(text: str | None) -> str:
    """An offset from UTC as EDTF has it."""
    return text or "" if not text or ":" in text or text == "Z" else f"{text[:3]}:{text[3:]}"


def coarser(text: str, precision: str) -> str:
    """A date cut to a precision; what is coarser already, or no plain date, stays as it is."""
    keep = PRECISIONS[precision]
    sign = 1 if text.startswith("-") else 0
    if not re.match(r"-?[0-9]{4}(?:$|-[0-9]{2}(?:$|-[0-9]{2}(?:$|T)))", text):
        return text
    if keep < 4:
        return text[: sign + keep] + "X" * (4 - keep)
    zone = re.search(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$", text) if keep > 10 and "T" in text else None
    return text[: sign + keep].rstrip("T") + (zone[0] if zone else "")


@lru_cache(65_536)
def read(edtf: str) -> tuple[str, Bounds]:
    """An EDTF string in its one form, with its bounds; raises EdtfError. Files tell the same days again and again."""
    value = parse(edtf)
    return str(value), bounds_of(value)


def day_of(value: Any, name: str) -> date | None:
    """A civil day of a column, None where it is empty. Raises Refused."""
    text = text_of(value)
    if not text:
        return None
    try:
        return date.fromisoformat(moment(text, "day"))
    except ValueError as error:
        raise Refused(f"“{text[:40]}” in {name} is no day: write it as 2023-09-11.") from error


def text_of(value: Any) -> str:
    """A cell as text without spaces around it; years and other numbers as their digits."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)
