"""Numbers in words and figures, days of the month, and years."""

from typing import Final

from events.extraction.engine import Rule
from events.extraction.meanings import Calendar, Fixed
from events.extraction.periods import Period, year


def _between(low: int, number: float, high: int) -> int | None:
    return int(number) if low <= number <= high and number == int(number) else None


def _written_year(a: int, b: float) -> Fixed | None:
    return Fixed(year(a * 100 + int(b))) if 10 <= a <= 20 and 10 <= b <= 99 else None


def _figures_year(n: float) -> int | None:
    return _between(1000, n, 2199)


def _short_year(g: dict[str, str]) -> int:
    """'98 is 1998 and '05 is 2005: the century turns at 40, since news rarely shortens other years."""
    number = int(g["y"])
    return number + (1900 if number >= 40 else 2000)


def _century(n: int) -> Fixed | None:
    return Fixed(Period("century", n - 1)) if 1 <= n <= 30 else None


def _century_before(n: int) -> Fixed | None:
    return Fixed(Period("century", -n)) if 1 <= n <= 50 else None


def _decade(c: int, d: int) -> Fixed:
    return Fixed(Period("decade", c * 10 + d))


def _hundreds(g: dict[str, str]) -> Fixed:
    """The 1990s are a decade, and the 1800s a century."""
    c, d = int(g["c"]), int(g["d"])
    return Fixed(Period("century", c)) if c < 20 and d == 0 else _decade(c, d)


