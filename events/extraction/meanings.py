"""What a phrase means before it is counted from a day: the values that a language's rules give and `resolution` turns into dates.

Nothing here is of any language. `turn` is -1 for the last one, 0 for this one, 1 for the next one,
2 for a weekday of the next week. `spoken` marks a phrase whose words go
to dateparser as they stand; the fields beside it only say the grain and let the rule refuse what is no date.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from events.extraction.periods import Period, Unit

Base = Literal["anchor", "text", "told"]
"""What a phrase counts from: the day of the text, the time it last named, or that time where its clause tells of what was."""
LengthUnit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "fortnight",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
]
Mod = Literal["", "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date by its parts, some of them missing: the rest is taken from the anchor by direction."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    turn: int | None = None
    spoken: bool = False
    base: Base = "anchor"
    order: str = ""  # of a date in figures, as dateparser names it: "DMY"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that needs no anchor: a decade, a century, a year in words. No text from before `since` can mean it."""

    period: Period
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """The unit so many after the one that holds the base: yesterday, last week, this year. `named`: "that week" of the text."""

    unit: Unit
    count: int
    base: Base = "anchor"
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Distance:
    """So many units before (sign -1) or after the base; count None where the phrase gives no number ("several years ago").

    `of` is the day it counts from where that is named beside it ("two weeks from Monday"); `more` are further parts of the length
    ("a month and a day later"). `quarterly`: said of a period of results, so a quarter is meant ("the year-earlier quarter").
    """

    count: float | None
    unit: LengthUnit
    sign: int
    base: Base = "anchor"
    mod: Mod = ""
    spoken: bool = False
    of: "Meaning | None" = None
    more: "Length | None" = None
    quarterly: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A part of a larger period: June of last year, the third quarter of 1984."""

    inner: "Calendar | Nth | Same"
    outer: "Meaning"


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit of what it stands in, -1 for the last; of its days those on the `weekday`, where one is said."""

    number: int
    unit: Unit
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Early, mid or late in a period, or about it."""

    mod: Mod
    inner: "Meaning"


@dataclass(frozen=True, slots=True)
class HalfOf:
    """The first or second half of a period that has no halves by name: of April, of the week."""

    number: int
    inner: "Meaning"


@dataclass(frozen=True, slots=True)
class Beside:
    """The day, week or weekday next before (sign -1) or after a day: the Tuesday before Easter, the week after Christmas."""

    sign: int
    of: "Meaning"
    unit: Unit = "day"
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning (START) or end (END) of a period, as a point: year-end."""

    mod: Mod
    inner: "Meaning"


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The last day of the year."""


@dataclass(frozen=True, slots=True)
class NewYear:
    """The year that begins or has just begun."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, on a day if one is named; `offset` is minutes east of Greenwich, None where no zone is named."""

    hour: int
    minute: int = 0
    second: int | None = None
    offset: int | None = None
    day: "Meaning | None" = None
    mod: Mod = ""


@dataclass(frozen=True, slots=True)
class DayPart:
    """Morning (MO), afternoon (AF), evening (EV), night (NI), daytime (DT), mid-day (MI)."""

    part: str
    day: "Meaning | None" = None
    mod: Mod = ""
    aside: bool = False  # said in passing: the text goes on about the day it spoke of


@dataclass(frozen=True, slots=True)
class Length:
    """How long; count None where no number is given ("several days"). `more` are further parts ("two hours and five minutes")."""

    count: float | None
    unit: LengthUnit
    mod: Mod = ""
    more: "Length | None" = None
    upper: float | None = None  # of "two to three weeks"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length that ends (turn -1) or begins (turn 1) at the base: the past two months, the next few days."""

    length: Length
    turn: int
    vague: bool = False  # no length of its own: recent weeks
    base: Base = "anchor"


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurring time as TIMEX3 writes it."""

    value: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that has a name, in a year if one is named."""

    key: str
    year: int | None = None
    turn: int | None = None
    outer: "Meaning | None" = None


@dataclass(frozen=True, slots=True)
class Same:
    """The period the text last spoke of: then, at the time, that period."""

    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """The last such period that had ended."""

    unit: Unit


Meaning = (
    Calendar
    | Fixed
    | Shift
    | Distance
    | Within
    | Nth
    | Part
    | Edge
    | YearEnd
    | NewYear
    | HalfOf
    | Beside
    | Clock
    | DayPart
    | Length
    | Stretch
    | Vague
    | Repeat
    | Holiday
    | Same
    | Latest
)

Bound = Literal[
    "",
    "in",
    "from",
    "until",
    "through",
    "by",
    "since",
    "within",
    "ahead",
    "for",
    "after",
    "before",
    "earliest",
    "span",
    "both",
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expression with the words before or after it that bound it: "as early as Tuesday", "from 4 to 6 May".

    `bound` says what they do; "in" only says that the expression may stand ("in May"). `parts` gives a named reading another meaning
    than its own (the 13 of "May 12 and 13"); `until` is the second end where one word holds both ("1991-95").
    """

    bound: Bound
    parts: Mapping[str, "Meaning"] = field(default_factory=dict)
    until: "Meaning | None" = None
