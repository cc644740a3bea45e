"""Comparing in a real browser: both strips move together, B is edited beside A, keys reach both."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, barriers, settle, until

pytestmark = pytest.mark.browser
BOTH = "/?from=2023-08-01&to=2023-09-30&type=meeting&compare=type%3Dattack"


def scales(page: Page) -> list[str]:
    return page.locator("#timeline-surface .moving").evaluate_all(
        "parts => parts.map(part => part.getAttribute('transform'))"
    )


def test_comparing_begins_with_everything_and_ends(open_page: Opened) -> None:
    page = open_page("/?type=meeting")
    page.get_by_role("link", name="Compare", exact=True).click()
    page.wait_for_url(re.compile("compare="))
    expect(page.locator("#timeline-surface svg.chart")).to_have_count(2)
    expect(page.locator("#said")).to_contain_text("Compared with")
    page.get_by_role("link", name="End comparing").click()
    page.wait_for_url(lambda url: "compare=" not in url)
    expect(page.locator("#timeline-surface svg.chart")).to_have_count(1)


def test_the_filters_of_the_second_strip_change_it_alone(open_page: Opened) -> None:
    page = open_page(BOTH)
    total = page.locator("#timeline").get_attribute("data-total") or ""
    page.get_by_text("Filters of B").click()
    page.locator("#second label", has_text="Visit").click()
    page.wait_for_url(re.compile(r"compare=type%3Dattack(%26|&)type%3Dvisit"))
    expect(page.locator("#sentence-b")).to_contain_text("attacks and visits")
    expect(page.locator("#timeline")).to_have_attribute("data-total", total)
    settle(page)
    expect(page.locator('#second [name="type"][value="visit"]')).to_be_focused()


def test_dragging_moves_both_strips(open_page: Opened) -> None:
    page = open_page(BOTH)
    low = page.locator("#timeline").get_attribute("data-low") or ""
    box = page.locator("#timeline-surface svg.chart").last.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.6, box["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y, steps=6)
    until(page, lambda: all("translate(-" in (scale or "") for scale in scales(page)))
    assert len(set(scales(page))) == 1
    page.mouse.up()
    expect(page.locator("#timeline")).not_to_have_attribute("data-low", low)


def test_a_mark_of_the_second_strip_opens_the_drawer_and_keeps_both(open_page: Opened) -> None:
    page = open_page(BOTH)
    page.locator('#timeline-surface [data-second-id][tabindex="0"]').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("selected="))
    expect(page.locator("#drawer")).to_be_focused()
    expect(page.locator("#second")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "selected=" not in url)
    expect(page.locator('#timeline-surface [data-second-id][tabindex="0"]').first).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (320, "light")])
def test_axe_finds_nothing_where_two_are_compared(open_page: Opened, width: int, scheme: str) -> None:
    page = open_page(BOTH, width=width, color_scheme=scheme)
    page.get_by_text("Filters of B").click()
    expect(page.locator("#second label", has_text="Visit")).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_script_a_form_edits_the_second_strip(open_page: Opened) -> None:
    page = open_page(BOTH, script=False)
    page.get_by_text("Filters of B").click()
    page.locator("#second label", has_text="Visit").click()
    page.get_by_role("button", name="Apply to B").click()
    page.wait_for_url(re.compile("visit"))
    expect(page.locator("#sentence-b")).to_contain_text("attacks and visits")
