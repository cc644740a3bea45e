"""The queue: which articles wait, and with what."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from events.forms import wish_of
from events.review.queue import AGES, COUNTS, ORDERS, WEIGHTS, queue
from events.views.curate.access import EditorRequest, editors_only
from events.views.htmx import render_page


@require_safe
@editors_only
def waiting(request: EditorRequest) -> HttpResponse:
    """The articles with open proposals, filtered and ordered as the address says."""
    picture = queue(wish_of(request.GET), editor=request.user)
    return render_page(
        request,
        "curate/queue.html",
        {
            "here": "desk",
            "page": "queue",
            "queue": picture,
            "orders": ORDERS,
            "goal": settings.DESK_GOAL,
            "ages": AGES,
            "weights": WEIGHTS,
            "counts": COUNTS,
        },
    )
