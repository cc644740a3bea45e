"""The window query: the one way from a window to what is shown of it. Each function takes time as `at`, minutes since 1970."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from events.models import Decision
from events.timeline import grain, tally
from events.timeline.columns import EARLY, LATE
from events.timeline.index import Index, as_shown, current
from events.timeline.items import Found, items_of, shown_items
from events.timeline.lanes import Strip, strips
from events.timeline.names import FIXED
from events.timeline.rowsets import array_of, rowset
from events.timeline.segment import Segment
from events.timeline.selection import Selection, selections, unrecorded
from events.timeline.span import MOST_OUTLIERS, Ends, span_of
from events.timeline.tally import Bins, Cells, Rows
from events.timeline.values import Answer, Facet, FacetName, FacetValue, Item, Lane, Overview
from events.timeline.window import UNRECORDED, Window
from events.vocabulary import TYPES

FACETS: Final = get_args(FacetName)
KEPT_OVERVIEWS: Final = 32
"""Sets of filters kept at hand: at a million events some hundred kilobytes each."""
KEPT_WINDOWS: Final = 8
"""Windows whose rows are kept at hand: those of a few requests."""
FACET_VALUES: Final = 20
"""Values of a facet that are counted and shown; the vocabulary's are all shown."""
OVERVIEW_BINS: Final = 120
MOST_ITEMS: Final = 240
"""Events a screen can show as marks with or without a label: lanes share them."""
LEAST_ITEMS: Final = 20
DENSE_ITEMS: Final = 40
"""Events of a lane that is drawn as columns: two rows of names above them hold a dozen; of twice as many no more were named."""
NEAR: Final = 1_000
"""Events from either end of a list within which a page is found without looking at all: twenty pages."""
_OF_READINGS: Final = frozenset({"status", "country", "place"})
"""Dimensions in which readings of one event may differ; in the others they share their values."""
_UNSEEN: Final[dict[str, Any]] = {
    "selected": None,
    "lane": "none",
    "compare": "",
    "view": "list",
    "page": 1,
    "order": "",
}
"""Fields of a window that do not change which events it has."""
_GROUPS: Final = tuple(dict.fromkeys(kind.group for kind in TYPES.values()))


def answer(
    window: Window,
    *,
    at: int,
    lanes: int = 12,
    per_lane: int = 150,
    bins: int = 240,
    dense: int | None = None,
    span: tuple[int, int] | None = None,
) -> Answer:
    """The whole answer to a window. Runs two queries (one where all of it has been shown before), and those that refresh the index after a change.

    It is counted in at most `bins` bins; lanes of more than `dense` events are drawn as columns: they get few items, and
    dates that say no bin are spread over theirs. `span` is what to look at where the window leaves its ends open, instead of what its events span.
    """
    index = current()
    chosen = selections(index, window, at=at)
    inside = _inside(index, window, at=at, chosen=chosen)
    anywhen, whole = anywhen_of(index, window, chosen, at=at)
    low, high = span or _span(window, inside, at=at)
    outliers = sum(total_outside(inside, low, high)) if window.low is None or window.high is None else 0
    total = tally.total(inside)
    edges = grain.calendar_parts(low, high, bins)
    before, after = outside(chosen, window, total)
    found = strips(index, window.lane, inside, anywhen, lanes)
    return Answer(
        window=window,
        generation=index.generation.number,
        at=at,
        low=low,
        high=high,
        total=total,
        edges=edges,
        lanes=lanes_of(index, window, found, Bins(edges), per_lane, dense, at=at, outliers=outliers),
        facets=tuple(facet(index, window, name, chosen, inside, at=at) for name in FACETS),
        overview=whole,
        before=before,
        after=after,
        outliers=outliers,
    )


def count_of(window: Window, *, at: int) -> int:
    """How many events the window has. Runs one query."""
    return tally.total(_inside(current(), window, at=at))


def matches(window: Window, *, at: int) -> list[int]:
    """The ids of all events of the window, in order of start and id (newest first where it says so). Runs one query."""
    starts, events, _, _ = _keys(_inside(current(), window, at=at))
    ids: list[int] = events[np.lexsort((events, starts))].tolist()
    return ids[::-1] if window.order == "newest" else ids


