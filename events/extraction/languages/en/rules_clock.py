"""Times of day: by the clock, with zones, and by parts of the day."""

from dataclasses import replace
from typing import Any, Final

from events.extraction import periods
from events.extraction.engine import Rule
from events.extraction.meanings import (
    Beside,
    Calendar,
    Clock,
    DayPart,
    Distance,
    Holiday,
    Meaning,
    Phrase,
    Same,
    Shift,
)


def _clock(g: dict[str, str]) -> Clock | None:
    hour, minute = int(g["h"]), int(g.get("m") or 0)
    second = int(g["s"]) if g.get("s") else None
    half = (g.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or (hour == 24 and minute):
        return None
    return Clock(hour, minute, second)


def _open_clock(g: dict[str, str]) -> Clock | None:
    """An hour of which the text has yet to say whether it is before noon or after: the 9 of "between 9 and 11 a.m."."""
    hour = int(g.get("h") or g.get("n") or 0)
    return _clock({"h": str(hour), "m": g.get("m") or "0"}) if 1 <= hour <= 12 else None


def _stamp(g: dict[str, str]) -> Clock | None:
    """A day and time as machines write them: "2013-09-11T10:00Z"."""
    day = Calendar(int(g["y"]), int(g["mo"]), int(g["d"]))
    clock = _clock({"h": g["h"], "m": g["m"], "s": g["s"]})
    if clock is None or periods.day(day.year or 0, day.month or 0, day.day or 0) is None:
        return None
    return replace(clock, day=day, offset=_minutes(g["zone"]) if g["zone"] else None)


def _minutes(zone: str) -> int:
    """Minutes east of Greenwich: of "+02:00" 120."""
    if zone in "Zz":
        return 0
    return (-1 if zone[0] == "-" else 1) * (int(zone[1:3]) * 60 + int(zone[-2:]))


def _part_hour(h: float, p: str) -> Clock | None:
    if h != int(h) or not 1 <= h <= 12:
        return None
    late = p in ("AF", "EV") or (p == "NI" and h >= 6)
    return Clock(int(h) % 12 + (12 if late else 0))


def _in_part(c: Clock, p: str) -> Clock | None:
    """A time of the half day that the part of the day is in: "8:30 in the evening"."""
    if c.day is not None or c.hour > 12:
        return c
    found = _part_hour(c.hour or 12, p)
    return found and replace(c, hour=0 if p == "NI" and c.hour in (0, 12) else found.hour)


def _past(h: float, m: float | None, w: int | None) -> Clock | None:
    """Half past (no minutes), so many minutes past (w 1) or to (w -1) an hour of the twelve."""
    minutes = 30 if m is None else m
    if not 1 <= h <= 12 or h != int(h) or not 1 <= minutes <= 30 or minutes != int(minutes):
        return None
    return Clock(int(h), int(minutes)) if w != -1 else Clock((int(h) - 2) % 12 + 1, 60 - int(minutes))


def _beside_noon(m: float, w: int, n: int) -> Clock | None:
    """So many minutes after (w 1) or before (w -1) noon or midnight: "one minute past midnight"."""
    if not 1 <= m <= 59 or m != int(m):
        return None
    minutes = (n * 60 + w * int(m)) % (24 * 60)
    return Clock(minutes // 60, minutes % 60)


def _spoken_on(c: Clock, t: Any, p: str) -> Clock | None:
    """An hour of the twelve in a part of the day, on a day if one is named: "half past one on Thursday afternoon"."""
    part, day = (t.part, t.day) if isinstance(t, DayPart) else (p, None)
    found = _part_hour(c.hour, part) if part else None
    return found and Clock(found.hour, c.minute, day=day) if t is None or day is not None else None


def _zoned(c: Clock, z: int) -> Clock:
    return Clock(c.hour, c.minute, c.second, z, c.day, c.mod)


def _on(c: Clock, d: Meaning) -> Clock | None:
    return Clock(c.hour, c.minute, c.second, c.offset, d, c.mod) if c.day is None and _dayish(d) else None


def _in_two_zones(c: Clock, z: Clock, d: Meaning) -> Phrase | None:
    """A time and the same in another zone, on a day or a part of one: "7:55 p.m. (2355 UTC) last night"."""
    day = d.day if isinstance(d, DayPart | Clock) else d
    on = _on(c, day) if day is not None else None
    return Phrase("in", {"c": on, "z": replace(z, day=day)}) if on else None


def _night_to(part: str, named: Calendar, day: int, end: int) -> DayPart | None:
    """The night between two days of one month; it belongs to the first."""
    first, last = (day or named.day or 0), (end or named.day or 0)
    return (
        DayPart(part, replace(named, day=first, spoken=False)) if part in ("NI", "EV") and last == first + 1 else None
    )


def _part_on(p: Any, d: Meaning) -> DayPart | None:
    if isinstance(p, DayPart):
        return DayPart(p.part, d, p.mod) if p.day is None and _dayish(d) else None
    return DayPart(p, d) if _dayish(d) else None


def _hour_on(h: float, p: str, d: Meaning | None) -> Clock | None:
    """An hour without minutes in a part of the day: "six yesterday morning"."""
    clock = _part_hour(h, p)
    return None if clock is None else (clock if d is None else _on(clock, d))


def _dayish(d: Meaning) -> bool:
    """Whether it is one day, so that a time of day can be in it."""
    match d:
        case Calendar():
            return d.day is not None or d.weekday is not None
        case Shift():
            return d.unit == "day"
        case Distance():
            return d.unit not in ("hour", "minute", "second")
    return isinstance(d, Holiday | Same)


CLOCK: Final = (
    Rule("a time with a full stop", "clock_", ("<g:clockdot>",), _clock),
    Rule("a time by the clock", "clock_", ("<g:clock>", "<g:clock24>", "<g:clock12>", "<g:military>"), _clock),
    Rule("an hour of the twelve, its half to come", "openclock_", ("<g:clock24>", "<g:int>"), _open_clock),
    Rule("a time and its half of the day", "halfclock_", ("<g:clock>", "<g:clock12>"), _clock),
    Rule("a time and its half of the day in a zone", "halfclock_", ("<c:halfclock_> <z:zone>",), _zoned),
    Rule("a time and its half, local", "halfclock_", ("<c:halfclock_> <here:localtime>",), lambda c, here: c),
    Rule("a time and its half on a day", "halfclock_", ("<c:halfclock_> ,? on? <d:date>",), _on),
    Rule(
        "o'clock", "clock_", ("<h:num> o ' clock",), lambda h: Clock(int(h)) if 1 <= h <= 24 and h == int(h) else None
    ),
    Rule(
        "o'clock in the morning",
        "clock_",
        ("<h:num> o ' clock in the <p:daypart>", "<h:num> in the <p:daypart>"),
        _part_hour,
    ),
    Rule(
        "the clock of a game is no hour",
        "not",
        (
            "with|had <c:clock_> left|remaining",
            "<c:clock_> left|remaining in the <n:nthany> quarter|half|period|overtime|inning",
            "<c:clock_> left|remaining in the game|match|half|period|overtime",
            "with|had|only|just <c:clock_> to go|play",
            "the <c:clock_> mark",
        ),
        lambda c, n=0: 1,
    ),
    Rule("high noon is no hour", "not", ("high noon",), lambda: 1),
    Rule("noon, midnight", "clock_", ("<n:noon>", "twelve|12 <n:noon>"), lambda n: Clock(n)),
    Rule(
        "half past, quarter to",
        "spokenclock_",
        (
            "half past <h:num>",
            "a? quarter <w:pastto> <h:num>",
            "<m:num> minutes? <w:pastto> <h:num>",
        ),
        lambda h, m=None, w=None: _past(h, 15 if w and m is None else m, w),
    ),
    Rule(
        "minutes past midnight",
        "clock_",
        ("<m:num> minute|minutes? <w:pastto> <n:noon>", "<m:num> minute|minutes? <w:beside> <n:noon>"),
        _beside_noon,
    ),
    Rule(
        "a time in the morning",
        "clock_",
        ("<c:clock_> in the <p:daypart>", "<c:clock_> at night"),
        lambda c, p="NI": _in_part(c, p),
    ),
    Rule("a time in a zone", "clock_", ("<c:clock_> <z:zone>", "<c:clock_> ( <z:zone> )"), _zoned),
    Rule("a local time", "clock_", ("<c:clock_> <here:localtime>", "<c:clock_> hours|hrs"), lambda c, here=0: c),
    Rule("about a time of day", "clock_", ("<a:approx> <c:clock_>",), lambda a, c: replace(c, mod="APPROX")),
    Rule(
        "half past, said of a day",
        "time",
        ("<c:spokenclock_> on? <t:time>", "<c:spokenclock_> in the <p:daypart>"),
        lambda c, t=None, p="": _spoken_on(c, t, p),
    ),
    Rule(
        "three a.m.",
        "clock_",
        ("<h:hourword_> <p:halfday>", "<h:hourword_> <m:num> <p:halfday>"),
        lambda h, p, m=0: Clock(h % 12 + p, int(m)) if m == int(m) and (not m or 10 <= m < 60) else None,
    ),
    Rule("an hour in words", "hourword_", ("<h:ones>", "<h:teens>"), lambda h: h if h <= 12 else None),
    Rule(
        "an hour of a part of a day",
        "time",
        ("<h:hourword_> on|of <t:time>",),
        lambda h, t: _spoken_on(Clock(h), t, ""),
    ),
    Rule(
        "an hour in figures and a part of a day",
        "hourof_",
        ("<h:num> on|of? <t:time>",),
        lambda h, t: _spoken_on(Clock(int(h)), t, "") if 1 <= h <= 12 else None,
    ),
    Rule(
        "at an hour and a part of a day",
        "phrase",
        ("at|until|till|around|about|before|after|since <x:hourof_>", "at about|around|exactly <x:hourof_>"),
        lambda x: Phrase("in"),
    ),
    Rule(
        "about half past",
        "spokenclock_",
        ("<a:approx> <c:spokenclock_>",),
        lambda a, c: None if c.mod else replace(c, mod="APPROX"),
    ),
    Rule("a time, read", "time", ("<c:clock_>",), lambda c: c),
    Rule(
        "a time on a day",
        "time",
        ("<c:clock_> ,? on? <d:date>", "<d:date> at? <c:clock_>", "<d:date> , <c:clock_>", "<c:clock_> of <d:date>"),
        _on,
    ),
    Rule("a time on a day in short", "time", ("<c:clock_> ,? on? <d:shortday_>", "<d:shortday_> at? <c:clock_>"), _on),
    Rule("Friday night in short", "time", ("<d:shortday_> <p:daypart>",), _part_on),
    Rule(
        "a time after the date",
        "time",
        ("<d:date> , at <c:clock_>",),
        lambda d, c: _on(c, d) if isinstance(d, Calendar) and d.day else None,
    ),
    Rule("a day and time in figures", "time", ("<g:isostamp>",), _stamp),
    Rule(
        "a time in a part of a day",
        "time",
        ("<c:clock_> ,? on? <t:time>",),
        lambda c, t: _on(timed, t.day) if isinstance(t, DayPart) and t.day and (timed := _in_part(c, t.part)) else None,
    ),
    Rule("tonight", "time", ("tonight",), lambda: DayPart("NI", Shift("day", 0))),
    Rule("last night", "time", ("last night",), lambda: DayPart("NI", Shift("day", -1))),
    Rule("this morning", "time", ("this <p:daypart>",), lambda p: DayPart(p, Shift("day", 0))),
    Rule("overnight", "time", ("overnight",), lambda: DayPart("NI", Shift("day", -1), aside=True)),
    Rule("overnight on a day", "time", ("overnight on? <d:date>", "<d:date> overnight"), lambda d: _part_on("NI", d)),
    Rule("the morning", "time", ("the <p:daypart>", "the early|late <p:daypart>"), lambda p: DayPart(p)),
    Rule(
        "the early hours",
        "daypart_",
        ("the? <e:earlyhours> of the? morning", "the <e:earlyhours>"),
        lambda e="": DayPart("MO", None, "START"),
    ),
    Rule(
        "the early hours of a day",
        "time",
        (
            "the? <e:earlyhours> of <d:date>",
            "the? <e:earlyhours> of <d:date> morning",
            "the? <e:earlyhours> of <d:theday_>",
        ),
        lambda e, d: DayPart("MO", d, "START") if _dayish(d) else None,
    ),
    Rule(
        "the early hours of this morning",
        "time",
        ("the? <e:earlyhours> of <t:time>",),
        lambda e, t: DayPart("MO", t.day, "START") if isinstance(t, DayPart) and t.part == "MO" else None,
    ),
    Rule(
        "the late hours of a day",
        "time",
        (
            "the late hours of <d:date>",
            "the late - night hours of <d:date>",
        ),
        lambda d: DayPart("NI", d, "END") if _dayish(d) else None,
    ),
    Rule("the early hours, read", "time", ("<p:daypart_>",), lambda p: p),
    Rule(
        "Friday morning",
        "time",
        (
            "<d:date> <p:daypart>",
            "<p:daypart> of <d:date>",
            "the <p:daypart> of <d:date>",
            "<p:daypart> of <d:theday_>",
            "the <p:daypart> of <d:theday_>",
            "<d:date> ' s <p:daypart>",
            "<p:daypart> on <d:date>",
        ),
        _part_on,
    ),
    Rule(
        "the night from one day to the next",
        "time",
        (
            "the? <p:daypart> of|from <m:monthfirst_> to|and|-|– <e:dom>",
            "the? <p:daypart> of|from <d:dom> to|and|-|– <m:dayfirst_>",
        ),
        lambda p, m, d=0, e=0: _night_to(p, m, d, e),
    ),
    Rule(
        "early Friday morning",
        "time",
        ("<s:stage> <t:time>", "<s:stage> on? <t:time>", "<s:stage> in <t:time>"),
        lambda s, t: DayPart(t.part, t.day, s) if isinstance(t, DayPart) and not t.mod else None,
    ),
    Rule(
        "the next morning",
        "time",
        ("the next|following <p:daypart>", "the <p:daypart> after"),
        lambda p: DayPart(p, Shift("day", 1, "text")),
    ),
    Rule(
        "the night before",
        "time",
        ("the <p:daypart> before", "the previous <p:daypart>"),
        lambda p: DayPart(p, Shift("day", -1, "text")),
    ),
    Rule(
        "mid-morning",
        "daypart_",
        ("<s:stage> -? <p:daypart>", "the? <s:stage> -? <p:daypart>"),
        lambda s, p: DayPart(p, None, s),
    ),
    Rule("lunchtime", "daypart_", ("<p:middayword>",), lambda p: DayPart(p)),
    Rule("midmorning", "daypart_", ("<p:midpart>",), lambda p: DayPart(p, None, "MID")),
    Rule(
        "late afternoon of a day",
        "time",
        ("<d:date> <p:daypart_>", "<p:daypart_> on? <d:date>"),
        lambda d, p: _part_on(p, d),
    ),
    Rule(
        "the same night",
        "time",
        ("the same <p:daypart>", "that <p:daypart>", "that same <p:daypart>"),
        lambda p: DayPart(p, Shift("day", 0, "text")),
    ),
    Rule(
        "tomorrow at dawn",
        "time",
        ("<p:twilight> on? <d:date>", "<d:date> at|before|after <p:twilight>"),
        lambda p, d: _part_on(p, d),
    ),
    Rule("dawn, dusk", "twilight_", ("<p:twilight>",), lambda p: DayPart(p)),
    Rule("dawn of a day", "dawnof_", ("<p:twilight> on? <d:date>",), lambda p, d: _part_on(p, d)),
    Rule("before dawn on a day", "phrase", ("before|by <x:dawnof_>",), lambda x: Phrase("in")),
    Rule("the night, alone", "thepart_", ("the <p:daypart>",), lambda p: DayPart(p)),
    Rule("through the night", "phrase", ("through <x:thepart_>",), lambda x: Phrase("in")),
    Rule(
        "an hour and a part of the day",
        "time",
        (
            "<h:hourword_> this <p:daypart>",
            "<h:hourword_> <d:date> <p:daypart>",
            "<h:num> o ' clock this <p:daypart>",
        ),
        lambda h, p, d=None: _hour_on(h, p, d or Shift("day", 0)),
    ),
    Rule(
        "an hour and a part of that day",
        "time",
        ("<h:num> o ' clock that <p:daypart>",),
        lambda h, p: _hour_on(h, p, None),
    ),
    Rule(
        "an hour tonight",
        "time",
        ("<h:hourword_> tonight", "<h:num> o ' clock tonight"),
        lambda h: _hour_on(h, "NI", Shift("day", 0)),
    ),
    Rule("the middle of the night", "time", ("the middle|dead of the <p:daypart>",), lambda p: DayPart(p, None, "MID")),
    Rule("later tonight", "time", ("later|earlier <t:time>",), lambda t: t if isinstance(t, DayPart) else None),
    Rule(
        "the night before a day",
        "time",
        ("the <p:daypart> <s:beside> <h:holiday_>",),
        lambda p, s, h: DayPart(p, Beside(s, h)),
    ),
    Rule(
        "later in the evening",
        "time",
        ("later|late|earlier|early in|on the|that <p:daypart>", "later|earlier that <p:daypart>"),
        lambda p: DayPart(p),
    ),
    Rule(
        "a time and the same in a zone, on a day",
        "phrase",
        ("<c:clock_> ( <z:clock_> ) on? <d:date>", "<c:clock_> ( <z:clock_> ) <d:time>"),
        _in_two_zones,
    ),
)
