"""The reading view, and the live preview of a date."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from events.forms import Card, card_of, card_typed, number
from events.models import Article, Proposal
from events.review.dates import When, read_when
from events.review.desk import Desk, Entry, desk
from events.review.queue import next_article
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.axis import Scrap, scrap
from events.views.htmx import render_page, wants_fragment
from events.vocabulary import STATUSES, TYPES

REJECTIONS = ("No happening", "No date in it", "Misread", "Told elsewhere already", "Of no interest")
"""Reasons that cost one key; any other is typed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page has to say about the last act: one sentence, and whether it went wrong."""

    text: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """What a date field means, with its drawing (None where it cannot be read)."""

    when: When
    scrap: Scrap | None


@require_safe
@editors_only
def article(request: EditorRequest, article_id: int) -> HttpResponse:
    """One article beside its proposals; `proposal` in the address is the one in hand."""
    row = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    picture = desk(row, editor=request.user, chosen=number(request.GET.get("proposal", "")))
    card = card_of(picture.current.proposal) if picture.current else None
    return show(request, picture, card, focus="proposal" in request.GET)


@require_POST
@editors_only
def check(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """The card as typed, with what its date means; nothing is written. For browsers without script."""
    proposal = get_object_or_404(Proposal.objects.select_related("article__publisher"), pk=proposal_id)
    picture = desk(proposal.article, editor=request.user, chosen=proposal.pk)
    return show(request, picture, card_typed(request.POST, proposal))


@require_safe
@editors_only
def preview(request: EditorRequest) -> HttpResponse:
    """What a typed date means: `when` for the proposal of the address."""
    proposal = get_object_or_404(Proposal.objects.select_related("article"), pk=number(request.GET.get("proposal", "")))
    when = read_when(request.GET.get("when", ""), anchor=proposal.article.published_on, proposal=proposal)
    typed = card_typed(request.GET, proposal)
    means = means_of(when, typed, proposal.article)
    context = {"here": "desk", "means": means, "proposal": proposal}
    return render_page(request, "curate/preview.html", context, fragments=("means",))


def show(
    request: EditorRequest,
    picture: Desk,
    card: Card | None,
    *,
    said: Said | None = None,
    problems: dict[str, str] | None = None,
    status: int = 200,
    focus: bool = True,
) -> HttpResponse:
    """The reading view as a page or as its part alone, with what is to be said about the last act."""
    context: dict[str, Any] = {"here": "desk", "desk": picture, "card": card, "said": said, "problems": problems or {}}
    context |= {"types": TYPES.values(), "statuses": STATUSES.values(), "rejections": REJECTIONS, "focus": focus}
    context |= {
        "fragment": wants_fragment(request, "desk"),
        "after": next_article(picture.article, editor=request.user),
    }
    if card and picture.current:
        context["means"] = means_of(card.when, card, picture.article)
    response = render_page(request, "curate/article.html", context, fragments=("desk",), status=status)
    response["HX-Replace-Url"] = address(picture.article, picture.current)
    return response


def means_of(when: When, card: Card, row: Article) -> Means:
    """A date field with its drawing, of the type and status that the card has."""
    if when.problem or card.type not in TYPES or card.status not in STATUSES:
        return Means(when, None)
    return Means(when, scrap(when.edtf, card.type, card.status, published_on=row.published_on))


def address(row: Article, entry: Entry | None) -> str:
    """The address of the reading view with a proposal in hand."""
    page = reverse("curate:article", args=[row.pk])
    return f"{page}?proposal={entry.proposal.pk}" if entry else page
