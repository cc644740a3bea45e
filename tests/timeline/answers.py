"""Answers made by hand, for tests of what is drawn: items are counted in Python, lane by lane and bin by bin."""

from collections import defaultdict
from collections.abc import Iterable

from events.edtf import bounds_of, lasts
from events.timeline.counting import Grid
from events.timeline.grain import calendar_parts
from events.timeline.layout import middle_of
from events.timeline.scale import Scale
from events.timeline.values import Answer, Item, Lane, Overview
from events.timeline.window import Window
from events.vocabulary import TYPES

GROUPS = ("talks", "cooperation", "threats", "force", "civic")


def make_item(number: int, edtf: str, **changes: object) -> Item:
    """An item with the bounds of its date."""
    bounds = bounds_of(edtf)
    values: dict[str, object] = {
        "event_id": number,
        "title": f"Event {number}",
        "edtf": edtf,
        "type": "visit",
        "status": "occurred",
        "importance": 400,
        "earliest_start": bounds.earliest_start,
        "latest_start": bounds.latest_start,
        "earliest_end": bounds.earliest_end,
        "latest_end": bounds.latest_end,
        "lasts": lasts(edtf),
    }
    return Item(**{**values, **changes})  # type: ignore[arg-type]


def make_answer(
    items: Iterable[Item],
    span: str,
    *,
    whole: str = "",
    at: str = "2026-11-24",
    bins: int = 200,
    known: int = 400,
    window: Window | None = None,
    by: str = "type",
) -> Answer:
    """The answer to a window over `span` (EDTF): lanes by an attribute, of which the `known` weightiest are items."""
    covered = bounds_of(span)
    low, high = covered.earliest_start or 0, covered.latest_end or 0
    spread = bounds_of(whole or span)
    empty = Overview(spread.earliest_start or 0, spread.latest_end or 0, (0,) * 160, ())
    edges = calendar_parts(low, high, bins)
    frame = Answer(window or Window(), 7, bounds_of(at).latest_end or 0, low, high, 0, edges, (), (), empty)
    lanes: dict[str, list[Item]] = defaultdict(list)
    inside = [item for item in items if _touches(item, low, high)]
    for item in inside:
        lanes[str(getattr(item, by))].append(item)
    made = tuple(_lane(key, members, frame, known) for key, members in sorted(lanes.items()))
    overview = Overview(empty.low, empty.high, _counts(inside, empty, 160), _groups(inside, empty))
    return Answer(frame.window, 7, frame.at, low, high, len(inside), edges, made, (), overview)


def _touches(item: Item, low: int, high: int) -> bool:
    starts = item.earliest_start is None or item.earliest_start <= high
    return starts and (item.latest_end is None or item.latest_end >= low)


def _lane(key: str, members: list[Item], frame: Answer, known: int) -> Lane:
    grid, counts = Grid.of(frame.edges, Scale(frame.low, frame.high, 0, 1000)), [0] * (len(frame.edges) - 1)
    for item in members:
        counts[grid.number(middle_of(item, frame.low, frame.high))] += 1
    weighty = sorted(members, key=lambda item: (-item.importance, item.earliest_start or 0, item.event_id))[:known]
    label = TYPES[key].plural if key in TYPES else key
    return Lane(key, label, len(members), tuple(weighty), tuple(counts))


def _counts(items: Iterable[Item], overview: Overview, bins: int) -> tuple[int, ...]:
    counts = [0] * bins
    for item in items:
        middle = middle_of(item, overview.low, overview.high)
        counts[min((middle - overview.low) * bins // (overview.high + 1 - overview.low), bins - 1)] += 1
    return tuple(counts)


def _groups(items: list[Item], overview: Overview) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple(
        (name, _counts([item for item in items if TYPES[item.type].group == name], overview, 160)) for name in GROUPS
    )
