"""What stands where: counts that add up, nothing that overlaps, rows that stay."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.timeline.counting import LEAST_COLUMN, Grid, Leftover, clusters_of, column_words
from events.timeline.grain import calendar_parts
from events.timeline.layout import NARROW, ROW, WIDE, LaneLayout, Layout, lay_out
from events.timeline.placing import Mark
from events.timeline.scale import Scale
from events.timeline.values import Item
from events.timeline.window import Window
from tests.timeline.answers import make_answer, make_item

SPAN = "2023-08-01/2023-10-31"
WIDTHS = st.sampled_from((296, 366, 560, 736, 984, 1168, 1488))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A date of any kind in or around August to October 2023."""
    month, day, more = draw(st.integers(7, 11)), draw(st.integers(1, 28)), draw(st.integers(1, 40))
    start = f"2023-{month:02d}-{day:02d}"
    end = f"2023-{min(month + 1, 12):02d}-{min(day + more, 28):02d}"
    kinds = (start, f"{start}~", f"{start}?", start[:7], f"{start}/{end}", f"{start}~/{end}", f"{start}/{end}~")
    return draw(st.sampled_from((*kinds, f"{start}/..", f"../{start}", f"[{start}..{end}]", f"{start}T10:30", "2023")))


@st.composite
def some_items(draw: st.DrawFn, most: int = 120) -> list[Item]:
    """Items of a few types, statuses and weights."""
    made = []
    for number in range(draw(st.integers(0, most))):
        words = " ".join(["Leaders meet in the capital"[: draw(st.integers(4, 27))]] * draw(st.integers(1, 3)))
        changes = {
            "title": words,
            "type": draw(st.sampled_from(("visit", "meeting", "attack", "election"))),
            "status": draw(st.sampled_from(("occurred", "ongoing", "scheduled", "denied"))),
            "importance": draw(st.sampled_from((200, 400, 800, 1000))),
        }
        made.append(make_item(number + 1, draw(dates()), **changes))
    return made


def counted(lane: LaneLayout) -> int:
    band = lane.band.count if lane.band else 0
    return len(lane.marks) + sum(cluster.events for cluster in lane.clusters) + band


def taken(mark: Mark) -> tuple[float, float]:
    """The pixels of a mark with its badge; labels are checked by their own ends."""
    return mark.form.left, mark.form.right


@settings(deadline=None, max_examples=60)
@given(some_items(), WIDTHS, st.integers(1, 60))
def test_marks_and_counts_add_up_to_each_lane(items: list[Item], width: int, known: int) -> None:
    answer = make_answer(items, SPAN, known=known)
    layout = lay_out(answer, width)
    assert sum(counted(lane) for lane in layout.lanes) == answer.total
    assert [counted(lane) for lane in layout.lanes] == [lane.total for lane in answer.lanes if lane.total]


@settings(deadline=None, max_examples=60)
@given(some_items(), WIDTHS)
def test_no_event_is_drawn_twice(items: list[Item], width: int) -> None:
    layout = lay_out(make_answer(items, SPAN), width)
    drawn = [mark.item.event_id for lane in layout.lanes for mark in lane.marks]
    assert len(drawn) == len(set(drawn))


@settings(deadline=None, max_examples=60)
@given(some_items(), WIDTHS)
def test_forms_of_one_row_do_not_overlap(items: list[Item], width: int) -> None:
    layout = lay_out(make_answer(items, SPAN), width)
    for lane in layout.lanes:
        rows = max((mark.row for mark in lane.marks), default=0)
        for row in range(rows if lane.clusters or rows else rows + 1):
            spans = sorted(taken(mark) for mark in lane.marks if mark.row == row)
            assert all(b[0] >= a[1] - 0.01 for a, b in pairwise(spans))


