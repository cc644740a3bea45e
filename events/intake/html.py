"""Main text and metadata of an HTML page, taken out by a child process with a limit of time and memory."""

from events.intake.guarded import Page, read_guarded
from events.intake.texts import NotText, check_size


def read_page(raw: bytes) -> Page:
    """The main text and metadata of a page. Starts one process; raises NotText where there is no article in it."""
    check_size(len(raw))
    page = Page(**read_guarded("html_child", raw, what="This page"))
    if not page.text:
        raise NotText("There is no article text in this page. Paste the text instead.")
    return page


def looks_like_html(text: str) -> bool:
    """Whether a text is mark-up rather than words."""
    start = text.lstrip()[:2000].lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) or ("<body" in start or "<head" in start)
