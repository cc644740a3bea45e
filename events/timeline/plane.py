"""The plane that the map is drawn on (Miller's cylindrical projection) and its grid of cells in cells. Pure.

Miller's projection keeps boxes of degrees boxes, as Mercator's does, and leaves the north a size that can be printed.
Its unit is the width of the world: x grows eastwards from 0 to 1, y southwards.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]

LEVELS: Final = 20
"""The finest cells are a 2^20th of the world wide: 38 metres at the equator, closer points are one spot."""
TILE: Final = 256
"""Pixels of the world's width at zoom 0; each zoom doubles them."""


def across(longitude: Any) -> Any:
    """Degrees east as x, 0 to 1."""
    return (np.asarray(longitude) + 180) / 360


def down(latitude: Any) -> Any:
    """Degrees north as y: 0.13 at the north pole, 0.5 at the equator, 0.87 at the south pole."""
    return 0.5 - 1.25 * np.log(np.tan(np.pi / 4 + 0.4 * np.radians(latitude))) / (2 * np.pi)


def longitude_of(x: Any) -> Any:
    """Degrees east of an x."""
    return np.asarray(x) * 360 - 180


def latitude_of(y: Any) -> Any:
    """Degrees north of a y."""
    return np.degrees(2.5 * (np.arctan(np.exp(0.8 * (0.5 - np.asarray(y)) * 2 * np.pi)) - np.pi / 4))


def cells(latitude: Numbers, longitude: Numbers) -> Numbers:
    """The finest cell of each point: bits of x and y by turns, so that a coarser cell is the number without its last bits."""
    most = 2**LEVELS - 1
    x = np.clip(across(longitude) * 2**LEVELS, 0, most).astype(np.int64)
    y = np.clip(down(latitude) * 2**LEVELS, 0, most).astype(np.int64)
    found: Numbers = _spread(x) | (_spread(y) << 1)
    return found


def coarser(keys: Numbers, level: int) -> Numbers:
    """The cells of a level (0 is the world) that finest cells are in."""
    found: Numbers = np.right_shift(keys, 2 * (LEVELS - level))
    return found


def box_of(key: int) -> tuple[float, float, float, float]:
    """West, south, east, north of a finest cell."""
    x, y = _gathered(key), _gathered(key >> 1)
    return (
        float(longitude_of(x / 2**LEVELS)),
        float(latitude_of((y + 1) / 2**LEVELS)),
        float(longitude_of((x + 1) / 2**LEVELS)),
        float(latitude_of(y / 2**LEVELS)),
    )


def level_at(zoom: float) -> int:
    """The level whose cells are nearest to 64 pixels wide at a zoom."""
    return min(max(round(zoom) + 2, 0), LEVELS)


def _spread(numbers: Numbers) -> Numbers:
    """Numbers of 20 bits with a zero after each bit."""
    found: Numbers = numbers
    for shift, mask in _SPREADING:
        found = (found | (found << shift)) & mask
    return found


def _gathered(number: int) -> int:
    """Every second bit of a number."""
    return sum(((number >> (2 * bit)) & 1) << bit for bit in range(LEVELS))


_SPREADING: Final = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)
