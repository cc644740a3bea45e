"""The values that travel through the library.

All offsets are Unicode code points into the text exactly as it was given, end exclusive; `text[start:end]` is always the quotation.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
SentenceKind = Literal["headline", "caption", "dateline", "body", "boilerplate"]


class NotReadable(ValueError):
    """What was given cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its text, and the civil date its relative phrases count from (None: unknown, nothing relative resolves)."""

    text: str
    published_on: date | None
    id: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text that is read as one: a sentence with its quotations, a headline, a caption."""

    start: int
    end: int
    text: str
    kind: SentenceKind = "body"
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Derivation:
    """Which rule read these words, from which smaller readings: the tree that answers "why this date?"."""

    rule: str
    start: int
    end: int
    text: str
    children: tuple["Derivation", ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an expression means: a TIMEX3 value ("2023-W36", "P2D", "FUTURE_REF", ...) and an EDTF string ("" where no calendar date).

    `mod` is TIMEX3's (START, MID, END, APPROX, BEFORE, ...). `reasons` says in words, in order, how the date was reached.
    `anchor` is the day it was counted from, `anchor_source` what that day is ("publication", "text", "speech"), "" for an absolute date.
    """

    value: str
    edtf: str
    mod: str = ""
    anchor: date | None = None
    anchor_source: str = ""
    direction: Literal["past", "future", "same", ""] = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """A temporal expression found in a sentence, typed as TIMEX3 has it, with what it means and the rules that read it.

    `start:end` is the TIMEX3 extent (articles and modifiers inside, prepositions outside). `phrase_start:phrase_end` is what a reader
    would mark as the date phrase, with the bound words that change its meaning ("as early as Tuesday", "in the coming days").
    """

    start: int
    end: int
    text: str
    type: TimexType
    resolution: Resolution
    derivation: Derivation
    phrase_start: int = -1
    phrase_end: int = -1


@dataclass(frozen=True, slots=True)
class Name:
    """An actor as the article has it, with the identifier of who it is (ISO 3166 alpha-2 for a state, "" where none is known)."""

    name: str
    kind: Literal["person", "state", "organisation", "group"]
    code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place as the article has it. `country` is ISO 3166 alpha-2, `exact` how exact the point is; no point, no place on the map."""

    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    exact: Literal["site", "city", "region", "country", ""] = ""
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value, in words; `field` is date, status, type, title, actors, place, attribution or happening."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim sentence that tells the happening, and the phrase in it that dates it (offsets into the article)."""

    quote: str
    quote_start: int
    date_text: str
    date_start: int
    edtf: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One dated happening read out of one sentence, with its evidence. `further` are the other sentences that tell it again.

    `confidence` runs from 0 to 1; `derivation` is the rule tree of the date; `told_in` is the kind of its sentence.
    """

    article_id: str
    quote: str
    quote_start: int
    date_text: str
    date_start: int
    edtf: str
    timex_type: TimexType
    timex_value: str
    status: str
    type: str
    title: str
    derivation: Derivation
    attribution: str = ""
    actors: tuple[Name, ...] = ()
    place: Location | None = None
    reasons: tuple[Reason, ...] = ()
    further: tuple[Quote, ...] = ()
    confidence: float = 1.0
    told_in: SentenceKind = "body"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document, in the order of the text; `notice` says why less was read than could be ("" for nothing)."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    expressions: tuple[Expression, ...] = ()
    candidates: tuple[Candidate, ...] = field(default=())
    notice: str = ""
