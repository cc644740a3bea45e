"""Dates counted from another day: yesterday, last week, two years ago, the following day, recently."""

from dataclasses import replace
from typing import Final

from events.extraction.engine import Rule
from events.extraction.languages.en.rules_durations import length_of
from events.extraction.meanings import (
    Base,
    Calendar,
    Distance,
    Holiday,
    Latest,
    Length,
    Meaning,
    Mod,
    Phrase,
    Same,
    Shift,
    Stretch,
    Vague,
    Within,
)

_PERIODS: Final = frozenset(
    {"day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"}
)


def _turn(t: int, u: str) -> Shift | None:
    if u == "fortnight" or u not in _PERIODS:
        return None
    return Shift(u, t)  # type: ignore[arg-type]


def _turned(t: int, u: str) -> Shift | None:
    return Shift(u, t, "text") if u in _PERIODS else None  # type: ignore[arg-type]


def _this(u: str) -> Shift | None:
    return Shift(u, 0) if u in _PERIODS else None  # type: ignore[arg-type]


def _same(u: str) -> Same | None:
    return Same(u) if u in _PERIODS else None  # type: ignore[arg-type]


def _distance(length: Length, sign: int, base: Base, *, spoken: bool = False) -> Distance | None:
    whole = length.count is not None and length.count == int(length.count)
    spoken = spoken and whole and not length.mod and length.more is None and length.upper is None
    return Distance(length.count, length.unit, sign, base, length.mod, spoken, more=length.more)


def _from(n: Length, d: Meaning, sign: int) -> Distance | None:
    """So long from a day, week or month that is named beside it."""
    day = (
        isinstance(d, Holiday)
        or (isinstance(d, Calendar) and (d.day is not None or d.weekday is not None))
        or (isinstance(d, Shift) and d.unit in ("day", "week", "month"))
    )
    return Distance(n.count, n.unit, sign, of=d) if day and n.count is not None and n.more is None else None


def _ago(n: Length) -> Distance | None:
    if n.unit == "year" and (n.count or 0) >= 1000:
        return None
    return _distance(n, -1, "anchor", spoken=True)


def _stretch(n: Length, t: int, m: Mod = "") -> Stretch | None:
    return None if n.mod else Stretch(replace(n, mod=m), t)


def _vague_stretch(u: str, t: int) -> Stretch:
    return Stretch(Length(None, u), t, vague=True)  # type: ignore[arg-type]


