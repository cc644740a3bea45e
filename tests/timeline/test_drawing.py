"""What is written as SVG: escaped, without style or script, counted once, said in words."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from events.edtf import MINUTES_PER_DAY, bounds_of
from events.timeline.becoming import Standing, Telling
from events.timeline.drawing import Words, chart, icon, mark_symbols, overview, readings, sample
from events.timeline.layout import LaneLayout, lay_out
from events.timeline.speech import spoken
from events.timeline.values import Alternative, Item
from events.timeline.window import Window
from events.vocabulary import STATUSES, TYPES
from tests.timeline.answers import make_answer, make_item
from tests.timeline.test_layout import SPAN, busy, some_items

SVG = "{http://www.w3.org/2000/svg}"


class Links:
    """Addresses as a view gives them."""

    def event(self, item: Item) -> str:
        return f"/?selected={item.event_id}&a=b"

    def members(self, lane: LaneLayout, low: int, high: int) -> str:
        return f"/?from={low}&to={high}"


def drawn(items: list[Item], *, width: int = 1168, span: str = SPAN, **changes: object) -> str:
    layout = lay_out(make_answer(items, span, **changes), width)  # type: ignore[arg-type]
    return chart(layout, Links(), Words("A title", "today"))


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@settings(deadline=None, max_examples=40)
@given(some_items(60))
def test_it_is_well_formed_and_counts_each_event_once(items: list[Item]) -> None:
    answer = make_answer(items, SPAN, known=20)
    root = tree(chart(lay_out(answer, 1168), Links(), Words("A title", "today")))
    marks = [element.get("data-event-id") for element in root.iter(f"{SVG}a") if element.get("data-event-id")]
    counts = [int(element.get("data-count", "0")) for element in root.iter(f"{SVG}a")]
    assert len(marks) + sum(counts) == answer.total
    assert len(marks) == len(set(marks))


def test_it_escapes_titles_labels_and_addresses() -> None:
    svg = drawn([make_item(1, "2023-09-11", title="<script>\"&'</script>", type="visit")])
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "selected=1&amp;a=b" in svg


def test_it_has_no_style_and_no_handler() -> None:
    svg = drawn(busy(300)) + overview(lay_out(make_answer(busy(30), SPAN, whole="1866/2026"), 1168), "All")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script|javascript:", svg)


def test_every_mark_says_title_date_status_and_type() -> None:
    item = make_item(1, "2023-09-11/2023-09-18~", title="Kim to Russia", status="scheduled", disputed=True)
    assert spoken(item) == "Kim to Russia, 11 to about 18 September 2023, scheduled, visit, sources differ"
    assert 'aria-label="Kim to Russia, 11 to about 18 September 2023, scheduled, visit, sources differ"' in drawn(
        [item]
    )


def test_each_lane_is_one_stop_of_the_tab_key() -> None:
    items = [*busy(20), *(make_item(100 + n, "2023-09-11", type="attack") for n in range(30))]
    root = tree(drawn(items))
    for lane in (group for group in root.iter(f"{SVG}g") if group.get("role") == "group"):
        stops = [link for link in lane.iter(f"{SVG}a") if link.get("tabindex") == "0"]
        assert len(stops) == 1


def test_the_selected_mark_is_marked_and_the_stop_of_its_lane() -> None:
    root = tree(drawn(busy(20), window=Window(selected=7)))
    (chosen,) = [link for link in root.iter(f"{SVG}a") if "selected" in (link.get("class") or "")]
    assert (chosen.get("data-event-id"), chosen.get("tabindex"), chosen.get("aria-current")) == ("7", "0", "true")


@pytest.mark.parametrize(
    ("edtf", "status", "piece"),
    [
        ("2023-09-11", "denied", "strike"),
        ("2023-09-11?", "occurred", 'class="doubt"'),
        ("2023-09-11~", "occurred", "fade-l"),
        ("2023-09", "occurred", 'class="stop"'),
        ("2023-09-11/..", "occurred", 'class="head"'),
        ("2023-08-11/2023-09-30", "occurred", 'class="core"'),
        ("2022/2024", "occurred", 'class="head"'),
    ],
)
def test_uncertainty_has_its_sign(edtf: str, status: str, piece: str) -> None:
    item = make_item(1, edtf, status=status)
    assert piece in drawn([item])
    assert piece not in drawn([make_item(1, "2023-09-11")])


def test_the_readings_of_a_disputed_event_are_both_drawn() -> None:
    day = make_item(2, "2023-10-09")
    bounds = (day.earliest_start, day.latest_start, day.earliest_end, day.latest_end)
    other = Alternative("2023-10-09", "expected", *bounds, lasts=False)
    svg = drawn([make_item(1, "2023-09-03", disputed=True, alternatives=(other,))])
    assert 'class="other is-expected"' in svg
    assert ">≠</text>" in svg
    assert svg.count("data-event-id") == 1


def test_what_lies_ahead_stands_behind_a_line() -> None:
    assert 'class="later"' in drawn(busy(5), at="2023-09-11")
    assert 'class="later"' not in drawn(busy(5), at="2026-11-24")


def test_what_was_ahead_on_the_day_whose_knowledge_is_shown_stands_behind_a_line() -> None:
    day = (bounds_of("2023-09-11").latest_end or 0) // MINUTES_PER_DAY
    then = drawn(busy(5), at="2026-11-24", window=Window(asof=day))
    assert then == drawn(busy(5), at="2023-09-11")


def test_columns_are_a_target_of_24_pixels_however_low_they_are() -> None:
    crowd = [make_item(n, "2023-08-01") for n in range(1, 401)]
    root = tree(drawn(crowd, span="2023-08-01/2023-08-01", known=0))
    band = next(link for link in root.iter(f"{SVG}a") if "band" in (link.get("class") or ""))
    assert float(band[0].get("height", "0")) >= 24


def test_a_line_leads_down_from_a_day_but_from_no_bar_that_began_before_the_window() -> None:
    crowd = [make_item(n, f"2023-08-{1 + n % 28:02d}", importance=300) for n in range(1, 600)]
    early = make_item(900, "2023-05-01/2023-08-09", importance=900)
    within = make_item(901, "2023-08-03/2023-08-09", importance=900)

    def lines(*items: Item) -> int:
        lane = tree(drawn([*items, *crowd])).find(".//{*}g[@class='lane g-talks']")
        assert lane is not None
        return len(lane.findall("{*}path[@class='leader']"))

    assert lines(within) == lines(early) + 1


def test_what_a_band_says_stands_on_a_plate() -> None:
    """The line of a mark would strike it through."""
    svg = drawn([make_item(n, f"2023-08-{1 + n % 28:02d}") for n in range(1, 600)])
    words = re.findall(
        r'<rect class="plate" x="([\d.]+)"[^>]* width="([\d.]+)"[^>]*/><text class="peak" x="([\d.]+)"', svg
    )
    assert words
    assert len(words) == svg.count('class="peak"')


def test_counts_stand_in_one_column() -> None:
    """Where that of one lane has no room beside its name, those of all lanes stand below theirs."""
    beside = tree(drawn([*busy(90)]))
    below = tree(drawn([*busy(400), *(make_item(1_000 + n, "2023-09", type="military") for n in range(12_000))]))
    anchors = [
        {text.get("text-anchor") for text in root.iter(f"{SVG}text") if text.get("class") == "lane-count"}
        for root in (beside, below)
    ]
    assert anchors == [{"end"}, {None}]


def test_there_is_no_overview_of_nothing() -> None:
    assert overview(lay_out(make_answer([], SPAN), 1168), "nothing") == ""


def test_the_overview_marks_the_window_and_draws_a_lens_to_it() -> None:
    part = overview(lay_out(make_answer(busy(30), SPAN, whole="1866/2026"), 1168), "All")
    whole = overview(lay_out(make_answer(busy(30), SPAN), 1168), "All")
    assert 'class="lens"' in part
    assert 'class="lens"' not in whole
    assert part.count('class="brush"') == whole.count('class="brush"') == 1


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("status", STATUSES)
def test_every_type_has_an_icon_in_every_status(type_: str, status: str) -> None:
    assert f'href="#g-{type_}"' in icon(type_, status)
    assert f'id="g-{type_}"' in mark_symbols()
    tree(icon(type_, status))


def test_a_sample_is_drawn_as_on_the_axis() -> None:
    assert 'class="span"' in sample("2023-04-20/2023-09-12", span="2023")
    assert "is-scheduled" in sample("2023-06-28", status="scheduled", span="2023")


def telling(day: int, edtf: str, status: str = "expected") -> Telling:
    return Telling("Wire <&>", date(2023, 9, day), edtf, edtf, status)


def test_readings_are_drawn_from_two_articles_on() -> None:
    event = Standing("visit", "2023-09-12/2023-09-17", "12 to 17 September 2023", "occurred")
    assert readings([telling(5, "2023-09")], event) == ""
    svg = readings([telling(5, "2023-09"), telling(18, "2023-09-12/2023-09-17", "occurred")], event)
    assert svg.count('class="told"') == 4  # two lines, drawn wide and narrow
    assert "Wire <" not in svg
    assert "as it stands: 12 to 17 September 2023" in svg
