"""Days, months, years, quarters and seasons by name and number."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from events.extraction import periods
from events.extraction.engine import Rule
from events.extraction.meanings import (
    Base,
    Beside,
    Calendar,
    Distance,
    Edge,
    Fixed,
    HalfOf,
    Holiday,
    Meaning,
    NewYear,
    Nth,
    Part,
    Phrase,
    Same,
    Shift,
    Within,
    YearEnd,
)
from events.extraction.periods import Period


def _day(m: int, d: int) -> Calendar | None:
    """A day and month, refused where no year has it."""
    return Calendar(month=m, day=d) if periods.in_some_year(m, d) else None


def _in_year(c: Calendar, y: int) -> Calendar | None:
    return Calendar(y, c.month, c.day) if periods.day(y, c.month or 0, c.day or 0) else None


def _no_day(m: int, d: int, y: int = 2000) -> int | None:
    """A mark where the month, or that year's month, has no such day: nothing may be read from a part of it."""
    return 1 if 1 <= m <= 12 and periods.day(y, m, d) is None else None


def _full(c: Calendar, y: int) -> Calendar | None:
    return Calendar(year=y, month=c.month, day=c.day, spoken=True) if periods.day(y, c.month or 0, c.day or 0) else None


def _joined(d: int, m: int, y: int) -> Calendar | None:
    """A day, month and year with hyphens between them: "11-Sep-2013"."""
    return _full(Calendar(month=m, day=d), y)


def _figures(g: dict[str, str], *, year_first: bool = False) -> Calendar | None:
    """A date in figures; where the first number can be no month, the day stands first."""
    y, m, d = int(g["y"]), int(g["m"]), int(g["d"])
    if len(g["y"]) == 2:
        y += 1900 if y >= 40 else 2000
    order = "YMD" if len(g["y"]) == 4 and year_first else "MDY"
    if m > 12 >= d:
        m, d, order = d, m, "DMY"
    return Calendar(year=y, month=m, day=d, spoken=True, order=order) if periods.day(y, m, d) else None


def _dotted(g: dict[str, str]) -> Calendar | None:
    """A date in figures with full stops: the day stands first."""
    y, m, d = int(g["y"]), int(g["m"]), int(g["d"])
    return Calendar(year=y, month=m, day=d, spoken=True, order="DMY") if periods.day(y, m, d) else None


def _month_in_figures(g: dict[str, str]) -> Calendar | None:
    """None for what is more likely a year and a later one: "2005-09"."""
    y, m = int(g["y"]), int(g["m"])
    return Calendar(year=y, month=m) if m <= y % 100 else None


def _week(g: dict[str, str]) -> Fixed | None:
    try:
        return Fixed(periods.period_of("week", date.fromisocalendar(int(g["y"]), int(g["w"]), 1)))
    except ValueError:
        return None


def _weekday_full(w: int, c: Calendar) -> Calendar:
    """The weekday is said beside the date; the date decides, the weekday is kept for a day without a year."""
    return c if c.year else Calendar(month=c.month, day=c.day, weekday=w)


def _turn_name(t: int, c: Calendar, base: Base = "anchor") -> Calendar:
    """ "Next Friday" is that of the week after, "next June" the first to come."""
    if t == 1 and c.weekday is not None and base == "anchor":
        t = 2
    return Calendar(month=c.month, weekday=c.weekday, season=c.season, turn=t, base=base)


def _nth_quarter(n: float) -> Calendar | None:
    return Calendar(quarter=int(n)) if n in (1, 2, 3, 4) else None


