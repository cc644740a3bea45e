"""Lists and paper in a real browser: axe, narrow screens, forced colours, pages by keyboard, and what comes out of a printer."""

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Opened, barriers

pytestmark = pytest.mark.browser
VIEWS = ("/?view=list", "/?view=map", "/?compare=type%3Dvisit", "/?asof=2023-09-11", "/?q=nothing", "/?from=tea")
PLAIN = (
    "/chronology/",
    "/about/",
    "/events/107/",
    "/articles/1/",
    "/report/107/",
    "/embed/",
    "/accounts/login/",
    "/nothing/",
)
"""Pages without the section that is swapped."""


@pytest.mark.parametrize("path", [*VIEWS, *PLAIN])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_public_page(open_page: Opened, path: str, scheme: str) -> None:
    page = open_page(path, settled=path in VIEWS, color_scheme=scheme)
    assert barriers(page) == []


@pytest.mark.parametrize("path", [*VIEWS, *PLAIN])
def test_at_four_times_the_size_nothing_needs_scrolling_sideways(open_page: Opened, path: str) -> None:
    page = open_page(path, settled=path in VIEWS, width=320)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_head_has_two_rows(open_page: Opened, width: int) -> None:
    page = open_page("/?view=list", width=width)
    boxes = [
        page.locator(f"header.site {part}").bounding_box() for part in (".brand", ".search", "nav", "nav ~ .button")
    ]
    name, search, site, account = (box["y"] + box["height"] / 2 for box in boxes if box)
    assert abs(name - search) < 6
    assert abs(site - account) < 6
    assert site > search + 20


def test_what_stands_right_of_a_heading_ends_at_the_right_in_each_of_its_lines(open_page: Opened) -> None:
    page = open_page("/", width=320)
    lines = page.locator(".list .panel-title > .quiet").evaluate(
        "part => { const range = document.createRange(); range.selectNodeContents(part);"
        " return [...range.getClientRects()].map(line => Math.round(line.right)); }"
    )
    assert max(lines) - min(lines) <= 4  # a blank at the end of a line


def test_forced_colours_tell_which_view_is_shown(open_page: Opened) -> None:
    page = open_page("/?view=list", forced_colors="active")
    grounds = page.locator(".segment a", has_text=re.compile("^(List|Timeline)$")).evaluate_all(
        "links => links.map(link => getComputedStyle(link).backgroundColor)"
    )
    assert len(set(grounds)) == 2


def test_forced_colours_shade_what_lies_ahead_without_hiding_its_names(open_page: Opened) -> None:
    page = open_page("/?from=2023-08-01&to=2023-10-31&asof=2023-09-11", forced_colors="active")
    fill = page.locator("#timeline-surface .later").evaluate("shade => getComputedStyle(shade).fill")
    assert float(re.findall(r"[\d.]+", fill)[-1]) < 0.3  # how dense it is


def test_the_name_of_what_was_denied_is_struck_through_and_can_be_read(open_page: Opened) -> None:
    page = open_page("/?from=2023-08-01&to=2023-09-30&status=denied")
    label = page.locator(".is-denied .label").first
    expect(label).to_have_css("text-decoration-line", "line-through")
    expect(label).to_have_css("stroke", "none")  # the halo of the line would cover the letters


def test_pages_of_the_list_keep_their_order_and_the_focus(open_page: Opened) -> None:
    page = open_page("/?view=list")
    first = page.locator(".list .row .what a").first.text_content()
    page.get_by_role("link", name="Next page").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("page=2"))
    expect(page.get_by_role("link", name="Next page")).to_be_focused()
    page.get_by_role("link", name="First", exact=True).click()
    page.wait_for_url(lambda url: "page=" not in url)
    expect(page.locator(".list .row .what a").first).to_have_text(first or "")
    page.get_by_role("link", name="Newest first").click()
    page.wait_for_url(re.compile("order=newest"))
    expect(page.locator(".list .row .what a").first).not_to_have_text(first or "")


def test_the_printer_gets_every_event_as_text_on_numbered_pages(open_page: Opened, tmp_path: object) -> None:
    page = open_page("/chronology/?from=2023-08-20&to=2023-09-10", settled=False)
    events = page.locator(".chron li").count()
    page.pdf(path=f"{tmp_path}/paper.pdf", prefer_css_page_size=True)
    printed = PdfReader(f"{tmp_path}/paper.pdf")
    text = "\n".join(sheet.extract_text() for sheet in printed.pages)
    assert events > 15
    assert len(re.findall(r"round\s+\d+", text)) >= 2 * 15  # on the axis and in the list
    assert f"1 / {len(printed.pages)}" in text
    assert "Sources" in text
    assert not any(sheet.images for sheet in printed.pages)


def test_the_slider_asks_for_a_day_and_at_its_end_for_today(open_page: Opened) -> None:
    page = open_page("/")
    slider = page.locator("#asof-slider")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("asof="))
    expect(page.locator(".notice")).to_contain_text("as it was known")
    expect(slider).to_be_focused()
    page.keyboard.press("End")
    page.wait_for_url(lambda url: "asof=" not in url)
    expect(page.locator(".notice")).to_have_count(0)
