"""Dates as the EDTF standard (ISO 8601-2) has them: read, bounded by minutes, compared, and said in words. Pure."""

from events.edtf.bounds import (
    GRAINS,
    OPEN_REACH,
    Bounds,
    Grain,
    bounds_of,
    certainly_in,
    grain_of,
    lasts,
    looked_for,
    normal,
    possibly_in,
)
from events.edtf.days import MINUTES_PER_DAY, civil, date_of, day_minutes, day_number, days_in_month, weekday
from events.edtf.parsing import parse
from events.edtf.text import describe, describe_short
from events.edtf.values import LONGEST, UNSPECIFIED, Clock, Date, Edge, EdtfError, Interval, OneOf, Span, Value
from events.edtf.words import MONTHS, MONTHS_SHORT, WEEKDAYS

__all__ = [
    "GRAINS",
    "LONGEST",
    "MINUTES_PER_DAY",
    "MONTHS",
    "MONTHS_SHORT",
    "OPEN_REACH",
    "UNSPECIFIED",
    "WEEKDAYS",
    "Bounds",
    "Clock",
    "Date",
    "Edge",
    "EdtfError",
    "Grain",
    "Interval",
    "OneOf",
    "Span",
    "Value",
    "bounds_of",
    "certainly_in",
    "civil",
    "date_of",
    "day_minutes",
    "day_number",
    "days_in_month",
    "describe",
    "describe_short",
    "grain_of",
    "lasts",
    "looked_for",
    "normal",
    "parse",
    "possibly_in",
    "weekday",
]
