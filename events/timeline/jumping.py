"""From a typed date to the window that shows it."""

from datetime import date
from typing import Final

from events.edtf import MINUTES_PER_DAY, EdtfError, bounds_of
from events.phrases import NotReadable, read_phrase

LEAST: Final = 7 * MINUTES_PER_DAY
"""What is shorter stands in the middle of a week, so that its neighbours are seen."""


class NoDate(ValueError):
    """What was typed is no date; the message says what would be one."""


def window_of(typed: str, *, anchor: date) -> tuple[int | None, int | None]:
    """The first and last minute to show for a typed date, counted from `anchor`; None where it is open. Raises NoDate."""
    try:
        bounds = bounds_of(read_phrase(typed, anchor=anchor).edtf)
    except (NotReadable, EdtfError) as error:  # both say what to write instead
        raise NoDate(str(error)) from error
    low, high = bounds.earliest_start, bounds.latest_end
    if low is None or high is None or high + 1 - low >= LEAST:
        return low, high
    missing = LEAST - (high + 1 - low)
    before = missing // 2 // MINUTES_PER_DAY * MINUTES_PER_DAY
    return low - before, high + missing - before
