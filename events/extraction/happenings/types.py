"""Which type a happening has: the heaviest trigger whose company is there."""

from dataclasses import dataclass
from typing import Final

from events.extraction.happenings.clauses import Noun, Parsed
from events.extraction.happenings.lexicon import ANY, Lexicon, Trigger
from events.extraction.happenings.topics import topic_of
from events.extraction.happenings.verbs import Verb

REACH = 24
"""Words behind a verb in which its company is looked for: two guests with their offices take twenty."""

_FIRM: Final = 5
"""From this weight on a statement is one, whatever it speaks of: "called the raid an act of terrorism"."""
_SURE: Final = 3
"""From this weight on a verb tells its type surely enough to tell that of a clause joined to it."""
_LET: Final = 7
"""Words between "let" and what it allows: whom it is allowed to."""
_PHRASE: Final = 14
"""Words behind a verb that a phrase of four can reach."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A type, the words that told it, how heavy the trigger was (0: none, a guess), the noun that told it, if one did, and whether only
    the field told it that the words belong to."""

    type: str
    words: str
    weight: int
    noun: Noun | None = None
    by_field: bool = False


@dataclass(frozen=True, slots=True)
class _Company:
    subject: frozenset[str]
    object: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.subject | self.object


def type_of(parsed: Parsed, verb: Verb | None, noun: Noun | None, lexicon: Lexicon) -> Typed:
    """The type of the happening at the verb, or at the noun where no verb tells it."""
    if verb is not None:
        return _verb_type(parsed, verb, lexicon)
    if noun is None:
        return Typed("other", "", 0)
    typed = noun_type(parsed, noun, lexicon)
    return typed if typed.weight else _spoken_of(parsed, noun.clause, lexicon) or typed


