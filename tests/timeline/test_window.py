"""A window is its address: read, written back, moved."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import MINUTES_PER_DAY, bounds_of, day_minutes
from events.timeline import grain
from events.timeline.window import MANY, UNRECORDED, Window, span_text
from events.vocabulary import STATUSES, TYPES


def read(query: str) -> Window:
    window, problems = Window.from_query(parse_qs(query))
    assert not problems
    return window


@pytest.mark.parametrize(
    ("low", "high", "first", "last"),
    [
        ("2023", "2023", (2023, 1, 1), (2024, 1, 1)),
        ("2023-08", "2023-10", (2023, 8, 1), (2023, 11, 1)),
        ("2023-09-11", "2023-09-12", (2023, 9, 11), (2023, 9, 13)),
        ("-0044", "0014", (-44, 1, 1), (15, 1, 1)),
        ("199X", "200X", (1990, 1, 1), (2010, 1, 1)),
        ("2019-21", "2019-Q".replace("-Q", "-34"), (2019, 3, 1), (2019, 7, 1)),
        ("1990~", "1999?", (1990, 1, 1), (2000, 1, 1)),
        ("Y-20000", "Y20000", (-20000, 1, 1), (20001, 1, 1)),
    ],
)
def test_dates_of_any_grain_bound_a_window(low: str, high: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    window = read(f"from={low}&to={high}")
    assert (window.low, window.high) == (day_minutes(*first), day_minutes(*last) - 1)


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("from=2023-13-45", "from", "month 13"),
        ("from=20233", "from", "Y20233"),
        ("from=20233-01-01", "from", "Y20233"),
        ("to=-12000", "to", "Y-12000"),
        ("from=../2023", "from", "leave “from” empty"),
        ("to=2023/..", "to", "leave “to” empty"),
        ("from=2024&to=1990", "to", "exchange"),
        ("type=nonsense", "type", "Choose one of: meeting"),
        ("status=unsure", "status", UNRECORDED),
        ("country=Russia", "country", "ISO 3166"),
        ("page=-1", "page", "whole number from 1"),
        ("page=1e9", "page", "whole number"),
        ("importance=1001", "importance", "up to 1000"),
        ("bbox=1,2,3", "bbox", "west,south,east,north"),
        ("bbox=0,60,10,50", "bbox", "leaves the map"),
        ("bbox=0,nan,1,1", "bbox", "west,south,east,north"),
        ("asof=soon", "asof", "2023-09-11"),
        ("rev=9999999999999999999", "rev", "whole number"),
        ("selected=0", "selected", "whole number from 1"),
        ("certainty=maybe", "certainty", "certain, possible"),
        ("disputed=perhaps", "disputed", "Write 1"),
        ("lane=colour", "lane", "type, status"),
        ("view=globe", "view", "timeline, list"),
        ("compare=type%3Dnonsense", "compare", "nonsense"),
        ("q=" + "x" * 5000, "q", "5,000 characters"),
        ("actor=" + "x" * 5000, "actor", "5,000 characters"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_explained(query: str, name: str, says: str) -> None:
    window, problems = Window.from_query(parse_qs(query))
    (problem,) = problems
    assert problem.name == name
    assert says in problem.message
    assert problem.value
    assert Window.from_query(parse_qs(window.query_string())) == (window, ())


@pytest.mark.parametrize(
    "query", ["", "from=&to=&q=", "utm_source=x&from=1990", "type=visit&type=&type=visit", "q=%00%01"]
)
def test_empty_unknown_and_repeated_parameters_do_no_harm(query: str) -> None:
    window, problems = Window.from_query(parse_qs(query, keep_blank_values=True))
    assert problems == ()
    assert window.query_string() in ("", "from=1990", "type=visit")


def test_more_values_than_anybody_chooses_are_refused_and_some_are_kept() -> None:
    window, (problem,) = Window.from_query({"tag": [f"tag {n}" for n in range(MANY + 1)]})
    assert "too many" in problem.message
    assert len(window.tag) == MANY


def test_an_address_is_canonical() -> None:
    window = read(
        "type=visit&to=1999-12-31&type=meeting&from=1990-01-01&page=1&view=timeline&country=ru&bbox=1.50,2,3,4.0"
    )
    assert window.query_string() == "bbox=1.5%2C2%2C3%2C4&country=RU&from=1990&to=1999&type=meeting&type=visit"


EDGES = st.integers(-3 * 10**9, 3 * 10**9)
WINDOWS = st.builds(
    lambda edges, **rest: Window(**rest).at(min(edges), max(edges)),
    st.tuples(EDGES, EDGES),
    q=st.text('abc "*-é&=%+#', max_size=12).map(lambda text: " ".join(text.split())),
    type=st.sets(st.sampled_from(sorted(TYPES))).map(lambda found: tuple(sorted(found))),
    status=st.sets(st.sampled_from([*STATUSES, UNRECORDED])).map(lambda found: tuple(sorted(found))),
    tag=st.sets(st.text("ab&=; é", min_size=1).map(str.strip).filter(bool)).map(lambda found: tuple(sorted(found))),
    importance=st.none() | st.integers(0, 1000),
    disputed=st.booleans(),
    asof=st.none() | st.integers(-700_000, 700_000),
    rev=st.none() | st.integers(0, 10**9),
    bbox=st.none() | st.tuples(st.integers(-180, 180), st.integers(-90, 0), st.integers(-180, 180), st.integers(0, 90)),
    order=st.sampled_from(["", "newest"]),
)


@given(WINDOWS)
def test_reading_what_was_written_gives_the_same_window(window: Window) -> None:
    again, problems = Window.from_query(parse_qs(window.query_string()))
    assert problems == ()
    assert again == window
    assert again.query_string() == window.query_string()


@given(EDGES, st.integers(1, 10**9), st.sampled_from([0.5, 0.25, 2, 4, 0.4, 3]))
def test_zooming_in_and_out_again_is_the_same(low: int, width: int, factor: float) -> None:
    start = grain.snapped(low, low + width)
    there = grain.zoomed(*start, factor)
    assert there != start or start[1] + 1 - start[0] in (grain.WIDTHS[0], grain.WIDTHS[-1])
    steps = grain.WIDTHS.index(there[1] + 1 - there[0]) - grain.WIDTHS.index(start[1] + 1 - start[0])
    back = there
    for _ in range(abs(steps)):
        back = grain.zoomed(*back, 0.6 if steps > 0 else 1.7)
    assert abs(back[0] - start[0]) <= (start[1] + 1 - start[0]) // 2
    assert back[1] - back[0] == start[1] - start[0]


@given(EDGES, st.integers(1, 10**9), st.sampled_from([0.25, 0.5, 0.75, 1, 2]))
def test_moving_there_and_back_is_the_same(low: int, width: int, fraction: float) -> None:
    start = grain.snapped(low, low + width)
    there = grain.panned(*start, fraction)
    assert there[0] - start[0] == round(fraction * (start[1] + 1 - start[0]))
    assert grain.panned(*there, -fraction) == start


@given(EDGES, st.integers(1, 10**9))
def test_snapping_keeps_the_middle_and_what_is_snapped(low: int, width: int) -> None:
    first, last = grain.snapped(low, low + width)
    assert grain.snapped(first, last) == (first, last)
    assert last + 1 - first in grain.WIDTHS
    assert abs(first + last - 2 * low - width) <= (last + 1 - first) // 4 + 2


@given(EDGES, st.integers(1, 10**9))
def test_a_whole_span_holds_the_span_and_not_much_more(low: int, width: int) -> None:
    first, last = grain.whole(low, low + width)
    assert first <= low
    assert last >= low + width
    assert last - first <= width * 1.06 + 2 * 60 + 4 * MINUTES_PER_DAY


def test_zooming_keeps_the_pointed_minute_in_its_place() -> None:
    low, high = grain.snapped(day_minutes(2000, 1, 1), day_minutes(2020, 1, 1))
    about = low + (high - low) // 5
    first, last = grain.zoomed(low, high, 0.5, about=about)
    assert abs((about - first) / (last - first) - 0.2) < 0.13


def test_filters_are_taken_away() -> None:
    window = read("type=visit&page=3&selected=7&from=1990&q=summit")
    assert window.without("type", "visit").query_string() == "from=1990&q=summit"
    assert window.without("from").query_string() == "q=summit&type=visit"
    assert window.without_filters().query_string() == "from=1990"


def test_what_is_compared_shares_dates_and_clocks() -> None:
    window = read("from=1990&to=1999&asof=2020-05-05&type=visit&compare=type%3Dmeeting%26from%3D2010%26page%3D4")
    assert window.compare == "type=meeting"
    other = window.compared()
    assert other is not None
    assert other.query_string() == "asof=2020-05-05&from=1990&to=1999&type=meeting"
    assert read("").compared() is None


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2023", "2023", "2023/2023"),
        ("2023-06", "2023-12", "2023-06/2023-12"),
        ("2023-06", "2024-12", "2023-06/2024"),
        ("2023-06-05", "2023-06-30", "2023-06-05/2023-06-30"),
        ("2023-06-05", "2023-12-31", "2023-06-05/2023-12-31"),
        ("2023-01-01", "2023-06-30", "2023-01/2023-06"),
        ("2023", "2023-02-03", "2023-01-01/2023-02-03"),
        ("2023-06-05T10:30", "2023", "2023-06-05T10:30/2023"),
        ("-0044-03", "-0044", "-0044-03/-0044-12"),
        ("-0044-03-15", "-0044-12-31", "-0044-03-15/-0044-12-31"),
    ],
)
def test_a_span_inside_a_year_is_told_alike_at_both_ends(first: str, last: str, said: str) -> None:
    low, high = bounds_of(first).earliest_start, bounds_of(last).latest_end
    assert low is not None
    assert high is not None
    assert span_text(low, high) == said
