"""The full log of decisions, for chief editors: filtered, a page at a time, or all of it for export."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from events.models import Decision

PAGE: Final = 100
COLUMNS: Final = ("number", "at", "editor", "act", "event", "article", "proposal", "reason", "digest")


@dataclass(frozen=True, slots=True)
class Search:
    """Which decisions: by whom, which act, on which event, from which day to which; an empty one means any."""

    editor: str = ""
    act: str = ""
    event: int | None = None
    since: date | None = None
    until: date | None = None


def found(search: Search) -> QuerySet[Decision]:
    """The decisions that a search means, newest first."""
    wanted = {
        "editor__username": search.editor,
        "act": search.act,
        "event": search.event,
        "at__date__gte": search.since,
        "at__date__lte": search.until,
    }
    rows = Decision.objects.light().select_related("editor", "event", "article").order_by("-number")
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def page_of(search: Search, number: int) -> Page[Decision]:
    """A page of what a search means; the last one for a number beyond it. Runs two queries."""
    return Paginator(found(search), PAGE).get_page(number)


def editors() -> list[str]:
    """The names of all who have decided, in order. Runs one query."""
    return list(
        User.objects.filter(decisions__isnull=False).distinct().order_by("username").values_list("username", flat=True)
    )


def rows(search: Search) -> Iterator[tuple[object, ...]]:
    """What an export holds: the columns' names, then a row a decision, oldest first."""
    yield COLUMNS
    for decision in found(search).order_by("number").iterator(chunk_size=1000):
        ids = (decision.event_id, decision.article_id, decision.proposal_id)
        what = (decision.number, decision.at.isoformat(), decision.editor.username, decision.act)
        yield (*what, *ids, decision.reason, decision.digest)
