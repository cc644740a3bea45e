"""What follows the verb of a title: whom, where, and what is told."""

from typing import Final

from events.extraction.happenings.clauses import before_its_noun
from events.extraction.happenings.verbs import Verb
from events.extraction.happenings.wording import MARKS, Wording

_TAIL: Final = 16
"""Words behind the verb that are kept."""
_OPENING: Final = 3
"""Words in front of a quotation's first comma from which they tell something."""
_QUOTES: Final = frozenset('“”"')


class Tails(Wording):
    """Reads on behind a verb as far as a title needs it."""

    def tail(self, verb: Verb, start: int = -1) -> str:
        """What follows the verb, as far as a title needs it: object, and the phrases that belong to it."""
        keep: list[int] = []
        at = start if start >= 0 else verb.last
        while at < len(self.lowers) and len(keep) < _TAIL:
            if (self.dates(at) and not self.measures(at) and not self.measures(at + 1)) or (
                not keep and self.lowers[at] == "with" and verb.lemma == "meet"
            ):
                at += 1
                continue
            clause = self.parsed.clause_at[at]
            if clause != verb.clause and not self._named_so(clause, verb):
                if (not keep or verb.lemma in self.lexicon["clauses.addressed"]) and self._complement(clause, verb):
                    return f"{self.render(keep)} {self._reported(at, verb)}"
                if self.parsed.clauses[clause].kind == "aside" and self.parsed.clauses[clause].parent == verb.clause:
                    at += 1
                    continue
                break
            step = self._taken(at, verb, keep)
            if step < 0:
                break
            at = step
        return self.render(keep)

    def _named_so(self, clause: int, verb: Verb) -> bool:
        """Whether a quotation is only what something is called: "called it “state terrorism”"."""
        quote = self.parsed.clauses[clause]
        return (
            quote.kind == "quote"
            and quote.parent == verb.clause
            and not quote.verbs
            and verb.lemma in ("call", "brand")
        )

    def _taken(self, at: int, verb: Verb, keep: list[int]) -> int:
        """Where to go on behind this word, having kept it or not; -1 where the title has enough."""
        low, lexicon = self.lowers[at], self.lexicon
        if keep and any(
            other.first == at
            and other.tense == "participle"
            and other.passive
            and not before_its_noun(other, self.parsed, lexicon)
            for other in self.parsed.verbs
        ):
            return -1  # "a declaration meant to end"
        if low == "," and verb.tense == "participle" and verb.passive:
            return -1  # "subsidies, introduced in 1997, will end"
        if low in ("and", "but") and any(v.first == at + 1 and v.finite for v in self.parsed.verbs):
            return -1  # "led a coup and lost power"
        if low == ",":
            return self._comma(at, keep)
        if low in ("“", "”", '"'):
            return at + 1
        if low == "." and any(entity.begin < at < entity.first for entity in self.parsed.entities):
            return at + 1  # "Mr. Lavrov"
        if low in MARKS and low != "-":
            return -1
        if (
            low == "to"
            and verb.lemma not in lexicon["titles.aims"]
            and any(other.first == at for other in self.parsed.verbs)
        ):
            return -1
        if low in lexicon["titles.cuts"] and not self._belongs(at, verb):
            return -1
        behind = self.lowers[at + 1] if at + 1 < len(self.lowers) else ""
        if low in ("at", "in") and (keep or verb.passive) and behind in ("his", "her", "their", "its", "which", "whom"):
            return -1
        if (
            low == "for"
            and keep
            and behind in lexicon["titles.loose_for"]
            and verb.lemma not in lexicon["titles.firm_for"]
        ):
            return -1
        keep.append(at)
        return at + 1

    def _comma(self, at: int, keep: list[int]) -> int:
        if keep and self._sourced(at):
            return -1
        if keep and self.lists(at, len(self.lowers)):
            keep.append(at)
            return at + 1
        behind = self.lowers[at + 1] if at + 1 < len(self.lowers) else ""
        if keep and self.line.date_at[at - 1] >= 0 and behind in self.lexicon["determiners"]:
            return -1  # "arrived in the capital on Tuesday, his first visit there"
        if not keep or self.line.date_at[at - 1] >= 0:
            return at + 1
        return self._apposition_end(at)

    def _sourced(self, at: int) -> bool:
        """Whether only who says it follows: ", the Kremlin says"."""
        end = len(self.lowers) - (self.lowers[-1] in MARKS)
        tells = (v for v in self.parsed.verbs if v.finite and v.lemma in self.lexicon["reporting"])
        return any(at < verb.first <= at + 8 and verb.last >= end - 3 for verb in tells)

    def _apposition_end(self, at: int) -> int:
        """Behind ", a US peace envoy," where a place follows; -1 where the sentence goes on otherwise."""
        entity = self.parsed.entity_at(at - 1)
        if entity is None or entity.kind not in ("person", "organisation", "group"):
            return -1
        end = next((step for step in range(at + 1, min(at + 12, len(self.lowers))) if self.lowers[step] == ","), -1)
        goes_on = 0 < end < len(self.lowers) - 1 and self.lowers[end + 1] in ("in", "at", "near")
        return end + 1 if goes_on else -1

    def _belongs(self, at: int, verb: Verb) -> bool:
        """Whether a word that mostly begins what a title leaves out belongs here: "take over", "as president", "more than"."""
        low = self.lowers[at]
        behind = self.lowers[at + 1 : at + 5]
        if low == "over" and behind and behind[0][0].isdigit():
            return True
        beyond = at + 1 + (self.lowers[at + 1 : at + 2] == ["the"])
        if low == "over" and (place := self.parsed.entity_at(beyond)) is not None and place.kind in ("region", "place"):
            return True  # "shot down two jets over Kashmir"
        if low in ("over", "through"):
            return (at == verb.last and verb.lemma in self.lexicon["titles.crossing"]) or verb.lemma == "let"
        if low == "by":
            return at == verb.last and bool({"phone", "telephone", "video", "videolink"} & set(behind))
        if low == "than":
            return self.lowers[at - 1] in self.lexicon["titles.comparing"]
        return low == "as" and any(word in self.lexicon.titles for word in behind)

    def _complement(self, clause: int, verb: Verb) -> bool:
        kind, parent = self.parsed.clauses[clause].kind, self.parsed.clauses[clause].parent
        return kind in ("that", "quote") and parent == verb.clause and verb.lemma in self.lexicon["titles.that"]

    def _reported(self, at: int, verb: Verb) -> str:
        """The clause behind "says": its words to the first mark, its verb brought back from the past of reporting."""
        number = self.parsed.clause_at[at]
        whole = self.lowers[at] in _QUOTES  # all that is told is quoted, and ends where the quotation does
        keep: list[int] = []
        behind = at
        for step in range(at, len(self.lowers)):
            low = self.lowers[step]
            if step < behind:
                continue
            if low == "," and (behind := self._included_end(step)) > step:
                continue
            if low in _QUOTES and not (whole and keep):
                continue  # "said Kenya “should stop” at once": a part of it
            nested = self.parsed.clause_at[step] != number and not self._quotes(step, number)
            if (low in MARKS and low != "-") or (nested and keep and low in self.lexicon["titles.cuts"]):
                break
            if (low == "that" and not keep and verb.lemma != "rule") or self.dates(step):
                continue
            keep.append(step)
            if len(keep) >= _TAIL:
                break
        inner = self.parsed.main_verb(number)
        back = inner is not None and verb.tense == "past" and verb.lemma not in ("rule", "find")
        return self.render(keep, self._brought_back(inner) if back and inner is not None else {})

    def _included_end(self, at: int) -> int:
        """Behind ", including nine children," and the like; the comma itself where nothing is counted in."""
        if not self.lexicon["titles.counted_in"] & set(self.lowers[at + 1 : at + 2]):
            return at
        return next(
            (step + 1 for step in range(at + 1, min(at + 12, len(self.lowers))) if self.lowers[step] == ","), at
        )

    def _quotes(self, at: int, clause: int) -> bool:
        """Whether a word stands in a quotation that is part of this clause."""
        own = self.parsed.clauses[self.parsed.clause_at[at]]
        return own.kind == "quote" and own.parent == clause

    def quoted(self, verb: Verb) -> str:
        """The last clause of the quotation in front of "said", to its first mark."""
        start = verb.first - 1
        while start > 0 and self.lowers[start - 1] not in ("“", ".", ";") and verb.first - start < 40:
            start -= 1
        keep: list[int] = []
        for at in range(start, verb.first - 1):
            if self.lowers[at] == "," and len(keep) < _OPENING:
                keep.clear()  # "Once again, we make it clear"
                continue
            if keep and (
                self.lowers[at] in MARKS or self.lowers[at] in self.lexicon["titles.cuts"] or len(keep) >= _TAIL
            ):
                break
            keep.append(at)
        return self.render(keep)

    def told_before(self, verb: Verb, first: int) -> str:
        """What stands in front of "…, the operator said": its words, brought back to the present."""
        end = first
        while end > 0 and (self.lowers[end - 1] in MARKS or self.lowers[end - 1] in self.lexicon["articles"]):
            end -= 1
        keep = [at for at in range(end) if not self.dates(at)][:_TAIL]
        if len(keep) < 3 or self.parsed.line.sent_from:
            return ""
        inner = next((other for other in self.parsed.verbs if other.finite and other.head < end), None)
        back = inner is not None and verb.tense == "past"
        return self.render(keep, self._brought_back(inner) if back and inner is not None else {})

    def _brought_back(self, verb: Verb) -> dict[int, str]:
        low = self.lowers[verb.first]
        if low in ("would", "was", "were"):
            return {verb.first: {"would": "will", "was": "is", "were": "are"}[low]}
        pronoun = self.lowers[verb.head - 1] if verb.head else ""
        if verb.simple_past and pronoun in ("it", "he", "she", "they"):
            return {verb.head: self.lexicon.present(verb.lemma, many=pronoun == "they")}
        return {}
