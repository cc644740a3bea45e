"""A sentence as words: the tokens that every later step counts in."""

import re
from dataclasses import dataclass, field
from typing import Final

from events.extraction.values import Sentence

TOKEN: Final = re.compile(
    r"``|''"  # quotation marks of typescripts
    r"|(?:[^\W\d_]\.){2,}"  # U.S., D.C.
    r"|[A-Z]\.(?=\s[A-Z])"  # the initial in Joseph R. Biden
    r"|[$€£¥]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?\b"
    r"|\w{1,40}?n['’]t\b"
    r"|\w+(?:[-'’](?!(?:s|re|ve|ll|d|m)\b)\w+)*"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\S"
)
LONGEST: Final = 400
"""Tokens of one sentence that are looked at: the longest sentence of the development articles has 80; beyond this it is a list or a table."""
_QUOTES: Final = {"``": "“", "''": "”"}
DASHES: Final = frozenset({"—", "–", "-"})
_DATELINE: Final = 14
"""Words of a dateline: town, state, date and agency."""


@dataclass(slots=True)
class Line:
    """A sentence's tokens with their offsets into the article, filled step by step: names, dates.

    `sent_from` is where the sentence begins behind a dateline ("NAIROBI, March 3 - Police ..."), 0 where it has none.
    """

    sentence: Sentence
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    name_at: list[int] = field(default_factory=list)
    date_at: list[int] = field(default_factory=list)
    sent_from: int = 0

    def __len__(self) -> int:
        return len(self.words)

    def text(self, first: int, last: int) -> str:
        """The words first..last (end exclusive) as they stand in the article, on one line."""
        if first >= last:
            return ""
        base = self.sentence.start
        return " ".join(self.sentence.text[self.starts[first] - base : self.ends[last - 1] - base].split())

    def index_at(self, offset: int) -> int:
        """The token that starts at or holds this offset of the article."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def line_of(sentence: Sentence) -> Line:
    """The sentence's tokens; cost grows with its length, at most LONGEST tokens."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in TOKEN.finditer(sentence.text):
        words.append(_QUOTES.get(match.group(), match.group()))
        starts.append(match.start() + sentence.start)
        ends.append(match.end() + sentence.start)
        if len(words) >= LONGEST:
            break
    lowers, blank = [word.lower() for word in words], [-1] * len(words)
    return Line(sentence, words, lowers, starts, ends, blank, [*blank], _dateline_end(words, starts, ends))


def _dateline_end(words: list[str], starts: list[int], ends: list[int]) -> int:
    """Where the sentence begins behind a town in capitals, or one with its agency in brackets, and a dash that stands apart; else 0."""
    if not words or len(words[0]) < 3 or not words[0][0].isupper():
        return 0
    shouted = words[0].isupper() and re.sub(r"['’.-]", "", words[0]).isalpha()
    for at in range(1, min(_DATELINE, len(words) - 1)):
        if words[at] in DASHES and (ends[at - 1] < starts[at] or words[at] != "-"):
            doubled = words[at + 1] in DASHES
            return at + 1 + doubled if shouted or words[at - 1] == ")" else 0
        if words[at].islower() and words[at] not in ("of", "de", "and"):
            return 0
    return 0
