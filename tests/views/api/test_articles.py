"""Articles for programs: where they are from and what is quoted, never their text."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Event
from tests.factories import TEXT, make_article, make_event

pytestmark = pytest.mark.django_db
QUOTE = "The two foreign ministers met on Friday in Geneva, officials said Monday."


def quoted(**changes: object) -> Event:
    article = make_article(**changes)
    start = article.text.index(QUOTE)
    told = {"article": article, "quote": QUOTE, "quote_start": start, "date_text": "on Friday"}
    return make_event(mentions=[told | {"date_start": article.text.index("on Friday")}])


def test_an_article_shows_its_quotes_and_not_its_text(client: Client, ada: User) -> None:
    event = quoted()
    article = event.mentions.get().article
    answer = client.get(f"/api/v1/articles/{article.pk}")
    found = answer.json()
    assert (found["headline"], found["publisher"], found["published"]) == (
        "Ministers meet in Geneva",
        "Example Wire",
        "2024-03-04",
    )
    assert found["sha256"] == article.content_hash
    assert [quote["quote"] for quote in found["quotes"]] == [QUOTE]
    assert "second round" in TEXT
    assert b"second round" not in answer.content


def test_only_what_a_published_event_quotes_is_there(client: Client, ada: User) -> None:
    hidden = make_article(text="Hidden.")
    draft = quoted(text=f"Draft. {QUOTE}")
    Event.objects.update(state="draft")
    for article in (hidden, draft.mentions.get().article):
        assert client.get(f"/api/v1/articles/{article.pk}").status_code == 404
    assert client.get("/api/v1/articles").json() == {"items": [], "next": None}


def test_the_list_is_paged(client: Client, ada: User) -> None:
    made = [quoted(text=f"{number}. {QUOTE}").mentions.get().article_id for number in range(5)]
    found, cursor = [], ""
    for _ in range(3):
        page = client.get(f"/api/v1/articles?limit=2&cursor={cursor}").json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert cursor is None
    assert found == made[::-1]


@pytest.mark.parametrize("query", ["cursor=x", "limit=201", "cursor=MS4y"])
def test_what_cannot_be_read_is_told(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/articles?{query}")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["name"] == query.partition("=")[0]
