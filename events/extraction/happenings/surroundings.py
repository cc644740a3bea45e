"""What lies around a word while a line is parted into clauses: verbs, marks, dates, and which clauses are open."""

from typing import Final

from events.extraction.happenings.clauses import Clause, ClauseKind
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.happenings.verbs import Verb

TEMPORAL: Final = frozenset({"after", "before", "since", "until", "till", "following"})
_ENDS: Final = frozenset({",", ";", ":", "“", "”", '"', "(", "—", "–"})


class Surroundings:
    """A line, its verbs, and the stack of clauses that are open; asked and changed by `Parting`."""

    def __init__(self, line: Line, verbs: list[Verb], lexicon: Lexicon) -> None:
        self.line, self.lowers, self.verbs, self.lexicon = line, line.lowers, verbs, lexicon
        self.verb_at = {at: verb for verb in verbs for at in range(verb.first, verb.last)}
        self.clauses = [Clause("main", 0)]
        self.stack = [0]
        self.clause_at = [0] * len(line)
        self.quoted = False

    # Open clauses

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

    def _has_as(self, at: int) -> bool:
        return at > 0 and self.lowers[at - 1] in self.lexicon["clauses.no_as_before"]
