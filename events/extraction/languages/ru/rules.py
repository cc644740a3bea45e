"""All Russian rules, in the order in which they are tried."""

from dataclasses import replace
from typing import Any, Final

from events.extraction import periods
from events.extraction.engine import Rule
from events.extraction.meanings import (
    Calendar,
    Clock,
    DayPart,
    Distance,
    Fixed,
    Length,
    Meaning,
    Part,
    Phrase,
    Repeat,
    Same,
    Shift,
    Stretch,
    Vague,
    Within,
)
from events.extraction.periods import Period

_ISO: Final = {"day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P1Q", "year": "P1Y", "hour": "PT1H", "minute": "PT1M", "weekend": "P1WE", "century": "P1C", "decade": "P1E"}  # fmt: skip


def _day(d: int, m: int) -> Calendar | None:
    return Calendar(month=m, day=d) if periods.in_some_year(m, d) else None


def _no_day(d: int, m: int, y: int = 2000) -> int | None:
    """A mark where the month, or that year's month, has no such day: nothing may be read from a part of it."""
    return 1 if periods.day(y, m, d) is None else None


def _full(c: Calendar, y: int) -> Calendar | None:
    return Calendar(y, c.month, c.day, spoken=True) if periods.day(y, c.month or 0, c.day or 0) else None


def _figures(g: dict[str, str], order: str = "DMY") -> Calendar | None:
    y, m, d = int(g["y"]), int(g["m"]), int(g["d"])
    return Calendar(y, m, d, spoken=True, order=order) if periods.day(y, m, d) else None


def _shift(t: int, u: str) -> Shift:
    return Shift(u, t)  # type: ignore[arg-type]


def _length(n: float | None, u: str) -> Length:
    return Length(n, u)  # type: ignore[arg-type]


def _stretch(t: int, n: Length) -> Stretch | None:
    """ "Последние недели" are several, though the word is that of one week, too."""
    return None if n.count == 1 and n.unit in ("week", "month", "year") else Stretch(n, t)


def _ago(n: Length, sign: int = -1) -> Distance:
    exact = n.count is not None and not n.mod and sign < 0
    return Distance(n.count, n.unit, sign, mod=n.mod, spoken=exact)


def _clock(g: dict[str, str]) -> Clock | None:
    hour, minute = int(g["h"]), int(g["m"])
    return Clock(hour, minute) if hour < 24 else None


def _part_hour(h: float, p: str) -> Clock | None:
    """An hour of the twelve in a part of the day: "7 часов вечера"."""
    if not 1 <= h <= 12 or h != int(h):
        return None
    return Clock(int(h) % 12 + (12 if p in ("DT", "EV") or (p == "NI" and 6 <= h < 12) else 0))


def _is_day(d: Meaning) -> bool:
    return (isinstance(d, Calendar) and (d.day is not None or d.weekday is not None)) or (
        isinstance(d, Shift) and d.unit == "day"
    )


def _part_on(d: Meaning, p: str) -> DayPart | None:
    return DayPart(p, d) if _is_day(d) else None


def _clock_on(c: Clock, d: Meaning) -> Clock | None:
    return replace(c, day=d) if c.day is None and _is_day(d) else None


def _same_month(d: int, b: Meaning) -> Phrase | None:
    if not isinstance(b, Calendar) or not b.month or not b.day or not 1 <= d < b.day:
        return None
    return Phrase("both", {"d": replace(b, day=d, spoken=False)})


def _span(a: Meaning, b: Meaning) -> Phrase | None:
    return Phrase("span") if isinstance(a, Calendar) and isinstance(b, Calendar) else None


def _years(d: int, b: Meaning | int) -> Phrase | None:
    last = b if isinstance(b, int) else (b.year if isinstance(b, Calendar) and b.month is None else None)
    if last is None or d >= last:
        return None
    return Phrase("span", {"d": Calendar(year=d), "b": Calendar(year=last)})


