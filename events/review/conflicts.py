"""Two edits of one event that met: both sides of each field, what stands after merging them, and who wrote the other one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User

from events.models import Decision
from events.review.amendments import FIELD_NAMES, said
from events.review.events import EditConflict
from events.review.history import history
from events.review.redline import Piece, redline

INPUTS: Final = {"edtf": "when", "actors": "more", "tags": "more_tags"}
"""Fields whose words are typed under another name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a conflict: as it was, as it stands, and as it was typed; as a form sends it."""

    field: str
    base: str
    theirs: str
    mine: str

    @property
    def name(self) -> str:
        """What pages call it."""
        return FIELD_NAMES[self.field]

    @property
    def input(self) -> str:
        """The name under which it is sent again."""
        return INPUTS.get(self.field, self.field)

    @property
    def merged(self) -> str | None:
        """What stands after merging: the side that changed it; None where both did, and not alike."""
        if self.mine in (self.base, self.theirs):
            return self.theirs
        return self.mine if self.theirs == self.base else None

    @property
    def was(self) -> str:
        """What both started from, in words."""
        return said(self.field, self.base) if self.base else "none"

    @property
    def theirs_marked(self) -> tuple[Piece, ...]:
        """What stands, with what is different from before marked."""
        return self.marked(self.theirs)

    @property
    def mine_marked(self) -> tuple[Piece, ...]:
        """What was typed, with what is different from before marked."""
        return self.marked(self.mine)

    def marked(self, side: str) -> tuple[Piece, ...]:
        """A side in words against what both started from."""
        return redline(self.was, said(self.field, side) if side else "none")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Fields that both sides changed, each to be chosen; fields that one changed, taken as merged; decisions made meanwhile, newest first."""

    both: tuple[Difference, ...]
    one: tuple[Difference, ...]
    since: tuple[Decision, ...]

    def whose(self, reader: User) -> str:
        """Who wrote the other side, as the reader calls them."""
        names = dict.fromkeys(
            "you, in another window," if decision.editor_id == reader.pk else decision.editor.get_username()
            for decision in self.since
        )
        return " and ".join(names) or "somebody else"


def conflict_of(error: EditConflict, *, version: int) -> Conflict:
    """The two sides of an edit that began from an older version. Runs two queries."""
    found = differences(error)
    both = tuple(difference for difference in found if difference.merged is None)
    one = tuple(difference for difference in found if difference.merged is not None)
    since = tuple(step.decision for step in history(error.event) if (step.version or 0) > version)
    return Conflict(both, one, since)


def differences(error: EditConflict) -> Sequence[Difference]:
    """The fields that the two sides of a conflict have differently, or that one of them changed."""
    sides = (error.base, error.theirs, error.mine)
    found = [Difference(field, *(line(getattr(side, field)) for side in sides)) for field in FIELD_NAMES]
    return [difference for difference in found if not difference.base == difference.theirs == difference.mine]


def line(value: str | tuple[str, ...]) -> str:
    """A field as a form sends it in one line; names are parted by semicolons."""
    return value if isinstance(value, str) else "; ".join(value)
