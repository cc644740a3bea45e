"""The acts on proposals and articles: each takes a POST, calls one act, and shows the next proposal."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from events.forms import card_of, card_typed, number, telling_typed, typed_beside
from events.models import Article, Decision, Event, Proposal
from events.review import decisions, holding, proposing
from events.review.decisions import AlreadyDecided, BadAmendment, CannotUndo
from events.review.desk import Desk, desk
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
def merge(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """Merge a proposal, with the fields of its card, into the event `into`, which takes the fields `take` over."""
    event = get_object_or_404(Event, pk=number(request.POST.get("into", "")))

    def merged(proposal: Proposal) -> object:
        card = card_typed(request.POST, proposal)
        take = request.POST.getlist("take")
        return decisions.merge(proposal, event, editor=request.user, amendment=card.amendment(), take=take)

    return act(request, proposal_id, merged, f"Merged into {event.title}")


@require_POST
@editors_only
def reject(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """Reject a proposal; the reason is that of the button, else the typed one."""
    reason = request.POST.get("why") or request.POST.get("reason", "")
    return act(request, proposal_id, lambda p: decisions.reject(p, editor=request.user, reason=reason), "Rejected")


@require_POST
@editors_only
def split(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """Make two proposals of one: `quote` is the number of a further quote, else the same words tell it under `second`."""
    data = request.POST

    def parted(proposal: Proposal) -> Proposal:
        quote, title, phrase = number(data.get("part", "")), data.get("second", ""), data.get("second_phrase", "")
        proposing.split(proposal, editor=request.user, quote=quote, title=title, phrase=phrase)
        return proposal

    return remade(request, proposal_id, parted, "Split in two. Each is decided by itself.")


@require_POST
@editors_only
def join(request: EditorRequest, proposal_id: int) -> HttpResponse:
    """Make one proposal of two: the other is that of the number `other`."""
    other = get_object_or_404(Proposal, pk=number(request.POST.get("other", "")))

    def joined(proposal: Proposal) -> Proposal:
        return proposing.join(proposal, other, editor=request.user)

    return remade(request, proposal_id, joined, f"Joined with “{other}”.")


@require_POST
@editors_only
def propose(request: EditorRequest, article_id: int) -> HttpResponse:
    """Propose by hand what the library missed: `quote` from the article, `phrase` of its date, `headline`."""
    article = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    try:
        proposal = proposing.propose(article, telling_typed(request.POST), editor=request.user)
    except BadAmendment as error:
        return by_hand(request, article, said=Said(str(error), bad=True), problems=error.problems, status=422)
    keep_in_hand(request, article)
    return in_hand(request, article, proposal, Said("Proposed. Say what it is, then accept it."))


@require_POST
@editors_only
def propose_again(request: EditorRequest, article_id: int) -> HttpResponse:
    """The form to propose by hand as it was typed; nothing is written."""
    return by_hand(request, get_object_or_404(Article.objects.select_related("publisher"), pk=article_id), problems={})


@require_POST
@editors_only
def undo(request: EditorRequest, decision_number: int) -> HttpResponse:
    """Take a decision on a proposal back; the proposal is in hand again."""
    settled = Decision.objects.select_related("article__publisher", "proposal")
    decision = get_object_or_404(settled, number=decision_number, proposal__isnull=False)
    try:
        decisions.undo(decision, editor=request.user)
    except CannotUndo as error:
        return in_hand(request, decision.article, decision.proposal, Said(str(error), bad=True), status=409)
    return in_hand(request, decision.article, decision.proposal, Said(f"Taken back: {decision.proposal}."))


@require_POST
@editors_only
def accept_certain(request: EditorRequest, article_id: int) -> HttpResponse:
    """Accept all proposals of an article that are certain."""
    article = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    accepted = decisions.accept_certain(article, editor=request.user)
    keep_in_hand(request, article)
    return in_hand(request, article, None, Said(f"Accepted {len(accepted)} together. Each can be taken back."))


@require_POST
@editors_only
def hold(request: EditorRequest, article_id: int) -> HttpResponse:
    """Take an article in hand."""
    article = get_object_or_404(Article, pk=article_id)
    try:
        holding.hold(article, editor=request.user)
    except holding.Held as error:
        messages.error(request, f"{error} Read another one, or look on.")
    return redirect("curate:article", article.pk)


@require_POST
@editors_only
def release(request: EditorRequest, article_id: int) -> HttpResponse:
    """Put an article back into the queue."""
    holding.release(get_object_or_404(Article, pk=article_id), editor=request.user)
    return redirect("curate:queue")


def act(request: EditorRequest, proposal_id: int, do: Callable[[Proposal], object], done: str) -> HttpResponse:
    """Do an act on a proposal and show what is next; what hinders it is said, and what was typed stays."""
    proposal = get_object_or_404(Proposal.objects.light().select_related("article__publisher"), pk=proposal_id)
    try:
        do(proposal)
    except AlreadyDecided as error:
        typed = ", ".join(f"“{words}”" for words in typed_beside(request.POST, error.proposal))
        lost = f"{error} Nothing of yours was written{f'. You had typed: {typed}' if typed else ''}."
        return refused(request, error.proposal, Said(lost, bad=True), status=409)
    except BadAmendment as error:
        return refused(request, proposal, Said(str(error), bad=True), status=422, problems=error.problems)
    keep_in_hand(request, proposal.article)
    return onward(request, proposal, Said(f"{done}: {request.POST.get('title') or proposal.title}."))


def remade(request: EditorRequest, proposal_id: int, do: Callable[[Proposal], Proposal], done: str) -> HttpResponse:
    """Do an act that leaves the proposal waiting, and keep it in hand."""
    proposal = get_object_or_404(Proposal.objects.light().select_related("article__publisher"), pk=proposal_id)
    try:
        do(proposal)
    except AlreadyDecided as error:
        return refused(request, error.proposal, Said(f"{error} Nothing was changed.", bad=True), status=409)
    except BadAmendment as error:
        return refused(request, proposal, Said(str(error), bad=True), status=422, problems=error.problems)
    keep_in_hand(request, proposal.article)
    return in_hand(request, proposal.article, proposal, Said(done))


def by_hand(
    request: EditorRequest, article: Article, *, problems: dict[str, str], said: Said | None = None, status: int = 200
) -> HttpResponse:
    """The reading view with the form to propose by hand open, as it was typed."""
    picture = desk(article, editor=request.user)
    card = card_of(picture.current.proposal) if picture.current else None
    return show(request, picture, card, said=said, by_hand=problems, status=status)


def keep_in_hand(request: EditorRequest, article: Article) -> None:
    """Let an act keep the article in the editor's hand; who decides in another's article does not take it away."""
    if not holding.kept(article, editor=request.user):
        with suppress(holding.Held):
            holding.hold(article, editor=request.user)


def onward(request: EditorRequest, proposal: Proposal, said: Said) -> HttpResponse:
    """The next open proposal of the article in hand."""
    return turn_to(request, desk(proposal.article, editor=request.user, after=proposal.pk), said)


def in_hand(
    request: EditorRequest, article: Article | None, proposal: Proposal | None, said: Said, *, status: int = 200
) -> HttpResponse:
    """The reading view with that proposal in hand."""
    assert article is not None  # each proposal is of one
    picture = desk(article, editor=request.user, chosen=proposal.pk if proposal else None)
    return turn_to(request, picture, said, status=status)


def turn_to(request: EditorRequest, picture: Desk, said: Said, *, status: int = 200) -> HttpResponse:
    """The reading view after an act; without script by way of its address, unless something was refused."""
    if status == 200 and not wants_fragment(request, "desk"):
        messages.success(request, said.text)
        return redirect(address(picture.article, picture.current))
    card = card_of(picture.current.proposal) if picture.current else None
    return show(request, picture, card, said=said, status=status)


def refused(
    request: EditorRequest, proposal: Proposal, said: Said, *, status: int, problems: dict[str, str] | None = None
) -> HttpResponse:
    """The proposal in hand as it stands now, with the reason why nothing was written, and all that was typed."""
    into = number(request.POST.get("into", ""))
    picture = desk(proposal.article, editor=request.user, chosen=proposal.pk, into=into)
    card = card_typed(request.POST, proposal)
    return show(request, picture, card, said=said, problems=problems, split=request.POST, status=status)
