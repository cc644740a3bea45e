"""Whom a pronoun stands for: the person or body that the text named before, where only one is likely."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.names import Entity

_BODIES: Final = ("organisation", "state", "government")


class Antecedents:
    """The persons and bodies that were last spoken of; a sentence's first name is what it is about."""

    def __init__(self) -> None:
        self.person: Entity | None = None
        self.body: Entity | None = None
        self.several: tuple[Entity, ...] = ()

    def passed(self, entities: Iterable[Entity], lowers: Sequence[str]) -> None:
        """Take over what a sentence that has been read is about."""
        named = list(entities)
        self.several = _named_together(named, lowers) or self.several
        self.person = next((entity for entity in named if entity.kind == "person"), self.person)
        self.body = next((entity for entity in named if entity.kind in _BODIES), self.body)

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


def _named_together(named: Sequence[Entity], lowers: Sequence[str]) -> tuple[Entity, ...]:
    """The first two persons, or two states, with only "and" between them."""
    pairs = (
        pair
        for pair in pairwise(named)
        if pair[0].kind == pair[1].kind
        and pair[0].kind in ("person", "state")
        and list(lowers[pair[0].last : pair[1].begin]) == ["and"]
    )
    return next(pairs, ())


def _agrees(entity: Entity, low: str, lexicon: Lexicon) -> bool:
    other = "titles.female" if low in lexicon["titles.he"] else "titles.male"
    return not lexicon[other] & set(entity.title.lower().replace(".", "").split())
