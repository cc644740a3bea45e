"""A sentence taken apart: its verb groups, its event nouns, and which of its words hang together in one clause."""

from dataclasses import dataclass, field
from typing import Final, Literal

from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.happenings.names import Entity

Tense = Literal["past", "present", "future", "modal", "infinitive", "participle"]
ClauseKind = Literal["main", "that", "relative", "sub", "with", "aside", "quote", "coordinate"]
_STRONG: Final = frozenset(";:")
_OPENING: Final = frozenset("“«")
_CLOSING: Final = frozenset("”»")
_PARTICLES: Final = frozenset(
    "up down out off over back away on in into apart together along aside forward ahead through under by".split()
)
_TEMPORAL: Final = frozenset({"after", "before", "since", "until", "till", "following"})


@dataclass(slots=True)
class Verb:
    """A verb group: words first..last with its auxiliaries, the main verb at `head`."""

    first: int
    last: int
    head: int
    lemma: str
    tense: Tense
    modal: str = ""
    negated: bool = False
    passive: bool = False
    progressive: bool = False
    perfect: bool = False
    clause: int = 0
    guessed: bool = False

    @property
    def finite(self) -> bool:
        return self.tense not in ("infinitive", "participle")


@dataclass(slots=True)
class Noun:
    """A noun that names a happening, at one word."""

    at: int
    lemma: str
    clause: int = 0


@dataclass(slots=True)
class Clause:
    """A stretch of words with, at most, one finite verb of its own; `opener` is the word that made it, `parent` where it hangs."""

    kind: ClauseKind
    first: int
    parent: int = -1
    opener: str = ""
    last: int = 0
    verbs: list[Verb] = field(default_factory=list)


@dataclass(slots=True)
class Parsed:
    """A line with its clauses, verbs and event nouns; `clause_at` is the clause of each word."""

    line: Line
    entities: list[Entity]
    clauses: list[Clause]
    clause_at: list[int]
    verbs: list[Verb]
    nouns: list[Noun]

    def main_verb(self, clause: int) -> Verb | None:
        """The clause's first finite verb, else its first."""
        verbs = self.clauses[clause].verbs
        return next((verb for verb in verbs if verb.finite), verbs[0] if verbs else None)


def parse(line: Line, entities: list[Entity], lexicon: Lexicon) -> Parsed:
    """The line's verbs, clauses and nouns. One pass each; cost is linear in its words."""
    verbs = _verbs(
        line, lexicon, {number for number, entity in enumerate(entities) if entity.kind in ("adjective", "unknown")}
    )
    clauses, clause_at = _clauses(line, verbs, lexicon)
    for verb in verbs:
        verb.clause = clause_at[verb.head]
        clauses[verb.clause].verbs.append(verb)
    _reduce(line, clauses)
    heads = {at for verb in verbs for at in range(verb.first, verb.last)}
    nouns = [
        Noun(at, lexicon.nouns[low], clause_at[at])
        for at, low in enumerate(line.lowers)
        if low in lexicon.nouns and at not in heads and line.date_at[at] < 0 and not _inside_person(line, entities, at)
    ]
    nouns += [
        Noun(at, lexicon.nouns[tail], clause_at[at])
        for at, low in enumerate(line.lowers)
        if "-" in low
        and (tail := low.rpartition("-")[2]) in lexicon.nouns
        and low not in lexicon.nouns
        and at not in heads
    ]
    nouns.sort(key=lambda noun: noun.at)
    return Parsed(line, entities, clauses, clause_at, verbs, nouns)


def _inside_person(line: Line, entities: list[Entity], at: int) -> bool:
    number = line.name_at[at]
    return number >= 0 and entities[number].kind in ("person", "city", "media", "group")


# Verbs


def _verbs(line: Line, lexicon: Lexicon, adjectives: set[int]) -> list[Verb]:
    found: list[Verb] = []
    at = 0
    while at < len(line):
        verb = None if line.name_at[at] >= 0 or line.date_at[at] >= 0 else _verb(line, at, lexicon, adjectives)
        if verb is None:
            at += 1
            continue
        found.append(verb)
        at = verb.last
    return found


def _verb(line: Line, at: int, lexicon: Lexicon, adjectives: set[int]) -> Verb | None:
    low = line.lowers[at]
    if low == "to" or low in lexicon["be"] or low in lexicon["have"] or low in lexicon["do"] or low in _modals(lexicon):
        return _group(line, at, lexicon)
    verb = _single(line, at, lexicon, adjectives)
    if verb is not None and at and line.lowers[at - 1] in ("never", "not"):
        verb.negated = True
    return verb


