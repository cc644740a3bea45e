"""Acts on published events: edit, withdraw, restore, put back; each knows which version it changes."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.models import Decision, Event
from events.models.decisions import lock_chain
from events.models.events import BRINGING
from events.models.rights import NotAllowed, check_right
from events.review.amendments import (
    WITHDRAWN_WHY,
    Amendment,
    BadAmendment,
    actors_named,
    check_reason,
    named_place,
    tags_named,
)
from events.review.publishing import actor_rows, first_state, put_place, tag_rows
from events.review.readings import refresh_readings
from events.review.telling_on import tell_on


class EditConflict(ValueError):
    """Somebody changed the event meanwhile. `base` is what both started from, `theirs` what stands, `mine` what was typed."""

    def __init__(self, event: Event, *, base: Amendment, theirs: Amendment, mine: Amendment) -> None:
        self.event, self.base, self.theirs, self.mine = event, base, theirs, mine
        super().__init__(f"“{event.title}” was changed meanwhile. Nothing of yours was written, and nothing is lost.")


class WrongState(ValueError):
    """The event does not stand as this act needs it."""


def wording_of(event: Event) -> Amendment:
    """What an editor may write of an event, as it stands. Runs up to three queries."""
    names = tuple(event.actors.order_by("pk").values_list("name", flat=True))
    tags = tuple(sorted(event.tags.values_list("name", flat=True)))
    place = event.place.name if event.place else ""
    return Amendment(event.title, event.edtf, event.type, event.status, names, place, tags)


def snapshot(event: Event) -> dict[str, Any]:
    """An event's fields as a Decision keeps them. Runs up to three queries."""
    return kept(event, wording_of(event))


def kept(event: Event, wording: Amendment) -> dict[str, Any]:
    """An event with its wording as a Decision keeps it: fields of a proposal in the same form, its state and version."""
    fields: dict[str, Any] = {field: getattr(wording, field) for field in ("title", "edtf", "type", "status")}
    fields["actors"] = [{"name": name} for name in wording.actors]
    fields["place"] = {"name": wording.place} if wording.place else None
    fields["tags"] = list(wording.tags)
    return fields | {"place_id": event.place_id, "state": event.state, "version": event.version}


def wording_in(kept: dict[str, Any]) -> Amendment:
    """What a Decision kept of an event, to be written again."""
    fields = {field: kept[field] for field in ("title", "edtf", "type", "status")}
    names = tuple(actor["name"] for actor in kept["actors"])
    return Amendment(
        **fields, actors=names, place=(kept["place"] or {}).get("name", ""), tags=tuple(kept.get("tags", ()))
    )


@transaction.atomic
def edit(
    event: Event, wording: Amendment, *, editor: User | AnonymousUser, version: int, reason: str = ""
) -> Decision | None:
    """Write an event anew, if it still is the version that was read; None where nothing differs.

    Raises EditConflict, BadAmendment, WrongState.
    """
    person = check_right(editor)
    event = locked(event)
    need(event, "published", "Only a published event is edited. Restore it first.")
    if problems := wording.problems():
        raise BadAmendment(problems)
    check_reason(reason)
    theirs = wording_of(event)
    if event.version != version:
        raise EditConflict(event, base=wording_at(event, version), theirs=theirs, mine=wording)
    if tidied(wording) == theirs:
        return None
    before = snapshot(event)
    write(event, tidied(wording))
    return record("edit", event, before, editor=person, reason=reason)


@transaction.atomic
def withdraw(event: Event, *, editor: User | AnonymousUser, reason: str) -> Decision:
    """Take an event off the timeline; its address and history stay. Raises BadAmendment without a reason, WrongState."""
    person = check_right(editor)
    event = locked(event)
    need(event, "published", "It is withdrawn already.")
    check_reason(reason, needed=WITHDRAWN_WHY)
    before = snapshot(event)
    event.state = "withdrawn"
    return record("withdraw", event, before, editor=person, reason=reason)


@transaction.atomic
def restore(event: Event, *, editor: User | AnonymousUser, reason: str = "") -> Decision:
    """Let a withdrawn event stand again: published, or as it first stood where nobody but editors ever saw it. Raises WrongState."""
    person = check_right(editor)
    event = locked(event)
    need(event, "withdrawn", "It is published already.")
    check_restore(event)
    check_reason(reason)
    before = snapshot(event)
    event.state = "published" if event.readings.exists() else first_state()
    return record("restore", event, before, editor=person, reason=reason)


