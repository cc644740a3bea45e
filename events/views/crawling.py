"""What search engines ask: what they may walk, and where every event's page is."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.exports.changes import BEGINNING, changed_at, last_change
from events.models import Event
from events.views.caching import by_path, public
from events.views.site import address

EACH: Final = 5_000
"""Event numbers of one sitemap: a tenth of what is allowed, half a megabyte."""
XML: Final = "application/xml; charset=utf-8"
HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
CLOSED: Final = (
    "/?",
    "/go/",
    "/compare/",
    "/embed/",
    "/report/",
    "/curate/",
    "/accounts/",
    "/admin/",
    "/events.",
    "/api/",
)
"""Views without end, the same events in other forms, and pages for people who act. The timeline itself and every event stay open."""


@require_safe
@public(by_path)
def robots(request: HttpRequest) -> HttpResponse:
    """What may be walked by machines."""
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    words = f"User-agent: *\n{closed}\nSitemap: {address(request)}{reverse('public:sitemap')}\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@require_safe
@public(by_path)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The list of the sitemaps, each of a span of event numbers; of those without events only the first, which has the timeline."""
    spans = Event.objects.published().spans(EACH)
    base = address(request)
    paths = (reverse("public:sitemap_page", args=[page]) for page in sorted({1, *spans} if spans else ()))
    entries = "".join(f"<sitemap><loc>{escape(base + path)}</loc></sitemap>\n" for path in paths)
    return HttpResponse(f'{HEAD}<sitemapindex xmlns="{SPACE}">\n{entries}</sitemapindex>\n', content_type=XML)


@require_safe
@public(by_path)
def sitemap_page(request: HttpRequest, page: int) -> HttpResponse:
    """The pages of published events of a span of numbers, each with its last decision; of the first also the timeline."""
    events = Event.objects.published().numbered((page - 1) * EACH + 1, page * EACH)
    entries = list(_entries(address(request), list(events), first=page == 1))
    if not entries:
        raise Http404
    return HttpResponse(f'{HEAD}<urlset xmlns="{SPACE}">\n{"".join(entries)}</urlset>\n', content_type=XML)


def _entries(base: str, events: list[Event], *, first: bool) -> Iterator[str]:
    if first:
        yield _entry(f"{base}{reverse('public:timeline')}", last_change().isoformat(timespec="seconds"))
        yield _entry(f"{base}{reverse('public:about')}")
    changed = changed_at([event.pk for event in events])
    for event in events:
        yield _entry(base + event.get_absolute_url(), changed.get(event.pk, BEGINNING).isoformat(timespec="seconds"))


def _entry(place: str, changed: str = "") -> str:
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(place)}</loc>{when}</url>\n"
