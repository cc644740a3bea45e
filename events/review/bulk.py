"""One change to many events: chosen by a filter, looked at before it is done, written as one decision, undone as one."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import batched
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import F

from events.edtf import day_minutes
from events.models import Decision, Event, Part, Reading, Tag
from events.models.decisions import digest_of_parts, lock_chain
from events.models.events import EventQuerySet
from events.models.rights import check_right
from events.review.amendments import WITHDRAWN_WHY, Amendment, BadAmendment, check_reason, tags_named, tags_problem
from events.review.decisions import CannotUndo
from events.review.events import kept
from events.review.readings import refresh_readings
from events.vocabulary import STATUSES, TYPES

MOST: Final = 5_000
"""Events of one change: a few seconds, in which no other decision is made."""
SHOWN: Final = 50
"""Events of a preview that are listed."""
CHUNK: Final = 500
KINDS: Final = {"tag": "Add the tag", "untag": "Take the tag off", "type": "Set the type", "withdraw": "Withdraw"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which published events: words of the headline, type, status, tag, and days in which they may have been; "" is any."""

    words: str = ""
    type: str = ""
    status: str = ""
    tag: str = ""
    since: date | None = None
    until: date | None = None

    def kept(self) -> dict[str, str]:
        """The choice as a decision keeps it."""
        return {name: str(value) for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to each: `kind` is one of KINDS, `value` a tag or a type."""

    kind: str
    value: str = ""

    def problem(self) -> str:
        """Why it cannot be done, "" if it can."""
        if self.kind not in KINDS:
            return "Choose what to do: add a tag, take one off, set the type, or withdraw."
        if self.kind == "type" and self.value not in TYPES:
            return "Choose the type that they shall have."
        if self.kind in ("tag", "untag"):
            return tags_problem((self.value,)) if self.value.strip() else "Say which tag."
        return ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: how many events match, how many it changes, their fingerprint, and the first of them."""

    matching: int
    changed: int
    fingerprint: str
    first: Sequence[Event]


class SetChanged(ValueError):
    """The events that match are others than those that were looked at."""

    def __init__(self) -> None:
        super().__init__("The events that match are others now than those you looked at. Look again, then write.")


def chosen(choice: Choice) -> EventQuerySet:
    """The published events of a choice, in order of time."""
    rows = Event.objects.published()
    if choice.words:
        rows = rows.titled(choice.words, everything=True)
    if choice.type in TYPES:
        rows = rows.filter(type=choice.type)
    if choice.status in STATUSES:
        rows = rows.filter(status=choice.status)
    if choice.tag:
        rows = rows.filter(tags__name__iexact=choice.tag)
    if choice.since:
        rows = rows.filter(latest_end__gte=minute_of(choice.since))
    if choice.until:
        rows = rows.filter(earliest_start__lt=minute_of(choice.until) + 24 * 60)
    return rows.order_by("earliest_start", "pk")


def minute_of(day: date) -> int:
    """Its first minute, since 1970."""
    return day_minutes(day.year, day.month, day.day)


def changed_by(change: Change, rows: EventQuerySet) -> EventQuerySet:
    """Of some events, those that a change makes different."""
    match change.kind:
        case "tag":
            return rows.exclude(pk__in=Event.objects.filter(tags__name__iexact=change.value.strip()).values("pk"))
        case "untag":
            return rows.filter(pk__in=Event.objects.filter(tags__name__iexact=change.value.strip()).values("pk"))
        case "type":
            return rows.exclude(type=change.value)
    return rows


def preview(choice: Choice, change: Change | None) -> Preview:
    """What a change would do to the events of a choice; without one, which they are. Runs three queries."""
    rows = chosen(choice)
    touched = changed_by(change, rows) if change else rows
    numbers = list(touched.values_list("pk", flat=True)[: MOST + 1])
    first = list(touched.select_related("place").prefetch_related("tags")[:SHOWN])
    return Preview(rows.count(), len(numbers), fingerprint(numbers), first)


def fingerprint(numbers: Iterable[int]) -> str:
    """A short word for which events these are: the SHA-256 of their numbers, 16 letters of it."""
    return hashlib.sha256(",".join(map(str, numbers)).encode()).hexdigest()[:16]


@transaction.atomic
def change_together(
    choice: Choice, change: Change, *, editor: User | AnonymousUser, seen: str, reason: str = ""
) -> Decision:
    """Change every event of a choice, if they are those whose fingerprint was `seen`. One decision.

    Raises BadAmendment where the change cannot stand, or nothing or too much matches; SetChanged.
    """
    person = check_right(editor)
    check(change, reason)
    lock_chain()
    numbers = list(changed_by(change, chosen(choice)).values_list("pk", flat=True)[: MOST + 1])
    check_count(len(numbers))
    if fingerprint(numbers) != seen:
        raise SetChanged()
    before = dict(snapshots(numbers))
    apply(change, numbers)
    facts = {"kind": change.kind, "value": change.value.strip(), "choice": choice.kept()}
    return record("bulk", before, editor=person, after=facts, reason=reason)


@transaction.atomic
def undo_together(decision: Decision, *, editor: User | AnonymousUser) -> Decision:
    """Give every event of a change together its fields of before. Raises CannotUndo where one was changed since, naming it."""
    person = check_right(editor)
    lock_chain()
    if decision.act != "bulk":
        raise CannotUndo("This decision changed nothing together.")
    parts = {part.event_id: part for part in decision.parts.all()}
    before = dict(snapshots(list(parts)))
    for number, part in parts.items():
        if before[number]["version"] != part.after["version"]:
            raise CannotUndo(
                f"“{before[number]['title']}” was changed since. Change it back, or leave the others as they are."
            )
    put_back(decision, list(parts))
    facts = {"undoes": decision.number}
    return record("undo", before, editor=person, after=facts, reason="")


def recent() -> list[Decision]:
    """The last five changes to many that were not undone. Runs two queries."""
    undone = Decision.objects.filter(act="undo", after__undoes__isnull=False).values_list("after__undoes", flat=True)
    numbers = set(undone.order_by("-number")[:CHUNK])
    rows = Decision.objects.filter(act="bulk").select_related("editor").order_by("-number")[:20]
    return [row for row in rows if row.number not in numbers][:5]


def check(change: Change, reason: str) -> None:
    """Raise BadAmendment where a change or its reason cannot stand."""
    if problem := change.problem():
        raise BadAmendment({"change": problem})
    check_reason(reason, needed=WITHDRAWN_WHY if change.kind == "withdraw" else "")


def check_count(count: int) -> None:
    """Raise BadAmendment where nothing or too much is to be changed."""
    if not count:
        raise BadAmendment({"change": "Nothing is left to change: no event matches, or all are so already."})
    if count > MOST:
        raise BadAmendment({"change": f"More than {MOST:,} events match. Choose fewer, for example by year."})


def apply(change: Change, numbers: list[int]) -> None:
    """Write a change into the rows, each as its next version."""
    rows = Event.objects.filter(pk__in=numbers)
    match change.kind:
        case "tag":
            tag = Tag.objects.get_or_create(name=tags_named([change.value])[0])[0]
            link = Event.tags.through
            link.objects.bulk_create(
                [link(event_id=number, tag_id=tag.pk) for number in numbers], ignore_conflicts=True
            )
        case "untag":
            tagged = Event.tags.through.objects.filter(tag__name__iexact=change.value.strip())
            tagged.filter(event__in=numbers).delete()
        case "type":
            rows.update(type=change.value)
        case "withdraw":
            rows.update(state="withdrawn")
    rows.update(version=F("version") + 1)


def put_back(decision: Decision, numbers: list[int]) -> None:
    """Undo what `apply` wrote for a decision."""
    kind, value = decision.after["kind"], decision.after["value"]
    if kind in ("tag", "untag"):
        return apply(Change("untag" if kind == "tag" else "tag", value), numbers)
    for part in decision.parts.all():
        Event.objects.filter(pk=part.event_id).update(type=part.before["type"], state=part.before["state"])
    Event.objects.filter(pk__in=numbers).update(version=F("version") + 1)


def record(
    act: str, before: dict[int, dict[str, Any]], *, editor: User, after: dict[str, Any], reason: str
) -> Decision:
    """Append the decision with the count and the SHA-256 of its parts, write the parts, show the readings that now hold."""
    now = dict(snapshots(list(before)))
    digest = digest_of_parts((n, before[n], now[n]) for n in before)
    facts = after | {"count": len(before), "sha256": digest}
    decision = Decision.append(act, editor=editor, before={}, after=facts, reason=reason.strip())
    parts = [Part(decision=decision, event_id=n, before=before[n], after=now[n]) for n in before]
    Part.objects.bulk_create(parts, batch_size=CHUNK)
    show(before, now, decision.number)
    return decision


def show(before: dict[int, dict[str, Any]], now: dict[int, dict[str, Any]], rev: int) -> None:
    """Close the readings of events that were withdrawn, show those of events that are published again."""
    gone = [n for n in now if now[n]["state"] != "published"]
    Reading.objects.filter(event__in=gone, shown_until__isnull=True, shown_from__lt=rev).update(shown_until=rev)
    again = [n for n in now if now[n]["state"] == "published" and before[n]["state"] != "published"]
    for event in Event.objects.filter(pk__in=again):
        refresh_readings(event, rev=rev)


def snapshots(numbers: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The fields of events as decisions keep them, by number. Runs three queries for five hundred events."""
    for chunk in batched(numbers, CHUNK):
        rows = Event.objects.filter(pk__in=chunk).select_related("place").prefetch_related("actors", "tags")
        for event in rows:
            yield event.pk, kept(event, wording_read(event))


def wording_read(event: Event) -> Amendment:
    """What an event says, whose place, actors and tags were read before. Runs no query."""
    names = tuple(actor.name for actor in sorted(event.actors.all(), key=lambda actor: actor.pk))
    tags = tuple(sorted(tag.name for tag in event.tags.all()))
    place = event.place.name if event.place else ""
    return Amendment(event.title, event.edtf, event.type, event.status, names, place, tags)
