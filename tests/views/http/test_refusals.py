"""What is refused before it is read, and addresses of forms that somebody opens."""

from typing import Any

import pytest
from django.test import Client

from events.intake import fetching, guarded
from events.models import Upload

GUNICORN = 30
"""Seconds after which it ends a request, where nobody says otherwise."""
IMPORT, TAKE_IN = "/curate/imports/new/", "/curate/articles/new/"
MB = 1_000_000


def sent(client: Client, path: str, size: int) -> Any:
    """The answer to a body that is said to have so many bytes, of which not one comes."""
    return client.generic("POST", path, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(size))


@pytest.mark.parametrize(
    ("who", "path", "size"),
    [
        ("clio_client", IMPORT, 501 * MB),
        ("ada_client", IMPORT, 9 * MB),
        ("client", IMPORT, 9 * MB),
        ("ada_client", TAKE_IN, 101 * MB),
        ("client", TAKE_IN, 9 * MB),
        ("client", "/accounts/login/", 9 * MB),
        ("client", "/", 9 * MB),
    ],
)
@pytest.mark.django_db
def test_nobody_sends_more_than_they_may(request: pytest.FixtureRequest, who: str, path: str, size: int) -> None:
    answer = sent(request.getfixturevalue(who), path, size)
    assert answer.status_code == 413
    assert "may be sent to this address" in answer.text
    assert not Upload.objects.exists()


@pytest.mark.parametrize(("who", "path"), [("clio_client", IMPORT), ("ada_client", TAKE_IN)])
def test_those_who_may_hand_files_in_may_send_large_ones(request: pytest.FixtureRequest, who: str, path: str) -> None:
    assert sent(request.getfixturevalue(who), path, 19 * MB).status_code != 413


@pytest.mark.parametrize(
    ("path", "back"),
    [
        (IMPORT, "/curate/imports/"),
        ("/curate/imports/files/7/try/", "/curate/imports/files/7/"),
        ("/curate/events/change/", "/curate/events/"),
        ("/curate/proposals/7/accept/", "/curate/"),
    ],
)
def test_the_address_of_a_form_says_so_and_leads_to_its_page(clio_client: Client, path: str, back: str) -> None:
    answer = clio_client.get(path)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "only takes what a form sends" in answer.text
    assert f'href="{back}"' in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/go/",
        "/chronology/",
        "/compare/",
        "/about/",
        "/events/1/",
        "/articles/1/",
        "/events.csv",
        "/embed/",
        "/oembed",
        "/places.json",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/api/v1/events",
    ],
)
def test_an_address_that_only_tells_says_that_it_takes_nothing(path: str, method: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, path)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["events", "events/1", "facets", "vocabulary", "articles", "articles/1", "docs", "openapi.json", "events?from=x"],
)
def test_the_head_of_what_programs_ask_is_that_of_the_answer(client: Client, path: str) -> None:
    head, answer = client.head(f"/api/v1/{path}"), client.get(f"/api/v1/{path}")
    assert (head.status_code, head.headers.get("ETag")) == (answer.status_code, answer.headers.get("ETag"))
    assert head.content == b""


def test_fetching_and_reading_an_address_take_less_than_a_request_may() -> None:
    assert fetching.SECONDS + guarded.SECONDS < GUNICORN
