"""Text to sentences: paragraphs, headlines, captions, and the sentences in them, each an exact stretch of the text."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from events.extraction.languages import SentenceMarks, load
from events.extraction.values import Document, Sentence, SentenceKind

_BLANK: Final = re.compile(r"\n(?:[ \t\r\f\v]*\n)+|\u2029")
_LINE: Final = re.compile(r"\n")
_STOP: Final = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]{0,4}(?=\s)"  # a full stop with what closes after it, then space
    r"|[。！？]"
)
_WIDEST: Final = 120
"""Longer lines than this are paragraphs, not wrapped text: no common wrapping column lies above it."""
_LONGEST: Final = 24
"""How many letters the longest name of a place's time may hold."""
_QUOTES: Final = "\"'“‘«(["
_HYPHEN: Final = re.compile("[-–/]")


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """The document's sentences in order. One pass over the text; offsets count in `document.text`."""
    marks = load(document.language).sentence_marks
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(document.text)):
        kind = _kind(document.text[start:end], marks.boilerplate, marks.caption, first=number == 0)
        for left, right in _split(document.text, start, end, marks):
            found.append(Sentence(left, right, document.text[left:right], kind, number))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, cut again at line ends where the lines are not merely wrapped."""
    at = 0
    for blank in _BLANK.finditer(text):
        yield from _lines(text, at, blank.start())
        at = blank.end()
    yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = [match.start() for match in _LINE.finditer(text, start, end)]
    edges = [start, *(at + 1 for at in breaks), end + 1]
    widest = max(right - left - 1 for left, right in itertools.pairwise(edges)) if breaks else 0
    at = start
    for position, stop in enumerate(breaks):
        if not _wrapped(text, edges[position], stop, edges[position + 2] - 1, widest):
            yield from _trimmed(text, at, stop)
            at = stop + 1
    yield from _trimmed(text, at, end)


def _wrapped(text: str, start: int, stop: int, end: int, widest: int) -> bool:
    """Whether the line start..stop ends only because the next word did not fit, or goes on in lower case."""
    following = text[stop + 1 : min(end, stop + 1 + _WIDEST)].strip()
    if not following or widest > _WIDEST:
        return False
    if following[0].islower() and text[start:stop].strip()[-1:] not in '.!?:”"':
        return True
    return stop - start + 1 + len(following.split(None, 1)[0]) > widest


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _split(text: str, start: int, end: int, marks: SentenceMarks) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, at, stop, end, marks):
            yield at, stop.end()
            at = stop.end()
            while at < end and text[at].isspace():
                at += 1
    if at < end:
        yield at, end


def _ends(text: str, start: int, stop: re.Match[str], end: int, marks: SentenceMarks) -> bool:
    """Whether the sentence ends at this stop: not after an abbreviation or an initial, not where the text goes on in lower case."""
    at = stop.end()
    while at < end and text[at].isspace():
        at += 1
    if at >= end:
        return True
    following = text[at]
    if following.islower() or (following in "-–—" and text[at : at + 2] != "- "):
        return False
    if text[stop.start()] != "." or stop.group().startswith(".."):
        return True
    left = stop.start()
    while left > start and stop.start() - left < 24 and not text[left - 1].isspace():
        left -= 1
    word = text[left : stop.start()].lstrip(_QUOTES)
    if not word:
        return True
    if marks.number_dots and word[-1].isdigit() and following.isdigit():  # 2023. 9. 11.
        return False
    if len(word) == 1 and word.isupper():
        return False
    if "." in word and len(word) <= 6 and word.replace(".", "").isalpha():  # U.S, a.m, Ph.D
        return following.isupper() and word[-1].islower() and not _goes_on(text, at, marks)
    return _HYPHEN.split(word.lower())[-1] not in marks.abbreviations  # Jan. 1-Oct. 20


def _goes_on(text: str, at: int, marks: SentenceMarks) -> bool:
    """Whether words that begin with a capital go on after "10 p.m.": a day, a month, a zone, the time of a place ("New York time")."""
    return _word_at(text, at) in marks.after_clock or text[at : at + _LONGEST].lower().startswith(marks.local_times)


def _word_at(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 12 and text[end].isalpha():
        end += 1
    return text[at:end].lower()


def _kind(text: str, boilerplate: frozenset[str], caption: re.Pattern[str], *, first: bool) -> SentenceKind:
    if len(text) < 60 and text.lower().strip(" :.»") in boilerplate:
        return "boilerplate"
    if caption.match(text):
        return "caption"
    if text[-1] in ".!?…\"”'’:;)。" or len(text) > 200:
        return "body"
    return "headline" if first or len(text.split()) > 2 else "boilerplate"
