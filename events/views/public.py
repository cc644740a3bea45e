"""Pages for everybody."""

from dataclasses import asdict
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.edtf import MINUTES_PER_DAY, date_of
from events.timeline import drawing
from events.timeline.atlas import look_of
from events.timeline.chronology import chronology_of
from events.timeline.jumping import NoDate, window_of
from events.timeline.picture import WIDTHS, Picture, is_width, members_of, nearest_width, picture_of, sheet_for
from events.timeline.story import cited, read_source, read_story
from events.timeline.window import Problem, Window
from events.views.asking import asked_window
from events.views.caching import by_path, public, unnamed
from events.views.htmx import asked_part, render_page, wants_fragment
from events.views.now import end_of_today
from events.views.site import address

FRAGMENTS: Final = ("timeline", "opened")


def _view_name(request: HttpRequest) -> str | None:
    """The canonical address of a view with its part and width; None where it cannot be read."""
    window, problems = Window.from_query(dict(request.GET.lists()))
    part = asked_part(request, FRAGMENTS)
    return None if problems else f"{request.path}?{window.query_string()}#{part} {_width(request)} {_carried(request)}"


def _look_name(request: HttpRequest) -> str | None:
    """The canonical address of a look of the map; None where it cannot be read."""
    params = dict(request.GET.lists())
    (window, problems), (look, unread) = Window.from_query(params), look_of(params)
    return None if problems or unread else f"{request.path}?{window.query_string()}#{look.zoom} {look.box}"


def _width(request: HttpRequest) -> int:
    """The width to draw."""
    return nearest_width(request.GET.get("w", ""))


def _carried(request: HttpRequest) -> str:
    """The width as links keep it: only where no script will ask again."""
    asked = is_width(request.GET.get("w", "")) and not wants_fragment(request, "timeline")
    return str(_width(request)) if asked else ""


@require_safe
@public(_view_name)
def timeline(request: HttpRequest) -> HttpResponse:
    """The timeline: the whole page, its section, or a cluster's members. 400 where a parameter cannot be read."""
    window, problems = asked_window(request)
    at, path = end_of_today(), request.path
    if wants_fragment(request, "opened"):
        context: dict[str, Any] = {"members": members_of(window, at=at, path=path)}
    else:
        context = _context(request, _picture(request, window, problems, at=at))
    status = 400 if problems else 200
    return render_page(request, "public/timeline.html", context, fragments=FRAGMENTS, status=status)


def _context(request: HttpRequest, picture: Picture) -> dict[str, Any]:
    """What the timeline's page is printed from; `base` is the site's address, for citations; a script keeps the legend it has."""
    scripted = wants_fragment(request, "timeline")
    return {"picture": picture, "here": "timeline", "widths": WIDTHS, "base": address(request), "scripted": scripted}


def _picture(request: HttpRequest, window: Window, problems: tuple[Problem, ...], *, at: int) -> Picture:
    """The picture in the width that the browser asks for."""
    return picture_of(
        window,
        at=at,
        path=reverse("public:timeline"),
        problems=problems,
        width=_width(request),
        carried=_carried(request),
        scripted=wants_fragment(request, "timeline"),
    )


@require_safe
@public(unnamed)
def jump(request: HttpRequest) -> HttpResponse:
    """From a typed date ("spring 2019", "last week") to its window: 302, or 400 with what was typed and why it is no date."""
    typed = request.GET.get("when", "")
    window, problems = asked_window(request)
    at, path = end_of_today(), reverse("public:timeline")
    day = window.asof if window.asof is not None else at // MINUTES_PER_DAY
    try:
        low, high = window_of(typed, anchor=date_of(day))
    except NoDate as unread:
        picture = _picture(request, window, problems, at=at)
        context = _context(request, picture) | {"typed": typed, "unread": str(unread)}
        return render_page(request, "public/timeline.html", context, fragments=("timeline",), status=400)
    carried = [("w", _carried(request))] if _carried(request) else []
    return redirect(f"{path}?{urlencode([*window.at(low, high).parameters(), *carried])}")


@require_safe
@public(_view_name)
def chronology(request: HttpRequest) -> HttpResponse:
    """A window for print: drawing, events and sources on pages. 400 where a parameter cannot be read."""
    window, problems = asked_window(request)
    path = reverse("public:timeline")
    paper = chronology_of(window, at=end_of_today(), path=path)
    context = {"paper": paper, "problems": problems, "base": address(request)}
    return render_page(request, "public/chronology.html", context, status=400 if problems else 200)


@require_safe
@public(unnamed)
def compare(request: HttpRequest) -> HttpResponse:
    """From filters for the second strip to the view that compares with them: 302. `of` is the first one's address."""
    first, _ = Window.from_query(parse_qs(request.GET.get("of", "")))
    second, problems = Window.from_query(dict(request.GET.lists()))
    view = first.changed(compare=second.as_compared).parameters()
    if problems:  # the page itself says what cannot be read
        view.append(("compare", urlencode([(problem.name, problem.value) for problem in problems])))
    carried = [("w", _carried(request))] if _carried(request) else []
    return redirect(f"{reverse('public:timeline')}?{urlencode([*view, *carried])}")


def _event_name(request: HttpRequest, event_id: int, slug: str = "") -> str:
    """The name of an event's page: its path, and the decision after which it is cited."""
    return f"{request.path}#{_rev(request)}"


def _rev(request: HttpRequest) -> int:
    """The decision after which a page is cited, 0 for none."""
    asked = request.GET.get("rev", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0


@require_safe
@public(_event_name)
def event(request: HttpRequest, event_id: int, slug: str = "") -> HttpResponse:
    """An event's own page: 410 when it was withdrawn; another slug leads to the one it has now."""
    story = read_story(event_id)
    if story is None:
        return render_page(request, "404.html", {}, status=404)
    if slug != story.event.slug:
        cited_after = f"?rev={_rev(request)}" if _rev(request) else ""
        return redirect(f"{story.event.get_absolute_url()}{cited_after}")
    page = f"{address(request)}{story.event.get_absolute_url()}"
    context = {
        "story": story,
        "cited": cited(story, _rev(request)) if _rev(request) else None,
        "figure": drawing.readings(story.tellings, story.standing),
        "address": f"{page}?rev={story.rev}",
        "page": page,
        "base": address(request),
    }
    return render_page(request, "public/event.html", context, status=410 if story.event.state == "withdrawn" else 200)


@require_safe
@public(by_path)
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """What the public may see of an article: where it is from, and the sentences that published events quote."""
    source = read_source(article_id)
    if source is None:
        return render_page(request, "404.html", {}, status=404)
    return render_page(request, "public/article.html", {"article": source.article, "quotes": source.quotes})


@require_safe
@public(_look_name)
def places(request: HttpRequest) -> HttpResponse:
    """What a look of the map (`zoom`, `see`) shows of a window, as JSON for its script. 400 where a parameter cannot be read."""
    window, problems = asked_window(request)
    look, unread = look_of(dict(request.GET.lists()))
    if problems := (*problems, *unread):
        return JsonResponse({"problems": [asdict(problem) for problem in problems]}, status=400)
    sheet = sheet_for(window, look, at=end_of_today(), path=reverse("public:timeline"))
    return JsonResponse(asdict(sheet), json_dumps_params={"separators": (",", ":")})


@require_safe
@public(by_path)
def about(request: HttpRequest) -> HttpResponse:
    """How the site works: method, marks, data, accessibility."""
    return render_page(request, "public/about.html", {"here": "about"})