def verb_weight(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> int:
    """How much the verb with its company tells by itself: 2 and more for a phrase or rule."""
    return _verb_type(parsed, verb, lexicon).weight if verb.lemma in lexicon.verb_triggers else 0


def _verb_type(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Typed:
    if _stands_for_another(parsed, verb, lexicon) and (meant := _meant(parsed, verb, lexicon)) is not None:
        return meant
    led = _led(parsed, verb, lexicon)
    if led is not None and (typed := _verb_type(parsed, led, lexicon)).weight:
        return typed
    company = _company(parsed, verb, lexicon)
    found = _heaviest(
        lexicon.verb_triggers.get(verb.lemma, ()), parsed, verb.last, company, lexicon, modal=bool(verb.modal)
    )
    found = _by_company(parsed, verb, company, found, lexicon)
    out = verb.lemma == "rule" and "out" in parsed.line.lowers[verb.last : verb.last + 2]
    carried = _carried(parsed, verb, lexicon) if verb.lemma in lexicon["light"] or out else None
    if carried is not None and (
        found is None or found.weight < 2 or (found.type == "statement" and found.weight < _FIRM)
    ):
        return carried
    if found is not None:
        return Typed(found.type, found.name if found.name != ANY else _showing(found, company), found.weight)
    if verb.lemma in lexicon["reporting"]:
        return Typed("statement", verb.lemma, 1)
    return _guess(parsed, verb, lexicon)


def _by_company(
    parsed: Parsed, verb: Verb, company: _Company, found: Trigger | None, lexicon: Lexicon
) -> Trigger | None:
    """What those who take part tell of any verb that happens ("typhoon … anything"), where that weighs more than the verb itself."""
    if verb.lemma in lexicon["reporting"] or verb.lemma in ("be", "have"):
        return found
    general = _heaviest(lexicon.verb_triggers.get(ANY, ()), parsed, verb.last, company, lexicon, modal=False)
    return general if general is not None and (found is None or general.weight > found.weight) else found


def _showing(rule: Trigger, company: _Company) -> str:
    """The words by which a rule for every verb held."""
    wanted = ((rule.subject, company.subject), (rule.object, company.object), (rule.anywhere, company.all))
    words = [min(of.found(among), default="") for of, among in wanted if not of.anything]
    return " … ".join(dict.fromkeys(word for word in words if word))


def _stands_for_another(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a verb only takes up what was told: "did so", "did the same", "followed suit", "loyalists followed six weeks later"."""
    at, line = verb.last, parsed.line
    behind = " ".join(line.lowers[at : at + 2])
    if verb.lemma == "do":
        return behind.startswith(("so", "likewise", "the same"))
    if verb.lemma != "follow" or verb.passive or behind.startswith("suit"):
        return verb.lemma == "follow" and not verb.passive
    ends = at >= len(line) or line.date_at[at] >= 0 or not line.lowers[at][0].isalnum()
    dated = line.lowers[at : at + 1] and line.lowers[at] in lexicon["prepositions"] and line.date_at[at + 1] >= 0
    named = any(noun.clause == verb.clause and noun.at < verb.first for noun in parsed.nouns)
    return bool(ends or dated) and not named  # not "clashes followed on Monday"


def _meant(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Typed | None:
    """The type of what such a verb takes up: what the sentence told in front of it, else what was told last."""
    earlier = [v for v in parsed.verbs if v.finite and v.head < verb.first and v.lemma not in lexicon["reporting"]]
    for other in reversed(earlier):
        if (typed := _verb_type(parsed, other, lexicon)).weight:
            return Typed(typed.type, typed.words, 1)
    return Typed(parsed.told, verb.lemma, 1) if parsed.told else None


def _led(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Verb | None:
    """The verb that another one only leads to: "began pulling out", "plans to station"; "let" for what it allows ("let the miners go")."""
    letting = next((v for v in parsed.verbs if v.lemma == "let" and 0 < verb.first - v.last <= _LET), None)
    if letting is not None and verb.tense in ("infinitive", "present"):
        return letting
    if verb.lemma not in lexicon["leading"]:
        return None
    at = verb.last
    while at < len(parsed.line) and parsed.line.date_at[at] >= 0:
        at += 1
    return next((v for v in parsed.verbs if v.first == at and v.tense in ("participle", "infinitive")), None)


def _carried(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Typed | None:
    """The type of the noun that a light verb carries: its object, else its subject."""
    clause = parsed.clauses[verb.clause]
    outer = [other for other in parsed.nouns if other.clause == clause.parent and other.at < verb.first]
    resumed = verb.first > 0 and parsed.line.lowers[verb.first - 1] in lexicon["resuming"]
    if outer and resumed:
        return noun_type(parsed, outer[-1], lexicon)
    first = next(
        (noun for noun in parsed.nouns if noun.clause == verb.clause and verb.last <= noun.at <= verb.last + REACH),
        None,
    )
    before = [noun for noun in parsed.nouns if noun.clause == verb.clause and noun.at < verb.first]
    noun = first if first is not None and not verb.passive else before[-1] if before else first
    if noun is None and verb.clause > 0 and not before:
        noun = outer[-1] if outer and clause.kind == "relative" else None
    return noun_type(parsed, noun, lexicon) if noun is not None else None


def _guess(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Typed:
    """For a verb that no trigger knows: what an event noun of the clause or the people in it tell, else "other"."""
    nouns = [noun for noun in parsed.nouns if noun.clause == verb.clause]
    behind = [noun for noun in nouns if noun.at > verb.head]
    for noun in [*nouns[:1], *behind[:1]] if verb.passive or verb.lemma == "be" else [*behind[:1], *nouns[:1]]:
        typed = noun_type(parsed, noun, lexicon)
        return Typed(typed.type, typed.words, 1, noun)
    spoken = _spoken_of(parsed, verb.clause, lexicon)
    if spoken is not None and spoken.weight:
        return spoken
    return _beside_it(parsed, verb, lexicon) or spoken or Typed("other", verb.lemma, 0)


def _beside_it(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Typed | None:
    """What the clause tells that the verb's is joined to, where its own words tell nothing: "expelled two envoys and gave them a week to go"."""
    clause = parsed.clauses[verb.clause]
    main = parsed.main_verb(clause.parent) if clause.kind == "coordinate" and clause.parent >= 0 else None
    if main is None or main.lemma in lexicon["reporting"] or main.lemma not in lexicon.verb_triggers:
        return None
    typed = _verb_type(parsed, main, lexicon)
    return Typed(typed.type, typed.words, 0) if typed.weight >= _SURE else None


def _spoken_of(parsed: Parsed, clause: int, lexicon: Lexicon) -> Typed | None:
    """What the words of the clause and around it speak of: "judges" of law, "tanks" of the military."""
    found = topic_of(parsed, clause, lexicon)
    return Typed(found.type, found.word, int(found.here), by_field=True) if found is not None else None


def noun_type(parsed: Parsed, noun: Noun, lexicon: Lexicon) -> Typed:
    """The type an event noun tells in its company."""
    line, clause = parsed.line, noun.clause
    first = max(0, noun.at - 8)
    last = min(len(line), noun.at + 9)
    words = _words(
        parsed, [at for at in range(first, last) if parsed.clause_at[at] == clause and at != noun.at], lexicon
    )
    found = _heaviest(
        lexicon.noun_triggers.get(noun.lemma, ()), parsed, noun.at + 1, _Company(words, words), lexicon, modal=False
    )
    return (
        Typed(found.type, noun.lemma, found.weight, noun) if found is not None else Typed("other", noun.lemma, 0, noun)
    )


def _company(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> _Company:
    """The words in front of a verb and behind it; a passive's are exchanged, as its subject is what is done to."""
    line, clause = parsed.line, parsed.clauses[verb.clause]
    start = clause.first
    front = [at for at in range(start, verb.first) if parsed.clause_at[at] == verb.clause]
    first = min((other.first for other in clause.verbs), default=verb.first)
    opening = [at for at in front if at < first]
    if clause.kind == "coordinate" and clause.parent >= 0 and all(_joins(line.lowers[at], lexicon) for at in opening):
        front = _shared_subject(parsed, clause.parent)
    elif not front and clause.parent >= 0:  # shared subject, relative pronoun
        front = [at for at in range(max(0, clause.first - 10), clause.first) if parsed.clause_at[at] == clause.parent]
    elif clause.kind == "relative" and clause.parent >= 0:
        front += [at for at in range(max(0, clause.first - 6), clause.first) if parsed.clause_at[at] == clause.parent]
    back = [
        at
        for at in range(verb.last, min(len(line), verb.last + REACH))
        if parsed.clause_at[at] in (verb.clause, _child(parsed, verb, lexicon))
    ]
    before, behind = _words(parsed, front, lexicon), _words(parsed, back, lexicon)
    return _Company(behind, before | behind) if verb.passive else _Company(before, behind)


def _joins(low: str, lexicon: Lexicon) -> bool:
    return low in lexicon["conjunctions"] or low in lexicon["adverbs"] or low == ","


def _shared_subject(parsed: Parsed, clause: int) -> list[int]:
    """The words in front of a clause's verb, which act in the one joined to it too: "gunmen killed 21 people and burned homes"."""
    main = parsed.main_verb(clause)
    end = main.first if main is not None else len(parsed.line)
    return [at for at in range(parsed.clauses[clause].first, end) if parsed.clause_at[at] == clause]


def _child(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> int:
    """The clause that hangs on the verb's with "unless", "if" or "whether", or is but a "before a judge": part of its company."""
    brought = verb.lemma in lexicon["clauses.brought_before"]
    for number, clause in enumerate(parsed.clauses):
        if brought and clause.parent == verb.clause and clause.opener == "before" and not clause.verbs:
            return number
        if (
            clause.parent == verb.clause
            and clause.opener in ("unless", "if", "whether", "that", "")
            and clause.kind in ("sub", "that")
        ):
            return number
    return verb.clause


def _words(parsed: Parsed, places: list[int], lexicon: Lexicon) -> frozenset[str]:
    """The words at these places with their lemmas, and for names what they name: "<city>", "<person>"; months and days are left out."""
    found: set[str] = set()
    for at in places:
        low = parsed.line.lowers[at]
        if parsed.line.date_at[at] >= 0 or low in lexicon["names.calendar"]:
            continue
        found.add(low)
        if (entity := parsed.entity_at(at)) is not None:
            found.add(f"<{entity.kind}>")
        if low in lexicon.nouns:
            found.add(lexicon.nouns[low])
        elif low.endswith("s") and len(low) > 4:
            found.add(low[:-1])
        if "-" in low:
            found.update(low.split("-"))
    return frozenset(found)


def _heaviest(
    triggers: tuple[Trigger, ...], parsed: Parsed, behind: int, company: _Company, lexicon: Lexicon, *, modal: bool
) -> Trigger | None:
    """The first trigger that holds; they are sorted by weight."""
    window: list[frozenset[str]] = []
    own = _own(parsed, behind, lexicon)
    for trigger in triggers:
        if (trigger.modal and not modal) or not _beside(trigger, company):
            continue
        if trigger.words and not window:
            window = _window(parsed, behind, lexicon)
        near = window if lexicon["modals_will"].union(lexicon["modals_maybe"]) & set(trigger.words) else window[:own]
        if not trigger.words or _phrase(trigger.words, near, company, lexicon):
            return trigger
    return None


def _beside(trigger: Trigger, company: _Company) -> bool:
    """Whether the company that the trigger needs is there, and none that it does not bear."""
    return (
        trigger.subject.among(company.subject)
        and trigger.object.among(company.object)
        and trigger.anywhere.among(company.all)
        and (trigger.none_of.anything or not trigger.none_of.among(company.all))
    )


def _window(parsed: Parsed, behind: int, lexicon: Lexicon) -> list[frozenset[str]]:
    """The few words behind the verb, each with its lemmas: all that a phrase can reach; a date's names and an "on" or "in" in front of it
    have none ("dropped in March", "shook Lima on Monday")."""
    lowers = parsed.line.lowers[behind : behind + _PHRASE]
    return [
        frozenset() if _is_dates(parsed, at, low, lexicon) else _lemmas(low, lexicon)
        for at, low in enumerate(lowers, behind)
    ]


def _is_dates(parsed: Parsed, at: int, low: str, lexicon: Lexicon) -> bool:
    dates = parsed.line.date_at
    behind = parsed.line.lowers[at + 1] if at + 1 < len(dates) and dates[at + 1] >= 0 else ""
    if low == "in":
        return behind in lexicon["names.calendar"] or behind[:4].isdecimal()  # not "was sworn in last week"
    if low == "on":
        return behind != ""
    return dates[at] >= 0 and low in lexicon["names.calendar"]


def _own(parsed: Parsed, behind: int, lexicon: Lexicon) -> int:
    """How many words behind the verb are its own: up to "that", "who", "after". Only a phrase with "would" in it reaches into what is said."""
    ends = lexicon["relatives"] | lexicon["subordinators"] | {"that"}
    lowers = parsed.line.lowers[behind : behind + _PHRASE]
    return next(
        (at for at, low in enumerate(lowers) if low in ends and low not in ("until", "as", "where")), len(lowers)
    )


def _lemmas(low: str, lexicon: Lexicon) -> frozenset[str]:
    found = {low, low.removesuffix("s"), *(lemma for lemma, _ in lexicon.verbs.get(low, ()))}
    if low in lexicon.nouns:
        found.add(lexicon.nouns[low])
    return frozenset(found)


def _phrase(words: tuple[str, ...], window: list[frozenset[str]], company: _Company, lexicon: Lexicon) -> bool:
    """Whether the phrase's words follow in order, the first within four words, each next within three; "hold talk" passive too.

    Particles and prepositions stand nearer: within three words.
    """
    at = 0
    for number, word in enumerate(words):
        small = word in lexicon["prepositions"] or word in lexicon["hosts.particles"]
        reach = 3 if number or small else 5
        step = next((step for step in range(at, min(at + reach, len(window))) if word in window[step]), -1)
        if step < 0:
            noun = len(words) == 1 and len(word) > 4 and word in lexicon.noun_triggers
            return noun and word in company.object and word not in company.subject
        at = step + 1
    return True
