"""The read index against the plain answer: not one difference."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.edtf import MINUTES_PER_DAY, day_minutes, day_number
from events.models import Decision, Event
from events.review.readings import refresh_readings
from events.timeline import query
from events.timeline.grain import equal_parts
from events.timeline.index import Generation, current, follows, latest, one_state
from events.timeline.values import OTHERS, Answer
from events.timeline.window import UNRECORDED, Window
from tests.factories import make_actor, make_article, make_decision, make_event
from tests.timeline import oracle
from tests.timeline.conftest import Cast, make_cast, random_event, random_window

AT = day_minutes(2024, 7, 1) + 600
WHOLE = Window()


def window_of(**query_params: str) -> Window:
    window, problems = Window.from_query({name.rstrip("_"): [value] for name, value in query_params.items()})
    assert not problems
    return window


def check(window: Window, rows: list[oracle.Row], *, lanes: int) -> None:
    """Everything in the answer to a window is what the plain answer says."""
    answer = query.answer(window, at=AT, lanes=lanes, per_lane=20, bins=24)
    found = oracle.leading([row for row in rows if oracle.passes(row, window, at=AT)])
    assert answer.total == len(found)
    assert query.matches(window, at=AT) == [row.event for row in found]
    check_facets(answer, rows)
    check_lanes(answer, found, lanes)
    check_overview(answer, rows)
    check_outside(answer, rows, found)


def runs_through(row: oracle.Row, low: int, high: int) -> bool:
    begins, ends = row.bounds.earliest_start, row.bounds.latest_end
    return (begins is None or begins < low) and (ends is None or ends > high)


def check_facets(answer: Answer, rows: list[oracle.Row]) -> None:
    for facet in answer.facets:
        kept = [row for row in rows if oracle.passes(row, answer.window, at=AT, leaving=facet.name)]
        wanted = oracle.facet(kept, facet.name)
        shown = {value.value: value.count for value in facet.values if value.value != UNRECORDED}
        assert {key: count for key, count in shown.items() if count} == {
            str(key): count for key, count in wanted.items()
        }
        if facet.name == "status":
            late = {row.event for row in kept if oracle.is_unrecorded(row, answer.window, AT)}
            assert [v.count for v in facet.values if v.value == UNRECORDED] == [len(late)]
        assert {v.value for v in facet.values if v.active} == set(getattr(answer.window, facet.name))


def check_lanes(answer: Answer, found: list[oracle.Row], most: int) -> None:
    assert len(answer.lanes) <= most
    assert sum(lane.total for lane in answer.lanes) == answer.total
    events = [item.event_id for lane in answer.lanes for item in lane.items]
    assert len(events) == len(set(events))
    assert set(events) <= {row.event for row in found}
    together = [sum(counts) for counts in zip(*(lane.bins for lane in answer.lanes), strict=True)]
    assert 1 <= len(answer.edges) - 1 <= 24
    assert (answer.edges[0], answer.edges[-1]) == (answer.low, answer.high + 1)
    assert (together or [0] * (len(answer.edges) - 1)) == oracle.bins(found, answer.edges)
    low, high = answer.low, answer.high
    through = [row for row in found if runs_through(row, low + row.lasts, high - row.lasts)]
    assert sum(lane.through for lane in answer.lanes) == len(through)
    for lane in answer.lanes:
        assert sum(lane.bins) == lane.total
        assert len(lane.items) <= lane.total
        weights = [item.importance for item in lane.items]
        assert weights == sorted(weights, reverse=True)


def check_overview(answer: Answer, rows: list[oracle.Row]) -> None:
    anywhen = oracle.leading([row for row in rows if oracle.passes(row, answer.window, at=AT, dates=False)])
    seen = answer.overview
    assert list(seen.counts) == oracle.bins(anywhen, equal_parts(seen.low, seen.high, len(seen.counts)))
    assert [name for name, _ in seen.groups] == oracle.groups()
    assert [sum(counts) for counts in zip(*(counts for _, counts in seen.groups), strict=True)] == list(seen.counts)


def check_outside(answer: Answer, rows: list[oracle.Row], found: list[oracle.Row]) -> None:
    window = answer.window
    if window.certainty == "certain":
        return
    anywhen = [row for row in rows if oracle.passes(row, window, at=AT, dates=False)]
    inside = {row.event for row in found}
    early = {
        r.event for r in anywhen if window.low is not None and (r.bounds.latest_end or 2**61) < window.low
    } - inside
    late = {r.event for r in anywhen if window.high is not None and (r.bounds.earliest_start or -(2**61)) > window.high}
    assert (answer.before, answer.after) == (len(early), len(late - early - inside))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_every_window_and_filter_is_answered_as_the_tables_say(seed: int) -> None:
    rng = random.Random(seed)
    cast = make_cast()
    events = [random_event(rng, cast) for _ in range(90)]
    for step in range(5):
        newest = Decision.objects.latest_number()
        now = oracle.rows()
        for _ in range(16):
            window = random_window(rng, cast, newest)
            rows = now if window.rev is None else oracle.rows(window.rev)
            check(window, rows, lanes=rng.choice([2, 4, 12]))
        change_something(rng, cast, events, step)


def change_something(rng: random.Random, cast: Cast, events: list[Event], step: int) -> None:
    """A later decision: another date, another title, another actor, a withdrawal, or a new event."""
    event = rng.choice(events)
    if step == 0:
        events.append(random_event(rng, cast))
        return
    event.importance = 700
    event.title = "Something else about ports"
    event.state = "withdrawn" if step == 3 else "published"
    event.save()
    event.actors.set([make_actor("A late arrival")])
    refresh_readings(event, rev=make_decision(event=event).number)


@pytest.mark.django_db
def test_it_answers_an_empty_site() -> None:
    answer = query.answer(WHOLE, at=AT)
    assert (answer.total, answer.lanes, answer.low < AT < answer.high) == (0, (), True)
    assert query.page_of(WHOLE, at=AT, page=1, size=50) == ([], 0)


@pytest.mark.django_db
def test_columns_of_days_have_even_parts_of_what_is_known_to_the_month() -> None:
    for number in range(62):
        make_event(edtf="2003-05", title=f"Talks {number}")
    make_event(edtf="2003-05-16", title="Talks on a day")
    may = window_of(from_="2003-05", to="2003-05", lane="none")
    (columns,) = query.answer(may, at=AT, bins=31, dense=62).lanes
    assert columns.bins == (*[2] * 15, 3, *[2] * 15)
    (marks,) = query.answer(may, at=AT, bins=31, dense=63).lanes
    assert marks.bins == (*[0] * 15, 63, *[0] * 15)


@pytest.mark.django_db
def test_a_country_is_called_by_its_name_and_by_its_state_where_one_is_here() -> None:
    make_event(country="FR")
    make_event(country="ZZ")
    assert labels("country") == {"FR": "France", "ZZ": "ZZ"}
    make_event(country="FR").actors.add(make_actor("French Republic", kind="state", code="FR"))
    make_event(country="CH")
    assert labels("country") == {"FR": "French Republic", "ZZ": "ZZ", "CH": "Switzerland"}
    assert query.count_of(window_of(country="CH"), at=AT) == 1


def labels(name: str) -> dict[str, str]:
    """What the values of a facet of everything are called."""
    facet = next(facet for facet in query.answer(WHOLE, at=AT).facets if facet.name == name)
    return {value.value: value.label for value in facet.values}


@pytest.mark.django_db
def test_it_runs_two_queries_once_the_index_stands_and_one_where_all_has_been_shown() -> None:
    for year in range(1990, 2020):
        make_event(edtf=str(year), title=f"Talks of {year}")
    current()
    for window, asked in ((window_of(from_="1995"), 2), (window_of(type="meeting", from_="1997"), 1), (WHOLE, 2)):
        with CaptureQueriesContext(connection) as queries:
            query.answer(window, at=AT)
        assert len(queries) == asked


@pytest.mark.django_db
def test_what_has_been_shown_follows_the_day_of_the_next_window() -> None:
    told = make_article(text="Talks are expected on 1 May.", published_on=date(2024, 3, 1))
    make_event(edtf="2024-05-01", status="expected", mentions=[{"article": told}])
    shown = [
        [item.unrecorded for lane in query.answer(Window(asof=asof), at=AT).lanes for item in lane.items]
        for asof in (None, day_number(date(2024, 4, 1)), None)
    ]
    assert shown == [[True], [False], [True]]


@pytest.mark.django_db
def test_what_is_said_as_of_a_day_is_the_same_on_that_day_and_after_it() -> None:
    told = make_article(text="Talks are expected on 1 May.", published_on=date(2024, 3, 1))
    make_event(edtf="2024-05-01", status="expected", mentions=[{"article": told}])
    day = day_number(date(2024, 5, 1))
    at_its_end = (day + 1) * MINUTES_PER_DAY - 1
    for asof, recorded in ((day, True), (day + 1, False)):
        window = Window(asof=asof, status=("unrecorded",))
        found = [query.answer(window, at=at_its_end + later * MINUTES_PER_DAY).total for later in (asof - day, 5)]
        assert found == [int(not recorded)] * 2


@pytest.mark.django_db
def test_no_more_is_kept_of_what_has_been_shown_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.timeline.items.KEPT_ITEMS", 5)
    for year in range(1990, 2000):
        make_event(edtf=str(year))
    for window in (window_of(from_="1993"), WHOLE):
        answer = query.answer(window, at=AT)
        assert sum(len(lane.items) for lane in answer.lanes) == answer.total
        assert len(current().items) == 5


@pytest.mark.django_db
def test_a_page_is_of_one_state_whatever_is_decided_meanwhile() -> None:
    make_event()
    with one_state():
        before = current()
        make_event()
        assert current() is before
    assert current().generation.number == before.generation.number + 1


@pytest.mark.django_db
def test_a_decision_is_seen_by_the_next_request_and_costs_it_no_full_reading() -> None:
    event = make_event(title="Before")
    query.answer(WHOLE, at=AT)
    make_event(title="Another")
    event.title = "After"
    event.save()
    make_decision(event=event)
    items, _ = query.page_of(WHOLE, at=AT, page=1, size=10)
    assert [item.title for item in items] == ["After", "Another"]
    assert current().recent is not None


@pytest.mark.django_db
def test_a_generation_that_is_not_in_the_past_of_the_database_is_not_built_upon() -> None:
    make_event()
    make_event()
    now = latest()
    assert follows(Generation(1, Decision.objects.get(number=1).digest, 1), now)
    assert not follows(Generation(1, "the digest of another history", 1), now)
    assert not follows(Generation(now.number + 1, "", 1), now)


@pytest.mark.django_db
def test_pages_hold_every_event_once_in_order_of_start_either_way() -> None:
    rng, cast = random.Random(5), make_cast()
    for _ in range(60):
        random_event(rng, cast)
    ids = query.matches(WHOLE, at=AT)
    for order, wanted in (("", ids), ("newest", ids[::-1])):
        window = Window(order=order)
        pages = query.page_of(window, at=AT, page=1, size=7)[1]
        seen = [
            item.event_id for page in range(1, pages + 1) for item in query.page_of(window, at=AT, page=page, size=7)[0]
        ]
        assert seen == wanted
        assert query.page_of(window, at=AT, page=pages + 1, size=7) == ([], pages)
    assert [item.event_id for some in query.iterate_events(WHOLE, at=AT, size=9) for item in some] == ids


@pytest.mark.django_db
def test_a_disputed_event_counts_once_and_shows_what_else_is_said() -> None:
    event = make_event(
        edtf="2023-09-12",
        mentions=[
            {"edtf": "2023-09-12", "article": make_article(text="It was.")},
            {"edtf": "2023-09-20", "article": make_article(text="It was not."), "status": "denied"},
        ],
    )
    answer = query.answer(WHOLE, at=AT)
    (item,) = (item for lane in answer.lanes for item in lane.items)
    assert (answer.total, item.event_id, item.disputed) == (1, event.pk, True)
    assert [(other.edtf, other.status) for other in item.alternatives] == [("2023-09-20", "denied")]
    denied = query.answer(window_of(status="denied"), at=AT)
    assert [item.edtf for lane in denied.lanes for item in lane.items] == ["2023-09-20"]


@pytest.mark.django_db
def test_lanes_beyond_the_limit_stand_together_as_others() -> None:
    for kind in ("meeting", "visit", "attack", "election", "protest"):
        make_event(type=kind)
    make_event(type="visit")
    answer = query.answer(WHOLE, at=AT, lanes=3)
    assert [(lane.key, lane.total) for lane in answer.lanes] == [("meeting", 1), ("visit", 2), (OTHERS, 3)]


@pytest.mark.django_db
def test_a_name_in_any_case_filters_as_its_number_does() -> None:
    kim = make_actor("Kim Jong Un", kind="person", aliases=["Supreme Leader"])
    make_event(actors=[kim])
    make_event()
    totals = [
        query.answer(window_of(actor=name), at=AT).total
        for name in (str(kim.pk), "kim jong un", "SUPREME leader", "nobody")
    ]
    assert totals == [1, 1, 1, 0]


@pytest.mark.django_db
def test_the_weightiest_are_spread_over_the_width() -> None:
    for day in range(1, 29):
        for n in range(10):
            make_event(edtf=f"2020-01-{day:02d}", title=f"Burst {day} {n}", importance=500)
    lone = [make_event(edtf=f"{year}-06-01", importance=100).pk for year in (2005, 2010, 2015)]
    answer = query.answer(window_of(lane="none", from_="2000", to="2024"), at=AT, per_lane=20)
    shown = {item.event_id for item in answer.lanes[0].items}
    assert len(answer.lanes[0].items) == 20
    assert set(lone) <= shown
