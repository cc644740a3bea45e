"""From the filters of a window to sets of rows, one a dimension, so that each facet can leave its own out."""

from dataclasses import dataclass
from functools import reduce

from pyroaring import BitMap

from events.edtf import MINUTES_PER_DAY
from events.timeline.index import Index, Part, as_shown
from events.timeline.names import DIMENSIONS
from events.timeline.search import Search
from events.timeline.segment import Segment
from events.timeline.window import UNRECORDED, Window


@dataclass(frozen=True, slots=True)
class Selection:
    """What a window asks of one segment: the rows that hold then, those in its dates, and a set for each filter that is on."""

    segment: Segment
    rows: BitMap
    dates: BitMap
    filters: dict[str, BitMap]

    def matched(self, *, leaving: str = "", dates: bool = True) -> BitMap:
        """The rows that pass every filter (but one), inside the dates of the window or at any."""
        sets = [found for name, found in self.filters.items() if name != leaving]
        sets.append(self.rows)
        if dates:
            sets.append(self.dates)
        return reduce(BitMap.intersection, sorted(sets, key=len))


def selections(index: Index, window: Window, *, at: int) -> list[Selection]:
    """What the window asks of each segment of the index."""
    parts = index.parts if window.rev is None else as_shown(index, window.rev)
    search = Search.of(index, window.q) if window.q else None
    return [_selection(index, part, window, search, at) for part in parts]


def unrecorded(segment: Segment, window: Window, *, at: int) -> BitMap:
    """The rows whose outcome is not recorded by `at`, or by the last minute of the as-of day."""
    if window.asof is not None:
        at = min(at, (window.asof + 1) * MINUTES_PER_DAY - 1)
    return segment.unrecorded(at, window.asof)


def _selection(index: Index, part: Part, window: Window, search: Search | None, at: int) -> Selection:
    segment = part.segment
    filters = {}
    for name in DIMENSIONS:
        if values := getattr(window, name):
            codes = [code for value in values if value != UNRECORDED for code in index.names[name].find(value)]
            filters[name] = segment.postings[name].any_of(codes)
    if UNRECORDED in window.status:
        filters["status"] = filters["status"] | unrecorded(segment, window, at=at)
    if window.importance:
        filters["importance"] = segment.at_least(window.importance)
    if window.disputed:
        filters["disputed"] = segment.disputed
    if window.bbox is not None:
        filters["bbox"] = segment.globe.inside(window.bbox)
    if search is not None:
        filters["q"] = search.rows(segment)
    inside = segment.certainly_in if window.certainty == "certain" else segment.possibly_in
    rows = part.rows & segment.known_on(window.asof)
    return Selection(segment, rows, inside(window.low, window.high), filters)
