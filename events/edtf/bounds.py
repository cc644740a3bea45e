"""The four minutes that stand beside an EDTF string, what is asked of them, and how coarse a date is.

All are minutes since 1970-01-01T00:00, civil where it happened: an offset from UTC moves no bound, `~` and `?` widen
none. Ends are inclusive: the last minute of a day is its 23:59.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from events.edtf.parsing import parse
from events.edtf.values import UNSPECIFIED, Date, Edge, EdtfError, Interval, OneOf, Span, Value

Grain = Literal[
    "minute",
    "hour",
    "day",
    "month",
    "season",
    "quarter",
    "third",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
]

GRAINS: Final[tuple[Grain, ...]] = (
    "minute",
    "hour",
    "day",
    "month",
    "season",
    "quarter",
    "third",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
)
"""Every answer of `grain_of`, from fine to coarse (a season is as long as a quarter)."""

_YEARS: Final[tuple[Grain, ...]] = ("year", "decade", "century", "millennium")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest start, the earliest and latest end, as inclusive minutes; None where open or unknown.

    | value | starts | ends |
    | --- | --- | --- |
    | `Date`, one moment in it | from its first to its last minute | the same |
    | `Interval` a/b | within a, and not after b ends | within b, and not before a starts |
    | `OneOf` [a..b], one moment | from the first minute of a to the last of b | the same |
    """

    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None


def bounds_of(value: Value | str) -> Bounds:
    """The four bounds of a value or an EDTF string. Raises `EdtfError` for a string that is not EDTF.

    Where years are unknown before a known day (156X-12-25), or a set has gaps, they are its first and last minute.
    """
    value = parse(value) if isinstance(value, str) else value
    if isinstance(value, Date):
        first, last = value.first(), value.last()
        return Bounds(first, last, first, last)
    if isinstance(value, Interval):
        return _bounds_of_interval(value.start, value.end)
    firsts, lasts = zip(*map(_ends_of_choice, value.choices), strict=True)
    earliest = None if None in firsts else min(firsts)
    latest = None if None in lasts else max(lasts)
    return Bounds(earliest, latest, earliest, latest)


def normal(text: str) -> tuple[str, Bounds]:
    """An EDTF string in its one form with its bounds, as `str(parse(text))` and `bounds_of` have them. Raises `EdtfError`.

    An interval costs a tenth of that where its two dates were met before: tables tell the same days again and again.
    """
    start, slash, end = text.partition("/")
    if slash and (begins := _date_with_ends(start)) and (ends := _date_with_ends(end)) and begins[1] <= ends[2]:
        return f"{begins[0]}/{ends[0]}", _bounds_between(begins[1:], ends[1:])
    value = parse(text)
    return str(value), bounds_of(value)


@lru_cache(65_536)
def _date_with_ends(text: str) -> tuple[str, int, int] | None:
    """A date in its one form with its first and last minute; None for what is no date."""
    try:
        value = parse(text)
    except EdtfError:
        return None
    return (str(value), value.first(), value.last()) if isinstance(value, Date) else None


OPEN_REACH: Final = 31 * 1440
"""Minutes beyond a known end in which a happening with an open date is looked for: what may come "as early as Tuesday" or goes on
"since May" is told again within a month, or by its known end."""


def looked_for(first: int | None, last: int | None) -> tuple[int, int] | None:
    """Where a happening dated from `first` to `last` is to be looked for: an open end reaches a month; None where nothing is known."""
    if first is None and last is None:
        return None
    low = first if first is not None else (last or 0) - OPEN_REACH
    return low, last if last is not None else low + OPEN_REACH


def lasts(value: Value | str) -> bool:
    """Whether it is told as lasting (an interval), not as one moment: what `certainly_in` asks beside the bounds."""
    return isinstance(parse(value) if isinstance(value, str) else value, Interval)


def possibly_in(bounds: Bounds, low: int | None, high: int | None) -> bool:
    """Whether some reading of the bounds touches the window: inclusive minutes, None where the window is open."""
    starts_in_time = high is None or bounds.earliest_start is None or bounds.earliest_start <= high
    ends_in_time = low is None or bounds.latest_end is None or bounds.latest_end >= low
    return starts_in_time and ends_in_time


def certainly_in(bounds: Bounds, low: int | None, high: int | None, *, lasts: bool) -> bool:
    """Whether every reading touches the window: inclusive minutes, None where the window is open.

    What lasts has to reach into the window, one moment to lie inside it whole. Nothing is certain about an open or
    unknown end: a bound of None never passes a side that the window sets, as a comparison with NULL does not in SQL.
    """
    first = bounds.earliest_end if lasts else bounds.earliest_start
    last = bounds.latest_start if lasts else bounds.latest_end
    after = low is None or (first is not None and first >= low)
    before = high is None or (last is not None and last <= high)
    return after and before


def grain_of(value: Value | str) -> Grain:
    """How coarse the start is, one of `GRAINS`; of the end where no start is given. Seconds count as minutes.

    What is not specified does not count: 2004-XX is a year, 1985-04-XX a month, 156X-12-25 a decade.
    """
    value = parse(value) if isinstance(value, str) else value
    return _grain_of_date(_dated_end(value))


def _bounds_of_interval(start: Date | Edge, end: Date | Edge) -> Bounds:
    """Starts within a, ends within b, no end before its start: 2004-06-15/2004-06 ends on the 15th at the earliest."""
    starts = None if isinstance(start, Edge) else (start.first(), start.last())
    ends = None if isinstance(end, Edge) else (end.first(), end.last())
    if starts is None or ends is None:
        return Bounds(*(starts or (None, None)), *(ends or (None, None)))
    return _bounds_between(starts, ends)


def _bounds_between(starts: tuple[int, int], ends: tuple[int, int]) -> Bounds:
    """Those of an interval of two dates, from the first and last minute of each."""
    return Bounds(starts[0], min(starts[1], ends[1]), max(starts[0], ends[0]), ends[1])


def _ends_of_choice(choice: Date | Span) -> tuple[int | None, int | None]:
    """The first and last minute of one choice of a set, None where it is open."""
    if isinstance(choice, Date):
        return choice.first(), choice.last()
    return (
        None if isinstance(choice.first, Edge) else choice.first.first(),
        None if isinstance(choice.last, Edge) else choice.last.last(),
    )


def _dated_end(value: Value) -> Date:
    """The first date that a value names: of its start, or of its end where the start is open or unknown."""
    if isinstance(value, Date):
        return value
    if isinstance(value, OneOf):
        choice = value.choices[0]
        ends: tuple[Date | Edge, ...] = (choice,) if isinstance(choice, Date) else (choice.first, choice.last)
    else:
        ends = (value.start, value.end)
    return next(end for end in ends if isinstance(end, Date))


def _grain_of_date(date: Date) -> Grain:
    if date.unspecified or date.month is None or date.month == UNSPECIFIED:
        return _YEARS[date.unspecified]
    if date.month > 12:
        return "season" if date.month < 33 else "quarter" if date.month < 37 else "third" if date.month < 40 else "half"
    if not date.day:
        return "month"
    return "day" if date.clock is None else "hour" if date.clock.minute is None else "minute"
