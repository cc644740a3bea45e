"""A view in the frame of another site, in a real browser."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import Opened, barriers, until

pytestmark = pytest.mark.browser


@pytest.fixture
def other_site(chromium: Browser, seeded: str) -> Iterator[Page]:
    """Another site's page, at another port, with the timeline of this one in a frame, and its front page in a second one."""
    frames = "".join(
        f'<iframe id="{name}" src="{seeded}{path}" width="736" height="520"></iframe>'
        for name, path in (("view", "/embed/?type=meeting"), ("whole", "/"))
    )

    class Article(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>News</title>{frames}".encode())

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Article)
    Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/article")
    yield page
    context.close()
    server.shutdown()
    server.server_close()


def view(page: Page) -> FrameLocator:
    return page.frame_locator("#view")


def test_it_is_shown_with_its_styles_and_moves_inside_the_frame(other_site: Page) -> None:
    frame = view(other_site)
    expect(frame.locator("#sentence")).to_contain_text("meetings")
    expect(frame.locator("#timeline-surface svg.chart")).to_be_visible()
    expect(frame.locator(".when-narrow")).to_be_hidden()
    expect(frame.locator("footer")).to_have_css("display", "flex")
    frame.get_by_role("link", name="Zoom in").click()
    expect(frame.locator('a[href*="/embed/?from="]').first).to_be_visible()
    assert other_site.url.endswith("/article")


def test_a_link_opens_the_site_beside_it(other_site: Page) -> None:
    with other_site.context.expect_page() as opened:
        view(other_site).get_by_role("link", name="Open in Dateline").click()
    expect(opened.value.locator("#timeline")).to_be_visible()
    expect(opened.value).to_have_url(re.compile(r"/\?type=meeting"))


def test_no_other_page_can_be_framed(other_site: Page) -> None:
    expect(view(other_site).locator("#sentence")).to_be_visible()
    expect(other_site.frame_locator("#whole").locator("#timeline")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 736])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/embed/?type=meeting", "/api/v1/docs"])
def test_axe_finds_nothing(chromium: Browser, seeded: str, path: str, scheme: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=seeded)
    page = context.new_page()
    page.goto(path)
    found = barriers(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert found == []
    assert overflow <= 0


def test_a_view_is_shared_by_keyboard(open_page: Opened) -> None:
    page = open_page("/?type=meeting")
    share = page.locator("summary", has_text="Share")
    share.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Embed")
    expect(field).to_be_visible()
    expect(field).to_have_value(re.compile(r'^<iframe src="http://[^"]+/embed/\?type=meeting"'))
    field.focus()
    until(page, lambda: page.evaluate("getSelection().toString()").startswith("<iframe "))
    assert barriers(page) == []
    page.locator("summary", has_text="Export").click()
    expect(field).to_be_hidden()
    expect(page.get_by_role("link", name="iCalendar")).to_have_attribute("href", "/events.ics?type=meeting")
