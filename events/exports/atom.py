"""The events of a window as an Atom feed in pages (RFC 4287, RFC 5005): those of the newest decisions first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from typing import Any, Final
from urllib.parse import urlencode
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.xmlutils import SimplerXMLGenerator

from events.exports.changes import BEGINNING, changed_at, last_change
from events.exports.prose import facts, heading, kinds, printed, sources, title
from events.exports.records import Record, records_of
from events.timeline.query import page_by_change
from events.timeline.window import Window

PAGE: Final = 100
"""Entries of a page: what readers ask for each hour stays small; all pages together are the view."""
SINCE: Final = 2026
"""The year in the tag URIs (RFC 4151) that identify entries: any year in which the host was one's own; never changed."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a feed is read: the site's address, its host, and the paths of the page and of the feed."""

    base: str
    host: str
    page: str
    feed: str

    def address(self, path: str, window: Window) -> str:
        """The whole address of a window."""
        query = urlencode(window.parameters())
        return f"{self.base}{path}{f'?{query}' if query else ''}"


class Feed(Atom1Feed):
    """Atom with the links of a paged feed, changed when the newest decision was made."""

    def latest_post_date(self) -> datetime:
        """When anything that is shown last changed: never the clock of the request."""
        changed: datetime = self.feed["changed"]
        return changed

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """The feed's own elements, then the addresses of the pages around this one."""
        super().add_root_elements(handler)
        for rel, href in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": href})


def lines(window: Window, *, at: int, site: Site) -> Iterator[str]:
    """The feed's head, each entry of its page, its end."""
    items, pages = page_by_change(window, at=at, page=window.page, size=PAGE)
    changed = changed_at([item.event_id for item in items])
    feed, out = feed_of(window, at=at, pages=pages, site=site), StringIO()
    xml = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", AttributesImpl(feed.root_attributes()))
    feed.add_root_elements(xml)
    yield drained(out)
    for record in records_of(items, window):
        feed.add_item(**entry(record, changed.get(record.id, BEGINNING), site))
        feed.write_items(xml)
        feed.items.clear()
        yield drained(out)
    xml.endElement("feed")
    yield drained(out)


def drained(out: StringIO) -> str:
    """What was written since it was last drained."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def feed_of(window: Window, *, at: int, pages: int, site: Site) -> Feed:
    """The feed without its entries. Runs three queries."""
    here = replace(window, selected=None, lane="type", view="timeline", order="")
    return Feed(
        title=printed(heading(window, at=at)),
        link=site.address(site.page, replace(here, page=1)),
        description="Events of exactly this view, those that an editor decided on last first.",
        language="en",
        feed_url=site.address(site.feed, here),
        feed_guid=f"tag:{site.host},{SINCE}:view?{urlencode(replace(here, page=1).parameters())}",
        changed=last_change(),
        pages=around(here, pages, site),
    )


def around(window: Window, pages: int, site: Site) -> Mapping[str, str]:
    """The addresses of the first, the previous, the next and the last page."""
    wanted = {"first": 1, "previous": window.page - 1, "next": window.page + 1, "last": max(pages, 1)}
    known = {rel: page for rel, page in wanted.items() if 1 <= page <= max(pages, 1)}
    return {rel: site.address(site.feed, replace(window, page=page)) for rel, page in known.items()}


def entry(record: Record, changed: datetime, site: Site) -> dict[str, Any]:
    """One entry. Its id stays whatever is edited; its summary is HTML made of escaped text."""
    told = ((text,) for text in (facts(record), *sources(record)))
    return {
        "title": title(record),
        "link": f"{site.base}{record.path}",
        "unique_id": f"tag:{site.host},{SINCE}:events/{record.id}",
        "description": format_html_join("", "<p>{}</p>", told),
        "updateddate": changed,
        "categories": kinds(record),
    }
