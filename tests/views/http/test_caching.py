"""Public answers: one ETag for one canonical address, state and day; 304 without work; nothing of a person's is stored."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from events.timeline import picture
from events.views import keeping
from tests.factories import make_article, make_decision, make_event

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "timeline"}
ROUTES = (
    "/",
    "/?view=list",
    "/about/",
    "/events.csv",
    "/events.jsonl",
    "/events.geojson",
    "/events.ics",
    "/events.atom",
    "/events.timelinejs.json",
)


@pytest.fixture(autouse=True)
def events(ada: User) -> None:
    """Something to show."""
    make_event(title="Talks", edtf="2024-03-01", mentions=[{"article": make_article()}])
    make_event(title="A visit", edtf="2024-04", type="visit")


def tag(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers)["ETag"]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("route", ROUTES)
def test_the_same_address_has_the_same_bytes_and_tag(client: Client, route: str) -> None:
    first, second = client.get(route), client.get(route)
    assert first["ETag"] == second["ETag"]
    assert body(first) == body(second)


@pytest.mark.parametrize("route", ROUTES)
def test_who_has_it_gets_304_for_one_query(client: Client, route: str, django_assert_num_queries: Any) -> None:
    known = tag(client, route)
    with django_assert_num_queries(1):
        answer = client.get(route, headers={"If-None-Match": known})
    assert (answer.status_code, answer.content) == (304, b"")
    assert (answer["ETag"], answer["Vary"]) == (known, client.get(route)["Vary"])


@pytest.mark.parametrize("route", ROUTES)
def test_any_decision_makes_it_another(client: Client, route: str) -> None:
    known = tag(client, route)
    make_decision(act="reject")
    answer, new = client.get(route, headers={"If-None-Match": known}), client.get(route)
    assert answer.status_code == 200
    assert answer["ETag"] == new["ETag"] != known
    assert body(answer) == body(new) != b""


@pytest.mark.parametrize("route", ROUTES)
def test_another_day_makes_it_another(client: Client, route: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = tag(client, route)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2031, 5, 6, tzinfo=UTC))
    assert tag(client, route) != known


@pytest.mark.parametrize("route", ROUTES)
def test_an_anonymous_reader_gets_no_cookie_and_no_session(client: Client, route: str) -> None:
    answer = client.get(route)
    assert not answer.cookies
    assert not answer.wsgi_request.session.accessed  # type: ignore[attr-defined]
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("route", ROUTES)
def test_what_a_person_sees_is_never_stored(ada_client: Client, client: Client, route: str) -> None:
    for headers in ({}, {"If-None-Match": tag(client, route), "Accept-Encoding": "br"}):
        answer = ada_client.get(route, headers=headers)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer
        assert "Content-Encoding" not in answer
        assert "Cookie" in answer["Vary"]


SPELLED = (
    "/?type=visit&from=2024",
    "/?from=2024&type=visit",
    "/?from=2024-01-01&type=visit&utm_source=x&fbclid=y",
    "/?from=2024&type=visit&type=visit&lane=type&page=1",
)


def test_one_view_has_one_tag_however_it_is_spelled(client: Client) -> None:
    assert len({tag(client, address) for address in SPELLED}) == 1
    assert len({body(client.get(address)) for address in SPELLED}) == 1


def test_other_views_parts_widths_and_hosts_have_other_tags(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    asked: list[tuple[str, dict[str, str]]] = [
        ("/", {}),
        ("/?type=visit", {}),
        ("/?rev=1", {}),
        ("/?w=366", {}),
        ("/", HTMX),
        ("/?w=366", HTMX),
        ("/", HTMX | {"HX-Target": "opened"}),
        ("/", {"Host": "a.example"}),
        ("/", {"Host": "b.example"}),
    ]
    tags = [tag(client, address, **({"Host": "a.example"} | headers)) for address, headers in asked]
    assert len(set(tags)) == len(tags) - 1  # the first is of a.example too


@pytest.mark.parametrize("query", ["from=2023-13-45", "type=nonsense"])
def test_what_cannot_be_read_has_no_tag(client: Client, query: str) -> None:
    for route in ("/", "/events.ics"):
        answer = client.get(f"{route}?{query}", headers={"If-None-Match": tag(client, route)})
        assert answer.status_code == 400
        assert "ETag" not in answer


class Proxy:
    """A cache between: keeps public answers by address and the headers that they vary by."""

    def __init__(self, client: Client) -> None:
        self.client, self.known = client, {}  # type: ignore[var-annotated]

    def get(self, address: str, **headers: str) -> bytes:
        """The stored answer where its headers are those of the request, else a new one."""
        for told, wanted, content in self.known.get(address, ()):
            if all(headers.get(name) == told.get(name) for name in wanted):
                return content  # type: ignore[no-any-return]
        answer = self.client.get(address, headers=headers)
        if "public" in answer["Cache-Control"]:
            varied = [name.strip() for name in answer["Vary"].split(",")]
            self.known.setdefault(address, []).append((headers, varied, answer.content))
        return answer.content


@pytest.mark.parametrize("first", [{}, HTMX, HTMX | {"HX-History-Restore-Request": "true"}])
def test_no_cache_mixes_up_page_and_part(client: Client, first: dict[str, str]) -> None:
    proxy = Proxy(client)
    proxy.get("/", **first)
    assert b"<html" in proxy.get("/")
    assert b"<html" not in proxy.get("/", **HTMX)
    assert b"<html" in proxy.get("/", **HTMX, **{"HX-History-Restore-Request": "true"})
    assert b"<html" in proxy.get("/")


@pytest.fixture
def keeping_answers(settings: Any) -> Any:
    """Answers are kept, as they are outside of tests."""
    settings.KEPT_ANSWERS_MB = 4
    keeping.forget()
    yield
    keeping.forget()


@pytest.mark.usefixtures("keeping_answers")
def test_a_kept_answer_is_given_again_until_a_decision(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/", headers={"Accept-Encoding": "gzip"})
    with monkeypatch.context() as patched:
        patched.setattr(picture, "describe_answer", lambda answer: pytest.fail("drawn again"))
        again = client.get("/?unknown=1", headers={"Accept-Encoding": "gzip, deflate"})
    assert (again.content, again.headers) == (first.content, first.headers)
    make_event(title="A new one")
    assert b"A new one" in client.get("/").content


@pytest.mark.usefixtures("keeping_answers")
def test_a_kept_answer_is_not_for_a_person(client: Client, ada_client: Client) -> None:
    client.get("/")
    assert b"X-CSRFToken" in ada_client.get("/").content
    assert b"X-CSRFToken" not in client.get("/").content


def test_the_room_for_kept_answers_is_bounded(settings: Any) -> None:
    settings.KEPT_ANSWERS_MB = 1
    keeping.forget()
    for number in range(100):
        keeping.keep(number, keeping.Kept((), b"x" * 50_000))
    keeping.keep("large", keeping.Kept((), b"x" * 100_000))
    assert keeping.kept("large") is None
    assert [number for number in range(100) if keeping.kept(number)] == list(range(80, 100))
    keeping.forget()
