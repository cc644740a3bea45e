"""Which words hang together in one clause: a walk over a line that opens and closes clauses at marks and small words."""

from typing import Final

from events.extraction.happenings.lines import DASHES
from events.extraction.happenings.surroundings import TEMPORAL, Surroundings
from events.extraction.happenings.verbs import Verb

_OPENING: Final = frozenset("“«")
_CLOSING: Final = frozenset("”»")
_BRACKETS: Final = frozenset("()[]")
_OFFICE: Final = 16
"""Words that an office and a name behind a comma take, with their commas."""


class Parting(Surroundings):
    """Walks a line and keeps the stack of clauses that are open."""

    def run(self) -> None:
        """Give every word its clause; what heads an entry ("NAIROBI, March 3 -", "19 December:") belongs to the main one."""
        body = self._head_end()
        self.clauses[0].first = body if body < len(self.lowers) else 0
        for at, low in enumerate(self.lowers):
            if at < body:
                continue
            self._step(at, low)
            self.clause_at[at] = self.stack[-1]

    def _head_end(self) -> int:
        """Where the sentence begins behind a dateline, or behind a date with a dash or colon."""
        at = 0
        while at < len(self.lowers) and (self._dated(at) or (at and self.lowers[at] in (",", "."))):
            at += 1
        headed = 0 < at < len(self.lowers) - 1 and (self.lowers[at] in DASHES or self.lowers[at] == ":")
        if headed and self.lowers[at + 1] in DASHES:
            at += 1
        return at + 1 if headed else self.line.sent_from

    def _step(self, at: int, low: str) -> None:
        """Open and close clauses at one word."""
        line = self.line
        if (
            at
            and line.date_at[at] < 0 <= line.date_at[at - 1]
            and self.lowers[at - 1] in TEMPORAL
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
        behind = self.lowers[verb.last] if verb.last < len(self.lowers) else ""
        # "fishers whose creeks were fouled | blocked the gate"
        takes = bool(inside) and behind in self.lexicon["articles"]
        if not joined and (takes or not (verb.simple_past and verb.may_be_participle)):
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
        elif self._has_finite(at) and (self._own_verb(at + 1) or self._tells_by_name(at)):
            self._close("that", "sub", "relative")
            self._open("coordinate", at, ",")

    def _tells_by_name(self, at: int) -> bool:
        """Whether who tells follows by office and name: ", the defence secretary, Ana Diaz, announced"."""
        commas = [step for step in range(at + 1, min(at + _OFFICE, len(self.lowers))) if self.lowers[step] == ","]
        if len(commas) < 2:
            return False
        verb = self.verb_at.get(commas[1] + 1)
        named = self.line.name_at[commas[1] - 1] >= 0
        alone = not any(at < other.first < commas[1] for other in self.verbs)
        return named and alone and verb is not None and verb.finite and verb.lemma in self.lexicon["reporting"]

    def _hangs(self, at: int) -> bool:
        here = self.here
        if here.kind not in ("relative", "sub", "with") or here.opener in DASHES:
            return False
        return (
            here.kind == "with" or here.opener in TEMPORAL or any(here.first <= verb.head < at for verb in self.verbs)
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
        named = before == at - 1 and self._happening(before)
        if named and (at + 1 in self.verb_at or not self._reported_before(at)):
            self._open("relative", at, "that")  # "a treaty that five republics were to sign | will not be signed"
        elif before in self.verb_at or self._reported_before(at):
            self._open("that", at, "that")
        elif before >= 0 and at + 1 in self.verb_at:
            self._open("relative", at, "that")
        elif before >= 0 and self._own_verb(at + 1):
            self._open("that", at, "that")

    def _happening(self, at: int) -> bool:
        """Whether the word names a happening that a clause may tell apart, not a piece of hearsay that a clause spells out."""
        low = self.lowers[at]
        return at >= 0 and low in self.lexicon.nouns and low not in self.lexicon["clauses.spelled_out"]

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
        if low in TEMPORAL:
            dated = at + 1 < len(self.lowers) and self.line.date_at[at + 1] >= 0
            owned = at + 2 < len(self.lowers) and self.lowers[at + 2] in ("'s", "’s")
            return behind not in (".", ",", "") and (not dated or owned)
        return at > 0 if low in ("where", "when") else behind not in ("of", "not", "then")

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
        if first < own.first and self.lowers[own.first - 1] in self.lexicon["conjunctions"]:
            return False  # "by Spain | and Italy in Rome and took effect": the second one parts them
        return first == own.first or (
            own.first - first <= 12 and self.lowers[first] not in self.lexicon["prepositions"]
        )

    def _zero_that(self, at: int) -> None:
        """Open what is said without "that": "officials said last week a meeting was expected".

        Not where the verb behind goes on with the speaker ("announced tariffs on Monday and summoned the envoy"), nor at who is
        told ("told lawmakers that").
        """
        step = at - 1
        while step >= 0 and (
            self.line.date_at[step] >= 0
            or self.lowers[step] in ("earlier", "also")
            or (self.lowers[step] in ("on", "in") and self._dated(step + 1))
        ):
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
        told = next((other for other in self.verbs if other.finite and at < other.first < end), None)
        if told is None or self.lowers[told.first - 1] in self.lexicon["conjunctions"]:
            return
        if verb.lemma not in self.lexicon["clauses.addressed"] or "that" not in self.lowers[at : told.first]:
            self._open("that", at)
