"""Is this happening already on the timeline? Asked at intake and by the editor's desk."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from events.edtf import OPEN_REACH, looked_for
from events.models import Actor, Event, Proposal
from events.vocabulary import TYPES

NEAREST: Final = 200
"""Published events compared with one proposal: those of its actors whose dates overlap, weightiest first."""
ACTORS, TITLE, TYPE = 0.4, 0.35, 0.25
"""What shared actors, titles and types weigh. Without a shared actor 0.6 is the most: only events of its actors are looked at."""
SURE_ENOUGH: Final = 0.7
"""Least score to suggest a match: with a date that overlaps and one shared actor, the same type reaches it beside few words of the
titles shared, another type only where nine in ten are; set on the demo's dispatches, where no true one scores less than 0.73 and no
false one of another type more than 0.67."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A published event that may be the same happening: how likely (0 to 1), and why."""

    event: Event
    score: float
    reasons: tuple[str, ...]


class Name(NamedTuple):
    """An actor of an event, as far as it is compared."""

    name: str
    kind: str
    code: str


class Known(NamedTuple):
    """An event on the timeline, as far as it is compared."""

    pk: int
    title: str
    type: str
    actors: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a proposal and an event have in common: actors by name, and the share (0 to 1) of their titles' words."""

    known: Known
    score: float
    shared: tuple[str, ...]
    title: float

    def reasons(self, proposal: Proposal) -> tuple[str, ...]:
        """The same in sentences."""
        reasons = ["The dates overlap."]
        if self.shared:
            reasons.append(f"Both name {', '.join(self.shared)}.")
        if proposal.type == self.known.type:
            reasons.append(f"Both are of the type {TYPES[proposal.type].name.lower()}.")
        return (*reasons, f"The titles share {self.title:.0%} of their words.")


def find_similar(proposal: Proposal) -> Similar | None:
    """The likeliest published event that this proposal tells again, or None. Runs three queries, none without actors."""
    compared = (compare(proposal, known) for known in nearby(proposal))
    likeness = max(compared, key=lambda found: found.score, default=None)
    if likeness is None or likeness.score < SURE_ENOUGH:
        return None
    event = Event.objects.select_related("place").get(pk=likeness.known.pk)
    return Similar(event, likeness.score, likeness.reasons(proposal))


def nearby(proposal: Proposal) -> list[Known]:
    """The published events that may be the same happening. Runs two queries, none without actors."""
    if not proposal.actors:
        return []
    rows = Event.objects.published().filter(overlaps(proposal), pk__in=events_of(proposal))
    if proposal.event_id is not None:
        rows = rows.exclude(pk=proposal.event_id)
    found = list(rows.order_by("-importance", "pk").values_list("pk", "title", "type")[:NEAREST])
    actors: dict[int, list[Name]] = {pk: [] for pk, _, _ in found}
    joined = Event.actors.through.objects.filter(event__in=list(actors)).order_by("actor__name")
    for pk, *name in joined.values_list("event_id", "actor__name", "actor__kind", "actor__code"):
        actors[pk].append(Name(*name))
    return [Known(pk, title, type_, tuple(actors[pk])) for pk, title, type_ in found]


def known_of(event: Event) -> Known:
    """An event as far as it is compared. Runs one query."""
    names = event.actors.order_by("name").values_list("name", "kind", "code")
    return Known(event.pk, event.title, event.type, tuple(Name(*name) for name in names))


def events_of(proposal: Proposal) -> QuerySet[Any, Any]:
    """The numbers of events that name an actor of the proposal, as a subquery."""
    names = [actor["name"] for actor in proposal.actors]
    codes = [actor["code"] for actor in proposal.actors if actor.get("code")]
    found = Actor.objects.filter(Q(name__in=names) | Q(code__in=codes))
    return Event.actors.through.objects.filter(actor__in=found).values("event_id")


def overlaps(proposal: Proposal) -> Q:
    """Events that may have been at the same time as the proposal. An open end, of either, reaches a month beyond its known one:
    what goes on "since 2011" is not every later event. Nothing overlaps where nothing is known of the date."""
    span = looked_for(proposal.earliest_start, proposal.latest_end)
    if span is None:
        return Q(pk__in=())
    first, last = span
    begins = Q(earliest_start__lte=last) | Q(earliest_start__isnull=True, latest_end__lte=last + OPEN_REACH)
    ends = Q(latest_end__gte=first) | Q(latest_end__isnull=True, earliest_start__gte=first - OPEN_REACH)
    return begins & ends


def compare(proposal: Proposal, known: Known) -> Likeness:
    """How much a proposal and an event have in common, their dates overlapping already."""
    shared = tuple(actor["name"] for actor in proposal.actors if any(same(actor, row) for row in known.actors))
    title = fuzz.token_set_ratio(proposal.title.casefold(), known.title.casefold()) / 100
    fewest = max(1, min(len(known.actors), len(proposal.actors)))
    score = ACTORS * len(shared) / fewest + TITLE * title + TYPE * (proposal.type == known.type)
    return Likeness(known, round(min(score, 1), 3), shared, title)


def same(actor: dict[str, str], row: Name) -> bool:
    """Whether an actor of a proposal is that row: the same code, else the same name."""
    if actor.get("code") and row.code:
        return actor["code"] == row.code and actor["kind"] == row.kind
    return actor["name"].casefold() == row.name.casefold()
