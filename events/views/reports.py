"""Reporting an error: a form on every published event, for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events.models import Event
from events.review.reports import BadReport, TooMany, report, sender_of
from events.views.htmx import render_page


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # It acts for nobody: whoever is signed in plays no part, so there is no right to borrow, and no cookie to set.
@never_cache
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """The form, and what comes of sending it."""
    found = get_object_or_404(Event.objects.published(), pk=event_id)
    sent = request.method == "POST"
    problem, status = send(request, found) if sent else ("", 200)
    context = {"event": found, "sent": sent and not problem, "problem": problem, "typed": request.POST}
    return render_page(request, "public/report.html", context, status=status)


def send(request: HttpRequest, found: Event) -> tuple[str, int]:
    """Keep a report; what hinders it ("" for nothing), and the status of the answer."""
    if request.POST.get("website"):  # A field that no person sees: what fills it in is a machine.
        return "", 200
    sender = sender_of(request.META.get("REMOTE_ADDR", ""))
    try:
        report(found, request.POST.get("text", ""), contact=request.POST.get("contact", ""), sender=sender)
    except BadReport as error:
        return str(error), 429 if isinstance(error, TooMany) else 422
    return "", 200