def _modals(lexicon: Lexicon) -> frozenset[str]:
    return lexicon["modals_will"] | lexicon["modals_maybe"] | {"wo", "ca"}


def _group(line: Line, at: int, lexicon: Lexicon) -> Verb | None:
    """Auxiliaries and what they carry: "was on Monday rammed", "could take", "have been taking", "is to remain"."""
    modal, negated, passive, progressive, perfect, be, to = "", False, False, False, False, False, False
    tense: Tense = "present"
    step, last_aux = at, at
    while step < len(line) and step - at < 10:
        low = line.lowers[step]
        if low == "to":
            if step > at and not be:
                break
            to, last_aux = True, step
            if step == at:
                tense = "infinitive"
            elif be and tense != "infinitive":
                modal, tense = "to", "future"
        elif low in lexicon["modals_will"]:
            modal, tense, last_aux = "will", "future", step
        elif low in lexicon["modals_maybe"]:
            modal, tense, last_aux = low, "modal", step
        elif low.endswith(("n't", "n’t")) and (low in lexicon["negations"] or len(low) <= 9):
            negated, last_aux = True, step
            tense = (
                "future"
                if low.startswith("wo")
                else "modal"
                if low.startswith(("could", "would", "might", "must", "should"))
                else _aux_tense(low[:-3], tense)
            )
            modal = low[:-3] if tense == "modal" else modal
        elif low in lexicon["be"] and (
            low not in ("'s", "’s")
            or (step + 1 < len(line) and line.lowers[step + 1].endswith("ing") is False and False)
        ):
            be, last_aux = True, step
            tense = _aux_tense(low, tense)
        elif low in lexicon["have"]:
            if step > at and be:
                break
            perfect, last_aux = True, step
            tense = _aux_tense(low, tense)
        elif low in lexicon["do"]:
            last_aux = step
            tense = _aux_tense(low, tense)
        elif low in lexicon["negations"]:
            negated = True
        elif (
            low in lexicon["adverbs"]
            or low.endswith("ly")
            or line.date_at[step] >= 0
            or (low in ("on", "in") and _dated(line, step + 1))
        ):
            pass
        elif step > at and low == "," and _dated(line, step + 1):
            pass
        else:
            break
        step += 1
    form = _form(line, step, lexicon) if step < len(line) and line.name_at[step] < 0 else None
    if form is not None:
        lemma, tags = form
        if tense == "infinitive" and not be and "b" not in tags:
            form = None
        elif be and "g" in tags:
            progressive = True
        elif be and "n" in tags:
            passive = True
        elif perfect and "n" in tags:
            pass
        elif (modal or to or line.lowers[at] in lexicon["do"]) and "b" in tags and not (be and not to):
            pass
        else:
            form = None
    if form is not None:
        lemma = form[0]
        return Verb(at, step + 1, step, lemma, tense, modal, negated, passive, progressive, perfect)
    if tense == "infinitive" and not be:
        return None
    lemma = "be" if be else "have" if perfect else "do" if line.lowers[at] in lexicon["do"] else ""
    if not lemma:
        return None
    return Verb(at, last_aux + 1, last_aux, lemma, tense, modal, negated, perfect=be and perfect)


def _dated(line: Line, at: int) -> bool:
    return at < len(line) and line.date_at[at] >= 0


def _aux_tense(low: str, tense: Tense) -> Tense:
    if tense in ("future", "modal", "infinitive"):
        return tense
    return (
        "past"
        if low in ("was", "were", "had", "did", "been") and tense != "present" or low in ("was", "were", "had", "did")
        else "present"
    )


def _form(line: Line, at: int, lexicon: Lexicon) -> tuple[str, str] | None:
    """The lemma and tags of a word after auxiliaries, guessed for an unknown word in -ed or -ing."""
    low = line.lowers[at]
    readings = lexicon.verbs.get(low)
    if readings:
        return max(readings, key=lambda reading: ("n" in reading[1], "b" in reading[1]))
    if low.endswith("ed") and len(low) > 4:
        return _guess(low), "dn"
    if low.endswith("ing") and len(low) > 5:
        return low[:-3], "g"
    return None


