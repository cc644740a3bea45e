"""A remark beside what is known already ("Attended the NATO Summit."), read by the library: what it tells, whom it names."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from events.extraction.happenings.actors import name_of
from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.lexicon import Lexicon, lexicon
from events.extraction.happenings.lines import line_of
from events.extraction.happenings.names import names_of
from events.extraction.happenings.parsing import parse
from events.extraction.happenings.types import noun_type, type_of
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Name, Sentence

SIGNING: Final = frozenset({"sign", "initial", "ratify", "conclude"})
"""Verbs that make an agreement; to discuss one, brief on one or call for one is a visit as others are."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a remark tells: that something was signed, that there was a summit or conference, or nothing more than a visit."""

    type: Literal["agreement", "meeting", "visit"]
    actors: tuple[Name, ...] = ()


@lru_cache(8192)
def read_remark(text: str) -> Remark:
    """The remark of a journey. Pure; about a millisecond. Many journeys have the same remark."""
    words = lexicon("en")
    lines = [line_of(with_subject(sentence)) for sentence in sentences_of(Document(text, None))]
    entities, _ = names_of(lines, words)
    read = [parse(line, names, words) for line, names in zip(lines, entities, strict=True)]
    actors = dict.fromkeys(name for parsed in read for name in actors_of(parsed, words))
    return Remark(told_by(read, words), tuple(actors))


def with_subject(sentence: Sentence) -> Sentence:
    """The sentence with a subject: "Signed the treaty." leaves the traveller out, and would read as a name."""
    text = f"They {sentence.text[:1].lower()}{sentence.text[1:]}"
    return Sentence(0, len(text), text)


def told_by(read: list[Parsed], words: Lexicon) -> Literal["agreement", "meeting", "visit"]:
    """An agreement where one is signed, else a meeting where a noun names one ("summit"); to meet one's host is a visit."""
    signings = ((parsed, verb) for parsed in read for verb in parsed.verbs if verb.lemma in SIGNING)
    if any(type_of(parsed, verb, None, words).type == "agreement" for parsed, verb in signings):
        return "agreement"
    nouns = (noun_type(parsed, noun, words).type for parsed in read for noun in parsed.nouns)
    return "meeting" if "meeting" in nouns else "visit"


def actors_of(parsed: Parsed, words: Lexicon) -> list[Name]:
    """Whom it names: persons with more than one name ("President Kim" may be anyone), of all others those the gazetteer has."""
    acting = [entity for entity in parsed.entities if entity.kind == "person" or entity.known is not None]
    names = (name_of(entity, parsed, words) for entity in acting)
    return [name for name in names if name and (name.kind != "person" or " " in name.name)]
