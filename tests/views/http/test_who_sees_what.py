"""Every address by every role: what is not published is seen by editors alone, in no page, part, export, count or answer.

The addresses are read from the table of addresses, so that a new one is asked too, and cannot be forgotten.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from events.models import Article, Event, Tag
from events.review.readings import refresh_readings
from tests.factories import make_actor, make_article, make_decision, make_event, make_place, make_proposal

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "timeline"}
OPENED = {"HX-Request": "true", "HX-Target": "opened"}
QUERIES = (
    "",
    "view=list",
    "view=map",
    "lane=actor",
    "lane=source",
    "lane=tag",
    "q={word}",
    "q={word}title",
    "q=meeting",
    "selected={event}",
    "actor={actor}",
    "place={place}",
    "source={source}",
    "tag={word}tag",
    "compare=actor%3D{actor}",
    "asof=2024-12-31",
    "from=2024&to=2024",
    "rev=0",
    "zoom=3&see=-180,-80,180,80",
    "url=http%3A%2F%2Ftestserver%2Fevents%2F{event}%2Fx%2F",
    "url=http%3A%2F%2Ftestserver%2F%3Factor%3D{actor}",
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A story that nobody but editors may see: every text of it holds the word."""

    word: str
    event: Event
    article: Article
    numbers: dict[str, int]


def hidden(word: str, state: str) -> Hidden:
    """An event in a state with everything that can hang on it, and a proposal of the same article."""
    text = f"{word}quote met on Friday. {word}rest of the text."
    article = make_article(text=text, headline=f"{word}headline", url=f"https://example.org/{word}url")
    actor, place = make_actor(f"{word}actor"), make_place(f"{word}place", country="CH")
    told = {"article": article, "quote": f"{word}quote met on Friday.", "quote_start": 0, "attribution": f"{word}says"}
    event = make_event(
        title=f"{word}title", summary=f"{word}summary", actors=[actor], place=place, state=state, mentions=[told]
    )
    event.tags.add(Tag.objects.create(name=f"{word}tag"))
    make_proposal(
        article=article,
        quote=f"{word}rest of the text.",
        date_text=word,
        title=f"{word}proposal",
        actors=[],
        place=None,
    )
    numbers = {"event": event.pk, "actor": actor.pk, "place": place.pk, "source": article.publisher_id}
    return Hidden(word, event, article, numbers)


@pytest.fixture
def stories(ada: User) -> list[Hidden]:
    """A draft and a withdrawn event, each with its article, beside a published one."""
    make_event(title="A meeting", mentions=[{"article": make_article()}])
    draft, gone = hidden("quokka", "draft"), hidden("wombat", "published")
    gone.event.state = "withdrawn"
    gone.event.save()
    refresh_readings(gone.event, rev=make_decision(event=gone.event, act="withdraw").number)
    return [draft, gone]


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address of the site as its pattern, without the admin, which asks for another right."""
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            if route != "admin/":
                yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield re.sub(r"\^|\$|\\Z", "", route)


ROUTES = sorted(set(addresses(get_resolver())))
WINDOWED = {
    "",
    "embed/",
    "oembed",
    "places.json",
    "go/",
    "compare/",
    "api/v1/events",
    "api/v1/facets",
    *(route for route in ROUTES if route.startswith("events.")),
}


OWN = {"events/<int:event_id>/<slug:slug>/", "events/<int:event_id>/"}
"""A withdrawn event's own page, which keeps its history."""


def filled(route: str, story: Hidden) -> str:
    """The pattern with the numbers of a hidden story."""
    numbers = {
        "event_id": story.event.pk,
        "article_id": story.article.pk,
        "proposal_id": story.article.proposals.get().pk,
    }

    def value(match: re.Match[str]) -> str:
        return str(numbers.get(match[2], story.event.slug if match[1] == "slug" else 1))

    return "/" + re.sub(r"<(\w+):(\w+)>", value, route)


def asked(route: str, story: Hidden) -> Iterator[tuple[str, dict[str, str]]]:
    """Every way to ask at an address."""
    for query in QUERIES if route in WINDOWED else ("",):
        if story.event.state == "withdrawn" and (query.startswith("selected") or route in OWN):
            continue  # where it still says that it was withdrawn
        address = f"{filled(route, story)}?{query.format(word=story.word, **story.numbers)}"
        for headers in ({}, HTMX, OPENED) if route == "" else ({},):
            yield address, headers


def body(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def seen(client: Client, route: str, story: Hidden) -> list[str]:
    """The texts of a hidden story that answers at an address tell, beside what was typed in the address itself."""
    texts = ("title", "summary", "headline", "quote", "rest", "says", "place", "actor", "tag", "url", "proposal")
    told = []
    for address, headers in asked(route, story):
        answer = client.get(address, headers=headers)
        assert answer.status_code < 500, address
        text = body(answer)
        told += [
            f"{address}: {story.word}{part}"
            for part in texts
            if f"{story.word}{part}" in text.casefold() and f"{story.word}{part}" not in address
        ]
    return told


@pytest.mark.parametrize("role", ["anonymous", "ruth"])
def test_nobody_but_editors_sees_what_is_not_published(role: str, stories: list[Hidden], ruth: User) -> None:
    client = Client()
    if role == "ruth":
        client.force_login(ruth)
    assert len(ROUTES) > 80
    assert [told for route in ROUTES for story in stories for told in seen(client, route, story)] == []


COUNTED = {
    "": r'data-total="(\d+)"',
    "embed/": r'data-total="(\d+)"',
    "api/v1/events": r'"total": (\d+)',
    "api/v1/facets": r'"total": (\d+)',
}


@pytest.mark.parametrize("route", sorted(COUNTED))
@pytest.mark.parametrize("query", ["q={word}", "actor={actor}", "place={place}", "tag={word}tag", "q={word}quote"])
def test_what_is_not_published_is_not_counted(client: Client, stories: list[Hidden], route: str, query: str) -> None:
    for story in stories:
        text = body(client.get(f"/{route}?{query.format(word=story.word, **story.numbers)}"))
        assert set(re.findall(COUNTED[route], text)) == {"0"}


def test_a_withdrawn_event_s_page_tells_no_quote_of_an_article_to_search_engines(
    client: Client, stories: list[Hidden]
) -> None:
    page = body(client.get(stories[1].event.get_absolute_url()))
    assert "This event was withdrawn" in page
    assert "ld+json" not in page


def test_editors_do_see_it(ada_client: Client, stories: list[Hidden]) -> None:
    draft = stories[0]
    assert f"{draft.word}rest" in body(ada_client.get(f"/curate/articles/{draft.article.pk}/"))