def page_of(window: Window, *, at: int, page: int, size: int) -> tuple[list[Item], int]:
    """One page of the events in order of start and id (newest first where the window says so), and the number of pages.

    Two queries, or one likewise. A page beyond the last is empty.
    """
    index = current()
    parts = _inside(index, window, at=at)
    count = tally.total(parts)
    pages = -(-count // size)
    first, last = (page - 1) * size, min(page * size, count)
    if window.order == "newest":
        first, last = count - last, count - first
    found = _slice(parts, max(first, 0), max(last, 0)) if page <= pages else []
    if window.order == "newest":
        found.reverse()
    return list(shown_items(index, window, [Found(*place) for place in found], at=at).values()), pages


def following(
    window: Window, *, at: int, after: tuple[int, int] | None, size: int
) -> tuple[list[Item], tuple[int, int] | None]:
    """The next events in order of start and id, behind the one that `after` names, and what names the last of them.

    None where nothing follows. Two queries; sorts only what it answers. Whatever is edited meanwhile, none comes twice.
    """
    index = current()
    parts = _inside(index, window, at=at)
    starts, events, part, row = _keys(parts)
    sign = -1 if window.order == "newest" else 1
    starts, events = sign * starts, sign * events
    near = np.arange(len(starts)) if after is None else np.flatnonzero(_behind(starts, events, after))
    more = len(near) > size
    if more:
        near = near[starts[near] <= np.partition(starts[near], size - 1)[size - 1]]
    near = near[np.lexsort((events[near], starts[near]))][:size]
    found = [Found(parts[part[place]][0], int(row[place])) for place in near.tolist()]
    last = (int(starts[near[-1]]), int(events[near[-1]])) if more else None
    return items_of(index, window, found, at=at), last


def _behind(starts: NDArray[Any], events: NDArray[Any], after: tuple[int, int]) -> Any:
    return (starts > after[0]) | ((starts == after[0]) & (events > after[1]))


def item_of(event_id: int, *, at: int) -> Item | None:
    """One published event as it stands today, None where there is none. Runs two queries."""
    if event_id >= 2**63:
        return None
    index, today = current(), Window()
    rows = [
        Found(part.segment, row)
        for part in index.parts
        for row in rowset(part.segment.rows_of_events(np.array([event_id]))) & part.rows & part.segment.known_on(None)
    ]
    return next(iter(items_of(index, today, rows[:1], at=at)), None)


def page_by_change(window: Window, *, at: int, page: int, size: int) -> tuple[list[Item], int]:
    """One page of the events, those of the newest decisions first, and the number of pages. Three queries.

    All pages together are the window. A page beyond the last is empty.
    """
    index = current()
    parts = _inside(index, window, at=at)
    _, events, part, row = _keys(parts)
    written = np.concatenate([segment.columns.shown_from[array_of(found)] for segment, found in parts])
    places = _newest_first(events, _last_decisions(events, written), page * size)[(page - 1) * size :].tolist()
    found = [Found(parts[part[place]][0], int(row[place])) for place in places]
    return items_of(index, window, found, at=at), -(-len(events) // size)


def _newest_first(events: NDArray[Any], numbers: NDArray[Any], count: int) -> NDArray[Any]:
    """The places of the first `count` in falling order of number and event; sorts no more than these."""
    keys = numbers.astype(np.int64) * (int(events.max(initial=0)) + 1) + events
    skipped = max(len(keys) - count, 0)
    near = np.argpartition(keys, skipped)[skipped:] if skipped else np.arange(len(keys))
    found: NDArray[Any] = near[np.argsort(keys[near])][::-1]
    return found


def _last_decisions(events: NDArray[Any], written: NDArray[Any]) -> NDArray[Any]:
    """The number of the last decision on each event: the one that wrote its reading, or a later one on the event itself."""
    decided = Decision.objects.last_of_any()
    if not decided:
        return written
    known = np.array(sorted(decided), np.int64)
    numbers = np.array([decided[event] for event in known.tolist()], np.int64)
    place = np.minimum(np.searchsorted(known, events), len(known) - 1)
    found: NDArray[Any] = np.maximum(written, np.where(known[place] == events, numbers[place], 0))
    return found


def outside_of(window: Window, low: int, high: int, *, at: int) -> int:
    """How many events of the window have no date at all, or one that is not wholly from one minute to another. One query."""
    count = 0
    for segment, found in _inside(current(), window, at=at):
        rows = array_of(found)
        start, end = segment.columns.earliest_start[rows], segment.columns.latest_end[rows]
        first, last = np.where(start == EARLY, end, start), np.where(end == LATE, start, end)
        count += int(np.count_nonzero(((start == EARLY) & (end == LATE)) | (first < low) | (last > high)))
    return count


def iterate_events(window: Window, *, at: int, size: int = 500) -> Iterator[list[Item]]:
    """The window's events in the same order, some at a time: what a stream of any length is written from.

    All come from one state of the index; one query for each part.
    """
    index = current()
    parts = _inside(index, window, at=at)
    starts, events, part, row = _keys(parts)
    order = np.lexsort((events, starts))
    order = order[::-1] if window.order == "newest" else order
    for first in range(0, len(order), size):
        found = [Found(parts[part[place]][0], int(row[place])) for place in order[first : first + size].tolist()]
        yield items_of(index, window, found, at=at)


def lanes_of(
    index: Index,
    window: Window,
    found: Sequence[Strip],
    bins: Bins,
    per_lane: int,
    dense: int | None,
    *,
    at: int,
    outliers: int,
) -> tuple[Lane, ...]:
    """The lanes with their items, all read by one query."""
    columns = [dense is not None and tally.total(strip.rows) > dense for strip in found]
    share = min(per_lane, max(LEAST_ITEMS, MOST_ITEMS // max(1, sum(1 for strip in found if strip.rows))))
    most = [min(share, DENSE_ITEMS) if many else share for many in columns]
    cells = Cells(bins.low, bins.high)
    shown = [_not_outliers(strip.rows, bins) if outliers else strip.rows for strip in found]
    chosen = [[Found(*place) for place in places] for places in tally.weightiest(shown, cells, most)]
    items = shown_items(index, window, [place for places in chosen for place in places], at=at)
    return tuple(
        Lane(
            key=strip.key,
            label=strip.label,
            total=tally.total(strip.rows),
            items=tuple([items[place] for place in places if place in items]),
            bins=tuple(bins.of(strip.rows, spread=many).tolist()),
            through=sum(rows.intersection_cardinality(bins.through(s)) for s, rows in strip.rows),
        )
        for strip, places, many in zip(found, chosen, columns, strict=True)
    )


def facet(
    index: Index, window: Window, name: FacetName, chosen: Sequence[Selection], inside: Sequence[Rows], *, at: int
) -> Facet:
    """The counts of one dimension's values, with its own filter left out."""
    names = index.names[name]
    asked = {value: _standing(index, window, name, names.find(value)) for value in getattr(window, name)}
    active = {code for codes in asked.values() for code in codes}
    again = name in _OF_READINGS
    own = bool(getattr(window, name))
    rows: Sequence[Rows] = inside if not own and not again else [(s.segment, s.matched(leaving=name)) for s in chosen]
    if own and not again:
        rows = tally.distinct(rows)
    most = len(names) if name in FIXED else FACET_VALUES
    best = tally.tops(rows, name, most, order=names.order, again=again)
    counts = best.counts | {code: tally.counted(rows, name, code, again=again) for code in active - best.counts.keys()}
    values = [
        FacetValue(names.values[code], names.labels[code], count, code in active) for code, count in counts.items()
    ]
    if name == "status":
        values.append(_unrecorded_value(window, rows, at=at))
    known = {value.value for value in values}
    lost = [FacetValue(value, value, 0, active=True) for value, codes in asked.items() if not codes]
    values += [value for value in lost if value.value not in known]
    return Facet(name, tuple(values), more=len(names) - len(counts))


def _standing(index: Index, window: Window, name: str, codes: Sequence[int]) -> list[int]:
    """Those of some values that any published event has: a name that only drafts have is told to nobody who guesses its number."""
    parts = index.parts if window.rev is None else [*index.parts, *as_shown(index, window.rev)]
    return [
        code
        for code in codes
        if name in FIXED or any(part.rows.intersect(part.segment.postings[name].of(code)) for part in parts)
    ]


def _unrecorded_value(window: Window, rows: Sequence[Rows], *, at: int) -> FacetValue:
    late = tally.distinct((segment, found & unrecorded(segment, window, at=at)) for segment, found in rows)
    return FacetValue(UNRECORDED, "Outcome not recorded", tally.total(late), UNRECORDED in window.status)


def anywhen_of(index: Index, window: Window, chosen: Sequence[Selection], *, at: int) -> tuple[list[Rows], Overview]:
    """What passes the filters at any date, with its overview; kept at hand, as moving and changing lanes ask for it again."""
    key = replace(window, **_UNSEEN, low=None, high=None, certainty="possible"), at
    found: tuple[list[Rows], Overview] | None = index.overviews.get(key)
    if found is None:
        rows = tally.distinct((each.segment, each.matched(dates=False)) for each in chosen)
        found = rows, overview(rows, at=at)
        _keep(index.overviews, key, found, KEPT_OVERVIEWS)
    return found


def overview(rows: Sequence[Rows], *, at: int) -> Overview:
    """All matches whenever they were: counts a bin, in all and by group of types, over their whole span."""
    low, high = span_of(ends_of(rows), at=at)
    bins = Bins(grain.equal_parts(low, high, OVERVIEW_BINS))
    by_group = []
    for group in _GROUPS:
        codes = [code for code, kind in enumerate(TYPES.values()) if kind.group == group]
        of_group = [(segment, found & segment.group(tuple(codes))) for segment, found in rows]
        by_group.append((group, bins.of(of_group)))
    counts = sum(counts for _, counts in by_group)
    return Overview(low, high, tuple(np.asarray(counts).tolist()), tuple((g, tuple(c.tolist())) for g, c in by_group))


def _span(window: Window, inside: Sequence[Rows], *, at: int) -> tuple[int, int]:
    """The first and last minute to show."""
    if window.low is not None and window.high is not None:
        return window.low, window.high
    return span_of(ends_of(inside), at=at, low=window.low, high=window.high)


def ends_of(rows: Sequence[Rows]) -> Ends:
    """The first few beginnings and the last few ends of some rows."""
    found = [segment.ends(some, MOST_OUTLIERS + 1) for segment, some in rows if some]
    begins = sorted(minute for begins, _ in found for minute in begins)[: MOST_OUTLIERS + 1]
    ends = sorted((minute for _, ends in found for minute in ends), reverse=True)[: MOST_OUTLIERS + 1]
    return Ends(begins, ends, tally.total(rows))


def outside(chosen: Sequence[Selection], window: Window, total: int) -> tuple[int, int]:
    """How many events pass the filters and are, in every reading, wholly before or wholly after the window."""
    if window.low is None and window.high is None:
        return 0, 0
    before: list[Rows] = []
    after: list[Rows] = []
    within: list[Rows] = []
    for each in chosen:
        rows = each.matched(dates=False)
        early = rows & each.segment.before(window.low) if window.low is not None else BitMap()
        late = rows & each.segment.after(window.high) if window.high is not None else BitMap()
        within.append((each.segment, rows - early - late))
        before.append((each.segment, rows - late))
        after.append((each.segment, rows))
    counts = [tally.total(tally.distinct(rows)) for rows in (within, before, after)]
    return counts[1] - counts[0], counts[2] - counts[1]


def total_outside(rows: Sequence[Rows], low: int, high: int) -> tuple[int, int]:
    """How many of some rows are wholly before and after a span."""
    before = sum(found.intersection_cardinality(segment.before(low)) for segment, found in rows)
    return before, sum(found.intersection_cardinality(segment.after(high)) for segment, found in rows)


def _not_outliers(rows: Sequence[Rows], bins: Bins) -> list[Rows]:
    return [(segment, found & segment.possibly_in(bins.low, bins.high)) for segment, found in rows]


def rows_of(index: Index, window: Window, *, at: int) -> list[Rows]:
    """The rows of a window, each of another event, for what counts them in another way than `answer`."""
    return _inside(index, window, at=at)


def _inside(index: Index, window: Window, *, at: int, chosen: Sequence[Selection] | None = None) -> list[Rows]:
    """The rows of the window, each of another event; kept at hand, as a page asks for its drawing, its list and its count."""
    key = replace(window, **_UNSEEN), at
    found: list[Rows] | None = index.asked.get(key)
    if found is None:
        chosen = selections(index, window, at=at) if chosen is None else chosen
        found = tally.distinct((each.segment, each.matched()) for each in chosen)
        _keep(index.asked, key, found, KEPT_WINDOWS)
    return found


def _keep(kept: dict[Any, Any], key: Any, value: Any, most: int) -> None:
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[key] = value


def _keys(rows: Sequence[Rows]) -> tuple[Any, Any, Any, Any]:
    """Of some rows: the start they are ordered by, the event, and where they are (part and row)."""
    arrays = [array_of(found) for _, found in rows]
    starts = [segment.columns.earliest_start[found] for (segment, _), found in zip(rows, arrays, strict=True)]
    events = [segment.columns.event[found] for (segment, _), found in zip(rows, arrays, strict=True)]
    part = np.repeat(np.arange(len(arrays)), [len(found) for found in arrays])
    return np.concatenate(starts), np.concatenate(events), part, np.concatenate(arrays)


def _near(rows: Sequence[Rows], first: int, last: int) -> tuple[Sequence[Rows], int, int]:
    """Where a slice is near the beginning or the end, the few rows that it can have, and its places among them."""
    count = tally.total(rows)
    if last <= NEAR:
        return [(segment, segment.first_starting(found, last)) for segment, found in rows], first, last
    if count - first <= NEAR:
        rows = [(segment, segment.last_starting(found, count - first)) for segment, found in rows]
        dropped = count - tally.total(rows)
        return rows, first - dropped, last - dropped
    return rows, first, last


def _slice(rows: Sequence[Rows], first: int, last: int) -> list[tuple[Segment, int]]:
    """The rows from one place to before another in order of start and id; sorts only those near."""
    if first >= last:
        return []
    rows, first, last = _near(rows, first, last)
    starts, events, part, row = _keys(rows)
    ends = np.partition(starts, (first, last - 1))[[first, last - 1]]
    near = np.flatnonzero((starts >= ends[0]) & (starts <= ends[1]))
    skipped = int(np.count_nonzero(starts < ends[0]))
    order = near[np.lexsort((events[near], starts[near]))][first - skipped : last - skipped]
    return [(rows[part[place]][0], int(row[place])) for place in order.tolist()]
