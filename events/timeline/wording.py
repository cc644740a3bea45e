"""A text search as typed, taken apart into terms. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from events.words import words_of

_TERM: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')

STOP_WORDS: Final = frozenset(
    word
    for words in (
        "a an the this that it its he",
        "and or as are is be was were has will",
        "at by for from in of on to with",
    )
    for word in words.split(" ")
)
"""Words that most texts have: beside others they are not looked up."""
MOST_TERMS: Final = 40
MOST_STOP_WORDS: Final = 3
"""Of a search of nothing but stop words so many are looked up: each of them costs as much as all its events."""

_HISSING: Final = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other; of the last only the beginning where `prefix`; not to be there where `absent`."""

    words: tuple[str, ...]
    prefix: bool = False
    absent: bool = False
    exact: bool = False

    def forms(self) -> tuple[str, ...]:
        """The spellings of a lone word that count as the same: its plural or singular in English; itself where `exact`."""
        word = self.words[-1]
        if self.exact or self.prefix or len(self.words) > 1 or len(word) < 4 or not word.isalpha():
            return (word,)
        return tuple(dict.fromkeys((word, *_plurals(word), *_singulars(word))))


def terms_of(search: str) -> list[Term]:
    """The terms of a search as typed: words, "phrases", beginnings with *, each with - before it where it must be absent.

    Stop words count only where nothing else is searched for, and then the first few.
    """
    terms = list(dict.fromkeys(_terms(search)))[:MOST_TERMS]
    telling = [term for term in terms if not _is_stop_word(term)]
    return telling if any(not term.absent for term in telling) else telling + _common(terms)


def _terms(search: str) -> Iterator[Term]:
    for match in _TERM.finditer(search):
        text = match["phrase"] if match["phrase"] is not None else match["word"]
        if words := words_of(text):
            quoted = match["phrase"] is not None
            yield Term(tuple(words), prefix=text.endswith("*"), absent=bool(match["minus"]), exact=quoted)


def _is_stop_word(term: Term) -> bool:
    return len(term.words) == 1 and term.words[0] in STOP_WORDS and not (term.prefix or term.exact)


def _common(terms: list[Term]) -> list[Term]:
    return [term for term in terms if _is_stop_word(term) and not term.absent][:MOST_STOP_WORDS]


def _plurals(word: str) -> Iterator[str]:
    yield f"{word}es" if word.endswith(_HISSING) else f"{word}s"
    if word.endswith("y") and word[-2] not in "aeiou":
        yield f"{word[:-1]}ies"


def _singulars(word: str) -> Iterator[str]:
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return
    yield word[:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith(tuple(f"{end}es" for end in _HISSING)):
        yield word[:-2]