def _guess(word: str) -> str:
    return (
        word[:-1]
        if word.endswith(
            ("ated", "ised", "ized", "ured", "osed", "uced", "ived", "aved", "ined", "ired", "uded", "aded")
        )
        else word[:-2]
    )


def _single(line: Line, at: int, lexicon: Lexicon, adjectives: set[int]) -> Verb | None:
    """A verb without auxiliary: past, present or participle, told apart by its neighbours."""
    low = line.lowers[at]
    readings = lexicon.verbs.get(low)
    guessed = not readings and low.endswith("ed") and len(low) > 4 and "-" not in low and low.isalpha()
    if not readings and not guessed:
        return None
    lemma, tags = (
        max(readings, key=lambda reading: ("d" in reading[1], len(reading[1]))) if readings else (_guess(low), "dn")
    )
    before = _previous(line, at, lexicon)
    behind = line.lowers[at + 1] if at + 1 < len(line) else "."
    if "d" in tags and "b" not in tags and "s" not in tags:
        return _past(line, at, lemma, before, behind, lexicon, guessed=guessed)
    if tags == "g":
        return _participle(line, at, lemma, before, lexicon)
    if tags == "n":
        return Verb(at, at + 1, at, lemma, "participle", passive=True) if before not in lexicon["determiners"] else None
    if not _present_fits(line, at, tags, before, behind, lexicon, adjectives):
        return None
    return Verb(at, at + 1, at, lemma, "past" if "d" in tags else "present")


def _previous(line: Line, at: int, lexicon: Lexicon) -> str:
    step = at - 1
    while step >= 0 and (
        line.lowers[step] in lexicon["adverbs"]
        or line.date_at[step] >= 0
        or (line.lowers[step].endswith("ly") and len(line.lowers[step]) > 4)
    ):
        step -= 1
    if step >= 0 and line.lowers[step] in ("on", "in") and step < at - 1:
        step -= 1
    return line.lowers[step] if step >= 0 else ""


def _past(line: Line, at: int, lemma: str, before: str, behind: str, lexicon: Lexicon, *, guessed: bool) -> Verb | None:
    if before in lexicon["determiners"] or before in ("'s", "’s") and behind not in (",", "."):
        return None  # "the proposed bill", "Friday's planned test"
    if before in lexicon["prepositions"] and before not in ("by",) or before == "by":
        return None  # "by armed men"
    if before and (before in ("very", "more", "most", "and") and behind in lexicon.nouns and guessed):
        return None
    if at == 0 and behind not in ("by", "in", "at", "on", "to", "with"):
        return None
    number = line.name_at[at - 1] if at else -1
    adjectival = (
        (before in ("", ",") or (before.isdigit()) or number < 0 and before.endswith(("ly", "al", "ic", "ous")))
        and at + 1 < len(line)
        and (behind in lexicon.nouns or behind in lexicon["groups"])
    )
    if adjectival:
        return None
    return Verb(at, at + 1, at, lemma, "past", guessed=guessed)


def _participle(line: Line, at: int, lemma: str, before: str, lexicon: Lexicon) -> Verb | None:
    if (
        before in lexicon["determiners"]
        or before in ("'s", "’s")
        or line.lowers[at] in lexicon.nouns
        and before not in (",",)
    ):
        return None
    return Verb(at, at + 1, at, lemma, "participle", progressive=True)


def _present_fits(
    line: Line, at: int, tags: str, before: str, behind: str, lexicon: Lexicon, adjectives: set[int]
) -> bool:
    """Whether a bare or -s form is a verb here: "Russia deploys troops", "protesters march", "police said they hit"."""
    if (
        not before
        or before in lexicon["determiners"]
        or before in lexicon["prepositions"]
        or before in ("'s", "’s", "to")
    ):
        return False
    word = line.lowers[at]
    if before == "that" and "s" in tags:
        return _singular_fits(line, at, before, behind, lexicon, named=False, noun=word in lexicon.nouns)
    noun = (
        word in lexicon.nouns
        or word in lexicon["groups"]
        or word in lexicon["governments"]
        or word in lexicon["institutions"]
    )
    number = line.name_at[at - 1] if at and line.date_at[at - 1] < 0 else -1
    named = number >= 0 and number not in adjectives
    if number in adjectives and noun:
        return False
    if "s" in tags:
        return _singular_fits(line, at, before, behind, lexicon, named=named, noun=noun)
    plural = (
        before in ("they", "we", "i", "you", "who", "which", "that")
        or before in lexicon["groups"]
        or before in lexicon["many"]
        or before.endswith("s")
        and not before.endswith("ss")
        and not noun
    )
    if "d" in tags and not noun:  # put, set, hit, cut
        return named or plural or before.isalpha() and before not in lexicon["conjunctions"]
    if named and not noun:
        return True
    return plural and not (noun and behind in ("of",))


