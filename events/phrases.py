"""One typed phrase to a date: for the jump box, the live preview of an editor's amendment, and dates in a search."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from events.edtf import EdtfError, describe, parse
from events.extraction.explanation import explain
from events.extraction.expressions import expressions_of
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Expression, NotReadable

__all__ = ["LONGEST", "NotReadable", "PhraseReading", "read_phrase"]

LONGEST: Final = 120
"""Characters: the longest phrase of the development articles has 63."""

_LIKE_EDTF: Final = re.compile(r"[\[YT]?-?\d{2,}[\dXTZ:/.~?%+\]YW-]*|\.\.[/\d].*|/.*|\[.*", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """What a typed phrase means: EDTF, the TIMEX3 value ("" for a typed EDTF string), why, and the meaning in words."""

    edtf: str
    value: str
    reasons: tuple[str, ...]
    words: str


def read_phrase(phrase: str, *, anchor: date, language: str = "en") -> PhraseReading:
    """The date a phrase or EDTF string means, counted from the anchor ("last week", "spring 2019", "2023-09~").

    Raises NotReadable with a message that says what was not understood and what to write instead. One phrase takes about a millisecond.
    """
    text = " ".join(phrase.split())
    if not text:
        raise NotReadable("Type a date, such as “12 September 2023”, “last week” or “2023-09”.")
    if len(text) > LONGEST:
        raise NotReadable(f"That is longer than a date phrase ({LONGEST} characters). Type only the date.")
    if _LIKE_EDTF.fullmatch(text) and "/" not in text.strip("/.[]")[:3]:
        reading = _typed_edtf(text)
        if reading:
            return reading
    return _read_words(text, anchor, language)


def _typed_edtf(text: str) -> PhraseReading | None:
    """The reading of an EDTF string; None where it may still be a phrase in figures ("12.09.2023")."""
    try:
        value = parse(text.upper() if "x" in text or "t" in text else text)
    except EdtfError as error:
        if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-W\d\d|\d+s|\d{1,2}:\d\d.*", text):
            return None
        raise NotReadable(f"“{text}” cannot be read: {error}") from None
    return PhraseReading(str(value), "", ("written as EDTF",), describe(value))


def _read_words(text: str, anchor: date, language: str) -> PhraseReading:
    found = _expressions(text, anchor, language)
    if not found:
        raise NotReadable(
            f"“{text}” is no date I can read. Try “12 September 2023”, “last week”, “spring 2019” or “2023-09”."
        )
    dated = [expression for expression in found if expression.resolution.edtf]
    if not dated:
        raise NotReadable(f"“{found[0].text}” names no day: write when it begins and ends, such as “4 to 6 May 2023”.")
    if len({(expression.phrase_start, expression.phrase_end) for expression in dated}) > 1:
        raise NotReadable(
            f"“{dated[0].text}” and “{dated[1].text}” are two dates. Type one, or a range such as “4 to 6 May 2023”."
        )
    first = dated[0]
    return PhraseReading(
        first.resolution.edtf, first.resolution.value, (explain(first),), describe(parse(first.resolution.edtf))
    )


def _expressions(text: str, anchor: date, language: str) -> list[Expression]:
    """The expressions that read the whole phrase; tried as typed, with capitals, and after a preposition that lets "May" be a month."""
    unread, several = "", 0
    for attempt in dict.fromkeys((text, text.title(), f"in {text}", f"in {text.title()}")):
        document = Document(attempt, anchor, language=language)
        found = list(expressions_of(document, sentences_of(document), source="entered"))
        rest = _rest(attempt.removeprefix("in ") if attempt != text else attempt, attempt, found)
        if found and not rest:
            return found
        if found and not unread:
            unread, several = rest, len(found)
    if unread and several > 1:
        raise NotReadable(f"“{text}” names {several} dates. Type one, or a range such as “4 to 6 May 2023”.")
    if unread:
        raise NotReadable(
            f"I cannot read “{unread}” in “{text}” as part of a date. Leave it out or write the date alone."
        )
    return []


def _rest(text: str, attempt: str, found: list[Expression]) -> str:
    """The words no expression accounts for."""
    kept = list(attempt)
    for expression in found:
        kept[expression.phrase_start : expression.phrase_end] = " " * (expression.phrase_end - expression.phrase_start)
    words = _WORD.findall("".join(kept))
    if attempt != text and words[:1] == ["in"]:
        words = words[1:]
    return " ".join(words)
