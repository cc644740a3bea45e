"""The child process that reads a feed or sitemap. It alone touches foreign XML.

What declares a document type is refused before anything else looks at it: entities are made there.
"""

import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

import feedparser
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException, DTDForbidden
from lxml import etree
from lxml.html import fromstring

from events.intake.confined import Problem, answer_with

MOST: Final = 500
"""Items of a feed that are looked at, newest first as feeds have them; a day of the busiest agency."""
LONGEST_CONTENT: Final = 500_000
SITEMAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"
DECLARED: Final = "This feed declares a document type (DOCTYPE), with which entities are made. Such feeds are not read."
FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml")


def feed_of(raw: bytes) -> dict[str, object]:
    """Kind, title and items of a feed or sitemap. Raises Problem for everything else."""
    if not raw.strip():
        raise Problem("There is nothing in it.")
    root = root_of(raw)
    if root is not None and root.tag == f"{SITEMAP}urlset":
        return {"kind": "sitemap", "title": "", "items": list(pages_of(root))}
    if root is not None and root.tag == f"{SITEMAP}sitemapindex":
        raise Problem(f"This is a list of sitemaps. Give one of them: {', '.join(sitemaps_of(root)[:5])}.")
    parsed = feedparser.parse(io.BytesIO(raw))
    if not parsed.version:
        raise (
            web_page(raw)
            if is_page(raw)
            else Problem("This is no feed in RSS or Atom, and no sitemap; or it is broken.")
        )
    items = [item_of(entry) for entry in parsed.entries[:MOST]]
    return {"kind": "feed", "title": plain(parsed.feed.get("title", ""))[:200], "items": items}


def root_of(raw: bytes) -> Element | None:
    """The root element, None where this is no XML throughout. Raises Problem for what declares a document type."""
    try:
        root: Element = ElementTree.fromstring(raw, forbid_dtd=True)
        return root
    except DTDForbidden:
        raise (web_page(raw) if is_page(raw) else Problem(DECLARED)) from None
    except DefusedXmlException as error:
        raise Problem(DECLARED) from error
    except (ParseError, ValueError, LookupError):
        pass
    if is_page(raw):
        raise web_page(raw)
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", raw.replace(b"\x00", b""), re.IGNORECASE):
        raise Problem(DECLARED)
    return None


def is_page(raw: bytes) -> bool:
    """Whether this is a web page."""
    return re.search(rb"<html[\s>]|<!doctype html", raw[:4000].replace(b"\x00", b""), re.IGNORECASE) is not None


def web_page(raw: bytes) -> Problem:
    """The refusal of a web page, with the feed that it names as its own."""
    try:
        links = [link for link in fromstring(raw).iter("link") if link.get("type") in FEED_TYPES and link.get("href")]
    except (etree.ParserError, ValueError):
        links = []
    named = (
        f" It names this feed: {links[0].get('href')[:300]}" if links else " Look on it for a link called RSS or Feed."
    )
    return Problem(f"This is a web page, not a feed.{named}")


def item_of(entry: Mapping[str, Any]) -> dict[str, str]:
    """Name, link, title, date and text of an item."""
    contents = [part.get("value", "") for part in entry.get("content", ())]
    link, title = str(entry.get("link", ""))[:2000], plain(entry.get("title", ""))[:400]
    return {
        "key": str(entry.get("id") or link or title),
        "address": link,
        "title": title,
        "published": day_of(str(entry.get("published") or entry.get("updated") or "")),
        "content": max([*contents, str(entry.get("summary", ""))], key=len)[:LONGEST_CONTENT],
    }


def day_of(text: str) -> str:
    """The day in a date as feeds write them, where its writer is, as YYYY-MM-DD; "" for none."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text.strip()).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""


def plain(text: object) -> str:
    """A title without mark-up."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", str(text))).split())


def pages_of(root: Element) -> Iterator[dict[str, str]]:
    """The pages of a sitemap, each with its date."""
    for page in root.iter(f"{SITEMAP}url"):
        address = (page.findtext(f"{SITEMAP}loc") or "").strip()[:2000]
        said = page.findtext(f".//{NEWS}publication_date") or page.findtext(f"{SITEMAP}lastmod") or ""
        title = plain(page.findtext(f".//{NEWS}title") or "")[:400]
        yield {"key": address, "address": address, "title": title, "published": day_of(said), "content": ""}


def sitemaps_of(root: Element) -> list[str]:
    """The addresses in a list of sitemaps."""
    return [(found.text or "").strip()[:200] for found in root.iter(f"{SITEMAP}loc")]


if __name__ == "__main__":
    answer_with(feed_of)
