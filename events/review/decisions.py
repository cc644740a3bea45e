"""The acts of editors. Each checks the right, locks, refuses what is decided, changes, and appends one Decision.

The lock is the decisions' chain: acts are numbered one after the other, so two of them never wait for each other's rows.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.matching import find_similar
from events.models import Article, Decision, Event, Proposal
from events.models.decisions import SETTLING, lock_chain
from events.models.rights import NotAllowed, check_right
from events.review import events
from events.review.amendments import Amendment, BadAmendment, apply, check_reason
from events.review.publishing import (
    actor_rows,
    add_mentions,
    event_from,
    place_row,
    put_place,
    remove_mentions,
    tag_rows,
)
from events.review.readings import refresh_readings
from events.review.telling_on import tell_on
from events.review.weighing import follow, reweigh, weight_of

__all__ = [
    "AlreadyDecided",
    "BadAmendment",
    "CannotUndo",
    "NotAllowed",
    "accept",
    "accept_certain",
    "amend",
    "merge",
    "reject",
    "undo",
]

FIELDS: Final = ("title", "edtf", "type", "status", "actors", "place", "tags", "further", "state", "quote", "date_text")
MAKING: Final = ("propose", "split", "combine")
"""Acts that make proposals out of others or of nothing."""
UNDOABLE: Final = (*SETTLING, *MAKING)
TAKEN: Final = ("title", "edtf", "type", "status", "place", "actors", "tags")
"""Fields of an event that a merge may take from the proposal."""
CERTAIN: Final = 0.7
"""Least confidence to be accepted together with others, unread one by one: the library's word for what has
someone who acts and words that tell its type. What may be, is foreseen or called off, and what has an open or rough date, stays below
(`DOUBTFUL` in `events/extraction/candidates.py`)."""


class AlreadyDecided(ValueError):
    """Somebody decided this proposal before; `proposal` tells how it stands now, `decision` who did what (None: unknown)."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.decision = proposal.decisions.light().order_by("-number").first()
        who = f" by {self.decision.editor}" if self.decision else ""
        super().__init__(f"“{proposal.title}” was already {proposal.get_state_display().lower()}{who}.")


class CannotUndo(ValueError):
    """Something was built on the decision since; the message names what has to be undone first."""


@transaction.atomic
def accept(proposal: Proposal, *, editor: User | AnonymousUser) -> Event:
    """Publish what the proposal says, unchanged; the event."""
    person = check_right(editor)
    proposal = locked(proposal)
    return publish(proposal, "accept", editor=person, before=snapshot(proposal))


@transaction.atomic
def accept_certain(article: Article, *, editor: User | AnonymousUser) -> list[Event]:
    """Publish every open proposal of the article that is certain and tells nothing known; a decision each, all or none."""
    check_right(editor)
    lock_chain()
    proposals = certain(article.proposals.in_reading_order())
    return [accept(proposal, editor=editor) for proposal in proposals if find_similar(proposal) is None]


