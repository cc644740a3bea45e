"""What the map and its table print: bubbles with their words and addresses for a look, counts and places for a window."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from events.timeline import drawing
from events.timeline.bubbles import Box, Bubble, Look, bubbles_of, joined, label_of
from events.timeline.items import Found, shown_items
from events.timeline.lettering import text_width
from events.timeline.middles import middles
from events.timeline.places import (
    GROUPS,
    Counted,
    Ground,
    countries_of,
    exactness_of,
    extent_of,
    ground_of,
    heaps_of,
    point_of,
    rows_at,
    table_of,
)
from events.timeline.plane import across, box_of, down, latitude_of
from events.timeline.segment import Segment
from events.timeline.speech import spoken
from events.timeline.values import Item
from events.timeline.window import Problem, Window

TABLED: Final = 12
"""Places in the table: as many as stand beside the map."""
REACHES: Final = {"city": 8_000, "region": 120_000}
"""Metres around its point that a place is drawn over: what its name covers, to a factor of two or so."""
_EXACT_WORDS: Final = {"site": "site", "city": "city", "region": "region", "country": "country", "": ""}
_LABEL_SIZE: Final = 12
_MOST_NAMED: Final = 40
"""Names written on the map; more would not be read."""
COUNTRY_RADIUS: Final = 13.0
"""Half a square with a count of four signs."""
WORLD: Final[Box] = (-180.0, -58.0, 180.0, 82.0)


class Links(Protocol):
    """Where bubbles and rows lead."""

    def of(self, window: Window, path: str | None = None) -> str:
        """The address of a window."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of places: its name, its count, how exact it is, and the view of its events ("" for none)."""

    name: str
    count: str
    exact: str
    address: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """What the page says of where a window's events are; `address` is where the bubbles of a look are asked for."""

    counts: str
    rows: tuple[Row, ...]
    address: str
    extent: str
    box: str


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing on the map: an event, a spot with several, a cluster of spots, a country or a cluster of countries.

    `label` is the count as there is room for it; `radius` is in pixels; `reach` in metres, 0 where the place is a point; `box` is what
    to come near to; `side` is where its name stands, "" for nowhere.
    """

    kind: str
    key: str
    count: int
    label: str
    latitude: float
    longitude: float
    radius: float
    group: str
    words: str
    name: str
    side: str
    address: str
    box: Box
    reach: int = 0
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map of a window in one look. The three counts add up to what the window has without its box."""

    generation: int
    at_place: int
    at_country: int
    nowhere: int
    pins: tuple[Pin, ...]
    icons: dict[str, str]
    selected: tuple[float, float] | None


def atlas_of(window: Window, *, at: int, links: Links) -> Atlas:
    """The counts and the table of a window's places. Two queries, three once a generation."""
    ground = ground_of(window, at=at)
    return Atlas(
        counts=f"{'without the box: ' if window.bbox else ''}{count_words(*ground.counts)}",
        rows=tuple(_rows(ground, window, links)),
        address=links.of(replace(window, page=1), "/places.json"),
        extent=_written(_habitable(extent_of(ground))),
        box=_written(window.bbox) if window.bbox else "",
    )


def sheet_of(window: Window, look: Look, *, at: int, links: Links) -> Sheet:
    """The bubbles of a window in a look. Up to four queries."""
    ground = ground_of(window, at=at)
    bubbles = bubbles_of(heaps_of(ground), look)
    rows = rows_at(ground, [bubble.key for bubble in bubbles if bubble.spots == 1])
    writer = _Writer(ground, window, look, links, rows, at=at)
    pins = named([*map(writer.pin, bubbles), *writer.countries(bubbles)], look)
    kinds = sorted({pin.icon for pin in pins if pin.icon})
    at_place, at_country, nowhere = ground.counts
    return Sheet(
        generation=ground.index.generation.number,
        at_place=at_place,
        at_country=at_country,
        nowhere=nowhere,
        pins=tuple(pins),
        icons={kind: str(drawing.icon(*kind.split("/"))) for kind in kinds},
        selected=point_of(ground, window.selected) if window.selected else None,
    )


def look_of(params: Mapping[str, list[str]]) -> tuple[Look, tuple[Problem, ...]]:
    """The look of an address (`zoom`, `see`), the whole world where it does not say; with what cannot be read of it."""
    zoom, see = (params.get(name, [""])[-1] for name in ("zoom", "see"))
    number, box = _number(zoom or "1", 0, 19), _box(see) if see else WORLD
    problems = []
    if number is None:
        problems.append(Problem("zoom", zoom, "A zoom is a number from 0 to 19."))
    if box is None:
        problems.append(Problem("see", see, "What is seen is west,south,east,north in degrees, west before east."))
    return Look(number or 0.0, box or WORLD).fitted, tuple(problems)


