"""What a page of the desk asks of the database does not grow with what it shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from events.models import Event
from events.review import bulk, decisions, events, people, reports, watching
from tests.factories import make_article, make_editor, make_event, make_mention, make_proposal


def more_history(event: Event, ada: User, n: int) -> None:
    """Two edits, a note and a mention."""
    for title in (f"One {n}", f"Two {n}"):
        now = Event.objects.get(pk=event.pk)
        events.edit(now, replace(events.wording_of(now), title=title), editor=ada, version=now.version, reason="So")
    watching.note(event, "A note", editor=ada)
    make_mention(event, article=make_article(text=f"It is told of for the {n}th time."))
    choice, change = bulk.Choice(words="two"), bulk.Change("tag", f"tag{n}")
    bulk.change_together(choice, change, editor=ada, seen=bulk.preview(choice, change).fingerprint)


def more_of_all(event: Event, ada: User, n: int) -> None:
    """An article with a proposal that waits and one that is decided, a report, a draft, a watched event."""
    article = make_article(text=f"The two foreign ministers met on Friday in Geneva, officials said Monday. {n}")
    quote = "The two foreign ministers met on Friday in Geneva, officials said Monday."
    make_proposal(article=article, quote=quote)
    done = decisions.accept(make_proposal(article=article, quote=quote, title="Another"), editor=ada)
    reports.report(done, "It is wrong.")
    watching.watch(done, editor=ada, watching=True)
    make_event(title="Talks to begin", status="scheduled", edtf="2020-05-01", mentions=[{}])


def more_people(event: Event, ada: User, n: int) -> None:
    """An editor and an invitation."""
    make_editor(f"ben{n}")
    people.invite("editor", editor=make_editor(f"clio{n}", role="chief"))


PAGES: list[tuple[str, Callable[[Event, User, int], None]]] = [
    ("/curate/events/{event}/", more_history),
    ("/curate/events/{event}/twin/?into={other}", more_history),
    ("/curate/log/", more_history),
    ("/curate/", more_of_all),
    ("/curate/queue/", more_of_all),
    ("/curate/events/", more_of_all),
    ("/curate/reports/", more_of_all),
    ("/curate/drafts/", more_of_all),
    ("/curate/events/new/?find=ministers", more_of_all),
    ("/curate/people/", more_people),
]


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_more_rows_are_not_more_queries(
    clio_client: Client, ada: User, settings: Settings, page: str, more: Callable[[Event, User, int], None]
) -> None:
    settings.TWO_PERSONS = "drafts" in page
    event, other = make_event(title="Two talk"), make_event(title="Others talk")
    address = page.format(event=event.pk, other=other.pk)
    counts = []
    for n in range(3):
        more(event, ada, n)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert clio_client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2], counts
