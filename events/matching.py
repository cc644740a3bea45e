"""Is this happening already on the timeline? Asked at intake and by the editor's desk."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from rapidfuzz import fuzz

from events.models import Event, Proposal

NEAREST: Final = 200
"""Published events compared with one proposal: those whose dates overlap, weightiest first."""
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
    """The likeliest published event that this proposal tells again, or None. Runs two queries."""
    nearby = Event.objects.published().filter(overlaps(proposal)).prefetch_related("actors")
    scored = [compare(proposal, event) for event in nearby.order_by("-importance", "pk")[:NEAREST]]
    best = max(scored, key=lambda similar: similar.score, default=None)
    return best if best and best.score >= SURE_ENOUGH else None


def overlaps(proposal: Proposal) -> Q:
    """Events that may have been at the same time as the proposal."""
    begins = (
        Q()
        if proposal.latest_end is None
        else Q(earliest_start__isnull=True) | Q(earliest_start__lte=proposal.latest_end)
    )
    ends = (
        Q()
        if proposal.earliest_start is None
        else Q(latest_end__isnull=True) | Q(latest_end__gte=proposal.earliest_start)
    )
    return begins & ends


def compare(proposal: Proposal, event: Event) -> Similar:
    """How much a proposal and an event have in common: actors 0.4, title 0.35, type 0.25 at most; their dates overlap already."""
    theirs = {actor.name.casefold() for actor in event.actors.all()}
    ours = {actor["name"].casefold() for actor in proposal.actors}
    shared = theirs & ours
    title = fuzz.token_set_ratio(proposal.title.casefold(), event.title.casefold()) / 100
    score = (
        0.4 * len(shared) / max(1, min(len(theirs), len(ours))) + 0.35 * title + 0.25 * (proposal.type == event.type)
    )
    reasons = ["The dates overlap."]
    if shared:
        reasons.append(
            f"Both name {', '.join(actor['name'] for actor in proposal.actors if actor['name'].casefold() in shared)}."
        )
    if proposal.type == event.type:
        reasons.append(f"Both are of the type {event.get_type_display().lower()}.")
    reasons.append(f"The titles share {title:.0%} of their words.")
    return Similar(event, round(score, 3), tuple(reasons))
