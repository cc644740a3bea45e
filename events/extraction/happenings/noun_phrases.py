"""The noun phrase that a title of a noun is made of: where it starts and where it ends."""

from events.extraction.happenings.clauses import Noun
from events.extraction.happenings.names import POSSESSIVE
from events.extraction.happenings.wording import MARKS, Wording


class NounPhrases(Wording):
    """Finds what belongs to an event noun."""

    def noun_start(self, noun: Noun) -> int:
        """Where the noun phrase of an event noun starts, without its article."""
        first = noun.at
        while first > 0 and self._in_front(first - 1):
            first -= 1
        return first

    def _in_front(self, at: int) -> bool:
        low, lexicon = self.lowers[at], self.lexicon
        if low in MARKS or at in self.heads or (low in POSSESSIVE and self.line.date_at[at - 1] >= 0):
            return False
        closed = ("prepositions", "articles", "conjunctions", "subordinators", "pronouns", "relatives")
        return not any(low in lexicon[name] for name in closed)

    def noun_end(self, noun: Noun) -> int:
        """Where what belongs to the noun ends: "of", "in", "between" phrases up to a mark, verb or date."""
        last = noun.at + 1
        while last < len(self.lowers) and last - noun.at < 11 and self._of_noun(last, first=last == noun.at + 1):
            last += 1
        return last

    def _of_noun(self, at: int, *, first: bool) -> bool:
        low = self.lowers[at]
        if low in MARKS or at in self.heads or low in self.lexicon["titles.cuts"] or self.dates(at):
            return low == "by" and first
        return not first or low in self.lexicon["titles.behind_nouns"]
