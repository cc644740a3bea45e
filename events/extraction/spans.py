"""What the words around an expression make of its date: "since", "until" and "by" open or close it, "from … to" joins two."""

from dataclasses import replace
from typing import Final

from events.extraction.engine import Tokens
from events.extraction.languages import Cues
from events.extraction.meanings import Calendar, Distance, Length, Shift, Stretch
from events.extraction.periods import period_of
from events.extraction.readings import Reading
from events.extraction.resolution import (
    CLOCK_UNITS,
    Context,
    Direction,
    Look,
    Meant,
    Unresolved,
    distance_edtf,
    long_day,
    portion_edtf,
    resolve,
    stretch_edtf,
)

YEAR: Final = 366
"""Days: what is further from the day named beside it was counted from another year."""
NEAR: Final = 6
"""How many words before "for seventeen years" the "has been" of what goes on may stand."""

JUST_ENDED: Final = 62
"""Days since a range ended that results are still told for: two months."""


def bounded(reading: Reading, meant: Meant, context: Context, tokens: Tokens, cues: Cues) -> Meant:
    """The meaning with the EDTF string of the whole phrase."""
    edtf = meant.edtf
    if isinstance(reading.meaning, Length):
        return _length(reading.meaning, reading, meant, context, tokens, cues)
    if meant.value == "PRESENT_REF" and reading.bound == "until" and edtf:
        return replace(meant, edtf=f"../{edtf}")
    if meant.period is None or not edtf:
        return meant
    match reading.bound:
        case "since" | "from" | "earliest" | "after":
            return replace(meant, edtf=f"{edtf.split('/')[0]}/..")
        case "until" | "through" | "by" | "before":
            return replace(meant, edtf=f"../{edtf.split('/')[-1]}")
        case "span" | "both":
            return _joined(reading, meant, context)
    return meant


def after_first(reading: Reading, context: Context) -> Context:
    """For the end of a range without a year, the context counts on from its beginning: "from Monday to Friday".

    For a beginning that would come after the end it looks back: "in the January-October period".
    """
    meaning, partner = reading.meaning, reading.partner
    if reading.bound != "span" or not isinstance(meaning, Calendar) or not isinstance(partner, Calendar):
        return context
    if meaning.year is not None or (meaning.weekday is None) != (partner.weekday is None):
        return context
    try:
        if reading.first:
            return _back(context) if _ends_before(meaning, partner, context) else context
        start = resolve(partner, _back(context) if _ends_before(partner, meaning, context) else context)
    except Unresolved:
        return context
    if start.period is None:
        return context
    return replace(
        context,
        anchor=start.period.first,
        source="text",
        direction=lambda: Look("future", "after the beginning of the range"),
    )


def _ends_before(first: Calendar, last: Calendar, context: Context) -> bool:
    """Whether a range that has just ended, its months or days each read alone, would begin after it, and nothing looks ahead."""
    if first.month is None or first.weekday is not None or last.year is not None or context.direction().way == "future":
        return False
    start, end = resolve(first, context).period, resolve(last, context).period
    if start is None or end is None or context.anchor is None:
        return False
    return start.first > end.last and 0 <= (context.anchor - end.first).days <= JUST_ENDED


def _back(context: Context) -> Context:
    return replace(context, direction=lambda: Look("past", "before the end of the range", firm=True))


def _joined(reading: Reading, meant: Meant, context: Context) -> Meant:
    """Both ends of a range get the interval from one to the other."""
    if reading.partner is None or meant.period is None:
        return meant
    try:
        other = resolve(reading.partner, context)
        if reading.first and other.period is not None and other.period.first < meant.period.first:
            turned = replace(reading, meaning=reading.partner, partner=reading.meaning, first=False)
            other = resolve(reading.partner, after_first(turned, context))
    except Unresolved:
        return meant
    if other.period is None:
        return meant
    start, end = (meant, other) if reading.first else (other, meant)
    if start.period is None or end.period is None or start.period.first > end.period.last:
        return meant
    return replace(meant, edtf=f"{start.edtf.split('/')[0]}/{end.edtf.split('/')[-1]}")


def _length(length: Length, reading: Reading, meant: Meant, context: Context, tokens: Tokens, cues: Cues) -> Meant:
    """A length with words that say where it begins: "within a week", "in two weeks" where the clause does not look back.

    "Has been ongoing for seventeen years" lasts from about then until the day it is said.
    """
    day = context.anchor
    if day is None:
        return meant
    if reading.bound == "within":
        edtf = stretch_edtf(length, 1, day)
    elif (
        reading.bound == "ahead"
        and length.count is not None
        and not _ranked(length, reading, tokens, cues)
        and context.direction().way != "past"
    ):
        edtf = distance_edtf(length, 1, day)
        definite = tokens.words[reading.start] in cues.definite
        exact = not definite and length.more is None and length.upper is None and length.unit not in CLOCK_UNITS
        if exact and context.direction().way == "future":
            ahead = resolve(Distance(length.count, length.unit, 1, "anchor", length.mod), context)
            meant = replace(meant, type="DATE", value=ahead.value, period=ahead.period)
    elif reading.bound == "for" and length.count is not None and _goes_on(reading, tokens, cues):
        edtf = stretch_edtf(replace(length, mod="APPROX"), -1, day)
    else:
        return meant
    way: Direction = "past" if reading.bound == "for" else "future"
    why = f"counts from {long_day(day)}, the day it was said"
    return replace(meant, edtf=edtf, anchor=day, source=context.source, direction=way, reasons=(why,))


