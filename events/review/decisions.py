"""The acts of editors. Each checks the right, locks, refuses what is decided, changes, and appends one Decision.

The lock is the decisions' chain: acts are numbered one after the other, so two of them never wait for each other's rows.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.models import Decision, Event, Proposal
from events.models.decisions import lock_chain
from events.review.amendments import Amendment, BadAmendment, apply, reason_problem
from events.review.publishing import add_mentions, event_from
from events.review.readings import refresh_readings
from events.review.rights import NotAllowed, check_right

__all__ = ["AlreadyDecided", "BadAmendment", "NotAllowed", "accept", "amend", "reject"]

FIELDS = ("title", "edtf", "type", "status", "actors", "place", "further", "state", "quote", "date_text")


class AlreadyDecided(ValueError):
    """Somebody decided this proposal before; `proposal` tells how it stands now, `decision` who did what (None: unknown)."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.decision = proposal.decisions.select_related("editor").order_by("-number").first()
        who = f" by {self.decision.editor}" if self.decision else ""
        super().__init__(f"“{proposal.title}” was already {proposal.get_state_display().lower()}{who}.")


@transaction.atomic
def accept(proposal: Proposal, *, editor: User | AnonymousUser) -> Event:
    """Publish what the proposal says, unchanged; the event."""
    person = check_right(editor)
    proposal = locked(proposal)
    return publish(proposal, "accept", editor=person, before=snapshot(proposal))


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
    act = "accept" if snapshot(proposal) == before else "amend"
    return publish(proposal, act, editor=person, before=before, reason=reason.strip())


@transaction.atomic
def reject(proposal: Proposal, *, editor: User | AnonymousUser, reason: str) -> Decision:
    """Set the proposal aside, with the reason why. Raises BadAmendment where none is given."""
    person = check_right(editor)
    proposal = locked(proposal)
    if not reason.strip():
        raise BadAmendment({"reason": "Say why: a rejected proposal keeps its reason."})
    check_reason(reason)
    before = snapshot(proposal)
    proposal.state = "rejected"
    proposal.save(update_fields=["state"])
    facts = {"article": proposal.article, "proposal": proposal, "before": before, "after": snapshot(proposal)}
    return Decision.append("reject", editor=person, reason=reason.strip(), **facts)


def check_reason(reason: str) -> None:
    """Raise BadAmendment where a reason cannot be kept."""
    if problem := reason_problem(reason):
        raise BadAmendment({"reason": problem})


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now, nobody else deciding; raises AlreadyDecided. Takes the chain's lock; one query."""
    lock_chain()
    row = Proposal.objects.select_related("article", "event").get(pk=proposal.pk)
    if row.state != "waiting":
        raise AlreadyDecided(row)
    return row


def publish(proposal: Proposal, act: str, *, editor: User, before: dict[str, Any], reason: str = "") -> Event:
    """Make the event with its mentions and readings, and append the decision."""
    event = event_from(proposal)
    proposal.state, proposal.event = {"accept": "accepted", "amend": "amended"}[act], event
    proposal.save()
    add_mentions(event, proposal)
    facts = {"article": proposal.article, "proposal": proposal, "event": event}
    facts |= {"before": before, "after": snapshot(proposal), "reason": reason}
    decision = Decision.append(act, editor=editor, **facts)
    refresh_readings(event, rev=decision.number)
    return event


def snapshot(proposal: Proposal) -> dict[str, Any]:
    """The fields of a proposal that an editor decides on, as a Decision keeps them."""
    return {field: getattr(proposal, field) for field in FIELDS}