RELATIVE: Final = (
    Rule("today, yesterday, tomorrow", "date", ("<n:today>",), lambda n: Shift("day", n, spoken=True)),
    Rule("the day before yesterday", "date", ("<n:named>",), lambda n: Shift("day", n)),
    Rule(
        "last, this, next year",
        "turned_year",
        ("<t:turn> year", "the <t:turn> year", "<t:turn> fiscal year"),
        lambda t: Shift("year", t),
    ),
    Rule("the previous year", "turned_year", ("the <t:turned> year",), lambda t: Shift("year", t, "text")),
    Rule("that year", "turned_year", ("that year", "the same year", "that same year"), lambda: Same("year")),
    Rule("the year", "year_", ("the year", "the fiscal year"), lambda: Shift("year", 0)),
    Rule("last, this, next", "this_", ("<t:turn> <u:unit>",), _turn),
    Rule(
        "the next week",
        "this_",
        ("the next <u:unit>",),
        lambda u: Shift(u, 1, "told") if u in _PERIODS and u != "decade" else None,
    ),
    Rule(
        "last, this, next, with article",
        "this_",
        ("the <t:turn> fiscal? <u:unit>",),
        lambda t, u: None if u == "decade" and t else _turn(t, u),
    ),
    Rule(
        "that week",
        "this_",
        ("that <u:unit>", "that same <u:unit>", "the same <u:unit>", "this same <u:unit>", "the very same <u:unit>"),
        _same,
    ),
    Rule("last, this, next, read", "date", ("<d:this_>",), lambda d: d),
    Rule("next year or so", "date", ("<d:this_> or so",), lambda d: d),
    Rule(
        "the previous, the following week",
        "date",
        ("the <t:turned> <u:unit>", "the very <t:turned> <u:unit>", "<t:turned> <u:unit>"),
        _turned,
    ),
    Rule("the next day", "date", ("the next day",), lambda: Shift("day", 1, "text")),
    Rule("the day before, alone", "lone", ("the <u:unit> before",), lambda u: _turned(-1, u)),
    Rule("the day before", "date", ("the <u:unit> earlier",), lambda u: _turned(-1, u)),
    Rule("the day after, alone", "lone", ("the <u:unit> after",), lambda u: _turned(1, u)),
    Rule("the latest period", "date", ("the latest period",), lambda: Same("quarter")),
    Rule(
        "the latest quarter",
        "date",
        ("the latest <u:unit>",),
        lambda u: Latest(u) if u in ("week", "month", "quarter") else None,
    ),
    Rule("the latest twelve months", "duration", ("the latest <n:length>",), lambda n: _stretch(n, -1)),
    Rule(
        "the past year and a half",
        "duration",
        ("the <t:turn> <u:unit> and a half",),
        lambda t, u: Stretch(Length(1.5, u), t) if u in ("hour", "year", "decade", "century") else None,
    ),
    Rule("one day, some time", "oneday_", ("one day",), lambda: Vague("FUTURE_REF")),
    Rule("one day last week", "phrase", ("one day <x:this_>", "one day <x:turned_year>"), lambda x: Phrase("in")),
    Rule(
        "will one day",
        "phrase",
        (
            "will|would|could|may|might|can|should <x:oneday_>",
            "<x:oneday_> will|would|could|may|might",
            "hope|hopes|hoped|hoping|want|wants|wanted|like|wish|wishes|dream|dreams|able to <x:oneday_>",
        ),
        lambda x: Phrase("in"),
    ),
    Rule(
        "a year ago's quarter",
        "date",
        (
            "the? <y:yearago> quarter|period",
            "the <s:same> period|quarter of? last year",
            "the <s:same> period|quarter a|one year ago|earlier|before",
            "the <s:same> period|quarter the year before|earlier",
            "the <s:same> period|quarter of|in? the <y:turned> year",
        ),
        lambda y=0, s=0: Distance(1, "year", -1, "text", quarterly=True),
    ),
    Rule(
        "a year ago's quarter by number",
        "date",
        ("the? <y:yearago> <n:nthany> -? quarter|period",),
        lambda y, n: Within(Calendar(quarter=n), Shift("year", -1)) if 1 <= n <= 4 else None,
    ),
    Rule(
        "the same period of a year",
        "date",
        (
            "the <s:same> period|quarter of|in? <y:y4>",
            "the <s:same> <y:y4> period|quarter",
        ),
        lambda s, y: Within(Same("quarter"), Calendar(year=y)),
    ),
    Rule(
        "the same month of a year",
        "date",
        (
            "the <s:same> month|week of|in? <y:y4>",
            "the <s:same> month|week of|in? <o:turned_year>",
            "the <s:same> month|week a|one year ago|earlier|before",
            "the <s:same> month|week the year before|earlier",
            "the <s:yearago> month",
        ),
        lambda s, y=0, o=None: Within(Same("month"), Calendar(year=y) if y else o or Shift("year", -1)),
    ),
    Rule("year-ago", "date", ("<y:yearago>",), lambda y: Distance(1, "year", -1, y)),
    Rule(
        "month-ago",
        "date",
        ("<u:unit> - ago|earlier",),
        lambda u: Distance(1, u, -1, "text") if u in ("day", "week", "month", "decade") else None,
    ),
    Rule(
        "last, this, next season",
        "date",
        ("<t:turn> <u:playyear>", "the <t:turn> <u:playyear>", "<t:turn> regular <u:playyear>"),
        lambda t, u: Shift("year", t),
    ),
    Rule("the previous season", "date", ("the <t:turned> <u:playyear>",), lambda t, u: Shift("year", t, "text")),
    Rule("the week, the month", "the_", ("the <u:unit>",), lambda u: _this(u)),
    Rule("the weekend", "date", ("the weekend",), lambda: Shift("weekend", 0)),
    Rule("the quarter", "date", ("the quarter",), lambda: Same("quarter")),
    Rule("the day, told at its end", "theday", ("the day",), lambda: Same("day")),
    Rule(
        "the week",
        "latent",
        ("the <u:unit>",),
        lambda u: _this(u) if u in ("week", "month", "year", "decade", "century") else None,
    ),
    Rule(
        "the full year",
        "date",
        ("the full|whole|entire <u:unit>", "the fiscal year"),
        lambda u="year": _this(u) if u in ("week", "month", "year") else None,
    ),
    Rule("full-year results", "date", ("full - year",), lambda: Shift("year", 0)),
    Rule(
        "the week before last", "date", ("the <u:unit> before last",), lambda u: Shift(u, -2) if u in _PERIODS else None
    ),
    Rule("the week after next", "date", ("the <u:unit> after next",), lambda u: Shift(u, 2) if u in _PERIODS else None),
    Rule("so long from a day", "date", ("<n:length> from <d:date>",), lambda n, d: _from(n, d, 1)),
    Rule(
        "so long ago on a day",
        "date",
        ("<n:length> ago <d:date>", "<n:length> ago <d:this_>"),
        lambda n, d: _from(n, d, -1),
    ),
    Rule(
        "so long ago to the day",
        "date",
        ("<n:length> ago to the day", "exactly|precisely <n:length> ago"),
        lambda n: _from(n, Shift("day", 0), -1),
    ),
    Rule(
        "a couple of days ago",
        "date",
        ("<n:pair> <u:units> ago", "<n:round> <u:units> ago"),
        lambda n, u: _distance(length_of(n, u), -1, "anchor"),
    ),
    Rule(
        "a full year ago",
        "date",
        ("a|one full|whole <u:unit> ago",),
        lambda u: _distance(length_of(1, u), -1, "anchor"),
    ),
    Rule("over so long ago", "date", ("<n:overlength_> ago",), lambda n: _distance(n, -1, "anchor")),
    Rule("so long ago", "date", ("<n:length> ago",), _ago),
    Rule(
        "so long ago, about",
        "date",
        ("<a:approx> <n:length> ago",),
        lambda a, n: _ago(replace(n, mod=a)),
    ),
    Rule("a week or so ago", "date", ("<n:length> or so|more ago",), lambda n: _distance(n, -1, "anchor")),
    Rule(
        "a few years back",
        "lone",
        ("<n:rough> <u:units> back", "<u:units> back"),
        lambda u, n=0: Vague("PAST_REF"),
    ),
    Rule("longer than so long later", "phrase", ("<x:length> later|earlier than",), lambda x: Phrase("in")),
    Rule("so long before, alone", "lone", ("<n:length> before|prior",), lambda n: _distance(n, -1, "text")),
    Rule("so long earlier", "date", ("<n:length> earlier|previously",), lambda n: _distance(n, -1, "text")),
    Rule("so long later", "date", ("<n:length> later|afterward|afterwards|hence",), lambda n: _distance(n, 1, "text")),
    Rule("so long from now", "date", ("<n:length> from now|today",), lambda n: _distance(n, 1, "anchor")),
    Rule(
        "days ago, vague",
        "date",
        (
            "<u:units> ago",
            "dozens|hundreds|thousands|millions|billions of <u:units> ago",
            "<n:num> thousand|million|billion <u:units> ago",
            "<n:bignum> <u:units> ago",
            "<m:approx> <n:bignum> <u:units> ago",
            "<m:limit> <n:bignum> <u:units> ago",
            "some <n:bignum> <u:units> ago",
        ),
        lambda u, n=0, m="": Vague("PAST_REF"),
    ),
    Rule(
        "2000 years ago",
        "date",
        ("<n:num> <u:units> ago", "<m:approx> <n:num> <u:units> ago", "<m:limit> <n:num> <u:units> ago"),
        lambda n, u, m="": Vague("PAST_REF") if n >= 1000 and u == "year" else None,
    ),
    Rule("weeks later, vague", "date", ("<u:units> later",), lambda u: Distance(None, u, 1, "text")),
    Rule("weeks earlier, vague", "date", ("<u:units> earlier",), lambda u: Distance(None, u, -1, "text")),
    Rule("past, next, coming", "bareturn", ("past",), lambda: -1),
    Rule("next", "bareturn", ("next|coming",), lambda: 1),
    Rule("a decade as a length", "longunit", ("decade",), lambda: Length(1, "decade")),
    Rule("half an hour as a length", "longunit", ("half -? hour",), lambda: Length(0.5, "hour")),
    Rule(
        "the past two months",
        "duration",
        (
            "the <t:turn> <n:length>",
            "these? <t:bareturn> <n:length>",
            "the? <t:turned> <n:length>",
            "<m:limit> the <t:turn> <n:length>",
            "the <t:turn> <n:longunit>",
        ),
        _stretch,
    ),
    Rule(
        "the next day or two",
        "duration",
        ("the <t:turn> <u:unit> or two|so",),
        lambda t, u: Stretch(Length(1, u, upper=2), t) if u in ("hour", "day", "week", "month", "year") else None,
    ),
    Rule(
        "the last hour",
        "duration",
        ("the <t:turn> <u:unit>", "the first <u:unit>"),
        lambda u, t=0: (Stretch(Length(1, u), t) if t else Length(1, u)) if u in ("hour", "minute") else None,
    ),
    Rule("each of the past three years", "duration", ("each|all|most of the <t:turn> <n:length>",), _stretch),
    Rule(
        "the past years, no number",
        "duration",
        ("the <t:turn> <u:units>", "next|coming|upcoming <u:units>"),
        lambda u, t=1: _vague_stretch(u, t),
    ),
    Rule(
        "recent weeks",
        "date",
        ("recent <u:units>", "the recent <u:units>", "recent <u:units> and <v:units>", "past <u:units>"),
        lambda u, v="": Vague("PAST_REF"),
    ),
    Rule(
        "previous years",
        "date",
        ("previous|prior|earlier|preceding <u:units>",),
        lambda u: Vague("PAST_REF") if u in ("week", "month", "year", "decade", "century") else None,
    ),
    Rule(
        "future years",
        "date",
        ("future <u:units>",),
        lambda u: Vague("FUTURE_REF") if u in ("week", "month", "year", "decade", "century") else None,
    ),
    Rule(
        "the weeks ahead",
        "duration",
        ("the <u:units> ahead", "the <u:units> to come", "<u:units> to come"),
        lambda u: _vague_stretch(u, 1),
    ),
    Rule(
        "the year ahead",
        "duration",
        ("the <u:unit> ahead", "the <u:unit> to come"),
        lambda u: Stretch(Length(1, u), 1) if u in ("week", "month", "year", "decade") else None,
    ),
    Rule("this time last year", "date", ("this time <o:this_>", "this time <o:turned_year>"), lambda o: o),
    Rule("the weeks after, alone", "lone", ("the <u:units> following|after",), lambda u: _vague_stretch(u, 1)),
    Rule("a vague time", "date", ("<v:vague>",), lambda v: Vague(v)),
    Rule("a vague time as an adjective", "date", ("<v:vagueadjective>",), lambda v: Vague(v)),
    Rule("those days", "those_", ("those <u:units>",), lambda u: Vague("PAST_REF") if u in ("day", "year") else None),
    Rule("in those days", "phrase", ("in|of <x:those_>",), lambda x: Phrase("in")),
    Rule("this moment", "date", ("this very? moment", "the present time|moment"), lambda: Vague("PRESENT_REF")),
    Rule("the future without its article", "future_", ("future",), lambda: Vague("FUTURE_REF")),
    Rule("in future", "lone", ("in <x:future_>",), lambda x: Phrase("in")),
    Rule("earlier, alone", "lone", ("<v:latevague>",), lambda v: Vague(v)),
    Rule("until then", "phrase", ("until|by <x:then_>",), lambda x: Phrase("until")),
    Rule("then", "then_", ("<t:thenword>",), lambda t: Same()),
    Rule(
        "a current is no time",
        "not",
        ("current account|accounts|affairs", "the current of|in"),
        lambda: 1,
    ),
    Rule("every now and then", "not", ("every? now and then|again",), lambda: 1),
    Rule("any day now", "not", ("any day|minute|moment|time now",), lambda: 1),
    Rule("soon", "date", ("<v:soonword>", "very|fairly|quite <v:soonword>"), lambda v: Vague(v)),
    Rule(
        "soon after is not soon",
        "not",
        ("soon|shortly after|before|afterward|afterwards", "as soon as", "no sooner", "shortly thereafter"),
        lambda: 1,
    ),
)

__all__ = ["RELATIVE", "Meaning"]