@transaction.atomic
def publish(event: Event, *, editor: User | AnonymousUser, reason: str = "") -> Decision:
    """Publish a draft. Under the two-person rule another editor than who brought it. Raises NotAllowed, WrongState."""
    person = check_right(editor)
    event = locked(event)
    need(event, "draft", f"It is {event.get_state_display().lower()} already.")
    check_reason(reason)
    if settings.TWO_PERSONS and event.decisions.filter(act__in=BRINGING, editor=person).exists():
        raise NotAllowed("You brought it, so another editor publishes it.")
    before = snapshot(event)
    event.state = "published"
    done = record("release", event, before, editor=person, reason=reason)
    tell_on(event, list(event.mentions.values_list("article_id", flat=True)))
    return done


def anchor_of(event: Event) -> date | None:
    """The day from which phrases about an event are counted: the last article's that mentions it; None without any. One query."""
    published = event.mentions.exclude(article__published_on=None).order_by("-article__published_on")
    return published.values_list("article__published_on", flat=True).first()


def wording_at(event: Event, version: int) -> Amendment:
    """What the event said in that version; what it says now where no decision kept it. Runs two queries."""
    for row in (*event.decisions.order_by("-number"), *event.parts.order_by("-decision_id")):
        for kept in (kept_event(row.after), kept_event(row.before)):
            if kept.get("version") == version:
                return wording_in(kept)
    return wording_of(event)


def kept_event(kept: dict[str, Any]) -> dict[str, Any]:
    """The event's fields in what a decision kept: beside those of a proposal, or alone; empty where it kept none."""
    inner: dict[str, Any] = kept.get("event", kept)
    return inner if "version" in inner else {}


def locked(event: Event) -> Event:
    """The event as it stands now, nobody else deciding. Takes the chain's lock; one query."""
    lock_chain()
    return Event.objects.select_related("place").get(pk=event.pk)


def check_restore(event: Event) -> None:
    """Raise WrongState where what a withdrawn event told is told by another, or by none: it would stand without its source."""
    part = event.parts.select_related("decision__event").order_by("-decision__number").first()
    since = event.decisions.exclude(act="redact")
    if part and part.decision.act == "merge" and not since.filter(number__gt=part.decision.number).exists():
        raise WrongState(f"It was merged into “{part.decision.event}”: take it out again there.")
    if since.filter(act__in=BRINGING).exists() and not event.mentions.exists():
        raise WrongState("Its sentence is no longer its own: accept that again where it waits, and the event is back.")


def need(event: Event, state: str, message: str) -> None:
    """Raise WrongState where the event does not stand so."""
    if event.state != state:
        raise WrongState(message)


def tidied(wording: Amendment) -> Amendment:
    """The wording without spaces around, each name once."""
    names = tuple(dict.fromkeys(name.strip() for name in wording.actors if name.strip()))
    return replace(
        wording,
        title=wording.title.strip(),
        edtf=wording.edtf.strip(),
        place=wording.place.strip(),
        actors=names,
        tags=tuple(sorted(tags_named(wording.tags))),
    )


def write(event: Event, wording: Amendment) -> None:
    """Put a wording into the event's columns and rows; what is known of names that stay is kept."""
    old = wording_of(event)
    event.title, event.type, event.status = wording.title, wording.type, wording.status
    event.set_date(wording.edtf)
    if wording.place != old.place:
        put_place(event, named_place(wording.place))
    if wording.actors != old.actors:
        known = [
            {"name": row.name, "kind": row.kind, "code": row.code, "country": row.country} for row in event.actors.all()
        ]
        event.actors.set(actor_rows(actors_named(wording.actors, known=known)))
    if wording.tags != old.tags:
        event.tags.set(tag_rows(wording.tags))


def record(act: str, event: Event, before: dict[str, Any], *, editor: User, reason: str) -> Decision:
    """Save the event as its next version, append the decision, and show the readings that now hold."""
    event.version += 1
    event.save()
    decision = Decision.append(
        act, editor=editor, event=event, before=before, after=snapshot(event), reason=reason.strip()
    )
    refresh_readings(event, rev=decision.number)
    return decision
