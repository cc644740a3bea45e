"""Text search: titles, summaries and quotes by the database's full text, names of actors and places by the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import numpy as np
from django.db import connections, router
from numpy.typing import NDArray
from pyroaring import BitMap

from events.models import Event
from events.timeline.index import Index
from events.timeline.rowsets import rowset
from events.timeline.segment import Segment
from events.timeline.wording import Term, terms_of
from events.words import words_of

KEPT: Final = 256
"""Terms whose events are kept at hand, a few megabytes at most for each, until something changes."""
NAMED: Final = ("actor", "place")

_SQLITE: Final = (
    "SELECT group_concat(rowid) FROM events_event_words WHERE events_event_words MATCH %s",
    "SELECT group_concat(m.event_id) FROM events_mention_words w JOIN events_mention m ON m.id = w.rowid "
    "WHERE w.events_mention_words MATCH %s",
)
_POSTGRES: Final = (
    "SELECT string_agg(id::text, ',') FROM events_event WHERE events_words(title) @@ %s::tsquery",
    "SELECT string_agg(id::text, ',') FROM events_event WHERE events_words(summary) @@ %s::tsquery",
    "SELECT string_agg(event_id::text, ',') FROM events_mention WHERE events_words(quote) @@ %s::tsquery",
)


@dataclass(frozen=True, slots=True)
class Search:
    """A text search over one index."""

    index: Index
    terms: tuple[Term, ...]

    @classmethod
    def of(cls, index: Index, text: str) -> "Search":
        """The search for what was typed."""
        return cls(index, tuple(terms_of(text)))

    def rows(self, segment: Segment) -> BitMap:
        """The rows that have every term but the absent ones; a search without a single word finds nothing."""
        if not self.terms:
            return BitMap()
        wanted = [self._term(segment, term) for term in self.terms if not term.absent] or [segment.everything]
        found = reduce(BitMap.intersection, sorted(wanted, key=len))
        return reduce(BitMap.difference, (self._term(segment, term) for term in self.terms if term.absent), found)

    def _term(self, segment: Segment, term: Term) -> BitMap:
        key = (segment.serial, term.words, term.prefix, term.exact)
        found: BitMap | None = self.index.texts.get(key)
        if found is None:
            found = rowset(np.sort(segment.rows_of_events(self._events(term)))) | self._named(segment, term)
            _keep(self.index.texts, key, found)
        return found

    def _events(self, term: Term) -> NDArray[Any]:
        """The events whose title, summary or quotes have a term, each once. Two queries the first time."""
        key = ("events", term.words, term.prefix, term.exact)
        found: NDArray[Any] | None = self.index.texts.get(key)
        if found is None:
            found = np.unique(np.concatenate(list(_full_text(term))))
            _keep(self.index.texts, key, found)
        return found

    def _named(self, segment: Segment, term: Term) -> BitMap:
        """The rows whose actors or place have a name with the term in it."""
        spoken = self.index.texts.get("names")
        if spoken is None:
            spoken = self.index.texts["names"] = {name: _Spoken(self.index.names[name].spoken()) for name in NAMED}
        sets = (segment.postings[name].any_of(spoken[name].having(term)) for name in NAMED)
        return BitMap.union(*sets)


class _Spoken:
    """Names by their words."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._by_word: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for code, name in names:
            words = tuple(words_of(name))
            for word in dict.fromkeys(words):
                self._by_word.setdefault(word, []).append((code, words))

    def having(self, term: Term) -> list[int]:
        """The codes of the names with a term in them."""
        return sorted({code for last in self._last_words(term) for code in self._ending(term.words[:-1], last)})

    def _last_words(self, term: Term) -> Iterable[str]:
        if term.prefix:
            return [word for word in self._by_word if word.startswith(term.words[-1])]
        return term.forms()

    def _ending(self, before: tuple[str, ...], last: str) -> Iterable[int]:
        wanted = (*before, last)
        for code, words in self._by_word.get(last, ()):
            if any(words[at : at + len(wanted)] == wanted for at in range(len(words))):
                yield code


def _full_text(term: Term) -> Iterable[NDArray[Any]]:
    """The events found by each full-text index. The ids come as one text: a hundred thousand rows would be slow."""
    connection = connections[router.db_for_read(Event)]
    postgres = connection.vendor == "postgresql"
    for sql in _POSTGRES if postgres else _SQLITE:
        with connection.cursor() as cursor:
            cursor.execute(sql, [_tsquery(term) if postgres else _match(term)])
            ids = cursor.fetchone()[0]
        yield np.array(ids.split(",") if ids else [], dtype=np.int64)


def _match(term: Term) -> str:
    """A term for FTS5. Words are letters and digits only, so that quotes are enough."""
    if term.prefix or len(term.words) > 1:
        return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'
    return " OR ".join(f'"{form}"' for form in term.forms())


def _tsquery(term: Term) -> str:
    """A term for PostgreSQL."""
    if term.prefix or len(term.words) > 1:
        return " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "")
    return " | ".join(f"'{form}'" for form in term.forms())


def _keep(texts: dict[Any, Any], key: Any, found: Any) -> None:
    while len(texts) >= KEPT:
        texts.pop(next(iter(texts)), None)
    texts[key] = found
