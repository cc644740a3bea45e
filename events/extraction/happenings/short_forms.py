"""Short forms that a text spells out itself: bodies with their letters in brackets, persons who come back by family name."""

from collections.abc import Sequence
from typing import Final

from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line

_FARTHEST: Final = 12
"""Words of a body's name in front of its letters: "Movement for Oneness and Jihad in West Africa" has eight."""
_LETTERS: Final = range(2, 9)
"""Letters of a short form."""
_JOINS: Final = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "la", "du", "del", "des", "do", "da"})
_PLAIN_JOINS: Final = frozenset({"of", "for", "de", "la", "du", "del", "des", "do", "da"})


def spelled_out(line: Line, lexicon: Lexicon) -> dict[int, int]:
    """Where the names start that letters in brackets shorten, with where they end: "the Economic Community of West African States
    (ECOWAS)". The initials must give the letters, or a word in front name a body, as for letters of another language ("General
    Confederation of Labour (CGT)"); "a lawmaker, Ana Diaz (SPD)" is no body."""
    found: dict[int, int] = {}
    for at in range(2, len(line) - 2):
        if line.words[at] == "(" and line.words[at + 2] == ")" and _letters(line.words[at + 1]):
            start = _start(line, at, lexicon)
            if start >= 0:
                found[start] = at
    return found


def _letters(word: str) -> bool:
    return len(word) in _LETTERS and word.isalpha() and word[:2].isupper() and sum(map(str.isupper, word)) > 1


def _start(line: Line, end: int, lexicon: Lexicon) -> int:
    """The first word of the name in front of the bracket; -1 where nothing there is a body's name."""
    letters = line.words[end + 1].lower()
    bodied = plain = -1
    joined = False
    for at in range(end - 1, max(-1, end - _FARTHEST), -1):
        low, capital = line.lowers[at], line.words[at][0].isupper()
        if not capital and low not in _JOINS:
            break
        if low == "the" and line.lowers[at - 1 : at] not in (["of"], ["for"], ["in"]):
            break
        joined = joined or (not capital and low not in _PLAIN_JOINS)
        if not capital:
            continue
        if end - at > 1 and _initials(line.words[at:end], letters):
            return at
        if low in lexicon["institutions"]:
            bodied = at
        if bodied >= 0 and not joined:
            plain = at
    return bodied if joined else plain


def _initials(words: Sequence[str], letters: str) -> bool:
    """Whether the letters are the first ones of these words in order, small words left out or not, and of no capital word too few."""
    heads = [(part[0].lower(), word[0].isupper()) for word in words for part in word.split("-") if part]
    if heads[0][0] != letters[0]:
        return False
    at = passed = 0
    for head, capital in heads:
        if at < len(letters) and head == letters[at]:
            at += 1
        else:
            passed += capital
    return at == len(letters) and passed <= 1
