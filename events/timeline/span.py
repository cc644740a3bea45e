"""From where to where a window shows when its address leaves that open: all matches but the few far from the others. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.edtf import MINUTES_PER_DAY
from events.timeline import grain

MOST_OUTLIERS: Final = 3
"""At each end. More of them are a part of the story, and belong on the screen."""
FEW: Final = 10
"""Outliers are at most one match in so many: of a handful, none is far from "all others"."""
LEAST_WIDTH: Final = 7 * MINUTES_PER_DAY
"""What is narrower stands in the middle of a week, so that a single day is a mark and not the whole screen."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The first beginnings of some matches, ascending, their last ends, descending (a few of each), and how many there are."""

    begins: Sequence[int]
    ends: Sequence[int]
    count: int


def span_of(found: Ends, *, at: int, low: int | None = None, high: int | None = None) -> tuple[int, int]:
    """The first and last minute to show; `low` and `high` are kept where given. Without matches the year around `at`.

    Up to `MOST_OUTLIERS` matches at each end are left beyond the edge if the way to them is longer than all the rest.
    """
    if not found.begins or not found.ends:
        begin, end = at - 183 * MINUTES_PER_DAY, at + 182 * MINUTES_PER_DAY
    else:
        begin, end = _without_outliers(found, fixed_low=low, fixed_high=high)
    begin, end = begin if low is None else low, end if high is None else high
    begin, end = _widened(begin, end, low=low, high=high)
    first, last = grain.whole(begin, end)
    return first if low is None else low, last if high is None else high


def _without_outliers(found: Ends, *, fixed_low: int | None, fixed_high: int | None) -> tuple[int, int]:
    begins = found.begins if fixed_low is None else [fixed_low]
    ends = found.ends if fixed_high is None else [fixed_high]
    left = right = 0
    while more := _more(begins, ends, left, right, found.count // FEW):
        left, right = more
    return begins[left], ends[right]


def _more(begins: Sequence[int], ends: Sequence[int], left: int, right: int, most: int) -> tuple[int, int] | None:
    """The fewest further outliers whose way to the rest is longer than all the rest, at each end; None where there are none."""
    choices = (
        (i, j)
        for i in range(left, min(MOST_OUTLIERS + 1, len(begins)))
        for j in range(right, min(MOST_OUTLIERS + 1, len(ends)))
        if left + right < i + j <= most and ends[j] - begins[i] >= 0
        if i == left or begins[i] - begins[left] > ends[j] - begins[i]
        if j == right or ends[right] - ends[j] > ends[j] - begins[i]
    )
    return min(choices, key=lambda choice: (sum(choice), ends[choice[1]] - begins[choice[0]]), default=None)


def _widened(begin: int, end: int, *, low: int | None, high: int | None) -> tuple[int, int]:
    """At least `LEAST_WIDTH`, around the middle and of whole days, or to the side that is not given."""
    missing = LEAST_WIDTH - (end + 1 - begin)
    if missing <= 0 or (low is not None and high is not None):
        return begin, end
    if low is not None:
        return begin, begin + LEAST_WIDTH - 1
    if high is not None:
        return end - LEAST_WIDTH + 1, end
    first = (begin - missing // 2) // MINUTES_PER_DAY
    last = (end + missing - missing // 2) // MINUTES_PER_DAY
    return first * MINUTES_PER_DAY, (last + 1) * MINUTES_PER_DAY - 1
