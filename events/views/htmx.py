"""Page or fragment, decided once: the only reader of `request.htmx`."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

VARY: Final = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")
"""The headers that decide."""


def wants_fragment(request: HttpRequest, name: str) -> bool:
    """Whether htmx asks for the part of this name alone. Boosted and history requests want the page."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request and htmx.target == name


def asked_part(request: HttpRequest, fragments: tuple[str, ...]) -> str:
    """Which of the fragments htmx asks for; "" for the page."""
    return next((name for name in fragments if wants_fragment(request, name)), "")


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    fragments: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, or of `fragments` the one that htmx targets: the template's partial of that name.

    One name stands in four places: the partial, the element's id, `hx-target`, and here.
    """
    part = asked_part(request, fragments)
    response = render(request, f"{template}#{part}" if part else template, dict(context), status=status)
    patch_vary_headers(response, VARY)
    return response