def _as_read(c: Any) -> Any:
    return c


RULES: Final = (
    Rule("число цифрами", "num", ("<g:int>",), lambda g: int(g["n"])),
    Rule("число словом", "num", ("<n:ones>",), lambda n: n),
    Rule("число месяца", "dom", ("<g:int>",), lambda g: int(g["n"]) if 1 <= int(g["n"]) <= 31 else None),
    Rule("число месяца с окончанием", "dom", ("<g:nth>",), lambda g: int(g["n"]) if 1 <= int(g["n"]) <= 31 else None),
    Rule("год", "y4", ("<g:int>",), lambda g: int(g["n"]) if len(g["n"]) == 4 and 1000 <= int(g["n"]) < 2200 else None),
    Rule("год со словом", "date", ("<y:y4> <k:ymark>", "<y:y4> - го|м|й <k:ymark>"), lambda y, k: Calendar(year=y)),
    Rule("день и месяц", "monthday", ("<d:dom> <m:month>",), _day),
    Rule("нет такого дня", "not", ("<d:dom> <m:month> <y:y4>", "<d:dom> <m:month>"), _no_day),
    Rule(
        "полная дата",
        "fulldate",
        ("<c:monthday> <y:y4> <k:ymark>", "<c:monthday> <y:y4>"),
        lambda c, y, k=0: _full(c, y),
    ),
    Rule("дата цифрами", "fulldate", ("<g:slashed>", "<g:dotted>"), _figures),
    Rule("дата цифрами, сначала год", "fulldate", ("<g:iso>",), lambda g: _figures(g, "YMD")),
    Rule("полная дата прочитана", "date", ("<c:fulldate>",), _as_read),
    Rule("день и месяц прочитаны", "date", ("<c:monthday>",), _as_read),
    Rule(
        "день недели и дата",
        "date",
        ("<w:weekday> ,? <c:fulldate>", "<w:weekday> ,? <c:monthday>"),
        lambda w, c: c if c.year else replace(c, weekday=w),
    ),
    Rule(
        "месяц и год",
        "date",
        ("<m:month> <y:y4> <k:ymark>", "<m:month> <y:y4>"),
        lambda m, y, k=0: Calendar(year=y, month=m),
    ),
    Rule("месяц", "date", ("<m:month>",), lambda m: Calendar(month=m)),
    Rule("день недели", "date", ("<w:weekday>",), lambda w: Calendar(weekday=w)),
    Rule("время года", "date", ("<s:season>",), lambda s: Calendar(season=s)),
    Rule(
        "время года какого-то года",
        "date",
        ("<s:season> <y:y4> <k:ymark>",),
        lambda s, y, k: Calendar(year=y, season=s),
    ),
    Rule("прошлый понедельник", "date", ("<t:turn> <w:weekday>",), lambda t, w: Calendar(weekday=w, turn=t)),
    Rule("прошлое лето", "date", ("<t:turn> <s:season>",), lambda t, s: Calendar(season=s, turn=t)),
    Rule("прошлая неделя", "unit_", ("<t:turn> <u:unit>",), _shift),
    Rule("прошлая неделя прочитана", "date", ("<c:unit_>",), _as_read),
    Rule(
        "месяц другого года",
        "date",
        ("<m:month> <o:unit_>", "<c:monthday> <o:unit_>"),
        lambda o, m=0, c=None: Within(c or Calendar(month=m), o) if o.unit == "year" else None,
    ),
    Rule(
        "время другого года",
        "date",
        ("<s:season> <o:unit_>",),
        lambda s, o: Within(Calendar(season=s), o) if o.unit == "year" else None,
    ),
    Rule(
        "тот же день",
        "date",
        ("тот же <u:unit>", "того же <u:unit>", "той же <u:unit>", "тот <u:unit>", "том же <u:unit>"),
        lambda u: Same(u),
    ),
    Rule(
        "в предыдущем месяце",
        "date",
        ("предыдущий|предыдущем|предыдущей|предыдущую|предыдущего <u:unit>",),
        lambda u: Shift(u, -1, "text"),
    ),
    Rule("на следующий день", "date", ("на следующий день",), lambda: Shift("day", 1, "text")),
    Rule("сегодня, вчера, завтра", "date", ("<n:today>",), lambda n: Shift("day", n, spoken=True)),
    Rule("накануне", "date", ("<n:named>",), lambda n: Shift("day", n)),
    Rule(
        "квартал по номеру",
        "quarter",
        ("<n:ordinal> квартал|квартале|квартала", "<g:nth> квартал|квартале|квартала"),
        lambda n=0, g=None: Calendar(quarter=n or int(g["n"])) if (n or int(g["n"])) <= 4 else None,
    ),
    Rule(
        "полугодие по номеру",
        "quarter",
        ("<n:ordinal> полугодие|полугодии|полугодия",),
        lambda n: Calendar(half=n) if n <= 2 else None,
    ),
    Rule("квартал прочитан", "date", ("<c:quarter>",), _as_read),
    Rule("квартал года", "date", ("<c:quarter> <y:y4> <k:ymark>",), lambda c, y, k: replace(c, year=y)),
    Rule(
        "квартал другого года",
        "date",
        ("<c:quarter> <o:unit_>",),
        lambda c, o: Within(c, o) if o.unit == "year" else None,
    ),
    Rule(
        "десятилетие цифрами",
        "date",
        ("<g:decadefig> годы|годов|годах", "<g:decadefig>"),
        lambda g: Fixed(Period("decade", int(g["c"]) * 10 + int(g["d"]))),
    ),
    Rule(
        "век",
        "date",
        ("<n:roman> век|веке|века", "<g:nth> век|веке|века"),
        lambda n=0, g=None: Fixed(Period("century", (n or int(g["n"])) - 1)),
    ),
    Rule(
        "в начале, в конце",
        "date",
        ("<e:edge> <d:date>", "<e:edge> <u:unit>"),
        lambda e, d=None, u="": Part(e, d or Shift(u, 0)) if not isinstance(d, Part) else None,
    ),
    Rule(
        "около какого-то времени",
        "date",
        ("<a:approx> <d:date>",),
        lambda a, d: Part(a, d) if isinstance(d, Calendar) and d.weekday is None else None,
    ),
    Rule("столько единиц", "length", ("<n:num> <u:units>",), _length),
    Rule("одна единица", "length", ("<u:oneunit>", "один|одну <u:oneunit>"), lambda u: _length(1, u)),
    Rule("несколько дней", "length", ("<r:rough> <u:units>",), lambda r, u: _length(None, u)),
    Rule("полгода", "length", ("полгода",), lambda: _length(6, "month")),
    Rule("полтора года", "length", ("полтора|полутора <u:units>",), lambda u: _length(1.5, u)),
    Rule("почти, более", "length", ("<m:limit> <n:length>",), lambda m, n: replace(n, mod=m) if not n.mod else None),
    Rule(
        "длительность", "duration", ("<n:num> <u:units>", "<r:rough> <u:units>"), lambda u, n=None, r=0: _length(n, u)
    ),
    Rule(
        "длительность с пределом",
        "duration",
        ("<m:limit> <n:length>",),
        lambda m, n: replace(n, mod=m) if not n.mod else None,
    ),
    Rule("в течение", "phrase", ("в течение <x:length>", "на протяжении <x:length>"), lambda x: Phrase("within")),
    Rule("последние дни", "duration", ("<t:last> <n:length>", "<t:coming> <n:length>"), _stretch),
    Rule(
        "последние месяцы без числа",
        "duration",
        ("<t:last> <u:units>", "<t:coming> <u:units>"),
        lambda t, u: Stretch(_length(None, u), t, vague=True),
    ),
    Rule("около стольких", "about_", ("<m:approx> <n:length>",), lambda m, n: replace(n, mod=m) if not n.mod else None),
    Rule("около стольких назад", "date", ("<n:about_> <a:ago>",), lambda n, a: _ago(n)),
    Rule("столько назад", "date", ("<n:length> <a:ago>",), lambda n, a: _ago(n)),
    Rule("через столько", "date", ("через <n:length>",), lambda n: _ago(n, 1)),
    Rule(
        "столько спустя", "date", ("<n:length> спустя", "спустя <n:length>"), lambda n: replace(_ago(n, 1), base="text")
    ),
    Rule(
        "за столько до",
        "date",
        ("<n:length> ранее", "<n:length> раньше"),
        lambda n: Distance(n.count, n.unit, -1, "text"),
    ),
    Rule("каждый день", "set", ("каждый|каждую|каждое <u:unit>",), lambda u: Repeat(_ISO[u])),
    Rule(
        "каждый понедельник",
        "set",
        ("каждый|каждую|каждое <w:weekday>", "по <w:weekdays>"),
        lambda w: Repeat(f"XXXX-WXX-{w + 1}"),
    ),
    Rule(
        "каждые два года",
        "set",
        ("каждые <n:num> <u:units>",),
        lambda n, u: Repeat(_ISO[u].replace("1", f"{n:g}")) if u in _ISO else None,
    ),
    Rule("раз в неделю", "set", ("раз|раза в <u:unit>",), lambda u: Repeat(_ISO[u])),
    Rule("ежедневно", "set", ("<v:adverbset>",), lambda v: Repeat(v)),
    Rule("неопределённое время", "date", ("<v:vague>",), lambda v: Vague(v)),
    Rule("время цифрами", "clock_", ("<g:clock24>",), _clock),
    Rule("час вечера", "clock_", ("<h:num> часов|часа <p:daypart>",), _part_hour),
    Rule("прошлой ночью", "time", ("прошлой|минувшей ночью",), lambda: DayPart("NI", Shift("day", -1))),
    Rule("полдень, полночь", "clock_", ("<n:noon>",), lambda n: Clock(n)),
    Rule("время прочитано", "time", ("<c:clock_>",), _as_read),
    Rule("время дня", "time", ("<c:clock_> в|во? <d:date>", "<d:date> в <c:clock_>"), _clock_on),
    Rule(
        "утром в понедельник",
        "time",
        ("<p:whenpart> в|во? <d:date>", "<d:date> <p:whenpart>", "<p:daypart> <d:date>"),
        lambda p, d: _part_on(d, p),
    ),
    Rule("в предлог", "phrase", ("в|во|на|за <x:date>",), lambda x: Phrase("in")),
    Rule("с какого-то времени", "phrase", ("с|со <x:date>",), lambda x: Phrase("since")),
    Rule("начиная с", "phrase", ("начиная с|со <x:date>",), lambda x: Phrase("from")),
    Rule("до какого-то времени", "phrase", ("до <x:date>",), lambda x: Phrase("until")),
    Rule("к какому-то времени", "phrase", ("к|ко <x:date>", "не позднее <x:date>"), lambda x: Phrase("by")),
    Rule("после какого-то времени", "phrase", ("после <x:date>",), lambda x: Phrase("after")),
    Rule("уже в", "phrase", ("уже в|во <x:date>", "не раньше|ранее <x:date>"), lambda x: Phrase("earliest")),
    Rule(
        "с одного по другое",
        "phrase",
        ("с|со <a:date> по|до <b:date>", "между <a:date> и <b:date>", "<a:date> - <b:date>"),
        _span,
    ),
    Rule("с 4 по 6 мая", "phrase", ("с <d:dom> по|до <b:date>", "<d:dom> -|–|и <b:date>"), _same_month),
    Rule(
        "с года по год",
        "phrase",
        ("с <d:y4> по|до <b:date>", "<d:y4> -|– <b:y4> годы|годов|годах"),
        lambda d, b: _years(d, b),
    ),
)
