"""Names to choose from while an editor types: actors, places and tags that the site knows, those in use first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import Count, QuerySet

from events.models import Actor, Article, Event, Place, Tag
from events.models.names import KINDS
from events.review.amendments import NAME_LENGTH
from events.words import words_of

Field = Literal["actors", "places", "tags"]
SHOWN: Final = 8
"""Names in a list: as many as are read at a glance."""
KIND_NAMES: Final = dict(KINDS)
NEW_ACTORS: Final = ("person", "organisation", "group")
"""Kinds that an editor may make by hand; states are known."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name to choose: `value` is what is put into the field, `note` tells which it is; `new`: the site has it not yet."""

    name: str
    value: str
    note: str
    new: bool = False


def suggestions(field: Field, typed: str) -> list[Suggestion]:
    """The names that may be meant by what is typed, the likeliest first, then ways to make a new one. Runs three queries."""
    typed = " ".join(typed.replace("\x00", " ").split())[:NAME_LENGTH]
    if not words_of(typed):
        return []
    known = {"actors": known_actors, "places": known_places, "tags": known_tags}[field](typed)
    exact = any(found.name.casefold() == typed.casefold() for found in known)
    return known if exact else [*known, *new_names(field, typed)]


def known_actors(typed: str) -> list[Suggestion]:
    """Actors; one that shares its name with another kind of actor is told by its kind."""
    used = Event.actors.through.objects.values("actor").annotate(uses=Count("pk"))
    rows = likeliest(Actor.objects.named(typed), Actor.objects.beginning(typed), typed, used, "actor")
    shared = repeated(row.name for row, _ in rows)
    return [
        Suggestion(row.name, f"{row.name} ({row.kind})" if row.name in shared else row.name, actor_note(row, uses))
        for row, uses in rows
    ]


def known_places(typed: str) -> list[Suggestion]:
    """Places; one that shares its name with another country's is told by its country."""
    used = Event.objects.values("place").annotate(uses=Count("pk"))
    rows = likeliest(Place.objects.named(typed), Place.objects.beginning(typed), typed, used, "place")
    shared = repeated(row.name for row, _ in rows)
    return [
        Suggestion(
            row.name,
            f"{row.name} ({row.country})" if row.name in shared and row.country else row.name,
            note(row.country, row.get_exact_display() if row.exact else "no point", uses=uses),
        )
        for row, uses in rows
    ]


def known_tags(typed: str) -> list[Suggestion]:
    """Tags."""
    used = Event.tags.through.objects.values("tag").annotate(uses=Count("pk"))
    rows = likeliest(Tag.objects.none(), Tag.objects.beginning(typed), typed, used, "tag")
    return [Suggestion(row.name, row.name, note(uses=uses)) for row, uses in rows]


def likeliest[Row: Actor | Place | Tag](
    exact: QuerySet[Row], beginning: QuerySet[Row], typed: str, used: QuerySet[Any, Any], key: str
) -> list[tuple[Row, int]]:
    """The rows, each with the number of its events: of that very name first, then beginning so, then by use."""
    rows = {row.pk: row for row in [*exact, *beginning]}
    uses = {found[key]: found["uses"] for found in used.filter(**{f"{key}__in": list(rows)}).order_by()}
    start = typed.casefold()

    def rank(row: Row) -> tuple[bool, bool, int, str]:
        name = row.name.casefold()
        return name != start, not name.startswith(start), -uses.get(row.pk, 0), name

    return [(row, uses.get(row.pk, 0)) for row in sorted(rows.values(), key=rank)[:SHOWN]]


def found_events(text: str) -> list[Event]:
    """Published events with these words in their titles, the weightiest first. Runs one query."""
    return list(Event.objects.published().titled(text.replace("\x00", " ")[:NAME_LENGTH])[:SHOWN])


def found_articles(text: str) -> list[Article]:
    """Articles with these words in their headlines or addresses, those taken in last first. Runs one query, none without words."""
    words = " ".join(text.replace("\x00", " ").split())[:NAME_LENGTH]
    return list(Article.objects.headed(words)[:SHOWN]) if words else []


def new_names(field: Field, typed: str) -> list[Suggestion]:
    """Ways to make the typed name: an actor as one of several kinds."""
    if field == "actors":
        return [Suggestion(typed, f"{typed} ({kind})", f"new {kind}", new=True) for kind in NEW_ACTORS]
    return [Suggestion(typed, typed, "new place" if field == "places" else "new tag", new=True)]


def repeated(names: Iterable[str]) -> set[str]:
    """The names that come more than once."""
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def actor_note(row: Actor, uses: int) -> str:
    """Which actor it is, and how often it acts; another name where it has one."""
    others: Sequence[str] = row.aliases or ()
    also = f"also {others[0]}" if others else ""
    return note(KIND_NAMES[row.kind].lower(), row.country, also, uses=uses)


def note(*parts: str, uses: int) -> str:
    """Parts and the number of events as one line."""
    counted = f"{uses:,} event{'' if uses == 1 else 's'}" if uses else "no event"
    return ", ".join([*(part for part in parts if part), counted])
