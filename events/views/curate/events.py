"""An event at the desk: edit it, withdraw it, restore it, write an older state again; conflicts side by side."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from events.forms import Card, card_of_event, card_typed_of_event, number
from events.models import Decision, Event
from events.models.rights import NotAllowed
from events.review import events, watching
from events.review.amendments import BadAmendment
from events.review.conflicts import conflict_of
from events.review.decisions import CannotUndo
from events.review.duplicates import merges_standing
from events.review.events import EditConflict, WrongState, anchor_of, wording_at
from events.review.history import history
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.preview import means_of
from events.views.htmx import render_page
from events.vocabulary import STATUSES, TYPES


@require_safe
@editors_only
def event(request: EditorRequest, event_id: int) -> HttpResponse:
    """One event with its fields and its history."""
    row = find(event_id)
    return show(request, row, card_of_event(row), version=row.version)


@require_POST
@editors_only
def check(request: EditorRequest, event_id: int) -> HttpResponse:
    """The fields as typed, with what the date means; nothing is written. For browsers without script."""
    row = find(event_id)
    return show(request, row, typed(request, row), version=version_of(request, row))


@require_POST
@editors_only
def edit(request: EditorRequest, event_id: int) -> HttpResponse:
    """Write an event anew; a change that came between is shown beside one's own."""
    row = find(event_id)
    card, version = typed(request, row), version_of(request, row)
    try:
        wording = card.amendment()
        done = events.edit(row, wording, editor=request.user, version=version, reason=card.reason)
    except BadAmendment as error:
        return show(request, row, card, version=version, problems=error.problems, status=422)
    except EditConflict as error:
        return conflict(request, error, card, version=version)
    except WrongState as error:
        return show(request, row, card, version=version, refusal=str(error), status=409)
    messages.success(request, "Written." if done else "Nothing differs, so nothing was written.")
    return redirect("curate:event", row.pk)


@require_POST
@editors_only
def withdraw(request: EditorRequest, event_id: int) -> HttpResponse:
    """Take an event off the timeline."""
    reason = request.POST.get("reason", "")
    return act(request, event_id, lambda row: events.withdraw(row, editor=request.user, reason=reason), "Withdrawn.")


@require_POST
@editors_only
def restore(request: EditorRequest, event_id: int) -> HttpResponse:
    """Publish a withdrawn event again."""
    return act(request, event_id, lambda row: events.restore(row, editor=request.user), "Published again.")


@require_POST
@editors_only
def publish(request: EditorRequest, event_id: int) -> HttpResponse:
    """Publish a draft."""
    return act(request, event_id, lambda row: events.publish(row, editor=request.user), "Published.")


@require_safe
@editors_only
def drafts(request: EditorRequest) -> HttpResponse:
    """What one editor accepted and another is to publish, at most a hundred, the oldest first."""
    rows = Event.objects.for_a_second()[:100]
    return render_page(request, "curate/drafts.html", {"page": "drafts", "drafts": rows})


@require_POST
@editors_only
def revert(request: EditorRequest, event_id: int) -> HttpResponse:
    """Write what the event said in an older version."""
    wanted = number(request.POST.get("to", "")) or 0

    def reverted(row: Event) -> object:
        old = wording_at(row, wanted)
        current = version_of(request, row)
        return events.edit(row, old, editor=request.user, version=current, reason=f"Back to version {wanted}")

    return act(request, event_id, reverted, f"Written as in version {wanted}.")


def act(request: EditorRequest, event_id: int, do: Callable[[Event], object], done: str) -> HttpResponse:
    """Do an act on an event and come back to it; what hinders it is said."""
    row = find(event_id)
    try:
        do(row)
    except BadAmendment as error:
        return show(request, row, card_of_event(row), version=row.version, problems=error.problems, status=422)
    except (WrongState, EditConflict, NotAllowed) as error:
        row = find(event_id)
        return show(request, row, card_of_event(row), version=row.version, refusal=str(error), status=409)
    messages.success(request, done)
    return redirect("curate:event", row.pk)


def taken_back(request: EditorRequest, decision: Decision, undo: Callable[..., object], done: str) -> HttpResponse:
    """Undo a decision on an event and come back to it; what hinders it is said."""
    try:
        undo(decision, editor=request.user)
    except CannotUndo as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("curate:event", decision.event_id)


def find(event_id: int) -> Event:
    """The event of an address."""
    row: Event = get_object_or_404(Event.objects.select_related("place"), pk=event_id)
    return row


def typed(request: EditorRequest, row: Event) -> Card:
    """The event's fields as typed."""
    return card_typed_of_event(request.POST, row, anchor=anchor_of(row))


def version_of(request: EditorRequest, row: Event) -> int:
    """The version that the form was made from; the current one where the form does not say."""
    return number(request.POST.get("version", "")) or row.version


def conflict(request: EditorRequest, error: EditConflict, card: Card, *, version: int) -> HttpResponse:
    """Both sides of a conflict, field by field."""
    found = conflict_of(error, version=version)
    context = {"here": "desk", "event": error.event, "conflict": found, "card": card}
    context["whose"] = found.whose(request.user)
    return render_page(request, "curate/conflict.html", context, status=409)


def show(
    request: EditorRequest, row: Event, card: Card, *, version: int, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of an event at the desk."""
    means = means_of(card, anchor=anchor_of(row), check=reverse("curate:event_check", args=[row.pk]))
    steps = history(row)
    context = {"here": "desk", "event": row, "card": card, "means": means, "version": version, "history": steps}
    context |= {"merges": merges_standing(steps, row), "seen": watching.seen(row, steps, request.user)}
    context |= {"notes": row.notes.select_related("editor")}
    context |= {"types": TYPES.values(), "statuses": STATUSES.values(), "problems": {}} | more
    return render_page(request, "curate/event.html", context, status=status)
