"""How long and how often."""

from dataclasses import replace
from typing import Final

from events.extraction.engine import Rule
from events.extraction.meanings import Length, Repeat

_ISO: Final = {
    "second": "PT1S",
    "minute": "PT1M",
    "hour": "PT1H",
    "day": "P1D",
    "week": "P1W",
    "weekend": "XXXX-WXX-WE",
    "month": "P1M",
    "quarter": "P1Q",
    "year": "P1Y",
    "decade": "P10Y",
    "century": "P100Y",
    "fortnight": "P2W",
}


def length_of(n: float | None, u: str, m: str = "") -> Length:
    """So many units; a fortnight is two weeks."""
    if u == "fortnight":
        return Length(None if n is None else n * 2, "week", m)  # type: ignore[arg-type]
    return Length(n, u, m)  # type: ignore[arg-type]


def _range(a: float, b: float, u: str) -> Length | None:
    return Length(a, u, upper=b) if a < b else None  # type: ignore[arg-type]


def _limited(m: str, n: Length) -> Length | None:
    return Length(n.count, n.unit, m, n.more, n.upper) if not n.mod and n.count is not None else None  # type: ignore[arg-type]


def _more(a: Length, b: Length) -> Length | None:
    order = ("second", "minute", "hour", "day", "week", "month", "year")
    if b.mod:
        return None
    if a.more is not None and (more := _more(a.more, b)):
        return replace(a, more=more)
    if a.unit not in order or b.unit not in order or a.more or b.more or order.index(b.unit) >= order.index(a.unit):
        return None
    return Length(a.count, a.unit, a.mod, b)


_PARTS: Final = {
    "year": ("month", "week", "day"),
    "month": ("week", "day"),
    "week": ("day",),
    "day": ("hour",),
    "hour": ("minute",),
    "minute": ("second",),
}


def _listed(a: Length, b: Length) -> Length | None:
    """Parts of one length with a comma between them; "five days, eight hours" is one, "three months, six minutes" is not."""
    return _more(a, b) if b.count != 1 and b.unit in _PARTS.get(a.unit, ()) else None


def _repeat(u: str) -> Repeat | None:
    return Repeat(_ISO[u])


def _repeat_counted(n: float, u: str) -> Repeat:
    return Repeat(_ISO[u].replace("1", f"{n:g}"))


