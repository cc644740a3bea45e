"""The map in a real browser: it follows the window and narrows it, opens what it shows, by keyboard too."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opened, barriers, rested, settle

pytestmark = pytest.mark.browser


def pins(page: Page, kind: str = "") -> Locator:
    return page.locator(f"#map .pin{f'.is-{kind}' if kind else ''}")


def drawn(page: Page) -> None:
    """Until the map shows what the window has."""
    settle(page)
    expect(page.locator("#map")).to_have_attribute("data-state", "settled")
    expect(pins(page).first).to_be_visible()


def test_opening_the_map_keeps_the_timeline_and_says_what_has_no_place(open_page: Opened) -> None:
    page = open_page("/")
    assert page.evaluate("typeof L") == "undefined"
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url(re.compile("view=map"))
    drawn(page)
    expect(page.locator("#timeline-surface .mark").first).to_be_attached()
    expect(page.locator(".places .panel-title")).to_contain_text("without a place")
    expect(page.locator("#map path.land")).to_have_count(1)


def test_the_map_follows_the_window_without_being_made_again(open_page: Opened) -> None:
    page = open_page("/?view=map")
    drawn(page)
    page.evaluate("document.getElementById('map').dataset.kept = 'yes'")
    total = page.locator("#timeline").get_attribute("data-total")
    page.locator(".facets label", has_text="Attack").click()
    expect(page.locator("#timeline")).not_to_have_attribute("data-total", total or "")
    drawn(page)
    expect(page.locator("#map")).to_have_attribute("data-kept", "yes")
    expect(pins(page).first).to_have_class(re.compile("g-force"))


def test_searching_the_area_narrows_the_timeline(open_page: Opened) -> None:
    page = open_page("/?view=map&bbox=120,30,130,40")
    drawn(page)
    expect(page.locator("#map .map-box")).to_have_count(1)
    expect(pins(page).first).to_be_visible()
    page.goto("/?view=map")
    drawn(page)
    before = page.locator("#timeline").get_attribute("data-total")
    page.get_by_role("link", name="Search this area").click()
    page.wait_for_url(re.compile("bbox="))
    expect(page.locator("#timeline")).not_to_have_attribute("data-total", before or "")
    expect(page.locator(".chips")).to_contain_text("inside a box on the map")


def test_moving_the_map_narrows_the_window_when_asked_to(open_page: Opened) -> None:
    page = open_page("/?view=map")
    drawn(page)
    page.get_by_label("Filter as the map moves").check()
    page.wait_for_url(re.compile("bbox="))
    drawn(page)
    first = page.url
    page.locator("#map .leaflet-control-zoom-in").click()
    page.wait_for_url(lambda url: url != first and "bbox=" in url)
    drawn(page)
    expect(page.get_by_label("Filter as the map moves")).to_be_checked()


def test_back_brings_the_map_where_it_was_and_all_places_lets_the_box_go(open_page: Opened) -> None:
    page = open_page("/?view=map&bbox=120,30,130,40")
    drawn(page)
    expect(page.locator('#map .pin[aria-label*="Seoul"]').first).to_be_visible()
    page.get_by_role("button", name="All places").click()
    page.wait_for_url(lambda url: "bbox" not in url)
    drawn(page)
    expect(page.locator("#map .map-box")).to_have_count(0)
    expect(pins(page, "cluster").first).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("bbox"))
    drawn(page)
    expect(page.locator("#map .map-box")).to_have_count(1)
    expect(pins(page, "cluster")).to_have_count(0)


def test_opening_an_event_narrows_nothing_although_the_map_gets_narrower(open_page: Opened) -> None:
    page = open_page("/?view=map&from=2023-08-01&to=2023-08-01")
    drawn(page)
    page.get_by_label("Filter as the map moves").check()
    page.wait_for_url(re.compile("bbox="))
    drawn(page)
    pins(page, "event").first.click()
    page.wait_for_url(re.compile("selected="))
    drawn(page)
    rested(page, 500)  # longer than a move is put off
    expect(page.locator("#drawer")).to_be_visible()
    expect(page).to_have_url(re.compile("selected="))


def test_a_cluster_is_come_nearer_to_and_a_spot_opens_its_list(open_page: Opened) -> None:
    page = open_page("/?view=map")
    drawn(page)
    cluster = pins(page, "cluster").first
    words = cluster.get_attribute("aria-label") or ""
    cluster.click()
    expect(page.locator(f'#map .pin[aria-label="{words}"]')).to_have_count(0)
    drawn(page)
    spot = pins(page, "spot").first
    count = (spot.get_attribute("aria-label") or "").split()[0]
    spot.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#opened .panel-title")).to_contain_text(f"{count} events")
    expect(page.locator("#opened")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#opened")).to_be_empty()
    expect(spot).to_be_focused()


def test_an_event_of_the_map_opens_the_drawer(open_page: Opened) -> None:
    page = open_page("/?view=map&from=2023-08-01&to=2023-08-01")
    drawn(page)
    pins(page, "event").first.click()
    page.wait_for_url(re.compile("selected="))
    expect(page.locator("#drawer")).to_be_focused()
    drawn(page)
    expect(page.locator("#map .map-selected")).to_have_count(1)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "selected=" not in url)
    expect(pins(page, "event").first).to_be_focused()


def test_arrows_walk_between_bubbles_of_which_one_is_a_stop(open_page: Opened) -> None:
    page = open_page("/?view=map")
    drawn(page)
    expect(page.locator('#map .pin[tabindex="0"]')).to_have_count(1)
    first = pins(page, "cluster").first
    before = first.get_attribute("data-key") or ""
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('#map .pin[tabindex="0"]')).to_be_focused()
    expect(page.locator('#map .pin[tabindex="0"]')).not_to_have_attribute("data-key", before)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (320, "light")])
def test_axe_finds_nothing_on_the_map(open_page: Opened, width: int, scheme: str) -> None:
    page = open_page("/?view=map", width=width, color_scheme=scheme)
    drawn(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_the_rows_of_places_are_as_high_as_each_other_and_the_buttons_stand_side_by_side(
    open_page: Opened, width: int
) -> None:
    page = open_page("/?view=map", width=width)
    drawn(page)
    heights = page.locator(".place-table tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert len(set(heights)) == 1
    near, home = (page.locator(name).bounding_box() or {} for name in ("#map-search", "#map-home"))
    assert near["y"] == home["y"]
    assert near["x"] < home["x"]


def test_without_script_the_table_narrows_the_window(open_page: Opened) -> None:
    page = open_page("/?view=map", script=False)
    expect(page.locator("#map")).to_be_hidden()
    page.get_by_role("link", name="Seoul", exact=True).click()
    page.wait_for_url(re.compile("place="))
    expect(page.locator(".chips")).to_contain_text("Seoul")