def _by_months(a: int, b: int) -> Calendar | None:
    """The quarter or half from one month to another: "the April-June quarter"."""
    if b - a == 2 and a % 3 == 1:
        return Calendar(quarter=b // 3)
    return Calendar(half=b // 6) if b - a == 5 and a % 6 == 1 else None


def _nth_half(n: int) -> Calendar | None:
    return Calendar(half=n) if n in (1, 2) else None


def _by_number(d: Meaning) -> bool:
    """Whether it is a year, month or day: an article before "late October" is that of a noun behind it."""
    return isinstance(d, Calendar) and not (d.season or d.quarter or d.half)


def _of(c: Any, o: Meaning) -> Meaning:
    return Within(c, o)


def _with_year(c: Calendar, y: int) -> Calendar:
    return Calendar(year=y, month=c.month, season=c.season, quarter=c.quarter, half=c.half)


def _part_of(d: int, o: Meaning) -> Within | None:
    """A numbered day of a month that is counted from the anchor, or the first day of a year: "the 2nd of next month"."""
    unit = o.unit if isinstance(o, Shift | Same) else ""
    if unit == "year" and d == 1:
        return Within(Calendar(month=1, day=1), o)
    return Within(Calendar(day=d), o) if unit == "month" else None


def _figured(g: dict[str, str]) -> Calendar:
    """A quarter and its year in figures, in full or two of them: "3Q08"."""
    return Calendar(year=int(g["y"]) % 2000 + 2000, quarter=int(g["n"]))


def _first_of(a: Any, b: Any) -> tuple[Calendar, int]:
    """The first of two days of a month, the month said first or last, and how many days on the other is."""
    of, first, last = (a, a.day or 0, b) if isinstance(a, Calendar) else (b, a, b.day or 0)
    return Calendar(of.year, of.month, first), last - first


def _weekend_of(a: Any, b: Any) -> Within | None:
    """The weekend of two days in a row: "the weekend of 13-14 December"."""
    day, days = _first_of(a, b)
    return Within(Nth(1, "weekend"), day) if 1 <= days <= 2 else None


def _week_of(a: Any, b: Any) -> Within | None:
    """The week from one day to another: "the week of 10-14 October"."""
    day, days = _first_of(a, b)
    return Within(Nth(1, "week"), day) if 3 <= days <= 6 else None


def _half_of(c: Calendar, d: Meaning) -> HalfOf | None:
    month = isinstance(d, Calendar) and d.month is not None and d.day is None
    unit = d.unit if isinstance(d, Shift | Same) else ""
    return HalfOf(c.half or 1, d) if month or unit in ("week", "month", "day", "decade", "century") else None


def _one_day(d: Meaning) -> bool:
    if isinstance(d, Calendar):
        return d.day is not None or d.weekday is not None
    return isinstance(d, Holiday)


def _beside(d: Meaning, s: int, u: str = "day", w: int | None = None) -> Beside | None:
    return Beside(s, d, u, w) if _one_day(d) and u in ("day", "week", "weekend") else None  # type: ignore[arg-type]


ATTACKS: Final = Fixed(Period("day", date(2001, 9, 11).toordinal()), since=date(2001, 9, 11))
"""The day of the attacks on New York and Washington."""

CALENDAR: Final = (
    Rule("a month", "mon", ("<m:month>", "<m:shymonth>"), lambda m: m),
    Rule("month and day", "monthday", ("<m:mon> <d:dom>", "<m:mon> the? <d:nthday>", "<m:mon> . <d:dom>"), _day),
    Rule(
        "day and month",
        "monthday",
        ("<d:dom> <m:mon>", "the? <d:nthday> of? <m:mon>", "<d:nthday> day of <m:mon>"),
        _day,
    ),
    Rule("month, then day", "monthfirst_", ("<m:mon> <d:dom>", "<m:mon> the? <d:nthday>", "<m:mon> . <d:dom>"), _day),
    Rule("weekday, month, then day", "monthfirst_", ("<w:weekday> ,? <c:monthfirst_>",), lambda w, c: c),
    Rule("day, then month", "dayfirst_", ("<d:dom> <m:mon>", "the? <d:nthday> of? <m:mon>"), _day),
    Rule("day, then month and year", "dayfirst_", ("<c:dayfirst_> ,? <y:yr>",), _full),
    Rule(
        "a quarter of a game",
        "not",
        ("the? <n:nthany> quarter|half|period of the game|match|contest|season",),
        lambda n: 1,
    ),
    Rule(
        "a weekday in a name",
        "not",
        (
            "black|bloody|super|blue|cyber <w:weekday>",
            "<w:weekday> times|telegraph|mirror|mail|express|herald",
            "<w:weekday> night live|football|massacre|fever|lights",
            "<w:weekday> school|schools|best|club",
            "today show|program|programme",
        ),
        lambda w=None: 1 if w != 4 else None,
    ),
    Rule("a month in the name of a war", "not", ("<m:mon> revolution|war",), lambda m: 1),
    Rule(
        "a day in the name of a movement",
        "not",
        (
            "<c:monthday> movement|brigade|brigades|alliance|coalition|revolution|faction|militia",
            "<c:wordmonthday> movement|brigade|brigades|revolution",
        ),
        lambda c: 1,
    ),
    Rule(
        "a fall is no season",
        "not",
        (
            "the fall of|in|from|to|on|by|began|came|comes|follows|followed|continued|wiped|sent|left|marks|marked|reflects|reflected",
        ),
        lambda: 1,
    ),
    Rule(
        "a day in words of a month",
        "wordmonthday",
        ("the? <d:wordday> of? <m:mon>", "<m:mon> the? <d:wordday>", "<d:wordday> day of <m:mon>"),
        _day,
    ),
    Rule(
        "weekday, then a day in words of a month",
        "date",
        ("<w:weekday> ,? the? <c:wordmonthday>",),
        lambda w, c: _weekday_full(w, c) if c.weekday is None else None,
    ),
    Rule("a day in words of a month, read", "date", ("<c:wordmonthday>",), lambda c: c),
    Rule("a day in words of a month and year", "date", ("<c:wordmonthday> ,? of? <y:yr>",), _in_year),
    Rule(
        "a day and a year in words",
        "date",
        ("<c:wordmonthday> ,? <y:date>", "<c:monthday> ,? <y:date>"),
        lambda c, y: _in_year(c, y.period.year) if isinstance(y, Fixed) and y.period.unit == "year" else None,
    ),
    Rule(
        "there is no such day",
        "not",
        (
            "<m:mon> <d:dom> ,? <y:y4>",
            "<d:dom> <m:mon> ,? <y:y4>",
            "<m:mon> <d:dom>",
            "<d:dom> <m:mon>",
            "<d:nthday> of? <m:mon> ,? <y:y4>",
            "<m:mon> <d:nthday> ,? <y:y4>",
            "<d:nthday> of? <m:mon>",
            "<m:mon> <d:nthday>",
        ),
        _no_day,
    ),
    Rule(
        "weekday, then day and month",
        "monthday",
        ("<w:weekday> ,? the? <c:monthday>", "<w:shyweekday> ,? <c:monthday>"),
        _weekday_full,
    ),
    Rule(
        "a full date",
        "fulldate",
        ("<c:monthday> ,? <y:yr>", "<c:monthday> , of <y:y4>", "<c:monthday> of <y:y4>"),
        _full,
    ),
    Rule(
        "weekday and full date",
        "fulldate",
        ("<w:weekday> ,? the? <c:fulldate>", "<w:shyweekday> ,? <c:fulldate>"),
        _weekday_full,
    ),
    Rule(
        "a date and its weekday after it",
        "phrase",
        ("<x:fulldate> , a <w:weekday>", "<x:monthday> , a <w:weekday>"),
        lambda x, w: Phrase("in", {"x": (day := _weekday_full(w, x)), "w": day}),
    ),
    Rule("a date with its month in short", "fulldate", ("<d:dom> - <m:mon> - <y:y4>",), _joined),
    Rule("the whole month of May", "date", ("the? entire|whole|full? month of <m:mon>",), lambda m: Calendar(month=m)),
    Rule(
        "the whole month of a year",
        "date",
        ("the? entire|whole|full? month of <m:mon> ,? of? <y:y4>",),
        lambda m, y: Calendar(year=y, month=m),
    ),
    Rule(
        "Monday week",
        "date",
        ("<w:weekday> week", "a week on <w:weekday>"),
        lambda w: Distance(1, "week", 1, of=Beside(1, Shift("day", 0), weekday=w)),
    ),
    Rule(
        "today week",
        "date",
        ("<n:today> week",),
        lambda n: Distance(1, "week", 1, of=Shift("day", n)) if n >= 0 else None,
    ),
    Rule(
        "this day in another year",
        "date",
        (
            "this very? same? day|date in <y:y4>",
            "this very? same? day|date <o:turned_year>",
            "this very? same? day|date a year ago",
        ),
        lambda y=0, o=None: Within(Same("day"), Calendar(year=y) if y else o or Shift("year", -1)),
    ),
    Rule("a date in figures", "fulldate", ("<g:slashed>", "<g:dashed>"), _figures),
    Rule(
        "a date in figures, year first",
        "fulldate",
        ("<g:iso>", "<g:slashediso>"),
        lambda g: _figures(g, year_first=True),
    ),
    Rule("a date in figures with full stops", "fulldate", ("<g:dotted>",), _dotted),
    Rule("a week in figures", "date", ("<g:isoweek>",), _week),
    Rule("a full date, read", "date", ("<c:fulldate>",), lambda c: c),
    Rule("a day and month, read", "date", ("<c:monthday>",), lambda c: c),
    Rule(
        "month and a shortened year",
        "date",
        ("<m:mon> ,? of? <y:y2>", "<m:mon> - <y:y4>"),
        lambda m, y: Calendar(year=y, month=m),
    ),
    Rule(
        "month and year",
        "date",
        ("<m:mon> ,? of? <y:yr>", "<m:mon> , <y:yr>"),
        lambda m, y: Calendar(year=y, month=m, spoken=True),
    ),
    Rule("a month in figures", "date", ("<g:isomonth>",), _month_in_figures),
    Rule(
        "month and a year in words",
        "date",
        ("<m:mon> <y:date>",),
        lambda m, y: (
            Calendar(year=y.period.year, month=m) if isinstance(y, Fixed) and y.period.unit == "year" else None
        ),
    ),
    Rule("a month alone", "date", ("<m:month>",), lambda m: Calendar(month=m)),
    Rule("a month that may be another word", "latent", ("<m:shymonth>",), lambda m: Calendar(month=m)),
    Rule("a weekday", "date", ("<w:weekday>",), lambda w: Calendar(weekday=w)),
    Rule("a weekday in short", "shortday_", ("<w:shyweekday>",), lambda w: Calendar(weekday=w)),
    Rule("a season with its article", "date", ("the <s:season>",), lambda s: Calendar(season=s)),
    Rule("a season", "latent", ("<s:season>",), lambda s: Calendar(season=s)),
    Rule(
        "a part of a decade in words",
        "date",
        ("the <p:stage> -? <d:decadeword>",),
        lambda p, d: Part(p, Fixed(Period("decade", 190 + d))),
    ),
    Rule("a month, weekday or season", "named_", ("<m:mon>",), lambda m: Calendar(month=m)),
    Rule("a weekday by name", "named_", ("<w:weekday>",), lambda w: Calendar(weekday=w)),
    Rule("a season by name", "named_", ("<s:season>",), lambda s: Calendar(season=s)),
    Rule(
        "this coming weekday",
        "date",
        ("the? <t:coming> <w:weekday>",),
        lambda t, w: Beside(1, Shift("day", 0), weekday=w),
    ),
    Rule("last, this, next by name", "date", ("<t:turn> <c:named_>",), _turn_name),
    Rule(
        "last, this, next day of a month",
        "date",
        ("<t:turn> <c:monthday>",),
        lambda t, c: replace(c, turn=t) if c.weekday is None and t in (-1, 1) else None,
    ),
    Rule("the next by name, with article", "date", ("the <t:turn> <c:named_>",), _turn_name),
    Rule(
        "the previous, the following by name",
        "date",
        ("the <t:turned> <c:named_>",),
        lambda t, c: _turn_name(t, c, "text"),
    ),
    Rule(
        "season of a year",
        "date",
        ("the? <s:season> of <y:yr>", "<s:season> <y:yr>", "the <y:y4> <s:season>"),
        lambda s, y: Calendar(year=y, season=s),
    ),
    Rule(
        "a quarter by number",
        "quarter",
        (
            "the? <n:nthany> quarter",
            "<n:nthany> - quarter",
            "the? fiscal -? <n:nthany> -? quarter",
            "q <n:num>",
            "<n:num> q",
            "<n:nthany> - period",
            "the? <n:nthany> fiscal|calendar quarter",
        ),
        _nth_quarter,
    ),
    Rule("a quarter and year in figures", "date", ("<g:quarterfig>",), _figured),
    Rule(
        "a half and year in figures",
        "date",
        ("<g:halffig>",),
        lambda g: Calendar(year=int(g["y"]) % 2000 + 2000, half=int(g["n"])),
    ),
    Rule("a numbered quarter, its noun to come", "nthquarter_", ("the? <n:nthany>",), _nth_quarter),
    Rule("a numbered quarter, the last of several", "quarters_", ("<n:nthany> quarters",), _nth_quarter),
    Rule(
        "a quarter by number, of a year",
        "date",
        ("the <y:y4> <n:nthany> -? quarter", "<y:y4> <n:nthany> -? quarter"),
        lambda y, n: Calendar(year=y, quarter=n) if 1 <= n <= 4 else None,
    ),
    Rule("the quarter by its last month", "date", ("the? <m:mon> quarter",), lambda m: Calendar(quarter=(m + 2) // 3)),
    Rule(
        "winter of two years", "date", ("the? <s:season> of <p:yearpair>",), lambda s, p: Calendar(year=p[0], season=s)
    ),
    Rule(
        "a quarter or half by its months",
        "date",
        ("the? <a:mon> -|–|to <b:mon> quarter|period|half", "the? <a:mon> - to - <b:mon> quarter|period|half"),
        _by_months,
    ),
    Rule("a half by number", "half", ("the? <n:nthany> -? half",), _nth_half),
    Rule("a half, alone", "latent", ("<c:half>",), lambda c: c),
    Rule("a half in short", "shorthalf_", ("h <n:num>",), _nth_half),
    Rule(
        "a half in short, of a year", "date", ("<c:shorthalf_> of? <y:y4>",), lambda c, y: Calendar(year=y, half=c.half)
    ),
    Rule("the last half", "half", ("the last half", "the latter half"), lambda: Calendar(half=2)),
    Rule("a quarter, read", "date", ("<c:quarter>",), lambda c: c),
    Rule(
        "a quarter or half of a year in figures",
        "date",
        ("<c:quarter> ,? of? <y:yr>", "<c:half> of <y:y4>", "<c:half> <y:y4>"),
        _with_year,
    ),
    Rule(
        "a quarter or half of another year",
        "date",
        (
            "<c:quarter> of? <o:turned_year>",
            "<c:half> of? <o:turned_year>",
            "<c:quarter> of <o:year_>",
            "<c:half> of <o:year_>",
            "<c:quarter> <o:agoyear_>",
            "<c:half> <o:agoyear_>",
        ),
        _of,
    ),
    Rule(
        "another year's quarter or half",
        "date",
        ("<o:turned_year> ' s <c:quarter>", "<o:turned_year> ' s <c:half>"),
        _of,
    ),
    Rule("a year ago, beside a quarter", "agoyear_", ("a year ago|earlier|before",), lambda: Shift("year", -1)),
    Rule(
        "a year's quarter or half",
        "date",
        ("<y:y4> ' s <c:quarter>", "<y:y4> ' s <c:half>"),
        lambda y, c: _with_year(c, y),
    ),
    Rule(
        "a year of two years",
        "date",
        ("the? <p:yearpair> <u:unit>", "the? <a:y4> -|– <b:y4> <u:unit>"),
        lambda u, p=(0, 0), a=0, b=0: Calendar(year=p[0] or a) if u == "year" and a <= b else None,
    ),
    Rule(
        "a fiscal year of two years",
        "date",
        ("the? fiscal|financial|tax year? <p:yearpair>", "fy <p:yearpair>"),
        lambda p: Calendar(year=p[0]),
    ),
    Rule(
        "a year of another kind",
        "date",
        ("the? <y:y4> <u:unit>",),
        lambda y, u: Calendar(year=y) if u == "year" else None,
    ),
    Rule(
        "another year's quarter, unnumbered",
        "date",
        ("<o:turned_year> ' s quarter", "<o:turned_year> ' s period"),
        lambda o: Within(Same("quarter"), o),
    ),
    Rule(
        "a quarter or half of a fiscal year",
        "date",
        ("<c:quarter> of? <d:date>", "<c:half> of? <d:date>", "<c:shorthalf_> <d:date>"),
        lambda c, d: (
            _with_year(c, d.year) if isinstance(d, Calendar) and d == Calendar(year=d.year) and d.year else None
        ),
    ),
    Rule(
        "half of a decade or century",
        "date",
        ("<c:half> of <d:date>",),
        lambda c, d: HalfOf(c.half, d) if isinstance(d, Fixed) and d.period.unit in ("decade", "century") else None,
    ),
    Rule("the quarter of a year", "date", ("the <y:y4> quarter",), lambda y: Within(Same("quarter"), Calendar(year=y))),
    Rule("the period of a year", "date", ("the <y:y4> period",), lambda y: Within(Same(), Calendar(year=y))),
    Rule(
        "a month of another year",
        "date",
        ("<m:mon> of? <o:turned_year>", "<m:mon> ,? <o:turned_year>"),
        lambda m, o: Within(Calendar(month=m), o),
    ),
    Rule("a day of another year", "date", ("<c:monthday> ,? of? <o:turned_year>",), lambda c, o: Within(c, o)),
    Rule(
        "a season of another year",
        "date",
        ("the? <s:season> of <o:turned_year>",),
        lambda s, o: Within(Calendar(season=s), o),
    ),
    Rule(
        "the n-th week, month, day of a period",
        "date",
        ("the <n:nthany> <u:unit> of|in <o:date>", "the <n:nthany> <u:unit> of|in <o:latent>"),
        lambda n, u, o: (
            Within(Nth(n, u), o) if u in ("day", "week", "month", "quarter", "year", "decade", "weekend") else None
        ),
    ),
    Rule(
        "the last week, month, day of a period",
        "date",
        ("the last|final <u:unit> of|in <o:date>", "the last|final <u:unit> of|in <o:latent>"),
        lambda u, o: (
            Within(Nth(-1, u), o) if u in ("day", "week", "month", "quarter", "year", "decade", "weekend") else None
        ),
    ),
    Rule(
        "a weekday of a week",
        "date",
        ("<w:weekday> of|in? <o:this_>",),
        lambda w, o: Within(Calendar(weekday=w), o) if o.unit == "week" else None,
    ),
    Rule(
        "a day of another month",
        "date",
        (
            "the <d:nthday> of <o:this_>",
            "the <d:wordday> of <o:this_>",
            "the <d:nthday> of <o:the_>",
            "the <d:wordday> of <o:the_>",
        ),
        _part_of,
    ),
    Rule("weekday and numbered day", "date", ("<w:weekday> the <d:nthday>",), lambda w, d: Calendar(day=d, weekday=w)),
    Rule(
        "weekday, numbered day, alone",
        "lone",
        ("<w:weekday> , the <d:nthday>",),
        lambda w, d: Calendar(day=d, weekday=w),
    ),
    Rule("a numbered day with its article", "theday_", ("the <d:figureday>",), lambda d: Calendar(day=d)),
    Rule(
        "half of a month, week or day",
        "date",
        ("<c:half> of <d:date>", "<c:half> of <d:latent>", "<c:half> of <d:the_>"),
        _half_of,
    ),
    Rule("first-half", "date", ("<n:nthany> - half",), _nth_half),
    Rule(
        "the day or week beside a day",
        "date",
        ("the <w:weekday> <s:beside> <d:date>", "the <u:unit> <s:beside> <d:date>"),
        lambda s, d, u="day", w=None: _beside(d, s, u, w),
    ),
    Rule(
        "summers ago",
        "date",
        ("<n:num> <s:seasons> ago", "<n:pair> <s:seasons> ago"),
        lambda n, s: Calendar(season=s, turn=-int(n)) if 1 <= n <= 20 else None,
    ),
    Rule(
        "Mondays ago",
        "date",
        ("<n:num> <w:weekdays> ago",),
        lambda n, w: Calendar(weekday=w, turn=-int(n)) if 1 <= n <= 20 else None,
    ),
    Rule("the summer before last", "date", ("the <c:named_> before last",), lambda c: _turn_name(-2, c)),
    Rule(
        "the weekend of a named day",
        "date",
        ("the? <h:holiday> weekend",),
        lambda h: Within(Nth(1, "weekend"), Holiday(h)),
    ),
    Rule("the week of a named day", "date", ("<h:holiday> week",), lambda h: Within(Nth(1, "week"), Holiday(h))),
    Rule(
        "the eve of a named day",
        "date",
        ("<h:holiday> eve", "the eve of <h:holiday>"),
        lambda h: (
            None if h in ("new-year", "christmas") else Beside(-1, Holiday(h))
        ),  # their eves have names of their own
    ),
    Rule("the new year", "date", ("the new year",), lambda: NewYear()),
    Rule(
        "the attacks of 2001",
        "date",
        ("9 / 11",),
        lambda: ATTACKS,
    ),
    Rule(
        "the weekend of two days",
        "date",
        (
            "the? weekend of <a:monthfirst_> -|–|to|and <b:dom>",
            "the? weekend of <a:dom> -|–|to|and <b:dayfirst_>",
        ),
        _weekend_of,
    ),
    Rule(
        "the week of two days",
        "date",
        ("the? week of <a:monthfirst_> -|–|to <b:dom>", "the? week of <a:dom> -|–|to <b:dayfirst_>"),
        _week_of,
    ),
    Rule("the weekend of a day", "date", ("the? weekend of <o:date>",), lambda o: Within(Nth(1, "weekend"), o)),
    Rule(
        "the week of a day", "date", ("the? week of|beginning|starting <o:date>",), lambda o: Within(Nth(1, "week"), o)
    ),
    Rule(
        "the n-th weekday of a month",
        "date",
        (
            "the <n:nthany> <w:weekday> of|in <o:date>",
            "the <n:nthany> <w:weekday> of|in <o:latent>",
            "the <n:nthany> <w:weekday> of|in <o:the_>",
        ),
        lambda n, w, o: Within(Nth(n, "day", weekday=w), o),
    ),
    Rule(
        "the last weekday of a month",
        "date",
        (
            "the last|final <w:weekday> of|in <o:date>",
            "the last|final <w:weekday> of|in <o:latent>",
            "the last|final <w:weekday> of|in <o:the_>",
        ),
        lambda w, o: Within(Nth(-1, "day", weekday=w), o),
    ),
    Rule(
        "early, mid, late in a named time",
        "date",
        (
            "<p:stage> -? <d:date>",
            "<p:stage> -? in|on|of <d:date>",
            "<p:stage> -? <d:latent>",
            "<p:stage> in <d:the_>",
            "<p:stage> in <d:latent>",
        ),
        lambda p, d: Part(p, d) if not isinstance(d, Part) else None,
    ),
    Rule(
        "the early, mid, late part of a time",
        "date",
        ("the <p:stage> -? <d:date>", "the <p:stage> -? <d:latent>"),
        lambda p, d: Part(p, d) if not isinstance(d, Part) and not _by_number(d) else None,
    ),
    Rule(
        "mid- to late in a named time",
        "date",
        ("the? <p:stage> -? to|or -? <q:stage> -? <d:date>", "the? <p:stage> -? to|or -? <q:stage> -? <d:latent>"),
        lambda p, q, d: Part(q, d) if p != q and not isinstance(d, Part) else None,
    ),
    Rule(
        "later or earlier in a time",
        "date",
        (
            "later|earlier <d:this_>",
            "later|earlier in|on <d:this_>",
            "later|earlier in|on <d:the_>",
            "later|earlier in|on <d:date>",
            "later|earlier in <d:latent>",
            "later|earlier <d:thisseason_>",
        ),
        lambda d: d if isinstance(d, Calendar | Fixed | Shift | Same | Within) else None,
    ),
    Rule("this season", "thisseason_", ("this <s:season>",), lambda s: Calendar(season=s, turn=0)),
    Rule("later today", "date", ("later|earlier <n:today>",), lambda n: Shift("day", n)),
    Rule(
        "about a time",
        "date",
        ("<a:approx> <d:date>", "<a:approx> <d:latent>"),
        lambda a, d: Part(a, d) if isinstance(d, Calendar | Fixed) and getattr(d, "weekday", None) is None else None,
    ),
    Rule(
        "the beginning, middle or end of a time",
        "date",
        ("<e:edge> of <d:date>", "<e:edge> of <d:the_>", "<e:edge> of <d:latent>"),
        lambda e, d: Edge(e, d),
    ),
    Rule(
        "the closing weeks of a time",
        "date",
        (
            "<p:partly> <u:units> of|in <d:date>",
            "<p:partly> <u:units> of|in <d:latent>",
            "<p:partly> <u:units> of|in <d:the_>",
        ),
        lambda p, u, d: Part(p, d) if u in ("day", "week", "month", "year") else None,
    ),
    Rule("that September", "date", ("that <c:named_>", "that same <c:named_>"), lambda c: _turn_name(0, c, "text")),
    Rule(
        "the Monday that followed",
        "date",
        ("the <w:weekday> that followed",),
        lambda w: Calendar(weekday=w, turn=1, base="text"),
    ),
    Rule(
        "the Monday after, alone",
        "lone",
        ("the <w:weekday> after",),
        lambda w: Calendar(weekday=w, turn=1, base="text"),
    ),
    Rule(
        "the Monday before, alone",
        "lone",
        ("the <w:weekday> before",),
        lambda w: Calendar(weekday=w, turn=-1, base="text"),
    ),
    Rule("the end of a time's", "date", ("<d:this_> ' s end",), lambda d: Edge("END", d)),
    Rule(
        "end-2010, end-March",
        "date",
        ("end - <d:date>", "end - <d:latent>"),
        lambda d: (
            Edge("END", d)
            if isinstance(d, Calendar) and not d.day and (d.month or d == Calendar(year=d.year))
            else None
        ),
    ),
    Rule(
        "the end of a year by name",
        "date",
        ("year -? end ,? <y:y4>", "<y:y4> year - end"),
        lambda y: Edge("END", Calendar(y, 12, 31)),
    ),
    Rule("year-end", "date", ("year - end", "year end"), lambda: YearEnd()),
    Rule(
        "the day's end",
        "date",
        ("the? <u:unit> ' s end",),
        lambda u: Edge("END", Shift(u, 0)) if u in ("day", "week", "decade", "century") else None,
    ),
    Rule("the year's end", "date", ("the? year ' s end",), lambda: Edge("END", Shift("year", 0))),
    Rule("month-end, week-end", "date", ("month - end", "the? month ' s end"), lambda: Edge("END", Shift("month", 0))),
    Rule(
        "mid-year, mid-week",
        "date",
        ("mid -? <u:unit>",),
        lambda u: Part("MID", Shift(u, 0)) if u in ("year", "month", "week", "century") else None,
    ),
    Rule("midsummer", "latent", ("<s:midseason>",), lambda s: Part("MID", Calendar(season=s))),
    Rule("midyear", "date", ("midyear",), lambda: Part("MID", Shift("year", 0))),
    Rule("midweek", "date", ("midweek",), lambda: Part("MID", Shift("week", 0))),
    Rule("years joined by a dash", "yearpair", ("<g:yearspan>", "<g:yearslash>"), lambda g: _pair(g)),
    Rule("a day that has a name", "holiday_", ("<h:holiday>",), lambda h: Holiday(h)),
    Rule("New Year", "newyear_", ("new year",), lambda: Holiday("new-year")),
    Rule("a day that has a name, read", "date", ("<h:holiday_>",), lambda h: h),
    Rule(
        "a named day of a year",
        "date",
        ("<h:holiday> ,? <y:y4>", "<h:holiday> of|in <y:y4>"),
        lambda h, y: Holiday(h, year=y),
    ),
    Rule(
        "a named day of a year in words",
        "date",
        ("the? <h:holiday> ,? <y:date>",),
        lambda h, y: Holiday(h, year=y.period.year) if isinstance(y, Fixed) and y.period.unit == "year" else None,
    ),
    Rule("last, this, next named day", "date", ("<t:turn> <h:holiday>",), lambda t, h: Holiday(h, turn=t)),
    Rule("a named day of another year", "date", ("<h:holiday> of? <o:turned_year>",), lambda h, o: Holiday(h, outer=o)),
)


def _pair(g: dict[str, str]) -> tuple[int, int] | None:
    first = int(g["y"])
    second = int(g["z"]) if len(g["z"]) == 4 else first // 100 * 100 + int(g["z"])
    return (first, second) if first < second else None
