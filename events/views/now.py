"""The day it is, as all audiences are answered by it."""

from django.utils import timezone

from events.edtf import MINUTES_PER_DAY, day_number


def today() -> int:
    """The day it is in UTC, counted from 1970-01-01."""
    return day_number(timezone.now().date())


def end_of_today() -> int:
    """The last minute of that day, as minutes since 1970: what the views call now."""
    return (today() + 1) * MINUTES_PER_DAY - 1
