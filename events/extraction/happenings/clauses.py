"""A sentence taken apart: its clauses, the verbs and the event nouns in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.happenings.names import Entity
from events.extraction.happenings.pronouns import Antecedents
from events.extraction.happenings.verbs import Verb

ClauseKind = Literal["main", "that", "relative", "sub", "with", "aside", "quote", "coordinate"]


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
    """A line with its clauses, verbs and event nouns; `clause_at` is the clause of each word, `before` who was spoken of, `around` of what,
    `told` the type of the happening told last."""

    line: Line
    entities: list[Entity]
    clauses: list[Clause]
    clause_at: list[int]
    verbs: list[Verb]
    nouns: list[Noun]
    before: Antecedents = field(default_factory=Antecedents)
    around: Counter[str] = field(default_factory=Counter)
    told: str = ""

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


def before_its_noun(participle: Verb, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether a participle only says which noun behind it is meant: "into rebel controlled territory yesterday", not "seized on Friday"."""
    behind = parsed.line.lowers[participle.last : participle.last + 1]
    small = ("prepositions", "adverbs", "hosts.particles", "articles")
    free = bool(behind) and behind[0].isalpha() and not any(behind[0] in lexicon[name] for name in small)
    return free and parsed.line.date_at[participle.last] < 0 and behind[0] not in ("dead", "alive", "home", "there")
