"""What marks and clusters lead to, read back as the window that it is."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from events.edtf import MINUTES_PER_DAY, day_minutes
from events.timeline.addressing import Addressing
from events.timeline.values import OTHERS
from events.timeline.window import Window

WINDOWS = [
    Window(),
    Window(q="from=1970&to=1970", low=0, high=day_minutes(2020, 1, 1), tag=("to=1970-01-01T00:00",)),
    Window(lane="country", country=("FR", "RU"), compare="type=visit", view="map", page=3, selected=7, asof=10),
    Window(lane="none", bbox=(-20.0, -10.0, 60.0, 50.0), certainty="certain"),
]
SPANS = [
    (day_minutes(2001, 3, 4), day_minutes(2001, 3, 4) + 59),
    (day_minutes(2001, 3, 4) + 7, day_minutes(2003, 1, 1) + 7),
    (day_minutes(-43, 3, 15), day_minutes(0, 1, 1)),
    (day_minutes(-30_000, 5, 5), day_minutes(20_000, 5, 5)),
]


def lane(key: str) -> Any:
    return SimpleNamespace(key=key)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(("low", "high"), SPANS)
@pytest.mark.parametrize("key", ["visit", "FR", "", OTHERS])
def test_a_cluster_leads_to_the_events_of_its_lane_between_its_minutes(
    window: Window, low: int, high: int, key: str
) -> None:
    links = Addressing("/", window, width="366")
    first, again = links.members(lane(key), low, high), links.members(lane(key), low, high)
    assert first == again
    query = parse_qs(urlsplit(first).query)
    assert query.pop("w") == ["366"]
    found, _ = Window.from_query(query)
    long = high - low > 3 * MINUTES_PER_DAY
    if long:
        low, high = low // MINUTES_PER_DAY * MINUTES_PER_DAY, high // MINUTES_PER_DAY * MINUTES_PER_DAY + 1439
    own = {window.lane: (key,)} if key not in ("", OTHERS) and window.lane != "none" else {}
    wanted, _ = Window.from_query(parse_qs(window.at(low, high).changed(**own).query_string()))
    assert found == wanted
