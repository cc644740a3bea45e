"""What is published is told on to articles that tell the same: their proposals wait, and may be of the same happening."""

from collections.abc import Collection

from events.matching import SURE_ENOUGH, compare, find_similar, known_of
from events.models import Event, Proposal, Retelling


def tell_on(event: Event, articles: Collection[int]) -> int:
    """Suggest a published event to what waits in articles that retell these; how many took it.

    Runs one query where none does, else three and four for each proposal that is alike.
    """
    others = Retelling.objects.beside(articles) if event.state == "published" else set()
    if not others:
        return 0
    known = known_of(event)
    waiting = Proposal.objects.waiting().light().filter(article__in=others, similar_to=None)
    alike = [proposal for proposal in waiting if compare(proposal, known).score >= SURE_ENOUGH]
    return sum(suggest(proposal) for proposal in alike)


def suggest(proposal: Proposal) -> int:
    """Keep with a waiting proposal the event that it may tell again; 1 if there is one, else 0."""
    similar = find_similar(proposal)
    if similar is None:
        return 0
    facts = {"similar_to": similar.event, "similar_reasons": list(similar.reasons)}
    return Proposal.objects.waiting().filter(pk=proposal.pk).update(**facts)
