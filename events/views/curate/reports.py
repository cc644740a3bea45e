"""Errors that readers reported: read and answered by editors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from events.models import Report
from events.review.reports import Answered, BadReport, answer
from events.views.curate.access import EditorRequest, editors_only
from events.views.htmx import render_page


@require_safe
@editors_only
def reports(request: EditorRequest) -> HttpResponse:
    """The open reports, the oldest first."""
    return show(request)


@require_POST
@editors_only
def answer_report(request: EditorRequest, report_id: int) -> HttpResponse:
    """Close a report with what was done about it."""
    found, words = get_object_or_404(Report, pk=report_id), request.POST.get("answer", "")
    try:
        answer(found, words, editor=request.user)
    except (BadReport, Answered) as error:
        status = 409 if isinstance(error, Answered) else 422
        return show(request, refusal=str(error), refused=found.pk, typed=words, status=status)
    messages.success(request, "Answered.")
    return redirect("curate:reports")


def show(request: EditorRequest, *, status: int = 200, **more: object) -> HttpResponse:
    """The page of open reports, at most a hundred, and what an act adds to it."""
    rows = Report.objects.open().select_related("event")[:100]
    return render_page(request, "curate/reports.html", {"page": "reports", "reports": rows} | more, status=status)
