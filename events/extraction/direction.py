"""Which way a clause looks: to what was, or to what is to come. Read from the words around an expression, nearest first."""

from itertools import pairwise
from typing import Final

from events.extraction.engine import Tokens
from events.extraction.languages import Cues
from events.extraction.resolution import Direction, Look

LEFT: Final = 14
RIGHT: Final = 8
COMPOUND: Final = 3
"""How many words before "plan" its article may stand: "the two-stage bailout plan"."""
LONGEST_CUE: Final = 60
"""How many words before and after an expression are looked at. Set on the training half: clauses of newswire are seldom longer."""
NEXT: Final = 2
"""How many words after "is" the day may stand that it tells to be ahead: "the deadline is on Friday"."""
ASKED: Final = 3
"""How many words before "to" the verb may stand that makes it tell of what is ahead: "asked the two governments to meet"."""


def direction_at(tokens: Tokens, start: int, end: int, cues: Cues, *, left: int = LEFT) -> Look:
    """The direction of the clause around tokens start..end, with the words that tell it; none where no word does."""
    found = look_left(tokens, start, cues, left)
    if not found.way and not found.planned:
        return _look_right(tokens, start, end, cues)
    if found.way == "future" and (_dropped(tokens, start, end, found, cues) or _thwarted(tokens, start, end, cues)):
        return Look("past", f"before “{tokens.quote(end, end + 1)}”")
    return found


def ahead_of_its_verb(tokens: Tokens, phrase_start: int, end: int, cues: Cues) -> Look:
    """The direction told by the verb after an expression that begins its clause: "and on Friday he will go", "said Friday's vote would".

    None where it begins no clause, or no verb follows in it.
    """
    before = tokens.words[phrase_start - 1] if phrase_start else ""
    if before == "," and phrase_start > 1:  # and, on Friday, he will go
        before = tokens.words[phrase_start - 2]
    given = cues.genitive and tuple(tokens.words[end : end + len(cues.genitive)]) == cues.genitive
    if before and before not in cues.openers and before not in cues.breaks and not (given and before in cues.report):
        return Look()
    for at in range(end, min(len(tokens.words), end + RIGHT)):
        word = tokens.words[at]
        if _said_aside(tokens.words, at - 1, cues):
            continue
        if word in cues.breaks or (word in cues.joints and at > end and word not in cues.genitive):
            break
        aside = _said_aside(tokens.words, at, cues) or (at == end and word in cues.plans)
        told = "" if aside else _told(tokens, at, cues)
        if told:
            return Look(told, f"before “{tokens.quote(at, at + 1)}”", firm=told == "past" and word not in cues.loose)
    return Look()


def _said_aside(words: list[str], at: int, cues: Cues) -> bool:
    """Whether a verb of saying there is set off by a comma behind it: "on Friday, officials said, it will close"."""
    return words[at] in cues.report and words[at + 1 : at + 2] == [","]


def look_left(tokens: Tokens, start: int, cues: Cues, left: int) -> Look:
    words = tokens.words
    same_clause, planned = True, -1
    for at in range(start - 1, max(-1, start - 1 - left), -1):
        word = words[at]
        if word in cues.breaks:
            break
        if word in cues.joints:
            if planned >= 0:
                break
            same_clause = False
        if word in cues.ahead_of and same_clause and not cues.articles.isdisjoint(words[at + 2 : at + 3]):
            return Look("future", f"after “{_cue(tokens, at, start)}”", near=True)
        if same_clause and word in cues.appointed and words[start - 1] in cues.goals:
            return _appointed(tokens, at, start, cues)
        told = _told(tokens, at, cues)
        if told == "future" and _had_been(words, at, cues):
            return Look(planned=True)
        if told:
            firm = told == "past" and same_clause and word not in cues.loose and words[start - 1] not in cues.towards
            return Look(told, f"after “{_cue(tokens, at, start)}”", firm, planned=_meant_then(words, at, cues))
        if planned < 0 and (_planned(tokens, at, cues) or (word in cues.copula and start - at <= NEXT)):
            planned = at
        elif planned < 0 and _to_open(words, at, start, cues):
            return Look("future", f"after “{_cue(tokens, at, start)}”")
    return Look("future", f"after “{_cue(tokens, planned, start)}”") if planned >= 0 else Look()


def _meant_then(words: list[str], at: int, cues: Cues) -> bool:
    """Whether what was ahead then may be past now: "they were to leave by 1 May"."""
    return words[at] in cues.infinitive and at > 0 and words[at - 1] in cues.dropped


