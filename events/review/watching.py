"""Watching events, what changed since an editor looked, and notes between editors. The public sees none of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.models import Event, Look, Note
from events.models.rights import check_right
from events.review.amendments import BadAmendment
from events.review.history import Step

LONGEST_NOTE: Final = 4_000
LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """How an editor stands to an event: watches it or not, and the steps of its history that are new to them."""

    watching: bool
    new: frozenset[int]


@transaction.atomic
def watch(event: Event, *, editor: User | AnonymousUser, watching: bool) -> Look:
    """Put an event on the editor's watch list, or take it off; either way it is seen as it stands."""
    return looked(event, check_right(editor), watching=watching)


@transaction.atomic
def see(event: Event, *, editor: User | AnonymousUser) -> Look:
    """Keep that the editor has seen the event as it stands."""
    return looked(event, check_right(editor))


def looked(event: Event, person: User, **changes: bool) -> Look:
    """The look, written."""
    fields = {"version": event.version, **changes}
    return Look.objects.update_or_create(event=event, editor=person, defaults=fields)[0]


@transaction.atomic
def note(event: Event, text: str, *, editor: User | AnonymousUser) -> Note:
    """Tell the other editors something about an event; notes are never changed. Raises BadAmendment."""
    person = check_right(editor)
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise BadAmendment({"note": "Write the note first."})
    if len(text) > LONGEST_NOTE:
        raise BadAmendment({"note": f"The note has {len(text):,} characters; at most {LONGEST_NOTE:,} may stand."})
    return Note.objects.create(event=event, editor=person, text=text)


def seen(event: Event, steps: Sequence[Step], editor: User) -> Seen:
    """What is new to the editor: decisions of others since they looked; nothing where they never did. Runs one query."""
    look = Look.objects.filter(event=event, editor=editor).first()
    if look is None:
        return Seen(False, frozenset())
    later = (s.decision for s in steps if (s.version or 0) > look.version and s.decision.editor_id != editor.pk)
    return Seen(look.watching, frozenset(decision.number for decision in later))


def watch_list(editor: User) -> list[Look]:
    """What the editor watches, what changed since they looked first. Runs one query."""
    rows = Look.objects.watched().filter(editor=editor).select_related("event")[:LISTED]
    return sorted(rows, key=lambda look: look.event.version <= look.version)
