"""Views inside other sites: the page in the frame, and what a site that is given an address asks for (oEmbed)."""

from typing import Any, Final, cast
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from events.exports.prose import heading
from events.timeline.embedding import HEIGHT, WIDTH, embeddable, embedded_of, iframe
from events.timeline.picture import is_width, nearest_width
from events.timeline.story import read_story
from events.timeline.window import Window
from events.views.asking import asked_window
from events.views.caching import public
from events.views.htmx import render_page
from events.views.now import end_of_today
from events.views.origins import any_origin
from events.views.site import address

FRAMED: Final[dict[str, list[str]]] = {
    **cast("dict[str, list[str]]", settings.SECURE_CSP),
    "script-src": [CSP.NONE],
    "connect-src": [CSP.NONE],
    "frame-ancestors": ["*"],
}
"""The policy of the page in the frame: any site may show it, and it runs no script."""
LEAST: Final = (240, 160)
"""Pixels of the smallest frame that is offered."""
MOST: Final = 10_000


def _name(request: HttpRequest) -> str | None:
    """The canonical address of what is in the frame; None where it cannot be read."""
    window, problems = Window.from_query(dict(request.GET.lists()))
    return None if problems else f"{request.path}?{embeddable(window).query_string()} {_width(request)}"


def _width(request: HttpRequest) -> int | None:
    """The one width that is asked for, None for any."""
    asked = request.GET.get("w", "")
    return nearest_width(asked) if is_width(asked) else None


@require_safe
@xframe_options_exempt
@csp_override(FRAMED)
@public(_name)
def embed(request: HttpRequest) -> HttpResponse:
    """The view for a frame of another site. 400 where a parameter cannot be read; the rest is shown."""
    window, problems = asked_window(request)
    full, width = reverse("public:timeline"), _width(request)
    found = embedded_of(window, at=end_of_today(), path=request.path, full=full, width=width, problems=problems)
    return render_page(request, "public/embed.html", {"embedded": found}, status=400 if problems else 200)


def _asked(request: HttpRequest) -> str:
    """What an oEmbed answer depends on."""
    return f"{request.path} {[request.GET.get(name, '') for name in ('url', 'format', 'maxwidth', 'maxheight')]}"


@require_safe
@any_origin
@public(_asked)
def oembed(request: HttpRequest) -> HttpResponse:
    """How another site shows one of our addresses: 404 for any other, 501 for XML, as the specification has it."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"message": "Only format=json is written here."}, status=501)
    try:
        return JsonResponse(_shown(request) | {"version": "1.0", **_provider(request)})
    except Http404 as missing:
        return JsonResponse({"message": str(missing)}, status=404)


def _provider(request: HttpRequest) -> dict[str, Any]:
    return {"provider_name": "Dateline", "provider_url": address(request), "cache_age": 3600}


def _shown(request: HttpRequest) -> dict[str, Any]:
    """A view as a frame, an event as a link with its title. Raises Http404."""
    try:
        parts = urlsplit(request.GET.get("url", ""))
        match = resolve(parts.path or "/")
    except (ValueError, Resolver404) as error:
        raise Http404("Nothing is at this address.") from error
    if parts.scheme not in ("http", "https") or parts.netloc != request.get_host():
        raise Http404("This address is not one of this site.")
    if match.view_name in ("public:timeline", "public:embed"):
        return _frame(request, parts.query)
    if match.view_name in ("public:event", "public:event_by_number"):
        return _link(match.kwargs["event_id"])
    raise Http404("Views of the timeline and events can be shown elsewhere; this is neither.")


def _frame(request: HttpRequest, query: str) -> dict[str, Any]:
    """A view as an iframe. Raises Http404 where it cannot be read."""
    window, problems = Window.from_query(parse_qs(query))
    if problems:
        raise Http404(problems[0].message)
    window = embeddable(window)
    width, height = _size(request, "maxwidth", WIDTH, LEAST[0]), _size(request, "maxheight", HEIGHT, LEAST[1])
    title = heading(window, at=end_of_today())
    source = f"{address(request)}{reverse('public:embed')}?{urlencode(window.parameters())}".rstrip("?")
    return {
        "type": "rich",
        "title": title,
        "width": width,
        "height": height,
        "html": iframe(source, title, width, height),
    }


def _link(event_id: int) -> dict[str, Any]:
    """An event as a link. Raises Http404 for one that is not published."""
    story = read_story(event_id)
    if story is None or story.event.state != "published":
        raise Http404("No published event has this number.")
    return {"type": "link", "title": f"{story.event.title}, {story.words}"}


def _size(request: HttpRequest, name: str, usual: int, least: int) -> int:
    """A side of the frame: the usual one, or what there is room for."""
    asked = request.GET.get(name, "")
    room = int(asked) if asked.isdecimal() and len(asked) < 6 else MOST
    return max(least, min(usual, room))
