"""What is done in the background: the jobs, how far they are, and how they ended."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from events.tasks.board import board
from events.views.curate.access import EditorRequest, editors_only
from events.views.htmx import render_page


@require_safe
@editors_only
def jobs(request: EditorRequest) -> HttpResponse:
    """The newest jobs; while one is unfinished its part of the page asks again by itself."""
    context = {"here": "desk", "page": "jobs", "board": board()}
    return render_page(request, "curate/jobs.html", context, fragments=("jobs",))
