"""How sure a happening is: its status, with the words that decided it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.hosts import Host, Phrase
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.verbs import Verb


@dataclass(frozen=True, slots=True)
class Judged:
    """A status and why, in words."""

    status: str
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at: the host, the verbs above it (nearest first), the verb that reports it, and the words around."""

    parsed: Parsed
    host: Host
    phrase: Phrase
    governors: tuple[Verb, ...]
    teller: Verb | None
    teller_subject: tuple[str, ...]
    near: tuple[str, ...]


def status_of(
    parsed: Parsed, host: Host, phrase: Phrase, lexicon: Lexicon, teller: Verb | None, teller_subject: tuple[str, ...]
) -> Judged:
    """The first rule that holds decides; a date that lies ahead is scheduled, one that lies behind occurred."""
    evidence = Evidence(
        parsed, host, phrase, governors_of(parsed, host), teller, teller_subject, _near(parsed, host, phrase)
    )
    for rule in _RULES:
        judged = rule(evidence, lexicon)
        if judged is not None:
            return judged
    return Judged("occurred", "told as fact")


def governors_of(parsed: Parsed, host: Host) -> tuple[Verb, ...]:
    """The verbs that stand above the host in its clause: "is expected" over "to visit", "has cancelled" over "the visit"."""
    verbs = parsed.clauses[host.clause].verbs if host.clause < len(parsed.clauses) else []
    if host.verb is None:
        noun = host.at
        above = [verb for verb in verbs if verb.finite or (verb.tense == "participle" and abs(verb.head - noun) <= 8)]
        above += _behind_asides(parsed, host.clause)
        above.sort(key=lambda verb: abs(verb.head - noun))
        return tuple(above)
    if host.verb.finite:
        return ()
    found: list[Verb] = []
    below = host.verb
    for verb in reversed([verb for verb in verbs if verb.head < host.verb.first]):
        found.append(verb)
        below = verb
        if verb.finite:
            break
    return tuple(found) if below is not host.verb else ()


def _behind_asides(parsed: Parsed, clause: int) -> list[Verb]:
    """The verbs that go on with a clause behind what commas set off: "a visit, planned for April, | has been called off"."""
    return [
        joined.verbs[0]
        for joined in parsed.clauses
        if joined.parent == clause and joined.kind == "coordinate" and joined.opener == ","
        if joined.verbs and joined.verbs[0].first <= joined.first + 1
    ]


def _near(parsed: Parsed, host: Host, phrase: Phrase) -> tuple[str, ...]:
    """The words of the host's clause and of the phrase's."""
    clauses = {host.clause, parsed.clause_at[phrase.core]}
    return tuple(low for low, clause in zip(parsed.line.lowers, parsed.clause_at, strict=True) if clause in clauses)


def _words(evidence: Evidence, lexicon: Lexicon, name: str) -> str:
    """The first word of the clause that the named list holds, "" for none; quotation marks and names are passed over."""
    return next((low for low in evidence.near if low in lexicon[f"status.{name}"]), "")


def _text(evidence: Evidence, verb: Verb) -> str:
    return evidence.parsed.line.text(verb.first, verb.last)


def _left_open(e: Evidence, lexicon: Lexicon) -> Judged | None:
    """What is "not ruled out": two negations leave it open."""
    for verb in (*([e.host.verb] if e.host.verb is not None else ()), *e.governors):
        out = verb.lemma == "exclude" or (verb.lemma == "rule" and "out" in _particles(e, verb))
        if out and verb.negated:
            return Judged("possible", f"“{_text(e, verb)}” leaves it open")
    return None


