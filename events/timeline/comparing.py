"""Two sets of filters as two aligned strips on one axis: A is the window, B what its address compares it with.

Dates, lanes and clocks are shared. What the page counts, exports and lists is A; B has counts and a sentence of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from events.timeline.addressing import Addressing
from events.timeline.description import Sentence
from events.timeline.layout import LaneLayout
from events.timeline.narrowing import Chip, Filter
from events.timeline.values import Answer, Item
from events.timeline.window import Window


@dataclass(frozen=True, slots=True)
class Second:
    """Strip B: what is drawn and said of it, its filters, and the views with A and B exchanged and without B.

    `first` is A's address without path, which a form that changes B carries along.
    """

    answer: Answer
    sentence: Sentence
    chart: str
    chips: tuple[Chip, ...]
    filters: tuple[Filter, ...]
    first: str
    exchanged: str
    ended: str

    @property
    def beyond(self) -> str:
        """How many of its events are outside the shared dates, in words; "" for none."""
        parts = ((self.answer.before, "earlier"), (self.answer.after, "later"))
        return ", ".join(f"{count:,} {word}" for count, word in parts if count)


class SecondMarks:
    """Where B's marks and clusters lead: an event to the view as it is, a cluster to B's own events."""

    def __init__(self, first: Addressing, second: Window) -> None:
        self._first, self._second = first, Addressing(first.path, second)

    def event(self, item: Item) -> str:
        """The view with this event's drawer open."""
        return self._first.event(item)

    def members(self, lane: LaneLayout, low: int, high: int) -> str:
        """The view of B's events of a lane between two minutes."""
        return self._second.members(lane, low, high)


class SecondChips:
    """Where B's filters lead: a window of B is written as what A's address compares with."""

    def __init__(self, first: Addressing) -> None:
        self._first = first

    def of(self, window: Window, path: str | None = None) -> str:
        """The view with this window as B."""
        return self._first.of(self._first.window.changed(compare=window.as_compared), path)

    def exchanged(self, second: Window) -> str:
        """The view with A and B exchanged."""
        first = self._first.window
        return self._first.of(replace(second, compare=first.as_compared, selected=None))


def answers_of(window: Window, ask: Callable[..., Answer]) -> tuple[Answer, Answer | None]:
    """The answers to A and, where the timeline compares, to B, over the same minutes. Asks once for each, at most twice."""
    first, other = ask(window), window.compared()
    if other is None or window.view != "timeline":
        return first, None
    second = ask(replace(other, selected=window.selected))
    found = [answer for answer in (first, second) if answer.total] or [first]
    span = min(answer.low for answer in found), max(answer.high for answer in found)
    return _over(first, span, ask), _over(second, span, ask)


def unshared(answer: Answer) -> Answer:
    """B's answer without what it shares with A, which stands among A's chips."""
    return replace(answer, window=replace(answer.window, low=None, high=None, asof=None, rev=None))


def _over(answer: Answer, span: tuple[int, int], ask: Callable[..., Answer]) -> Answer:
    """The answer over a span; the same where it is."""
    return answer if (answer.low, answer.high) == span else ask(answer.window, span=span)
