"""The live preview of a date: what words typed into the card of a proposal or an event mean."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.forms import Card, card_typed, card_typed_anew, card_typed_of_event, number, source_typed
from events.models import Event, Proposal
from events.review.creating import anchor_of as anchor_of_source
from events.review.dates import When
from events.review.events import anchor_of
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.axis import Scrap, scrap
from events.views.htmx import render_page
from events.vocabulary import STATUSES, TYPES


@dataclass(frozen=True, slots=True)
class Means:
    """What a date field means, with its drawing (None where it cannot be read); `check` is where it is asked without script."""

    when: When
    scrap: Scrap | None
    check: str


@require_safe
@editors_only
def preview(request: EditorRequest) -> HttpResponse:
    """What `when` means for the proposal or the event of the address, or for a `new` event of the source in it."""
    if "new" in request.GET:
        means, back = of_new(request)
    elif "event" in request.GET:
        means, back = of_event(request)
    else:
        means, back = of_proposal(request)
    return render_page(
        request, "curate/preview.html", {"here": "desk", "means": means, "back": back}, fragments=("means",)
    )


def of_proposal(request: EditorRequest) -> tuple[Means, str]:
    """What the date means on the card of a proposal, and the way back to it."""
    proposals = Proposal.objects.select_related("article")
    proposal = get_object_or_404(proposals, pk=number(request.GET.get("proposal", "")))
    check = reverse("curate:check", args=[proposal.pk])
    means = means_of(card_typed(request.GET, proposal), anchor=proposal.article.published_on, check=check)
    return means, f"{reverse('curate:article', args=[proposal.article_id])}?proposal={proposal.pk}"


def of_event(request: EditorRequest) -> tuple[Means, str]:
    """What the date means on the card of an event, and the way back to it."""
    event = get_object_or_404(Event, pk=number(request.GET.get("event", "")))
    anchor = anchor_of(event)
    check = reverse("curate:event_check", args=[event.pk])
    means = means_of(card_typed_of_event(request.GET, event, anchor=anchor), anchor=anchor, check=check)
    return means, reverse("curate:event", args=[event.pk])


def of_new(request: EditorRequest) -> tuple[Means, str]:
    """What the date means on the card of an event that is written by hand, and the way back to it."""
    anchor = anchor_of_source(source_typed(request.GET))
    check = reverse("curate:create_check")
    means = means_of(card_typed_anew(request.GET, anchor=anchor), anchor=anchor, check=check)
    return means, reverse("curate:create")


def means_of(card: Card, *, anchor: date | None, check: str) -> Means:
    """A date field with its drawing, of the type and status that the card has."""
    when = card.when
    if when.problem or not when.edtf or card.type not in TYPES or card.status not in STATUSES:
        return Means(when, None, check)
    return Means(when, scrap(when.edtf, card.type, card.status, published_on=anchor), check)
