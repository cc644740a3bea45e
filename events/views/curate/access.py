"""Who gets to the desk: signed-in editors. A stranger is asked to sign in, anybody else is told what is missing."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final
from urllib.parse import urlencode, urlsplit

from allauth.account.forms import LoginForm
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache

from events.models.rights import NotAllowed, may_decide, may_oversee
from events.views import unsent
from events.views.htmx import wants_fragment

FRAGMENTS: Final = (
    "desk",
    "means",
    "dated",
    "fetching",
    "told",
    "actor_names",
    "place_names",
    "tag_names",
    "jobs",
    "trial",
    "case",
)
"""Parts of the desk's pages that scripts ask for alone."""


DESK: Final = "/curate/"
"""What the addresses of the desk begin with."""


class EditorRequest(HttpRequest):
    """A request of somebody who may decide."""

    user: User


def editors_only[**P](
    view: Callable[Concatenate[EditorRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view for editors; no answer of it is kept by a cache.

    Strangers go to sign in and come back; a script that asks for a part of a page gets 401 and keeps what was typed.
    """

    return checking(view, may_decide)


def chiefs_only[**P](
    view: Callable[Concatenate[EditorRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view for chief editors and administrators; else as `editors_only`."""
    return checking(view, may_oversee)


def checking[**P](
    view: Callable[Concatenate[EditorRequest, P], HttpResponse], allowed: Callable[[User | AnonymousUser], bool]
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view for those who are allowed."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in(request)
        if request.method == "POST" and (kept := unsent.kept(request)) and kept.path == request.path:
            unsent.forget(request)
        if not allowed(request.user):
            return render(request, "curate/not_allowed.html", {"decides": may_decide(request.user)}, status=403)
        if settings.SECOND_FACTOR and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        try:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # an editor, as was just checked
        except NotAllowed as error:  # not any more
            return render(request, "curate/not_allowed.html", {"lost": str(error)}, status=403)

    return never_cache(checked)


def sign_in(request: HttpRequest) -> HttpResponse:
    """The way to sign in and back. What a form sent is carried along and stands in its form again; it is not repeated."""
    part = of_a_script(request)
    address = f"{reverse('account_login')}?{urlencode({'next': way_back(request, sent=part)})}"
    if part:
        return HttpResponse(status=401, headers={"X-Sign-In": address})
    if request.method == "POST" and (sent := unsent.sent_by(request)):
        return offered(request, unsent.sealed(sent), sent)
    return redirect(address)


def of_a_script(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page."""
    return any(wants_fragment(request, name) for name in FRAGMENTS)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token does not hold. Of the desk's own forms, as after signing in elsewhere, what was sent is kept.

    A form of this site names it as its origin, which no page of another site can.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if own and request.path == reverse("account_login") and (carried := request.POST.get(unsent.KEY)):
        return offered(request, carried, unsent.opened(carried))
    if own and request.path.startswith(DESK) and not of_a_script(request) and (sent := unsent.sent_by(request)):
        return offered(request, unsent.sealed(sent), sent)
    return csrf_failure(request, reason)


def offered(request: HttpRequest, carried: str, sent: unsent.Unsent | None) -> HttpResponse:
    """What was sent, kept for somebody who is signed in; else the page to sign in, which carries it."""
    if not request.user.is_authenticated:
        context = {"form": LoginForm(request=request), "unsent": carried, "lost": not carried}
        return render(request, "account/login.html", context, status=401)
    if sent:
        unsent.keep(request, sent)
    return redirect("curate:again")


def way_back(request: HttpRequest, *, sent: bool) -> str:
    """The page to come back to: the one asked for, or the one that a form or (`sent`) a script asked from."""
    if request.method in ("GET", "HEAD") and not sent:
        return request.get_full_path()
    sent_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(sent_from, {request.get_host()}):
        return reverse("curate:home")
    parts = urlsplit(sent_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
