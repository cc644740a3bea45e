"""Windows as addresses of a page: what its marks, clusters and links lead to."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from events.edtf import MINUTES_PER_DAY
from events.timeline.grain import writable_span
from events.timeline.layout import LaneLayout
from events.timeline.values import OTHERS, Item
from events.timeline.window import Window, encoded, end_text, quoted, start_text

_SOME_EVENT: Final = 2**63 - 1
"""Stands for the number of any event in the one address that those of all events are made from."""


class Addressing:
    """Writes the addresses of windows; those of marks and clusters are what the drawing asks for."""

    def __init__(self, path: str, window: Window, *, width: str = "") -> None:
        self.path, self.window = path, window
        self._width = [("w", width)] if width else []
        self._event = self.of(replace(window, selected=_SOME_EVENT)).split(f"selected={_SOME_EVENT}")
        self._lanes: dict[str, list[str]] = {}

    def of(self, window: Window, path: str | None = None) -> str:
        """The address of a window."""
        pairs = [*window.parameters(), *(self._width if path is None else [])]
        return _address(path or self.path, pairs)

    def event(self, item: Item) -> str:
        """The view with this event's drawer open."""
        before, after = self._event
        return f"{before}selected={item.event_id}{after}"

    def members(self, lane: LaneLayout, low: int, high: int) -> str:
        """The view of a lane's events between two minutes, widened to whole days where it spans more than a few."""
        if high - low > 3 * MINUTES_PER_DAY:
            low = low // MINUTES_PER_DAY * MINUTES_PER_DAY
            high = -(-(high + 1) // MINUTES_PER_DAY) * MINUTES_PER_DAY - 1
        begin, end = _dates(*writable_span(low, high))
        before, between, after = self._around(lane.key)
        return f"{before}{begin}{between}{end}{after}"

    def _around(self, key: str) -> list[str]:
        """What stands before, between and after the dates in the address of any stretch of a lane; made once a lane."""
        found = self._lanes.get(key)
        if found is None:
            begin, end = _dates(0, 0)
            pairs = [*self._of_lane(key), *self._width]
            before, rest = _address(self.path, pairs).split(begin)
            found = self._lanes[key] = [before, *rest.split(end)]
        return found

    def _of_lane(self, key: str) -> list[tuple[str, str]]:
        """The parameters of a lane's events between any two dates: what is left of the lane's dimension is the lane's own value."""
        by = self.window.lane
        if by == "none" or key in ("", OTHERS):
            return self._of_any_lane
        return sorted([*(pair for pair in self._of_any_lane if pair[0] != by), (by, key)])

    @cached_property
    def _of_any_lane(self) -> list[tuple[str, str]]:
        """The same of all lanes together."""
        return self.window.changed(low=0, high=0).parameters()


def _address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{encoded(pairs)}" if pairs else path


def _dates(low: int, high: int) -> tuple[str, str]:
    """The two dates as an address has them; nothing else in it looks so, as "=" in a value is written %3D."""
    return f"from={quoted(start_text(low))}", f"to={quoted(end_text(high))}"
