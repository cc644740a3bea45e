"""The plane of the map: there and back, and cells in cells."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.timeline.plane import LEVELS, across, box_of, cells, coarser, down, latitude_of, level_at, longitude_of

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES)
def test_a_point_goes_to_the_plane_and_back(latitude: float, longitude: float) -> None:
    assert latitude_of(down(latitude)) == pytest.approx(latitude, abs=1e-6)
    assert longitude_of(across(longitude)) == pytest.approx(longitude, abs=1e-6)


@given(LATITUDES, LONGITUDES)
def test_a_point_lies_in_the_box_of_its_cell(latitude: float, longitude: float) -> None:
    west, south, east, north = box_of(int(cells(np.array([latitude]), np.array([longitude]))[0]))
    assert west - 1e-9 <= longitude <= east + 1e-9
    assert south - 1e-9 <= latitude <= north + 1e-9


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=20), st.integers(1, LEVELS))
def test_points_of_one_cell_are_in_one_coarser_cell(points: list[tuple[float, float]], level: int) -> None:
    keys = cells(*(np.array(column) for column in zip(*points, strict=True)))
    fine, coarse = coarser(keys, level), coarser(keys, level - 1)
    for cell in np.unique(fine):
        assert len(np.unique(coarse[fine == cell])) == 1


def test_north_is_up_and_the_equator_in_the_middle() -> None:
    assert down(60.0) < down(0.0) == 0.5 < down(-60.0)
    assert across(-180.0) == 0
    assert across(180.0) == 1


@pytest.mark.parametrize(("zoom", "level"), [(0, 2), (1.75, 4), (6, 8), (19, 20), (40, LEVELS)])
def test_cells_are_about_64_pixels_wide(zoom: float, level: int) -> None:
    assert level_at(zoom) == level
