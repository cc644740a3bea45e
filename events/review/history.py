"""The history of an event at the desk: each state it was in, who brought it there, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.models import Decision, Event
from events.review.amendments import FIELD_NAMES, Amendment, said
from events.review.events import kept_event, wording_in
from events.review.redline import Piece, redline


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a decision changed, in words ("" for nothing)."""

    name: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Both, with what is different marked."""
        return redline(self.before or "none", self.after or "none")


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on an event. `version` is the state it led to (None: not kept), which can be written again."""

    decision: Decision
    changes: tuple[Change, ...]
    version: int | None


def history(event: Event) -> list[Step]:
    """The decisions on an event, and those on many that it had part in, newest first. Runs two queries."""
    decisions = event.decisions.select_related("editor", "article", "proposal")
    parts = event.parts.select_related("decision__editor", "decision__article", "decision__proposal")
    rows = [*decisions, *(part.as_decision() for part in parts)]
    return [step_of(row) for row in sorted(rows, key=lambda row: row.number, reverse=True)]


def step_of(decision: Decision) -> Step:
    """A decision with what it changed of the event."""
    before, after = kept_event(decision.before), kept_event(decision.after)
    changes = tuple(changes_between(wording_in(before), wording_in(after))) if before and after else ()
    return Step(decision, changes, after.get("version"))


def changes_between(before: Amendment, after: Amendment) -> Iterator[Change]:
    """The fields that two wordings have differently."""
    for field in FIELD_NAMES:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Change(FIELD_NAMES[field], said(field, old), said(field, new))
