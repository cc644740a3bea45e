"""Feeds and sitemaps: what stands in them, read from bytes by a child process."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urljoin

from events.intake.fetching import INTERNET, PAGES, Answer, Limits, Network, fetch
from events.intake.guarded import read_guarded

FEED: Final = Limits(
    types=PAGES
    | {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "application/octet-stream",
    }
)
"""What feeds are served as. Pages are let through so that a page can be said to be one, with the feed that it names."""
BEGINNING: Final = date(1970, 1, 1)
"""What a clock says that was never set: it is nobody's day of publication."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its name in the feed as a hash, the page it links to, title, day if it can be one, and text if it holds one (HTML)."""

    key: str
    address: str
    title: str
    published_on: date | None
    content: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a feed, in its order."""

    kind: str
    title: str
    items: tuple[Item, ...]


def fetch_feed(address: str, validators: dict[str, str], *, network: Network = INTERNET) -> Answer:
    """The feed at an address, `unchanged` where nothing is new. Raises CannotFetch."""
    return fetch(address, limits=FEED, validators=validators, network=network)


def read_feed(raw: bytes, *, address: str, today: date) -> Contents:
    """What stands in a feed found at this address. Starts one process; raises NotText, in words, for what is none."""
    answer = read_guarded("feed_child", raw, what="This feed", instead="Look at it in a browser.")
    items = [item_of(found, address, today) for found in answer["items"] if found["key"]]
    return Contents(answer["kind"], answer["title"], tuple({item.key: item for item in items}.values()))


def item_of(found: dict[str, str], address: str, today: date) -> Item:
    """An item as it was found, its address made whole, and its date unless it cannot be one."""
    try:
        whole = urljoin(address, found["address"]) if found["address"] else ""
    except ValueError:
        whole = ""
    key = hashlib.sha256(found["key"].encode("utf-8", "replace")).hexdigest()
    return Item(key, whole, found["title"], believable(found["published"], today), found["content"])


def believable(text: str, today: date) -> date | None:
    """A day of publication, None where a clock was never set or runs ahead. East of here it is tomorrow already."""
    day = date.fromisoformat(text) if text else None
    if day is None or abs(day - BEGINNING) <= timedelta(days=1) or day > today + timedelta(days=1):
        return None
    return day
