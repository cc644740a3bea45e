"""The reading view."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from events.forms import Card, card_of, card_typed, number
from events.intake.proposals import notice_of
from events.models import Article, Proposal
from events.review.desk import Desk, Entry, desk
from events.review.queue import next_article
from events.review.suggestions import found_events
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.preview import means_of
from events.views.htmx import render_page, wants_fragment
from events.vocabulary import STATUSES, TYPES

REJECTIONS = ("No happening", "No date in it", "Misread", "Told elsewhere already", "Of no interest")
"""Reasons that cost one key; any other is typed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page has to say about the last act: one sentence, and whether it went wrong."""

    text: str
    bad: bool = False


@require_safe
@editors_only
def article(request: EditorRequest, article_id: int) -> HttpResponse:
    """One article beside its proposals; `proposal` in the address is the one in hand."""
    row = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    asked = request.GET
    chosen, into = number(asked.get("proposal", "")), number(asked.get("into", ""))
    picture = desk(row, editor=request.user, chosen=chosen, into=into)
    card = card_of(picture.current.proposal) if picture.current else None
    return show(request, picture, card, focus="proposal" in asked, find=asked.get("find"))


@require_POST
@editors_only
def check(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """The card as typed, with what its date means; nothing is written. For browsers without script."""
    proposal = get_object_or_404(Proposal.objects.select_related("article__publisher"), pk=proposal_id)
    picture = desk(proposal.article, editor=request.user, chosen=proposal.pk)
    return show(request, picture, card_typed(request.POST, proposal), split=request.POST)


def show(
    request: EditorRequest,
    picture: Desk,
    card: Card | None,
    *,
    said: Said | None = None,
    problems: dict[str, str] | None = None,
    by_hand: dict[str, str] | None = None,
    find: str | None = None,
    split: QueryDict | None = None,
    status: int = 200,
    focus: bool = True,
) -> HttpResponse:
    """The reading view as a page or as its part alone, with what is to be said about the last act; `split` is what was typed to part it."""
    context: dict[str, Any] = {"here": "desk", "desk": picture, "card": card, "said": said, "problems": problems or {}}
    context |= {"types": TYPES.values(), "statuses": STATUSES.values(), "rejections": REJECTIONS, "focus": focus}
    context |= {
        "by_hand": by_hand,
        "find": find,
        "split": split,
        "found": found_events(find) if find else (),
        "fragment": wants_fragment(request, "desk"),
        "notice": notice_of(picture.article.text).capitalize(),
        "after": next_article(picture.article, editor=request.user),
    }
    if card and picture.current:
        check = reverse("curate:check", args=[picture.current.proposal.pk])
        context["means"] = means_of(card, anchor=picture.article.published_on, check=check)
    response = render_page(request, "curate/article.html", context, fragments=("desk",), status=status)
    response["HX-Replace-Url"] = address(picture.article, picture.current)
    return response


def address(row: Article, entry: Entry | None) -> str:
    """The address of the reading view with a proposal in hand."""
    page = reverse("curate:article", args=[row.pk])
    return f"{page}?proposal={entry.proposal.pk}" if entry else page
