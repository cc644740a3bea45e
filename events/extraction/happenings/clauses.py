"""A sentence taken apart: its event nouns, and which of its words hang together in one clause."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.happenings.names import Entity
from events.extraction.happenings.verbs import Verb, verbs_of

ClauseKind = Literal["main", "that", "relative", "sub", "with", "aside", "quote", "coordinate"]
DASHES: Final = frozenset({"—", "–", "-"})
_OPENING: Final = frozenset("“«")
_CLOSING: Final = frozenset("”»")
_BRACKETS: Final = frozenset("()[]")
_ENDS: Final = frozenset({",", ";", ":", "“", "”", '"', "(", "—", "–"})
_TEMPORAL: Final = frozenset({"after", "before", "since", "until", "till", "following"})


@dataclass(slots=True)
class Noun:
    """A noun that names a happening, at one word."""

    at: int
    lemma: str
    clause: int = 0


@dataclass(slots=True)
class Clause:
    """A stretch of words with, mostly, one finite verb of its own; `opener` is the word that made it, `parent` where it hangs."""

    kind: ClauseKind
    first: int
    parent: int = -1
    opener: str = ""
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

    def above(self, clause: int) -> Iterable[int]:
        """The clauses that a clause hangs on, nearest first."""
        clause = self.clauses[clause].parent
        while clause >= 0:
            yield clause
            clause = self.clauses[clause].parent

    def heads(self) -> frozenset[int]:
        """The words that are verbs or their auxiliaries."""
        return frozenset(at for verb in self.verbs for at in range(verb.first, verb.last))

    def entity_at(self, at: int) -> Entity | None:
        """The name that a word is part of."""
        number = self.line.name_at[at] if 0 <= at < len(self.line) else -1
        return self.entities[number] if number >= 0 else None


def parse(line: Line, entities: list[Entity], lexicon: Lexicon) -> Parsed:
    """The line's verbs, clauses and nouns. One pass each; cost is linear in its words, times its verbs at marks and conjunctions."""
    verbs = verbs_of(line, entities, lexicon)
    builder = _Builder(line, verbs, lexicon)
    builder.run()
    parsed = Parsed(line, entities, builder.clauses, builder.clause_at, verbs, [])
    for verb in verbs:
        verb.clause = builder.clause_at[verb.head]
        parsed.clauses[verb.clause].verbs.append(verb)
    _reduce(parsed)
    parsed.nouns.extend(_nouns(parsed, lexicon))
    return parsed


def _nouns(parsed: Parsed, lexicon: Lexicon) -> Iterable[Noun]:
    """Words that name a happening: also as the end of "gun-attack"; not as verbs, in dates, or in names of persons and places."""
    line, heads = parsed.line, parsed.heads()
    for at, low in enumerate(line.lowers):
        word = low if low in lexicon.nouns else low.rpartition("-")[2] if "-" in low else ""
        if word not in lexicon.nouns or at in heads or line.date_at[at] >= 0:
            continue
        entity = parsed.entity_at(at)
        if entity is None or entity.kind not in ("person", "city", "media", "group"):
            yield Noun(at, lexicon.nouns[word], parsed.clause_at[at])


def _reduce(parsed: Parsed) -> None:
    """A past form before another finite verb of its clause is a participle: "the boat rescued on Friday was turned around".

    What can only be the past ("began") stays; then the other one is a participle ("began deploying into controlled territory").
    """
    lowers = parsed.line.lowers
    for clause in parsed.clauses:
        finite = [verb for verb in clause.verbs if verb.finite]
        for verb, following in itertools.pairwise(finite):
            if {"and", "but", "or", ","} & set(lowers[verb.head : following.first]):
                continue
            reduced = verb if verb.simple_past and verb.may_be_participle else following
            if reduced.simple_past and reduced.may_be_participle:
                reduced.tense, reduced.passive = "participle", True