def count_words(at_place: int, at_country: int, nowhere: int) -> str:
    """How many events are where, in words; the numbers add up to the total."""
    parts = [f"{at_place:,} at {'its' if at_place == 1 else 'their'} place"]
    if at_country:
        parts.append(f"{at_country:,} known only by country")
    if nowhere:
        parts.append(f"{nowhere:,} without a place")
    return ", ".join(parts)


def named(pins: Sequence[Pin], look: Look) -> list[Pin]:
    """The pins with the side their name has room on, weightiest first: no name touches a pin or another name."""
    taken = [_extent(pin, look) for pin in pins]
    edge = float(across(look.box[0])) * look.width, float(across(look.box[2])) * look.width
    out, written = [], 0
    for pin in sorted(pins, key=lambda pin: (-pin.count, pin.key)):
        side = ""
        if pin.name and written < _MOST_NAMED:
            places = ((side, _name_extent(pin, side, look)) for side in ("right", "left"))
            free = (
                (s, b) for s, b in places if edge[0] <= b[0] and b[2] <= edge[1] and not any(map(_overlaps(b), taken))
            )
            side, box = next(free, ("", None))
            if box:
                taken.append(box)
                written += 1
        out.append(replace(pin, side=side))
    return out


class _Writer:
    """Makes pins of bubbles; what it must know of single events and places is read at once."""

    def __init__(
        self,
        ground: Ground,
        window: Window,
        look: Look,
        links: Links,
        rows: Mapping[int, tuple[Segment, int]],
        *,
        at: int,
    ) -> None:
        self.ground, self.window, self.look, self.links = ground, window, look, links
        names = ground.index.names["place"]
        codes = {key: int(segment.columns.place[row]) for key, (segment, row) in rows.items()}
        self.places = {key: names.labels[code] for key, code in codes.items() if code >= 0}
        ids = {key: int(names.keys[code]) for key, code in codes.items() if code >= 0}
        exact = exactness_of(sorted(set(ids.values())))
        self.exact = {key: exact.get(place, "") for key, place in ids.items()}
        found = {key: Found(*row) for key, row in rows.items()}
        items = shown_items(ground.index, window, list(found.values()), at=at)
        self.items = {key: items[place] for key, place in found.items() if place in items}

    def pin(self, bubble: Bubble) -> Pin:
        """A bubble as an event, a spot or a cluster."""
        if bubble.spots > 1:
            return self._cluster(bubble)
        item = self.items.get(bubble.key)
        return self._event(bubble, item) if bubble.count == 1 and item else self._spot(bubble)

    def _cluster(self, bubble: Bubble) -> Pin:
        words = f"{bubble.count:,} events at {bubble.spots:,} places. Come nearer"
        inside = self.window.changed(bbox=_wider(bubble.box))
        return self._made(bubble, "cluster", words, "", inside)

    def _spot(self, bubble: Bubble) -> Pin:
        name = self.places.get(bubble.key, "")
        words = f"{bubble.count:,} events {f'in {name}' if name else 'at one point'}. Open"
        return self._made(bubble, "spot", words, name, self.window.changed(bbox=_wider(box_of(bubble.key))))

    def _event(self, bubble: Bubble, item: Item) -> Pin:
        words = f"{spoken(item)}{f', in {item.place}' if item.place else ''}"
        pin = self._made(bubble, "event", words, item.place, replace(self.window, selected=item.event_id))
        return replace(pin, icon=f"{item.type}/{item.status}")

    def _made(self, bubble: Bubble, kind: str, words: str, name: str, inside: Window) -> Pin:
        return Pin(
            kind=kind,
            key=f"{bubble.key}",
            count=bubble.count,
            label=label_of(bubble.count, bubble.radius),
            latitude=round(bubble.latitude, 5),
            longitude=round(bubble.longitude, 5),
            radius=bubble.radius,
            group=group_of(bubble.groups),
            words=words,
            name=name,
            side="",
            address=self.links.of(inside),
            box=bubble.box,
            reach=REACHES.get(self.exact.get(bubble.key, ""), 0),
        )

    def countries(self, others: Iterable[Bubble]) -> Iterator[Pin]:
        """The countries by which alone events are known, joined where they would touch, beside the bubbles of places."""
        counts = [(code, count) for code, count in countries_of(self.ground).items() if code in middles()]
        found = [_at_middle(number, *one, self.look) for number, one in enumerate(counts)]
        beside = [_beside(bubble, others) for bubble in joined(found, 0)]
        for bubble in joined(beside, 0):
            yield self._country(bubble, [counts[number][0] for number in bubble.keys])

    def _country(self, bubble: Bubble, codes: Sequence[str]) -> Pin:
        names = self.ground.index.names["country"]
        name = names.labels[names.codes[codes[0]]] if len(codes) == 1 else ""
        events = "1 event" if bubble.count == 1 else f"{bubble.count:,} events"
        words = f"{events} in {name or f'{len(codes)} countries'}, not placed more exactly. "
        words += "Open all of the country" if name else "Come nearer"
        kind = "country" if name else "countries"
        pin = self._made(bubble, kind, words, name, self.window.changed(country=tuple(sorted(codes))))
        latitude = float(latitude_of(bubble.y / self.look.width))
        return replace(pin, key=f"in-{codes[0]}", group="mixed", latitude=round(latitude, 5))


