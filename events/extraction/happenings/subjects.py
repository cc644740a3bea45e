"""Who does what, as a title has it: the subject without its asides, whether it is more than one, and the form of the verb."""

from typing import Final

from events.extraction.happenings.names import Entity
from events.extraction.happenings.verbs import Verb
from events.extraction.happenings.wording import Wording

_PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
_SUBJECT: Final = 14
"""Words of a subject that are kept."""


class Subjects(Wording):
    """Renders who acts, and what they do."""

    def verb(self, verb: Verb, status: str, *, many: bool) -> str:
        """The verb as headlines have it: "meets", "to visit", "expected to sign", "may attack", "arrested", "does not meet"."""
        written = self.line.words[verb.head]
        base = f"be {written}" if verb.passive else verb.lemma
        if status == "scheduled" and verb.tense != "past":
            return f"to {base}"
        if status == "expected" and verb.lemma != "expect":
            return f"expected to {base}"
        if status == "possible":
            return f"{verb.modal if verb.modal in ('could', 'might', 'may') else 'may'} {base}"
        if status == "denied" and verb.lemma in self.lexicon["status.failing"] and not verb.negated:
            return self.lexicon.present(verb.lemma, many=many)  # "sides fail to agree"
        if verb.negated or (status == "denied" and verb.lemma not in self.lexicon["status.calling_off"]):
            return f"not {written}" if verb.passive else f"{'do' if many else 'does'} not {verb.lemma}"
        if verb.passive:
            return written
        return self.lexicon.present(verb.lemma, many=many)

    def subject(self, first: int, last: int) -> str:
        """The subject without articles, offices and asides; behind a comma only what goes on counting."""
        first = self._begins(first, last)
        meant = self.parsed.before.meant(first, last, self.lowers, self.parsed.entities, self.lexicon)
        if meant:
            return " and ".join(map(self.full_name, meant))
        if (named := self._named_behind(first, last)) is not None:
            return self.named(named)
        keep: list[int] = []
        at = first
        while at < last and len(keep) < _SUBJECT:
            low = self.lowers[at]
            if low in ("(", "—", "–", "[", "“", '"'):
                break
            if low == "," and keep and not self.lists(at, last):
                behind = self._aside_end(at, last)
                if behind == at:
                    break
                at = behind
                continue
            keep.append(at)
            at += 1
        return self.render(keep)

    def _begins(self, first: int, last: int) -> int:
        """Where the subject begins: behind "with" and "after", at a pronoun that ends it, with what says how many ("at least 40")."""
        if last - 1 > first and self.lowers[last - 1] in _PRONOUNS:
            return last - 1
        leading = self.lexicon["prepositions"] | self.lexicon["subordinators"]
        while (
            first < last and self.lowers[first] in leading and not self.lexicon.counts(self.lowers[first : first + 3])
        ):
            first += 1
        return first

    def _named_behind(self, first: int, last: int) -> Entity | None:
        """The name that a description is followed by: "its official news agency, KCNA,", "the country's top diplomat, Ana Diaz".

        Not behind another name, where it may be one of several ("France, Germany and Italy"), nor behind a preposition, where it names
        something else ("a court in the capital, Nairobi,").
        """
        for entity in self.parsed.entities:
            comma = entity.first - 1
            if first < comma and entity.last <= last and self.lowers[comma] == ",":
                ends = entity.last == last or self.lowers[entity.last] == ","
                several = "and" in self.lowers[entity.last : last] or any(
                    other.last == comma for other in self.parsed.entities
                )
                elsewhere = (set(self.lowers[first:comma]) & self.lexicon["prepositions"]) - {"of"}
                return None if several or elsewhere or not ends else entity
        return None

    def many(self, first: int, last: int, subject: str) -> bool:
        """Whether the subject is more than one."""
        words = subject.split()
        ends = self.lexicon["prepositions"] | self._participles()  # "a ferry carrying traders"
        cut = next((n for n, word in enumerate(words) if n and word in ends), len(words))
        words = words[:cut]
        if len(words) > 1 and words[-1].lower() in self._participles():
            words.pop()  # "talks mediated by"
        if not words:
            return False
        inside = [entity for entity in self.parsed.entities if first <= entity.first < last]
        if "and" in words and not any(" and " in entity.name for entity in inside):
            return True
        if len(words) > 1 and words[-1] == "more":
            words.pop()  # "hundreds more"
        head = words[-1].lower()
        named = next((entity for entity in inside if self.lowers[entity.last - 1] == head), None)
        if named is not None and named.kind in ("state", "person", "organisation", "city", "government", "media"):
            return False
        if named is not None and named.kind == "group" and " " not in named.name:
            return head in self.lexicon["many"]  # "Taliban", not "Hamas"
        plural = head.endswith("s") and not head.endswith(("ss", "us", "is"))
        return plural or head.endswith("men") or head in self.lexicon["many"] or self._counts_itself(words)

    def _counts_itself(self, words: list[str]) -> bool:
        """Whether these words are no more than a number: "more than 200", not "flight 301"."""
        *before, head = [word.lower() for word in words]
        bare = all(word in self.lexicon["counting"] or word in ("at", "more", "less", "fewer") for word in before)
        return self.lexicon.is_number(head) if bare else head in self.lexicon["numbers"]

    def _participles(self) -> set[str]:
        return {self.lowers[verb.head] for verb in self.parsed.verbs if verb.tense == "participle"}

    def _aside_end(self, at: int, last: int) -> int:
        """Behind ", right," or ", a US envoy," where the subject goes on with "and"; `at` itself where it does not."""
        end = next((step for step in range(at + 1, min(at + 9, last)) if self.lowers[step] == ","), -1)
        return end + 1 if 0 < end < last - 1 and self.lowers[end + 1] == "and" else at
