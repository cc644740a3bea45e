"""The events of the desk as a list, and one change to all that match."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from events.forms import change_of, choice_of
from events.models import Decision
from events.review import bulk
from events.review.amendments import BadAmendment
from events.review.decisions import CannotUndo
from events.views.curate.access import EditorRequest, editors_only
from events.views.htmx import render_page
from events.vocabulary import STATUSES, TYPES


@require_safe
@editors_only
def published(request: EditorRequest) -> HttpResponse:
    """The published events that match, and what a change would do to them."""
    return show(request)


@require_POST
@editors_only
def change(request: EditorRequest) -> HttpResponse:
    """Change all that match, if they are those that were looked at."""
    wanted = change_of(request.POST) or bulk.Change("")
    seen, reason = request.POST.get("seen", ""), request.POST.get("reason", "")
    try:
        done = bulk.change_together(choice_of(request.POST), wanted, editor=request.user, seen=seen, reason=reason)
    except BadAmendment as error:
        return show(request, refusal=str(error), status=422)
    except bulk.SetChanged as error:
        return show(request, refusal=str(error), status=409)
    messages.success(request, f"Changed: {done.after['count']:,}. It can be undone below, as one.")
    return redirect(f"{reverse('curate:events')}?{request.POST.get('back', '')}")


@require_POST
@editors_only
def undo(request: EditorRequest, decision_number: int) -> HttpResponse:
    """Undo a change to many events."""
    decision = get_object_or_404(Decision, number=decision_number, act="bulk")
    try:
        bulk.undo_together(decision, editor=request.user)
    except CannotUndo as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Undone: {decision.after['count']:,} events are as they were.")
    return redirect("curate:events")


def show(request: EditorRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The list with the change that the address or the form asks for."""
    asked = request.POST if request.method == "POST" else request.GET
    wanted = change_of(asked)
    problem = wanted.problem() if wanted else ""
    picture = bulk.preview(choice_of(asked), wanted if wanted and not problem else None)
    context = {"here": "desk", "page": "events", "choice": choice_of(asked), "asked": asked, "change": wanted}
    context |= {"problem": problem, "refusal": refusal, "picture": picture, "kinds": bulk.KINDS, "most": bulk.MOST}
    context |= {"types": TYPES.values(), "statuses": STATUSES.values(), "recent": bulk.recent()}
    return render_page(request, "curate/events.html", context, status=status)
