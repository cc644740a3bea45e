"""What is different between two lines, word by word. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

ALIKE: Final = 0.5
"""Share of common words (0 to 1) from which single words are marked: below it two dates or names would be shuffled into each other."""
_WORD: Final = re.compile(r"(?:\w+|[^\w\s])\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: in both lines, only in the one before, or only in the one after. Put together they need no spaces."""

    text: str
    kind: Literal["same", "gone", "new"]


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """Both lines in one, as one reads them: where they differ first what is gone, then what is new."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    if matcher.ratio() < ALIKE:
        return (*piece(old, "gone"), *piece(new, "new"))
    found: list[Piece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += piece(new[c:d], "same")
            continue
        gone = old[a:b]
        if gone and a and old[a - 1][-1].isspace() and found and not found[-1].text[-1].isspace():
            gone = [" ", *gone]  # the line after ends here, the one before went on behind a space
        found += (*piece(gone, "gone"), *piece(new[c:d], "new"))
    return tuple(found)


def beside(other: str, own: str) -> tuple[Piece, ...]:
    """A line alone, with the words marked as new that another beside it does not have; none are where the two share too little."""
    kept = tuple(found for found in redline(other, own) if found.kind != "gone")
    return kept if any(found.kind == "same" for found in kept) else (Piece(own, "same"),)


def piece(words: Sequence[str], kind: Literal["same", "gone", "new"]) -> tuple[Piece, ...]:
    """The words as one piece; none where there are none."""
    return (Piece("".join(words), kind),) if words else ()
