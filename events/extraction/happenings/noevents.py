"""Sentences and phrases that date no happening: datelines, publication and copyright lines, tables."""

import re
from typing import Final

from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.values import Expression

_LINE: Final = re.compile(
    r"\s*(?:<!--\s*)?(?:first |last |originally )?(?:published|updated|modified|posted|date|issued|filed|edited|archived|retrieved)(?!\w)[^.]*(?:\.[^.]*)?$"
    r"|\s*(?:copyright|©|\(c\))\W*[12]\d{3}",
    re.IGNORECASE,
)
_SCORE: Final = re.compile(r"(?<![\d-])\d{1,2}(?: ?[-–] ?\d{1,2}|(?:, \d{1,2}-\d{1,2})+)(?![\d-])")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<!--|-->")
_SINCE: Final = 6
"""Words in front of a date within which "since" takes it in: "since South Sudan's independence in July 2011"."""
_RARE: Final = 5
"""Words between "first" and "in 24 years": "first official visit there"."""
_CITED: Final = 6
"""Words between "according" and "published": the source that is cited."""
_PRESENT: Final = frozenset({"PRESENT_REF"})


def dates_nothing(line: Line, expressions: list[Expression], lexicon: Lexicon) -> bool:
    """Whether the whole sentence is a dateline, a publication line, a row of numbers or a result of sport."""
    sentence = line.sentence
    if sentence.kind in ("dateline", "boilerplate") or _LINE.match(sentence.text):
        return True
    dated = sum(expression.end - expression.start for expression in expressions)
    letters = sum(char.isalpha() for char in sentence.text)
    if letters and dated >= 0.8 * len(sentence.text.strip()):
        return True
    tags = sum(len(tag) for tag in _TAG.findall(sentence.text))
    if _tells_sport(line, lexicon) or tags * 4 > len(sentence.text):
        return True
    numbers = sum(word[0].isdigit() for word in line.words)
    return len(line) > 12 and numbers * 2 > len(line)


def _tells_sport(line: Line, lexicon: Lexicon) -> bool:
    """Whether the sentence tells a match: "Rovers beat United 3-1"; a score alone is none, a vote has one too."""
    words = len(lexicon["nothing.sports"].intersection(line.lowers))
    return words >= 3 or (words >= 1 and _SCORE.search(line.sentence.text) is not None)


def tells_figures(parsed: Parsed, host: Host, lexicon: Lexicon) -> bool:
    """Whether the host only tells a price, a rate or a quantity: "the baht closed at 28.80", "exports fell 0.2 per cent"."""
    lemma = host.verb.lemma if host.verb is not None else "be"
    least = 1 if lemma in lexicon["figures"] else 3 if lemma in lexicon["results"] else 0
    if not least:
        return False
    clause = [low for at, low in enumerate(parsed.line.lowers) if parsed.clause_at[at] == host.clause]
    number = any(low[-1:] == "%" or low[0].isdigit() or low[0] in "$€£¥" for low in clause)
    measures = sum(low in lexicon["measures"] or low[-1:] == "%" or low[0] in "$€£¥" for low in clause)
    return number and measures >= least


def tells_nothing(parsed: Parsed, host: Host, lexicon: Lexicon) -> bool:
    """Whether somebody only says, and not what: "Officials said on Monday", "the minister told reporters in Paris"."""
    verb, line = host.verb, parsed.line
    if (
        verb is not None
        and verb.lemma in lexicon["nothing.published"]
        and "according" in line.lowers[max(0, verb.first - _CITED) : verb.first]
    ):
        return True  # "according to a study published last year"
    if (
        verb is None
        or verb.lemma not in lexicon["nothing.saying"]
        or any(v.finite and v is not verb for v in parsed.verbs)
    ):
        return False
    if line.lowers[:1] in (["“"], ['"']) or any(noun.at > verb.last for noun in parsed.nouns):
        return False
    behind = [
        low for at, low in enumerate(line.lowers) if at >= verb.last and line.date_at[at] < 0 and low[0].isalnum()
    ]
    heard = behind[1:] if behind[:1] and behind[0] in lexicon["nothing.hearers"] else behind
    return not heard or heard[0] in lexicon["prepositions"] or heard[0] == "that"


def present_state(expression: Expression) -> bool:
    """Whether the phrase names the present and no happening: "now", "currently"."""
    return expression.resolution.value in _PRESENT


def marks_entry(expression: Expression) -> bool:
    """Whether a phrase at the front is a clock mark that heads an entry of a live page: "20:05 The minister says"."""
    return _CLOCK.fullmatch(expression.text.strip()) is not None


def tells_rarity(line: Line, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the phrase only says how rare something was: "his first visit in 24 years", "the worst flood since 1970", "the second time this year"."""
    lows = line.lowers[first:last]
    lengthy = bool(lows) and lows[-1] in lexicon["nothing.lengths"]
    if lengthy and lows[0] == "this" and line.lowers[max(0, first - 1) : first] == ["time"]:
        return line.words[first - 2] in lexicon["nothing.times"]
    if not (lengthy and lows[0] in ("in", "for")) and lows[:1] != ["since"]:
        return False
    return any(
        line.words[at] in lexicon["nothing.rare"] or (line.words[at].endswith("est") and line.lowers[at - 1] == "the")
        for at in range(max(1, first - _RARE), first)
    )


def dates_since(line: Line, first: int, host: int) -> bool:
    """Whether the date belongs to what "since" names, and not to what came later: "left for the first time since independence in 2011"."""
    since = [at for at in range(max(0, first - _SINCE), first) if line.lowers[at] == "since"]
    return bool(since) and host < since[-1] and "," not in line.lowers[since[-1] : first]


def as_of(line: Line, first: int) -> bool:
    """Whether the phrase is a day of count: "as of Tuesday"."""
    before = line.lowers[max(0, first - 2) : first + 2]
    return any(before[at] == "as" and before[at + 1] == "of" for at in range(len(before) - 1))
