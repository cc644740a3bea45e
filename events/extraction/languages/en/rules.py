"""All English rules, in the order in which they are tried, and the phrases that bind what the others read."""

from dataclasses import replace
from typing import Final

from events.extraction import periods
from events.extraction.engine import Rule
from events.extraction.languages.en.rules_calendar import ATTACKS, CALENDAR
from events.extraction.languages.en.rules_clock import CLOCK
from events.extraction.languages.en.rules_durations import DURATIONS
from events.extraction.languages.en.rules_numbers import NUMBERS
from events.extraction.languages.en.rules_relative import RELATIVE
from events.extraction.meanings import (
    Calendar,
    Clock,
    Distance,
    Fixed,
    Holiday,
    Length,
    Meaning,
    Nth,
    Phrase,
    Repeat,
    Same,
    Shift,
    Within,
)


def _same_month(a: Calendar, d: int) -> Phrase | None:
    """Two days of one month: "May 12 and 13"."""
    if a.month is None or a.day is None or not a.day < d or not periods.in_some_year(a.month, d):
        return None
    return Phrase("both", {"b": Calendar(a.year, a.month, d)})


def _with_its_year(a: Calendar, b: tuple[int, int]) -> Phrase | None:
    """Two days of one month, the year said after both: "May 12 and 13, 2012"."""
    day, year = b
    return _same_month(replace(a, year=year), day) and Phrase(
        "both", {"a": replace(a, year=year), "b": Calendar(year, a.month, day)}
    )


def _days_of(of: Calendar, *days: int) -> dict[str, Meaning] | None:
    """The days of that number in the month of another, by name: None where they do not follow each other or there is no such day."""
    if of.month is None or list(days) != sorted(set(days)):
        return None
    if not all(periods.in_some_year(of.month, day) for day in days):
        return None
    return {name: Calendar(of.year, of.month, day) for name, day in zip("bcd", days, strict=False)}


def _listed(a: Calendar, b: int, c: int, d: int = 0) -> Phrase | None:
    """Days of one month in a row: "May 12, 13 and 14"."""
    days = _days_of(a, *(day for day in (b, c, d) if day))
    return Phrase("in", days) if days and (a.day or 0) < b else None


def _listed_before(a: Calendar, b: int, c: int) -> Phrase | None:
    """Days of one month in a row, the month said last: "12, 13 and 14 May"."""
    days = _days_of(a, b, c)
    return Phrase("in", days) if days and c < (a.day or 0) else None


def _months_of(a: Meaning, b: Meaning) -> Phrase | None:
    """Two months, the year said after both: "May and June 2012"."""
    if (
        not isinstance(b, Calendar)
        or not _month(a)
        or b.year is None
        or b.month is None
        or b.day
        or b.month <= _month(a)
    ):
        return None
    return Phrase("in", {"a": Calendar(b.year, _month(a))})


def _month_after(d: int, b: Calendar) -> Phrase | None:
    """Two days of one month, the month said last: "12 and 13 May"."""
    if b.month is None or b.day is None or not 1 <= d < b.day:
        return None
    return Phrase("both", {"d": Calendar(b.year, b.month, d)})


def _span(a: Meaning, b: Meaning) -> Phrase | None:
    """From one to another: both days, months or years by name, or times of day."""
    same = isinstance(a, Calendar | Holiday) and isinstance(b, Calendar | Holiday | Within | Shift)
    shifted = isinstance(a, Shift) and isinstance(b, Shift | Calendar) and a.unit == "day"
    if isinstance(a, Calendar) and isinstance(b, Calendar) and a.year is None and b.year and a.month and b.month:
        earlier = b.year if a.month <= b.month else b.year - 1
        return Phrase("span", {"a": replace(a, year=earlier)})
    if isinstance(a, Clock) and isinstance(b, Clock) and a.day is None and b.day is not None:
        return Phrase("span", {"a": replace(a, day=b.day)})
    return Phrase("span") if same or shifted or isinstance(a, Clock) else None


def _month(of: Meaning) -> int:
    """The month that it names alone, 0 where it names none."""
    return (of.month or 0) if isinstance(of, Calendar) and of == Calendar(month=of.month) else 0


def _ends(range_end: Meaning) -> bool:
    """Whether a month by name may run until it: no bare year ("December - 1990")."""
    return not isinstance(range_end, Calendar) or range_end != Calendar(year=range_end.year)


