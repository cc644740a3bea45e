"""A proposal and an event side by side: where they differ, and what the event would rather take from the proposal."""

from dataclasses import dataclass

from events.matching import Similar, find_similar
from events.models import Event, Proposal
from events.review.amendments import FIELD_NAMES, amendment_of, said
from events.review.claims import OUTGROWN
from events.review.events import wording_of
from events.review.redline import Piece, beside
from events.vocabulary import AHEAD


@dataclass(frozen=True, slots=True)
class Side:
    """One field as the event has it, and what of the proposal's it may take over; `take`: it had better."""

    field: str
    name: str
    event: str
    proposal: str
    take: bool

    @property
    def event_marked(self) -> tuple[Piece, ...]:
        """What the event has, with the words marked that are not the proposal's."""
        return (Piece(self.event, "same"),) if self.adds else beside(self.proposal, self.event)

    @property
    def proposal_marked(self) -> tuple[Piece, ...]:
        """What the proposal has, with the words marked that are not the event's."""
        return (Piece(self.proposal, "same"),) if self.adds else beside(self.event, self.proposal)

    @property
    def adds(self) -> bool:
        """Whether what is taken over is added to what stands, and replaces nothing."""
        return self.field in ("actors", "tags")


@dataclass(frozen=True, slots=True)
class Match:
    """An event that the proposal may tell again, why, and where the two differ; `alike`: fields in which they do not, in words."""

    event: Event
    reasons: tuple[str, ...]
    sides: tuple[Side, ...]
    alike: tuple[tuple[str, str], ...] = ()


def match_of(proposal: Proposal) -> Match | None:
    """The event to merge a waiting proposal into, or None. Runs up to four queries."""
    similar: Similar | None = find_similar(proposal) if proposal.state == "waiting" else None
    return Match(similar.event, similar.reasons, sides(proposal, similar.event)) if similar else None


def chosen(proposal: Proposal, number: int | None) -> Match | None:
    """The published event of that number beside a waiting proposal, as an editor chose it; None where it is not there."""
    if number is None:
        return None
    event = Event.objects.published().select_related("place").filter(pk=number).first()
    return Match(event, ("Chosen by you.",), sides(proposal, event)) if event and proposal.state == "waiting" else None


def sides(proposal: Proposal, event: Event) -> tuple[Side, ...]:
    """The fields in which the two differ, those to take over marked."""
    told, known = amendment_of(proposal), wording_of(event)
    better = worth_taking(proposal, event)
    pairs = [
        (field, getattr(known, field), offered(getattr(told, field), getattr(known, field))) for field in FIELD_NAMES
    ]
    return tuple(
        Side(field, FIELD_NAMES[field], said(field, own), said(field, other), field in better)
        for field, own, other in pairs
        if other and own != other
    )


def offered(told: str | tuple[str, ...], known: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """What of a field the event may take over: of names those that it does not have, as others are only added."""
    return tuple(name for name in told if name not in known) if isinstance(told, tuple) else told


def alike(proposal: Proposal, event: Event) -> tuple[tuple[str, str], ...]:
    """The fields that the two have alike: what pages call them, and their words. Runs up to three queries."""
    told, known = amendment_of(proposal), wording_of(event)
    same = [field for field in FIELD_NAMES if getattr(told, field) and getattr(told, field) == getattr(known, field)]
    return tuple((FIELD_NAMES[field], said(field, getattr(known, field))) for field in same)


def worth_taking(proposal: Proposal, event: Event) -> frozenset[str]:
    """What the proposal knows better: that something announced has come to be (its title says "to travel"), a narrower date, a place where none
    was known."""
    better = set()
    if event.status in OUTGROWN and proposal.status not in AHEAD | {event.status}:
        better |= {"title", "status", "edtf"}
    if narrower(proposal, event):
        better.add("edtf")
    if event.place_id is None and proposal.place:
        better.add("place")
    return frozenset(better)


def narrower(proposal: Proposal, event: Event) -> bool:
    """Whether the proposal's date lies within the event's and leaves less open."""
    first, last = proposal.earliest_start, proposal.latest_end
    if first is None or last is None or proposal.edtf == event.edtf:
        return False
    after = event.earliest_start is None or first >= event.earliest_start
    return after and (event.latest_end is None or last <= event.latest_end)
