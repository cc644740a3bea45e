"""The acts on proposals: each takes a POST, calls one act, and shows the next proposal."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from events.forms import card_of, card_typed
from events.models import Proposal
from events.review import decisions
from events.review.decisions import AlreadyDecided, BadAmendment
from events.review.desk import desk
from events.review.queue import next_proposal
from events.views.curate.access import EditorRequest, editors_only
from events.views.curate.reading import Said, address, show
from events.views.htmx import wants_fragment


@require_POST
@editors_only
def accept(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """Accept a proposal as it stands."""
    return act(request, proposal_id, lambda proposal: decisions.accept(proposal, editor=request.user), "Accepted")


@require_POST
@editors_only
def amend(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """Accept a proposal with the fields of its card."""

    def amended(proposal: Proposal) -> object:
        card = card_typed(request.POST, proposal)
        return decisions.amend(proposal, card.amendment(), editor=request.user, reason=card.reason)

    return act(request, proposal_id, amended, "Accepted")


@require_POST
@editors_only
def reject(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """Reject a proposal; the reason is that of the button, else the typed one."""
    reason = request.POST.get("why") or request.POST.get("reason", "")
    return act(request, proposal_id, lambda p: decisions.reject(p, editor=request.user, reason=reason), "Rejected")


def act(request: EditorRequest, proposal_id: int, do: Callable[[Proposal], object], done: str) -> HttpResponse:
    """Do an act on a proposal and show what is next; what hinders it is said, and what was typed stays."""
    proposal = get_object_or_404(Proposal.objects.select_related("article__publisher"), pk=proposal_id)
    try:
        do(proposal)
    except AlreadyDecided as error:
        return refused(request, error.proposal, Said(f"{error} Nothing of yours was written.", bad=True), status=409)
    except BadAmendment as error:
        return refused(request, proposal, Said(str(error), bad=True), status=422, problems=error.problems)
    return onward(request, proposal, Said(f"{done}: {request.POST.get('title') or proposal.title}."))


def onward(request: EditorRequest, proposal: Proposal, said: Said) -> HttpResponse:
    """The next proposal of the article in hand; without script by way of its address."""
    picture = desk(proposal.article, editor=request.user, chosen=proposal.pk)
    following = next_proposal([entry.proposal for entry in picture.entries], proposal)
    picture = desk(proposal.article, editor=request.user, chosen=following.pk if following else proposal.pk)
    if wants_fragment(request, "desk"):
        card = card_of(picture.current.proposal) if picture.current else None
        return show(request, picture, card, said=said)
    messages.success(request, said.text)
    return redirect(address(picture.article, picture.current))


def refused(
    request: EditorRequest, proposal: Proposal, said: Said, *, status: int, problems: dict[str, str] | None = None
) -> HttpResponse:
    """The proposal in hand as it stands now, with the reason why nothing was written, and all that was typed."""
    picture = desk(proposal.article, editor=request.user, chosen=proposal.pk)
    card = card_typed(request.POST, proposal)
    return show(request, picture, card, said=said, problems=problems, status=status)
