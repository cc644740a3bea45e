"""From a decided proposal to a published event with its actors, place and mentions."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.conf import settings

from events.models import Actor, Event, Mention, Place, Proposal, Tag

SETTLED: Final = ("accepted", "amended", "merged")
"""States of proposals that an event tells."""


def event_from(proposal: Proposal) -> Event:
    """The event with the proposal's fields, as it first stands: a new one, or the one an undone decision left withdrawn."""
    event = proposal.event or Event()
    new = event.pk is None
    event.state, event.version = first_state(), event.version + (not new)
    event.title, event.type, event.status = proposal.title, proposal.type, proposal.status
    event.importance = proposal.importance
    event.set_date(proposal.edtf)
    put_place(event, proposal.place)
    event.save()
    rows = actor_rows(proposal.actors)
    event.actors.add(*rows) if new else event.actors.set(rows)
    if proposal.tags or not new:
        event.tags.set(tag_rows(proposal.tags))
    return event


def first_state() -> str:
    """How an event stands once one editor has brought it: published, or under the two-person rule a draft."""
    return "draft" if settings.TWO_PERSONS else "published"


def put_place(event: Event, place: dict[str, Any] | None) -> None:
    """Let the event have happened at a proposal's place, and in its country."""
    row = place_row(place)
    event.place = row
    event.country = (place or {}).get("country") or (row.country if row else "")


def add_mentions(event: Event, proposal: Proposal, *, place: Place | None) -> list[Mention]:
    """One mention for each quote of the proposal that the event does not have yet, at its place. Runs a query a quote and one."""
    have = set(event.mentions.filter(article=proposal.article).values_list("date_start", flat=True))
    added = [mention for mention in mentions_of(proposal) if mention.date_start not in have]
    for mention in added:
        mention.event, mention.place = event, place
        mention.save()
    return added


def remove_mentions(event: Event, proposal: Proposal) -> None:
    """Take the mentions that a proposal made off an event; what another proposal there tells as well is told by it alone."""
    event.mentions.filter(proposal=proposal).delete()
    others = event.proposals.filter(article=proposal.article_id, state__in=SETTLED).exclude(pk=proposal.pk)
    for other in others.select_related("article").defer("article__text"):
        add_mentions(event, other, place=place_row(other.place))


def mentions_of(proposal: Proposal) -> Iterator[Mention]:
    """The mentions that a proposal makes, its own quote first; not saved, and of no event yet."""
    own = {key: getattr(proposal, key) for key in ("quote", "quote_start", "date_text", "date_start", "edtf")}
    for quote in [own, *proposal.further]:
        mention = Mention(article=proposal.article, proposal=proposal, status=proposal.status)
        mention.quote, mention.quote_start = quote["quote"], quote["quote_start"]
        mention.date_text, mention.date_start = quote["date_text"], quote["date_start"]
        mention.attribution, mention.reasons = proposal.attribution, proposal.reasons
        mention.place_name = (proposal.place or {}).get("name", "")
        mention.set_date(quote["edtf"])
        yield mention


def actor_rows(actors: list[dict[str, str]]) -> list[Actor]:
    """The rows of the actors in their order, made where missing; at most three queries each."""
    return [actor_row(actor) for actor in actors]


def actor_row(actor: dict[str, str]) -> Actor:
    """The row of one actor: known by its code whatever the article calls it, else by name and kind, else new."""
    name, kind, code = actor["name"][:200], actor["kind"], actor.get("code", "")
    if code and (row := Actor.objects.filter(code=code, kind=kind).first()):
        return row
    fresh = {"code": code, "country": actor.get("country", "")}
    return Actor.objects.get_or_create(name=name, kind=kind, defaults=fresh)[0]


def tag_rows(tags: Iterable[str]) -> list[Tag]:
    """The rows of tags, made where missing; two queries each."""
    return [Tag.objects.get_or_create(name=tag)[0] for tag in tags]


def place_row(place: dict[str, Any] | None) -> Place | None:
    """The row of the place, made where missing."""
    if not place:
        return None
    fresh = {key: place.get(key) for key in ("latitude", "longitude", "geonames")} | {"exact": place.get("exact", "")}
    if place.get("geonames") and (row := Place.objects.filter(geonames=place["geonames"]).first()):
        return row
    return Place.objects.get_or_create(name=place["name"][:200], country=place.get("country", ""), defaults=fresh)[0]
