"""The acts of editors. Each checks the right, locks, refuses what is decided, changes, and appends one Decision."""

from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.models import Decision, Event, Proposal
from events.review.amendments import Amendment, BadAmendment, apply
from events.review.publishing import add_mentions, event_from
from events.review.readings import refresh_readings

RIGHT: Final = "events.decide"


class NotAllowed(PermissionError):
    """This person may not decide."""


class AlreadyDecided(ValueError):
    """Somebody decided this proposal before; `proposal` tells how it stands now."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        last = proposal.decisions.select_related("editor").order_by("-number").first()
        who = f" by {last.editor}" if last else ""
        super().__init__(f"“{proposal.title}” was already {proposal.get_state_display().lower()}{who}.")


def check_right(editor: User | AnonymousUser) -> User:
    """The editor, if they may decide; else NotAllowed."""
    if not (isinstance(editor, User) and editor.has_perm(RIGHT)):
        raise NotAllowed("Only editors decide. Ask an administrator for the right “decide”.")
    return editor


@transaction.atomic
def accept(proposal: Proposal, *, editor: User | AnonymousUser) -> Event:
    """Publish what the proposal says, unchanged; the new event."""
    person = check_right(editor)
    proposal = locked(proposal)
    return publish(proposal, "accept", "accepted", editor=person)


@transaction.atomic
def amend(proposal: Proposal, amendment: Amendment, *, editor: User | AnonymousUser, reason: str = "") -> Event:
    """Publish what the proposal says with an editor's corrections; the new event. Raises BadAmendment."""
    person = check_right(editor)
    if problems := amendment.problems():
        raise BadAmendment(problems)
    proposal = locked(proposal)
    before = snapshot(proposal)
    apply(amendment, proposal)
    return publish(proposal, "amend", "amended", editor=person, before=before, reason=reason)


@transaction.atomic
def reject(proposal: Proposal, *, editor: User | AnonymousUser, reason: str) -> Decision:
    """Set the proposal aside, with the reason why."""
    person = check_right(editor)
    if not reason.strip():
        raise BadAmendment({"reason": "Say why: a rejected proposal keeps its reason."})
    proposal = locked(proposal)
    before = snapshot(proposal)
    proposal.state = "rejected"
    proposal.save(update_fields=["state"])
    facts = {"article": proposal.article, "proposal": proposal, "before": before, "after": snapshot(proposal)}
    return Decision.append("reject", editor=person, reason=reason.strip(), **facts)


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now, its row locked; raises AlreadyDecided."""
    row = Proposal.objects.select_for_update(of=("self",)).select_related("article").get(pk=proposal.pk)
    if row.state != "waiting":
        raise AlreadyDecided(row)
    return row


def publish(proposal: Proposal, act: str, state: str, *, editor: User, **facts: Any) -> Event:
    """Make the event with its mentions and readings, and append the decision."""
    before = facts.pop("before", None) or snapshot(proposal)
    event = event_from(proposal)
    proposal.state, proposal.event = state, event
    proposal.save()
    add_mentions(event, proposal)
    decision = Decision.append(
        act,
        editor=editor,
        article=proposal.article,
        proposal=proposal,
        event=event,
        before=before,
        after=snapshot(proposal),
        **facts,
    )
    refresh_readings(event, rev=decision.number)
    return event


def snapshot(proposal: Proposal) -> dict[str, Any]:
    """The fields of a proposal that an editor decides on, as a Decision keeps them."""
    fields = ("title", "edtf", "type", "status", "actors", "place", "state", "quote", "date_text")
    return {field: getattr(proposal, field) for field in fields}
