"""Signing in, and joining by invitation: what Dateline does otherwise than allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.review.people import BadInvitation, BadPerson, join, open_invitation
from events.review.rights import ROLES
from events.views import unsent


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come by invitation alone, and a page that opens says itself that one is signed in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse | None:
        """With the right password, what was sent while signed out enters the session."""
        unsent.take_over(request)
        answer: HttpResponse | None = super().pre_login(request, user, **facts)
        return answer

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """No message: the header shows who is signed in."""


@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation's link: it asks for a name and a password, and makes the account."""
    try:
        found = open_invitation(token)
        if request.method == "POST":
            join(token, name=request.POST.get("name", ""), password=request.POST.get("password", ""))
            messages.success(request, "Your account is made. Sign in with it.")
            return redirect("account_login")
    except BadInvitation as error:
        return render(request, "account/invitation_gone.html", {"why": str(error)}, status=410)
    except BadPerson as error:
        context = {"role": ROLES[found.role], "problems": error.problems, "name": request.POST.get("name", "")}
        return render(request, "account/invitation.html", context, status=422)
    return render(request, "account/invitation.html", {"role": ROLES[found.role]})
