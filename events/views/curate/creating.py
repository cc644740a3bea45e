"""An event written by hand, with its source; and that taken back."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from events.forms import card_typed_anew, source_typed
from events.models import Article, Decision
from events.review import creating
from events.review.amendments import BadAmendment
from events.review.creating import Source, anchor_of
from events.review.suggestions import found_articles
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.events import taken_back
from events.views.curate.preview import means_of
from events.views.htmx import render_page
from events.vocabulary import STATUSES, TYPES


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def new(request: EditorRequest) -> HttpResponse:
    """The page to write an event by hand, with the fields that the address gives; and the act itself."""
    if request.method != "POST":
        return show(request, request.GET)
    source = source_typed(request.POST)
    card = card_typed_anew(request.POST, anchor=anchor_of(source))
    try:
        event = creating.create(card.amendment(), source, card.when, editor=request.user, reason=card.reason)
    except BadAmendment as error:
        return show(request, request.POST, problems=error.problems, status=422)
    messages.success(request, "Written. It can be taken back in the history below.")
    return redirect("curate:event", event.pk)


@require_POST
@editors_only
def check(request: EditorRequest) -> HttpResponse:
    """The fields as typed, with what the date means and the articles found; nothing is written. For browsers without script."""
    return show(request, request.POST)


@require_POST
@editors_only
def uncreate(request: EditorRequest, decision_number: int) -> HttpResponse:
    """Take back that an event was written by hand."""
    decision = get_object_or_404(Decision.objects.select_related("article"), number=decision_number, act="create")
    done = "Taken back. The event is withdrawn; its address and history stay."
    return taken_back(request, decision, creating.uncreate, done)


def show(
    request: EditorRequest, data: QueryDict, *, problems: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page with everything that was typed, or of it the articles alone."""
    source = source_typed(data)
    anchor = anchor_of(source)
    card = card_typed_anew(data, anchor=anchor)
    means = means_of(card, anchor=anchor, check=reverse("curate:create_check"))
    find = data.get("find", "")
    context = {"here": "desk", "page": "create", "card": card, "means": means, "source": source, "find": find}
    context |= {"articles": offered(source, find), "problems": problems or {}}
    context |= {"types": TYPES.values(), "statuses": STATUSES.values()}
    return render_page(request, "curate/event_new.html", context, fragments=("told",), status=status)


def offered(source: Source, find: str) -> list[Article]:
    """The articles to choose from: the chosen one, then those found by words."""
    chosen = Article.objects.to_choose().numbered(source.article) if source.article is not None else None
    others = [row for row in found_articles(find) if row != chosen]
    return [chosen, *others] if chosen else others