def _singular_fits(line: Line, at: int, before: str, behind: str, lexicon: Lexicon, *, named: bool, noun: bool) -> bool:
    """Whether a form in -s is a verb: "Russia strikes a port", "the army plans to", not "trade talks in"."""
    if before in ("he", "she", "it", "who", "which") or (before == "that" and not noun):
        return True
    direct = (
        behind in lexicon["articles"]
        or behind in lexicon["determiners"]
        or behind[:1].isdigit()
        or behind in ("to", "that")
        or (at + 1 < len(line) and line.name_at[at + 1] >= 0)
    )
    if not named:
        return (
            direct
            and not noun
            and before.isalpha()
            and not before.endswith("s")
            and before not in lexicon["conjunctions"]
        )
    ends = behind in (",", ".", "of", "and", "or", "by", "'s", "’s") or (noun and behind in lexicon.verbs)
    return direct or not ends


# Clauses


class _Builder:
    """The stack of clauses while the line is walked."""

    def __init__(self, line: Line, verbs: list[Verb], lexicon: Lexicon) -> None:
        self.line, self.lexicon = line, lexicon
        self.verb_at = {at: verb for verb in verbs for at in range(verb.first, verb.last)}
        self.verbs = verbs
        self.clauses = [Clause("main", 0)]
        self.stack = [0]
        self.quoted = False

    @property
    def here(self) -> Clause:
        return self.clauses[self.stack[-1]]

    def open(self, kind: ClauseKind, at: int, *, opener: str = "", sibling: bool = False) -> None:
        parent = self.here.parent if sibling and len(self.stack) > 1 else self.stack[-1]
        if sibling:
            self.stack.pop()
            parent = self.stack[-1] if self.stack else -1
        self.clauses.append(Clause(kind, at, parent, opener))
        self.stack.append(len(self.clauses) - 1)

    def close(self, *kinds: ClauseKind) -> None:
        while len(self.stack) > 1 and self.here.kind in kinds:
            self.here.last = max(self.here.last, 0)
            self.stack.pop()

    def has_finite(self, clause: int, before: int) -> bool:
        return any(
            verb.finite and verb.head < before and self.at[verb.head] == clause
            for verb in self.verbs
            if verb.head < before
        )

    at: list[int]


def _clauses(line: Line, verbs: list[Verb], lexicon: Lexicon) -> tuple[list[Clause], list[int]]:
    builder = _Builder(line, verbs, lexicon)
    builder.at = [0] * len(line)
    for at in range(len(line)):
        _step(builder, at)
        builder.at[at] = builder.stack[-1]
    return builder.clauses, builder.at


def _step(b: _Builder, at: int) -> None:
    """Open and close clauses at one word."""
    low = b.line.lowers[at]
    if (
        at
        and b.line.date_at[at] < 0 <= b.line.date_at[at - 1]
        and b.line.lowers[at - 1] in _TEMPORAL
        and low not in (",", ".")
    ):
        b.open("sub", at, opener=b.line.lowers[at - 1])  # "a few hours before | the jet crashed"
    if low in _OPENING or (low == '"' and not b.quoted):
        b.quoted = True
        b.open("quote", at, opener=low)
    elif low in _CLOSING or low == '"':
        b.quoted = False
        _leave(b, "quote")
    elif low in ("(", "["):
        b.open("aside", at, opener=low)
    elif low in (")", "]"):
        _leave(b, "aside")
    elif low in ("—", "–") or (low == "-" and at and b.line.ends[at - 1] < b.line.starts[at]):
        _dash(b, at)
    elif low in _STRONG:
        b.close("that", "relative", "sub", "with", "coordinate")
        b.open("coordinate", at, opener=low)
    elif low == ",":
        _comma(b, at)
    elif b.line.name_at[at] >= 0 or b.line.date_at[at] >= 0:
        _zero_that(b, at)
    else:
        _word(b, at, low)


