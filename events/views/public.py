"""Pages for everybody."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from events.models import Event
from events.timeline import drawing
from events.timeline.story import read_source, read_story
from events.views.htmx import render_page


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The timeline: the whole page, or its section for htmx."""
    return render_page(request, "public/timeline.html", {"here": "timeline", "events": Event.objects.published()[:50]})


@require_safe
def event(request: HttpRequest, event_id: int, slug: str = "") -> HttpResponse:
    """An event's own page: 410 when it was withdrawn; another slug leads to the one it has now."""
    story = read_story(event_id)
    if story is None:
        return render_page(request, "404.html", {}, status=404)
    if slug != story.event.slug:
        return redirect(story.event, permanent=False)
    context = {
        "story": story,
        "figure": drawing.readings(story.tellings, story.standing),
        "address": f"{request.build_absolute_uri(story.event.get_absolute_url())}?rev={story.rev}",
    }
    return render_page(request, "public/event.html", context, status=410 if story.event.state == "withdrawn" else 200)


@require_safe
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """What the public may see of an article: where it is from, and the sentences that published events quote."""
    source = read_source(article_id)
    if source is None:
        return render_page(request, "404.html", {}, status=404)
    return render_page(request, "public/article.html", {"article": source.article, "quotes": source.quotes})


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
