"""Bubbles of the map: they add up, do not touch, and stay what they are while the map moves."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.timeline.bubbles import (
    COUNT_SIZE,
    MOST_RADIUS,
    Box,
    Bubble,
    Look,
    bubbles_of,
    label_of,
    radius_of,
    radius_scale,
    shortened,
    touches,
)
from events.timeline.lettering import text_width
from events.timeline.plane import cells
from events.timeline.spots import Heaps, Spots

POINTS = st.lists(st.tuples(st.floats(-60, 80), st.floats(-179, 179), st.integers(1, 500)), min_size=1, max_size=60)
WORLD = (-180.0, -90.0, 180.0, 90.0)


def heaps_of(points: list[tuple[float, float, int]]) -> Heaps:
    """Spots with counts, of one group of types."""
    latitudes, longitudes, counts = (np.array(column) for column in zip(*points, strict=True))
    keys, first = np.unique(cells(latitudes, longitudes), return_index=True)
    return Heaps(keys, counts[first], np.ones(len(keys), np.uint8), latitudes[first], longitudes[first])


def shown(bubbles: list[Bubble]) -> list[tuple[int, int]]:
    return sorted((bubble.key, bubble.count) for bubble in bubbles)


@settings(deadline=None)
@given(POINTS, st.sampled_from([0.0, 1.75, 4.0, 9.5]))
def test_bubbles_add_up_and_none_touches_another(points: list[tuple[float, float, int]], zoom: float) -> None:
    heaps = heaps_of(points)
    bubbles = bubbles_of(heaps, Look(zoom, WORLD))
    assert sum(bubble.count for bubble in bubbles) == int(heaps.counts.sum())
    assert sum(bubble.spots for bubble in bubbles) == len(heaps)
    assert [pair for pair in itertools.combinations(bubbles, 2) if touches(*pair)] == []
    assert [bubble.count for bubble in bubbles] == sorted((bubble.count for bubble in bubbles), reverse=True)


def test_what_is_far_out_of_sight_is_left_out() -> None:
    heaps = heaps_of([(48.9, 2.35, 3), (37.6, 127.0, 5)])
    bubbles = bubbles_of(heaps, Look(5, (-5, 40, 10, 55)))
    assert [(bubble.count, bubble.spots) for bubble in bubbles] == [(3, 1)]


def test_moving_a_little_keeps_the_bubbles() -> None:
    heaps = heaps_of([(40 + n % 7, 2 * n, 1 + n % 5) for n in range(40)])
    here = bubbles_of(heaps, Look(4, (20, 30, 60, 60)))
    moved = bubbles_of(heaps, Look(4, (22, 30, 62, 60)))
    inside = [bubble for bubble in here if 28 < bubble.longitude < 52]
    assert inside
    assert set(shown(inside)) <= set(shown(moved))


@pytest.mark.parametrize(
    ("zoom", "box", "fitted"),
    [
        (4.0, (-10, 35, 30, 60), 4.0),
        (19.0, (6.1, 46.1, 6.2, 46.3), 14.5),
        (19.0, (-180, -90, 180, 90), 3.97),
        (19.0, (6.0, -80, 6.1, 80), 4.7),
        (0.0, (-180, -90, 180, 90), 0.0),
        (19.0, (6.1, 46.1, 6.1, 46.1), 19.0),
    ],
)
def test_a_look_larger_than_any_screen_is_answered_from_farther_off(zoom: float, box: Box, fitted: float) -> None:
    assert Look(zoom, box).fitted.zoom == pytest.approx(fitted, abs=0.1)


def test_near_spots_part_when_come_nearer_to() -> None:
    heaps = heaps_of([(46.2, 6.15, 4), (46.5, 6.6, 2)])
    far, near = (bubbles_of(heaps, Look(zoom, WORLD)) for zoom in (2.0, 9.0))
    assert [(bubble.count, bubble.spots) for bubble in far] == [(6, 2)]
    assert [(bubble.count, bubble.spots) for bubble in near] == [(4, 1), (2, 1)]
    assert far[0].box == (6.15, 46.2, 6.6, 46.5)


def test_areas_are_as_the_counts_but_for_the_least() -> None:
    scale = radius_scale(400)
    assert radius_of(400, scale) == MOST_RADIUS
    assert radius_of(100, scale) == MOST_RADIUS / 2
    assert radius_of(1, scale) == 9.0


@pytest.mark.parametrize(
    ("count", "label"),
    [
        (1, "1"),
        (775, "775"),
        (999, "999"),
        (1_248, "1.2k"),
        (9_960, "10k"),
        (28_776, "29k"),
        (164_748, "165k"),
        (999_600, "1.0M"),
    ],
)
def test_a_count_is_shortened_to_what_a_small_circle_holds(count: int, label: str) -> None:
    assert shortened(count) == label
    assert text_width(label_of(count, radius_of(count, 0.001)), COUNT_SIZE) <= 2 * radius_of(count, 0.001)


def test_a_count_is_in_full_where_there_is_room() -> None:
    assert label_of(1_248, MOST_RADIUS) == "1,248"


def test_heaps_of_two_segments_are_one() -> None:
    first, second = heaps_of([(46.2, 6.15, 4), (48.2, 16.4, 1)]), heaps_of([(46.2, 6.15, 2), (-33.9, 18.4, 7)])
    both = first.with_more(second)
    assert sorted(both.counts.tolist()) == [1, 6, 7]
    assert both.keys.tolist() == sorted(both.keys.tolist())
    assert first.counts.sum() == 5


def test_spots_count_rows_by_group_and_find_one_of_them() -> None:
    nowhere = float("nan")
    spots = Spots.of(np.array([46.2, nowhere, 48.2, 46.2]), np.array([6.15, nowhere, 16.4, 6.15]))
    assert list(spots.rows) == [0, 2, 3]
    heaps = spots.heaps([np.array([0, 2]), np.array([3])])
    assert sorted(zip(heaps.counts.tolist(), heaps.groups.tolist(), strict=True)) == [(1, 1), (2, 3)]
    key = int(spots.keys[spots.codes[3]])
    assert spots.rows_at(np.array([key]), np.array([2, 3])) == {key: 3}
    assert spots.rows_at(np.array([key + 1]), np.array([2, 3])) == {}
