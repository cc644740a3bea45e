"""All Spanish rules, in the order in which they are tried."""

from dataclasses import replace
from typing import Any, Final

from events.extraction import periods
from events.extraction.engine import Rule
from events.extraction.meanings import (
    Calendar,
    Clock,
    DayPart,
    Distance,
    Edge,
    Fixed,
    Holiday,
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

_ISO: Final = {"second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "P1D", "weekend": "P1WE", "week": "P1W", "month": "P1M", "quarter": "P1Q", "half": "P6M", "year": "P1Y", "decade": "P1E", "century": "P1C", "fortnight": "P2W"}  # fmt: skip


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


def _shift(u: str, t: int) -> Shift | None:
    return Shift(u, t) if u in _PERIODS else None  # type: ignore[arg-type]


_PERIODS: Final = frozenset({"day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century"})


def _named(c: Calendar, t: int) -> Calendar:
    return replace(c, turn=t)


def _length(n: float | None, u: str) -> Length:
    if u == "fortnight":
        return Length(None if n is None else n * 15, "day")
    return Length(n, u)  # type: ignore[arg-type]


def _ago(n: Length, sign: int = -1) -> Distance:
    return Distance(n.count, n.unit, sign, mod=n.mod)


def _clock(g: dict[str, str]) -> Clock | None:
    hour, minute = int(g["h"]), int(g["m"])
    return Clock(hour, minute) if hour < 24 else None


def _part_on(d: Meaning, p: str) -> DayPart | None:
    day = isinstance(d, Calendar) and (d.day is not None or d.weekday is not None)
    return DayPart(p, d) if day or (isinstance(d, Shift) and d.unit == "day") else None


def _clock_on(c: Clock, d: Meaning) -> Clock | None:
    return replace(c, day=d) if c.day is None and _part_on(d, "MO") else None


def _same_month(d: int, b: Calendar) -> Phrase | None:
    return Phrase("both", {"d": replace(b, day=d, spoken=False)}) if b.month and b.day and 1 <= d < b.day else None


def _span(a: Meaning, b: Meaning) -> Phrase | None:
    return Phrase("span") if isinstance(a, Calendar | Holiday) and isinstance(b, Calendar | Holiday) else None


def _repeat(u: str) -> Repeat:
    return Repeat(_ISO[u])


def _as_read(c: Any) -> Any:
    return c


RULES: Final = (
    Rule("un número en cifras", "num", ("<g:int>",), lambda g: int(g["n"])),
    Rule("un número en letras", "num", ("<n:ones>",), lambda n: n),
    Rule("un día del mes", "dom", ("<g:int>",), lambda g: int(g["n"]) if 1 <= int(g["n"]) <= 31 else None),
    Rule("un día del mes en letras", "dom", ("<n:ones>", "primero"), lambda n=1: n if n <= 31 else None),
    Rule("el primero del mes", "numbered", ("<g:nth>",), lambda g: int(g["n"]) if 1 <= int(g["n"]) <= 31 else None),
    Rule("el primero de un mes", "date", ("el? <d:numbered> de <m:month>",), _day),
    Rule(
        "el primero de un mes y año",
        "date",
        ("el? <d:numbered> de <m:month> de|del <y:y4>",),
        lambda d, m, y: Calendar(y, m, d) if periods.day(y, m, d) else None,
    ),
    Rule(
        "un año", "y4", ("<g:int>",), lambda g: int(g["n"]) if len(g["n"]) == 4 and 1000 <= int(g["n"]) < 2200 else None
    ),
    Rule("un año solo", "latent", ("<y:y4>",), lambda y: Calendar(year=y)),
    Rule("el año tal", "date", ("el? año <y:y4>",), lambda y: Calendar(year=y)),
    Rule("día y mes", "monthday", ("<d:dom> de <m:month>", "<d:dom> <m:month>"), _day),
    Rule("no hay tal día", "not", ("<d:dom> de? <m:month> de|del <y:y4>", "<d:dom> de <m:month>"), _no_day),
    Rule("fecha completa", "fulldate", ("<c:monthday> de|del <y:y4>", "<c:monthday> ,? <y:y4>"), _full),
    Rule("fecha en cifras", "fulldate", ("<g:slashed>", "<g:dotted>"), _figures),
    Rule("fecha en cifras, el año primero", "fulldate", ("<g:iso>",), lambda g: _figures(g, "YMD")),
    Rule("fecha completa, leída", "date", ("<c:fulldate>", "el <c:fulldate>"), _as_read),
    Rule("día y mes, leídos", "date", ("<c:monthday>", "el <c:monthday>"), _as_read),
    Rule(
        "día de la semana y fecha",
        "date",
        ("el? <w:weekday> ,? <c:fulldate>", "el? <w:weekday> ,? <c:monthday>"),
        lambda w, c: c if c.year else replace(c, weekday=w),
    ),
    Rule(
        "mes y año",
        "date",
        ("<m:month> de|del <y:y4>", "<m:month> <y:y4>"),
        lambda m, y: Calendar(year=y, month=m, spoken=True),
    ),
    Rule("un mes", "named_", ("<m:month>",), lambda m: Calendar(month=m)),
    Rule("un día de la semana", "named_", ("<w:weekday>",), lambda w: Calendar(weekday=w)),
    Rule("una estación", "named_", ("<s:season>",), lambda s: Calendar(season=s)),
    Rule("un mes solo", "date", ("<m:month>",), lambda m: Calendar(month=m)),
    Rule("un día de la semana solo", "date", ("<w:weekday>", "el <w:weekday>"), lambda w: Calendar(weekday=w)),
    Rule("una estación con artículo", "date", ("la|el <s:season>",), lambda s: Calendar(season=s)),
    Rule(
        "una estación de un año", "date", ("la|el? <s:season> de|del <y:y4>",), lambda s, y: Calendar(year=y, season=s)
    ),
    Rule("el lunes pasado", "date", ("el|la? <c:named_> <t:turnword>",), _named),
    Rule("el pasado lunes", "date", ("el|la? <t:turnword> <c:named_>",), _named),
    Rule(
        "el mes de octubre",
        "date",
        ("el mes de <m:month>", "el <t:turnword> mes de <m:month>"),
        lambda m, t=None: Calendar(month=m, turn=t),
    ),
    Rule("la víspera", "date", ("la víspera",), lambda: Shift("day", -1, "text")),
    Rule("este lunes", "date", ("este|esta <c:named_>",), lambda c: replace(c, turn=0)),
    Rule("el mes pasado", "date", ("el|la <u:unit> <t:turnword>", "el|la <t:turnword> <u:unit>"), _shift),
    Rule(
        "esta semana",
        "date",
        ("este|esta <u:unit>", "el|la <u:unit> en curso", "el|la presente <u:unit>"),
        lambda u: _shift(u, 0),
    ),
    Rule(
        "aquel día",
        "date",
        ("aquel|aquella <u:unit>", "ese|esa <u:unit>", "el|la mismo|misma <u:unit>"),
        lambda u: Same(u) if u in _PERIODS else None,
    ),
    Rule(
        "al día siguiente", "date", ("al <u:unit> siguiente",), lambda u: Shift(u, 1, "text") if u in _PERIODS else None
    ),
    Rule(
        "un mes de otro año",
        "date",
        ("<c:named_> de|del <o:otheryear>", "<c:monthday> de|del <o:otheryear>"),
        lambda c, o: Within(c, o),
    ),
    Rule("otro año", "otheryear", ("año <t:turnword>", "<t:turnword> año"), lambda t: Shift("year", t)),
    Rule("este año", "otheryear", ("este año",), lambda: Shift("year", 0)),
    Rule("hoy, ayer, mañana", "date", ("<n:today>",), lambda n: Shift("day", n, spoken=True)),
    Rule("pasado mañana", "date", ("<n:named>",), lambda n: Shift("day", n)),
    Rule(
        "un trimestre por número",
        "quarter",
        ("el? <n:ordinal> trimestre",),
        lambda n: Calendar(quarter=n) if n <= 4 else None,
    ),
    Rule(
        "un semestre por número",
        "quarter",
        ("el? <n:ordinal> semestre",),
        lambda n: Calendar(half=n) if n <= 2 else None,
    ),
    Rule("un trimestre, leído", "date", ("<c:quarter>",), _as_read),
    Rule("un trimestre de un año", "date", ("<c:quarter> de|del <y:y4>",), lambda c, y: replace(c, year=y)),
    Rule(
        "un trimestre de otro año",
        "date",
        ("<c:quarter> del <o:otheryear>", "<c:quarter> de <o:otheryear>"),
        lambda c, o: Within(c, o),
    ),
    Rule(
        "una década en cifras",
        "decade_",
        ("<g:decadefig>",),
        lambda g: Fixed(Period("decade", int(g["c"]) * 10 + int(g["d"]))),
    ),
    Rule("la década de", "date", ("la década de los? <d:decade_>", "los años <d:decade_>"), lambda d: d),
    Rule(
        "los años ochenta",
        "date",
        ("los? años <n:decadeword>", "la década de los? <n:decadeword>"),
        lambda n: Fixed(Period("decade", 190 + n)),
    ),
    Rule("un siglo", "date", ("el? siglo <n:roman>",), lambda n: Fixed(Period("century", n - 1))),
    Rule(
        "a principios de",
        "date",
        (
            "a <e:edge> de|del <d:date>",
            "<e:edge> de|del <d:date>",
            "a <e:edge> de|del <d:latent>",
            "a <e:edge> del <d:thisunit>",
            "a <e:edge> de <d:thisunit>",
            "a <e:edge> del <d:otheryear>",
        ),
        lambda e, d: Part(e, d),
    ),
    Rule("el mes, el año", "thisunit", ("<u:unit>", "este <u:unit>"), lambda u: _shift(u, 0)),
    Rule("el fin de", "date", ("el final|fin de <d:date>", "el final|fin del <d:thisunit>"), lambda d: Edge("END", d)),
    Rule(
        "alrededor de",
        "date",
        ("<a:approx> de <d:date>", "<a:approx> de <d:latent>", "hacia <d:latent>"),
        lambda d, a="": Part("APPROX", d),
    ),
    Rule("tantas unidades", "length", ("<n:num> <u:units>",), _length),
    Rule("una unidad", "length", ("un|una <u:unit>",), lambda u: _length(1, u)),
    Rule("varios días", "length", ("<r:rough> <u:units>",), lambda r, u: _length(None, u)),
    Rule("medio año", "length", ("medio|media <u:unit>",), lambda u: _length(0.5, u)),
    Rule(
        "casi, más de",
        "length",
        ("<m:limit> <n:length>",),
        lambda m, n: replace(n, mod=m) if not n.mod and m != "EQUAL_OR_LESS" else None,
    ),
    Rule("una duración", "duration", ("<n:length>", "los|las <n:length>"), lambda n: n),
    Rule(
        "los últimos días",
        "duration",
        ("los|las últimos|últimas <n:length>", "los|las <n:num> últimos|últimas <u:units>"),
        lambda n, u="": Stretch(n if isinstance(n, Length) else _length(n, u), -1),
    ),
    Rule(
        "los últimos meses",
        "duration",
        ("los|las? últimos|últimas <u:units>", "los|las? pasados|pasadas <u:units>"),
        lambda u: Stretch(_length(None, u), -1, vague=True),
    ),
    Rule(
        "los próximos días",
        "duration",
        ("los|las? próximos|próximas <u:units>", "los|las <u:units> venideros|venideras|siguientes"),
        lambda u: Stretch(_length(None, u), 1, vague=True),
    ),
    Rule("los próximos tres meses", "duration", ("los|las? próximos|próximas <n:length>",), lambda n: Stretch(n, 1)),
    Rule("hace tanto", "date", ("<h:ago> <n:length>",), lambda h, n: _ago(n)),
    Rule("tanto antes", "date", ("<n:length> antes", "<n:length> atrás"), lambda n: replace(_ago(n), base="text")),
    Rule(
        "tanto después",
        "date",
        ("<n:length> después", "<n:length> más tarde"),
        lambda n: replace(_ago(n, 1), base="text"),
    ),
    Rule("cada unidad", "set", ("cada <u:unit>", "todos los <u:units>", "todas las <u:units>"), _repeat),
    Rule(
        "todos los lunes",
        "set",
        ("todos los <w:weekday>", "cada <w:weekday>", "los <w:weekdays>", "los <w:weekday>"),
        lambda w: Repeat(f"XXXX-WXX-{w + 1}"),
    ),
    Rule(
        "cada tantas unidades",
        "set",
        ("cada <n:num> <u:units>",),
        lambda n, u: Repeat(_ISO[u].replace("1", f"{n:g}")),
    ),
    Rule(
        "tantas veces por unidad",
        "set",
        ("una|dos|tres|cuatro|varias vez|veces a la <u:unit>", "una|dos|tres|cuatro|varias vez|veces al|por <u:unit>"),
        _repeat,
    ),
    Rule("de modo periódico", "set", ("<v:adverbset>",), lambda v: Repeat(v)),
    Rule("una referencia vaga", "date", ("<v:vague>",), lambda v: Vague(v)),
    Rule("una hora en cifras", "clock_", ("<g:clock24>",), _clock),
    Rule("mediodía, medianoche", "clock_", ("<n:noon>", "el|la <n:noon>"), lambda n: Clock(n)),
    Rule("una hora, leída", "time", ("<c:clock_>",), _as_read),
    Rule(
        "una hora de un día",
        "time",
        ("<c:clock_> de|del <d:date>", "<d:date> a las? <c:clock_>", "<d:date> al <c:clock_>"),
        _clock_on,
    ),
    Rule("por la mañana", "time", ("esta <p:daypart>",), lambda p: DayPart(p, Shift("day", 0))),
    Rule("anoche", "time", ("anoche",), lambda: DayPart("NI", Shift("day", -1))),
    Rule(
        "el lunes por la noche",
        "time",
        ("<d:date> por la <p:daypart>", "<d:date> en la <p:daypart>", "la <p:daypart> de|del <d:date>"),
        _part_on,
    ),
    Rule(
        "en, durante",
        "phrase",
        ("en|durante|de <x:latent>", "en|durante <x:date>", "durante|en <x:duration>"),
        lambda x: Phrase("in"),
    ),
    Rule("desde", "phrase", ("desde <x:date>", "desde <x:latent>", "desde el <x:latent>"), lambda x: Phrase("since")),
    Rule("hasta", "phrase", ("hasta <x:date>", "hasta <x:latent>"), lambda x: Phrase("until")),
    Rule(
        "antes de",
        "phrase",
        ("antes de|del <x:date>", "antes de|del <x:latent>", "a más tardar <x:date>"),
        lambda x: Phrase("before"),
    ),
    Rule("después de", "phrase", ("después de|del <x:date>", "tras <x:date>"), lambda x: Phrase("after")),
    Rule("a partir de", "phrase", ("a partir de|del <x:date>", "a partir de|del <x:latent>"), lambda x: Phrase("from")),
    Rule("tan pronto como", "phrase", ("tan pronto como <x:date>", "ya <x:date>"), lambda x: Phrase("earliest")),
    Rule("dentro de", "phrase", ("dentro de <x:duration>",), lambda x: Phrase("ahead")),
    Rule(
        "de uno a otro",
        "phrase",
        (
            "de|del <a:date> a|al <b:date>",
            "entre <a:date> y <b:date>",
            "entre <a:latent> y <b:latent>",
            "de <a:latent> a <b:latent>",
            "desde <a:date> hasta <b:date>",
        ),
        _span,
    ),
    Rule(
        "del 4 al 6 de mayo",
        "phrase",
        ("de|del <d:dom> a|al <b:date>", "el? <d:dom> y el? <b:date>", "entre el <d:dom> y el? <b:date>"),
        lambda d, b: _same_month(d, b) if isinstance(b, Calendar) else None,
    ),
)
