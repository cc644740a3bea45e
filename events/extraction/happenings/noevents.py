"""Sentences and phrases that date no happening: datelines, publication and copyright lines, tables."""

import re
from typing import Final

from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.values import Expression

_LINE: Final = re.compile(
    r"\s*(?:first |last |originally )?(?:published|updated|modified|posted|date|issued|filed|edited|archived|retrieved)(?!\w)[^.]*(?:\.[^.]*)?$"
    r"|\s*(?:copyright|©|\(c\))\W*[12]\d{3}",
    re.IGNORECASE,
)
_PRESENT: Final = frozenset({"PRESENT_REF"})


def dates_nothing(line: Line, expressions: list[Expression]) -> bool:
    """Whether the whole sentence is a dateline, a publication line or a row of numbers."""
    sentence = line.sentence
    if sentence.kind in ("dateline", "boilerplate") or _LINE.match(sentence.text):
        return True
    dated = sum(expression.end - expression.start for expression in expressions)
    letters = sum(char.isalpha() for char in sentence.text)
    if letters and dated >= 0.8 * len(sentence.text.strip()):
        return True
    numbers = sum(word[0].isdigit() for word in line.words)
    return len(line) > 12 and numbers * 2 > len(line)


def tells_figures(parsed: Parsed, host: Host, lexicon: Lexicon) -> bool:
    """Whether the host only tells a price, a rate or a quantity: "the baht closed at 28.80", "exports fell 0.2 per cent"."""
    lemma = host.verb.lemma if host.verb is not None else "be"
    if lemma not in lexicon["figures"]:
        return False
    clause = [low for at, low in enumerate(parsed.line.lowers) if parsed.clause_at[at] == host.clause]
    number = any(low[-1:] == "%" or low[0].isdigit() or low[0] in "$€£¥" for low in clause)
    return number and any(low in lexicon["measures"] or low[-1:] == "%" or low[0] in "$€£¥" for low in clause)


def present_state(expression: Expression) -> bool:
    """Whether the phrase names the present and no happening: "now", "currently"."""
    return expression.resolution.value in _PRESENT


def as_of(line: Line, first: int) -> bool:
    """Whether the phrase is a day of count: "as of Tuesday"."""
    before = line.lowers[max(0, first - 2) : first + 2]
    return any(before[at] == "as" and before[at + 1] == "of" for at in range(len(before) - 1))
