"""Events, their counts and their words, for programs."""

from dataclasses import asdict
from typing import Any, Final

from django.http import HttpRequest
from ninja import Router, Status
from ninja.decorators import decorate_view
from ninja.params.functions import Query

from events.exports.jsonl import as_object
from events.exports.records import Record, held_of, records_of
from events.models import Decision, Event
from events.timeline.description import describe_answer
from events.timeline.query import answer, count_of, following, item_of
from events.timeline.window import Window, end_text, start_text
from events.views.api import cursors
from events.views.api.parameters import CURSOR, LIMIT, described, unreadable
from events.views.api.schemas import EventPage, Facets, Missing, Unreadable, Vocabulary, WholeEvent
from events.views.asking import asked_window
from events.views.caching import by_path, public
from events.views.now import end_of_today
from events.views.origins import any_origin
from events.views.site import address
from events.vocabulary import STATUSES, TYPES

router = Router(tags=["events"])
MOST: Final = 200
"""Events of one page: some hundred kilobytes with their quotes."""


def _name(request: HttpRequest, **read: Any) -> str | None:
    """The canonical address of an answer; None where it cannot be read."""
    window, problems = asked_window(request)
    page = [request.GET.get(name, "") for name in ("limit", "cursor")]
    return None if problems else f"{request.path}?{window.query_string()} {page}"


@router.get(
    "/events",
    response={200: EventPage, 422: Unreadable},
    summary="The events of a view",
    description="Exactly those that the page shows with the same parameters, in order of start; “next” leads on.",
    openapi_extra=described(ordered=True),
)
@decorate_view(any_origin, public(_name))
def events(
    request: HttpRequest,
    limit: int = Query(100, ge=1, le=MOST, description=LIMIT),
    cursor: str = Query("", max_length=200, description=CURSOR),
) -> Status[Any]:
    """A page of the events; 422 where the address cannot be read."""
    window, problems = asked_window(request)
    after, at = None, end_of_today()
    if cursor:
        try:
            after = cursors.pair(cursor)
        except cursors.NoCursor:
            problems = (*problems, cursors.problem(cursor))
    if problems:
        return Status(422, unreadable(problems))
    return Status(200, _page(window, at=at, after=after, limit=limit, base=address(request)))


def _page(window: Window, *, at: int, after: tuple[int, int] | None, limit: int, base: str) -> dict[str, Any]:
    items, last = following(window, at=at, after=after, size=limit)
    return {
        "total": count_of(window, at=at),
        "generation": Decision.objects.latest_number(),
        "items": [_event(record, base) for record in records_of(items, window)],
        "next": cursors.written(*last) if last else None,
    }


def _event(record: Record, base: str) -> dict[str, Any]:
    return as_object(record) | {"url": f"{base}{record.path}"}


@router.get(
    "/events/{int:event_id}",
    response={200: WholeEvent, 404: Missing, 410: Missing},
    summary="One event",
    description="With all its mentions and readings: what was reported of it when, and which decision showed it here.",
)
@decorate_view(any_origin, public(by_path))
def event(request: HttpRequest, event_id: int) -> Status[Any]:
    """The event; 410 where it was withdrawn, 404 where none of this number was ever published."""
    item = item_of(event_id, at=end_of_today())
    if item is None:
        gone = Event.objects.withdrawn().known(event_id)
        words = "This event was withdrawn. Its page tells why." if gone else "There is no event of this number."
        return Status(410 if gone else 404, {"message": words})
    record = next(records_of([item], Window()))
    return Status(200, _event(record, address(request)) | {"readings": [asdict(held) for held in held_of(event_id)]})


@router.get(
    "/facets",
    response={200: Facets, 422: Unreadable},
    summary="What a view holds, counted",
    description="How many events each value of a filter would leave, its own dimension's filter left out.",
    openapi_extra=described(ordered=False),
)
@decorate_view(any_origin, public(_name))
def facets(request: HttpRequest) -> Status[Any]:
    """The total, the span and the counts of a view; 422 where the address cannot be read."""
    window, problems = asked_window(request)
    if problems:
        return Status(422, unreadable(problems))
    found = answer(window, at=end_of_today(), lanes=1, per_lane=1, bins=1)
    told = {name: getattr(found, name) for name in ("total", "generation", "before", "after")}
    span = {"start": start_text(found.low), "end": end_text(found.high)}
    return Status(
        200,
        {**told, **span, "sentence": str(describe_answer(found)), "facets": [asdict(each) for each in found.facets]},
    )


@router.get(
    "/vocabulary",
    response=Vocabulary,
    summary="Types and statuses",
    description="The words that events are told in, with the PLOVER category of each type.",
)
@decorate_view(any_origin, public(by_path))
def vocabulary(request: HttpRequest) -> dict[str, Any]:
    """The vocabulary."""
    return {
        "types": [asdict(kind) for kind in TYPES.values()],
        "statuses": [asdict(status) for status in STATUSES.values()],
    }