def _nights(weekday: int, others: Repeat) -> Repeat | None:
    """The same part of another day of the week: "Monday", beside "Tuesday nights". None where the other names no such part."""
    day, _, part = others.value.partition("T")
    return Repeat(f"XXXX-WXX-{weekday + 1}T{part}") if part and day.startswith("XXXX-WXX-") else None


def _weekly(others: Repeat, weekday: int) -> Repeat | None:
    """Another day of the week: "Thursday", beside "every Monday". None where the other names no day, or a time of it."""
    return (
        Repeat(f"XXXX-WXX-{weekday + 1}") if others.value.startswith("XXXX-WXX-") and "T" not in others.value else None
    )


def _century(of: Meaning) -> int:
    """The index of the century that it names, negative where it names none or one before our era."""
    return of.period.index if isinstance(of, Fixed) and of.period.unit == "century" else -1


def _before_our_era(a: Fixed, b: Meaning) -> Phrase | None:
    """Two centuries before our era, told once for both: "the 5th and 4th centuries BC"."""
    if not isinstance(b, Fixed) or b.period.unit != "century" or b.period.index >= 0:
        return None
    return Phrase("in", {"a": Fixed(periods.Period("century", -a.period.index - 1))})


def _same_half(a: Clock, b: Clock) -> Clock:
    """An hour of the twelve in the half of the day of a later one, or in that before it: "between 2:40 and 3 p.m.", "from 11 to 1 p.m."."""
    late = b.hour >= 12 and a.hour < 12 and a.hour + 12 <= b.hour
    return replace(a, hour=a.hour + 12 * late, day=b.day, offset=b.offset)


def _years(p: tuple[int, int]) -> Phrase:
    return Phrase("span", {"p": Calendar(year=p[0])}, until=Calendar(year=p[1]))


