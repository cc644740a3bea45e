"""All Korean rules, in the order in which they are tried: explicit and simple relative dates."""

from dataclasses import replace
from typing import Any, Final

from events.extraction import periods
from events.extraction.engine import Rule
from events.extraction.meanings import Calendar, Distance, Length, Part, Phrase, Shift, Vague, Within


def _month(n: int) -> int | None:
    return n if 1 <= n <= 12 else None


def _day(m: int, d: int) -> Calendar | None:
    return Calendar(month=m, day=d) if periods.in_some_year(m, d) else None


def _no_day(m: int, d: int, y: int = 2000) -> int | None:
    """A mark where the month, or that year's month, has no such day: nothing may be read from a part of it."""
    return 1 if periods.day(y, m, d) is None else None


def _full(y: int, c: Calendar) -> Calendar | None:
    return Calendar(y, c.month, c.day, spoken=True) if periods.day(y, c.month or 0, c.day or 0) else None


def _figures(g: dict[str, str]) -> Calendar | None:
    y, m, d = int(g["y"]), int(g["m"]), int(g["d"])
    return Calendar(y, m, d, spoken=True, order="YMD") if periods.day(y, m, d) else None


def _period(p: str) -> Shift:
    unit, count = p.split(":")
    return Shift(unit, int(count))  # type: ignore[arg-type]


def _ago(n: int, u: str, sign: int = -1) -> Distance:
    return Distance(n, u, sign, spoken=sign < 0 and u in ("day", "week", "month", "year"))  # type: ignore[arg-type]


def _as_read(c: Any) -> Any:
    return c


RULES: Final = (
    Rule("숫자", "num", ("<g:int>",), lambda g: int(g["n"])),
    Rule(
        "연도",
        "y4",
        ("<g:int> 년",),
        lambda g: int(g["n"]) if len(g["n"]) == 4 and 1000 <= int(g["n"]) < 2200 else None,
    ),
    Rule("월", "mon", ("<n:num> 월",), _month),
    Rule("월일", "monthday", ("<m:mon> <d:num> 일",), _day),
    Rule("없는 날", "not", ("<m:mon> <d:num> 일", "<y:y4> <m:mon> <d:num> 일"), _no_day),
    Rule("연월일", "fulldate", ("<y:y4> <c:monthday>",), _full),
    Rule("숫자 날짜", "fulldate", ("<g:iso>", "<g:dotted>"), _figures),
    Rule(
        "연월일 읽음",
        "date",
        ("<c:fulldate>", "<c:fulldate> <w:weekday>", "<c:fulldate> ( <w:weekday> )"),
        lambda c, w=0: c,
    ),
    Rule(
        "월일 읽음",
        "date",
        ("<c:monthday>", "<c:monthday> <w:weekday>", "<c:monthday> ( <w:weekday> )"),
        lambda c, w=None: replace(c, weekday=w),
    ),
    Rule("연월", "date", ("<y:y4> <m:mon>",), lambda y, m: Calendar(year=y, month=m, spoken=True)),
    Rule("연도만", "date", ("<y:y4>",), lambda y: Calendar(year=y)),
    Rule("달만", "date", ("<m:mon>",), lambda m: Calendar(month=m)),
    Rule("요일", "date", ("<w:weekday>",), lambda w: Calendar(weekday=w)),
    Rule("지난 요일", "date", ("<t:turn> <w:weekday>",), lambda t, w: Calendar(weekday=w, turn=t)),
    Rule(
        "주의 요일",
        "date",
        ("<p:period> <w:weekday>",),
        lambda p, w: Within(Calendar(weekday=w), _period(p)) if p.startswith("week:") else None,
    ),
    Rule(
        "해의 달",
        "date",
        ("<p:period> <m:mon>",),
        lambda p, m: Within(Calendar(month=m), _period(p)) if p.startswith("year:") else None,
    ),
    Rule(
        "해의 날",
        "date",
        ("<p:period> <c:monthday>",),
        lambda p, c: Within(c, _period(p)) if p.startswith("year:") else None,
    ),
    Rule("지난주, 이달", "date", ("<p:period>",), _period),
    Rule("초, 중순, 말", "date", ("<d:date> <e:edge>",), lambda d, e: Part(e, d) if not isinstance(d, Part) else None),
    Rule("지난 몇 월", "date", ("<t:turn> <m:mon>",), lambda t, m: Calendar(month=m, turn=t)),
    Rule("어제, 오늘", "date", ("<n:today>",), lambda n: Shift("day", n, spoken=True)),
    Rule("그제, 모레", "date", ("<n:named>",), lambda n: Shift("day", n)),
    Rule("며칠 전", "date", ("<n:num> <u:units> 전",), _ago),
    Rule("며칠 후", "date", ("<n:num> <u:units> 후|뒤",), lambda n, u: _ago(n, u, 1)),
    Rule("기간", "duration", ("<n:num> <u:units> 간|동안", "<n:num> 시간"), lambda n, u="hour": Length(n, u)),
    Rule("막연한 때", "date", ("<v:vague>",), lambda v: Vague(v)),
    Rule("부터", "phrase", ("<x:date> 부터",), lambda x: Phrase("since")),
    Rule("까지", "phrase", ("<x:date> 까지",), lambda x: Phrase("until")),
    Rule(
        "부터 까지",
        "phrase",
        ("<a:date> 부터 <b:date> 까지",),
        lambda a, b: Phrase("span") if isinstance(a, Calendar) and isinstance(b, Calendar) else None,
    ),
    Rule("에", "phrase", ("<x:date> 에|에는|에도|의|쯤|경",), lambda x: Phrase("in")),
)