DURATIONS: Final = (
    Rule("so many units", "length", ("<n:num> <u:units>",), length_of),
    Rule("thousands of units", "length", ("<n:bignum> <u:units>",), length_of),
    Rule("millions of units", "length", ("<n:num> million <u:units>",), lambda n, u: length_of(n * 1_000_000, u)),
    Rule("two thousand units", "length", ("<n:num> thousand <u:units>",), lambda n, u: length_of(n * 1000, u)),
    Rule(
        "two nights",
        "length",
        ("<n:num> <p:dayparts>", "<n:num> - <p:daypart>", "<n:num> straight|consecutive|more <p:dayparts>"),
        lambda n, p: length_of(n, "day") if p == "NI" else None,
    ),
    Rule(
        "a six year, before a noun",
        "length",
        ("<n:num> <u:unit>",),
        lambda n, u: length_of(n, u) if n > 1 and u not in ("second", "quarter", "weekend") and n < 1000 else None,
    ),
    Rule(
        "a quarter of a century",
        "length",
        ("a quarter of a century", "a|one? quarter -? century"),
        lambda: Length(0.25, "century"),
    ),
    Rule(
        "three quarters of a century",
        "length",
        ("three -? quarters of a century|decade", "<m:limit> three -? quarters of a century"),
        lambda m="": Length(0.75, "century", m),
    ),
    Rule(
        "three quarters of an hour",
        "length",
        ("three -? quarters of an hour",),
        lambda: Length(0.75, "hour"),
    ),
    Rule(
        "a third week",
        "thelength",
        (
            "a|the? <n:nthany> <u:unit>",
            "a|the? <n:nthany> straight|consecutive|successive|full <u:unit>",
            "a|the <n:nthany> <u:unit> in a row",
            "a|the <n:nthany> <u:unit> running",
            "the? final|opening <u:unit>",
        ),
        lambda u, n=0: length_of(1, u) if u in ("hour", "day", "week", "month", "year") else None,
    ),
    Rule(
        "a third quarter in a row",
        "thelength",
        (
            "a|the? <n:nthany> straight|consecutive|successive <u:unit>",
            "a|the <n:nthany> <u:unit> in a row",
            "a|the <n:nthany> <u:unit> running",
        ),
        lambda n, u: length_of(1, u) if u in ("quarter", "weekend", "decade") else None,
    ),
    Rule(
        "fractions are no quarters",
        "not",
        (
            "a|one|three -? quarter|quarters of",
            "<m:limit> a quarter of",
            "one|three - quarter|quarters",
            "9 / 11 of|from",
        ),
        lambda m="": 1,
    ),
    Rule(
        "an age is no length",
        "not",
        (
            "<n:num> - <u:unit> - old|olds",
            "a|an <u:unit> - old|olds",
            "the <n:num> - <u:unit> - old|olds",
            "<n:num> <u:units> old",
            "<n:num> <u:unit> old",
            "<n:num> - <u:unit> old",
            "<n:num> <u:unit> - old|olds",
            "<n:num> <u:units> - old|olds",
            "<n:num> - <u:units> - old|olds",
            "his|her|their|my <d:shortdecade>",
            "his|her|their|my <s:stage> -? <d:shortdecade>",
            "aged <n:num>",
            "<n:num> <u:units> of age",
            "<n:length> old",
        ),
        lambda n=0, u="", d=0, s="": 1,
    ),
    Rule(
        "degrees are no decade",
        "not",
        (
            "temperatures|highs|lows in the <d:shortdecade>",
            "temperatures|highs|lows in the mid|upper|lower|low|high - <d:shortdecade>",
            "temperatures|highs|lows are|were|be|reached|near|around in? the <d:shortdecade>",
            "the low|high|upper|lower -? <d:shortdecade>",
        ),
        lambda d: 1,
    ),
    Rule(
        "about so many",
        "not",
        (
            "<a:approx> <y:y4> were|are|have|had|people|others|men|women|workers|jobs|troops|soldiers",
            "<a:approx> <y:y4> died|killed|injured|wounded|fled|gathered|marched|attended|remain|remained",
        ),
        lambda a, y: 1,
    ),
    Rule(
        "a measure by another",
        "not",
        ("<a:int> by|x|× <b:int>",),
        lambda a, b: 1 if len(a["n"]) > 2 and len(b["n"]) > 2 else None,
    ),
    Rule(
        "from day to day is no length",
        "not",
        (
            "a|an|the? <u:unit> - to|on|over|by|upon - <v:unit>",
            "a|an|the? <u:unit> - round",
            "<u:unit> to|by|after|upon|over|on <v:unit>",
        ),
        lambda u, v="": 1 if v in ("", u) else None,
    ),
    Rule("as many weeks", "not", ("as many <u:units>",), lambda u: 1),
    Rule(
        "around the clock",
        "not",
        (
            "24 hours a day",
            "seven|7 days a week",
            "365 days a year",
        ),
        lambda: 1,
    ),
    Rule(
        "one unit",
        "length",
        ("a|an|one <u:unit>",),
        lambda u: length_of(1, u) if u not in ("quarter", "second") else None,
    ),
    Rule("a rate", "rate", ("a|an|per <u:unit>",), lambda u: _repeat(u)),
    Rule("one-day", "length", ("one - <u:unit>",), lambda u: length_of(1, u)),
    Rule(
        "so many units, spelt without hyphen",
        "spelt",
        ("<n:num> <u:units>", "<n:num> full|straight|consecutive <u:units>"),
        length_of,
    ),
    Rule("one unit, in figures", "length", ("<n:num> <u:unit>",), lambda n, u: length_of(n, u) if n == 1 else None),
    Rule(
        "a ten-year",
        "length",
        ("<n:num> - <u:unit>", "<n:num> - <u:unit> - long", "<n:num> <u:unit> - long"),
        length_of,
    ),
    Rule(
        "a full year",
        "length",
        ("a full|whole|entire|single|further|additional <u:unit>", "an entire|extra|additional <u:unit>"),
        lambda u: length_of(1, u),
    ),
    Rule(
        "ten more years",
        "length",
        (
            "<n:num> more|full|straight|consecutive|additional|whole|further|long|extra <u:units>",
            "another <n:num> <u:units>",
            "a further|additional <n:num> <u:units>",
            "an extra|additional <n:num> <u:units>",
        ),
        length_of,
    ),
    Rule("another year", "length", ("another <u:unit>",), lambda u: length_of(1, u)),
    Rule(
        "several days",
        "length",
        ("<n:rough> <u:units>", "<n:rough> more|consecutive|straight <u:units>"),
        lambda n, u: length_of(None, u),
    ),
    Rule("a couple of days", "length", ("<n:pair> <u:units>", "<n:pair> more <u:units>"), length_of),
    Rule(
        "half an hour",
        "length",
        ("half an|a <u:unit>", "a half <u:unit>", "half - <u:unit>", "a half - <u:unit>"),
        lambda u: length_of(0.5, u),
    ),
    Rule("half a century", "length", ("half <u:unit>",), lambda u: length_of(0.5, u) if u == "century" else None),
    Rule("a year and a half", "length", ("a|an|one <u:unit> and a half",), lambda u: length_of(1.5, u)),
    Rule(
        "two to three weeks",
        "length",
        (
            "<a:num> to|or <b:num> <u:units>",
            "<a:num> -|– <b:num> <u:units>",
            "<a:num> to|or <b:num> - <u:unit>",
            "<a:num> - to|or -? <b:num> - <u:unit>",
        ),
        _range,
    ),
    Rule(
        "30-plus years",
        "length",
        ("<n:num> - plus <u:units>", "<n:num> - plus - <u:unit>", "a <u:unit> - plus"),
        lambda u, n=1: length_of(n, u, "MORE_THAN"),
    ),
    Rule(
        "ten-odd years",
        "length",
        ("<n:num> - odd <u:units>", "<n:tens> - some <u:units>", "<n:tens> - something <u:units>"),
        lambda n, u: length_of(n, u, "APPROX"),
    ),
    Rule("two and three weeks, as bounds", "bounds_", ("<a:num> and <b:num> <u:units>",), _range),
    Rule("a year or two", "length", ("a <u:unit> or two",), lambda u: Length(1, u, upper=2)),
    Rule("at least, nearly, more than", "length", ("<m:limit> <n:length>",), _limited),
    Rule("about so long", "length", ("<m:approx> <n:length>",), _limited),
    Rule(
        "some twenty years",
        "length",
        ("some <n:length>",),
        lambda n: _limited("APPROX", n) if (n.count or 0) > 1 else None,
    ),
    Rule(
        "over so long", "overlength_", ("over <n:length>", "well over <n:length>"), lambda n: _limited("MORE_THAN", n)
    ),
    Rule("two hours and five minutes", "length", ("<a:length> and <b:length>", "<a:length> <b:length>"), _more),
    Rule(
        "two hours, five minutes",
        "length",
        ("<a:length> , <b:length>",),
        _listed,
    ),
    Rule("two years or more", "length", ("<n:length> or more|so|longer",), lambda n: n),
    Rule(
        "the last unit",
        "lastunit_",
        ("the last <u:unit>",),
        lambda u: length_of(1, u) if u in ("hour", "day", "week", "month", "year") else None,
    ),
    Rule(
        "a unit since",
        "thetime_",
        ("the <u:unit>",),
        lambda u: length_of(1, u) if u in ("week", "month", "year", "decade", "century") else None,
    ),
    Rule("the year, as a length", "yearlength", ("the <u:unit>",), lambda u: length_of(1, u) if u == "year" else None),
    Rule(
        "the year after, as a length",
        "spanlength_",
        ("the <u:unit>",),
        lambda u: length_of(1, u) if u in ("week", "month", "year", "decade") else None,
    ),
    Rule(
        "the four days",
        "thelength",
        (
            "the <n:spelt>",
            "the? <y:yearago> <n:length>",
            "the <o:nthany> <n:length>",
            "the first|last|final|initial|opening|entire|same|fiscal <n:length>",
            "these|those <n:length>",
        ),
        lambda n, o=0, y=0: n,
    ),
    Rule("a length of time", "duration", ("<n:length>",), lambda n: n),
    Rule("a length with its article", "duration", ("<n:thelength>",), lambda n: n),
    Rule("a three-year period", "duration", ("a|the|this|that <n:length> period|span|stretch",), lambda n: n),
    Rule(
        "some time",
        "duration",
        ("some time", "quite some time"),
        lambda: Length(None, "month"),
    ),
    Rule(
        "years, alone",
        "lone_units",
        (
            "<u:units>",
            "the <u:units>",
            "the early|first|final|last <u:units>",
            "<u:units> or <v:units>",
            "<u:units> and <v:units>",
            "the intervening <u:units>",
            "the <t:turned> <u:units>",
        ),
        lambda u, v="", t=0: Length(None, u),
    ),
    Rule(
        "years and years",
        "duration",
        ("decades", "<m:limit> <u:units>", "dozens|scores|hundreds|thousands of <u:units>"),
        lambda u="decade", m="": Length(None, u),
    ),
    Rule("every year", "set", ("every|each <u:unit>", "each and every <u:unit>", "every single <u:unit>"), _repeat),
    Rule(
        "every year or two",
        "set",
        ("every <u:unit> or two|so",),
        lambda u: _repeat(u) if u in ("minute", "hour", "day", "week", "month", "year") else None,
    ),
    Rule("every half hour", "set", ("every|each half -? hour",), lambda: Repeat("PT30M")),
    Rule("every two years", "set", ("every <n:num> <u:units>",), _repeat_counted),
    Rule(
        "every three to five years",
        "set",
        ("every <n:num> to|or <b:num> <u:units>",),
        lambda n, b, u: _repeat_counted(n, u) if n < b else None,
    ),
    Rule("every other year", "set", ("every other|second <u:unit>",), lambda u: _repeat_counted(2, u)),
    Rule(
        "every Monday at noon",
        "set",
        ("every|each <w:weekday> at? <c:clock_>",),
        lambda w, c: Repeat(f"XXXX-WXX-{w + 1}T{c.hour:02d}:{c.minute:02d}"),
    ),
    Rule("every Monday", "set", ("every|each <w:weekday>",), lambda w: Repeat(f"XXXX-WXX-{w + 1}")),
    Rule("Mondays", "set", ("<w:weekdays>",), lambda w: Repeat(f"XXXX-WXX-{w + 1}")),
    Rule("weekends", "set", ("weekends",), lambda: Repeat("XXXX-WXX-WE")),
    Rule("weekdays", "set", ("every|each weekday", "weekdays"), lambda: Repeat("XXXX-WXX")),
    Rule("day-long", "length", ("<u:longs>", "<u:unit> - long"), lambda u: length_of(1, u)),
    Rule("months-long", "length", ("<u:units> - long|old",), lambda u: length_of(None, u)),
    Rule(
        "multi-year",
        "length",
        ("multi - <u:unit>", "<u:manylongs>", "several - <u:unit>"),
        lambda u: length_of(None, u),
    ),
    Rule(
        "the whole day",
        "thelength",
        ("the whole|entire|full <u:unit>",),
        lambda u: length_of(1, u) if u in ("hour", "day", "decade", "century") else None,
    ),
    Rule(
        "Monday nights",
        "set",
        ("<w:weekday> <p:dayparts>", "every|each <w:weekday> <p:daypart>"),
        lambda w, p: Repeat(f"XXXX-WXX-{w + 1}T{p}"),
    ),
    Rule("every morning", "set", ("every|each <p:daypart>",), lambda p: Repeat(f"XXXX-XX-XXT{p}")),
    Rule("every June", "set", ("every|each <m:mon>",), lambda m: Repeat(f"XXXX-{m:02d}")),
    Rule("every summer", "set", ("every|each <s:season>",), lambda s: Repeat(f"XXXX-{s}")),
    Rule("yearly, alone", "lone", ("<v:adverbset>",), lambda v: Repeat(v)),
    Rule(
        "an average is no repetition",
        "not",
        ("average|averaged|mean|median <v:everyday>", "average|averaged|mean|median <v:adverbset>"),
        lambda v: 1,
    ),
    Rule("daily", "set", ("<v:everyday>",), lambda v: Repeat(v)),
    Rule("twice a year", "set", ("once|twice|thrice a|per|every|each <u:unit>",), _repeat),
    Rule(
        "twice weekly",
        "set",
        ("once|twice|thrice -? <v:adverbset>", "once|twice|thrice -? <v:everyday>"),
        lambda v: Repeat(v),
    ),
    Rule("twice every two years", "set", ("once|twice every <n:num> <u:units>",), _repeat_counted),
    Rule(
        "so many times a year",
        "set",
        ("<n:num> times a|per|each|every <u:unit>", "<n:rough> times a|per|each|every <u:unit>"),
        lambda n, u: _repeat(u),
    ),
    Rule(
        "every few minutes",
        "set",
        ("every <n:rough> <u:units>", "every couple of <u:units>"),
        lambda u, n=0: Repeat(_ISO[u].replace("1", "X")),
    ),
    Rule(
        "every third day", "set", ("every <n:nthany> <u:unit>",), lambda n, u: _repeat_counted(n, u) if n > 2 else None
    ),
    Rule("every second Monday", "set", ("every other|second <w:weekday>",), lambda w: Repeat("P2W")),
    Rule(
        "the first Monday of each month",
        "set",
        ("the <n:nthany> <w:weekday> of|in each|every <u:unit>", "the last <w:weekday> of|in each|every <u:unit>"),
        lambda u, w, n=0: _repeat(u),
    ),
)
