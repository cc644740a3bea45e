"""The child process that takes the article out of a page. It alone touches foreign mark-up."""

import json
from collections import deque
from typing import Final

from lxml import etree, html

from events.intake.confined import answer_with

DATES: Final = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
"""Names of meta elements that hold a publication date, in the order of trust."""


def article_of(raw: bytes) -> dict[str, object]:
    """Text, title, site, address and metadata of a page."""
    import trafilatura

    text = trafilatura.extract(raw, include_comments=False, include_tables=True, favor_precision=False) or ""
    found = trafilatura.extract_metadata(raw)
    about = {key: getattr(found, key, None) or "" for key in ("title", "sitename", "url")}
    return {
        "text": text,
        "title": about["title"],
        "site": about["sitename"],
        "url": about["url"],
        "metadata": dates_of(raw),
    }


def dates_of(raw: bytes) -> dict[str, str]:
    """The publication dates that the page states for machines, by where each stands."""
    try:
        tree = html.fromstring(raw)
    except (etree.ParserError, ValueError):
        return {}
    found = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in DATES and meta.get("content"):
            found[name] = meta.get("content")
    found.update(structured(tree))
    for time in tree.iter("time"):
        if time.get("datetime") and (time.get("itemprop") == "datePublished" or time.get("pubdate") is not None):
            found.setdefault("published", time.get("datetime"))
    return found


def structured(tree: html.HtmlElement) -> dict[str, str]:
    """The date that JSON-LD states, if it does."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except ValueError:
                continue
            for item in walk(data):
                if isinstance(item.get("datePublished"), str):
                    return {"datePublished": str(item["datePublished"])}
    return {}


def walk(data: object) -> list[dict[str, object]]:
    """All objects in a JSON value, outer ones first."""
    found: list[dict[str, object]] = []
    waiting = deque([data])
    while waiting:
        item = waiting.popleft()
        if isinstance(item, dict):
            found.append(item)
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
    return found


if __name__ == "__main__":
    answer_with(article_of)
