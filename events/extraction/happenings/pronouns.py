"""Whom a pronoun or a short mention stands for: who the text named before, where only one reading is likely."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from events.extraction.gazetteer.tables import gazetteer
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.names import Entity

_BODIES: Final = ("organisation", "state", "government")
_SHORT: Final = 4
"""Words of a short mention: "the two Pacific neighbours" has four."""


class Antecedents:
    """The persons and bodies that were last spoken of; a sentence's first name is what it is about."""

    def __init__(self) -> None:
        self.person: Entity | None = None
        self.body: Entity | None = None
        self.several: tuple[Entity, ...] = ()
        self.pairs: dict[str, tuple[Entity, ...]] = {}
        self.bodies: dict[str, Entity] = {}
        self.offices: dict[str, tuple[Entity, ...]] = {}
        self.place: Entity | None = None
        self.called: dict[str, Entity] = {}

    def passed(self, entities: Sequence[Entity], lowers: Sequence[str]) -> None:
        """Take over what a sentence that has been read is about."""
        named = [_government(entity, lowers) for entity in entities]
        several = _named_together(named, lowers)
        if several:
            self.several = self.pairs[several[0].kind] = several
        self.person = next((entity for entity in named if entity.kind == "person"), self.person)
        self.body = next((entity for entity in named if entity.kind in _BODIES), self.body)
        self._located(entities, lowers)
        for entity in named:
            if entity.kind == "organisation":
                self.bodies.update((word, entity) for word in entity.name.lower().split())
            elif entity.kind == "person" and entity.title:
                office, known = entity.title.lower(), self.offices.get(entity.title.lower(), ())
                if all(entity.name != other.name for other in known):
                    self.offices[office] = (*known, entity)

    def _located(self, entities: Sequence[Entity], lowers: Sequence[str]) -> None:
        """Take over where the sentence was, and what it called a place: "the island of Idjwi", "Langkawi island"."""
        narrow = [entity for entity in entities if entity.kind in ("city", "place", "region")]
        inside = [e for e in narrow if lowers[e.first - 1 : e.first] not in ([","], ["and"])]
        states = [
            e for e in entities if e.kind == "state" and lowers[e.first - 1 : e.first] in (["in"], ["to"], ["on"])
        ]
        self.place = next(reversed(inside or narrow or states), self.place)
        for entity in narrow:
            front = lowers[max(0, entity.first - 2) : entity.first]
            kind = front[0] if len(front) == 2 and front[1] == "of" else lowers[entity.last - 1]
            self.called[kind] = entity

    def meant(
        self, first: int, last: int, lowers: Sequence[str], entities: Sequence[Entity], lexicon: Lexicon
    ) -> tuple[Entity, ...]:
        """Whom the words first..last stand for: a pronoun, "both leaders", "the bank"; nobody where they say more or it is not known."""
        words = lowers[first:last]
        if len(words) == 1:
            who = self.of(words[0], first, entities, lexicon)
            return (who,) if who is not None else self.they(words[0])
        if not 2 <= len(words) <= _SHORT or any(first <= entity.first < last for entity in entities):
            return ()
        return self._both(words, lexicon) or (self._one(words[1:], lexicon) if words[0] == "the" else ())

    def _both(self, words: Sequence[str], lexicon: Lexicon) -> tuple[Entity, ...]:
        """Those named together that "both leaders", "the two countries", "the sides" take up."""
        front, noun = set(words[:-1]), words[-1]
        if not front <= {"both", "the", "two", "these", "rival"}:
            return ()
        if noun in lexicon["actors.both_persons"] and front & {"both", "two"}:
            return self.pairs.get("person", ())
        if noun in lexicon["actors.both_states"]:
            return self.pairs.get("state", ())
        return self.several if noun in lexicon["actors.both"] else ()

    def _one(self, words: Sequence[str], lexicon: Lexicon) -> tuple[Entity, ...]:
        """The body that "the bank" shortens, or the one person of an office that the text names: "the prime minister"."""
        if len(words) == 1 and words[0] in lexicon["actors.short_bodies"] and words[0] in self.bodies:
            return (self.bodies[words[0]],)
        holders = self.offices.get(" ".join(words), ())
        return holders if len(holders) == 1 else ()

    def of(self, low: str, at: int, entities: Iterable[Entity], lexicon: Lexicon) -> Entity | None:
        """The entity that the pronoun at a word stands for, None where it is no such pronoun or nobody fits.

        In its own sentence the first person in front of it, else the one that the sentence before was about; never one whose office
        says the other sex ("the queen", "Mr Holm").
        """
        if low in lexicon["titles.he"] or low in lexicon["titles.she"]:
            inside = [entity for entity in entities if entity.kind == "person" and entity.last <= at]
            known = inside or ([self.person] if self.person is not None else [])
            return next((entity for entity in known if _agrees(entity, low, lexicon)), None)
        if low == "it":
            inside = [entity for entity in entities if entity.kind in _BODIES and entity.last <= at]
            return inside[0] if inside else self.body
        return None

    def they(self, low: str) -> tuple[Entity, ...]:
        """The persons or states that "they" stands for: those last named together, as in "Ana Diaz and Lars Holm"; else none."""
        return self.several if low == "they" else ()


def _government(entity: Entity, lowers: Sequence[str]) -> Entity:
    """The state of a capital that is named beside another one, as governments are: "Seoul and Tokyo agreed"; else the entity itself."""
    known = entity.known
    if entity.kind != "city" or known is None or not known.capital or lowers[entity.first - 1 : entity.first] == ["in"]:
        return entity
    return replace(entity, kind="state", name=gazetteer().state_name(entity.country), code=entity.country)


def _named_together(named: Sequence[Entity], lowers: Sequence[str]) -> tuple[Entity, ...]:
    """The first two persons, or two states, with only "and" between them; else the only two persons."""
    pairs = (
        pair
        for pair in pairwise(named)
        if pair[0].kind == pair[1].kind
        and pair[0].kind in ("person", "state")
        and list(lowers[pair[0].last : pair[1].begin]) == ["and"]
    )
    persons = tuple(entity for entity in named if entity.kind == "person")
    return next(pairs, persons if len(persons) == 2 and persons[0].name != persons[1].name else ())


def _agrees(entity: Entity, low: str, lexicon: Lexicon) -> bool:
    other = "titles.female" if low in lexicon["titles.he"] else "titles.male"
    return not lexicon[other] & set(entity.title.lower().replace(".", "").split())
