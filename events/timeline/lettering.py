"""How wide a text will be, before any browser has seen it, and where a title may be cut."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_OTHER: Final = 600
"""The advance of a character that the table does not name, in thousandths of the size: between digits and capitals."""


class _Advances(dict[str, int]):
    """Advances by character; what is not named has one between the others."""

    def __missing__(self, letter: str) -> int:
        return _OTHER


_ADVANCES: Final = _Advances(
    {
        **dict.fromkeys("ijl’‘'", 222),
        **dict.fromkeys("ft,. :;/I|!", 278),
        **dict.fromkeys("r-()", 333),
        **dict.fromkeys("cksvxyzJ", 500),
        **dict.fromkeys("abdeghnopqu0123456789L–«»“”", 556),
        **dict.fromkeys("FTZ", 611),
        **dict.fromkeys("ABEKPSVXY", 667),
        **dict.fromkeys("CDHNRUw", 722),
        **dict.fromkeys("GOQ", 778),
        **dict.fromkeys("mM", 833),
        "W": 944,
        **dict.fromkeys("—…", 1000),
    }
)
"""Advances of Helvetica, which the metric-compatible system faces share; a heavier weight is about a twentieth wider."""

_ARTICLES_AND_PREPOSITIONS: Final = (
    "a",
    "an",
    "the",
    "at",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "over",
    "to",
    "with",
)
_VERBS_AND_CONJUNCTIONS: Final = ("and", "or", "could", "has", "have", "is", "will")
_HANGING: Final = frozenset((*_ARTICLES_AND_PREPOSITIONS, *_VERBS_AND_CONJUNCTIONS))
"""Words that no cut title ends with: they promise a next one."""

_LEAST_CHARACTERS: Final = 10
"""A title cut shorter than this no longer says what happened; found by reading the labels of a thousand journeys."""


def text_width(text: str, size: float = 12, *, strong: bool = False) -> float:
    """The width of a text in pixels, within a twentieth for Latin script."""
    return _thousandths(text) * size / 1000 * (1.05 if strong else 1)


@lru_cache(maxsize=16384)
def _thousandths(text: str) -> int:
    """The same of a text of size 1, in thousandths. Cached: the same names come with every window."""
    return sum(map(_ADVANCES.__getitem__, text))


@lru_cache(maxsize=4096)
def shortened(title: str, share: float = 0.5) -> tuple[str, ...]:
    """The title cut after a word, longest first, never below a share of it and never after a word that promises a next.

    Cached: the same titles come with every window.
    """
    return tuple(_cuts(title, max(len(title) * share, _LEAST_CHARACTERS)))


def _cuts(title: str, least: float) -> Iterator[str]:
    """The cuts that are at least so many characters long."""
    words = title.split(" ")
    for count in range(len(words) - 1, 1, -1):
        cut = " ".join(words[:count]).rstrip(",:;–-")
        if len(cut) < least:
            return
        if words[count - 1].lower() not in _HANGING:
            yield cut + "…"
