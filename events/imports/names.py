"""The rows of names that many events share: looked up a chunk at a time, made where missing, remembered."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import batched
from typing import Final, Protocol

from django.db.models import Model, Q, QuerySet

from events.imports.records import Where, Who
from events.models import Actor, Place, Publisher, Tag

BATCH: Final = 900
"""Names asked for in one query: SQLite builds of old refuse more than 999 parameters."""
REMEMBERED: Final = 200_000
"""Names kept in memory, about 40 MB; a file with more distinct ones looks the older ones up again."""


class Kind[K: Hashable](Protocol):
    """How names of one kind are found and made."""

    def find(self, keys: list[K]) -> dict[K, int]:
        """The primary keys of those that have a row."""

    def make(self, keys: list[K]) -> None:
        """Make a row for each; one that somebody else has just made is left as it is."""


class Names[K: Hashable]:
    """The primary keys of names of one kind. `prepare` a chunk, then ask for each name of it."""

    def __init__(self, kind: Kind[K]) -> None:
        self.kind = kind
        self.known: dict[K, int] = {}

    def prepare(self, wanted: Iterable[K]) -> None:
        """Look up what is not remembered and make what is missing: up to three queries for 900 new names."""
        if len(self.known) > REMEMBERED:
            self.known.clear()
        for keys in batched({key: None for key in wanted if key not in self.known}, BATCH):
            found = self.kind.find(list(keys))
            if missing := [key for key in keys if key not in found]:
                self.kind.make(missing)
                found |= self.kind.find(missing)
            self.known |= found

    def __getitem__(self, key: K) -> int:
        """The primary key of a prepared name."""
        return self.known[key]


def held[M: Model](model: type[M]) -> QuerySet[M]:
    """The rows of a model, each found one locked until the import is done, so that nobody deletes what it refers to."""
    return model._default_manager.select_for_update(no_key=True)


class Tags:
    """Tags by their name."""

    def find(self, keys: list[str]) -> dict[str, int]:
        """One query."""
        return dict(held(Tag).filter(name__in=keys).values_list("name", "pk"))

    def make(self, keys: list[str]) -> None:
        """One query."""
        Tag.objects.bulk_create([Tag(name=key) for key in keys], ignore_conflicts=True)


class Publishers:
    """Publishers by the host of their addresses, which is their name until somebody gives a better one."""

    def find(self, keys: list[str]) -> dict[str, int]:
        """One query."""
        named = dict(held(Publisher).filter(name__in=keys).values_list("name", "pk"))
        return dict(held(Publisher).filter(host__in=keys).order_by("-pk").values_list("host", "pk")) | named

    def make(self, keys: list[str]) -> None:
        """One query."""
        Publisher.objects.bulk_create([Publisher(name=key, host=key) for key in keys], ignore_conflicts=True)


class Places:
    """Places by their GeoNames number, else by name and country."""

    def find(self, keys: list[Where]) -> dict[Where, int]:
        """One query."""
        numbers = [key.geonames for key in keys if key.geonames]
        rows = held(Place).filter(Q(name__in={key.name for key in keys}) | Q(geonames__in=numbers))
        found: dict[object, int] = {}
        for pk, name, country, geonames in rows.values_list("pk", "name", "country", "geonames"):
            found[name, country] = pk
            found[geonames or 0] = pk
        return dict(self.matched(keys, found))

    def matched(self, keys: list[Where], found: dict[object, int]) -> Iterator[tuple[Where, int]]:
        """The places that are among the rows found."""
        for key in keys:
            pk = (found.get(key.geonames) if key.geonames else None) or found.get((key.name, key.country))
            if pk:
                yield key, pk

    def make(self, keys: list[Where]) -> None:
        """One query."""
        names = ("name", "country", "latitude", "longitude", "exact", "geonames")
        rows = [Place(**{name: getattr(key, name) for name in names}) for key in keys]
        Place.objects.bulk_create(rows, ignore_conflicts=True)


class Actors:
    """Actors by their code, else by name and kind; without a kind, whoever has the name."""

    def find(self, keys: list[Who]) -> dict[Who, int]:
        """One query."""
        codes = {key.code for key in keys if key.code}
        rows = held(Actor).filter(Q(name__in={key.name for key in keys}) | Q(code__in=codes)).order_by("-pk")
        found: dict[tuple[str, str, str], int] = {}
        for pk, name, kind, code in rows.values_list("pk", "name", "kind", "code"):
            found["name", name, kind] = found["name", name, ""] = pk
            if code:
                found["code", code, kind] = pk
        ways: tuple[Callable[[Who], tuple[str, str, str]], ...] = (
            lambda key: ("code", key.code, key.kind),
            lambda key: ("name", key.name, key.kind),
        )
        matches = {key: next((found[way(key)] for way in ways if way(key) in found), None) for key in keys}
        return {key: pk for key, pk in matches.items() if pk is not None}

    def make(self, keys: list[Who]) -> None:
        """One query."""
        rows = [Actor(name=k.name, kind=k.kind or "group", code=k.code, country=k.country) for k in keys]
        Actor.objects.bulk_create(rows, ignore_conflicts=True)
