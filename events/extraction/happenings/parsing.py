"""A line to its verbs, clauses and event nouns."""

import itertools
from collections.abc import Iterable
from typing import Final

from events.extraction.happenings.clauses import Noun, Parsed
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.happenings.names import Entity
from events.extraction.happenings.parting import Parting
from events.extraction.happenings.verbs import Verb, verbs_of

_TAKEN: Final = frozenset({"a", "an", "the", "its", "his", "her", "their"})
"""Behind a verb these begin what it is done to: "signed a declaration meant to"."""


def parse(line: Line, entities: list[Entity], lexicon: Lexicon) -> Parsed:
    """The line's verbs, clauses and nouns. One pass each; cost is linear in its words, times its verbs at marks and conjunctions."""
    verbs = verbs_of(line, entities, lexicon)
    _done_by(verbs, line.lowers, lexicon)
    _done_too(verbs, line, lexicon)
    parting = Parting(line, verbs, lexicon)
    parting.run()
    parsed = Parsed(line, entities, parting.clauses, parting.clause_at, verbs, [])
    for verb in verbs:
        verb.clause = parting.clause_at[verb.head]
        parsed.clauses[verb.clause].verbs.append(verb)
    _reduce(parsed, lexicon)
    parsed.nouns.extend(_nouns(parsed, lexicon))
    return parsed


def _done_by(verbs: list[Verb], lowers: list[str], lexicon: Lexicon) -> None:
    """A line's first past form in front of "by", with a finite verb to come, is a participle: "talks mediated by A and B collapsed".

    Not one that goes by itself ("the convoy stopped by and left"), nor the only one ("protesters killed by police").
    """
    finite = [verb for verb in verbs if verb.finite]
    if len(finite) < 2 or not (finite[0].simple_past and finite[0].may_be_participle):
        return
    first, following = finite[:2]
    joined = lowers[following.first - 1] in ("and", "but", "or", ",") or ";" in lowers[first.last : following.first]
    if lowers[first.last] == "by" and first.lemma not in lexicon["clauses.go_by"] and not joined:
        first.tense, first.passive = "participle", True


def _done_too(verbs: list[Verb], line: Line, lexicon: Lexicon) -> None:
    """A past form joined to a passive, with nothing behind that it is done to, is passive too: "was arrested on Monday and charged on Tuesday".

    Not one that wants nobody to do it to ("was arrested and died").
    """
    for before, verb in itertools.pairwise(verbs):
        wants = verb.simple_past and verb.may_be_participle and verb.lemma in lexicon["clauses.done_to"]
        if before.passive and wants and _joined(line.lowers[max(0, verb.first - 2) : verb.first], lexicon):
            verb.passive = _takes_nothing(line, verb.last, lexicon)


def _joined(before: list[str], lexicon: Lexicon) -> bool:
    """Whether a verb behind these two words goes on from the one before: "and charged", "and three wounded"."""
    return before[-1:] in (["and"], ["but"], ["or"], ["then"], ["later"]) or (
        before[:1] == ["and"] and lexicon.is_count(before[1])
    )


def _takes_nothing(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether no object begins here: a date, a preposition, an adverb, a mark or the end of the line does."""
    if at >= len(line) or line.date_at[at] >= 0 or not line.lowers[at][0].isalnum():
        return True
    low = line.lowers[at]
    return low in lexicon["prepositions"] or low in lexicon["adverbs"] or low in lexicon["conjunctions"]


def _nouns(parsed: Parsed, lexicon: Lexicon) -> Iterable[Noun]:
    """Words that name a happening: also as the end of "gun-attack"; not as verbs, in dates, or in names of persons and places."""
    line, heads = parsed.line, parsed.heads()
    for at, low in enumerate(line.lowers):
        word = low if low in lexicon.nouns else low.rpartition("-")[2] if "-" in low else ""
        if word not in lexicon.nouns or at in heads or line.date_at[at] >= 0:
            continue
        if line.lowers[at + 1 : at + 2] and line.lowers[at + 1] in lexicon["hosts.sites"]:
            continue  # "launch sites" are launched by nobody
        entity = parsed.entity_at(at)
        if entity is None or entity.kind not in ("person", "city", "media", "group", "organisation"):
            yield Noun(at, lexicon.nouns[word], parsed.clause_at[at])


def _reduce(parsed: Parsed, lexicon: Lexicon) -> None:
    """A past form before another finite verb of its clause is a participle: "the boat rescued on Friday was turned around".

    What can only be the past ("began") stays; then the other one is a participle ("began deploying into controlled territory").
    """
    lowers = parsed.line.lowers
    for clause in parsed.clauses:
        finite = [verb for verb in clause.verbs if verb.finite]
        for verb, following in itertools.pairwise(finite):
            if _apposed(verb, following, lowers):
                verb.tense, verb.passive = "participle", True
        for verb, following in itertools.pairwise(finite):
            if {"and", "but", "or", ","} & set(lowers[verb.head : following.first]):
                continue
            direct = lowers[verb.last : verb.last + 1]
            takes = bool(direct) and (direct[0] in _TAKEN or parsed.entity_at(verb.last) is not None)
            inside = lexicon["prepositions"] & set(lowers[verb.last : following.first])
            says = verb.lemma in lexicon["reporting"] and following.simple_past and bool(inside)
            first = verb.simple_past and verb.may_be_participle and not ((takes or says) and following.simple_past)
            reduced = verb if first else following
            if reduced.simple_past and reduced.may_be_participle:
                reduced.tense, reduced.passive = "participle", True


def _apposed(verb: Verb, following: Verb, lowers: list[str]) -> bool:
    """Whether a past form stands between commas in front of the clause's own verb: "the decree, signed last year, took effect"."""
    before = lowers[verb.first - 1 : verb.first] if verb.first else []
    if before and (before[0] in ("first", "also") or before[0].endswith("ly")):
        before = lowers[verb.first - 2 : verb.first - 1]
    closed = "," in lowers[verb.last : following.first] and "and" not in lowers[verb.last : following.first]
    return verb.simple_past and verb.may_be_participle and before == [","] and closed
