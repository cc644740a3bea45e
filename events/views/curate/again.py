"""What was sent while one was signed out, in its form again: to look at, and to send by hand."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST, require_safe

from events.views import unsent
from events.views.curate import acts, creating, events, reading, take_in
from events.views.curate.access import EditorRequest, editors_only
from events.views.unsent import Unsent

FORMS: Final[Mapping[str, Callable[..., HttpResponse]]] = {
    "amend": reading.check,
    "merge": reading.check,
    "reject": reading.check,
    "split": reading.check,
    "join": reading.check,
    "check": reading.check,
    "propose": acts.propose_again,
    "event_edit": events.check,
    "event_withdraw": events.check,
    "event_check": events.check,
    "note": events.check,
    "create": creating.check,
    "create_check": creating.check,
    "take_in": take_in.date,
    "take_in_date": take_in.date,
}
"""By the name of the address a form was sent to: the view that shows the form with what was typed, and writes nothing."""
BUTTONS: Final[Mapping[str, str]] = {
    "accept": "Accept",
    "amend": "Accept",
    "merge": "Merge",
    "reject": "Reject",
    "split": "Split",
    "join": "Join",
    "propose": "Propose",
    "event_edit": "Write",
    "event_withdraw": "Withdraw",
    "event_merge": "Merge",
    "note": "Add note",
    "create": "Create",
    "take_in": "Take in",
    "answer_report": "Answer",
    "invite": "Make a link",
    "source_new": "Add and read it",
    "source_change": "Change",
    "import_take_back": "Take it back",
}
"""By the same name: what the button of that form says. Of any other "Send it now"."""


@require_safe
@editors_only
def again(request: EditorRequest) -> HttpResponse:
    """The form with everything that was sent; as a plain list of its fields where the form itself cannot show it any more."""
    kept = unsent.kept(request)
    if kept is None:
        return redirect("curate:home")
    return ("plain" not in request.GET and filled(request, kept)) or plain(request, kept)


@require_POST
@editors_only
def drop(request: EditorRequest) -> HttpResponse:
    """Let go of it."""
    unsent.forget(request)
    return redirect("curate:home")


def filled(request: EditorRequest, kept: Unsent) -> HttpResponse | None:
    """The page of the form, as its own view shows it for what was typed; None where there is none, or not any more."""
    try:
        match = resolve(kept.path)
        messages.info(
            request, "You were signed out when you sent this, so nothing was written. Look at it, then send it."
        )
        view = FORMS[match.url_name or ""]
        request.method, request.POST = "POST", kept.data  # type: ignore[assignment]  # as if it were sent to be checked
        response = view(request, **match.kwargs)
    except (KeyError, Resolver404, Http404):
        return None
    return response if holds(response, kept) else None


def holds(response: HttpResponse, kept: Unsent) -> bool:
    """Whether the page shows the form again: not where what it is about was settled meanwhile."""
    return f'action="{kept.path}"' in response.text


def plain(request: EditorRequest, kept: Unsent) -> HttpResponse:
    """Every field that was sent, to change, copy or send."""
    request.method = "GET"
    fields: list[dict[str, Any]] = [
        {
            "name": name,
            "label": name.replace("_", " ").capitalize(),
            "value": value,
            "long": len(value) > 80 or "\n" in value,
        }
        for name, values in kept.fields.items()
        for value in values
    ]
    button = BUTTONS.get(name_of(kept), "Send it now")
    return render(request, "curate/again.html", {"kept": kept, "fields": fields, "button": button})


def name_of(kept: Unsent) -> str:
    """The name of the address that something was sent to, "" where there is none."""
    try:
        return resolve(kept.path).url_name or ""
    except Resolver404:
        return ""
