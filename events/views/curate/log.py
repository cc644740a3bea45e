"""The full log of decisions, and redaction: for chief editors."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from events.cells import guarded
from events.exports.csv import line
from events.forms import number, search_of
from events.models import Article
from events.models.decisions import ACTS
from events.review.log import editors, page_of, rows
from events.review.redaction import BadRedaction, preview, redact
from events.views.curate.access import EditorRequest, chiefs_only
from events.views.htmx import render_page


@require_safe
@chiefs_only
def log(request: EditorRequest) -> HttpResponse:
    """Every decision, newest first, a hundred a page."""
    search = search_of(request.GET)
    page = page_of(search, number(request.GET.get("page", "")) or 1)
    context = {"page": "log", "search": search, "rows": page, "acts": ACTS, "editors": editors()}
    return render_page(request, "curate/log.html", context)


@require_safe
@chiefs_only
def export(request: EditorRequest) -> HttpResponse:
    """The same as CSV, all of it, streamed; no cell is a formula."""
    found = rows(search_of(request.GET))
    lines = (line(tuple(guarded(cell) if isinstance(cell, str) else cell for cell in row)) for row in found)
    response: Any = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return response  # type: ignore[no-any-return]  # streamed, which the stubs hold for another kind of answer


@require_safe
@chiefs_only
def redaction(request: EditorRequest) -> HttpResponse:
    """The form that takes words out."""
    return show(request)


@require_POST
@chiefs_only
def check(request: EditorRequest) -> HttpResponse:
    """What a redaction would change; nothing is changed."""
    words, article = asked(request)
    try:
        return show(request, changes=preview(words, article=article))
    except BadRedaction as error:
        return show(request, refusal=str(error), status=422)


@require_POST
@chiefs_only
def take_out(request: EditorRequest) -> HttpResponse:
    """Take the words out."""
    words, article = asked(request)
    try:
        decision = redact(words, article=article, editor=request.user, reason=request.POST.get("reason", ""))
    except BadRedaction as error:
        return show(request, refusal=str(error), status=422)
    messages.success(request, f"Taken out by decision {decision.number}.")
    return redirect("curate:log")


def asked(request: EditorRequest) -> tuple[list[str], Article | None]:
    """The words and the article of the form."""
    wanted = number(request.POST.get("article", ""))
    return request.POST.get("words", "").splitlines(), Article.objects.numbered(wanted) if wanted else None


def show(request: EditorRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    """The form with what was typed, and what an act adds to it."""
    return render_page(request, "curate/redaction.html", {"page": "log", "typed": request.POST} | more, status=status)
