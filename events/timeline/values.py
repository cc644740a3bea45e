"""What the window query answers and the drawing is made from. Times are minutes since 1970-01-01T00:00, inclusive."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from events.edtf import MINUTES_PER_DAY, bounds_of, lasts
from events.timeline.window import Window

FacetName = Literal["type", "status", "country", "actor", "tag", "source", "place"]

OTHERS: Final = "*"
"""The key of the lane of all that has no lane of its own; "" is the lane of what has no value."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a disputed event that stands at the same time: what else is said of it."""

    edtf: str
    status: str
    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None
    lasts: bool
    place: str = ""


class Item(NamedTuple):
    """One event as its current reading has it: all that a mark, a list row or a map point needs.

    The four bounds are null where open or unknown. `lasts`: an interval (it lasted), else one moment somewhere in the bounds.
    `unrecorded`: ahead when told, its latest end has passed by the window's `at`, and no later mention came.
    """

    event_id: int
    title: str
    edtf: str
    type: str
    status: str
    importance: int
    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None
    lasts: bool
    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    exact: str = ""
    sources: int = 0
    disputed: bool = False
    unrecorded: bool = False
    alternatives: tuple[Alternative, ...] = ()

    @classmethod
    def of_date(cls, edtf: str, type_: str, status: str) -> "Item":
        """A date alone, of no event: what legends, previews and the figure of readings draw. Raises EdtfError."""
        bounds = bounds_of(edtf)
        four = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
        return cls(0, "", edtf, type_, status, 0, *four, lasts(edtf))


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: how many events it has in the window, the weightiest of them first, and a count per bin of all of them.

    `bins` has one count for each of the answer's bins; an event is counted once, in the bin of its middle, clipped to the window.
    Of a lane that is drawn as columns, moments known less exactly than a bin is wide are spread evenly over their bins.
    `through` of them run over both edges: they all count in the bin of the window's middle, where nothing of theirs happened.
    """

    key: str
    label: str
    total: int
    items: tuple[Item, ...]
    bins: tuple[int, ...]
    through: int = 0


@dataclass(frozen=True, slots=True)
class Export:
    """One form in which exactly the view can be taken away: what it is called, what it is for, where it is."""

    name: str
    use: str
    address: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that can be filtered by: its count with all other filters on, its own dimension's left out."""

    value: str
    label: str
    count: int
    active: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One dimension of filters, its values with most events first; `more` further ones exist, with fewer or none."""

    name: FacetName
    values: tuple[FacetValue, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """All matches of the filters, whatever the window: counts a bin and group of types over the whole span."""

    low: int
    high: int
    counts: tuple[int, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to one window. `low`..`high` is what is looked at; lanes' totals add up to `total`. `edges` are
    the minutes where its bins begin, whole units of the calendar but for the first and the last, and one more where they end.

    `before` and `after` count matches of the filters wholly outside the window. `outliers` are the few far from all others
    that an address without from and to leaves at the edge: in the totals and the outermost bins, not among the items.
    """

    window: Window
    generation: int
    at: int
    low: int
    high: int
    total: int
    edges: tuple[int, ...]
    lanes: tuple[Lane, ...]
    facets: tuple[Facet, ...]
    overview: Overview
    before: int = 0
    after: int = 0
    outliers: int = 0

    @property
    def now(self) -> int:
        """Where the past ends for who looks: at the end of the day whose knowledge is shown."""
        asof = self.window.asof
        return self.at if asof is None else min(self.at, (asof + 1) * MINUTES_PER_DAY - 1)
