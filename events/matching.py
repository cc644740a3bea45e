"""Is this happening already on the timeline? Asked at intake and by the editor's desk."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from events.models import Actor, Event, Proposal

NEAREST: Final = 200
"""Published events compared with one proposal: those of its actors whose dates overlap, weightiest first."""
ACTORS, TITLE, TYPE = 0.4, 0.35, 0.25
"""What shared actors, titles and types weigh. Without a shared actor 0.6 is the most: only events of its actors are looked at."""
SURE_ENOUGH: Final = 0.62
"""Least score to suggest a match: with a date that overlaps, the same type and one shared actor reach it only together
with titles that share most of their words; set on the demo's dispatches, where it suggests no false one."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A published event that may be the same happening: how likely (0 to 1), and why."""

    event: Event
    score: float
    reasons: tuple[str, ...]


def find_similar(proposal: Proposal) -> Similar | None:
    """The likeliest published event that this proposal tells again, or None. Runs two queries, none without actors."""
    if not proposal.actors:
        return None
    nearby = Event.objects.published().filter(overlaps(proposal), pk__in=events_of(proposal))
    if proposal.event_id is not None:
        nearby = nearby.exclude(pk=proposal.event_id)
    rows = nearby.select_related("place").prefetch_related("actors").order_by("-importance", "pk")[:NEAREST]
    best = max((compare(proposal, event) for event in rows), key=lambda similar: similar.score, default=None)
    return best if best and best.score >= SURE_ENOUGH else None


def events_of(proposal: Proposal) -> QuerySet[Any, Any]:
    """The numbers of events that name an actor of the proposal, as a subquery."""
    names = [actor["name"] for actor in proposal.actors]
    codes = [actor["code"] for actor in proposal.actors if actor.get("code")]
    found = Actor.objects.filter(Q(name__in=names) | Q(code__in=codes))
    return Event.actors.through.objects.filter(actor__in=found).values("event_id")


def overlaps(proposal: Proposal) -> Q:
    """Events that may have been at the same time as the proposal."""
    begins = ends = Q()
    if proposal.latest_end is not None:
        begins = Q(earliest_start__isnull=True) | Q(earliest_start__lte=proposal.latest_end)
    if proposal.earliest_start is not None:
        ends = Q(latest_end__isnull=True) | Q(latest_end__gte=proposal.earliest_start)
    return begins & ends


def compare(proposal: Proposal, event: Event) -> Similar:
    """How much a proposal and an event have in common, their dates overlapping already, and what it is."""
    theirs = list(event.actors.all())
    shared = [actor["name"] for actor in proposal.actors if any(same(actor, row) for row in theirs)]
    title = fuzz.token_set_ratio(proposal.title.casefold(), event.title.casefold()) / 100
    fewest = max(1, min(len(theirs), len(proposal.actors)))
    alike = proposal.type == event.type
    score = ACTORS * len(shared) / fewest + TITLE * title + TYPE * alike
    reasons = ["The dates overlap."]
    if shared:
        reasons.append(f"Both name {', '.join(shared)}.")
    if alike:
        reasons.append(f"Both are of the type {event.get_type_display().lower()}.")
    reasons.append(f"The titles share {title:.0%} of their words.")
    return Similar(event, round(min(score, 1), 3), tuple(reasons))


def same(actor: dict[str, str], row: Actor) -> bool:
    """Whether an actor of a proposal is that row: the same code, else the same name."""
    if actor.get("code") and row.code:
        return actor["code"] == row.code and actor["kind"] == row.kind
    return actor["name"].casefold() == row.name.casefold()