def certain(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The open proposals that may be accepted together, if they still tell nothing known when it comes to it."""
    return [p for p in proposals if p.state == "waiting" and p.confidence >= CERTAIN and p.similar_to_id is None]


@transaction.atomic
def amend(proposal: Proposal, amendment: Amendment, *, editor: User | AnonymousUser, reason: str = "") -> Event:
    """Publish what the proposal says with an editor's corrections; the event. Raises BadAmendment.

    An amendment that changes nothing is an acceptance, and recorded as one.
    """
    person = check_right(editor)
    proposal = locked(proposal)
    before = snapshot(proposal)
    check_reason(reason)
    apply(amendment, proposal)
    follow(proposal, before)
    act = "accept" if snapshot(proposal) == before else "amend"
    return publish(proposal, act, editor=person, before=before, reason=reason.strip())


@transaction.atomic
def merge(
    proposal: Proposal,
    event: Event,
    *,
    editor: User | AnonymousUser,
    amendment: Amendment | None = None,
    take: Iterable[str] = (),
    reason: str = "",
) -> Event:
    """Make the proposal a further mention of a published event, which takes the fields named in `take` from it.

    Raises BadAmendment where the event is not there to be merged into.
    """
    person = check_right(editor)
    proposal = locked(proposal)
    event = events.locked(event)
    check_merge(event, take := frozenset(take))
    check_reason(reason)
    before = snapshot(proposal) | {"event": events.snapshot(event)}
    was = weight_of(event)
    if amendment:
        apply(amendment, proposal)
    take_fields(event, proposal, take)
    event.version += 1
    event.save()
    proposal.state, proposal.event = "merged", event
    proposal.save()
    add_mentions(event, proposal, place=place_row(proposal.place))
    reweigh(event, was=was)
    return conclude("merge", proposal, event, editor=person, before=before, reason=reason)


@transaction.atomic
def reject(proposal: Proposal, *, editor: User | AnonymousUser, reason: str) -> Decision:
    """Set the proposal aside, with the reason why. Raises BadAmendment where none is given."""
    person = check_right(editor)
    proposal = locked(proposal)
    reason = check_reason(reason, needed="Say why: a rejected proposal keeps its reason.")
    before = snapshot(proposal)
    proposal.state = "rejected"
    proposal.save(update_fields=["state"])
    facts = {"article": proposal.article, "proposal": proposal, "before": before, "after": snapshot(proposal)}
    return Decision.append("reject", editor=person, reason=reason, **facts)


@transaction.atomic
def undo(decision: Decision, *, editor: User | AnonymousUser) -> Decision:
    """Put a proposal back to what it was before a decision on it: it waits again, and its event is withdrawn or as it was.

    Raises CannotUndo where something was decided on it or on its event since.
    """
    person = check_right(editor)
    lock_chain()
    proposal = check_undo(decision)
    if decision.act in MAKING:
        return unmake(decision, proposal, editor=person)
    before = snapshot(proposal)
    event = Event.objects.select_related("place").get(pk=decision.event_id) if decision.event_id else None
    put_back(proposal, decision)
    if event is not None:
        take_out(event, proposal, decision)
    after = snapshot(proposal) | {"undoes": decision.number} | ({"event": events.snapshot(event)} if event else {})
    facts = {"article": decision.article, "proposal": proposal, "event": event, "before": before, "after": after}
    done = Decision.append("undo", editor=person, **facts)
    if event is not None:
        refresh_readings(event, rev=done.number)
    return done


def check_merge(event: Event, take: frozenset[str]) -> None:
    """Raise BadAmendment where an event takes nothing in, or not so."""
    if event.state != "published":
        raise BadAmendment(
            {"event": f"“{event.title}” is {event.get_state_display().lower()}: nothing is merged into it."}
        )
    if unknown := sorted(take - set(TAKEN)):
        raise BadAmendment({"take": f"An event takes no {', '.join(unknown)} from a proposal."})


def take_fields(event: Event, proposal: Proposal, take: frozenset[str]) -> None:
    """Let the event take fields from the proposal; of actors and tags it takes those it does not have."""
    for field in take & {"title", "type", "status"}:
        setattr(event, field, getattr(proposal, field))
    if "edtf" in take:
        event.set_date(proposal.edtf)
    if "place" in take:
        put_place(event, proposal.place)
    if "actors" in take:
        event.actors.add(*actor_rows(proposal.actors))
    if "tags" in take:
        event.tags.add(*tag_rows(proposal.tags))


def check_undo(decision: Decision) -> Proposal:
    """The proposal that a decision settled, if nothing was built on it since; else CannotUndo. Runs two queries."""
    if decision.act not in UNDOABLE or decision.proposal_id is None:
        raise CannotUndo("This decision settled no proposal, so there is nothing to undo.")
    proposal = Proposal.objects.select_related("article", "event").get(pk=decision.proposal_id)
    rows = [proposal.pk, decision.after.get("made", 0)]
    later = Decision.objects.light().on(proposals=rows, event=decision.event_id, after=decision.number)
    if built := standing(later):
        after = built[-1]
        raise CannotUndo(f"{after.editor} {after.get_act_display()} “{proposal.title}” since: undo that first.")
    return proposal


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Of decisions in order, as `light` reads them, those that still hold: what was undone is left out, with its undoing.

    The undoing of a decision that is not among them stays.
    """
    found: dict[str, Decision] = {}
    for decision in decisions:
        undone = str(decision.undoes)  # type: ignore[attr-defined]  # as DecisionQuerySet.light has it
        if found.pop(undone, None) is None:
            found[str(decision.number)] = decision
    return list(found.values())


def unmake(decision: Decision, proposal: Proposal, *, editor: User) -> Decision:
    """Take back that a proposal was made, split or joined: what was made is gone from the desk, what was joined waits again."""
    before = snapshot(proposal)
    if decision.act == "propose":
        Proposal.objects.filter(pk=proposal.pk).update(state="undone")
        proposal.state = "undone"
    else:
        put_back(proposal, decision)
    Proposal.objects.filter(pk=decision.after.get("made")).update(state="undone")
    Proposal.objects.filter(pk=decision.after.get("joined")).update(state="waiting")
    facts = {"article": decision.article, "proposal": proposal, "before": before}
    return Decision.append("undo", editor=editor, after=snapshot(proposal) | {"undoes": decision.number}, **facts)


def put_back(proposal: Proposal, decision: Decision) -> None:
    """Give a proposal its fields from before a decision. An event that was made of it stays tied to it, for the next time."""
    before, now = decision.before, snapshot(proposal)
    for field in ("title", "type", "status", "actors", "place", "further"):
        setattr(proposal, field, before[field])
    proposal.tags = before.get("tags", [])  # decisions of before there were tags on the card kept none
    proposal.set_date(before["edtf"])
    follow(proposal, now)
    proposal.state = "waiting"
    if decision.act == "merge":
        proposal.event = None
    proposal.save()


def take_out(event: Event, proposal: Proposal, decision: Decision) -> None:
    """Take a proposal out of its event: one that it was merged into has its fields of before, one made of it is withdrawn.

    The address of a withdrawn one stays, and the proposal may publish it again.
    """
    merged = decision.act == "merge"
    was = weight_of(event) if merged else 0
    remove_mentions(event, proposal)
    if merged:
        events.write(event, events.wording_in(decision.before["event"]))
    else:
        event.state = "withdrawn"
    event.version += 1
    event.save()
    if merged:
        reweigh(event, was=was)


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now, nobody else deciding; raises AlreadyDecided. Takes the chain's lock; one query."""
    lock_chain()
    rows = Proposal.objects.light().select_related("article", "event").defer("article__text")
    row = rows.get(pk=proposal.pk)
    if row.state != "waiting":
        raise AlreadyDecided(row)
    return row


def publish(proposal: Proposal, act: str, *, editor: User, before: dict[str, Any], reason: str = "") -> Event:
    """Make the event with its mentions and readings, and append the decision."""
    event = event_from(proposal)
    proposal.state, proposal.event = {"accept": "accepted", "amend": "amended"}[act], event
    proposal.save()
    add_mentions(event, proposal, place=event.place)
    return conclude(act, proposal, event, editor=editor, before=before, reason=reason)


def conclude(act: str, proposal: Proposal, event: Event, *, editor: User, before: dict[str, Any], reason: str) -> Event:
    """Append the decision that settles a proposal as an event, and show the readings that now hold."""
    facts = {"article": proposal.article, "proposal": proposal, "event": event, "reason": reason.strip()}
    after = snapshot(proposal) | {"event": events.snapshot(event)}
    decision = Decision.append(act, editor=editor, before=before, after=after, **facts)
    refresh_readings(event, rev=decision.number)
    tell_on(event, [proposal.article_id])
    return event


def snapshot(proposal: Proposal) -> dict[str, Any]:
    """The fields of a proposal that an editor decides on, as a Decision keeps them."""
    return {field: getattr(proposal, field) for field in FIELDS}