@settings(deadline=None, max_examples=60)
@given(some_items(), WIDTHS)
def test_everything_stands_inside_the_axis(items: list[Item], width: int) -> None:
    layout = lay_out(make_answer(items, SPAN), width)
    low, high = layout.scale.left - 0.01, layout.scale.right + 0.01
    for lane in layout.lanes:
        for mark in lane.marks:
            assert low <= mark.form.centre <= high
            assert mark.form.left <= mark.form.centre <= mark.form.right
        assert all(low <= cluster.x <= high for cluster in lane.clusters)
        assert layout.bottom >= lane.bottom > lane.top


@settings(deadline=None, max_examples=40)
@given(some_items(), WIDTHS)
def test_the_same_answer_is_laid_out_the_same(items: list[Item], width: int) -> None:
    answer = make_answer(items, SPAN)
    shuffled = replace(answer, lanes=tuple(replace(lane, items=lane.items[::-1]) for lane in answer.lanes))
    assert lay_out(answer, width) == lay_out(shuffled, width)


def busy(count: int, **changes: object) -> list[Item]:
    """Events on consecutive days of August and after, each with a title of its own."""
    start = 19_570  # 1 August 2023, in days
    return [
        make_item(n + 1, _day(start + n % 92), title=f"Talks on the matter {n}", importance=200 + n % 7, **changes)
        for n in range(count)
    ]


def _day(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=number)).isoformat()


@pytest.mark.parametrize(
    ("width", "edtf"),
    [
        *product((296, 366), ("2023-08-01", "2023-09-15", "2023-10-31", "2023", "2023-08-01/..", "2023-09-15~")),
        (366, "2023-09"),
    ],
)
def test_of_two_events_with_long_titles_a_narrow_drawing_names_both(width: int, edtf: str) -> None:
    title = "Foreign ministers of fourteen countries and the European Union agree on a corridor for grain through the strait"
    items = [make_item(number, edtf, title=title) for number in (1, 2)]
    lane = lay_out(make_answer(items, SPAN), width).lanes[0]
    assert [mark.label[:10] for mark in lane.marks] == ["Foreign mi", "Foreign mi"]


@pytest.mark.parametrize(("width", "ceiling"), [(1168, WIDE), (366, NARROW)])
def test_the_ceiling_of_marks_and_labels_holds(width: int, ceiling: object) -> None:
    types = ("visit", "meeting", "attack", "election", "threat", "military", "legal", "sanction", "protest", "other")
    items = [item._replace(type=types[n % 10]) for n, item in enumerate(busy(2_000))]
    layout = lay_out(make_answer(items, SPAN), width)
    marks = [mark for lane in layout.lanes for mark in lane.marks]
    singles = sum(1 for lane in layout.lanes for mark in lane.marks if not mark.label)
    assert sum(bool(mark.label) for mark in marks) <= ceiling.labels  # type: ignore[attr-defined]
    assert len(marks) - singles <= ceiling.marks  # type: ignore[attr-defined]


def test_a_lane_of_many_becomes_columns_with_its_weightiest_named() -> None:
    items = [*busy(500), make_item(900, "2023-09-11", title="The summit", importance=1000)]
    lane = lay_out(make_answer(items, SPAN), 1168).lanes[0]
    assert lane.band is not None
    assert "The summit" in [mark.label for mark in lane.marks]
    assert sum(column.events for column in lane.band.columns) == 501


def test_on_a_phone_a_lone_event_is_named_by_what_its_title_begins_with() -> None:
    title = "North Korea fires two ballistic missiles into sea"
    lone = make_item(1, "2023-09-13", title=title)
    mark = lay_out(make_answer([lone], SPAN), 366).lanes[0].marks[0]
    assert mark.label.endswith("…")
    assert title.startswith(mark.label[:-1])
    assert len(mark.label) > len(title) / 3


def test_the_selected_event_is_always_drawn() -> None:
    items = [*busy(500), make_item(900, "2023-09-11", title="A very small matter indeed", importance=1)]
    answer = make_answer(items, SPAN, known=600, window=Window(selected=900))
    marks = [mark.item.event_id for lane in lay_out(answer, 1168).lanes for mark in lane.marks]
    assert 900 in marks


