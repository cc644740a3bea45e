"""An article's text cut into paragraphs and runs, so that a page can mark what was read out of it. Pure.

Nothing of the text is lost, added or moved: the runs of all paragraphs and the breaks between them make the text again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, Literal

Kind = Literal["quote", "phrase", "name"]

SHORTEST_NAME: Final = 3
"""Letters of a word of a name that is looked for by itself: Kim and Abe are, particles and initials (de, J.) are not."""
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE: Final = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text (code points, end exclusive) that proposal `number` points at."""

    start: int
    end: int
    number: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Run:
    """Words marked alike: the proposals whose phrase they are, and whether they name somebody."""

    text: str
    phrases: tuple[int, ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs that the same proposals quote (none: plain text). `opens`: the proposals whose quote begins here."""

    quotes: tuple[int, ...]
    opens: tuple[int, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, where it stands in the text, what it is cut into, and whether it is the article's headline."""

    start: int
    end: int
    passages: tuple[Passage, ...]
    headline: bool = False

    @property
    def quoted(self) -> bool:
        """Whether any proposal quotes it."""
        return any(passage.quotes for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that stand together: all quoted, or none; the headline stands by itself."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def quoted(self) -> bool:
        """Whether proposals quote its paragraphs."""
        return self.paragraphs[0].quoted


def stretches(text: str, marks: Iterable[Mark], headline: str = "") -> tuple[Stretch, ...]:
    """The text in stretches that are quoted and such that are not, in order. Costs the text plus marks × marks nearby."""
    found = paragraphs(text, tuple(marks), headline)
    parted = groupby(found, key=lambda paragraph: (paragraph.headline, paragraph.quoted))
    return tuple(Stretch(tuple(group)) for _, group in parted)


def paragraphs(text: str, marks: tuple[Mark, ...], headline: str = "") -> list[Paragraph]:
    """The paragraphs of the text that hold words, cut at every mark; the first that says no more than the headline is it."""
    spans = [(start, end) for start, end in paragraph_spans(text) if text[start:end].strip()]
    wanted = headline.split()
    named = next((start for start, end in spans if text[start:end].split() == wanted), -1)
    return [Paragraph(start, end, tuple(passages(text, start, end, marks)), start == named) for start, end in spans]


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Where paragraphs stand: parted by blank lines, or by line ends in a text that has no blank line."""
    breaks = list(_BLANK_LINE.finditer(text)) or list(_LINE.finditer(text))
    edges = [0, *(edge for found in breaks for edge in found.span()), len(text)]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def passages(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> Iterator[Passage]:
    """The passages of one paragraph: they change where a quote begins or ends."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    pieces = list(cut(start, end, here))
    for quotes, group in groupby(pieces, key=lambda piece: numbers(piece, here, "quote")):
        parts = list(group)
        opens = sorted({m.number for m in here if m.kind == "quote" and m.start in {part[0] for part in parts}})
        yield Passage(quotes, tuple(opens), tuple(run(text, part, here) for part in parts))


def cut(start: int, end: int, marks: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """The stretch from start to end, cut at every edge of a mark."""
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    yield from pairwise(sorted({start, end} | edges))


def run(text: str, piece: tuple[int, int], marks: Iterable[Mark]) -> Run:
    """One piece with what it is."""
    marks = list(marks)
    return Run(text[slice(*piece)], numbers(piece, marks, "phrase"), bool(numbers(piece, marks, "name")))


def numbers(piece: tuple[int, int], marks: Iterable[Mark], kind: Kind) -> tuple[int, ...]:
    """The proposals that mark a piece so."""
    found = {mark.number for mark in marks if mark.kind == kind and mark.start <= piece[0] and mark.end >= piece[1]}
    return tuple(sorted(found))


def name_marks(quote: str, offset: int, names: Iterable[tuple[str, bool]], number: int) -> Iterator[Mark]:
    """Where a quote names these (a person: true): by the full name, else a person by a word of it, as news writes on."""
    for name, person in names:
        parts = [word for word in name.split() if len(word) >= SHORTEST_NAME and word[0].isupper()] if person else []
        spans = list(word_spans(quote, name)) or [span for word in parts for span in word_spans(quote, word)]
        for start, end in spans:
            yield Mark(offset + start, offset + end, number, "name")


def word_spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where exactly these words stand in a text, whole."""
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words.strip() else ():
        yield found.span()