def group_of(bits: int) -> str:
    """The group of types that a bubble's colour tells; "mixed" where it has several."""
    groups = [group for number, group in enumerate(GROUPS) if bits >> number & 1]
    return groups[0] if len(groups) == 1 else "mixed"


def _rows(ground: Ground, window: Window, links: Links) -> Iterator[Row]:
    shown, rest = table_of(ground, most=TABLED)
    told = [Row(_row_name(row), f"{row.count:,}", _row_exact(row), _row_address(row, window, links)) for row in shown]
    named = sum(row.kind in ("place", "country") for row in shown)
    yield from told[:named]
    if rest:
        yield Row("Further places", f"{rest:,}", "", "")
    yield from told[named:]


def _row_name(row: Counted) -> str:
    return {"point": "Points without a name", "none": "Without a place"}.get(row.kind, row.name)


def _row_exact(row: Counted) -> str:
    if row.kind != "country":
        return {"point": "point", "none": ""}.get(row.kind, _EXACT_WORDS.get(row.exact, ""))
    if row.pointed == row.count:
        return "point"
    return f"{row.pointed:,} at a point, else country only" if row.pointed else "country only"


def _row_address(row: Counted, window: Window, links: Links) -> str:
    filters: dict[str, Callable[[], Window]] = {
        "place": lambda: window.changed(place=(row.key,)),
        "country": lambda: window.changed(country=(row.key,)),
    }
    return links.of(filters[row.kind]()) if row.kind in filters else ""


def _at_middle(number: int, code: str, count: int, look: Look) -> Bubble:
    """A country as a bubble of one size: its count stands in it, its area would be taken for the country's."""
    middle = middles()[code]
    x, y = float(across(middle.longitude)) * look.width, float(down(middle.latitude)) * look.width
    box = (middle.longitude, middle.latitude, middle.longitude, middle.latitude)
    return Bubble((number,), count, 1, 0, middle.latitude, middle.longitude, x, y, COUNTRY_RADIUS, box)


def _beside(bubble: Bubble, others: Iterable[Bubble]) -> Bubble:
    """A country's bubble moved below the places that it would cover."""
    for other in sorted(others, key=lambda other: other.y):
        reach = other.radius + bubble.radius
        if abs(other.x - bubble.x) < reach and abs(other.y - bubble.y) < reach:
            bubble = replace(bubble, y=other.y + reach + 1)
    return bubble


def _wider(box: Box) -> Box:
    """A box as an address writes it, with nothing at its edges lost."""
    west, south, east, north = box
    step = 5e-6
    return (
        max(round(west - step, 5), -180.0),
        max(round(south - step, 5), -90.0),
        min(round(east + step, 5), 180.0),
        min(round(north + step, 5), 90.0),
    )


def _extent(pin: Pin, look: Look) -> Box:
    """Left, top, right, bottom of a pin in pixels."""
    x, y = float(across(pin.longitude)) * look.width, float(down(pin.latitude)) * look.width
    return x - pin.radius - 1, y - pin.radius - 1, x + pin.radius + 1, y + pin.radius + 1


def _name_extent(pin: Pin, side: str, look: Look) -> Box:
    left, top, right, bottom = _extent(pin, look)
    middle, width = (top + bottom) / 2, text_width(pin.name, _LABEL_SIZE) + 4
    return (
        (right, middle - 8, right + width, middle + 8)
        if side == "right"
        else (left - width, middle - 8, left, middle + 8)
    )


def _overlaps(box: Box) -> Callable[[Box], bool]:
    left, top, right, bottom = box
    return lambda other: other[0] < right and other[2] > left and other[1] < bottom and other[3] > top


def _written(box: Box) -> str:
    return ",".join(f"{degrees:.6f}".rstrip("0").rstrip(".") for degrees in box)


def _habitable(box: Box | None) -> Box:
    """What the map first shows of a box: without the ice of the poles, at which the land would be small."""
    if box is None:
        return WORLD
    west, south, east, north = box
    return west, min(max(south, WORLD[1]), 60.0), east, max(min(north, WORLD[3]), -50.0)


def _number(text: str, least: float, most: float) -> float | None:
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,6})?", text):
        return None
    return float(text) if least <= float(text) <= most else None


def _box(text: str) -> Box | None:
    parts = text.split(",")
    if len(parts) != 4 or not all(re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", part) for part in parts):
        return None
    west, south, east, north = map(float, parts)
    return (west, south, east, north) if west <= east and south <= north else None
