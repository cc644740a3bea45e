"""Pages for everybody."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from events.models import Event
from events.views.htmx import render_page


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The timeline: the whole page, or its section for htmx."""
    return render_page(request, "public/timeline.html", {"here": "timeline", "events": Event.objects.published()[:50]})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How the site works: method, marks, data, accessibility."""
    return render_page(request, "public/about.html", {"here": "about"})


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """That this process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """That the database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")