def _leave(b: _Builder, kind: ClauseKind) -> None:
    """Close everything up to the last clause of the kind."""
    if any(b.clauses[number].kind == kind for number in b.stack[1:]):
        while b.here.kind != kind:
            b.stack.pop()
        b.stack.pop()


def _dash(b: _Builder, at: int) -> None:
    if any(b.clauses[number].opener in ("—", "–", "-") for number in b.stack[1:]):
        while b.here.opener not in ("—", "–", "-"):
            b.stack.pop()
        b.stack.pop()
    else:
        b.open("aside", at, opener=b.line.lowers[at])


def _comma(b: _Builder, at: int) -> None:
    """A comma closes what hangs, opens "-ing" and "with" phrases, and parts a clause that has its verb from one that brings its own."""
    line = b.line
    behind = line.lowers[at + 1] if at + 1 < len(line) else ""
    hanging = b.here.kind in ("relative", "sub", "with") and b.here.opener not in ("—", "–", "-", "(", "[")
    if (
        hanging
        and (b.here.kind == "with" or _verb_in(b, b.here.first, at) or b.here.opener in _TEMPORAL)
        and behind not in ("and", "or", "but")
    ):
        b.stack.pop()
    verb = b.verb_at.get(at + 1)
    if verb is not None and verb.tense == "participle" and verb.progressive:
        b.open("with", at, opener=behind)
    elif behind in ("and", "but", "or", "who", "which", "whose", "where", "when"):
        return
    elif b.has_finite(b.stack[-1], at) and _own_verb(b, at + 1):
        b.close("that", "sub", "relative")
        b.open("coordinate", at, opener=",")


def _verb_in(b: _Builder, first: int, last: int) -> bool:
    return any(first <= verb.head < last for verb in b.verbs)


def _until(b: _Builder, at: int) -> int:
    """The next word that ends a clause for certain."""
    line, step = b.line, at
    while (
        step < len(line)
        and line.lowers[step] not in {",", ";", ":", "“", "”", '"', "(", "—", "–"}
        and not (step > at and line.lowers[step] in b.lexicon["relatives"])
    ):
        step += 1
    return step


def _own_verb(b: _Builder, at: int) -> bool:
    """Whether a subject and a finite verb follow before the next mark."""
    end = _until(b, at)
    return any(
        verb.finite
        and at < verb.first < end
        or (verb.finite and verb.first == at and verb.lemma in b.lexicon["reporting"])
        for verb in b.verbs
    )


def _finite_starts(b: _Builder, at: int) -> bool:
    verb = b.verb_at.get(at)
    while (
        verb is None
        and at < len(b.line)
        and (b.line.lowers[at] in b.lexicon["adverbs"] or b.line.lowers[at].endswith("ly"))
    ):
        at += 1
        verb = b.verb_at.get(at)
    return verb is not None and verb.finite


def _word(b: _Builder, at: int, low: str) -> None:
    line, lexicon = b.line, b.lexicon
    before = line.lowers[at - 1] if at else ""
    if low == "that":
        _that(b, at)
    elif low in lexicon["relatives"] and at and before not in lexicon["prepositions"]:
        b.open("relative", at, opener=low)
    elif low in lexicon["subordinators"] and not _no_clause(b, at, low):
        if b.here.kind == "sub" and b.here.first == at - 1:
            return
        b.open("sub", at, opener=low)
    elif low in ("and", "but", "or", "while", "yet", "nor"):
        _conjunction(b, at)
    elif low == "with" and (before == "," or b.has_finite(b.stack[-1], at)) and _with_participle(b, at):
        b.open("with", at, opener="with")
    else:
        _zero_that(b, at)


def _that(b: _Builder, at: int) -> None:
    before = at - 1
    while before >= 0 and (b.line.date_at[before] >= 0 or b.line.lowers[before] in ("on", "in", ",")):
        before -= 1
    verb = b.verb_at.get(before)
    told = verb is None and any(
        v.lemma in ("tell", "inform", "warn", "notify") and v.clause_ok(at) for v in ()
    )  # pragma: no cover
    reported = any(
        v.lemma in b.lexicon["reporting"] and at - 8 <= v.head < at and not _mark_between(b, v.head, at)
        for v in b.verbs
    )
    noun = before >= 0 and verb is None and before == at - 1
    if verb is not None or (reported and not told):
        b.open("that", at, opener="that")
    elif noun and b.verb_at.get(at + 1) is not None:
        b.open("relative", at, opener="that")
    elif before >= 0 and _own_verb(b, at + 1):
        b.open("that", at, opener="that")


