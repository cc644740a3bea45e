"""A view in a frame of another site, what oEmbed says of our addresses, and the fields to copy."""

import html
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Event
from tests.factories import make_event

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture(autouse=True)
def events(ada: User) -> list[Event]:
    """A few visits and a meeting."""
    made = [make_event(title=f"Visit {day}", edtf=f"2023-05-{day:02d}", type="visit") for day in range(1, 5)]
    return [*made, make_event(title="Talks", edtf="2023-06")]


def directives(answer: Any) -> dict[str, str]:
    """The policy of an answer, by directive."""
    policy = answer["Content-Security-Policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in policy)


def test_only_the_frame_s_page_may_be_framed(client: Client) -> None:
    framed = client.get("/embed/")
    assert directives(framed)["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in framed
    for path in ("/", "/about/", "/oembed", "/events.csv", "/accounts/login/", "/api/v1/docs"):
        answer = client.get(path)
        assert directives(answer)["frame-ancestors"] == "'none'"
        assert answer["X-Frame-Options"] == "DENY"


def test_it_shows_the_view_without_chrome_script_or_forms(client: Client) -> None:
    answer = client.get("/embed/?type=visit&w=736")
    page = answer.content.decode()
    assert 'data-total="4"' in page
    drawn = page.count("data-event-id=") + sum(map(int, re.findall(r'data-count="(\d+)"', page)))
    assert drawn == 4
    assert directives(answer)["script-src"] == "'none'"
    assert not re.search(r"<script|<form|<input|hx-get", page)
    assert "Sign in" not in page


def test_of_two_strips_it_shows_the_first_and_says_so_with_the_way_to_both(client: Client) -> None:
    page = client.get("/embed/?type=visit&compare=type%3Dmeeting&w=736").content.decode()
    assert 'data-total="4"' in page
    assert "the first of two sets" in page
    assert "compare=type%3Dmeeting" in html.unescape(page).partition("See both")[0].rpartition("href=")[2]
    assert "the first of two sets" not in client.get("/embed/?type=visit").content.decode()


def test_its_list_has_the_events_under_year_and_month(client: Client) -> None:
    listed = client.get("/embed/").content.decode().partition("<details")[2]
    assert re.findall(r"<h[23]>(.*?)</h[23]>", listed) == ["2023", "June", "May"]
    assert listed.count('<li class="row') == 5


def test_its_tools_stay_in_the_frame_and_all_else_leaves_it(client: Client) -> None:
    page = client.get("/embed/?type=visit").content.decode()
    inside = re.findall(r'<a [^>]*target="_self"[^>]*>', page)
    assert len(inside) == 5
    assert all('href="/embed/?' in tag for tag in inside)
    outside = [tag for tag in re.findall(r"<a [^>]*>", page) if tag not in inside]
    assert outside
    assert all(re.search(r'href="/(\?|events/)', tag) for tag in outside)
    assert '<base target="_blank">' in page


def test_it_is_drawn_wide_and_narrow_or_as_wide_as_asked(client: Client) -> None:
    boxes = [
        re.findall(r'class="chart" viewBox="0 0 (\d+) ', client.get(f"/embed/{query}").content.decode())
        for query in ("", "?w=560", "?w=junk")
    ]
    assert boxes == [["736", "366"], ["560"], ["736", "366"]]


def test_what_cannot_be_read_is_said(client: Client) -> None:
    answer = client.get("/embed/?from=2023-13-45&type=visit")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert 'data-total="4"' in answer.content.decode()


def oembed(client: Client, url: str, status: int = 200, **asked: object) -> Any:
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    answer = client.get(f"/oembed?url={quote(url, safe='')}{query}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_view_is_shown_as_a_frame(client: Client) -> None:
    found = oembed(client, f"{SITE}/?type=visit&from=2023&utm_source=x")
    assert (found["version"], found["type"], found["provider_name"]) == ("1.0", "rich", "Dateline")
    assert (found["width"], found["height"]) == (736, 520)
    assert found["title"].startswith("Dateline: 4 visits")
    source = html.unescape(re.findall(r'src="([^"]*)"', found["html"])[0])
    assert source == f"{SITE}/embed/?from=2023&type=visit"
    assert 'data-total="4"' in client.get(source.removeprefix(SITE)).content.decode()


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ({"maxwidth": 400, "maxheight": 300}, (400, 300)),
        ({"maxwidth": 9999}, (736, 520)),
        ({"maxwidth": 1, "maxheight": 1}, (240, 160)),
        ({"maxwidth": "wide", "maxheight": -4}, (736, 520)),
    ],
)
def test_it_keeps_to_the_room_there_is(client: Client, asked: dict[str, object], size: tuple[int, int]) -> None:
    found = oembed(client, f"{SITE}/", **asked)
    assert (found["width"], found["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in found["html"]


def test_a_title_cannot_leave_its_attribute(client: Client) -> None:
    found = oembed(client, f'{SITE}/?q="><script>alert(1)</script>')
    assert "<script" not in found["html"]


def test_an_event_is_shown_as_a_link(client: Client, events: list[Event]) -> None:
    found = oembed(client, f"{SITE}{events[0].get_absolute_url()}")
    assert (found["type"], found["title"]) == ("link", "Visit 1, 1 May 2023")
    Event.objects.update(state="draft")
    oembed(client, f"{SITE}{events[0].get_absolute_url()}", 404)


FOREIGN = (
    "",
    "https://elsewhere.example/",
    "http://testserver.elsewhere.example/",
    "http://testserver@elsewhere.example/",
    "//testserver/",
    "javascript:alert(1)",
    "http://[",
    f"{SITE}/curate/",
    f"{SITE}/nothing/here/",
    f"{SITE}/?type=nonsense",
    f"{SITE}/events/99999/x/",
)


@pytest.mark.parametrize("url", FOREIGN)
def test_any_other_address_is_not_found(client: Client, url: str) -> None:
    assert oembed(client, url, 404)["message"]


def test_xml_is_not_written(client: Client) -> None:
    oembed(client, f"{SITE}/", 501, format="xml")


def test_the_page_names_what_describes_and_follows_it(client: Client) -> None:
    head = client.get("/?type=visit&lane=status&fbclid=x").content.decode().partition("</head>")[0]
    assert f'<link rel="canonical" href="{SITE}/?lane=status&amp;type=visit">' in head
    (tag,) = re.findall(r'<link rel="alternate" type="application/json\+oembed"[^>]*>', head)
    address = html.unescape(re.findall(r'href="([^"]*)"', tag)[0])
    assert client.get(address.removeprefix(SITE)).json()["title"].startswith("Dateline: 4 visits")
    assert re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="/events.atom\?type=visit"', head)


def test_a_view_can_be_cited_linked_and_embedded_without_script(client: Client) -> None:
    page = client.get("/?type=visit").content.decode()
    citation, code = (
        html.unescape(text) for text in re.findall(r"<textarea readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    )
    generation = re.findall(r'data-generation="(\d+)"', page)[0]
    assert citation.endswith(f" {SITE}/?rev={generation}&type=visit")
    assert "4 visits" in citation
    assert "today" not in citation
    assert f'<input readonly value="{SITE}/?type=visit">' in page
    assert re.fullmatch(
        rf'<iframe src="{SITE}/embed/\?type=visit" title="4 visits[^"]*" width="100%" height="520" loading="lazy"></iframe>',
        code,
    )
