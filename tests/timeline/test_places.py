"""Where the events of a window are: against the plain answer, and never one lost."""

import random
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.edtf import day_minutes
from events.models import Decision
from events.timeline import query
from events.timeline.addressing import Addressing
from events.timeline.atlas import Atlas, atlas_of, count_words, look_of, sheet_of
from events.timeline.bubbles import Look
from events.timeline.places import ground_of, heaps_of, table_of
from events.timeline.window import Window
from tests.factories import make_event, make_place
from tests.timeline import oracle
from tests.timeline.conftest import make_cast, random_event, random_window

pytestmark = pytest.mark.django_db
AT = day_minutes(2024, 7, 1) + 600
WORLD = Look(1.0, (-180.0, -90.0, 180.0, 90.0))


def atlas(window: Window) -> Atlas:
    return atlas_of(window, at=AT, links=Addressing("/", window))


@pytest.mark.parametrize("seed", range(3))
def test_every_event_is_counted_where_the_tables_say(seed: int) -> None:
    rng = random.Random(seed)
    cast = make_cast()
    for _ in range(70):
        random_event(rng, cast)
    everything, newest = oracle.rows(), Decision.objects.latest_number()
    for _ in range(25):
        window = random_window(rng, cast, newest)
        rows = everything if window.rev is None else oracle.rows(window.rev)
        bare = replace(window, bbox=None)
        found = oracle.leading([row for row in rows if oracle.passes(row, bare, at=AT)])
        ground = ground_of(window, at=AT)
        placed = [row for row in found if row.point]
        in_country = [row for row in found if not row.point and row.country]
        assert ground.counts == (len(placed), len(in_country), len(found) - len(placed) - len(in_country))
        assert sum(ground.counts) == query.count_of(bare, at=AT)
        assert int(heaps_of(ground).counts.sum()) == len(placed)
        shown, rest = table_of(ground, most=4)
        assert sum(row.count for row in shown) + rest == len(found)
        sheet = sheet_of(window, WORLD, at=AT, links=Addressing("/", window))
        assert sum(pin.count for pin in sheet.pins if "countr" not in pin.kind) == len(placed)


def test_what_is_known_by_country_only_stands_at_its_middle_apart_from_places() -> None:
    make_event(place=make_place())
    make_event(country="FR")
    make_event(place=make_place("France", country="FR", latitude=46.0, longitude=2.0, exact="country"))
    make_event(place=make_place("A camp", country="", latitude=None, longitude=None))
    sheet = sheet_of(Window(), WORLD, at=AT, links=Addressing("/", Window()))
    assert (sheet.at_place, sheet.at_country, sheet.nowhere) == (1, 2, 1)
    kinds = {pin.kind: pin for pin in sheet.pins}
    assert kinds["country"].count == 2
    assert kinds["country"].name == "France"
    assert kinds["country"].address == "/?country=FR"
    assert kinds["event"].icon in sheet.icons
    assert kinds["event"].reach > 0


def test_a_spot_with_several_events_leads_to_exactly_them() -> None:
    for number in range(3):
        make_event(title=f"Talks {number}", place=make_place())
    make_event(place=make_place("Lausanne", latitude=46.52, longitude=6.63))
    window = Window()
    sheet = sheet_of(window, replace(WORLD, zoom=9.0), at=AT, links=Addressing("/", window))
    spot = next(pin for pin in sheet.pins if pin.kind == "spot")
    assert spot.words == "3 events in Geneva. Open"
    inside, problems = Window.from_query({"bbox": [spot.address.partition("bbox=")[2].replace("%2C", ",")]})
    assert problems == ()
    assert query.count_of(inside, at=AT) == 3


def test_a_box_narrows_the_window_and_not_the_map() -> None:
    make_event(place=make_place())
    make_event(place=make_place("Seoul", country="KR", latitude=37.57, longitude=126.98))
    window = Window(bbox=(120.0, 30.0, 130.0, 40.0))
    assert query.count_of(window, at=AT) == 1
    assert ground_of(window, at=AT).counts == (2, 0, 0)


def test_the_table_names_places_countries_and_what_is_nowhere() -> None:
    make_event(place=make_place())
    make_event(country="FR")
    make_event(country="FR")
    make_event()
    rows = [(row.name, row.exact, row.count, row.address) for row in atlas(Window(type=("meeting",))).rows]
    place = rows[1][3].partition("place=")[2].partition("&")[0]
    assert rows == [
        ("France", "country only", "2", "/?country=FR&type=meeting"),
        ("Geneva", "city", "1", f"/?place={place}&type=meeting"),
        ("Without a place", "", "1", ""),
    ]
    assert atlas(Window()).counts == "1 at its place, 2 known only by country, 1 without a place"


def test_the_table_says_of_a_country_how_many_of_its_events_are_at_a_point() -> None:
    for latitude in (48.85, 45.76):
        make_event(country="FR", latitude=latitude, longitude=2.35)
    make_event(country="FR")
    make_event(country="KR", latitude=37.57, longitude=126.98)
    exact = {row.name: row.exact for row in atlas(Window()).rows}
    assert exact == {"France": "2 at a point, else country only", "South Korea": "point"}


def test_an_empty_window_shows_the_world() -> None:
    empty = atlas(Window(q="nothing"))
    assert (empty.rows, empty.counts) == ((), "0 at their place")
    assert empty.extent == "-180,-58,180,82"
    assert sheet_of(Window(q="nothing"), WORLD, at=AT, links=Addressing("/", Window())).pins == ()


def test_a_sheet_costs_the_same_few_queries_whatever_it_shows() -> None:
    for number in range(30):
        place = make_place(f"Town {number}", latitude=40.0 + number % 6 * 3, longitude=6.0 * number)
        make_event(title=f"Talks {number}", place=place)
    ground_of(Window(), at=AT)
    with CaptureQueriesContext(connection) as seen:
        sheet = sheet_of(Window(), replace(WORLD, zoom=4.0), at=AT, links=Addressing("/", Window()))
    assert len(sheet.pins) > 10
    assert len(seen) <= 4


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"zoom": ["x"]}, "A zoom is a number"),
        ({"zoom": ["99"]}, "A zoom is a number"),
        ({"see": ["1,2,3"]}, "west,south,east,north"),
        ({"see": ["9,0,1,2"]}, "west before east"),
    ],
)
def test_a_look_that_cannot_be_read_says_so(params: dict[str, list[str]], words: str) -> None:
    _, problems = look_of(params)
    assert words in problems[0].message


def test_a_look_is_read_and_without_one_the_world_is_seen() -> None:
    assert look_of({"zoom": ["2.25"], "see": ["-10.5,35,30,60"]}) == (Look(2.25, (-10.5, 35.0, 30.0, 60.0)), ())
    assert look_of({})[0].zoom == 1.0


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 0, 0), "1 at its place"),
        ((1200, 30, 0), "1,200 at their place, 30 known only by country"),
        ((0, 0, 5), "0 at their place, 5 without a place"),
    ],
)
def test_counts_are_said_in_words(counts: tuple[int, int, int], words: str) -> None:
    assert count_words(*counts) == words
