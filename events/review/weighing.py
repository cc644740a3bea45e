"""How much an event weighs once mentions or words have changed. A weight that a person or an import has set stays."""

from typing import Any

from django.db.models import Count, Max, Min

from events.importance import importance
from events.models import Event, Proposal


def weight_of(event: Event) -> int:
    """What the formula gives for the event with its actors and mentions. Runs two queries."""
    told = event.mentions.aggregate(
        mentions=Count("pk"),
        publishers=Count("article__publisher", distinct=True),
        first=Min("article__published_on"),
        last=Max("article__published_on"),
    )
    days = (told["last"] - told["first"]).days if told["first"] and told["last"] else 0
    return importance(event.type, event.actors.count(), told["mentions"], told["publishers"], days)


def reweigh(event: Event, *, was: int) -> None:
    """Let the event weigh what it now does, where it weighed what the formula gave (`was`); saves it. Runs up to three queries."""
    if event.importance == was and (now := weight_of(event)) != was:
        event.importance = now
        event.save(update_fields=["importance"])


def follow(proposal: Proposal, before: dict[str, Any]) -> None:
    """Let an amended proposal weigh what it now does, where it weighed what the formula gave for what it was; not saved."""
    if proposal.importance == _weight(before["type"], before["actors"], before["further"]):
        proposal.importance = _weight(proposal.type, proposal.actors, proposal.further)


def _weight(type_: str, actors: list[Any], further: list[Any]) -> int:
    return importance(type_, len(actors), mentions=1 + len(further), publishers=1)
