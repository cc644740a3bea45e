"""The values of each dimension: their codes in the index, how an address writes them, and how a reader sees them. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from events.vocabulary import STATUSES, TYPES

Key = int | str

DIMENSIONS: Final = ("type", "status", "country", "actor", "place", "source", "tag")
FIXED: Final = ("type", "status")
"""Dimensions whose values the vocabulary gives, in its order."""

UNKNOWN: Final = "?"
"""The label of a row whose name has not been loaded."""


class Names:
    """One dimension's values. Codes are given once and never change; a newer label takes the place of an older one."""

    def __init__(self, *, fixed: bool = False) -> None:
        self.fixed = fixed
        self.codes: dict[Key, int] = {}
        self.keys: list[Key] = []
        self.values: list[str] = []
        self.labels: list[str] = []
        self._others: dict[int, tuple[str, ...]] = {}
        self._found: dict[str, list[int]] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def order(self) -> Sequence[Key]:
        """A key a code by which equals are ordered: the vocabulary's place, else the row's id, whoever gave the codes."""
        return range(len(self.keys)) if self.fixed else self.keys

    def copy(self) -> "Names":
        """The same values, to which more can be added without changing these."""
        other = Names(fixed=self.fixed)
        other.codes, other.keys = dict(self.codes), list(self.keys)
        other.values, other.labels = list(self.values), list(self.labels)
        other._others = dict(self._others)
        return other

    def code(self, key: Key) -> int:
        """The code of a row's id or key, given now where it is new."""
        code = self.codes.get(key)
        if code is None:
            code = self.codes[key] = len(self.keys)
            self.keys.append(key)
            self.values.append(str(key))
            self.labels.append(UNKNOWN if isinstance(key, int) else key)
        return code

    def call(self, key: Key, label: str, *, value: str = "", others: Iterable[str] = ()) -> None:
        """Say how a value is seen, how an address writes it (its key, unless told), and under which other names it is found."""
        code = self.code(key)
        self.labels[code], self.values[code] = label, value or str(key)
        self._others[code] = tuple(others)
        self._found = None

    def unnamed(self) -> list[Key]:
        """The keys that are their own label, as nobody has said what they are called."""
        return [key for key, label in zip(self.keys, self.labels, strict=True) if key == label]

    def find(self, text: str) -> list[int]:
        """The codes that an address means: by the exact value, else by any name in any case. Unknown: none."""
        if self._found is None:
            self._found = self._by_name()
        return self._found.get(f"={text}") or self._found.get(text.casefold(), [])

    def spoken(self) -> Iterator[tuple[int, str]]:
        """Every code with each of its names, for the text search."""
        for code, label in enumerate(self.labels):
            yield code, label
            for other in self._others.get(code, ()):
                yield code, other

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON writes it."""
        others = {str(code): names for code, names in self._others.items() if names}
        return {"fixed": self.fixed, "keys": self.keys, "values": self.values, "labels": self.labels, "others": others}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Names":
        """What `as_json` wrote."""
        names = cls(fixed=stored["fixed"])
        names.keys, names.values, names.labels = stored["keys"], stored["values"], stored["labels"]
        names.codes = {key: code for code, key in enumerate(names.keys)}
        names._others = {int(code): tuple(others) for code, others in stored["others"].items()}
        return names

    def _by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for code, value in enumerate(self.values):
            found.setdefault(f"={value}", []).append(code)
        for code, name in self.spoken():
            codes = found.setdefault(name.casefold(), [])
            if code not in codes:
                codes.append(code)
        return found


def vocabulary() -> dict[str, Names]:
    """The names of every dimension, with those in it that the vocabulary fixes."""
    names = {name: Names(fixed=name in FIXED) for name in DIMENSIONS}
    for kind in TYPES.values():
        names["type"].call(kind.key, kind.name, others=(kind.plural,))
    for status in STATUSES.values():
        names["status"].call(status.key, status.name)
    return names
