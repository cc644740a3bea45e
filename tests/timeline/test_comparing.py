"""Two strips on one axis: the same minutes, each its own events, and addresses that keep both."""

from functools import partial

import pytest

from events.edtf import day_minutes
from events.timeline import query
from events.timeline.addressing import Addressing
from events.timeline.comparing import SecondChips, answers_of
from events.timeline.picture import Picture, picture_of
from events.timeline.window import EVERYTHING, Window
from tests.factories import make_event

pytestmark = pytest.mark.django_db
AT = day_minutes(2024, 7, 1) + 600


@pytest.fixture(autouse=True)
def events() -> None:
    """Three meetings of the nineties, two visits of the noughts, and an attack."""
    for year in (1991, 1993, 1997):
        make_event(title=f"Talks of {year}", edtf=f"{year}-05-01", type="meeting")
    for year in (2003, 2008):
        make_event(title=f"A visit in {year}", edtf=f"{year}-05-01", type="visit", country="RU")
    make_event(title="Shells", edtf="2001-05-01", type="attack")


def window(**params: str) -> Window:
    found, problems = Window.from_query({name.rstrip("_"): [value] for name, value in params.items()})
    assert problems == ()
    return found


def picture(**params: str) -> Picture:
    return picture_of(window(**params), at=AT, path="/")


def test_without_dates_both_show_what_either_spans() -> None:
    first, second = answers_of(window(type="meeting", compare="type=visit"), partial(query.answer, at=AT, bins=50))
    assert second is not None
    assert (first.low, first.high) == (second.low, second.high)
    assert first.low <= day_minutes(1991, 5, 1)
    assert first.high >= day_minutes(2008, 5, 1)
    assert (first.total, second.total) == (3, 2)
    assert sum(map(sum, (lane.bins for lane in first.lanes))) == 3
    assert sum(map(sum, (lane.bins for lane in second.lanes))) == 2


def test_what_is_empty_does_not_widen_the_axis() -> None:
    alone = query.answer(window(type="meeting"), at=AT)
    first, second = answers_of(window(type="meeting", compare="q=nothing"), partial(query.answer, at=AT, bins=50))
    assert second is not None
    assert second.total == 0
    assert (first.low, first.high) == (alone.low, alone.high)


def test_dates_of_the_address_hold_for_both() -> None:
    first, second = answers_of(
        window(from_="1990", to="2004", type="meeting", compare="type=visit"), partial(query.answer, at=AT, bins=50)
    )
    assert second is not None
    assert (first.total, second.total, second.after) == (3, 1, 1)
    assert first.low == second.low == day_minutes(1990, 1, 1)


def test_only_the_timeline_compares() -> None:
    assert answers_of(window(view="list", compare="type=visit"), partial(query.answer, at=AT, bins=50))[1] is None
    assert answers_of(window(view="map", compare="type=visit"), partial(query.answer, at=AT, bins=50))[1] is None
    assert answers_of(window(type="meeting"), partial(query.answer, at=AT, bins=50))[1] is None


def test_the_second_strip_says_its_own_and_is_drawn_as_wide() -> None:
    drawn = picture(type="meeting", compare="type=visit&country=RU")
    assert drawn.second is not None
    assert drawn.second.sentence.counted == "2 visits in Russia"
    assert 'data-event-id="' not in drawn.second.chart
    assert drawn.second.chart.count(' data-second-id="') == 2
    assert drawn.chart.split("viewBox", 1)[1].split()[2] == drawn.second.chart.split("viewBox", 1)[1].split()[2]
    assert [chip.label for chip in drawn.second.chips] == ["Russia", "Visit"]


def test_chips_of_the_second_change_the_second_alone() -> None:
    drawn = picture(type="meeting", compare="type=visit&country=RU")
    assert drawn.second is not None
    assert drawn.second.chips[0].address == "/?compare=type%3Dvisit&type=meeting"
    assert drawn.second.ended == "/?type=meeting"
    assert drawn.second.exchanged == "/?compare=type%3Dmeeting&country=RU&type=visit"


def test_without_filters_the_second_is_everything() -> None:
    drawn = picture(type="meeting")
    assert drawn.second is None
    assert drawn.to.compared == "/?compare=certainty%3Dpossible&type=meeting"
    everything = picture(type="meeting", compare=EVERYTHING)
    assert everything.second is not None
    assert everything.second.sentence.counted == "6 events"
    chips = SecondChips(Addressing("/", window(compare="type=visit")))
    assert chips.of(Window()) == "/?compare=certainty%3Dpossible"


def test_a_text_that_speaks_of_attributes_stays_text() -> None:
    make_event(title='Talks on data-event-id="7" & data-count="9"', edtf="1995-05-01", type="visit")
    drawn = picture(type="meeting", compare="type=visit")
    assert drawn.second is not None
    assert drawn.second.chart.count(' data-second-id="') == 3
    assert "data-event-id=&quot;7&quot;" in drawn.second.chart
