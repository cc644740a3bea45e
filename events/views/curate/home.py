"""The desk's front page."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.review.home import home
from events.views.curate import charts
from events.views.curate.access import EditorRequest, editors_only
from events.views.htmx import render_page


@require_safe
@editors_only
def front(request: EditorRequest) -> HttpResponse:
    """What waits, what changed, and how deciding goes. What asks for a part of the queue, which was here, is led to it."""
    if request.GET:
        return redirect(f"{reverse('curate:queue')}?{request.GET.urlencode()}")
    picture = home(request.user)
    drawn = {"days": charts.columns(picture.days), "seconds": charts.seconds(picture.days)}
    drawn |= {"ages": charts.ages(picture.ages), "sources": charts.shares(picture.sources)}
    context = {"here": "desk", "page": "home", "home": picture, "charts": drawn, "stack": charts.STACK}
    return render_page(request, "curate/home.html", context | {"goal": settings.DESK_GOAL})