def test_an_event_keeps_its_row_while_the_window_moves() -> None:
    items = [item._replace(importance=200 + item.event_id % 9 * 100) for item in busy(70)]
    before = _rows(lay_out(make_answer(items, "2023-08-01/2023-10-15"), 1168))
    after = _rows(lay_out(make_answer(items, "2023-08-08/2023-10-22"), 1168))
    both = before.keys() & after.keys()
    kept = sum(before[number] == after[number] for number in both)
    assert len(both) >= 20
    # Seventy labels in eight rows are full house: at the edges some change sides, and push a neighbour out of its row.
    assert kept >= 0.8 * len(both)


def _rows(layout: Layout) -> dict[int, int]:
    return {mark.item.event_id: mark.row for lane in layout.lanes for mark in lane.marks if mark.label}


def test_an_empty_answer_has_no_lanes_and_still_an_axis() -> None:
    layout = lay_out(make_answer([], SPAN), 1168)
    assert layout.lanes == ()
    assert layout.axis.ticks


def test_a_lane_without_known_items_is_counted_by_its_bins() -> None:
    lane = lay_out(make_answer(busy(40), SPAN, known=0), 1168).lanes[0]
    assert not lane.marks
    assert sum(cluster.events for cluster in lane.clusters) == 40


@given(st.lists(st.tuples(st.floats(150, 1160), st.integers(1, 2_000)), max_size=60))
def test_pills_never_touch_and_keep_the_sum(points: list[tuple[float, int]]) -> None:
    scale = Scale(0, 100_000, 148, 1162)
    clusters = clusters_of([Leftover(x, count, int(x), int(x) + 9) for x, count in sorted(points)], scale)
    assert sum(cluster.events for cluster in clusters) == sum(count for _, count in points)
    for left, right in pairwise(clusters):
        assert right.x - left.x >= (left.width + right.width) / 2


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("1500/2026", "1500–1504"),
        ("1926/2026", "1926"),
        ("1990/2026", "Jan–Mar 1990"),
        ("2016/2026", "Jan 2016"),
        ("2025/2026", "1–5 January 2025"),
        ("2023-08-01/2023-10-31", "1 August 2023"),
        ("2023-08-01/2023-08-04", "1 August 2023"),
        ("2023-08-01T00:00/2023-08-01T11:59", "00:05–00:10, 1 August 2023"),
        ("-0499/-0001", "500–496 BC"),
    ],
)
def test_a_column_says_what_it_covers(span: str, words: str) -> None:
    answer = make_answer([], span)
    grid = Grid.of(answer.edges, Scale(answer.low, answer.high, 148, 1162))
    place = 1 if ":" in words else 0
    assert column_words(grid.columns([1] * (len(answer.edges) - 1))[place]) == words


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.sampled_from((286, 586, 1014)), st.data())
def test_columns_count_every_event_and_are_wide_enough(low: int, width: int, pixels: int, data: st.DataObject) -> None:
    edges = calendar_parts(low, low + width, pixels // LEAST_COLUMN)
    counts = data.draw(st.lists(st.integers(0, 900), min_size=len(edges) - 1, max_size=len(edges) - 1))
    columns = Grid.of(edges, Scale(low, low + width, 148, 148 + pixels)).columns(counts)
    assert sum(column.events for column in columns) == sum(counts)
    assert all(
        column.right - column.left >= 0.8 * LEAST_COLUMN for column in columns if edges[0] < column.low < edges[-2]
    )
    assert all(column.low in edges and column.high + 1 in edges for column in columns)


def test_what_runs_through_the_window_stands_in_no_column() -> None:
    answer = make_answer([*busy(300), *(make_item(1_000 + n, "2020/2025") for n in range(90))], SPAN, known=5)
    lane = replace(answer.lanes[0], through=90)
    band = lay_out(replace(answer, lanes=(lane,)), 1168).lanes[0].band
    assert band is not None
    assert sum(column.events for column in band.columns) == 300
    assert band.through == 90
    assert max(column.events for column in band.columns) <= 4


def test_bars_through_the_whole_window_leave_the_rows_to_what_has_its_day() -> None:
    """One of them, the weightiest, is drawn before the others."""
    days = [make_item(n, f"2023-09-{n:02d}", title=f"Talks, round {n}") for n in range(1, 26, 6)]
    lasting = [make_item(100 + n, "2020/2025", importance=900 - n) for n in range(30)]
    lane = lay_out(make_answer([*days, *lasting], SPAN), 1168).lanes[0]
    labelled = {mark.item.event_id for mark in lane.marks if mark.label}
    assert {item.event_id for item in days} | {100} <= labelled


def test_a_lane_without_a_column_is_as_high_as_what_it_says() -> None:
    answer = make_answer((make_item(n, "2020/2025") for n in range(300)), SPAN, known=0)
    lane = lay_out(replace(answer, lanes=(replace(answer.lanes[0], through=300),)), 1168).lanes[0]
    assert lane.band is not None
    assert (lane.band.columns, lane.band.height) == ((), 0)
    assert lane.bottom - lane.top == 2 * ROW


def test_what_runs_through_the_window_is_no_heap_at_its_middle() -> None:
    """Of few events, too: a pill of its own says that they run throughout, beside those that have a day, or below them."""
    days = [make_item(n, f"2023-08-{n:02d}") for n in range(1, 29)]
    lasting = [make_item(1_000 + n, "2020/2025") for n in range(40)]
    answer = make_answer([*days, *lasting], SPAN, known=8)
    lane = replace(answer.lanes[0], through=40)
    laid = lay_out(replace(answer, lanes=(lane,)), 1168).lanes[0]
    pills = [cluster for cluster in laid.clusters if cluster.through]
    drawn = sum((mark.item.latest_end or 0) > answer.high for mark in laid.marks)
    assert [pill.events for pill in pills] == [40 - drawn]
    assert pills[0].words == f"{40 - drawn} throughout"
    assert counted(laid) == 68
    row = [pill for pill in laid.clusters if pill.drop == pills[0].drop]
    ends = sorted((pill.x - pill.width / 2, pill.x + pill.width / 2) for pill in row)
    assert all(left[1] < right[0] for left, right in pairwise(ends))


def test_a_window_of_days_has_no_column_of_hours() -> None:
    """What is known to the day has no hour: a column of one would say that it has."""
    crowd = [make_item(n, f"2023-08-{1 + n % 3:02d}") for n in range(1, 301)]
    band = lay_out(make_answer(crowd, "2023-08-01/2023-08-03"), 366).lanes[0].band
    assert band is not None
    assert [column.events for column in band.columns] == [100, 100, 100]
    alone = lay_out(make_answer(crowd, "2023-08-01/2023-08-01"), 366).lanes[0].band
    assert alone is not None
    assert alone.height < band.height, "a column with nothing to compare it with is low"


def test_columns_name_what_happened_in_the_window_before_what_ran_through_it() -> None:
    lasting = [make_item(1_000 + n, "2020/2025", title=f"Siege {n}", importance=990) for n in range(9)]
    all_year = make_item(1_100, "2023/2023", title="A year of drought", importance=990)
    summit = make_item(900, "2023-09-11", title="The summit", importance=800)
    answer = make_answer([*busy(500), *lasting, all_year, summit], SPAN)
    assert [m.item.title for m in lay_out(answer, 1168).lanes[0].marks if m.item.importance > 700] == ["The summit"]
    selected = replace(answer, window=Window(selected=1_003))
    assert "Siege 3" in {m.item.title for m in lay_out(selected, 1168).lanes[0].marks}
