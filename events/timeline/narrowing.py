"""What narrows a view: chips of what is on, filters with their counts, and the addresses without and with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from events.timeline.speech import said_date, span_alone
from events.timeline.values import Answer, Facet, FacetValue
from events.timeline.window import Window

SHOWN_VALUES: Final = {"type": 11, "status": 7, "country": 6, "actor": 5, "place": 5, "source": 5, "tag": 5}
"""Values of each facet that stand open; further ones are behind "more"."""
_TITLES: Final = {
    "type": "Type",
    "status": "Status",
    "country": "Country",
    "actor": "Who",
    "place": "Where",
    "source": "Source",
    "tag": "Tag",
}
_FOLDED: Final = frozenset({"place", "source", "tag"})
_NAMED: Final = frozenset({"actor", "place", "source", "tag"})
"""Facets whose values may be typed by name."""


class Links(Protocol):
    """Where chips lead."""

    def of(self, window: Window, path: str | None = None) -> str:
        """The address of a window."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the view, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One dimension of filters: values that stand open, and those behind "more"."""

    name: str
    title: str
    values: tuple[FacetValue, ...]
    further: tuple[FacetValue, ...]
    missing: int
    named: bool

    @property
    def folded(self) -> bool:
        """Whether it stands closed at first: what few readers filter by would push the rest off the screen."""
        return self.name in _FOLDED

    @property
    def on(self) -> bool:
        """Whether any of its values is on."""
        return any(value.active for value in self.values)


def chips_of(answer: Answer, links: Links) -> Iterator[Chip]:
    """What narrows the view, each with the address without it."""
    window = answer.window
    if window.low is not None or window.high is not None:
        yield Chip(_dates(window), links.of(window.at(None, None)))
    labels: dict[tuple[str, str], str] = {}
    for facet in answer.facets:
        labels |= {(facet.name, value.value): value.label for value in facet.values if value.active}
    for name, value in window.filters:
        yield Chip(_chip_words(name, value, labels), links.of(window.without(name, value)))
    if window.asof is not None:
        yield Chip(f"as known on {said_date(window.asof_text)}", links.of(window.without("asof")))
    if window.rev is not None:
        yield Chip(f"as shown after decision {window.rev}", links.of(window.without("rev")))


def _dates(window: Window) -> str:
    """From when to when an address asks, in words."""
    if window.low is not None and window.high is not None:
        return span_alone(window.low, window.high)
    return said_date(f"{window.from_text or '..'}/{window.to_text or '..'}")


def _chip_words(name: str, value: str, labels: dict[tuple[str, str], str]) -> str:
    match name:
        case "q":
            return f"“{value}”"
        case "importance":
            return f"importance {value} or more"
        case "certainty":
            return "certainly in the window"
        case "disputed":
            return "sources differ"
        case "bbox":
            return "inside a box on the map"
    return next((label for (facet, known), label in labels.items() if facet == name and known == value), value)


def filters_of(answer: Answer) -> Iterator[Filter]:
    """The filters of an answer that have values, in the order of the page."""
    return (_filter(facet) for facet in sorted(answer.facets, key=_place_of) if facet.values)


def _place_of(facet: Facet) -> int:
    """Where a facet stands among the others."""
    return list(_TITLES).index(facet.name)


def _filter(facet: Facet) -> Filter:
    """A facet with its first values open, and every one that is on among them."""
    shown = SHOWN_VALUES[facet.name]
    opened = [value for place, value in enumerate(facet.values) if place < shown or value.active]
    further = tuple(value for place, value in enumerate(facet.values) if place >= shown and not value.active)
    missing = facet.more if facet.name not in ("type", "status") else 0
    return Filter(facet.name, _TITLES[facet.name], tuple(opened), further, missing, facet.name in _NAMED)
