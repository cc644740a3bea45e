"""The people of the desk: who has which role, invitations, closed accounts. For chief editors."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from events.models import Invitation
from events.review import people as acts
from events.review.roster import roster
from events.views.curate.access import EditorRequest, chiefs_only
from events.views.htmx import render_page


@require_safe
@chiefs_only
def people(request: EditorRequest) -> HttpResponse:
    """Everybody with an account, and the invitations that stand."""
    return show(request)


@require_POST
@chiefs_only
def invite(request: EditorRequest) -> HttpResponse:
    """Make an invitation; its link is shown once, on this answer alone."""
    role, note = request.POST.get("role", ""), request.POST.get("note", "")
    try:
        _, token = acts.invite(role, editor=request.user, note=note)
    except acts.BadPerson as error:
        return show(request, problems=error.problems, note=note, status=422)
    link = request.build_absolute_uri(reverse("account_invitation", args=[token]))
    return show(request, link=link)


@require_POST
@chiefs_only
def revoke(request: EditorRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    return act(request, lambda: acts.revoke(invitation, editor=request.user), "The invitation is taken back.")


@require_POST
@chiefs_only
def appoint(request: EditorRequest, person_id: int) -> HttpResponse:
    """Give somebody another role."""
    person, role = get_object_or_404(User, pk=person_id), request.POST.get("role", "")
    return act(request, lambda: acts.appoint(person, role, editor=request.user), f"{person} has another role.")


@require_POST
@chiefs_only
def close(request: EditorRequest, person_id: int) -> HttpResponse:
    """Close an account."""
    person, reason = get_object_or_404(User, pk=person_id), request.POST.get("reason", "")
    return act(request, lambda: acts.close(person, editor=request.user, reason=reason), f"{person}: account closed.")


@require_POST
@chiefs_only
def reopen(request: EditorRequest, person_id: int) -> HttpResponse:
    """Open a closed account again."""
    person = get_object_or_404(User, pk=person_id)
    return act(request, lambda: acts.reopen(person, editor=request.user), f"{person}: account open again.")


@require_POST
@chiefs_only
def sign_out(request: EditorRequest, person_id: int) -> HttpResponse:
    """End somebody's sessions."""
    person = get_object_or_404(User, pk=person_id)
    return act(request, lambda: acts.sign_out(person, editor=request.user), f"{person} is signed out everywhere.")


def act(request: EditorRequest, do: Callable[[], object], done: str) -> HttpResponse:
    """Do an act and come back to the page; what hinders it is said."""
    try:
        do()
    except (acts.BadPerson, acts.BadInvitation) as error:
        return show(request, refusal=str(error), status=409)
    messages.success(request, done)
    return redirect("curate:people")


def show(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    """The page with everybody, and what an act adds to it."""
    return render_page(request, "curate/people.html", {"page": "people", "roster": roster()} | more, status=status)
