"""All Korean rules, in the order in which they are tried: explicit and simple relative dates."""

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
    Part,
    Phrase,
    Repeat,
    Shift,
    Stretch,
    Vague,
    Within,
)
from events.extraction.periods import Period


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


def _hour(h: int, m: int = 30) -> Clock | None:
    """A time by the clock; refused where there is none such."""
    return Clock(h, m) if h < 24 and m < 60 else None


def _half_day(p: str, c: Clock) -> Clock | None:
    """An hour of the twelve before noon (MO) or after it (AF)."""
    if not 1 <= c.hour <= 12:
        return None
    return replace(c, hour=c.hour % 12 + (12 if p == "AF" else 0))


def _is_day(d: Any) -> bool:
    day = isinstance(d, Calendar) and (d.day is not None or d.weekday is not None)
    return day or (isinstance(d, Shift) and d.unit == "day") or (isinstance(d, Within) and _is_day(d.inner))


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
    Rule("열흘 전", "date", ("<n:days> 전",), lambda n: Distance(n, "day", -1)),
    Rule(
        "지난 며칠",
        "duration",
        ("지난|최근 <n:num> <u:units> 간|동안?", "지난|최근 <n:num> 시간"),
        lambda n, u="hour": Stretch(Length(n, u), -1),
    ),
    Rule("연대", "date", ("<g:decadefig> 년대",), lambda g: Fixed(Period("decade", int(g["c"]) * 10 + int(g["d"])))),
    Rule("세기", "date", ("<n:num> 세기",), lambda n: Fixed(Period("century", n - 1)) if 1 <= n <= 30 else None),
    Rule("분기", "quarter", ("<n:num> 분기",), lambda n: Calendar(quarter=n) if 1 <= n <= 4 else None),
    Rule("반기", "quarter", ("<h:half>",), lambda h: Calendar(half=h)),
    Rule("분기 읽음", "date", ("<c:quarter>",), _as_read),
    Rule("해의 분기", "date", ("<y:y4> <c:quarter>",), lambda y, c: replace(c, year=y)),
    Rule(
        "어느 해의 분기",
        "date",
        ("<p:period> <c:quarter>",),
        lambda p, c: Within(c, _period(p)) if p.startswith("year:") else None,
    ),
    Rule("매일, 매주", "set", ("<v:adverbset>",), lambda v: Repeat(v)),
    Rule("시", "hour_", ("<h:num> 시",), lambda h: _hour(h, 0)),
    Rule("시와 분", "hour_", ("<h:num> 시 <m:num> 분", "<h:num> 시 반"), _hour),
    Rule("오전 시각", "clock_", ("<p:noonpart> <c:hour_>",), _half_day),
    Rule("숫자 시각", "clock_", ("<g:clock24>",), lambda g: _hour(int(g["h"]), int(g["m"]))),
    Rule("시각 읽음", "time", ("<c:clock_>",), _as_read),
    Rule("날의 시각", "time", ("<d:date> <c:clock_>",), lambda d, c: replace(c, day=d) if _is_day(d) else None),
    Rule(
        "날의 때",
        "time",
        ("<d:date> <p:daypart>", "<d:date> <p:noonpart>"),
        lambda d, p: DayPart(p, d) if _is_day(d) else None,
    ),
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