def _denied(e: Evidence, lexicon: Lexicon) -> Judged | None:
    """Negated, called off, or said under a verb that denies it."""
    verb, line = e.host.verb, e.parsed.line
    if verb is not None and verb.negated:
        return Judged("denied", f"“{_text(e, verb)}” denies it")
    for governor in e.governors:
        if (governor.negated and governor.lemma not in lexicon["reporting"]) or _denies(e, governor, lexicon):
            return Judged("denied", f"“{_text(e, governor)}” calls it off or denies it")
    fate = _fate(e, lexicon)
    if fate is not None:
        return Judged("denied", f"“{_text(e, fate)}” calls it off")
    clause = e.parsed.clauses[e.host.clause]
    start = clause.first + (line.lowers[clause.first] == clause.opener and clause.first + 1 < len(line))
    if line.lowers[start] in ("no", "none", "neither") and (verb is None or verb.first > start):
        return Judged("denied", f"“{line.words[start]}” denies it")
    return None


def _said_done(e: Evidence, lexicon: Lexicon) -> Judged | None:
    """What somebody is believed, said or accused to have done."""
    verb = e.host.verb
    if verb is None or verb.tense != "infinitive" or not verb.perfect or verb.negated or e.phrase.when == "future":
        return None
    doubted = next((governor for governor in e.governors if governor.negated), None)
    if doubted is not None:
        return Judged("denied", f"“{_text(e, doubted)}” denies it")
    return Judged("occurred", f"“{_text(e, verb)}” tells it as done")


def _fate(e: Evidence, lexicon: Lexicon) -> Verb | None:
    """The verb that calls off what the host's clause hangs on: "talks that had been due to resume today | were put off"."""
    clause = e.parsed.clauses[e.host.clause]
    if e.host.verb is None or clause.kind not in ("relative", "that", "aside") or clause.parent < 0:
        return None
    at = clause.first
    named = next((n for n in reversed(e.parsed.nouns) if at - 6 <= n.at < at), None)
    done = named is None or _told_as_done(e.host.verb, lexicon)
    for verb in e.parsed.verbs:
        if verb.clause == e.host.clause or not verb.finite:
            continue
        behind, before = verb.first > e.host.at, named is not None and at - 9 <= verb.head < named.at
        undone = _undoes(e, verb, lexicon) or (verb.negated and verb.passive and not done) or _fell(e, verb, lexicon)
        gone = verb.passive or verb.negated or _fell(e, verb, lexicon)
        if undone and ((behind and gone) or (before and not verb.passive)):
            return verb
    return None


