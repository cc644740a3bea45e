"""Two events that are one: side by side, merged field by field, and taken apart again later without loss."""

from typing import Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.matching import find_similar
from events.models import Decision, Event, Part, Proposal
from events.models.decisions import lock_chain
from events.models.rights import check_right
from events.review import events
from events.review.amendments import BadAmendment, check_reason
from events.review.decisions import CannotUndo, check_merge, put_back, take_fields
from events.review.history import Step
from events.review.merging import Match, alike, sides
from events.review.publishing import remove_mentions
from events.review.readings import refresh_readings
from events.review.weighing import reweigh, weight_of

PLAIN: Final = ("title", "edtf", "type", "status", "place")
"""Fields that have one value; of the others names are added."""


def as_proposal(event: Event) -> Proposal:
    """An event in the form of a proposal, not saved: what another event may take from it. Runs two queries."""
    actors = list(event.actors.order_by("pk").values("name", "kind", "code", "country"))
    place = event.place
    keys = ("name", "country", "latitude", "longitude", "exact", "geonames")
    proposal = Proposal(title=event.title, type=event.type, status=event.status, event=event, actors=actors)
    proposal.place = {key: getattr(place, key) for key in keys} if place else None
    proposal.tags = sorted(event.tags.values_list("name", flat=True))
    proposal.set_date(event.edtf)
    return proposal


def duplicate_of(event: Event) -> Match | None:
    """The published event that this one may tell again, with the fields in which they differ; None for none."""
    if event.state != "published":
        return None
    own = as_proposal(event)
    similar = find_similar(own)
    return beside(own, similar.event, similar.reasons) if similar else None


def compared(event: Event, other: Event) -> Match:
    """Two events side by side, chosen by an editor."""
    return beside(as_proposal(event), other, ())


def beside(own: Proposal, other: Event, reasons: tuple[str, ...]) -> Match:
    """An event, in the form of a proposal, beside another, with what differs and what does not."""
    return Match(other, reasons, sides(own, other), alike(own, other))


@transaction.atomic
def merge_events(
    event: Event, into: Event, *, editor: User | AnonymousUser, take: list[str], reason: str = ""
) -> Decision:
    """Make one event of two: the mentions go over, `into` takes the fields named, the first is withdrawn. Raises BadAmendment."""
    person = check_right(editor)
    event, into = events.locked(event), events.locked(into)
    if event.pk == into.pk:
        raise BadAmendment({"event": "An event is not merged into itself: choose another one."})
    for one in (event, into):
        check_merge(one, frozenset(take))
    check_reason(reason)
    before, own, was = events.snapshot(into), events.snapshot(event), weight_of(into)
    take_fields(into, as_proposal(event), frozenset(take))
    moved = move_mentions(event, into)
    event.state = "withdrawn"
    for one in (event, into):
        one.version += 1
        one.save()
    reweigh(into, was=was)
    after = events.snapshot(into) | {"merged": event.pk, "mentions": moved}
    decision = Decision.append("merge", editor=person, event=into, before=before, after=after, reason=reason.strip())
    Part.objects.create(decision=decision, event=event, before=own, after=events.snapshot(event))
    for one in (event, into):
        refresh_readings(one, rev=decision.number)
    return decision


def move_mentions(event: Event, into: Event) -> list[int]:
    """Move the mentions that the other event does not have yet; their numbers. Runs three queries."""
    have = set(into.mentions.values_list("article_id", "date_start"))
    rows = event.mentions.values_list("pk", "article_id", "date_start")
    moved = [pk for pk, article, start in rows if (article, start) not in have]
    event.mentions.filter(pk__in=moved).update(event=into)
    return moved


@transaction.atomic
def unmerge(decision: Decision, *, editor: User | AnonymousUser, reason: str = "") -> Decision:
    """Take out again what was merged, whatever came since: fields that still are as the merge left them go back.

    A merged proposal waits again; a merged event is published again. Raises CannotUndo where it was taken out already.
    """
    person = check_right(editor)
    lock_chain()
    check_reason(reason)
    into = Event.objects.select_related("place").get(pk=check_unmerge(decision))
    before, was = events.snapshot(into), weight_of(into)
    give_back(into, decision)
    event = part_back(into, decision)
    into.version += 1
    into.save()
    reweigh(into, was=was)
    after = events.snapshot(into) | {"undoes": decision.number}
    facts = {"event": into, "proposal": decision.proposal, "article": decision.article, "reason": reason.strip()}
    done = Decision.append("unmerge", editor=person, before=before, after=after, **facts)
    if event is not None:
        part = decision.parts.get(event=event)
        Part.objects.create(decision=done, event=event, before=part.after, after=events.snapshot(event))
        refresh_readings(event, rev=done.number)
    refresh_readings(into, rev=done.number)
    return done


def check_unmerge(decision: Decision) -> int:
    """The number of the event merged into; raises CannotUndo where a decision is no merge, or was taken out since."""
    if decision.act != "merge" or decision.event_id is None:
        raise CannotUndo("This decision merged nothing.")
    into = Event.objects.get(pk=decision.event_id)
    if into.state != "published":
        raise CannotUndo(f"“{into.title}” is {into.state} itself: restore it, or take it out of another event, first.")
    later = Decision.objects.filter(event_id=decision.event_id, act__in=["undo", "unmerge"])
    if later.filter(after__undoes=decision.number).exists():
        raise CannotUndo("This was taken out already.")
    return decision.event_id


def give_back(into: Event, decision: Decision) -> None:
    """Give an event the fields of before a merge, where nobody changed them since; names that came with it go."""
    before, after = events.kept_event(decision.before), events.kept_event(decision.after)
    now = events.snapshot(into)
    wording = {field: now[field] for field in now}
    for field in PLAIN:
        if before[field] != after[field] and now[field] == after[field]:
            wording[field] = before[field]
    for field in ("actors", "tags"):
        came = [name for name in after.get(field, []) if name not in before.get(field, [])]
        wording[field] = [name for name in now[field] if name not in came]
    events.write(into, events.wording_in(wording))


def part_back(into: Event, decision: Decision) -> Event | None:
    """Let the proposal wait again, or publish the event again with its mentions; the event, None for a proposal."""
    if decision.proposal is not None:
        remove_mentions(into, decision.proposal)
        put_back(decision.proposal, decision)
        return None
    event = Event.objects.select_related("place").get(pk=decision.after["merged"])
    into.mentions.filter(pk__in=decision.after["mentions"]).update(event=event)
    event.state = "published"
    event.version += 1
    event.save()
    return event


def merges_standing(steps: list[Step], event: Event) -> frozenset[int]:
    """Of the decisions in an event's history, the numbers of those that merged something into it that is still there."""
    undone = {step.decision.after.get("undoes") for step in steps}
    merges = (step.decision for step in steps if step.decision.act == "merge" and step.decision.event_id == event.pk)
    return frozenset(decision.number for decision in merges if decision.number not in undone)