class _Builder:
    """Walks a line and keeps the stack of clauses that are open."""

    def __init__(self, line: Line, verbs: list[Verb], lexicon: Lexicon) -> None:
        self.line, self.lowers, self.verbs, self.lexicon = line, line.lowers, verbs, lexicon
        self.verb_at = {at: verb for verb in verbs for at in range(verb.first, verb.last)}
        self.clauses = [Clause("main", 0)]
        self.stack = [0]
        self.clause_at = [0] * len(line)
        self.quoted = False

    def run(self) -> None:
        """Give every word its clause."""
        for at, low in enumerate(self.lowers):
            self._step(at, low)
            self.clause_at[at] = self.stack[-1]

    @property
    def here(self) -> Clause:
        return self.clauses[self.stack[-1]]

    def _open(self, kind: ClauseKind, at: int, opener: str = "") -> None:
        self.clauses.append(Clause(kind, at, self.stack[-1] if self.stack else -1, opener))
        self.stack.append(len(self.clauses) - 1)

    def _sibling(self, kind: ClauseKind, at: int, opener: str) -> None:
        """Open a clause beside the one that is open; beside the main clause it hangs on that."""
        if len(self.stack) > 1:
            self.stack.pop()
        self._open(kind, at, opener)

    def _close(self, *kinds: ClauseKind) -> None:
        while len(self.stack) > 1 and self.here.kind in kinds:
            self.stack.pop()

    def _leave(self, *, kind: ClauseKind | None = None, openers: frozenset[str] = frozenset()) -> bool:
        """Close everything up to the last open clause of the kind or opener; False where none is open."""
        for depth in range(len(self.stack) - 1, 0, -1):
            clause = self.clauses[self.stack[depth]]
            if clause.kind == kind or clause.opener in openers:
                del self.stack[depth:]
                return True
        return False

    def _step(self, at: int, low: str) -> None:
        """Open and close clauses at one word."""
        line = self.line
        if (
            at
            and line.date_at[at] < 0 <= line.date_at[at - 1]
            and self.lowers[at - 1] in _TEMPORAL
            and low not in (",", ".")
        ):
            self._open("sub", at, self.lowers[at - 1])  # "a few hours before | the jet crashed"
        self._back_to_main(at)
        if not low[0].isalnum():
            self._mark(at, low)
        elif line.name_at[at] >= 0 or line.date_at[at] >= 0:
            self._zero_that(at)
        else:
            self._word(at, low)

    def _back_to_main(self, at: int) -> None:
        """A second finite verb ends a relative clause without a comma: "a meeting that had been planned | has been postponed"."""
        verb = self.verb_at.get(at)
        if verb is None or not verb.finite or verb.first != at or self.here.kind != "relative" or len(self.stack) < 2:
            return
        inside = [other for other in self.verbs if other.finite and self.here.first <= other.head < at]
        joined = {"and", "but", "or", ",", "that"} & set(self.lowers[inside[-1].last : at]) if inside else {""}
        if not joined and not (verb.simple_past and verb.may_be_participle):
            self.stack.pop()

    # Marks

    def _mark(self, at: int, low: str) -> None:
        if low in _OPENING or low in _CLOSING or low == '"':
            self._quotation(at, low)
        elif low in _BRACKETS:
            if low in "([":
                self._open("aside", at, low)
            else:
                self._leave(kind="aside")
        elif low in DASHES:
            if not self._leave(openers=DASHES) and (
                low != "-" or (at > 0 and self.line.ends[at - 1] < self.line.starts[at])
            ):
                self._open("aside", at, low)
        elif low in ";:":
            self._close("that", "relative", "sub", "with", "coordinate")
            self._open("coordinate", at, low)
        elif low == ",":
            self._comma(at)

    def _quotation(self, at: int, low: str) -> None:
        if low in _OPENING or (low == '"' and not self.quoted):
            self.quoted = True
            self._open("quote", at, low)
        else:
            self.quoted = False
            self._leave(kind="quote")

    def _comma(self, at: int) -> None:
        """A comma closes what hangs, opens "-ing" phrases, and parts a clause that has its verb from one that brings its own."""
        behind = self.lowers[at + 1] if at + 1 < len(self.lowers) else ""
        if self._hangs(at) and behind not in ("and", "or", "but"):
            self.stack.pop()
        verb = self.verb_at.get(at + 1)
        gerund = verb is not None and (following := self.verb_at.get(verb.last)) is not None and following.finite
        if verb is not None and verb.tense == "participle" and verb.progressive and not gerund:
            self._open("with", at, behind)
        elif behind in ("and", "but", "or", "when") or behind in self.lexicon["relatives"]:
            return
        elif self._has_finite(at) and self._own_verb(at + 1):
            self._close("that", "sub", "relative")
            self._open("coordinate", at, ",")

    def _hangs(self, at: int) -> bool:
        here = self.here
        if here.kind not in ("relative", "sub", "with") or here.opener in DASHES:
            return False
        return (
            here.kind == "with" or here.opener in _TEMPORAL or any(here.first <= verb.head < at for verb in self.verbs)
        )

    # Words

    def _word(self, at: int, low: str) -> None:
        before = self.lowers[at - 1] if at else ""
        if low == "that":
            self._that(at)
        elif low in self.lexicon["relatives"] and at and before not in self.lexicon["prepositions"]:
            self._open("relative", at, low)
        elif low in self.lexicon["subordinators"] and self._subordinates(at, low):
            if not (self.here.kind == "sub" and self.here.first == at - 1):
                self._open("sub", at, low)
        elif low in ("and", "but", "or", "yet", "nor"):
            self._conjunction(at, low)
        elif low == "with" and (before == "," or self._has_finite(at)) and self._participle_follows(at):
            self._open("with", at, "with")
        else:
            self._zero_that(at)

    def _that(self, at: int) -> None:
        """What is told behind a reporting verb; behind a noun, what says which one is meant."""
        before = at - 1
        while before >= 0 and (self.line.date_at[before] >= 0 or self.lowers[before] in ("on", "in", ",")):
            before -= 1
        if before in self.verb_at or self._reported_before(at):
            self._open("that", at, "that")
        elif before >= 0 and at + 1 in self.verb_at:
            self._open("relative", at, "that")
        elif before >= 0 and self._own_verb(at + 1):
            self._open("that", at, "that")

    def _reported_before(self, at: int) -> bool:
        """Whether a reporting verb stands in front without a mark between: "told reporters in Paris that"."""
        return any(
            verb.lemma in self.lexicon["reporting"]
            and at - 8 <= verb.head < at
            and not {",", ";", "“", "”"} & set(self.lowers[verb.head : at])
            for verb in self.verbs
        )

    def _subordinates(self, at: int, low: str) -> bool:
        """Whether the word joins a clause or event here, unlike "as early as", "as president", "since Monday", "because of"."""
        behind = self.lowers[at + 1] if at + 1 < len(self.lowers) else ""
        if low in ("as", "once"):
            return (
                self._own_verb(at + 1) and behind not in self.lexicon["clauses.no_as_behind"] and not self._has_as(at)
            )
        if low in _TEMPORAL:
            dated = at + 1 < len(self.lowers) and self.line.date_at[at + 1] >= 0
            owned = at + 2 < len(self.lowers) and self.lowers[at + 2] in ("'s", "’s")
            return behind not in (".", ",", "") and (not dated or owned)
        return at > 0 if low in ("where", "when") else behind not in ("of", "not", "then")

    def _has_as(self, at: int) -> bool:
        return at > 0 and self.lowers[at - 1] in self.lexicon["clauses.no_as_before"]

    def _conjunction(self, at: int, low: str) -> None:
        """ "and" parts two clauses only where both have a finite verb; "and that" goes back to what is told."""
        if self.lowers[at + 1 : at + 2] == ["that"] and self._leave(kind="that"):
            return
        end = self._until(at + 1)
        own = next((verb for verb in self.verbs if verb.finite and at < verb.first < end), None)
        if own is None or not self._has_finite(at) or not self._starts_clause(at + 1, own):
            return
        kind = self.here.kind
        if kind in ("relative", "sub") and self.lowers[at - 1] == ",":
            self.stack.pop()
        self._sibling(kind if kind in ("that", "relative") else "coordinate", at, low)

    def _starts_clause(self, at: int, own: Verb) -> bool:
        """Whether all between the conjunction and its verb can be a subject, or be nothing at all."""
        first = at
        while first < own.first and (
            self._light(first) or (self.lowers[first] in self.lexicon["prepositions"] and self._dated(first + 1))
        ):
            first += 1
        return first == own.first or (
            own.first - first <= 12 and self.lowers[first] not in self.lexicon["prepositions"]
        )

    def _light(self, at: int) -> bool:
        return (
            self.lowers[at] in self.lexicon["adverbs"]
            or self.lowers[at].endswith("ly")
            or self._dated(at)
            or self.lowers[at] == ","
        )

    def _dated(self, at: int) -> bool:
        return at < len(self.lowers) and self.line.date_at[at] >= 0

    def _participle_follows(self, at: int) -> bool:
        end = min(self._until(at + 1), at + 9)
        return any(verb.tense == "participle" and verb.progressive and at < verb.head < end for verb in self.verbs)

    def _zero_that(self, at: int) -> None:
        """Open what is said without "that": "officials said last week a meeting was expected"."""
        step = at - 1
        while step >= 0 and (self.line.date_at[step] >= 0 or self.lowers[step] in ("on", "in", "earlier", "also")):
            step -= 1
        verb = self.verb_at.get(step)
        if (
            verb is None
            or not verb.finite
            or verb.passive
            or verb.last != step + 1
            or verb.lemma not in self.lexicon["reporting"]
        ):
            return
        opens = self.lowers[at] in self.lexicon["prepositions"] or self.line.date_at[at] >= 0 or at in self.verb_at
        if opens or any(clause.first == at for clause in self.clauses[1:]):
            return
        end = self._until(at)
        if any(other.finite and at < other.first < end for other in self.verbs):
            self._open("that", at)

    # What lies around

    def _has_finite(self, before: int) -> bool:
        """Whether the open clause has a finite verb in front of a word."""
        return any(
            verb.finite and verb.head < before and self.clause_at[verb.head] == self.stack[-1] for verb in self.verbs
        )

    def _until(self, at: int) -> int:
        """The next word that ends a clause for certain."""
        step = at
        while step < len(self.lowers) and self.lowers[step] not in _ENDS:
            if step > at and self.lowers[step] in self.lexicon["relatives"]:
                break
            step += 1
        return step

    def _own_verb(self, at: int) -> bool:
        """Whether a subject and a finite verb, or a reporting verb with its subject behind, follow before the next mark."""
        end = self._until(at)
        return any(
            verb.finite and (at < verb.first < end or (verb.first == at and verb.lemma in self.lexicon["reporting"]))
            for verb in self.verbs
        )
