"""Sentences to temporal expressions: what the grammar reads, and what each reading means where it stands in the text."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from events.extraction.direction import LEFT, ahead_of_its_verb, direction_at, look_left
from events.extraction.engine import Node, Tokens, split_suffixes, tokenise
from events.extraction.languages import Cues, Language, load
from events.extraction.meanings import (
    Bound,
    Calendar,
    Clock,
    DayPart,
    Distance,
    Holiday,
    Length,
    Meaning,
    Same,
    Shift,
    Stretch,
    Within,
)
from events.extraction.periods import Period, period_of, quarter
from events.extraction.readings import Reading, readings_of
from events.extraction.resolution import Context, Look, Meant, NoAnchor, Unresolved, resolve
from events.extraction.spans import after_first, behind_comma, bounded, from_event, named_too, portion
from events.extraction.values import Derivation, Document, Expression, Resolution, Sentence, TimexType

RECENT: Final = 4
"""How many sentences back a date is still what "the following day" counts from. Set on the training half: 2 to 100 do alike there."""
KEPT: Final = 8
"""How many of the days named last are kept for "the next day" to count from, where later ones lie ahead."""
RESULTS: Final = 10
"""How many sentences back a quarter is still what "a year earlier" compares with: about the length of one company's report."""
SHORT: Final = 6
"""How many words before "by" or "until" are asked which way the clause looks: the nearest verb, since both mostly look forward."""
EVENING: Final = 18
"""The hour from which a day's small hours to come are those of the next day."""
AHEAD: Final = 8
"""How many expressions on in the sentence the day of "after the talks on Friday" may stand."""
SAID: Final = 3
"""How many words before a date a verb of saying may stand for the date to be that of the speech: "said late on Monday"."""
_FORWARD: Final[frozenset[Bound]] = frozenset({"earliest", "within"})
_BY_THE_CLOCK: Final = re.compile(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")
_QUOTES: Final = '“”"'


@dataclass(slots=True)
class Memory:
    """What the text has named so far, for phrases that count from it."""

    named: Period | None = None
    named_in: int = 0
    last_month: Period | None = None
    month_in: int = 0
    last_quarter: Period | None = None
    quarter_in: int = 0
    longer: Length | None = None
    sentence: int = 0
    evening: bool = False
    last_clock: datetime | None = None
    story: Period | None = None
    all_days: list[tuple[int, Period]] = field(default_factory=list)

    @property
    def days(self) -> tuple[Period, ...]:
        """The days named in this sentence or shortly before, the last of them first."""
        return tuple(day for number, day in reversed(self.all_days) if self.sentence - number <= RECENT)

    @property
    def reference(self) -> Period | None:
        """The period named last, if that was in this sentence or shortly before."""
        return self.named if self.sentence - self.named_in <= RECENT else None

    @property
    def day(self) -> Period | None:
        """The day named last, if that was in this sentence or shortly before."""
        return next(iter(self.days), None)

    @property
    def month(self) -> Period | None:
        """The day, week or month named last, if that was in this sentence or shortly before."""
        return self.last_month if self.sentence - self.month_in <= RECENT else None

    @property
    def quarter(self) -> Period | None:
        """The quarter or half named last, if that was in the same report."""
        return self.last_quarter if self.sentence - self.quarter_in <= RESULTS else None

    @property
    def results(self) -> Length | None:
        """The months, more than a quarter, that the same report now tells of."""
        return self.longer if self.sentence - self.quarter_in <= RESULTS else None

    @property
    def just(self) -> Period | None:
        """The period named last, if that was in this sentence or the one before."""
        return self.named if self.sentence - self.named_in <= 1 else None

    @property
    def clock(self) -> datetime | None:
        """The time by the clock that was the last to be named, if that was in this sentence or the one before."""
        return self.last_clock if self.sentence - self.named_in <= 1 else None

    def note(self, period: Period, *, tells: bool = True) -> None:
        """Keep the period as the one the text last named. `tells`: the text tells of it, and does not only begin to count there."""
        self.named, self.named_in = period, self.sentence
        self.story = period if tells else None
        if period.unit == "day":
            self.all_days = [*self.all_days[1 - KEPT :], (self.sentence, period)]
        if period.unit in ("day", "weekend", "week", "month"):
            self.last_month, self.month_in = period, self.sentence
        if period.unit in ("quarter", "half"):
            self.note_quarter(period)

    def note_time(self, meant: Meant) -> None:
        """Keep the time of day last named, and whether it lay in an evening or night, after which the small hours are those of the next day."""
        clock = meant.value.partition("T")[2][:2]
        late = meant.mod == "END" and meant.period is not None and meant.period.unit == "day"  # late on Thursday
        ends = (end for end in meant.edtf.split("/") if end.startswith(meant.value) and _BY_THE_CLOCK.fullmatch(end))
        self.last_clock = next(map(datetime.fromisoformat, ends), None)
        self.evening = late or clock in ("EV", "NI") or (clock.isdigit() and int(clock) >= EVENING)

    def note_quarter(self, period: Period) -> None:
        """Keep the quarter or half as the one that results are compared with."""
        self.last_quarter, self.quarter_in, self.longer = period, self.sentence, None

    def note_longer(self, length: Length) -> None:
        """Keep the months that results are now told of: what they are compared with is no quarter any more."""
        self.last_quarter, self.quarter_in, self.longer = None, self.sentence, length
        if self.named is not None and self.named.unit in ("quarter", "half"):
            self.named = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Where readings stand: the document, its language, one sentence's tokens, and what the document's day is."""

    document: Document
    language: Language
    tokens: Tokens
    source: str


def expressions_of(
    document: Document, sentences: Sequence[Sentence], *, source: str = "publication"
) -> tuple[Expression, ...]:
    """Every temporal expression of the document in order, resolved. Time is linear in the text.

    `source` says what the document's day is: its "publication", or a day "entered" beside a phrase.
    """
    language = load(document.language)
    memory = Memory()
    found: list[Expression] = []
    for number, sentence in enumerate(sentences):
        memory.sentence = number
        tokens = split_suffixes(language.grammar, tokenise(document.text, sentence.start, sentence.end))
        if tokens.words:
            readings = readings_of(language, tokens, titled=sentence.kind != "body")
            found += _resolved(Scene(document, language, tokens, source), readings, memory)
    return tuple(found)


def _resolved(scene: Scene, readings: Sequence[Reading], memory: Memory) -> list[Expression]:
    kept: list[tuple[Reading, Meant, Context]] = []
    quotes = [at for at, word in enumerate(scene.tokens.words) if word in _QUOTES]
    said = _speech(scene, readings) if quotes else None
    for reading in readings:
        context = _context(scene, reading, memory, said, quotes)
        if kept and (year := _year_beside(scene, reading, *kept[-1][:2])):
            context = replace(context, beside=year)
        meant = _meant(scene, reading, context)
        if meant is None:
            continue
        if (
            meant.period is not None
            and meant.type in ("DATE", "TIME")
            and not _compared(reading.meaning, meant, context)
        ):
            memory.note(meant.period, tells=reading.bound != "since")
            memory.note_time(meant)
            if kept and meant.period.unit in ("day", "month") and _three_months(kept[-1][0], reading):
                memory.note_quarter(period_of("quarter", meant.period.first))
            elif kept and (ended := _quarter_of(kept[-1][0], reading, meant.period, scene)):
                memory.note_quarter(ended)
        if (told := _more_than_a_quarter(reading, scene)) is not None:
            memory.note_longer(told)
        kept.append((reading, meant, context))
    return [_beside(scene, kept[at : at + 1 + AHEAD]) for at in range(len(kept))]


def _beside(scene: Scene, kept: Sequence[tuple[Reading, Meant, Context]]) -> Expression:
    """The first of these as an expression, by what those after it in the sentence make of it."""
    (reading, meant, context), following = kept[0], kept[1:]
    meant = from_event(reading, meant, context, [other for _, other, _ in following])
    if following:
        meant = named_too(reading, meant, following[0][0], following[0][1], scene.tokens)
    return _expression(
        scene, *portion(reading, meant, following[0][:2] if following else None, scene.tokens, scene.language.cues)
    )


def _meant(scene: Scene, reading: Reading, context: Context) -> Meant | None:
    """The meaning in its context; without a value where only the anchor is missing, None where it is no date after all."""
    try:
        meant = resolve(reading.meaning, after_first(reading, context))
        return bounded(reading, meant, context, scene.tokens, scene.language.cues)
    except NoAnchor as unknown:
        kind: TimexType = "TIME" if isinstance(reading.meaning, Clock | DayPart) else "DATE"
        return Meant(kind, "", reasons=(str(unknown),))
    except (Unresolved, OverflowError):
        return None


def _year_beside(scene: Scene, reading: Reading, before: Reading, named: Meant) -> Period | None:
    """The year named before a phrase that commas, or the clause's end, set off: "in 2012, on May 5, he left"."""
    year, after = named.period, scene.tokens.words[reading.phrase_end : reading.phrase_end + 1]
    aside = reading.bound == "in" and after in ([], [","], ["."], [";"])
    bare = year is not None and year.unit == "year" and named.type == "DATE" and named.value == year.value
    return year if bare and aside and behind_comma(reading, before, scene.tokens) else None


def _three_months(before: Reading, reading: Reading) -> bool:
    """Whether the day ends a length that is a quarter: "the three months ended Sept. 30"."""
    length = before.meaning
    return (
        isinstance(length, Length) and (length.count, length.unit) == (3, "month") and reading.start - before.end <= 2
    )


def _quarter_of(before: Reading, reading: Reading, year: Period, scene: Scene) -> Period | None:
    """The quarter that the first or last three months of a year are: "the first three months of 2009"."""
    cues, words = scene.language.cues, scene.tokens.words[before.start : before.end]
    length = before.meaning.length if isinstance(before.meaning, Stretch) else before.meaning
    beside = reading.start - before.end == 1 and scene.tokens.words[before.end] in cues.portion
    if (
        year.unit != "year"
        or not beside
        or not isinstance(length, Length)
        or (length.count, length.unit) != (3, "month")
    ):
        return None
    if not cues.leading.isdisjoint(words):
        return quarter(year.year, 1)
    return quarter(year.year, 4) if not cues.trailing.isdisjoint(words) else None


def _more_than_a_quarter(reading: Reading, scene: Scene) -> Length | None:
    """The stretch for which results are told from here on, if it is longer than a quarter.

    "For nine months", "in the first eight months", and a year that heads its sentence: "For the year, it earned less", "In 1988 it lost money".
    """
    meaning = reading.meaning
    year = Calendar(year=meaning.year) if isinstance(meaning, Calendar) else Shift("year", 0)
    if reading.phrase_start == 0 and reading.bound == "in" and meaning in (Length(1, "year"), year):
        return Length(1, "year")
    if not isinstance(meaning, Length) or meaning.unit != "month" or meaning.mod or meaning.count is None:
        return None
    definite = scene.tokens.words[reading.start] in scene.language.cues.definite
    return meaning if meaning.count in (6, 9, 12) or (definite and 3 < meaning.count < 12) else None


def _compared(meaning: Meaning, meant: Meant, context: Context) -> bool:
    """Whether it is named in passing ("from a year earlier", "the 1988 period", "overnight losses"): the text goes on about the time before.

    So is a month behind a later one in its sentence: "orders rose in September after a fall in August".
    """
    if isinstance(meaning, Calendar) and meaning == Calendar(month=meaning.month):
        told, named = context.here, meant.period
        return told is not None and told.unit == "month" and named is not None and named.first < told.first
    if isinstance(meaning, DayPart):
        return meaning.aside
    if isinstance(meaning, Within):
        return meaning.inner == Same()
    return isinstance(meaning, Distance) and meaning.unit == "year" and meaning.sign < 0


# The context


def _context(scene: Scene, reading: Reading, memory: Memory, said: Period | None, quotes: Sequence[int]) -> Context:
    """What the reading counts from. In a quotation whose day the sentence names, today and tomorrow count from that day."""
    context = Context(
        scene.document.published_on,
        scene.source,
        reference=memory.reference,
        day=memory.day,
        month=memory.month,
        days=memory.days,
        here=memory.story if memory.named_in == memory.sentence else None,
        told=memory.story if memory.just else None,
        evening=memory.evening,
        clock=memory.clock,
        just=None if _heads(reading) else memory.just,
        quarter=memory.quarter,
        longer=memory.results,
        direction=lambda: _direction(reading, scene.tokens, scene.language.cues),
        words=_words(scene.tokens, reading.node),
        language=scene.document.language,
    )
    if said is not None and isinstance(reading.meaning, Shift) and reading.meaning.unit == "day":
        return replace(context, anchor=said.first, source="speech") if _quoted(reading, quotes) else context
    return context


def _heads(reading: Reading) -> bool:
    """Whether a time of day heads its sentence, as in a running report: its day is that of the report."""
    return isinstance(reading.meaning, Clock | DayPart) and reading.meaning.day is None and reading.start == 0


def _quoted(reading: Reading, quotes: Sequence[int]) -> bool:
    """Whether the expression stands within quotation marks that its sentence opens or closes."""
    before = bisect_left(quotes, reading.start)
    after = len(quotes) - before
    return before % 2 == 1 or (before == 0 and after % 2 == 1)


def _speech(scene: Scene, readings: Sequence[Reading]) -> Period | None:
    """The day on which the sentence's words were said, where it names one beside a verb of saying: "said on Monday"."""
    for reading in readings:
        if not _dates_speech(reading, scene):
            continue
        context = Context(
            scene.document.published_on,
            direction=lambda: Look("past"),
            words=_words(scene.tokens, reading.node),
            language=scene.document.language,
        )
        try:
            said = resolve(reading.meaning, context).period
        except Unresolved:
            continue
        if said is not None and said.unit == "day":
            return said
    return None


def _dates_speech(reading: Reading, scene: Scene) -> bool:
    start = reading.phrase_start
    near = scene.tokens.words[max(0, start - SAID) : start]
    named = isinstance(reading.meaning, Calendar) and (
        reading.meaning.weekday is not None or reading.meaning.day is not None
    )
    return named and any(word in scene.language.cues.report for word in near)


def _direction(reading: Reading, tokens: Tokens, cues: Cues) -> Look:
    """Which way the expression looks: by the words that bind it, else by its clause.

    After an article ("the Jan. 14 deadline") by neither: the nearest day is meant.
    """
    start = reading.phrase_start
    bound = f"after “{' '.join(tokens.quote(start, reading.start).split())}”" if start < reading.start else ""
    if reading.bound == "since":
        return Look("past", bound, firm=True)
    after = " ".join(tokens.words[reading.end : reading.end + 1])
    if after in cues.traded:
        return Look("future", f"before “{after}”")
    if _numbered(reading.meaning) and after in cues.as_planned and start and tokens.words[start - 1] in cues.fixing:
        return Look("future", f"before “{after}”")
    if start and tokens.words[start - 1] in cues.attributive and reading.bound not in _FORWARD:
        told = ahead_of_its_verb(tokens, start - 1, reading.end, cues)
        if not told.way and after in cues.deadlines and _numbered(reading.meaning):
            return Look("future", f"before “{after}”")
        return told if told.way == "future" else Look()
    if _numbered(reading.meaning) and not cues.nearest.isdisjoint(tokens.words[max(0, start - 1) : reading.start]):
        return Look()
    headed = ahead_of_its_verb(tokens, start, reading.end, cues)
    found = headed if headed.way else _by_clause(reading, tokens, cues)
    if _beside_its_noun(reading, tokens, cues):
        found = replace(found, near=True)
    if start < reading.start and tokens.words[start] in cues.ahead_of:
        return Look("future", bound, near=found.way == "past")
    if reading.bound in _FORWARD:
        return found if found.way == "future" else Look("future", bound)
    if reading.bound == "until" and cues.lasting and headed.way != "past" and not _lasted(tokens, start, cues):
        return Look("future", bound)
    if not found.way and reading.bound in ("by", "until", "through", "from"):
        return Look("future", bound)
    return found


def _beside_its_noun(reading: Reading, tokens: Tokens, cues: Cues) -> bool:
    """Whether the verb may not be its own: "would look into Friday's ruling", "will report Christmas sales"."""
    after = tuple(tokens.words[reading.end : reading.end + len(cues.genitive)])
    given = bool(cues.genitive) and after == cues.genitive
    return given or (isinstance(reading.meaning, Holiday) and reading.phrase_start == reading.start)


def _numbered(meaning: Meaning) -> bool:
    return isinstance(meaning, Calendar) and meaning.day is not None


def _by_clause(reading: Reading, tokens: Tokens, cues: Cues) -> Look:
    """What the clause around the expression tells; before "by" and "until" the nearest verb is asked first, after "by" none."""
    at = reading.phrase_start if reading.bound in ("after", "before") else reading.start
    if reading.bound == "by":
        near = look_left(tokens, at, cues, SHORT)
        return near if near.way else look_left(tokens, at, cues, LEFT)
    return direction_at(tokens, at, reading.phrase_end, cues, left=SHORT if reading.bound == "until" else LEFT)


def _lasted(tokens: Tokens, start: int, cues: Cues) -> bool:
    """Whether the verb before "until Tuesday" tells of what went on until then, and not of what was "put off until Tuesday"."""
    for at in range(start - 1, max(-1, start - 1 - SHORT), -1):
        if tokens.words[at] in cues.put_off:
            return False
        if tokens.words[at] in cues.lasting:
            return True
    return False


def _words(tokens: Tokens, node: Node) -> Callable[[Meaning], str]:
    """The fewest words in which a meaning within this reading was said."""

    def words(meaning: Meaning) -> str:
        found, at = "", [node]
        for here in at:  # grows: every reading within, the outer ones first
            if here.value is meaning:
                found = tokens.quote(here.start, here.end)
            at.extend(here.children)
        return found

    return words


# The value that leaves this module


def _expression(scene: Scene, reading: Reading, meant: Meant) -> Expression:
    tokens = scene.tokens
    start, end = tokens.starts[reading.start], tokens.ends[reading.end - 1]
    return Expression(
        start,
        end,
        scene.document.text[start:end],
        meant.type,
        Resolution(meant.value, meant.edtf, meant.mod, meant.anchor, meant.source, meant.direction, meant.reasons),
        _derivation(tokens, reading.node),
        tokens.starts[reading.phrase_start],
        tokens.ends[reading.phrase_end - 1],
    )


def _derivation(tokens: Tokens, node: Node) -> Derivation:
    start, end = tokens.starts[node.start], tokens.ends[node.end - 1]
    parts = tuple(_derivation(tokens, child) for child in node.children)
    return Derivation(node.rule, start, end, tokens.text[start:end], parts)
