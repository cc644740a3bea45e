"""What stands in a feed, and what is no feed."""

from datetime import date
from pathlib import Path

import pytest

from events.intake.feeds import Contents, believable, read_feed
from events.intake.texts import NotText
from tests.intake.written import atom, rss, sitemap

TODAY = date(2024, 3, 4)
ADDRESS = "https://news.example.org/feed"


def read(raw: bytes) -> Contents:
    return read_feed(raw, address=ADDRESS, today=TODAY)


def test_rss_is_read_with_links_made_whole_and_titles_without_mark_up() -> None:
    items = [
        {
            "title": "Ministers &amp;amp; generals",
            "link": "/a",
            "pubDate": "Mon, 04 Mar 2024 23:30:00 -0500",
            "guid": "1",
        },
        {
            "title": "&lt;b&gt;Talks&lt;/b&gt; end",
            "link": "https://news.example.org/b",
            "description": "They &lt;i&gt;met&lt;/i&gt;.",
        },
    ]
    found = read(rss(*items, title="Example Wire"))
    assert (found.kind, found.title) == ("feed", "Example Wire")
    first, second = found.items
    assert (first.address, first.title, first.published_on) == (
        "https://news.example.org/a",
        "Ministers & generals",
        TODAY,
    )
    assert (second.title, second.published_on, second.content) == ("Talks end", None, "They <i>met</i>.")
    assert first.key != second.key


def test_atom_is_read_with_its_content() -> None:
    found = read(
        atom(
            {"id": "urn:1", "title": "Talks", "link": "https://news.example.org/a", "published": "2024-03-03T10:00:00Z"}
        )
    )
    item = found.items[0]
    assert (item.address, item.published_on) == ("https://news.example.org/a", date(2024, 3, 3))
    assert "They met on Friday" in item.content


def test_a_sitemap_of_news_is_read() -> None:
    found = read(sitemap(("https://news.example.org/a", "2024-03-04"), ("https://news.example.org/b", "")))
    assert found.kind == "sitemap"
    assert [(item.address, item.published_on) for item in found.items] == [
        ("https://news.example.org/a", TODAY),
        ("https://news.example.org/b", None),
    ]


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    raw = rss({"title": "Talks &nbsp; end", "link": "/a"}, {"title": "Fish & chips", "link": "/b"})
    assert [item.title for item in read(raw).items] == ["Talks end", "Fish & chips"]


def test_an_item_that_comes_twice_in_a_feed_is_one() -> None:
    assert (
        len(read(rss({"guid": "1", "title": "a", "link": "/a"}, {"guid": "1", "title": "b", "link": "/a"})).items) == 1
    )


def test_an_empty_feed_holds_nothing() -> None:
    assert read(rss()).items == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-04", TODAY),
        ("2024-03-05", date(2024, 3, 5)),  # it is tomorrow already further east
        ("2024-03-06", None),
        ("2199-01-01", None),
        ("1970-01-01", None),
        ("1969-12-31", None),
        ("1970-01-02", None),
        ("1970-01-03", date(1970, 1, 3)),  # an archive may well have a feed
        ("", None),
    ],
)
def test_a_date_of_no_clock_is_unknown(text: str, expected: date | None) -> None:
    assert believable(text, TODAY) == expected


@pytest.mark.parametrize(
    "said", ["Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 04 Mar 2036 00:00:00 GMT", "yesterday", "0000-00-00", "", "9" * 400]
)
def test_an_item_dated_by_no_clock_is_undated(said: str) -> None:
    assert read(rss({"title": "a", "link": "/a", "pubDate": said})).items[0].published_on is None


BOMB = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'
EXTERNAL = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><rss version="2.0"/>'
PAGE = '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><p>News</p></html>'
REFUSED = [
    (BOMB.encode(), "declares a document type"),
    (BOMB.encode("utf-16"), "declares a document type"),
    (EXTERNAL.encode(), "declares a document type"),
    (PARAMETER.encode(), "declares a document type"),
    (("<broken>" + BOMB).encode(), "declares a document type"),
    (PAGE.encode(), "a web page, not a feed. It names this feed: /feed.xml"),
    (b"<html><body>News</body></html>", "a web page, not a feed. Look on it"),
    (b"<!doctype html><p>unclosed", "a web page, not a feed"),
    (b"", "nothing in it"),
    (b"{}", "no feed in RSS or Atom"),
    (b"/etc/passwd", "no feed in RSS or Atom"),
    (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "no feed in RSS or Atom"),
    (b"\x00\xff\x00", "no feed in RSS or Atom"),
    (
        sitemap(("https://news.example.org/1.xml", ""), index=True),
        r"list of sitemaps. Give one of them: https://news.example.org/1.xml",
    ),
    (sitemap(("https://news.example.org/a", ""))[:-12], "or it is broken"),
]


@pytest.mark.parametrize(("raw", "message"), REFUSED)
def test_what_is_no_feed_is_refused_in_words(raw: bytes, message: str) -> None:
    with pytest.raises(NotText, match=message):
        read(raw)


def test_a_path_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss({"title": "secret", "link": "/a"}))
    with pytest.raises(NotText, match="no feed"):
        read(str(tmp_path / "feed.xml").encode())
