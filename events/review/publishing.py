"""From a decided proposal to a published event with its actors, place and mentions."""

from typing import Any

from events.models import Actor, Event, Mention, Place, Proposal


def event_from(proposal: Proposal) -> Event:
    """A new published event with the proposal's fields."""
    place = place_row(proposal.place)
    event = Event(title=proposal.title, type=proposal.type, status=proposal.status, state="published", place=place)
    event.country = (proposal.place or {}).get("country") or (place.country if place else "")
    event.set_date(proposal.edtf)
    event.importance = proposal.importance
    event.save()
    event.actors.set(actor_rows(proposal.actors))
    return event


def add_mentions(event: Event, proposal: Proposal) -> None:
    """One mention for each quote of the proposal."""
    own = {key: getattr(proposal, key) for key in ("quote", "quote_start", "date_text", "date_start", "edtf")}
    for quote in [own, *proposal.further]:
        mention = Mention(event=event, article=proposal.article, proposal=proposal, status=proposal.status)
        mention.quote, mention.quote_start = quote["quote"], quote["quote_start"]
        mention.date_text, mention.date_start = quote["date_text"], quote["date_start"]
        mention.attribution, mention.reasons = proposal.attribution, proposal.reasons
        mention.place = event.place
        mention.place_name = (proposal.place or {}).get("name", "")
        mention.set_date(quote["edtf"] if quote is not own else proposal.edtf)
        mention.save()


def actor_rows(actors: list[dict[str, str]]) -> list[Actor]:
    """The rows of the actors, made where missing; a state is one row by its code, whatever the article calls it."""
    rows = []
    for actor in actors:
        find = (
            {"code": actor["code"], "kind": actor["kind"]}
            if actor.get("code")
            else {"name": actor["name"], "kind": actor["kind"]}
        )
        fresh = {"name": actor["name"][:200], "country": actor.get("country", "")}
        rows.append(Actor.objects.get_or_create(**find, defaults=fresh)[0])
    return rows


def place_row(place: dict[str, Any] | None) -> Place | None:
    """The row of the place, made where missing."""
    if not place:
        return None
    fresh = {key: place.get(key) for key in ("latitude", "longitude", "geonames")} | {"exact": place.get("exact", "")}
    if place.get("geonames") and (row := Place.objects.filter(geonames=place["geonames"]).first()):
        return row
    return Place.objects.get_or_create(name=place["name"][:200], country=place.get("country", ""), defaults=fresh)[0]
