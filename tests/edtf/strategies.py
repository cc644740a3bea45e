"""Values of every kind for property tests: any grain, any mark, years on both sides of 0 and beyond four digits."""

from hypothesis import strategies as st

from events.edtf import Clock, Date, Edge, Interval, OneOf, Span, Value, days_in_month
from events.edtf.values import LARGEST_YEAR, SPANS

YEARS = st.one_of(st.integers(1900, 2100), st.integers(-9999, 9999))
LONG_YEARS = st.one_of(st.integers(10_000, LARGEST_YEAR), st.integers(-LARGEST_YEAR, -10_000))


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    """A time of day of hours, minutes or seconds, with and without an offset."""
    minute = draw(st.none() | st.integers(0, 59))
    second = None if minute is None else draw(st.none() | st.integers(0, 59))
    return Clock(draw(st.integers(0, 23)), minute, second, draw(st.none() | st.integers(-959, 959)))


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """A date of any grain."""
    marks = {"approximate": draw(st.booleans()), "uncertain": draw(st.booleans())}
    if draw(st.integers(0, 9)) == 0:
        return Date(draw(LONG_YEARS), **marks)
    year, unspecified = draw(YEARS), draw(st.sampled_from((0, 0, 0, 1, 2, 3)))
    unit = 10**unspecified
    year = year // unit * unit if year >= 0 else -((-year) // unit * unit + unit - 1)
    month = draw(st.none() | st.sampled_from(sorted(SPANS)))
    day, clock = None, None
    if month is not None and month <= 12:
        longest = 31 if month == 0 else days_in_month(year, month)
        day = draw(st.none() | st.integers(0, longest))
        clock = draw(st.none() | clocks()) if month and day and not unspecified else None
    return Date(year, month, day, clock, unspecified=unspecified, **marks)


@st.composite
def _ordered(draw: st.DrawFn, ends: st.SearchStrategy[Date]) -> tuple[Date, Date]:
    """Two dates of which the first does not begin after the second has ended."""
    one, other = draw(ends), draw(ends)
    return (one, other) if one.first() <= other.last() else (other, one)


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Date]) -> Interval:
    """An interval, closed, open or unknown at one end."""
    start, end = draw(_ordered(ends))
    edge = draw(st.sampled_from(Edge))
    return draw(st.sampled_from((Interval(start, end), Interval(start, edge), Interval(edge, end))))


@st.composite
def spans(draw: st.DrawFn, ends: st.SearchStrategy[Date], *, first: bool, last: bool) -> Span:
    """A span inside a set, open only where it stands first or last in it."""
    low, high = draw(_ordered(ends))
    kinds = [Span(low, high)] + [Span(Edge.OPEN, high)] * first + [Span(low, Edge.OPEN)] * last
    return draw(st.sampled_from(kinds))


@st.composite
def sets(draw: st.DrawFn, ends: st.SearchStrategy[Date]) -> OneOf:
    """A set of one to three dates and spans."""
    count = draw(st.integers(1, 3))
    return OneOf(tuple(draw(ends | spans(ends, first=i == 0, last=i == count - 1)) for i in range(count)))


def values(ends: st.SearchStrategy[Date] | None = None) -> st.SearchStrategy[Value]:
    """A value of any kind, made of the dates given."""
    ends = dates() if ends is None else ends
    return st.one_of(ends, intervals(ends), sets(ends))