def _fell(e: Evidence, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a verb tells that something came to nothing: "fell through", "fell victim to a row", "never came about"."""
    if verb.negated and verb.finite and not verb.modal:
        return verb.lemma in lexicon["status.coming_about"]
    behind = set(e.parsed.line.lowers[verb.last : verb.last + 2])
    return verb.lemma in ("fall", "come") and bool(behind & lexicon["status.falling"])


def _told_as_done(verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a verb says that it took place, "which has run since 1992", and not that it was to, "which was due on Monday"."""
    if verb.modal or verb.lemma == "be" or verb.lemma in lexicon["hosts.planned"]:
        return False
    return verb.simple_past or (verb.perfect and verb.tense == "present")


def _put_off(e: Evidence, lexicon: Lexicon) -> Judged | None:
    """What is put off "until Monday" is scheduled for that day; calling off has a day of its own, and is done."""
    verb = e.host.verb
    if verb is None or verb.negated or not _undoes(e, verb, lexicon):
        return None
    if verb.tense in ("infinitive", "future") and not verb.passive and not _event_behind(e, verb):
        return None  # "to scrap the tax from May" is itself what lies ahead
    words = e.parsed.line.lowers[max(0, e.phrase.first - 1) : e.phrase.core + 1]
    if e.phrase.when != "past" and {"until", "till", "to"} & set(words):
        return Judged("scheduled", f"“{_text(e, verb)} … until” sets a new day")
    if e.phrase.when == "future" or (verb.passive and e.phrase.last <= verb.first):
        return Judged("denied", f"“{_text(e, verb)}” calls it off")
    return Judged("occurred", f"“{_text(e, verb)}” is what was done") if verb.tense in ("past", "present") else None


def _event_behind(e: Evidence, verb: Verb) -> bool:
    """Whether what a verb undoes is a happening, "to cancel the visit", and no rule or thing, "to scrap the tax"."""
    return any(verb.last <= noun.at < e.phrase.first for noun in e.parsed.nouns)


def _particles(e: Evidence, verb: Verb) -> list[str]:
    """The few words behind a verb in which its particle may stand."""
    return e.parsed.line.lowers[verb.last : verb.last + 5]


def _undoes(e: Evidence, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a verb calls something off: "cancel", "put off", "is off"."""
    if verb.lemma in lexicon["status.calling_off"]:
        return True
    behind = e.parsed.line.lowers[verb.last : verb.last + 1]
    if verb.lemma == "be":
        return behind == ["off"]
    if verb.lemma not in lexicon["status.calling_with"]:
        return False
    return any(low in lexicon["status.calling_particles"] for low in behind) or (
        not verb.passive and _parted_particle(e, verb, lexicon)
    )


def _parted_particle(e: Evidence, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a particle closes what the verb governs, "put the talks off"; in front of a name or an article it tells a place."""
    line = e.parsed.line
    for at in range(verb.last, min(verb.last + 5, len(line))):
        if line.lowers[at] in lexicon["status.calling_particles"]:
            behind = at + 1
            of_place = behind < len(line) and (line.name_at[behind] >= 0 or line.lowers[behind] in lexicon["articles"])
            return not of_place
    return False


def _disbelieved(e: Evidence, lexicon: Lexicon) -> Judged | None:
    """Told by one who denies it: "denied that", "rejected reports that"."""
    above, teller = _above(e), e.teller
    if above is not None and above.lemma in lexicon["dismissing"]:
        behind = e.parsed.line.lowers[above.last : above.last + 4]
        if set(behind) & lexicon["hearsay"]:
            return Judged("denied", f"“{_text(e, above)}” denies what follows")
    if teller is not None and teller.lemma in lexicon["denying"] and teller is not e.host.verb and not teller.negated:
        return Judged("denied", f"“{_text(e, teller)}” denies what follows")
    return None


def _missed(e: Evidence, lexicon: Lexicon) -> Judged | None:
    """What was to have happened, or had been planned for the day: it did not come about."""
    for candidate in (*([e.host.verb] if e.host.verb is not None else ()), *e.governors):
        due = (
            candidate.modal == "should" and candidate.passive and e.phrase.when == "past"
        )  # "should have been held in April"
        if candidate.perfect and (candidate.modal in ("would", "to") or due):
            return Judged("denied", f"“{_text(e, candidate)}” did not come about")
    planned = _had_been_planned(e, lexicon)
    return Judged("denied", f"“{_text(e, planned)}” did not come about") if planned is not None else None


def _denies(e: Evidence, governor: Verb, lexicon: Lexicon) -> bool:
    """Whether the verb above calls off the noun beside it, or fails in the infinitive below it."""
    if e.host.verb is not None:
        return governor.lemma in lexicon["status.failing"]
    between = e.parsed.line.lowers[governor.last : e.host.at]
    if (
        governor.lemma in lexicon["denying"]
        and not governor.passive
        and governor.last <= e.host.at <= governor.last + 5
    ):
        return not governor.negated and not lexicon["prepositions"] & set(between)  # not "denied guilt in the attack"
    if _fell(e, governor, lexicon) and governor.head > e.phrase.first > e.host.at:
        return not _beside(e.parsed.line.lowers, e.host.at, lexicon)  # "a round planned for March 3 fell through"
    if not _undoes(e, governor, lexicon):
        return False
    aside = _beside(e.parsed.line.lowers, e.host.at, lexicon)
    return not aside and (governor.passive or governor.lemma == "be" if governor.head > e.host.at else True)


def _beside(lowers: list[str], at: int, lexicon: Lexicon) -> bool:
    """Whether the noun stands behind "after" or "despite": what is called off is something else."""
    return any(low in lexicon["hosts.after"] for low in lowers[max(0, at - 4) : at])


def _had_been_planned(e: Evidence, lexicon: Lexicon) -> Verb | None:
    """The "had been due to" or "had been planned" over the host, which says that it was not to be."""
    near = [
        verb
        for verb in e.parsed.verbs
        if verb.clause == e.parsed.clause_at[e.phrase.core] and verb.perfect and verb.tense == "past"
    ]
    above = [verb for verb in e.governors if e.host.verb is None and verb.perfect and verb.tense == "past"]
    if above and above[0].lemma in lexicon["hosts.planned"]:
        return above[0]
    for verb in near:
        behind = e.parsed.line.lowers[verb.head : verb.last + 2]
        if (verb.passive and verb.lemma in lexicon["hosts.planned"]) or (
            verb.lemma == "be" and set(behind) & {"due", "scheduled"}
        ):
            return verb
    return None


def _above(e: Evidence) -> Verb | None:
    """The verb of the clause that the host's clause hangs on."""
    parent = e.parsed.clauses[e.host.clause].parent
    verbs = [verb for verb in e.parsed.clauses[parent].verbs if verb.head < e.host.at] if parent >= 0 else []
    return verbs[-1] if verbs else None


def _possible(e: Evidence, lexicon: Lexicon) -> Judged | None:
    verb = e.host.verb
    for candidate in ([verb] if verb is not None else []) + list(e.governors):
        if candidate.modal in ("may", "might", "could", "can"):
            return Judged("possible", f"“{_text(e, candidate)}”")
        if candidate.modal in ("should", "would") and not e.teller and _conditional(e):
            return Judged("possible", f"“{_text(e, candidate)}” under a condition")
        if candidate.modal in ("should", "ought"):
            return Judged("expected", f"“{_text(e, candidate)}” looks for it")
    if e.phrase.when != "past":
        pondered = [verb] if verb is not None and verb.lemma in lexicon["status.pondering"] and not verb.modal else []
        for governor in (*pondered, *e.governors):
            if governor.passive and governor.lemma in lexicon["hosts.planned"]:
                continue  # "have been called for 20 June"
            open_still = governor.tense != "past" and not governor.perfect
            open_still = open_still or (
                governor.lemma in lexicon["status.wishing"] and verb is not None and not verb.finite
            )
            if governor.lemma in lexicon["status.possible"] and (open_still or e.phrase.when == "future"):
                return Judged("possible", f"“{_text(e, governor)}” leaves it open")
        word = _words(e, lexicon, "possible_words")
        if word in (
            "possible",
            "possibly",
            "perhaps",
            "maybe",
            "considering",
            "potential",
            "potentially",
            "unless",
            "possibility",
        ):
            return Judged("possible", f"“{word}” leaves it open")
        if _conditional(e):
            return Judged("possible", "it hangs on a condition")
    return None


def _conditional(e: Evidence) -> bool:
    """Whether a clause with "if" or "unless" hangs on the host's, or the host stands in one."""
    return any(
        clause.opener in ("if", "unless") and (clause.parent == e.host.clause or number == e.host.clause)
        for number, clause in enumerate(e.parsed.clauses)
    )


def _expected(e: Evidence, lexicon: Lexicon) -> Judged | None:
    if e.phrase.when == "past":
        return None
    verb = e.host.verb
    for governor in (*([verb] if verb is not None and verb.lemma in lexicon["status.expected"] else []), *e.governors):
        if governor.lemma in lexicon["status.expected"]:
            return Judged("expected", f"“{_text(e, governor)}”")
    word = _words(e, lexicon, "expected_words")
    if word:
        return Judged("expected", f"“{word}”")
    if (
        e.teller is not None
        and e.teller.lemma in ("predict", "forecast", "expect", "believe", "anticipate")
        and e.teller is not verb
    ):
        return Judged("expected", f"“{_text(e, e.teller)}” predicts it")
    ahead = verb is not None and (verb.tense == "future" or verb.modal == "would")
    if (
        ahead
        and any(word in lexicon["status.watchers"] for word in e.teller_subject)
        and not set(e.teller_subject) & {"officials", "ministry", "government"}
    ):
        return Judged("expected", "said by those who do not decide it")
    if verb is not None and verb.modal == "would" and not e.teller:
        return Judged("expected", f"“{_text(e, verb)}”")
    return None


def _had_been_set(e: Evidence, lexicon: Lexicon) -> Judged | None:
    """What lay ahead when it was set, whatever has become of it: "forces were to go by 1 May"."""
    verb = e.host.verb
    if verb is None or verb.tense != "future" or verb.modal != "to" or verb.perfect:
        return None
    return Judged("scheduled", f"“{_text(e, verb)}” announces it")


def _scheduled(e: Evidence, lexicon: Lexicon) -> Judged | None:
    verb = e.host.verb
    if e.phrase.when == "past":
        return None
    if verb is not None and verb.simple_past and verb.lemma not in lexicon["hosts.planned"]:
        return None  # told as fact: the date was counted wrongly, or is that of what follows
    for candidate in ([verb] if verb is not None else []) + list(e.governors):
        if candidate.tense == "future" or candidate.modal in ("would", "must"):
            return Judged("scheduled", f"“{_text(e, candidate)}” announces it")
    if verb is not None and verb.tense == "infinitive":
        for governor in e.governors:
            if governor.tense != "past" or governor.passive or e.phrase.when == "future":
                return Judged("scheduled", f"“{_text(e, governor)} {_text(e, verb)}” announces it")
        if not e.governors:
            return Judged("scheduled", f"“{_text(e, verb)}” announces it")
    present = verb is not None and verb.tense == "present" and verb.first == verb.head and not e.phrase.since
    if (
        present
        and verb is not None
        and verb.lemma not in lexicon["reporting"]
        and e.parsed.line.sentence.kind == "body"
    ):
        return Judged("scheduled", f"“{_text(e, verb)}” in the present of a plan")
    word = _words(e, lexicon, "scheduled_words")
    if word and e.phrase.when == "future":
        return Judged("scheduled", f"“{word}”")
    if e.phrase.when == "future":
        return Judged("scheduled", "its date lies ahead")
    return None


def _ongoing(e: Evidence, lexicon: Lexicon) -> Judged | None:
    verb = e.host.verb
    word = _words(e, lexicon, "ongoing_words")
    if word and e.phrase.when != "future":
        return Judged("ongoing", f"“{word}”")
    for candidate in ([verb] if verb is not None else []) + [g for g in e.governors if g.finite]:
        if (
            candidate.progressive
            and candidate.finite
            and (e.phrase.since or candidate.tense == "present")
            and e.phrase.when == "around"
        ):
            return Judged("ongoing", f"“{_text(e, candidate)}” is going on")
        if e.phrase.since and candidate.perfect and candidate.tense == "present":
            return Judged("ongoing", f"“{_text(e, candidate)} … since” lasts until now")
        if (
            candidate.lemma in lexicon["status.ongoing_verbs"]
            and candidate.tense == "present"
            and e.phrase.when == "around"
        ):
            return Judged("ongoing", f"“{_text(e, candidate)}” is going on")
    return None


_RULES: Final[tuple[Callable[[Evidence, Lexicon], Judged | None], ...]] = (
    _left_open,
    _put_off,
    _denied,
    _disbelieved,
    _missed,
    _said_done,
    _possible,
    _ongoing,
    _expected,
    _had_been_set,
    _scheduled,
)
