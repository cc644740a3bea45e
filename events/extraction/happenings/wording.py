"""The words of a sentence as a title has them: without articles, offices, dates and adverbs that date."""

from collections.abc import Iterable
from typing import Final

from events.extraction.gazetteer.tables import gazetteer
from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.names import POSSESSIVE, Entity

MARKS: Final = frozenset(
    {",", ";", ":", "(", ")", "[", "]", "“", "”", '"', "—", "–", ".", "!", "?", "…", "-", "«", "»"}
)
_SHORT_FORMS: Final = frozenset(
    {"U.S.", "US", "USA", "U.S.A.", "U.S", "UK", "U.K.", "DPRK", "ROK", "UAE", "PRC", "DRC", "North", "South"}
)


class Wording:
    """A sentence's words, rendered for its title."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed, self.lexicon = parsed, lexicon
        self.line, self.lowers = parsed.line, parsed.line.lowers
        self.heads = parsed.heads()

    def dates(self, at: int) -> bool:
        """Whether a word is part of a date phrase, or the preposition in front of one."""
        dated = self.line.date_at[at] >= 0
        behind = at + 1 < len(self.lowers) and self.line.date_at[at + 1] >= 0
        return dated or (behind and self.lowers[at] in self.lexicon["titles.before_dates"])

    def measures(self, at: int) -> bool:
        """Whether a word belongs to a length that measures a thing or a sentence: "three days of mourning", "10 years in prison"."""
        number = self.line.date_at[at] if at < len(self.lowers) else -1
        if number < 0:
            return False
        end = at
        while end < len(self.lowers) and self.line.date_at[end] == number:
            end += 1
        behind = self.lowers[end : end + 2]
        served = behind[:1] == ["in"] and behind[-1] in self.lexicon["titles.served"]
        measured = behind[:1] == ["of"] and self.line.date_at[end] < 0
        return (served or measured) and self.lowers[end - 1] in self.lexicon["titles.lengths"]

    def render(self, places: Iterable[int], forms: dict[int, str] | None = None) -> str:
        """The words at these places without articles, offices in front of names, possessive pronouns, adverbs that date."""
        wanted = list(places)
        hidden = self._hidden(set(wanted))
        parts: list[str] = []
        named: set[int] = set()
        for at in wanted:
            number = self.line.name_at[at]
            if at in hidden or number in named or self._dropped(at):
                continue
            if number >= 0:
                named.add(number)
                parts.append(self.named(self.parsed.entities[number]))
                continue
            word = (forms or {}).get(at, self.line.words[at])
            if (word == "," or word in POSSESSIVE) and parts:
                parts[-1] += word
            elif word not in MARKS:
                parts.append(word.lower() if at == 0 and word.istitle() else word)
        return " ".join(parts).strip(" ,")

    def _dropped(self, at: int) -> bool:
        low, lexicon = self.lowers[at], self.lexicon
        if self.line.name_at[at] >= 0 or lexicon.counts(self.lowers[at : at + 3]):
            return False
        small = low in lexicon["articles"] or low in ("its", "his", "her", "their")
        small = small or (self.line.date_at[at] >= 0 and not self.measures(at))
        return small or low in lexicon["headline.drop_adverbs"] or (low.endswith("edly") and len(low) > 6)

    def full_name(self, entity: Entity) -> str:
        """The name of whoever stands in any sentence as titles have it: a state by its short name, a person by the fullest one."""
        if entity.kind == "state" and entity.name in _SHORT_FORMS:
            return gazetteer().state_name(entity.code)
        return entity.name.removeprefix("the ").removeprefix("The ")

    def named(self, entity: Entity) -> str:
        """The name as the title of its own sentence has it: states and persons in full, others as it writes them."""
        if entity.kind in ("state", "person"):
            return self.full_name(entity)
        if entity.known is not None and entity.known.name.startswith("The "):
            return entity.name  # "The Hague"
        return self.line.text(entity.first, entity.last).removeprefix("the ").removeprefix("The ")

    def _hidden(self, wanted: set[int]) -> set[int]:
        """Offices and adjectives in front of persons, their state behind; "the town of" in front of places."""
        hidden: set[int] = set()
        for entity in self.parsed.entities:
            if entity.first not in wanted:
                continue
            if entity.kind == "person":
                hidden.update(range(entity.begin, entity.first))
                hidden.update(self._house_before(entity))
                hidden.update(self._office_behind(entity))
            if (
                entity.first >= 2
                and self.lowers[entity.first - 1] == "of"
                and self.lowers[entity.first - 2] in self.lexicon["names.settlements"]
            ):
                hidden.update(range(self._settlement_start(entity.first - 2, wanted), entity.first))
        return hidden

    def _house_before(self, entity: Entity) -> range:
        """The ministry or party in front of an office: "Chinese Foreign Ministry spokeswoman Mao Ning"."""
        house = self.parsed.entity_at(entity.begin - 1) if entity.begin < entity.first and entity.begin else None
        return range(house.begin, house.last) if house is not None and house.kind == "organisation" else range(0)

    def _office_behind(self, entity: Entity) -> range:
        """ "of Denmark" behind "Prime Minister Lars Holm"."""
        if not entity.title or entity.last + 1 >= len(self.lowers) or self.lowers[entity.last] != "of":
            return range(0)
        skip = entity.last + 1 + (self.lowers[entity.last + 1] == "the")
        state = self.parsed.entity_at(skip)
        return range(entity.last, state.last) if state is not None and state.kind == "state" else range(0)

    def _settlement_start(self, at: int, wanted: set[int]) -> int:
        while at - 1 in wanted and self.lowers[at - 1] not in self.lexicon["prepositions"] and at - 1 not in self.heads:
            at -= 1
        return at

    def lists(self, at: int, last: int) -> bool:
        """Whether a comma parts members of a list of names, or belongs to an office: "France, Germany and Italy", "its president, X"."""
        if any(entity.begin <= at < entity.first for entity in self.parsed.entities):
            return True
        names = self.parsed.entity_at(at + 1) is not None and self.parsed.entity_at(at - 1) is not None
        return at + 1 < last and names and "and" in self.lowers[at:last]