PHRASES: Final = (
    Rule("so long from a day on", "phrase", ("for <x:length> from <d:date>",), lambda x, d: Phrase("in")),
    Rule(
        "a date after a preposition",
        "phrase",
        (
            "in|on|during|of|for|over|throughout|at|around|within <x:latent>",
            "in|on|at|during|of|for|over|around <x:date>",
            "dated <x:date>",
        ),
        lambda x: Phrase("in"),
    ),
    Rule("the day's, for the day", "phrase", ("<x:theday> ' s", "for <x:theday> ,"), lambda x: Phrase("in")),
    Rule("on a weekday in short", "phrase", ("on <x:shortday_>",), lambda x: Phrase("in")),
    Rule("until a weekday in short", "phrase", ("until|till|through <x:shortday_>",), lambda x: Phrase("until")),
    Rule("by a weekday in short", "phrase", ("by <x:shortday_>",), lambda x: Phrase("by")),
    Rule(
        "from one weekday in short to another",
        "phrase",
        ("from? <a:shortday_> to|through|-|– <b:shortday_>",),
        lambda a, b: Phrase("span"),
    ),
    Rule("phased in over so long", "phrase", ("phase|phased|phasing in over <x:duration>",), lambda x: Phrase("in")),
    Rule(
        "from dawn to dusk", "phrase", ("from? <a:twilight_> to|until|till <b:twilight_>",), lambda a, b: Phrase("in")
    ),
    Rule("took over so long ago", "phrase", ("take|takes|took|taken|taking over <x:date>",), lambda x: Phrase("in")),
    Rule("a period's", "phrase", ("<x:latent> ' s", "<x:date> ' s"), lambda x: Phrase("in")),
    Rule(
        "the year ended",
        "phrase",
        (
            "<x:yearlength> to <d:date>",
            "<x:yearlength> to <d:latent>",
            "<x:yearlength> ended|ending",
            "in|for|of|during|over? <x:yearlength> just? ended|ending",
        ),
        lambda x, d=None: Phrase("in") if d is None or (isinstance(d, Calendar) and d.month) else None,
    ),
    Rule("post-2008", "postdate_", ("post - <d:latent>", "post - <d:date>"), lambda d: d),
    Rule("pre-1989", "predate_", ("pre - <d:latent>", "pre - <d:date>"), lambda d: d),
    Rule("post-2008, read", "phrase", ("<x:postdate_>",), lambda x: Phrase("after")),
    Rule("pre-1989, read", "phrase", ("<x:predate_>",), lambda x: Phrase("before")),
    Rule(
        "the decade after a year",
        "phrase",
        (
            "in|during|over <x:thetime_> after|before|following <d:latent>",
            "in|during|over <x:thetime_> after|before|following <d:date>",
        ),
        lambda x, d: Phrase("in") if x.unit in ("decade", "century") else None,
    ),
    Rule(
        "a 1967-built house",
        "phrase",
        ("<x:latent> - built|model|era|vintage|style|level|founded|registered",),
        lambda x: Phrase("in") if isinstance(x, Calendar) and x.year else None,
    ),
    Rule("the year since", "phrase", ("in|during|over <x:thetime_> since",), lambda x: Phrase("in")),
    Rule(
        "so many months to a month",
        "phrase",
        ("<x:duration> to|through <y:latent>", "<x:duration> to|through <y:date>"),
        lambda x, y: (
            Phrase("in")
            if isinstance(x, Length) and x.unit == "month" and isinstance(y, Calendar) and y.month
            else None
        ),
    ),
    Rule(
        "the quarter ended on a day",
        "phrase",
        (
            "<x:date> that? ended|ending on|in? <d:date>",
            "<x:date> that? ended|ending in? <d:latent>",
            "<x:date> to|through <d:date>",
            "<x:date> to|through <d:latent>",
        ),
        lambda x, d: Phrase("in", {"x": Within(x, d)}) if x == Same("quarter") and isinstance(d, Calendar) else None,
    ),
    Rule(
        "the 11th, alone", "lone", ("on|for|of|around|during <x:theday_>", "as of <x:theday_>"), lambda x: Phrase("in")
    ),
    Rule("until the 11th", "lone", ("until|till|through <x:theday_>",), lambda x: Phrase("until")),
    Rule("by the 11th", "lone", ("by|before <x:theday_>",), lambda x: Phrase("by")),
    Rule("since the 11th", "lone", ("since <x:theday_>",), lambda x: Phrase("since")),
    Rule("from the 11th", "lone", ("from|after <x:theday_>",), lambda x: Phrase("from")),
    Rule(
        "from the 11th to the 12th",
        "lone",
        (
            "between <a:theday_> and <b:theday_>",
            "from <a:theday_> to|until|till|through <b:theday_>",
            "on <a:theday_> and <b:theday_>",
        ),
        lambda a, b: Phrase("span") if (a.day or 0) < (b.day or 0) else None,
    ),
    Rule(
        "at half past",
        "phrase",
        ("at|by|about|around|until|before|after <x:spokenclock_>", "at|by about|around|exactly <x:spokenclock_>"),
        lambda x: Phrase("in"),
    ),
    Rule(
        "finish the year",
        "phrase",
        ("<v:ending> <x:the_>",),
        lambda v, x: Phrase("in") if x.unit in ("year", "month", "week", "day") else None,
    ),
    Rule(
        "as recently as",
        "phrase",
        (
            "as recently|late as <x:date>",
            "as recently|late as <x:latent>",
            "as long ago as <x:date>",
            "as long ago as <x:latent>",
            "as far back as <x:date>",
            "as far back as <x:latent>",
            "as recently|late as <x:time>",
        ),
        lambda x: Phrase("in"),
    ),
    Rule(
        "the attacks of 11 September",
        "phrase",
        ("<d:date> attacks|hijackings|hijackers", "<d:date> terrorist|terror|suicide attacks|hijackings|hijackers"),
        lambda d: Phrase("in", {"d": ATTACKS}) if d == Calendar(month=9, day=11) else None,
    ),
    Rule("shortly before a day", "phrase", ("shortly|soon|just before <x:date>",), lambda x: Phrase("before")),
    Rule("shortly after a day", "phrase", ("shortly|soon|just after <x:date>",), lambda x: Phrase("after")),
    Rule("shortly after sunrise", "phrase", ("shortly|soon|just before|after <x:twilight_>",), lambda x: Phrase("in")),
    Rule(
        "in a month's time",
        "phrase",
        ("in <x:length> ' time", "in <x:length> ' s time"),
        lambda x: (
            Phrase("in", {"x": Distance(x.count, x.unit, 1, mod=x.mod)})
            if x.count is not None and x.more is None
            else None
        ),
    ),
    Rule(
        "at dawn",
        "phrase",
        ("at|before|by|around|until|till|after|since|near|toward <x:twilight_>",),
        lambda x: Phrase("in"),
    ),
    Rule("in late afternoon", "phrase", ("in|at|by|during <x:daypart_>",), lambda x: Phrase("in")),
    Rule(
        "it took hours",
        "phrase",
        ("<v:lasts> <x:lone_units>",),
        lambda v, x: Phrase("in"),
    ),
    Rule(
        "years of war",
        "phrase",
        ("despite|following|amid|includes|including|with <x:lone_units> of", "<x:lone_units> of"),
        lambda x: Phrase("in"),
    ),
    Rule(
        "the last day of a meeting",
        "phrase",
        ("<x:lastunit_> of", "in|on|at|during|for|over|until|since <x:lastunit_> of"),
        lambda x: Phrase("in"),
    ),
    Rule(
        "next week, on a weekday",
        "phrase",
        ("<o:this_> ,? on <w:weekday>",),
        lambda o, w: Phrase("in", {"w": Within(Calendar(weekday=w), o)}) if o.unit == "week" else None,
    ),
    Rule(
        "the week ended on a day",
        "phrase",
        ("<o:the_> ended|ending|to on? <d:date>", "<o:the_> that ended on? <d:date>"),
        lambda o, d: Phrase("in", {"o": Within(Nth(1, "week"), d)}) if o.unit == "week" else None,
    ),
    Rule(
        "since",
        "phrase",
        (
            "since <x:date>",
            "since <x:latent>",
            "ever since <x:date>",
            "ever since <x:latent>",
            "dating to <x:latent>",
            "dating back to <x:latent>",
        ),
        lambda x: Phrase("since"),
    ),
    Rule(
        "until",
        "phrase",
        (
            "until|till <x:date>",
            "until|till <x:latent>",
            "up to|until <x:date>",
            "up to|until <x:latent>",
            "until|till at least <x:date>",
            "until|till at least <x:latent>",
        ),
        lambda x: Phrase("until"),
    ),
    Rule(
        "through",
        "phrase",
        (
            "through <x:date>",
            "through <x:latent>",
            "through to <x:date>",
            "through at least <x:date>",
            "through at least <x:latent>",
        ),
        lambda x: Phrase("through"),
    ),
    Rule(
        "shortly after a time", "phrase", ("at|by|until? shortly|just before|after <x:time>",), lambda x: Phrase("in")
    ),
    Rule("until a time", "phrase", ("until|till|through <x:time>",), lambda x: Phrase("until")),
    Rule("by a time", "phrase", ("by <x:time>",), lambda x: Phrase("by")),
    Rule("before a time", "phrase", ("before <x:time>",), lambda x: Phrase("before")),
    Rule(
        "each spring and autumn",
        "phrase",
        ("<x:eachseason_> and <t:season>",),
        lambda x, t: Phrase("in", {"t": Repeat(f"XXXX-{t}")}),
    ),
    Rule(
        "the 18th and 19th centuries",
        "phrase",
        ("<a:century_> and|or|to|through <b:centuries_>",),
        lambda a, b: Phrase("both"),
    ),
    Rule(
        "the 5th and 4th centuries before our era",
        "phrase",
        (
            "<a:century_> and|or|to|through <b:bccenturies_>",
            "<a:century_> century? and|or|to|through <b:date>",
        ),
        _before_our_era,
    ),
    Rule(
        "from the 16th to the 18th century",
        "phrase",
        (
            "from? <a:century_> century? to|until|through <b:date>",
            "between <a:century_> and <b:date>",
            "in <a:century_> or|and <b:date>",
        ),
        lambda a, b: Phrase("span") if _century(b) > _century(a) >= 0 else None,
    ),
    Rule("the sixties and seventies", "phrase", ("<a:decade> and|or|to <b:decades_>",), lambda a, b: Phrase("in")),
    Rule(
        "months in a row",
        "phrase",
        (
            "<a:date> ,? and|or <x:latent>",
            "<x:latent> ,? and|or <a:date>",
            "<a:date> , <x:latent> ,? and|or <b:date>",
            "<x:latent> , <a:date> ,? and|or <b:date>",
            "<a:date> , <b:date> ,? and|or <x:latent>",
        ),
        lambda a, x, b=None: Phrase("in") if _month(a) and _month(x) and (b is None or a != b) else None,
    ),
    Rule("each spring", "eachseason_", ("each|every <s:season>",), lambda s: Repeat(f"XXXX-{s}")),
    Rule(
        "May to August",
        "phrase",
        ("<a:latent> to|through|-|– <b:date>", "<a:date> through|-|– <b:latent>"),
        lambda a, b: _span(a, b) if isinstance(a, Calendar) and a.month and not a.year and _ends(b) else None,
    ),
    Rule(
        "by",
        "phrase",
        ("by <x:date>", "by <x:latent>", "no later than <x:date>"),
        lambda x: Phrase("by"),
    ),
    Rule(
        "before",
        "phrase",
        ("before <x:date>", "before <x:latent>", "prior to <x:date>", "prior to <x:latent>", "ahead of <x:date>"),
        lambda x: Phrase("before"),
    ),
    Rule("after", "phrase", ("after <x:date>", "after <x:latent>", "following <x:date>"), lambda x: Phrase("after")),
    Rule(
        "as early as",
        "phrase",
        ("<e:soonest> <x:date>", "<e:soonest> <x:latent>", "<e:soonest> <x:time>", "<e:soonest> in <x:latent>"),
        lambda e, x: Phrase("earliest"),
    ),
    Rule(
        "up from a time",
        "phrase",
        (
            "up|down|unchanged|differs|different|percent|pct|%|cent|points|tons|tonnes|barrels from <x:date>",
            "up|down|unchanged|differs|different|percent|pct|%|cent|points|tons|tonnes|barrels from <x:latent>",
        ),
        lambda x: Phrase("in"),
    ),
    Rule(
        "from then on",
        "phrase",
        (
            "starting|beginning|effective in|on|from? <x:date>",
            "starting|beginning|effective <x:date>",
            "from <x:date>",
            "from <x:latent>",
            "as from <x:date>",
            "from <x:date> on|onward|onwards",
        ),
        lambda x: Phrase("from"),
    ),
    Rule(
        "between 9 and 11 a.m.",
        "phrase",
        ("between <a:openclock_> and <b:halfclock_>", "from <a:openclock_> to|until|till|-|– <b:halfclock_>"),
        lambda a, b: Phrase("span", {"a": _same_half(a, b)}),
    ),
    Rule(
        "from one to another",
        "phrase",
        (
            "from? <a:date> to|until|till|through|-|– <b:date>",
            "from? <a:latent> to|until|till|through|-|– <b:latent>",
            "between <a:date> and <b:date>",
            "between <a:latent> and <b:latent>",
            "from <a:date> to|until|till|through <b:latent>",
            "from <a:latent> to|until|till|through <b:date>",
            "from <a:date> through to <b:date>",
            "between <a:time> and <b:time>",
            "from <a:time> to|until|till <b:time>",
            "between <a:date> and <b:latent>",
            "between <a:latent> and <b:date>",
        ),
        _span,
    ),
    Rule(
        "between Christmas and New Year",
        "phrase",
        ("between <a:holiday_> and <b:newyear_>", "from? <a:holiday_> to|through|until|and <b:newyear_>"),
        lambda a, b: Phrase("span") if a.key in ("christmas", "christmas-eve", "boxing-day", "thanksgiving") else None,
    ),
    Rule(
        "by New Year",
        "phrase",
        ("before|by|until|till|after|since|over|at|around <x:newyear_>",),
        lambda x: Phrase("in"),
    ),
    Rule(
        "days of one month",
        "phrase",
        (
            "from? <a:monthfirst_> to|until|till|through|-|–|and|or|& <b:dom>",
            "between <a:monthfirst_> and <b:dom>",
            "on|in <a:monthfirst_> to|through|-|–|and|& <b:dom>",
        ),
        lambda a, b: _same_month(a, b),
    ),
    Rule("a day and its year", "domyear_", ("<d:dom> , <y:y4>",), lambda d, y: (d, y)),
    Rule(
        "days of one month, the year last",
        "phrase",
        ("<a:monthfirst_> to|until|through|-|–|and|or|& <b:domyear_>",),
        _with_its_year,
    ),
    Rule(
        "days of one month in a row",
        "phrase",
        (
            "<a:monthfirst_> , <b:dom> ,? and|or|& <c:dom>",
            "<a:monthfirst_> , <b:dom> , <c:dom> ,? and|or|& <d:dom>",
        ),
        _listed,
    ),
    Rule(
        "days of one month in a row, the month last",
        "phrase",
        ("<b:dom> , <c:dom> ,? and|or|& <a:dayfirst_>",),
        _listed_before,
    ),
    Rule(
        "months of one year",
        "phrase",
        ("<a:latent> and|or|& <b:date>", "<a:date> and|or|& <b:date>"),
        _months_of,
    ),
    Rule(
        "the first and second quarters",
        "phrase",
        ("<a:nthquarter_> and|or|to|through <b:quarters_>",),
        lambda a, b: Phrase("both") if (a.quarter or 0) + 1 == b.quarter else None,
    ),
    Rule(
        "days of one month, the month last",
        "phrase",
        (
            "from? <d:dom> to|until|till|through|-|–|and|or|& <b:dayfirst_>",
            "between <d:dom> and <b:dayfirst_>",
            "on <d:dom> to|through|-|–|and|& <b:dayfirst_>",
            "from? the? <d:nthday> to|and|- <b:dayfirst_>",
        ),
        lambda d, b: _month_after(d, b),
    ),
    Rule(
        "years joined by a dash, read",
        "phrase",
        ("from? <p:yearpair>", "in|during|for|of <p:yearpair>"),
        lambda p: _years(p),
    ),
    Rule(
        "within",
        "phrase",
        (
            "within <x:duration>",
            "inside of? <x:duration>",
            "within <x:lone_units>",
            "in|within the span of <x:duration>",
        ),
        lambda x: Phrase("within"),
    ),
    Rule("between two and three weeks", "phrase", ("between <x:bounds_>",), lambda x: Phrase("in")),
    Rule("in so long", "phrase", ("in <x:duration>",), lambda x: Phrase("ahead")),
    Rule("for so long", "phrase", ("for <x:duration>", "for <x:overlength_>"), lambda x: Phrase("for")),
    Rule(
        "lasts over so long",
        "phrase",
        ("<v:lasts> <x:overlength_>", "after|in <x:overlength_>"),
        lambda v="", x=None: Phrase("in"),
    ),
    Rule(
        "Monday and Tuesday nights",
        "phrase",
        ("<a:weekday> and|or <b:set>",),
        lambda a, b: Phrase("both", {"a": night}) if (night := _nights(a, b)) else None,
    ),
    Rule(
        "every Monday and Thursday",
        "phrase",
        ("<a:set> and|or <b:weekday>",),
        lambda a, b: Phrase("both", {"b": other}) if (other := _weekly(a, b)) else None,
    ),
    Rule("as of a day", "phrase", ("as of <x:date>",), lambda x: Phrase("in")),
    Rule("during so long", "phrase", ("over|during|throughout <x:duration>",), lambda x: Phrase("in")),
    Rule(
        "in days, weeks",
        "phrase",
        ("in|for|over|during|within|after|of|through <x:lone_units>",),
        lambda x: Phrase("in"),
    ),
    Rule(
        "years passed",
        "phrase",
        (
            "<x:lone_units> have|had? passed|elapsed",
            "<x:lone_units> pass|passing",
            "<x:lone_units> go|went|gone by",
            "<x:duration> have|had? passed|elapsed",
            "<x:duration> pass|passing",
            "<x:duration> go|went|gone by",
        ),
        lambda x: Phrase("in"),
    ),
    Rule("weeks away", "phrase", ("<x:lone_units> away",), lambda x: Phrase("in")),
    Rule(
        "the year after a happening",
        "phrase",
        (
            "in|during|over|for <x:spanlength_> after|since|following the|a|an|his|her|its|their|it|he|she|they",
            "in|during|over|for <x:spanlength_> before|preceding the|a|an|his|her|its|their|it|he|she|they",
        ),
        lambda x: Phrase("in"),
    ),
    Rule(
        "the March contract",
        "phrase",
        ("<x:latent> contract|contracts|futures|delivery",),
        lambda x: Phrase("in") if _month(x) else None,
    ),
    Rule(
        "so long after",
        "phrase",
        ("<x:duration> after|following|since|into", "<x:lone_units> after|following|into"),
        lambda x: Phrase("after"),
    ),
    Rule(
        "so long before",
        "phrase",
        ("<x:duration> before", "<x:lone_units> before", "<x:duration> ahead of", "<x:duration> prior to"),
        lambda x: Phrase("before"),
    ),
)

RULES: Final = (*NUMBERS, *CALENDAR, *RELATIVE, *DURATIONS, *CLOCK, *PHRASES)

__all__ = ["RULES", "Meaning"]
