"""Watching an event, having seen it, and notes about it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from events.forms import card_of_event
from events.review import watching
from events.review.amendments import BadAmendment
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.events import find, show


@require_POST
@editors_only
def watch(request: EditorRequest, event_id: int) -> HttpResponse:
    """Put an event on one's watch list."""
    watching.watch(find(event_id), editor=request.user, watching=True)
    return redirect("curate:event", event_id)


@require_POST
@editors_only
def unwatch(request: EditorRequest, event_id: int) -> HttpResponse:
    """Take an event off one's watch list."""
    watching.watch(find(event_id), editor=request.user, watching=False)
    return redirect("curate:event", event_id)


@require_POST
@editors_only
def see(request: EditorRequest, event_id: int) -> HttpResponse:
    """Keep that one has seen an event as it stands."""
    watching.see(find(event_id), editor=request.user)
    return redirect("curate:event", event_id)


@require_POST
@editors_only
def note(request: EditorRequest, event_id: int) -> HttpResponse:
    """Write a note about an event for the other editors."""
    row = find(event_id)
    try:
        watching.note(row, request.POST.get("note", ""), editor=request.user)
    except BadAmendment as error:
        return show(request, row, card_of_event(row), version=row.version, problems=error.problems, status=422)
    return redirect("curate:event", event_id)
