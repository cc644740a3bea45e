"""What an editor typed into a date field means: the phrase of the article, EDTF, or other words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from events.edtf import UNSPECIFIED, Date, Edge, EdtfError, Interval, OneOf, Span, Value, describe, parse
from events.models import Proposal
from events.phrases import NotReadable, read_phrase

_WEEKDAY: Final = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """Another date that the words could mean."""

    edtf: str
    words: str


@dataclass(frozen=True, slots=True)
class When:
    """What typed words mean: EDTF, in words, why, what else they could mean; or `problem`, why they mean nothing."""

    typed: str
    edtf: str = ""
    words: str = ""
    reasons: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    problem: str = ""


def when_of(proposal: Proposal) -> When:
    """The date as the library read it out of the sentence, with its reasons."""
    reasons = tuple(reason["text"] for reason in proposal.reasons if reason["field"] == "date")
    return meaning(proposal.date_text or proposal.edtf, proposal.edtf, reasons)


def read_when(typed: str, *, anchor: date | None, proposal: Proposal | None = None) -> When:
    """What typed words mean on the day the article was published; the proposal's own phrase means what its sentence says."""
    typed = " ".join(typed.split())
    if proposal is not None and typed and typed == " ".join(proposal.date_text.split()):
        return when_of(proposal)
    if not typed:
        return When(typed, problem="A date is needed: type a phrase such as “last week”, or EDTF such as 2023-09.")
    if anchor is None:
        return read_edtf(typed)
    try:
        reading = read_phrase(typed, anchor=anchor)
    except NotReadable as error:
        return When(typed, problem=str(error))
    return meaning(typed, reading.edtf, reading.reasons)


def read_edtf(typed: str) -> When:
    """What a date in EDTF means: all that can be read where no day is known to count from."""
    try:
        parse(typed)
    except EdtfError as error:
        return When(typed, problem=f"There is no publication date to count from, so write EDTF. {error}")
    return meaning(typed, typed, ("written as EDTF",))


def meaning(typed: str, edtf: str, reasons: tuple[str, ...]) -> When:
    """A date that could be read, with its words and what else it could be."""
    others = dict.fromkeys(str(value) for value in alternatives(parse(edtf), weekday=bool(_WEEKDAY.search(typed))))
    choices = tuple(Choice(other, describe(other, weekdays=True)) for other in others if other != edtf)
    return When(typed, edtf, describe(edtf, weekdays=True), reasons, choices)


def alternatives(value: Value, *, weekday: bool = False) -> Iterator[Value]:
    """What is most often meant instead: the day without its open end, one moment for what lasted, the other week."""
    match value:
        case Interval(Date() as start, Edge()):
            yield from (start, near(start))
        case Interval(Date() as start, Date() as end):
            yield OneOf((Span(start, end),))
        case OneOf((Span(Date() as first, Date() as last),)):
            yield Interval(first, last)
        case Date():
            yield from other_weeks(value) if weekday else ()
            yield near(value)
            yield Interval(value, Edge.OPEN)
        case _:
            return


def near(value: Date) -> Date:
    """The same date, about."""
    return replace(value, approximate=not value.approximate)


def other_weeks(value: Date) -> Iterator[Date]:
    """The same day of the week before and of the week after; nothing for what is no plain day."""
    if not (value.day and value.month not in (None, UNSPECIFIED) and not value.unspecified and 1 < value.year < 9998):
        return
    for days in (-7, 7):
        other = date(value.year, value.month or 1, value.day) + timedelta(days=days)
        yield replace(value, year=other.year, month=other.month, day=other.day)