def _ranked(length: Length, reading: Reading, tokens: Tokens, cues: Cues) -> bool:
    """Whether it says since when there was no such thing: "the first in a decade", "will be its biggest loss in ten years".

    Shorter than a year only where that is set apart: "closed at 40, the lowest price in two weeks".
    """
    for at in range(reading.phrase_start - 1, max(-1, reading.phrase_start - 1 - NEAR), -1):
        if tokens.words[at] in cues.ranks:
            return length.unit in ("year", "decade", "century") or "," in tokens.words[max(0, at - 2) : at]
        if tokens.words[at] in cues.joints:
            return False
    return False


def _goes_on(reading: Reading, tokens: Tokens, cues: Cues) -> bool:
    start = reading.phrase_start
    return any(word in cues.perfect for word in tokens.words[max(0, start - NEAR) : start])


def from_event(reading: Reading, meant: Meant, context: Context, following: list[Meant]) -> Meant:
    """A length before "after" or "before" counts from the day of what it is after: named later in the sentence, else named last.

    Where only its own happening's day stands in front, it says when the other was: of "left on Friday, two days after the vote", the
    vote was two days before Friday.
    """
    if reading.bound not in ("after", "before") or not isinstance(reading.meaning, Length):
        return meant
    days = [other.period.first for other in following if other.period is not None and other.period.unit == "day"]
    back = not days and context.here is not None
    known = context.here if back else context.day
    if not days and known is not None and known.unit == "day":
        days = [known.first]
    if not days:
        return meant
    sign = 1 if (reading.bound == "after") != back else -1
    try:
        edtf = distance_edtf(reading.meaning, sign, days[0])
    except OverflowError:
        return meant
    other = f"came so long {reading.bound} it" if back else f"it is {reading.bound}"
    why = f"counts from {long_day(days[0])}, the day of what {other}"
    way: Direction = "future" if sign > 0 else "past"
    return replace(meant, edtf=edtf, anchor=days[0], source="text", direction=way, reasons=(why,))


def behind_comma(after: Reading, before: Reading, tokens: Tokens) -> bool:
    """Whether a phrase follows a date, and no more than a comma stands between them."""
    return after.phrase_start == before.end + 1 and tokens.words[before.end] == ","


def named_too(reading: Reading, meant: Meant, after: Reading, named: Meant, tokens: Tokens) -> Meant:
    """A day, week or month counted from the text is that of the day named behind its comma: "two weeks later, on May 3".

    As it was where the two lie more than a year apart, as in a story of years ago whose day was told without its year.
    """
    meaning = reading.meaning
    if not isinstance(meaning, Distance | Shift) or meaning.base != "text":
        return meant
    if meaning.unit != "day" and meaning.unit != "week" and meaning.unit != "month":
        return meant
    day = named.period
    if not isinstance(after.meaning, Calendar) or day is None or day.unit != "day":
        return meant
    if not behind_comma(after, reading, tokens):
        return meant
    if meant.type != "DATE" or (meant.period is not None and abs((day.first - meant.period.first).days) > YEAR):
        return meant
    period = day if meaning.unit == "day" else period_of(meaning.unit, day.first)
    why = f"holds “{' '.join(tokens.quote(after.start, after.end).split())}”, the day named beside it, which {' and '.join(named.reasons)}"
    edtf = period.edtf if meaning.unit == "month" else day.edtf
    return replace(named, value=period.value, edtf=edtf, mod=meant.mod, period=period, reasons=(why,))


def portion(
    reading: Reading, meant: Meant, following: tuple[Reading, Meant] | None, tokens: Tokens, cues: Cues
) -> tuple[Reading, Meant]:
    """A length counted from the beginning or the end of the period after it, and both as one phrase: "the last three days of March".

    As they were where the period is not longer or no number is told ("the final hours of 2012").
    """
    if following is None or reading.bound in ("after", "before"):
        return reading, meant
    whole, named = following
    length = reading.meaning.length if isinstance(reading.meaning, Stretch) else reading.meaning
    within = whole.start == reading.end + 1 and tokens.words[reading.end] in cues.portion
    if (
        not within
        or not isinstance(length, Length)
        or length.count is None
        or named.period is None
        or whole.bound not in ("", "in")
    ):
        return reading, meant
    words = tokens.words[reading.start : reading.end]
    sign = 1 if not cues.leading.isdisjoint(words) else -1 if not cues.trailing.isdisjoint(words) else 0
    try:
        edtf = portion_edtf(length, sign, named.period) if sign else ""
    except OverflowError:
        edtf = ""
    if not edtf:
        return reading, meant
    why = f"is the {'beginning' if sign > 0 else 'end'} of “{' '.join(tokens.quote(whole.start, whole.end).split())}”"
    reasons = (f"{why}, which {', '.join(named.reasons)}",)
    told = replace(
        meant, edtf=edtf, anchor=named.anchor, source=named.source, direction=named.direction, reasons=reasons
    )
    return replace(reading, phrase_end=whole.phrase_end), told
