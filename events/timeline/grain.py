"""How wide windows are and where they begin: the grid that moves snap to, whole units, and the parts that are counted. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from events.edtf import MINUTES_PER_DAY, civil, day_minutes

WIDTHS: Final[tuple[int, ...]] = (4, 20, 60, 180, 360, 720, *(MINUTES_PER_DAY * 2**k for k in range(25)))
"""Widths of windows in minutes, each two to five times the one before, up to 46,000 years; a quarter of each is whole."""

_WRITTEN: Final = (day_minutes(-9999, 1, 1), day_minutes(10_000, 1, 1))
"""Years beyond four digits have no months in EDTF, so a window there begins and ends with whole years."""

_YEAR: Final = 525_960
_MARGIN: Final = 40
"""A span is widened to units of at most this part of it: less than a label's width at each edge of a screen."""


def snapped(low: int, high: int) -> tuple[int, int]:
    """The window of the grid nearest to a wished one: of a width in `WIDTHS`, beginning at a multiple of its quarter.

    Windows that readers reach by moving are then few, so that answers can be cached; zooming in and out is the same again.
    """
    return _placed((low + high + 1) // 2, nearest_width(high + 1 - low))


def zoomed(low: int, high: int, factor: float, *, about: int | None = None) -> tuple[int, int]:
    """The window `factor` times as wide (at least one step of the grid), its middle or the minute `about` kept in place."""
    width = high + 1 - low
    wished = nearest_width(max(1, round(width * factor)))
    if wished == nearest_width(width) and factor != 1 and width in WIDTHS:
        wished = _neighbour(wished, 1 if factor > 1 else -1)
    fraction = 0.5 if about is None else (about - low) / width
    middle = (low + high + 1) // 2 if about is None else about + round((0.5 - fraction) * wished)
    return _placed(middle, wished)


def panned(low: int, high: int, fraction: float) -> tuple[int, int]:
    """The window moved by a fraction of its width, in quarters of it, at least one; negative is earlier."""
    low, high = snapped(low, high)
    width = high + 1 - low
    quarters = round(4 * fraction) or (1 if fraction > 0 else -1)
    return low + quarters * width // 4, high + quarters * width // 4


def nearest_width(width: int) -> int:
    """The width of the grid that is nearest by ratio."""
    place = bisect_left(WIDTHS, width)
    around = WIDTHS[max(place - 1, 0) : place + 1]
    return min(around, key=lambda known: max(known / width, width / known))


def whole(low: int, high: int) -> tuple[int, int]:
    """The span widened to whole units of its own grain: years or decades for centuries, days for a month."""
    unit = max(takewhile(lambda unit: unit * _MARGIN <= high + 1 - low, _UNITS), default=60)
    if unit < _YEAR:
        return low // unit * unit, high // unit * unit + unit - 1
    years = unit // _YEAR
    first, last = civil(low)[0] // years * years, civil(high)[0] // years * years + years
    return day_minutes(first, 1, 1), day_minutes(last, 1, 1) - 1


def equal_parts(low: int, high: int, count: int) -> tuple[int, ...]:
    """The minutes where each of equal parts of a span begins, and one more where the last ends."""
    width = high + 1 - low
    return tuple(low - (-place * width // count) for place in range(count + 1))


def calendar_parts(low: int, high: int, most: int) -> tuple[int, ...]:
    """The same of the days, weeks, months, years … that a span has: the finest unit of which it has at most `most`.

    The first and the last may be cut by its ends. A count then is one of a month that has a name, whichever way a reader
    came to the window.
    """
    for starts in _ladder(low, high, most):
        if len(starts) < most:
            return low, *starts, high + 1
    return low, high + 1


def writable(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """The window with ends that EDTF can write: beyond four-digit years they are the first and last minute of a year."""
    return None if low is None else _writable_low(low), None if high is None else _writable_high(high)


def writable_span(low: int, high: int) -> tuple[int, int]:
    """The same of a window with both ends."""
    return _writable_low(low), _writable_high(high)


def _writable_low(low: int) -> int:
    return low if _WRITTEN[0] <= low < _WRITTEN[1] else day_minutes(civil(low)[0], 1, 1)


def _writable_high(high: int) -> int:
    return high if _WRITTEN[0] <= high < _WRITTEN[1] else day_minutes(civil(high)[0] + 1, 1, 1) - 1


_UNITS: Final[tuple[int, ...]] = (
    60,
    MINUTES_PER_DAY,
    *(_YEAR * step * 10**power for power in range(9) for step in (1, 2, 5)),
)


_CLOCK: Final = (1, 5, 15, 30, 60, 180, 360, 720)
_CLOCK_UP_TO: Final = MINUTES_PER_DAY - 1
"""Most events are known to the day: in a span of a day or more, hours would count what nobody knows to the hour."""
_WEEK: Final = 7 * MINUTES_PER_DAY
_MONDAY: Final = 4 * MINUTES_PER_DAY
"""The first Monday after 1 January 1970, a Thursday."""
_YEARS: Final = tuple(step * 10**power for power in range(9) for step in (1, 2, 5))


def _ladder(low: int, high: int, most: int) -> Iterator[Sequence[int]]:
    """Where units begin inside a span, finer units first, without those of which it has far too many."""
    for unit in (*(_CLOCK if high - low < _CLOCK_UP_TO else ()), MINUTES_PER_DAY):
        if high - low <= unit * most:
            yield range(low // unit * unit + unit, high + 1, unit)
    if high - low <= _WEEK * most:
        yield range((low - _MONDAY) // _WEEK * _WEEK + _MONDAY + _WEEK, high + 1, _WEEK)
    (first, month), (last, last_month) = civil(low)[:2], civil(high)[:2]
    for step in (1, 3):
        if (last - first) * 12 <= step * most:
            months = range((first * 12 + month - 1) // step * step + step, last * 12 + last_month, step)
            yield [day_minutes(number // 12, number % 12 + 1, 1) for number in months]
    for step in _YEARS:
        if last - first <= step * most:
            years = {_round_year(number, step) for number in range(first // step * step, last + 1, step)}
            yield [minute for year in sorted(years) if low < (minute := day_minutes(year, 1, 1)) <= high]


def _round_year(number: int, step: int) -> int:
    """The year that a round number names: 1990; before our era as BC counts, where 500 BC is the year -499."""
    return number if number > 0 or step == 1 else number + 1


def _placed(middle: int, width: int) -> tuple[int, int]:
    """A window of this width whose middle is the nearest one that the grid has."""
    quarter = width // 4
    low = (2 * middle - width + quarter) // (2 * quarter) * quarter
    return low, low + width - 1


def _neighbour(width: int, step: int) -> int:
    place = WIDTHS.index(width) + step
    return WIDTHS[min(max(place, 0), len(WIDTHS) - 1)]
