"""Readings of an event, kept in step with its mentions: what is shown changes only with a decision."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from events.edtf import Bounds, bounds_of, day_number
from events.models import Event, Mention, Reading
from events.review.claims import Claim, Span, spans

DAY: Final = 24 * 60


def refresh_readings(event: Event, *, rev: int) -> None:
    """Close the readings that no longer hold as of decision `rev`, write those that now do. Runs five queries or more.

    An event that is not published has none.
    """
    claims = claims_of(event) if event.state == "published" else []
    wanted = {identity(r): r for r in (reading_of(event, span, rev=rev) for span in spans(claims))}
    shown = {identity(reading): reading for reading in event.readings.filter(shown_until__isnull=True)}
    Reading.objects.bulk_create([reading for key, reading in wanted.items() if key not in shown])
    stale = event.readings.filter(pk__in=[reading.pk for key, reading in shown.items() if key not in wanted])
    stale.filter(shown_from=rev).delete()
    stale.update(shown_until=rev)


def claims_of(event: Event) -> list[Claim]:
    """What its articles claim, and what editors wrote over it; of an event without any article, its own one claim."""
    mentions = event.mentions.select_related("article").defer("article__text", "article__date_evidence")
    told = [claim_of(mention, since=event.known_from) for mention in mentions]
    return [*told, *edits_of(event)] if told else [own_claim(event)]


def claim_of(mention: Mention, *, since: date | None) -> Claim:
    """The claim of one mention. An article without text is the source that an import names, known as the import says."""
    article = mention.article
    if article.imported:
        day, assumed = known_since(since or article.published_on, latest_day(mention))
    else:
        day, assumed = known_since(article.published_on, day_number(article.retrieved_at.date()))
    return Claim(
        day, mention.edtf, mention.status, mention.place_id, mention.earliest_start, mention.latest_end, assumed
    )


def edits_of(event: Event) -> Iterator[Claim]:
    """What editors wrote over the articles' dates, status and place, each known from the day it was written. One query."""
    for decision in event.decisions.filter(act="edit").order_by("number"):
        before, after = decision.before, decision.after
        if any(before[field] != after[field] for field in ("edtf", "status", "place")):
            bounds = bounds_of(after["edtf"])
            ends = (bounds.earliest_start, bounds.latest_end)
            day = day_number(decision.at.date())
            yield Claim(day, after["edtf"], after["status"], after["place_id"], *ends, final=True)


def own_claim(event: Event) -> Claim:
    """The claim of an event no article mentions: known from the given day, else (assumed) from its latest possible end."""
    day, assumed = known_since(event.known_from, latest_day(event))
    return Claim(day, event.edtf, event.status, event.place_id, event.earliest_start, event.latest_end, assumed)


def known_since(given: date | None, otherwise: int) -> tuple[int, bool]:
    """The day (since 1970-01-01) from which something is known, and whether that is only assumed."""
    return (otherwise, True) if given is None else (day_number(given), False)


def latest_day(dated: Bounds | Event | Mention) -> int:
    """The last day (since 1970-01-01) that a date certainly names: an open end counts by the dates beside it."""
    ends = (dated.latest_end, dated.earliest_end, dated.latest_start, dated.earliest_start)
    return next((minute for minute in ends if minute is not None), 0) // DAY


def reading_of(event: Event, span: Span, *, rev: int) -> Reading:
    """The row of one span, not yet saved."""
    reading = Reading(
        event=event,
        status=span.claim.status,
        place_id=span.claim.place,
        importance=event.importance,
        disputed=span.disputed,
        known_from=span.known_from,
        known_until=span.known_until,
        known_assumed=span.claim.assumed,
        shown_from=rev,
    )
    reading.set_date(span.claim.edtf)
    return reading


def identity(reading: Reading) -> tuple[object, ...]:
    """What makes two readings of one event the same, whenever they were written."""
    known = (reading.known_from, reading.known_until, reading.known_assumed)
    return (reading.edtf, reading.status, reading.place_id, reading.importance, reading.disputed, *known)
