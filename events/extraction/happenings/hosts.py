"""Which happening a date phrase belongs to: the verb or the event noun that it dates, and by which rule."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from events.extraction.happenings.clauses import Noun, Parsed, before_its_noun
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.types import verb_weight
from events.extraction.happenings.verbs import Verb

When = Literal["past", "around", "future"]
"""Where the date lies: wholly before publication, wholly after it, or neither (also where nothing is known)."""
_MARKS: Final = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "—", "–", "."})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date phrase at words first..last of a line; `core` is where the expression itself starts, behind its preposition."""

    first: int
    core: int
    last: int
    when: When
    since: bool = False


@dataclass(frozen=True, slots=True)
class Host:
    """What a phrase dates: a verb or a noun, and the rule that found it, in words."""

    verb: Verb | None
    noun: Noun | None
    rule: str

    @property
    def at(self) -> int:
        """The word that names the happening."""
        return self.verb.head if self.verb is not None else self.noun.at if self.noun is not None else 0

    @property
    def clause(self) -> int:
        return self.verb.clause if self.verb is not None else self.noun.clause if self.noun is not None else 0


def host_of(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """The first rule that finds a host decides; None where the phrase dates nothing that can be named."""
    if _dates_the_other(parsed, phrase):
        return _behind(parsed, phrase, lexicon)
    for rule in _RULES:
        host = rule(parsed, phrase, lexicon)
        if host is not None:
            return host
    return None


def _dates_the_other(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether a length before "after" says when the other thing was, as a day in front dates this one: "left on Friday, two days after the vote"."""
    dates = parsed.line.date_at
    joins = parsed.line.lowers[phrase.last - 1 : phrase.last + 1]
    early = any(number >= 0 for number in dates[: phrase.first])
    late = any(number >= 0 for number in dates[phrase.last :])
    return phrase.core < phrase.last and bool({"after", "before"} & set(joins)) and early and not late


def _behind(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """The first verb behind the phrase that is finite, else the first event noun, where a word says which: "the German vote"."""
    verb = next((verb for verb in parsed.verbs if verb.first >= phrase.last and verb.finite), None)
    if verb is not None:
        return Host(verb, None, "the verb behind what the phrase is counted from")
    noun = next((noun for noun in parsed.nouns if noun.at >= phrase.last), None)
    if (
        noun is None
        or parsed.line.lowers[noun.at - 1] in lexicon["determiners"] | lexicon["articles"] | lexicon["prepositions"]
    ):
        return None
    return Host(None, noun, "the noun that the phrase is counted from")


def _attributive(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """ "Monday's attack", "the October 2021 summit": the noun behind; in "during Monday's session" the verb it is said of."""
    line, at = parsed.line, phrase.last
    owned = at < len(line) and line.lowers[at] in ("'s", "’s")
    if not owned and line.lowers[phrase.last - 1].endswith(("'s", "’s")):
        owned, at = True, at - 1
    before = line.lowers[phrase.core - 1] if phrase.core else ""
    if not owned and not (
        before in lexicon["determiners"]
        or before in ("'s", "’s")
        or (before in lexicon["prepositions"] and before != "on" and phrase.first != phrase.core)
    ):
        return None
    noun = _head_noun(parsed, at + owned, lexicon, far=owned)
    if noun is None:
        return None
    if before in lexicon["hosts.within"] and owned:
        clause = parsed.clauses[noun.clause]
        verb = parsed.main_verb(clause.parent if clause.kind == "relative" and clause.parent >= 0 else noun.clause)
        if (
            verb is not None
            and verb.head < phrase.first
            and verb.lemma in lexicon.verb_triggers
            and verb.lemma not in lexicon["reporting"]
        ):
            return Host(verb, None, "the verb that happened in what the phrase belongs to")
    return Host(None, noun, "the noun that the phrase stands in front of")


def _head_noun(parsed: Parsed, at: int, lexicon: Lexicon, *, far: bool) -> Noun | None:
    """The event noun at the end of the noun phrase that starts here, else, for "Monday's bid for elections", one behind its "of"."""
    line, found = parsed.line, None
    nouns = {noun.at: noun for noun in parsed.nouns}
    verbs = {verb.first for verb in parsed.verbs if verb.finite}
    for step in range(at, min(at + (9 if far else 6), len(line))):
        low = line.lowers[step]
        if step in verbs or low in _MARKS or low in lexicon["articles"]:
            break
        if low in lexicon["prepositions"] and (found is not None or not far):
            break
        found = nouns.get(step, found)
    return found


def _subject(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """ "Friday was the fourth night that Serbians protested", "Monday saw clashes": what comes behind the verb."""
    verb = next((verb for verb in parsed.verbs if verb.first == phrase.last), None)
    if verb is None or not verb.finite or phrase.first != phrase.core or _leads(parsed, phrase.first) is False:
        return None
    if verb.lemma not in lexicon["hosts.day_verbs"] or verb.passive:
        return None
    for other in parsed.verbs:
        if other.first > verb.last and other.finite and other.lemma in lexicon.verb_triggers:
            return Host(other, None, "what is said of the day")
    noun = next((noun for noun in parsed.nouns if noun.at >= verb.last), None)
    return Host(None, noun, "what is said of the day") if noun is not None else None


def _leads(parsed: Parsed, at: int) -> bool:
    """Whether the phrase begins its clause."""
    first = parsed.clauses[parsed.clause_at[at]].first
    return at == first or (at == first + 1 and not parsed.line.words[first].isalnum())


def _copula(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """ "The deadline is October 31": the noun in front of the verb."""
    verb = next(
        (verb for verb in parsed.verbs if verb.last == phrase.first and verb.lemma in ("be", "fall", "come")), None
    )
    if verb is None or verb.passive or verb.progressive:
        return None
    noun = next((noun for noun in reversed(parsed.nouns) if noun.at < verb.first and noun.clause == verb.clause), None)
    return Host(None, noun, "the noun that the phrase is said of") if noun is not None else None


def _adjacent(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """ "said Monday", "was on Monday rammed", "on Monday banned": the verb right beside the phrase."""
    line = parsed.line
    inside = next((verb for verb in parsed.verbs if verb.first < phrase.first and phrase.last <= verb.last), None)
    if inside is not None:
        return Host(inside, None, "the verb around the phrase")
    before = phrase.first - 1
    while before >= 0 and (
        line.lowers[before] in lexicon["hosts.particles"] or line.lowers[before] in lexicon["adverbs"]
    ):
        before -= 1
    verb = next((verb for verb in parsed.verbs if verb.head == before or verb.last - 1 == before), None)
    if verb is not None and verb.lemma in lexicon["hosts.planned"] and (verb.tense == "participle" or verb.passive):
        noun = _noun_before(parsed, verb.first)
        if noun is not None:
            return Host(None, noun, "the noun that is planned for the day")
    if verb is not None and verb.tense == "infinitive" and (phrase.when == "past" or _given(verb, parsed, phrase)):
        before_it = [other for other in parsed.clauses[verb.clause].verbs if other.head < phrase.first]
        verb = _dated_verb(before_it, phrase, parsed, lexicon)
    if verb is not None and (accuser := _accuser(verb, parsed, lexicon)) is not None:
        verb = accuser
    fits = verb is not None and (_fits(verb, phrase, lexicon) or _was_to(verb, parsed))
    if verb is not None and verb.lemma not in ("be", "have") and fits:
        return Host(verb, None, "the verb in front of the phrase")
    behind = next((verb for verb in parsed.verbs if verb.first == phrase.last), None)
    if behind is not None and behind.tense == "infinitive" and line.lowers[phrase.first] in lexicon["hosts.limits"]:
        return Host(behind, None, "what there is time for until the day")  # "gave them until Friday to leave"
    if (
        behind is not None
        and behind.finite
        and not _opens(parsed, phrase, lexicon)
        and line.lowers[phrase.first - 1] not in _MARKS
        and not _told_apart(behind, phrase, parsed)
    ):
        return Host(behind, None, "the verb behind the phrase")
    return None


def _accuser(verb: Verb, parsed: Parsed, lexicon: Lexicon) -> Verb | None:
    """The verb that tells of another one behind "of": "accused Iran of spying on Friday"; none for "admitted killing him on Friday"."""
    if verb.tense != "participle" or not verb.progressive or parsed.line.lowers[verb.first - 1 : verb.first] != ["of"]:
        return None
    told = (v for v in parsed.clauses[verb.clause].verbs if v.finite and v.head < verb.first)
    return next((v for v in told if v.lemma in lexicon["reporting"]), None)


def _was_to(verb: Verb, parsed: Parsed) -> bool:
    """Whether the verb lay ahead of what is told, and may be past by now: "forces were to go by 1 May"."""
    return verb.modal == "to" and parsed.line.lowers[verb.first] in ("was", "were")


def _told_apart(behind: Verb, phrase: Phrase, parsed: Parsed) -> bool:
    """Whether the phrase ends a relative clause with a verb of its own: "the general who toppled him in May | has promised"."""
    clause = parsed.clause_at[phrase.core]
    own = any(v.finite and v.head < phrase.first for v in parsed.clauses[clause].verbs)
    return own and parsed.clauses[clause].kind == "relative" and behind.clause != clause


def _given(verb: Verb, parsed: Parsed, phrase: Phrase) -> bool:
    """Whether what is to be done has a time of its own: "gave the governor 48 hours to quit on Wednesday"."""
    return (
        phrase.when == "around" and verb.first > 0 and parsed.line.lowers[verb.first - 1] in ("hours", "days", "weeks")
    )


def _noun_before(parsed: Parsed, at: int) -> Noun | None:
    """The event noun a few words in front: "talks planned for Thursday"."""
    return next((noun for noun in reversed(parsed.nouns) if at - 6 <= noun.at < at), None)


def _fits(verb: Verb, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the verb's tense allows the date: what was done cannot lie ahead, what will be done cannot lie behind."""
    if phrase.when == "future":
        return not (verb.tense == "past" and not verb.modal and not verb.progressive)
    if phrase.when == "past":
        return verb.tense != "future" or verb.perfect  # "was to have been signed"
    return True


def _opens(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the phrase stands at the front of its clause, behind at most "also", "and", or in a phrase that a comma ends."""
    line, at = parsed.line, phrase.first - 1
    clause = parsed.clause_at[phrase.core]
    first = parsed.clauses[clause].first
    ends = phrase.last < len(line) and line.lowers[phrase.last] == ","
    if (
        ends
        and line.lowers[first] in lexicon["hosts.opening"]
        and not any(first <= verb.head < phrase.first for verb in parsed.verbs)
    ):
        return True  # "In a televised address on Monday, the ruler vowed revenge"
    while at >= 0 and parsed.clause_at[at] == clause:
        low = line.lowers[at]
        if (
            low not in lexicon["fronts"]
            and low not in lexicon["conjunctions"]
            and low not in ("that", "“", '"', ",")
            and low != parsed.clauses[clause].opener
        ):
            return False
        at -= 1
    return True


def _fronted(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """ "On Friday, fishermen rescued": the first finite verb behind, of the same clause."""
    if not _opens(parsed, phrase, lexicon):
        return None
    clause = parsed.clause_at[phrase.core]
    verbs = [verb for verb in parsed.verbs if verb.first >= phrase.last and verb.finite]
    same = [verb for verb in verbs if verb.clause == clause]
    if same or verbs:
        verb = _aimed_at((same or verbs)[0], parsed, phrase, lexicon)
        return Host(verb, None, "the verb of the clause that the phrase opens")
    noun = next((noun for noun in parsed.nouns if noun.at >= phrase.last), None)
    return Host(None, noun, "the noun behind the phrase") if noun is not None else None


def _aimed_at(verb: Verb, parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Verb:
    """What is expected or planned, where the date is that of it: "by May they are expected to follow"."""
    behind = next((other for other in parsed.verbs if other.first == verb.last and other.tense == "infinitive"), None)
    return behind if behind is not None and _aims(verb, phrase, lexicon) else verb


def _set_off(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """ "reopened its borders, ending the embargo imposed in May, on Thursday": set off by a comma at the end, the sentence's own verb."""
    line, main = parsed.line, parsed.main_verb(0)
    ends = phrase.last >= len(line) - 1 and phrase.first and line.lowers[phrase.first - 1] == ","
    if not ends or main is None or not main.finite or not _fits(main, phrase, lexicon):
        return None
    joined = any(
        v.finite and v.head > main.head and parsed.clauses[v.clause].kind == "coordinate" for v in parsed.verbs
    )
    commas = sum(low == "," for low in line.lowers[main.last : phrase.first])
    return (
        Host(main, None, "the sentence's verb, as a comma sets the phrase off") if commas > 1 and not joined else None
    )


def _nearest(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """The verb of the clause that the phrase ends, or a noun behind that verb where the verb only links, tells or carries it."""
    clause = parsed.clause_at[phrase.core]
    while clause >= 0:
        host = _in_clause(parsed, phrase, clause, lexicon)
        if host is not None:
            return host
        clause = parsed.clauses[clause].parent
    return None


def _in_clause(parsed: Parsed, phrase: Phrase, clause: int, lexicon: Lexicon) -> Host | None:
    verbs = [verb for verb in parsed.clauses[clause].verbs if verb.head < phrase.first]
    nouns = [noun for noun in parsed.nouns if noun.clause == clause and noun.at < phrase.first]
    verb = _dated_verb(verbs, phrase, parsed, lexicon)
    noun = nouns[-1] if nouns else None
    if verb is None:
        if noun is not None and not verbs:
            return Host(None, noun, "the noun in front of the phrase")
        if noun is not None and verbs:
            return Host(None, noun, "the noun in front of the phrase, as the verb's tense does not allow the date")
        behind = [other for other in parsed.clauses[clause].verbs if other.first >= phrase.last and other.finite]
        return Host(behind[0], None, "the only verb of the clause") if behind else None
    if noun is not None and noun.at > verb.head and _noun_wins(parsed, verb, noun, phrase, lexicon):
        return Host(None, noun, "the noun in front of the phrase, which the verb only leads to")
    if noun is not None and noun.at < verb.first and verb.lemma == "be" and not verb.passive:
        return Host(None, noun, "the noun that the phrase is said of")
    return Host(verb, None, "the verb of the clause")


def _dated_verb(verbs: list[Verb], phrase: Phrase, parsed: Parsed, lexicon: Lexicon) -> Verb | None:
    """The last verb in front whose tense allows the date; a past date prefers a finite verb over what it aims at."""
    fitting = [verb for verb in verbs if _fits(verb, phrase, lexicon) and not _names(verb, lexicon)]
    if not fitting:
        return None
    last = fitting[-1]
    if last.finite or (last.tense == "infinitive" and last.perfect):
        return last  # "is believed to have fallen"
    finite = [verb for verb in fitting if verb.finite]
    close = phrase.first - last.head <= 5 and not (finite and before_its_noun(last, parsed, lexicon))
    if last.tense == "participle" and last.passive and close:
        return last
    if last.tense == "infinitive" and (not finite or _aims(finite[-1], phrase, lexicon)):
        return last
    return finite[-1] if finite else last


def _names(verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a participle only says what somebody is called: "Mr Holm, known as the Dane, on Monday"."""
    return verb.tense == "participle" and verb.passive and verb.lemma in lexicon["hosts.naming"]


def _aims(governor: Verb, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the date is that of the infinitive: "failed to sign on Monday", "is to visit in May", not "came to sign on Monday"."""
    if governor.lemma in lexicon["aiming"]:
        return True
    if phrase.when == "past":
        return False
    sure = lexicon["status.expected"] | lexicon["status.scheduled"] | lexicon["status.possible"]
    return phrase.when == "future" or governor.lemma in sure or governor.lemma == "be"


def _noun_wins(parsed: Parsed, verb: Verb, noun: Noun, phrase: Phrase, lexicon: Lexicon) -> bool:
    line = parsed.line
    between = line.lowers[verb.last : noun.at]
    if any(low in lexicon["hosts.after"] for low in between):
        return True
    if any(low in (",",) for low in line.lowers[noun.at + 1 : phrase.first]) and verb.lemma not in lexicon["link"]:
        return False
    if verb.lemma in lexicon["hosts.pointing"] and "to" in between[:1]:
        return True  # "pointed to a raid on Saturday"
    if verb_weight(parsed, verb, lexicon) >= 2:
        return False
    if verb.lemma in lexicon["link"] or verb.lemma in ("be", "have") or verb.lemma in lexicon["status.foreseeing"]:
        return True
    return verb.lemma in lexicon["reporting"] and verb.lemma not in lexicon["light"] and noun.at - verb.head > 2


def _ultimatum(parsed: Parsed, phrase: Phrase, lexicon: Lexicon) -> Host | None:
    """ "will attack unless they leave by Friday": what is threatened, for which the day is the condition."""
    clause = parsed.clauses[parsed.clause_at[phrase.core]]
    if clause.opener != "unless" or clause.parent < 0:
        return None
    verb = parsed.main_verb(clause.parent)
    return Host(verb, None, "the verb that hangs on the condition the phrase dates") if verb is not None else None


_RULES: Final[tuple[Callable[[Parsed, Phrase, Lexicon], Host | None], ...]] = (
    _ultimatum,
    _attributive,
    _subject,
    _copula,
    _adjacent,
    _fronted,
    _set_off,
    _nearest,
)
