"""From spots to bubbles: what is closer than a screen can show apart stands together, with its count. Pure arithmetic.

Cells lie on a fixed grid and bubbles join by weight and key, so that the same events make the same bubbles while the map moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import hypot, log2, sqrt
from typing import Final

import numpy as np

from events.timeline.lettering import text_width
from events.timeline.plane import TILE, across, coarser, down, level_at
from events.timeline.spots import Heaps

LEAST_RADIUS: Final = 9.0
MOST_RADIUS: Final = 27.0
COUNT_SIZE: Final = 11
"""Pixels of the letters of a count."""
_EDGE: Final = 2.0
"""Pixels between a count and the edge of its circle."""
LARGEST: Final = 4_000
"""Pixels of the largest screen that is answered."""
_PER_ROOT: Final = 6.0
"""Pixels of radius for one event, where few events would make the largest bubble needlessly large."""
_SIDE: Final = 2 * MOST_RADIUS + 1
_MARGIN: Final = 0.15
"""Of the look's width and height beyond each edge: what joins there is seen here."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """What part of the map a screen shows: zoom (the world is 256 · 2^zoom pixels wide) and west, south, east, north."""

    zoom: float
    box: Box

    @property
    def width(self) -> float:
        """Pixels of the whole world's width."""
        return float(TILE * 2.0**self.zoom)

    @property
    def fitted(self) -> "Look":
        """The same box, farther off where it would be larger than any screen: the cost of a look follows what a screen can show."""
        west, south, east, north = self.box
        across_it, down_it = (east - west) / 360, float(down(south) - down(north))
        share = max(across_it, down_it, 1e-9)
        return Look(max(0.0, min(self.zoom, log2(LARGEST / TILE / share))), self.box)


@dataclass(frozen=True, slots=True)
class Bubble:
    """Some events on the map: how many at how many spots, the middle in degrees and pixels, and the box around them.

    `keys` are those of what was joined (a cell's is that of its first spot), `groups` a bit for each group of types.
    """

    keys: tuple[int, ...]
    count: int
    spots: int
    groups: int
    latitude: float
    longitude: float
    x: float
    y: float
    radius: float
    box: Box

    @property
    def key(self) -> int:
        """What names it: the key of the weightiest that was joined."""
        return self.keys[0]


def bubbles_of(heaps: Heaps, look: Look) -> list[Bubble]:
    """The bubbles of a look, weightiest first; none touch. Cost follows the spots, then the screen."""
    if not len(heaps):
        return []
    level = level_at(look.zoom)
    cell = coarser(heaps.keys, level)
    starts = np.flatnonzero(np.concatenate(([True], cell[1:] != cell[:-1])))
    counts = np.add.reduceat(heaps.counts, starts)
    scale = radius_scale(int(counts.max()))
    seen = _in_sight(heaps, starts, look)
    ends = np.append(starts[1:], len(heaps))
    found = [_bubble(heaps, int(starts[n]), int(ends[n]), look, scale) for n in seen.tolist()]
    return joined(found, scale)


def radius_scale(most: int) -> float:
    """Pixels of radius for one event, where the largest bubble has `most`: areas are as the counts."""
    return min(_PER_ROOT, MOST_RADIUS / sqrt(max(most, 1)))


def radius_of(count: int, scale: float) -> float:
    """The radius of a bubble: areas compare, but for the smallest, which must still be seen, pointed at and hold their count."""
    room = text_width(shortened(count), COUNT_SIZE) / 2 + _EDGE
    return round(min(max(scale * sqrt(count), LEAST_RADIUS, room), MOST_RADIUS), 1)


def label_of(count: int, radius: float) -> str:
    """A count as a circle or square of this radius holds it: in full where there is room, else to two digits or so."""
    whole = f"{count:,}"
    return whole if text_width(whole, COUNT_SIZE) / 2 + _EDGE <= radius else shortened(count)


def shortened(count: int) -> str:
    """A count in at most four signs: 775, 1.2k, 29k, 165k, 1.2M."""
    for unit, sign in ((1_000_000, "M"), (1_000, "k")):
        if count >= unit * 0.9995:
            share = count / unit
            return f"{share:.1f}{sign}" if share < 9.95 else f"{share:.0f}{sign}"
    return f"{count}"