def _had_been(words: list[str], at: int, cues: Cues) -> bool:
    """Whether an infinitive tells of what had been ahead then: "he had been due to speak on Tuesday", not "they had agreed to meet"."""
    before = words[max(0, at - ASKED) : at]
    been = any(word in cues.had and after in cues.loose for word, after in pairwise(before))
    return been and words[at] in cues.infinitive


def _appointed(tokens: Tokens, at: int, start: int, cues: Cues) -> Look:
    """What "is set for Monday" lies ahead; what "had been set for Monday" may not."""
    had = any(word in cues.had for word in tokens.words[max(0, at - ASKED) : at])
    return Look(planned=True) if had else Look("future", f"after “{_cue(tokens, at, start)}”")


def _look_right(tokens: Tokens, start: int, end: int, cues: Cues) -> Look:
    words = tokens.words
    same_clause = beside = True
    heads = start == 0 and end < len(words) and words[end] in cues.breaks  # "Saturday: leaders meet"
    for at in range(end + heads, min(len(words), end + RIGHT)):
        if words[at] in cues.breaks:
            break
        beside = beside and (start <= 1 or words[at] != ",")
        same_clause = same_clause and (words[at] not in cues.joints or words[at] == ",")
        if words[at] in cues.report and not beside:  # "…, analysts said" tells only when it was said
            continue
        told = _told(tokens, at, cues) or ("future" if same_clause and _planned(tokens, at, cues) else "")
        if told:
            firm = told == "past" and same_clause and words[at] not in cues.loose
            return Look(told, f"before “{tokens.quote(at, at + 1)}”", firm)
    return Look()


def _cue(tokens: Tokens, at: int, start: int) -> str:
    """The words from the cue to the expression, or the cue alone where they are many."""
    words = tokens.quote(at, start)
    return " ".join(words.split()) if len(words) <= LONGEST_CUE else tokens.quote(at, at + 1)


def _told(tokens: Tokens, at: int, cues: Cues) -> Direction:
    words, word = tokens.words, tokens.words[at]
    if word in cues.names and tokens.text[tokens.starts[at]].isupper():  # May the month, not the verb
        return ""
    if _foreseen(words, at, cues):  # as planned
        return ""
    if word in cues.future:
        return "" if _noun(words, at, cues) or (word in cues.infinitive and not _ahead(tokens, at, cues)) else "future"
    if word in cues.appointed and at + 1 < len(words) and words[at + 1] in cues.towards and not _else(words, at, cues):
        return "future"  # set for
    if cues.future_forms.match(word):
        return "future"
    named = tokens.text[tokens.starts[at]].isupper()
    if (word in cues.past and not (named and at)) or (cues.past_forms.match(word) and not named):
        hidden = _no_verb(words, at, cues) or _would_have(words, at, cues) or _to_come(words, at, cues)
        return "" if hidden else "past"
    return ""


def _else(words: list[str], at: int, cues: Cues) -> bool:
    """Whether what was appointed is followed by who did so or by a place, and no day: "a deadline set by the president", "called to the scene"."""
    if words[at + 1] in cues.infinitive:
        return not cues.no_verb.isdisjoint(words[at + 2 : at + 3])
    return words[at + 1] not in cues.goals and not cues.attributive.isdisjoint(words[at + 2 : at + 3])


def _foreseen(words: list[str], at: int, cues: Cues) -> bool:
    """Whether a plan is named for what came about by it: "as planned", "as previously scheduled"."""
    before = words[max(0, at - 2) : at]
    if words[at] not in cues.appointed or not before:
        return False
    return before[-1] in cues.as_planned or (before[0] in cues.as_planned and cues.adverb.match(before[-1]) is not None)


def _noun(words: list[str], at: int, cues: Cues) -> bool:
    """Whether a word of what is ahead is a noun that tells no time: "rejected the plan on Tuesday", "the bailout plan"."""
    if words[at] not in cues.plans or at == 0:
        return False
    if words[at - 1] in cues.articles:
        return True
    behind = words[at + 1] if at + 1 < len(words) else ""
    governs = behind in cues.infinitive or behind in cues.articles  # "the allies plan to meet", "plan a march"
    return not governs and not cues.attributive.isdisjoint(words[max(0, at - COMPOUND) : at])


def _ahead(tokens: Tokens, at: int, cues: Cues) -> bool:
    """Whether an infinitive tells of what is ahead: a verb follows, and "is", "agreed" or "asked him" stands before."""
    if at + 1 >= len(tokens.words) or at == 0:
        return False
    before = tokens.words[max(0, at - ASKED) : at]
    if before[-1] == "," and tokens.words[at + 1] in cues.be:  # the album, to be released on Friday
        return True
    if before[-1] not in cues.to_be and not any(word in cues.intent for word in before):
        return False
    word = tokens.words[at + 1]
    first = tokens.text[tokens.starts[at + 1]]
    return first.islower() and word not in cues.no_verb and not word.endswith(cues.no_verb_endings)


