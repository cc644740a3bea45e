"""Refusals that would be an empty page: a body that is larger than anybody may send, and a form's address that was opened."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from events.imports import uploads
from events.intake.texts import LARGEST_DOCUMENT
from events.models.rights import may_decide, may_oversee

FORM: Final = 100_000
"""Bytes of a form beside its file."""
ANSWERED: Final = 5
"""How many times larger than an article may be what is still answered by the form itself, with all that was typed beside the file."""


class Refusals:
    """Middleware: looks at the size of a body before anything of it is read, and gives an empty 405 words and a way on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer. A body ends where its Content-Length says, so none is larger than was looked at."""
        if (size := length(request)) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and size > (most := largest(request)):
            return render(request, "refusal.html", {"size": round(size / 1e6), "most": round(most / 1e6)}, status=413)
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            page = render(request, "refusal.html", {"back": page_above(request.path)}, status=405)
            page["Allow"] = response["Allow"]
            return page
        return response


def length(request: HttpRequest) -> int:
    """Bytes of the body, as the server was told."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def largest(request: HttpRequest) -> int:
    """Bytes that this person may send to this address: files are for those who may hand them in."""
    if request.path == reverse("curate:import_receive") and may_oversee(request.user):
        return uploads.LARGEST + FORM
    if request.path == reverse("curate:take_in") and may_decide(request.user):
        return LARGEST_DOCUMENT * ANSWERED
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def page_above(path: str) -> str:
    """The nearest address above this one at which there is something."""
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return "/"