def joined(bubbles: Iterable[Bubble], scale: float) -> list[Bubble]:
    """The same events with no two bubbles touching: the weightier takes in what it touches, until none does.

    `scale` 0 keeps the radius that they have.
    """
    waiting = sorted(bubbles, key=_weight)
    while True:
        crowd = _Crowd()
        for bubble in waiting:
            near = crowd.touched_by(bubble)
            crowd.add(bubble if near is None else _both(crowd.taken(near), bubble, scale))
        if len(crowd.bubbles) == len(waiting):
            return waiting
        waiting = sorted(crowd.bubbles.values(), key=_weight)


class _Crowd:
    """Bubbles on squares as wide as two of the largest, so that one that touches another is on a square beside."""

    def __init__(self) -> None:
        self.bubbles: dict[int, Bubble] = {}
        self._squares: dict[tuple[int, int], list[int]] = {}

    def add(self, bubble: Bubble) -> None:
        """Take one in; its key names it."""
        self.bubbles[bubble.key] = bubble
        self._squares.setdefault(_square(bubble), []).append(bubble.key)

    def taken(self, bubble: Bubble) -> Bubble:
        """One of them, which is here no more."""
        self._squares[_square(bubble)].remove(bubble.key)
        return self.bubbles.pop(bubble.key)

    def touched_by(self, bubble: Bubble) -> Bubble | None:
        """The weightiest that another would touch."""
        x, y = _square(bubble)
        beside = (self._squares.get((x + dx, y + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        found = (self.bubbles[key] for keys in beside for key in keys)
        return min((other for other in found if touches(bubble, other)), key=_weight, default=None)


def _square(bubble: Bubble) -> tuple[int, int]:
    return int(bubble.x // _SIDE), int(bubble.y // _SIDE)


def touches(first: Bubble, second: Bubble) -> bool:
    """Whether two bubbles would touch."""
    return hypot(first.x - second.x, first.y - second.y) < first.radius + second.radius + 1


def _weight(bubble: Bubble) -> tuple[int, int]:
    return -bubble.count, bubble.key


def _in_sight(heaps: Heaps, starts: np.ndarray, look: Look) -> np.ndarray:
    """The cells that begin in the look or near it."""
    west, south, east, north = look.box
    wide, high = (east - west) * _MARGIN, (north - south) * _MARGIN
    x, y = heaps.longitudes[starts], heaps.latitudes[starts]
    return np.flatnonzero((x >= west - wide) & (x <= east + wide) & (y >= south - high) & (y <= north + high))


def _bubble(heaps: Heaps, first: int, last: int, look: Look, scale: float) -> Bubble:
    counts, here = heaps.counts[first:last], slice(first, last)
    count = int(counts.sum())
    latitudes, longitudes = heaps.latitudes[here], heaps.longitudes[here]
    latitude, longitude = float((latitudes * counts).sum()) / count, float((longitudes * counts).sum()) / count
    return Bubble(
        keys=(int(heaps.keys[first]),),
        count=count,
        spots=last - first,
        groups=int(np.bitwise_or.reduce(heaps.groups[here])),
        latitude=latitude,
        longitude=longitude,
        x=float(across(longitude)) * look.width,
        y=float(down(latitude)) * look.width,
        radius=radius_of(count, scale),
        box=(float(longitudes.min()), float(latitudes.min()), float(longitudes.max()), float(latitudes.max())),
    )


def _both(one: Bubble, other: Bubble, scale: float) -> Bubble:
    """Two bubbles as one, at the middle of their events."""
    count = one.count + other.count
    share = other.count / count
    boxes = list(zip(one.box, other.box, strict=True))
    return replace(
        one,
        keys=(*one.keys, *other.keys),
        count=count,
        spots=one.spots + other.spots,
        groups=one.groups | other.groups,
        latitude=one.latitude + (other.latitude - one.latitude) * share,
        longitude=one.longitude + (other.longitude - one.longitude) * share,
        x=one.x + (other.x - one.x) * share,
        y=one.y + (other.y - one.y) * share,
        radius=radius_of(count, scale) if scale else one.radius,
        box=(min(boxes[0]), min(boxes[1]), max(boxes[2]), max(boxes[3])),
    )