def _planned(tokens: Tokens, at: int, cues: Cues) -> bool:
    """Whether a verb in the present tells of what is on the calendar ("the jury resumes", "leaders gather"), and is no noun."""
    words, word = tokens.words, tokens.words[at]
    before = words[at - 1] if at else ""
    if at + 1 < len(words) and words[at + 1] in cues.returns:  # it goes back to an agreement of 5 May
        return False
    if word in cues.scheduled:
        return before not in cues.articles and (before[:1].isalpha() or _after_aside(words, at))
    if word not in cues.scheduled_plural:
        return False
    return before in cues.plural or (before.endswith("s") and before not in cues.articles and len(before) > 3)


def _to_open(words: list[str], at: int, start: int, cues: Cues) -> bool:
    """Whether a participle tells of what is ahead: "a summit opening on Monday", "is leaving for Rome on Monday"."""
    before = words[max(0, at - 2) : at]
    if words[at] in cues.opening and all(word in cues.on_day for word in words[at + 1 : start]):
        return not cues.dropped.intersection(before)
    return words[at] in cues.under_way and any(word in cues.copula for word in before)


def _after_aside(words: list[str], at: int) -> bool:
    """Whether the word stands behind what two commas set off, so that it is the verb: "Annan, who came on Tuesday, meets"."""
    return at > 1 and words[at - 1] == "," and "," in words[max(0, at - ASIDE) : at - 1]


ASIDE: Final = 12
"""How many words an aside between two commas may hold."""


def _dropped(tokens: Tokens, start: int, end: int, found: Look, cues: Cues) -> bool:
    """Whether what had been planned for the day is told of as past: "a service planned for Saturday was canceled".

    So is what was to come, where a verb in the past follows: "the tests that were to start on Saturday were put off", "…, who were to go on Saturday, stayed".
    """
    at = end + 1 if found.planned and tokens.words[end : end + 1] == [","] else end
    if at >= len(tokens.words):
        return False
    word = tokens.words[at]
    if found.planned:
        return word in cues.dropped or (word not in cues.loose and _told(tokens, at, cues) == "past")
    if word not in cues.dropped:
        return False
    return not cues.appointed.isdisjoint(tokens.words[max(0, start - SAME) : start])


SAME: Final = 4
"""How many words before "for Saturday" the "planned" of a dropped plan may stand."""


def _thwarted(tokens: Tokens, start: int, end: int, cues: Cues) -> bool:
    """Whether what was ahead then is set against what came of it: "was to be signed on Thursday but was put off"."""
    at = end + 1 if end < len(tokens.words) and tokens.words[end] == "," else end
    if at >= len(tokens.words) or tokens.words[at] not in cues.contrast:
        return False
    return not cues.dropped.isdisjoint(tokens.words[max(0, start - PLAN) : start])


PLAN: Final = 6
"""How many words before "on Thursday" the "was" of "was to be signed" may stand."""


def _unreal(word: str, cues: Cues) -> bool:
    """Whether "have" after it tells of what did not come about: "to have begun", "would have begun"."""
    return word in cues.infinitive or word in cues.future


def _would_have(words: list[str], at: int, cues: Cues) -> bool:
    """Whether "have" only tells of what did not come about: "he would have turned 86 on Wednesday"."""
    return words[at] in cues.perfect and at > 0 and words[at - 1] in cues.future


def _to_come(words: list[str], at: int, cues: Cues) -> bool:
    """Whether a form that is past and present alike stands behind "will" or "may": "will set out a plan in the spring"."""
    before = words[at - 1] if at else ""
    return (
        words[at] in cues.past and before in cues.future and before not in cues.infinitive and before not in cues.plans
    )


def _no_verb(words: list[str], at: int, cues: Cues) -> bool:
    """A participle after "be" or an article tells no time: "will be closed", "a still unspecified date", "was to have begun"."""
    before = words[max(0, at - 2) : at]
    if before and (before[-1] in cues.infinitive or (_unreal(before[0], cues) and before[-1] in cues.perfect)):
        return True
    if any(word in cues.be for word in before):
        return True
    if (
        words[at] in cues.intent and words[at + 1 : at + 2] and words[at + 1] in cues.infinitive
    ):  # the two agreed to meet
        return False
    attributive = before and (
        before[-1] in cues.articles or (before[0] in cues.articles and cues.adverb.match(before[-1]))
    )
    return words[at] not in cues.past and bool(attributive)
