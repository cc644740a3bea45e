"""Two events that are one: compared, merged, and taken apart again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from events.forms import number
from events.models import Decision, Event
from events.review import duplicates
from events.review.amendments import BadAmendment
from events.review.suggestions import found_events
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.events import find, taken_back
from events.views.htmx import render_page


@require_safe
@editors_only
def twin(request: EditorRequest, event_id: int) -> HttpResponse:
    """An event beside the one it may be merged into: that of the address, else the likeliest; and a search for others."""
    row = find(event_id)
    return show(request, row, into=number(request.GET.get("into", "")))


@require_POST
@editors_only
def merge_event(request: EditorRequest, event_id: int) -> HttpResponse:
    """Merge an event into the event `into`, which takes the fields `take` over."""
    row = find(event_id)
    into = find(number(request.POST.get("into", "")) or 0)
    take, reason = request.POST.getlist("take"), request.POST.get("reason", "")
    try:
        duplicates.merge_events(row, into, editor=request.user, take=take, reason=reason)
    except BadAmendment as error:
        return show(request, row, into=into.pk, refusal=str(error), status=422)
    messages.success(request, f"Merged. “{row.title}” is withdrawn, and can be taken out again in the history below.")
    return redirect("curate:event", into.pk)


@require_POST
@editors_only
def unmerge(request: EditorRequest, decision_number: int) -> HttpResponse:
    """Take out of an event what a decision merged into it."""
    decisions = Decision.objects.select_related("article", "proposal", "event")
    decision = get_object_or_404(decisions, number=decision_number, event__isnull=False)
    done = "Taken out. It waits in the queue, or is published again, as it was."
    return taken_back(request, decision, duplicates.unmerge, done)


def show(request: EditorRequest, row: Event, *, into: int | None, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page with both events side by side."""
    words = request.GET.get("find", "")
    match = duplicates.compared(row, find(into)) if into else duplicates.duplicate_of(row)
    found = [event for event in found_events(words) if event.pk != row.pk] if words else []
    context = {"here": "desk", "event": row, "match": match, "find": words, "found": found, "refusal": refusal}
    context["taken"] = request.POST.getlist("take") if request.method == "POST" else None
    return render_page(request, "curate/twin.html", context, status=status)
