"""The timeline in a real browser: pointer, wheel, keys, brush, filters, drawer, back button, no script, small screens."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Opened, barriers, rested, settle, until

pytestmark = pytest.mark.browser
AUGUST = "/?from=2023-08-01&to=2023-09-30"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def window(page: Page) -> tuple[int, int]:
    section = page.locator("#timeline")
    return int(section.get_attribute("data-low") or 0), int(section.get_attribute("data-high") or 0)


def moved(page: Page, before: tuple[int, int]) -> tuple[int, int]:
    """The window once it is another one."""
    until(page, lambda: window(page) != before)
    settle(page)
    return window(page)


def counts_add_up(page: Page) -> bool:
    return bool(
        page.evaluate(
            "() => { const s = document.getElementById('timeline'); const q = (x) => [...s.querySelectorAll(x)];"
            " return q('[data-event-id]').length + q('[data-count]').reduce((n, e) => n + Number(e.dataset.count), 0)"
            " === Number(s.dataset.total); }"
        )
    )


def middle_of(page: Page) -> tuple[float, float]:
    box = page.locator("#timeline-surface svg.chart").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * 0.6, box["y"] + 8


def top(page: Page, part: str) -> float:
    """Pixels from the head of the page down to the first such part."""
    box = page.locator(part).first.bounding_box()
    assert box is not None
    return box["y"]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def turn(page: Page, *notches: float) -> None:
    """Turn the wheel over the middle of the drawing with Control held down."""
    page.mouse.move(*middle_of(page))
    page.keyboard.down("Control")
    for by in notches:
        page.mouse.wheel(0, by)
    page.keyboard.up("Control")


def test_zooming_by_link_changes_the_address_and_back_returns(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.get_by_label("Zoom in").click()
    near = moved(page, before)
    assert near[1] - near[0] < before[1] - before[0]
    until(page, lambda: "from" in query(page))
    assert "w" not in query(page)
    assert counts_add_up(page)
    page.go_back()
    assert moved(page, near) == before


def test_keys_zoom_and_move(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.locator(".lane .mark[tabindex='0']").first.focus()
    page.keyboard.press("+")
    near = moved(page, before)
    page.keyboard.press("-")
    far = moved(page, near)
    page.keyboard.press("Shift+ArrowRight")
    later = moved(page, far)
    assert later[0] > far[0]
    assert later[1] - later[0] == far[1] - far[0]


def test_a_sign_zooms_only_where_the_drawing_has_the_focus(open_page: Opened) -> None:
    """Who speaks to a computer, or rests a hand on its keys, must not move the window by a single character."""
    page = open_page(AUGUST)
    before = window(page)
    for focused in ("body", "#timeline .acts .button >> nth=0", ".facets input >> nth=0"):
        page.locator(focused).evaluate(
            "element => element === document.body ? document.activeElement.blur() : element.focus()"
        )
        page.keyboard.press("+")
    page.keyboard.press("Shift+ArrowRight")
    later = moved(page, before)
    assert later[1] - later[0] > (before[1] - before[0]) * 0.9
    x, y = middle_of(page)
    page.mouse.click(x, y)
    expect(page.locator("#timeline-surface")).to_be_focused()
    expect(page.locator("#timeline-surface")).to_have_css("outline-style", "none")
    page.keyboard.press("+")
    near = moved(page, later)
    assert near[1] - near[0] < (later[1] - later[0]) * 0.7


def test_the_drawing_keeps_the_focus_of_a_mark_that_leaves_the_window(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.locator(".lane .mark[data-event-id]").first.focus()
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowLeft")
        before = moved(page, before)
    expect(page.locator("#timeline-surface:focus, #timeline-surface :focus")).to_have_count(1)


def test_the_next_step_is_fetched_before_it_is_taken(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    with page.expect_response(lambda answer: answer.request.resource_type == "fetch") as fetched:
        page.keyboard.press("Shift+ArrowRight")
    later = moved(page, before)
    with page.expect_response(lambda answer: answer.request.resource_type == "xhr") as asked:
        page.keyboard.press("Shift+ArrowRight")
    assert moved(page, later)[0] > later[0]
    assert asked.value.url == fetched.value.url


def test_dragging_moves_the_window_and_keeps_its_width(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    x, y = middle_of(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=4)
    page.mouse.move(x - 120, y, steps=4)
    expect(page.locator(".moving")).to_have_attribute("transform", re.compile(r"translate\(-"))
    page.mouse.up()
    after = moved(page, before)
    assert after[0] > before[0]
    assert abs((after[1] - after[0]) - (before[1] - before[0])) <= 1440
    assert counts_add_up(page)


def test_a_drag_selects_no_words_which_would_cost_as_much_again_as_the_drag(open_page: Opened) -> None:
    page = open_page(AUGUST)
    expect(page.locator("#timeline-surface .label").first).to_have_css("user-select", "none")
    expect(page.locator("#sentence")).to_have_css("user-select", "auto")


def test_a_drag_that_begins_on_a_mark_opens_nothing(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    box = page.locator(".mark .hit").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 5, steps=5)
    page.mouse.up()
    moved(page, before)
    expect(page).to_have_url(re.compile("from=(?!.*selected=)"))


def test_the_wheel_zooms_with_control_and_scrolls_without(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.mouse.move(*middle_of(page))
    page.mouse.wheel(0, 300)
    until(page, lambda: page.evaluate("scrollY") > 0)
    rested(page, 300)
    settle(page)
    assert window(page) == before
    page.evaluate("scrollTo(0, 0)")
    turn(page, -300)
    near = moved(page, before)
    assert near[1] - near[0] < before[1] - before[0]


def test_the_wheel_moves_sideways_and_a_double_click_comes_nearer(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.mouse.move(*middle_of(page))
    page.mouse.wheel(120, 0)
    after = moved(page, before)
    assert after[0] > before[0]
    assert abs((after[1] - after[0]) - (before[1] - before[0])) <= 1440
    page.mouse.dblclick(*middle_of(page))
    near = moved(page, after)
    assert (near[1] - near[0]) * 1.9 < after[1] - after[0]
    assert counts_add_up(page)


def test_back_after_a_drag_shows_the_window_before(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before, address = window(page), page.url
    x, y = middle_of(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y, steps=4)
    page.mouse.up()
    after = moved(page, before)
    page.go_back()
    assert moved(page, after) == before
    expect(page).to_have_url(address)


def test_an_event_keeps_its_row_while_the_window_moves(open_page: Opened) -> None:
    page = open_page("/?from=2023-08-01&to=2023-09-30&lane=none")
    before, rows = window(page), rows_of(page)
    x, y = middle_of(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y, steps=4)
    page.mouse.up()
    moved(page, before)
    after = rows_of(page)
    both = rows.keys() & after.keys()
    assert len(both) >= 10
    # At the edges some labels change sides, and push a neighbour out of its row.
    assert sum(rows[event] == after[event] for event in both) >= 0.75 * len(both)


def rows_of(page: Page) -> dict[str, str]:
    """How far down in the drawing each event stands, by its number."""
    found = page.evaluate(
        "() => [...document.querySelectorAll('#timeline-surface .mark')]"
        ".map((m) => [m.dataset.eventId, m.querySelector('.hit').getAttribute('y')])"
    )
    return dict(found)


def test_two_fingers_zoom(open_page: Opened) -> None:
    page = open_page(AUGUST, width=390, has_touch=True)
    before = window(page)
    box = page.locator("#timeline-surface svg.chart").bounding_box()
    assert box is not None
    y = box["y"] + 60
    touch = page.context.new_cdp_session(page)
    for kind, gap in (("touchStart", 30), ("touchMove", 60), ("touchMove", 100)):
        points = [{"x": 195 - gap, "y": y, "id": 0}, {"x": 195 + gap, "y": y, "id": 1}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    near = moved(page, before)
    assert near[1] - near[0] < (before[1] - before[0]) * 0.6


def test_the_brush_chooses_a_window(open_page: Opened) -> None:
    page = open_page("/")
    before = window(page)
    strip = page.locator("svg.overview").bounding_box()
    assert strip is not None
    x, y = strip["x"] + strip["width"] * 0.4, strip["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 150, y, steps=5)
    page.mouse.up()
    near = moved(page, before)
    assert before[0] < near[0] < near[1] < before[1]
    expect(page.locator(".lens")).to_have_count(1)


def test_the_brush_is_moved_by_its_middle_and_widened_by_an_end(open_page: Opened) -> None:
    page = open_page("/?from=2022-01&to=2022-06")
    before = window(page)
    brush = page.locator("svg.overview .brush").bounding_box()
    assert brush is not None
    x, y = brush["x"] + brush["width"] / 2, brush["y"] + brush["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=4)
    page.mouse.up()
    earlier = moved(page, before)
    assert earlier[1] < before[1]
    assert abs((earlier[1] - earlier[0]) - (before[1] - before[0])) <= 1440
    brush = page.locator("svg.overview .brush").bounding_box()
    assert brush is not None
    page.mouse.move(brush["x"] + brush["width"], y)
    page.mouse.down()
    page.mouse.move(brush["x"] + brush["width"] + 60, y, steps=4)
    page.mouse.up()
    wider = moved(page, earlier)
    assert abs(wider[0] - earlier[0]) <= 1440
    assert wider[1] > earlier[1] + 1440


def test_a_mark_opens_by_enter_and_escape_returns_to_it(open_page: Opened) -> None:
    page = open_page(AUGUST)
    mark = page.locator(".lane .mark[tabindex='0']").first
    number = mark.get_attribute("data-event-id")
    mark = page.locator(f"[data-event-id='{number}']")
    mark.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".mark:focus, .cluster:focus, .mark :focus, .cluster :focus").first).to_be_attached()
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer")
    settle(page)
    until(page, lambda: query(page).get("selected") == [number])
    expect(page.locator("#drawer")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_have_count(0)
    settle(page)
    expect(mark).to_be_focused()
    until(page, lambda: "selected" not in query(page))


def test_arrows_walk_between_lanes(open_page: Opened) -> None:
    page = open_page(AUGUST)
    page.locator(".lane .mark[tabindex='0']").first.focus()
    lane = "document.activeElement.closest('.lane').getAttribute('aria-label')"
    first = page.evaluate(lane)
    page.keyboard.press("ArrowDown")
    until(page, lambda: page.evaluate(lane) != first)
    page.keyboard.press("ArrowUp")
    until(page, lambda: page.evaluate(lane) == first)


def test_the_filters_are_skipped_by_one_key(open_page: Opened) -> None:
    page = open_page(AUGUST)
    page.get_by_role("link", name="Map", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip the filters")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#timeline-surface .mark:focus, #timeline-surface .cluster:focus")).to_have_count(1)


def test_a_cluster_opens_in_place(open_page: Opened) -> None:
    page = open_page("/?from=2021&to=2023&lane=none", width=390)
    cluster = page.locator("#timeline-surface .cluster").first
    cluster.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#opened .row").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#opened .row")).to_have_count(0)


def test_a_filter_narrows_and_its_chip_removes_it(open_page: Opened) -> None:
    page = open_page(AUGUST)
    total = page.locator("#timeline").get_attribute("data-total")
    page.locator(".facets label", has_text="Election").click()
    page.wait_for_selector(".chip:has-text('Election')")
    settle(page)
    until(page, lambda: query(page).get("type") == ["election"])
    expect(page.locator("#timeline")).to_have_attribute("data-total", "10")
    expect(page.locator("#said")).to_contain_text("10 elections")
    page.locator(".chip", has_text="Election").click()
    expect(page.locator("#timeline")).to_have_attribute("data-total", total or "")


def test_the_jump_box_goes_to_a_phrase_and_says_what_is_none(open_page: Opened) -> None:
    page = open_page("/")
    page.get_by_label("Go to").fill("September 2023")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("from=2023-09&to=2023-09"))
    settle(page)
    page.get_by_label("Go to").fill("32 September")
    page.keyboard.press("Enter")
    expect(page.locator("#jump-problem")).to_be_visible()
    expect(page.get_by_label("Go to")).to_have_value("32 September")


def test_lanes_and_the_second_clock_are_chosen(open_page: Opened) -> None:
    page = open_page(AUGUST)
    page.get_by_label("Lanes").select_option("status")
    page.wait_for_url(re.compile("lane=status"))
    settle(page)
    assert page.locator(".lane").first.get_attribute("aria-label") is not None
    page.get_by_label("As known on", exact=True).fill("2023-09-11")
    expect(page.locator(".notice")).to_contain_text("the past as it was known")
    until(page, lambda: query(page).get("asof") == ["2023-09-11"])
    assert query(page)["lane"] == ["status"]


def test_a_lost_connection_is_said_and_what_was_drawn_stays(open_page: Opened) -> None:
    page = open_page(AUGUST)
    page.context.set_offline(True)
    page.get_by_label("Zoom in").click()
    expect(page.locator(".failed")).to_contain_text("This window did not arrive")
    expect(page.get_by_text("Try again")).to_have_attribute("href", re.compile("from="))
    assert page.locator(".mark").count() > 5


def test_a_window_that_did_not_arrive_is_asked_for_again(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before, sentence = window(page), page.locator("#sentence").inner_text()
    page.context.set_offline(True)
    x, y = middle_of(page)
    drag(page, (x, y), (x - 120, y))
    expect(page.locator(".failed")).to_contain_text("What you see is the view from before")
    expect(page.locator("#sentence")).to_have_text(sentence)
    expect(page.locator(".moving[transform]")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    after = moved(page, before)
    assert after[0] > before[0]
    expect(page.locator(".failed")).to_have_count(0)


def test_after_a_window_that_did_not_arrive_the_next_drag_begins_where_the_drawing_stands(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.context.set_offline(True)
    x, y = middle_of(page)
    drag(page, (x, y), (x - 120, y))
    expect(page.locator(".failed")).to_be_visible()
    page.context.set_offline(False)
    drag(page, (x, y), (x + 60, y))
    assert moved(page, before)[0] < before[0]


def test_a_cluster_that_did_not_arrive_is_said_where_it_would_stand(open_page: Opened) -> None:
    page = open_page("/?from=2021&to=2023&lane=none", width=390)
    page.context.set_offline(True)
    page.locator("#timeline-surface .cluster").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#opened")).to_contain_text("did not arrive")
    page.context.set_offline(False)
    page.locator("#opened").get_by_text("Try again").click()
    expect(page.locator("#opened .row").first).to_be_visible()


def test_what_is_asked_for_is_taken_back_by_the_next_turn_of_the_wheel(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    lost: list[str] = []
    page.on("requestfailed", lambda request: lost.append(request.url))
    page.route(re.compile("from="), lambda route: route.continue_() if lost else None)
    page.mouse.move(*middle_of(page))
    page.keyboard.down("Control")
    with page.expect_request(re.compile("from=")) as first:
        page.mouse.wheel(0, -120)
    expect(page.locator("#timeline")).to_have_attribute("data-state", "busy")
    with page.expect_event("requestfailed") as taken:
        page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    assert taken.value.url == first.value.url
    near = moved(page, before)
    assert near[1] - near[0] < (before[1] - before[0]) * 0.7
    expect(page.locator("#sentence")).not_to_have_text("Counting…")


def test_where_the_wheel_stands_is_asked_for_while_it_turns_and_put_in_when_it_rests(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before, address = window(page), page.url
    asked: list[tuple[str, str]] = []
    page.on(
        "request",
        lambda request: asked.append((request.resource_type, request.url)) if "from=" in request.url else None,
    )
    page.mouse.move(*middle_of(page))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    near = moved(page, before)
    page.keyboard.up("Control")
    assert [kind for kind, _ in asked] == ["fetch"]
    assert page.url != address
    assert parse_qs(urlsplit(asked[0][1]).query)["from"] == query(page)["from"]
    page.go_back()
    moved(page, near)
    assert (window(page), page.url) == (before, address)


def test_what_is_asked_for_after_the_wheel_takes_the_place_of_what_it_asked_for(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    kept: list[Route] = []
    page.route(
        re.compile("from="),
        lambda route: kept.append(route) if route.request.resource_type == "fetch" else route.continue_(),
    )
    turn(page, -120)
    expect(page.locator("#timeline")).to_have_attribute("data-state", "busy")
    with page.expect_event("requestfailed"):
        page.locator("#timeline-surface").focus()
        page.keyboard.press("ArrowRight")
    after = moved(page, before)
    assert kept
    assert after[1] - after[0] > (before[1] - before[0]) * 0.95


def test_what_did_not_arrive_while_the_wheel_turned_is_asked_for_at_its_rest(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.route(
        re.compile("from="),
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )
    turn(page, -120)
    near = moved(page, before)
    assert near[1] - near[0] < before[1] - before[0]
    expect(page.locator(".failed")).to_have_count(0)


def widths(page: Page, selector: str) -> list[float]:
    return [
        float(width)
        for width in page.locator(selector).evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    ]


def test_signs_and_words_keep_their_shape_while_time_is_stretched(open_page: Opened) -> None:
    page = open_page(AUGUST)
    kept, long = ".moving :is(.mark .label, .mark .glyph, .tick, .peak, .plate)", ".mark .span"
    shapes, bars = widths(page, kept), widths(page, long)
    page.route(re.compile("from="), lambda route: None)
    turn(page, -120, -120)
    until(page, lambda: max(widths(page, long)) > max(bars) * 1.6)
    assert widths(page, kept) == pytest.approx(shapes, abs=0.5)


def test_words_that_have_no_room_are_not_drawn_while_the_window_widens(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.route(re.compile("from="), lambda route: None)
    page.mouse.move(*middle_of(page))
    page.keyboard.down("Control")
    page.mouse.wheel(0, 120)
    expect(page.locator(".mark .label").first).to_be_visible()
    for _ in range(2):
        page.mouse.wheel(0, 120)
    expect(page.locator(".mark .label").first).not_to_be_visible()
    page.unroute_all()
    page.mouse.wheel(0, 120)
    page.keyboard.up("Control")
    moved(page, before)
    expect(page.locator(".mark .label").first).to_be_visible()


def test_a_touch_that_the_page_scrolls_with_moves_nothing(open_page: Opened) -> None:
    page = open_page(AUGUST, width=390, has_touch=True)
    before, address = window(page), page.url
    box = page.locator("#timeline-surface svg.chart").bounding_box()
    assert box is not None
    touch = page.context.new_cdp_session(page)
    x, y = 195, box["y"] + 200
    for kind, by in (("touchStart", 0), ("touchMove", 12), ("touchMove", 90), ("touchMove", 150)):
        points = [{"x": x - by / 10, "y": y - by, "id": 0}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("header.site")).not_to_be_in_viewport()
    settle(page)
    assert (window(page), page.url) == (before, address)
    expect(page.locator(".moving")).to_have_attribute("transform", "translate(0 0) scale(1 1)")


def test_what_a_held_drag_would_show_is_fetched_before_it_is_let_go(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    x, y = middle_of(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y, steps=4)
    with page.expect_response(re.compile("from=")):
        rested(page, 100)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "from=" in request.url else None)
    page.mouse.up()
    moved(page, before)
    assert asked == []


def test_the_name_of_what_has_focus_is_shown_until_escape(open_page: Opened) -> None:
    page = open_page(AUGUST)
    page.locator(".lane .mark[tabindex='0']").first.focus()
    page.keyboard.press("ArrowRight")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    expect(page.locator(".tip")).to_have_text(name)
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()


def test_filters_and_legend_stay_open_while_the_window_moves(open_page: Opened) -> None:
    page = open_page(AUGUST, width=768)
    page.locator(".legend > summary").click()
    page.locator(".facets > summary").click()
    before = window(page)
    page.get_by_label("Zoom in").click()
    moved(page, before)
    expect(page.locator(".legend-cols")).to_be_visible()
    expect(page.locator(".facets form")).to_be_visible()
    expect(page.get_by_label("Zoom in")).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_drawing_begins_high_and_what_is_seldom_used_is_folded(open_page: Opened, script: bool) -> None:
    page = open_page("/", width=390, script=script)
    assert top(page, "#overview") <= (300 if script else 330)  # there the narrow drawing is offered above it
    fold, lanes = page.locator(".tools > summary"), page.get_by_label("Lanes")
    tools = [
        page.get_by_label("Go to"),
        lanes,
        page.get_by_label("As known on", exact=True),
        page.get_by_text("Fit to"),
    ]
    for tool in tools:
        expect(tool).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    for tool in tools:
        expect(tool).to_be_visible()
        assert (tool.bounding_box() or {})["height"] >= 40
    assert (fold.bounding_box() or {})["height"] >= 40
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_fold_of_the_tools_stays_open_and_says_what_is_chosen(open_page: Opened) -> None:
    page = open_page("/", width=390)
    fold = page.locator(".tools > summary")
    expect(fold).to_have_text("Dates and lanes")
    fold.click()
    page.get_by_label("Lanes").select_option("status")
    page.wait_for_url(re.compile("lane=status"))
    settle(page)
    expect(page.get_by_label("Lanes")).to_be_visible()
    page.get_by_label("As known on", exact=True).fill("2023-09-11")
    expect(fold).to_contain_text("by status, known on 11 Sep 2023")
    fold.click()
    page.get_by_label("Zoom in").click()
    page.wait_for_url(re.compile("from="))
    settle(page)
    expect(page.get_by_label("Lanes")).to_be_hidden()


@pytest.mark.parametrize("path", ["/?type=visit&q=round", "/?compare=type%3Dvisit", "/?asof=2023-09-11&lane=country"])
def test_on_a_phone_what_is_done_with_a_view_stands_above_its_tools(open_page: Opened, path: str) -> None:
    page = open_page(path, width=390)
    acts = page.locator(".say:not(.second) .acts").bounding_box() or {}
    assert acts["x"] == 12
    assert top(page, "#sentence") < acts["y"] < top(page, ".bar")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_where_there_is_room_nothing_of_the_tools_is_folded(open_page: Opened) -> None:
    page = open_page("/", width=700)
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.get_by_label("Go to")).to_be_visible()
    expect(page.get_by_label("As known on, slider")).to_be_visible()


@pytest.mark.parametrize("width", [700, 768, 1024, 1179, 1180, 1200, 1280, 1440])
def test_the_tools_stand_in_full_rows(open_page: Opened, width: int) -> None:
    """The views never stand alone in a row, and end where the drawing ends."""
    page = open_page("/", width=width)
    asof, views = (
        page.locator(".bar .asof").bounding_box() or {},
        page.locator(".bar .segment").last.bounding_box() or {},
    )
    assert abs(asof["y"] + asof["height"] / 2 - views["y"] - views["height"] / 2) < 3
    bar = page.locator(".bar").bounding_box() or {}
    assert abs(views["x"] + views["width"] - bar["x"] - bar["width"]) < 1
    assert bar["height"] < (60 if width >= 1180 else 100)


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_it_is_drawn_for_the_screen_and_never_scrolls_sideways(open_page: Opened, width: int) -> None:
    page = open_page(AUGUST, width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shown = page.evaluate("document.querySelector('svg.chart').getBoundingClientRect().width")
    drawn = int(page.locator(".surface").get_attribute("data-width") or 0)
    assert 0.9 <= shown / drawn <= 1.4
    assert counts_add_up(page)


@pytest.mark.parametrize(("width", "drawings"), [(1280, 0), (1366, 0), (1440, 1), (1920, 1), (768, 1), (390, 1)])
def test_usual_screens_ask_for_no_second_drawing(open_page: Opened, width: int, drawings: int) -> None:
    page = open_page(AUGUST, width=width)
    asked = page.evaluate("performance.getEntriesByType('resource').filter(({name}) => /[?&]w=/.test(name)).length")
    assert asked == drawings


@pytest.mark.parametrize("width", [1440, 390])
def test_labels_do_not_overlap(open_page: Opened, width: int) -> None:
    page = open_page(AUGUST, width=width)
    touching = page.evaluate(
        """() => {
            const labels = [...document.querySelectorAll('#timeline-surface .label')];
            const boxes = labels.map((e) => [e.textContent, e.getBoundingClientRect()]);
            const aside = (a, b) => a.left < b.right - 1 && b.left < a.right - 1;
            const over = (a, b) => aside(a, b) && a.top < b.bottom - 3 && b.top < a.bottom - 3;
            return boxes.flatMap(([t, a], i) => boxes.slice(i + 1).filter(([, b]) => over(a, b)).map(([u]) => t + ' / ' + u));
        }"""
    )
    assert touching == []


def test_without_script_the_same_address_is_a_working_page(open_page: Opened) -> None:
    page = open_page("/?from=2023-08-01&to=2023-09-30", script=False)
    before = page.url
    page.get_by_label("Zoom in").click()
    page.wait_for_url(lambda url: url != before)
    assert "from" in query(page)
    page.locator(".mark").first.click()
    page.wait_for_url(re.compile("selected="))
    expect(page.locator("#drawer")).to_be_visible()
    page.locator("#drawer").get_by_text("Open its page").click()
    page.wait_for_url(re.compile("/events/"))
    page.go_back()
    page.wait_for_url(re.compile("selected="))
    page.locator(".facets summary").first.click()
    page.locator(".facets input[value='meeting']").check()
    page.locator(".facets .apply").click()
    page.wait_for_url(re.compile("type=meeting"))
    page.get_by_label("Go to").fill("spring 2021")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("from=2021-03"))


def test_without_script_a_small_screen_has_a_narrow_drawing_to_choose(open_page: Opened) -> None:
    page = open_page(AUGUST, width=390, script=False)
    page.get_by_role("link", name="Draw for a narrow screen").click()
    page.wait_for_url(re.compile("w=366"))
    expect(page.locator(".surface")).to_have_attribute("data-width", "366")
    before = page.url
    page.get_by_label("Zoom in").click()
    page.wait_for_url(lambda url: url != before)
    assert query(page)["w"] == ["366"]


@pytest.mark.parametrize("path", ["/", AUGUST, "/?from=1990&to=1991", "/go/?when=tea"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Opened, path: str, scheme: str) -> None:
    page = open_page(path, color_scheme=scheme)
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_an_event_and_its_drawer(open_page: Opened, width: int) -> None:
    page = open_page("/?disputed=1", width=width)
    page.locator(".mark").first.click()
    page.wait_for_selector("#drawer")
    settle(page)
    assert barriers(page) == []
    page.locator("#drawer").get_by_text("Open its page").click()
    page.wait_for_url(re.compile("/events/"))
    expect(page.get_by_text("How the date became known")).to_be_visible()
    assert barriers(page) == []


def test_how_to_read_the_marks_comes_with_the_drawing_and_goes_with_it(open_page: Opened) -> None:
    page = open_page(f"{AUGUST}&view=list")
    expect(page.locator(".legend")).to_be_hidden()
    page.get_by_role("link", name="Timeline", exact=True).last.click()
    expect(page.locator("#timeline-surface")).to_be_visible()
    expect(page.locator(".legend")).to_contain_text("How exact the date is")
    expect(page.locator(".legend")).to_be_visible()


def test_what_two_windows_have_in_common_stays_as_it_stands(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before, common = window(page), ("#timeline", "#lane", ".facets form", ".legend", ".list h2")
    page.evaluate("names => names.forEach((name) => { document.querySelector(name).stood = true; })", common)
    page.get_by_label("Zoom in").click()
    moved(page, before)
    assert page.evaluate("names => names.map((name) => document.querySelector(name).stood)", common) == [True] * 5
    assert counts_add_up(page)


def test_a_form_shows_what_the_window_has_when_somebody_goes_back(open_page: Opened) -> None:
    page = open_page(AUGUST)
    election = page.get_by_role("checkbox", name="Election")
    page.locator(".facets label", has_text="Election").click()
    expect(page.locator(".chip", has_text="Election")).to_be_visible()
    expect(election).to_be_checked()
    page.get_by_label("Lanes").select_option("status")
    page.wait_for_url(re.compile("lane=status"))
    page.go_back()
    expect(page.get_by_label("Lanes")).to_have_value("type")
    page.go_back()
    expect(page.locator(".chip", has_text="Election")).to_have_count(0)
    expect(election).not_to_be_checked()


def test_a_drawing_that_changes_under_a_pointer_at_rest_names_nothing(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.keyboard.press("Shift+ArrowLeft")
    earlier = moved(page, before)
    mark = page.locator(".mark .hit").first.bounding_box()
    assert mark is not None
    page.mouse.move(mark["x"] + 5, mark["y"] + 5)
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Shift+ArrowRight")
    later = moved(page, earlier)
    page.keyboard.press("Shift+ArrowLeft")
    assert moved(page, later) == earlier
    rested(page, 300)
    expect(page.locator(".tip")).to_be_hidden()
    page.mouse.move(mark["x"] + 6, mark["y"] + 5)
    expect(page.locator(".tip")).to_be_visible()


def test_a_wheel_that_turns_quickly_has_come_to_rest_sooner(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.mouse.move(*middle_of(page))
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.keyboard.down("Control")
    for _ in range(4):
        page.clock.run_for(16)
        page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    page.clock.run_for(45)
    until(page, lambda: window(page) != before)
    page.clock.resume()
    near = moved(page, before)
    assert near[1] - near[0] < (before[1] - before[0]) * 0.7


def test_a_turn_of_the_wheel_that_waits_for_a_busy_page_is_no_rest(open_page: Opened) -> None:
    page = open_page(AUGUST)
    before = window(page)
    page.evaluate("navigator.scheduling.isInputPending = () => window.waits ?? true")
    page.mouse.move(*middle_of(page))
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    with page.expect_response(re.compile("from=")):
        page.clock.run_for(500)
    expect(page.locator("#timeline")).to_have_attribute("data-state", "settled")
    assert window(page) == before
    page.evaluate("window.waits = false")
    page.clock.run_for(10)
    until(page, lambda: window(page) != before)
    page.clock.resume()
    assert moved(page, before)[1] < before[1]


def test_the_filters_fold_below_an_event_that_is_opened(open_page: Opened) -> None:
    page = open_page(AUGUST)
    filters = page.locator(".facets")
    expect(filters).to_have_attribute("open", "")
    page.locator(".lane .mark[tabindex='0']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer")).to_be_focused()
    expect(filters).not_to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_have_count(0)
    expect(filters).to_have_attribute("open", "")
