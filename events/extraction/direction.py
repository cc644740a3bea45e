"""Which way a clause looks: to what was, or to what is to come. Read from the words around an expression, nearest first."""

from typing import Final

from events.extraction.engine import Tokens
from events.extraction.languages import Cues
from events.extraction.resolution import Direction

LEFT: Final = 14
RIGHT: Final = 8
LONGEST_CUE: Final = 60
"""How many words before and after an expression are looked at. Set on the training half: clauses of newswire are seldom longer."""


def direction_at(tokens: Tokens, start: int, end: int, cues: Cues, *, left: int = LEFT) -> tuple[Direction, str]:
    """The direction of the clause around tokens start..end, with the words that tell it; ("", "") where none does."""
    found = _look_left(tokens, start, cues, left)
    return found if found[0] else _look_right(tokens, end, cues)


def _look_left(tokens: Tokens, start: int, cues: Cues, left: int) -> tuple[Direction, str]:
    words = tokens.words
    for at in range(start - 1, max(-1, start - 1 - left), -1):
        word = words[at]
        if word in cues.breaks:
            break
        told = _told(tokens, at, cues)
        if told:
            return told, f"after “{_cue(tokens, at, start)}”"
    return "", ""


def _look_right(tokens: Tokens, end: int, cues: Cues) -> tuple[Direction, str]:
    words = tokens.words
    for at in range(end, min(len(words), end + RIGHT)):
        if words[at] in cues.breaks:
            break
        told = _told(tokens, at, cues)
        if told:
            return told, f"before “{tokens.quote(at, at + 1)}”"
    return "", ""


def _cue(tokens: Tokens, at: int, start: int) -> str:
    """The words from the cue to the expression, or the cue alone where they are many."""
    words = tokens.quote(at, start)
    return " ".join(words.split()) if len(words) <= LONGEST_CUE else tokens.quote(at, at + 1)


def _told(tokens: Tokens, at: int, cues: Cues) -> Direction:
    word = tokens.words[at]
    if word in cues.names and tokens.text[tokens.starts[at]].isupper():  # May the month, not the verb
        return ""
    if word in cues.future:
        return "" if word in cues.infinitive and not _ahead(tokens, at, cues) else "future"
    if cues.future_forms and cues.future_forms.match(word):
        return "future"
    if word in cues.past or cues.past_forms.match(word):
        return "" if _no_verb(tokens.words, at, cues) else "past"
    return ""


def _ahead(tokens: Tokens, at: int, cues: Cues) -> bool:
    """Whether an infinitive tells of what is ahead: "is to meet". A verb follows, and a form of "be" stands before."""
    if at + 1 >= len(tokens.words) or at == 0 or tokens.words[at - 1] not in cues.to_be:
        return False
    word = tokens.words[at + 1]
    first = tokens.text[tokens.starts[at + 1]]
    return first.islower() and word not in cues.no_verb and not word.endswith(cues.no_verb_endings)


def _no_verb(words: list[str], at: int, cues: Cues) -> bool:
    """A participle after "be" or an article tells no time: "will be closed", "a still unspecified date"."""
    before = words[max(0, at - 2) : at]
    return any(word in cues.be for word in before) or (
        words[at] not in cues.past and any(word in cues.no_verb for word in before)
    )
