"""What a phrase means, counted from a day: a meaning and its context to a TIMEX3 value, an EDTF string, and the reasons in words."""

from events.extraction.resolution import (
    calendar,
    counted,
    lengths,
    parts,
    references,
    times,
)  # each registers its meanings
from events.extraction.resolution.context import Context, Direction, Look, Meant, NoAnchor, Unresolved, long_day, looks
from events.extraction.resolution.dispatch import resolve
from events.extraction.resolution.lengths import CLOCK_UNITS, distance_edtf, duration, portion_edtf, stretch_edtf

__all__ = [
    "CLOCK_UNITS",
    "Context",
    "Direction",
    "Look",
    "Meant",
    "NoAnchor",
    "Unresolved",
    "calendar",
    "counted",
    "distance_edtf",
    "duration",
    "lengths",
    "long_day",
    "looks",
    "parts",
    "portion_edtf",
    "references",
    "resolve",
    "stretch_edtf",
    "times",
]