NUMBERS: Final = (
    Rule("a number in figures", "num", ("<g:int>",), lambda g: int(g["n"])),
    Rule("a decimal number", "num", ("<g:decimal>",), lambda g: float(g["n"])),
    Rule("thousands in figures", "bignum", ("<g:grouped>",), lambda g: int(g["n"].replace(",", ""))),
    Rule("a number and a half", "num", ("<g:mixed>",), lambda g: int(g["n"]) + int(g["a"]) / int(g["b"])),
    Rule("a number and a half in words", "num", ("<n:num> and a half", "<n:num> - and - a - half"), lambda n: n + 0.5),
    Rule("a number from one to nineteen", "num", ("<n:ones>", "<n:teens>"), lambda n: n),
    Rule("tens", "num", ("<n:tens>",), lambda n: n),
    Rule("tens and ones", "num", ("<t:tens> -? <o:ones>",), lambda t, o: t + o),
    Rule("a hundred", "round", ("a|one hundred",), lambda: 100),
    Rule("a dozen", "round", ("a|one dozen",), lambda: 12),
    Rule("half a dozen", "round", ("half a|- dozen", "a half dozen", "a half - dozen"), lambda: 6),
    Rule("two dozen", "round", ("two dozen",), lambda: 24),
    Rule("hundreds", "round", ("<n:ones> hundred",), lambda n: n * 100),
    Rule("a thousand", "round", ("a|one thousand",), lambda: 1000),
    Rule("a round number", "num", ("<n:round>",), lambda n: n),
    Rule(
        "hundreds and more",
        "num",
        ("<h:round> and? <n:num>",),
        lambda h, n: h + n if h % 100 == 0 and 1 <= n < 100 else None,
    ),
    Rule("a day of the month in figures", "dom", ("<n:int>",), lambda n: _between(1, int(n["n"]), 31)),
    Rule("a numbered day", "nthday", ("<g:nth>",), lambda g: _between(1, int(g["n"]), 31)),
    Rule("a numbered day in figures", "figureday", ("<g:nth>",), lambda g: _between(1, int(g["n"]), 31)),
    Rule("a numbered day in words", "wordday", ("<n:ordinal>",), lambda n: n),
    Rule("a numbered thing", "nthany", ("<g:nth>",), lambda g: int(g["n"])),
    Rule("a numbered thing in words", "nthany", ("<n:ordinal>",), lambda n: n),
    Rule("a year in figures", "y4", ("<n:int>",), lambda n: _figures_year(int(n["n"])) if len(n["n"]) == 4 else None),
    Rule("a shortened year", "y2", ("<g:shortyear>",), _short_year),
    Rule("a year, full or shortened", "yr", ("<y:y4>", "<y:y2>"), lambda y: y),
    Rule("a year in words", "date", ("<a:teens> <b:num>",), _written_year),
    Rule(
        "a year of the two thousands in words",
        "yearwords",
        ("two thousand and? <n:num>",),
        lambda n: _between(2001, 2000 + n, 2099),
    ),
    Rule("the year two thousand", "yearwords", ("the year two thousand",), lambda: 2000),
    Rule("a year in words, read", "date", ("<y:yearwords>",), lambda y: Fixed(year(y))),
    Rule("a year, alone", "latent", ("<y:y4>",), lambda y: Calendar(year=y)),
    Rule("a shortened year, alone", "latent", ("<y:y2>",), lambda y: Calendar(year=y)),
    Rule(
        "the year so and so",
        "date",
        (
            "the? year <y:y4>",
            "the? fiscal|financial|tax year <y:y4>",
            "fiscal|financial|tax <y:y4>",
            "the? fiscal year <y:y2>",
            "fiscal <y:y2>",
            "fy <y:y4>",
            "fy <y:y2>",
            "calendar year? <y:y4>",
        ),
        lambda y: Calendar(year=y),
    ),
    Rule(
        "a fiscal year in two figures",
        "date",
        ("fy <n:int>",),
        lambda n: Calendar(year=2000 + int(n["n"])) if len(n["n"]) == 2 and int(n["n"]) < 40 else None,
    ),
    Rule("a decade in figures", "decade", ("<g:decadefig>",), _hundreds),
    Rule(
        "a shortened decade", "decade", ("<g:shortdecade>", "the <g:shortdecade>"), lambda g: _decade(19, int(g["d"]))
    ),
    Rule("a decade in words", "decade", ("the <d:decadeword>",), lambda d: _decade(19, d)),
    Rule("a decade in words, the last of several", "decades_", ("<d:decadeword>",), lambda d: _decade(19, d)),
    Rule(
        "a decade of a century in words",
        "decade",
        ("the? <c:teens> -? <d:decadeword>",),
        lambda c, d: _decade(c, d) if c >= 15 else None,
    ),
    Rule("a decade with its article", "decade", ("the <d:decade>",), lambda d: d),
    Rule("a decade, read", "date", ("<d:decade>",), lambda d: d),
    Rule(
        "a year before our era",
        "date",
        ("<n:int> b . c .", "<n:int> bc", "<n:int> bce", "<n:int> b . c . e ."),
        lambda n: Fixed(year(1 - int(n["n"]))),
    ),
    Rule(
        "a year of our era",
        "date",
        ("a . d . <n:int>", "ad <n:int>", "<n:int> ad", "<n:int> ce"),
        lambda n: Fixed(year(int(n["n"]))) if int(n["n"]) else None,
    ),
    Rule(
        "a Juche year",
        "date",
        ("juche <n:num>", "juche <n:num> ,? ( <y:y4> )"),
        lambda n, y=0: Fixed(year(1911 + int(n))) if 1 <= n <= 200 else None,
    ),
    Rule(
        "a century",
        "date",
        ("the? <n:nthany> century", "<n:nthany> - century"),
        _century,
    ),
    Rule(
        "a century of our era",
        "date",
        ("the? <n:nthany> -? century a . d .", "the? <n:nthany> -? century ad|ce"),
        _century,
    ),
    Rule(
        "a century before our era",
        "date",
        (
            "the? <n:nthany> -? century b . c .",
            "the? <n:nthany> -? century bc|bce",
            "the? <n:nthany> -? century b . c . e .",
        ),
        _century_before,
    ),
    Rule(
        "numbered centuries before our era, the last of several",
        "bccenturies_",
        ("the? <n:nthany> centuries b . c .", "the? <n:nthany> centuries bc|bce"),
        _century_before,
    ),
    Rule("a numbered century, its noun to come", "century_", ("the? <n:nthany>",), _century),
    Rule("a numbered century, the last of several", "centuries_", ("<n:nthany> centuries",), _century),
)
