"""Dates in plain English: whole for a sentence ("11 to about 18 September 2023"), short for a narrow column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from events.edtf.bounds import grain_of
from events.edtf.parsing import parse
from events.edtf.values import Date, Edge, Interval, OneOf, Span, Value
from events.edtf.words import Style, time_of_day, words_of, zone_of


@dataclass(frozen=True, slots=True)
class _Row:
    """Dates told together: what differs in each, and what they share, said after the last ("11", "18", "May 2023")."""

    heads: tuple[str, ...]
    tail: str

    @property
    def each(self) -> tuple[str, ...]:
        """The heads as they are said, the last with the shared words."""
        return (*self.heads[:-1], f"{self.heads[-1]} {self.tail}".rstrip())


def describe(value: Value | str, *, weekdays: bool = False) -> str:
    """The date in words, to stand in a sentence: "12 September 2023 or later", "the 1990s", "44 BC".

    `weekdays` adds the day of the week to days. Raises `EdtfError` for a string that is not EDTF.
    """
    return _describe(parse(value) if isinstance(value, str) else value, Style(weekdays=weekdays))


def describe_short(value: Value | str) -> str:
    """The date in few words, for a column: "9–10 Sep 2023", "Q3 2023". Raises as `describe` does."""
    return _describe(parse(value) if isinstance(value, str) else value, Style(short=True))


def _describe(value: Value, style: Style) -> str:
    if isinstance(value, Date):
        return _marked(value, style) + _doubt(value)
    return _interval(value, style) if isinstance(value, Interval) else _one_of(value, style)


def _interval(value: Interval, style: Style) -> str:
    """What lasted. An open end is "or later" or "up to"; an unknown one is said to be unknown."""
    match value.start, value.end:
        case Date() as start, Date() as end:
            return _from_to(start, end, style)
        case Date() as start, Edge.OPEN:
            return f"{_marked(start, style)} or later{_doubt(start)}"
        case Date() as start, _:
            return f"from {_marked(start, style)}{_doubt(start)}, end unknown"
        case Edge.OPEN, Date() as end:
            return f"up to {_marked(end, style)}{_doubt(end)}"
        case _, Date() as end:
            return f"until {_marked(end, style)}{_doubt(end)}, start unknown"
    raise AssertionError("An interval has a date.")


def _from_to(start: Date, end: Date, style: Style) -> str:
    """An interval with both ends: "11 to about 18 September 2023", in a column "11–18 Sep 2023, end approximate"."""
    if _bare(start) == _bare(end):
        return f"during {_plain(start, style)}{_doubts(start, end)}"
    row = _row((start, end), style)
    if style.short:
        dash = " – " if any(mark in head for head in row.heads for mark in " –") else "–"
        return dash.join(row.each) + _doubts(start, end)
    first, last = (_about(date) + text for date, text in zip((start, end), row.each, strict=True))
    if not (start.uncertain or end.uncertain):
        return f"{first} to {last}"
    return f"{first} to {last}" + _doubts(replace(start, approximate=False), replace(end, approximate=False))


def _one_of(value: OneOf, style: Style) -> str:
    """One moment among several: "one day from 1 to 15 December 2026", "1667, 1668 or 1670 to 1672"."""
    if len(value.choices) == 1 and isinstance(value.choices[0], Span):
        return _some_time(value.choices[0], style)
    dates = [choice for choice in value.choices if isinstance(choice, Date)]
    if len(dates) == len(value.choices):
        texts = [_about(date) + text for date, text in zip(dates, _row(dates, style).each, strict=True)]
    else:
        texts = [_choice(choice, style) for choice in value.choices]
    listed = " or ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    return listed + _any_doubt(value)


def _some_time(span: Span, style: Style) -> str:
    """One moment in one span. A year-long span is no "one year": that would sound like a length."""
    match span.first, span.last:
        case Date() as first, Date() as last if _bare(first) == _bare(last):
            return _marked(first, style) + _any_doubt(span)
        case Date() as first, Date() as last:
            days = grain_of(first) == grain_of(last) == "day"
            return f"{'one day' if days else 'some time'} from {_choice(span, style)}{_any_doubt(span)}"
        case Date() as first, _:
            return f"some time from {_marked(first, style)} on{_doubt(first)}"
    return f"some time {_choice(span, style)}{_any_doubt(span)}"


def _choice(choice: Date | Span, style: Style) -> str:
    """One choice of a set, its doubts left to the end of the sentence."""
    if isinstance(choice, Date):
        return _marked(choice, style)
    match choice.first, choice.last:
        case Date() as first, Date() as last:
            texts = zip((first, last), _row((first, last), style).each, strict=True)
            return " to ".join(_about(date) + text for date, text in texts)
        case Date() as first, _:
            return f"{_marked(first, style)} or later"
        case _, Date() as last:
            return f"up to {_marked(last, style)}"
    raise AssertionError("A span has a date.")


def _about(date: Date) -> str:
    return "about " if date.approximate else ""


def _doubt(date: Date) -> str:
    return ", uncertain" if date.uncertain else ""


def _any_doubt(value: OneOf | Span) -> str:
    """The doubt about any date of a set: it is one doubt about which is meant."""
    return ", uncertain" if "?" in (text := str(value)) or "%" in text else ""


def _doubts(start: Date, end: Date) -> str:
    """The marks of both ends of an interval, in words after it: ", end approximate"."""
    marks = [
        " and ".join(word for word, holds in (("approximate", d.approximate), ("uncertain", d.uncertain)) if holds)
        for d in (start, end)
    ]
    if marks[0] == marks[1]:
        return f", start and end {marks[0]}" if marks[0] else ""
    return "".join(f", {name} {mark}" for name, mark in zip(("start", "end"), marks, strict=True) if mark)


def _bare(date: Date) -> Date:
    """The date without its marks."""
    return replace(date, approximate=False, uncertain=False) if date.approximate or date.uncertain else date


def _marked(date: Date, style: Style) -> str:
    return _about(date) + _plain(date, style)


def _plain(date: Date, style: Style) -> str:
    """One date in words, without its marks."""
    return " ".join(words_of(date, style)) + (
        "" if date.clock is None else f", {time_of_day(date.clock)}{zone_of(date.clock, style)}"
    )


def _row(dates: Sequence[Date], style: Style) -> _Row:
    """Dates said together, each as short as the next lets it be; those of different grains are said in full."""
    if any(date.clock for date in dates):
        return _timed_row(dates, style)
    words = [words_of(date, style) for date in dates]
    shared = 0
    if len({grain_of(date) for date in dates}) == 1:
        shortest = min(map(len, words))
        while shared < shortest - 1 and len({each[-1 - shared] for each in words}) == 1:
            shared += 1
    return _Row(
        tuple(" ".join(each[: len(each) - shared]) for each in words), " ".join(words[0][len(words[0]) - shared :])
    )


def _timed_row(dates: Sequence[Date], style: Style) -> _Row:
    """Dates of which one has a clock: those on one day of one zone name day and zone once."""
    clocks = [date.clock for date in dates if date.clock and date.clock.minute is not None]
    one_day = len({(date.year, date.month, date.day) for date in dates}) == 1
    if len(clocks) < len(dates) or not one_day or len({clock.offset for clock in clocks}) > 1:
        return _Row(tuple(_plain(date, style) for date in dates), "")
    day = " ".join(words_of(dates[0], style))
    times = [time_of_day(clock) for clock in clocks]
    return _Row((f"{day}, {times[0]}", *times[1:]), zone_of(clocks[0], style).strip())
