"""What search engines are told: robots.txt, sitemaps, and what each page says of itself."""

import html
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import Resolver404, resolve

from events.models import Event
from events.views import crawling
from tests.factories import make_article, make_event, make_place

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(client: Client, path: str) -> list[str]:
    """The addresses that a sitemap names."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    return [str(loc.text) for loc in ElementTree.fromstring(answer.content).iter(f"{S}loc")]


def test_every_published_event_is_in_a_sitemap_and_nothing_else(
    client: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [make_event(title=f"Talks & {number}") for number in range(5)]
    hidden = [make_event(title=f"Hidden {number}") for number in range(2)]
    for event, state in zip(hidden, ("draft", "withdrawn"), strict=True):
        Event.objects.filter(pk=event.pk).update(state=state)
    monkeypatch.setattr(crawling, "EACH", 2)
    pages = places(client, "/sitemap.xml")
    found = [place for page in pages if client.get(page).status_code == 200 for place in places(client, page)]
    told = [f"{SITE}{event.get_absolute_url()}" for event in events]
    assert [place for place in found if "/events/" in place] == told


def test_the_list_names_no_sitemap_that_is_not_there(
    client: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [make_event() for _ in range(9)]
    Event.objects.filter(pk__in=[event.pk for event in events[1:-1]]).update(state="withdrawn")
    monkeypatch.setattr(crawling, "EACH", 2)
    pages = places(client, "/sitemap.xml")
    spans = {1, *(-(-event.pk // 2) for event in (events[0], events[-1]))}
    assert pages == [f"{SITE}/sitemap-{span}.xml" for span in sorted(spans)]
    assert all(places(client, page) for page in pages)


def test_an_entry_tells_its_last_decision(client: Client, ada: User) -> None:
    event = make_event()
    page = places(client, "/sitemap.xml")[-1]
    entry = ElementTree.fromstring(client.get(page).content).findall(f"{S}url")[-1]
    assert entry.findtext(f"{S}lastmod") == event.decisions.get().at.isoformat(timespec="seconds")


def test_an_empty_span_is_not_found(client: Client) -> None:
    assert client.get("/sitemap-9.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404
    assert places(client, "/sitemap.xml") == []


def test_machines_are_kept_from_views_without_end(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    closed = [line.partition(": ")[2] for line in lines if line.startswith("Disallow: ")]
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "/?" in closed
    assert not any("/about/".startswith(path) or "/events/5/x/".startswith(path) or path == "/" for path in closed)
    for path in closed:
        if path.endswith("/") and path not in ("/admin/", "/accounts/", "/report/", "/api/"):
            try:
                resolve(path)
            except Resolver404:
                pytest.fail(f"{path} is nowhere")


def linked_data(page: str) -> Any:
    """The page's schema.org data, as a browser hands it on."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


HOSTILE = '</script><script>alert("1")</script>\\ " \u2028 é\n{{'


def test_an_event_s_page_describes_it(client: Client, ada: User) -> None:
    article = make_article(headline=HOSTILE, url="https://example.org/a?b=1&c=2")
    place = make_place("Beijing", country="CN")
    event = make_event(
        title=HOSTILE, place=place, country="CN", edtf="2024-03-01/2024-03-04", mentions=[{"article": article}]
    )
    page = client.get(event.get_absolute_url()).content.decode()
    data = linked_data(page)
    assert page.count("<script>") == 0
    assert (data["@type"], data["url"]) == ("WebPage", f"{SITE}{event.get_absolute_url()}")
    about = data["about"]
    assert (about["name"], about["startDate"], about["endDate"]) == (HOSTILE, "2024-03-01", "2024-03-04")
    assert about["location"] == {
        "@type": "Place",
        "name": "Beijing",
        "address": {"@type": "PostalAddress", "addressCountry": "CN"},
    }
    (citation,) = data["citation"]
    assert (citation["headline"], citation["url"]) == (HOSTILE, "https://example.org/a?b=1&c=2")
    assert citation["datePublished"] == "2024-03-04"
    assert f'<meta property="og:url" content="{SITE}{event.get_absolute_url()}">' in page
    assert html.escape(HOSTILE).split("&lt;script")[0] in page


@pytest.mark.parametrize(
    ("edtf", "start"),
    [
        ("1991", "1991"),
        ("1991-03", "1991-03"),
        ("1991~", None),
        ("1991-21", None),
        ("199X", None),
        ("2014-02/..", None),
    ],
)
def test_only_a_sure_date_is_told_as_one(client: Client, ada: User, edtf: str, start: str | None) -> None:
    event = make_event(edtf=edtf)
    assert linked_data(client.get(event.get_absolute_url()).content.decode())["about"].get("startDate") == start


def test_a_withdrawn_event_is_described_no_more(client: Client, ada: User) -> None:
    event = make_event()
    Event.objects.update(state="withdrawn")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "ld+json" not in page
    assert "og:" not in page


def test_a_view_describes_itself(client: Client, ada: User) -> None:
    make_event()
    head = client.get("/?type=meeting&utm_source=x").content.decode().partition("</head>")[0]
    assert f'<meta property="og:url" content="{SITE}/?type=meeting">' in head
    assert '<meta property="og:title" content="1 meeting' in head
