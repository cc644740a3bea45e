"""What a text speaks of around a happening: the type of what no trigger knows is told by the field that its words belong to."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line

CLAUSE: Final = 6
ABOVE: Final = 4
SENTENCE: Final = 2
PARAGRAPH: Final = 1
"""What a word counts by where it stands: in the happening's clause, in one that this hangs on, elsewhere in the sentence, in the sentences of
the paragraph before it. Set on the open own and fresh texts: nearer always outweighs two that are further off."""
_BACK: Final = 3
"""Sentences of a paragraph that are looked back to: beyond these it has often turned to something else."""


class Topics:
    """The fields that the words of each line belong to, counted once a line and only where asked."""

    def __init__(self, lines: list[Line], lexicon: Lexicon) -> None:
        self.lines, self.lexicon = lines, lexicon
        self.counted: dict[int, Counter[str]] = {}

    def before(self, number: int) -> Counter[str]:
        """What the few sentences of the same paragraph in front of a line speak of; in a paragraph's first, what the text's first line does."""
        paragraph = self.lines[number].sentence.paragraph
        first = max(0, number - _BACK)
        near = [n for n in range(first, number) if self.lines[n].sentence.paragraph == paragraph]
        found: Counter[str] = Counter()
        for at in near or [0] * (number > 0):
            found.update(self._of(at))
        return found

    def _of(self, number: int) -> Counter[str]:
        if number not in self.counted:
            words = self.lines[number].lowers
            self.counted[number] = Counter(type_ for low in words for type_ in self.lexicon.topics.get(low, ()))
        return self.counted[number]


@dataclass(frozen=True, slots=True)
class Topic:
    """A type, the word of the sentence that weighed most for it, and whether that stands in the happening's own clause or above it."""

    type: str
    word: str
    here: bool


def topic_of(parsed: Parsed, clause: int, lexicon: Lexicon) -> Topic | None:
    """What the words of the clause and around it speak of most; None where they speak of nothing."""
    weights = {**dict.fromkeys(parsed.above(clause), ABOVE), clause: CLAUSE}
    score: Counter[str] = Counter(parsed.around)
    words: dict[str, tuple[int, str]] = {}
    for at, low in enumerate(parsed.line.lowers):
        for type_ in lexicon.topics.get(low, ()) if parsed.line.date_at[at] < 0 else ():
            weight = weights.get(parsed.clause_at[at], SENTENCE)
            score[type_] += weight
            words[type_] = max(words.get(type_, (0, "")), (weight, low))
    if not score:
        return None
    best = min(score, key=lambda type_: (-score[type_], type_))
    if best not in words:
        return None
    weight, word = words[best]
    return Topic(best, word, here=weight >= ABOVE)