def _mark_between(b: _Builder, first: int, last: int) -> bool:
    return any(b.line.lowers[step] in (",", ";", "“", "”") for step in range(first, last))


def _no_clause(b: _Builder, at: int, low: str) -> bool:
    """Subordinators that join no clause here: "as early as", "as president", "once more", "because of", "if any"."""
    line = b.line
    behind = line.lowers[at + 1] if at + 1 < len(line) else ""
    if low == "as" or low == "once":
        return (
            not _own_verb(b, at + 1)
            or behind in ("early", "of", "well", "soon", "many", "much", "part", "saying", "a")
            or (at > 0 and line.lowers[at - 1] in ("such", "as", "early", "soon", "well", "known", "so"))
        )
    if low in ("since", "before", "after", "until", "till") and (
        behind in (".", ",") or _dated(line, at + 1) or at + 1 >= len(line)
    ):
        return not (_dated(line, at + 1) and _after_date_verb(b, at + 1))
    if low == "where" or low == "when":
        return at == 0
    if low == "while" or low == "whereas":
        return False
    return behind in ("of", "not", "then")


def _after_date_verb(b: _Builder, at: int) -> bool:
    """Whether a date behind "after" is itself followed by a subject and verb: "after Monday's vote failed"."""
    return at + 1 < len(b.line) and b.line.lowers[at + 1] in ("'s", "’s")


def _conjunction(b: _Builder, at: int) -> None:
    """ "and" parts two clauses only where both have a finite verb."""
    if b.line.lowers[at + 1 : at + 2] == ["that"] and any(b.clauses[n].kind == "that" for n in b.stack):
        while b.here.kind != "that":
            b.stack.pop()
        b.stack.pop()
        return
    end = _until(b, at + 1)
    if not any(verb.finite and verb.head < at and b.at[verb.head] == b.stack[-1] for verb in b.verbs):
        return
    own = next((verb for verb in b.verbs if verb.finite and at < verb.first < end), None)
    if own is None:
        return
    if _finite_starts(b, at + 1) or _subject_follows(b, at + 1, own):
        kind = b.here.kind
        if kind in ("relative", "sub") and b.line.lowers[at - 1] == ",":
            b.stack.pop()
        b.open(
            "coordinate" if kind not in ("that", "relative") else kind,
            at,
            opener=b.line.lowers[at],
            sibling=len(b.stack) > 1,
        )


def _subject_follows(b: _Builder, at: int, own: Verb) -> bool:
    """Whether all between the conjunction and its verb can be a subject: few words, no verb, no closing preposition in front."""
    return own.first - at <= 12 and b.line.lowers[at] not in b.lexicon["prepositions"] and own.first > at


def _with_participle(b: _Builder, at: int) -> bool:
    end = _until(b, at + 1)
    return any(
        verb.tense == "participle" and verb.progressive and at < verb.head < min(end, at + 9) for verb in b.verbs
    )


def _zero_that(b: _Builder, at: int) -> None:
    """Open what is said without "that": "officials said last week a meeting was expected"."""
    step = at - 1
    while step >= 0 and (b.line.date_at[step] >= 0 or b.line.lowers[step] in ("on", "in", "earlier", "also")):
        step -= 1
    verb = b.verb_at.get(step)
    if (
        verb is None
        or not verb.finite
        or verb.lemma not in b.lexicon["reporting"]
        or verb.last != step + 1
        or verb.passive
    ):
        return
    if (
        b.line.lowers[at] in b.lexicon["prepositions"]
        or b.line.date_at[at] >= 0
        or any(c.first == at for c in b.clauses[1:])
        or b.verb_at.get(at) is not None
    ):
        return
    end = _until(b, at)
    if any(other.finite and at < other.first < end for other in b.verbs):
        b.open("that", at, opener="")


def _reduce(line: Line, clauses: list[Clause]) -> None:
    """A past form before another finite verb of its clause is a participle: "the boat rescued on Friday was turned around"."""
    for clause in clauses:
        finite = [verb for verb in clause.verbs if verb.finite]
        for verb, following in zip(finite, finite[1:], strict=False):
            simple = verb.tense == "past" and verb.first == verb.head
            joined = any(line.lowers[step] in ("and", "but", "or", ",") for step in range(verb.head, following.first))
            if simple and not joined and following.first - verb.head > 0:
                verb.tense, verb.passive = "participle", True
