"""Feeds and sitemaps written for tests."""

TEXT = (
    "The foreign ministers of France and Germany met on Friday in Geneva, officials of both countries said on Monday. "
    "The talks were the first of their kind for many years, and both sides called them useful and open. "
    "They met on Friday for three hours, and will meet again."
)


def rss(*items: dict[str, str], title: str = "Example Wire") -> bytes:
    """An RSS feed; of each item the elements as they are to stand."""
    inside = "".join(f"<item>{''.join(f'<{k}>{v}</{k}>' for k, v in item.items())}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{inside}</channel></rss>'.encode()


def atom(*entries: dict[str, str], text: str = TEXT) -> bytes:
    """An Atom feed; each entry holds the text."""
    inside = "".join(
        f"<entry><id>{e['id']}</id><title>{e['title']}</title><link href='{e['link']}'/><published>{e['published']}</published>"
        f"<content type='html'>&lt;p&gt;{text}&lt;/p&gt;</content></entry>"
        for e in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>{inside}</feed>'.encode()


def sitemap(*pages: tuple[str, str], index: bool = False) -> bytes:
    """A sitemap of addresses with their days, or a list of sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    inside = "".join(
        f"<{inner}><loc>{loc}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>" for loc, day in pages
    )
    return f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</{outer}>'.encode()


def page(text: str = TEXT, *, published: str = "") -> bytes:
    """A page of news."""
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    return f"<!doctype html><html><head><title>Talks</title>{meta}</head><body><article><p>{text}</p></article></body></html>".encode()
