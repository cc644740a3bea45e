"""The ways of large numbers, against counting row by row: three hundred thousand rows that no database has to hold."""

from functools import cache

import numpy as np
import pytest
from pyroaring import BitMap

from events.timeline import tally
from events.timeline.columns import EARLY, LATE, NONE, STILL, Columns, Links, offsets_of
from events.timeline.grain import equal_parts
from events.timeline.rowsets import GATHER, Threshold, array_of, rowset
from events.timeline.segment import Segment
from events.timeline.tally import CELLS, Bins, Cells

ROWS = 300_000
COUNTS = {"type": 19, "status": 6, "country": 120, "actor": 900, "place": 300, "source": 40, "tag": 60}
EDGES = [
    (-(10**7), 10**7),
    (0, 0),
    (5_000_000, 5_001_439),
    (-(10**9), 10**9),
    (9_900_000, 30_000_000),
    (123, 4_000_000),
]


@cache
def segment_of(seed: int) -> Segment:
    """Rows of every length, some open on a side, some on one minute, some events told twice."""
    rng = np.random.default_rng(seed)
    start = rng.integers(-(10**7), 10**7, ROWS)
    start[: ROWS // 10] = 77
    start[0], start[1] = -(10**9), 10**9
    length = np.exp(rng.random(ROWS) * 15).astype(np.int64) * (rng.random(ROWS) < 0.8)
    end = start + length
    lasts = rng.random(ROWS) < 0.3
    inner = (start + rng.integers(0, 100, ROWS)).clip(max=end)
    outer = np.maximum(end - rng.integers(0, 100, ROWS), inner)
    open_start, open_end = rng.random(ROWS) < 0.01, rng.random(ROWS) < 0.01
    event = np.arange(ROWS)
    event[rng.random(ROWS) < 0.05] -= 1
    zipf = {name: np.minimum(rng.zipf(1.4, ROWS) - 1, count - 1).astype(np.int32) for name, count in COUNTS.items()}
    links = {name: Links(offsets_of(np.ones(ROWS, np.int64)), zipf[name]) for name in ("actor", "source", "tag")}
    columns = Columns(
        reading=np.arange(ROWS),
        event=event.clip(min=0),
        earliest_start=np.where(open_start, EARLY, start),
        latest_start=np.where(lasts, np.where(open_start, LATE, inner), end),
        earliest_end=np.where(lasts, np.where(open_end, EARLY, outer), start),
        latest_end=np.where(open_end, LATE, end),
        lasts=lasts,
        type=zipf["type"].astype(np.int8),
        status=zipf["status"].astype(np.int8),
        importance=rng.choice([0, 100, 200, 900], ROWS, p=[0.1, 0.5, 0.3, 0.1]).astype(np.int16),
        disputed=rng.random(ROWS) < 0.1,
        country=np.where(rng.random(ROWS) < 0.1, NONE, zipf["country"]).astype(np.int32),
        place=zipf["place"],
        latitude=np.where(rng.random(ROWS) < 0.5, np.nan, rng.uniform(-90, 90, ROWS)),
        longitude=rng.uniform(-180, 180, ROWS),
        known_from=rng.integers(-9000, 9000, ROWS).astype(np.int32),
        known_until=np.full(ROWS, STILL, np.int32),
        shown_from=rng.integers(0, 50, ROWS).astype(np.int32),
        told_later=np.full(ROWS, STILL, np.int32),
        **links,
    )
    return Segment(columns, COUNTS)


def some(seed: int) -> BitMap:
    """A third of the rows: more than are gathered."""
    return rowset(np.flatnonzero(np.random.default_rng(seed).random(ROWS) < 0.33))


def as_set(mask: np.ndarray) -> BitMap:
    return rowset(np.flatnonzero(mask))


@pytest.mark.parametrize(("low", "high"), EDGES)
def test_rows_in_before_and_after_a_window(low: int, high: int) -> None:
    s = segment_of(1)
    c = s.columns
    possibly = (c.earliest_start <= high) & (c.latest_end >= low)
    assert s.possibly_in(low, high) == as_set(possibly)
    assert s.before(low) == as_set(c.latest_end < low)
    assert s.after(high) == as_set(c.earliest_start > high)
    certainly = np.where(
        c.lasts, (c.latest_start <= high) & (c.earliest_end >= low), (c.earliest_start >= low) & (c.latest_end <= high)
    )
    assert s.certainly_in(low, high) == as_set(certainly & possibly)
    assert s.possibly_in(low, None) == as_set(c.latest_end >= low)
    assert s.certainly_in(None, high) == as_set(np.where(c.lasts, c.latest_start <= high, c.latest_end <= high))


@pytest.mark.parametrize(("low", "high"), EDGES)
@pytest.mark.parametrize("count", [1, 7, 240])
def test_bins_count_each_row_once_at_its_clipped_middle(low: int, high: int, count: int) -> None:
    s, rows = segment_of(1), some(2)
    found = array_of(rows)
    begin = np.clip(s.columns.earliest_start[found], low, high)
    end = np.clip(s.columns.latest_end[found], low, high)
    wanted = np.bincount((((begin + end) >> 1) - low) * count // (high + 1 - low), minlength=count)
    assert Bins(equal_parts(low, high, count)).of([(s, rows)]).tolist() == wanted.tolist()


@pytest.mark.parametrize(("low", "high"), EDGES)
@pytest.mark.parametrize("count", [1, 7, 240])
def test_spread_bins_have_an_even_part_of_each_moment_that_is_known_less_exactly(
    low: int, high: int, count: int
) -> None:
    s, rows = segment_of(1), some(2)
    edges = equal_parts(low, high, count)
    width = max(np.diff(edges))
    found = array_of(rows)
    start, end = s.columns.earliest_start[found], s.columns.latest_end[found]
    coarse = ~s.columns.lasts[found] & (start != EARLY) & (end != LATE) & ~((start < low) & (end > high))
    coarse &= np.frexp((end - start).astype(np.float64))[1] >= int(width).bit_length()
    begin, stop = np.clip(start, low, high), np.clip(end, low, high) + 1
    overlap = np.minimum(stop[coarse, None], edges[1:]) - np.maximum(begin[coarse, None], edges[:-1])
    exact = (overlap.clip(min=0) / (stop - begin)[coarse, None]).sum(axis=0)
    middles = (((begin + stop - 1) >> 1) - low) * count // (high + 1 - low)
    exact += np.bincount(middles[~coarse], minlength=count)
    counts = Bins(edges).of([(s, rows)], spread=True)
    assert counts.sum() == len(rows)
    assert np.abs(np.cumsum(counts) - np.cumsum(exact)).max() <= 0.5 + 1e-6


@pytest.mark.parametrize("name", sorted(COUNTS))
@pytest.mark.parametrize("share", [0.21, 0.9])
def test_the_most_frequent_values_are_the_same_whichever_way_they_are_counted(name: str, share: float) -> None:
    s = segment_of(1)
    rows = rowset(np.flatnonzero(np.random.default_rng(4).random(ROWS) < share))
    assert len(rows) > GATHER
    for selected in ([(s, rows)], [(s, rows), (segment_of(2), some(3))]):
        exact = tally.gathered(selected, name, COUNTS[name])
        wanted = sorted(np.flatnonzero(exact).tolist(), key=lambda code: (-exact[code], code))[:20]
        best = tally.tops(selected, name, 20, order=range(COUNTS[name]))
        assert best.counts == {code: int(exact[code]) for code in wanted}
        bounds, _ = tally._bounds(selected, name, COUNTS[name], again=True)
        assert (bounds >= exact).all()
        looked_at = tally._most(selected, name, 20, bounds, again=True)
        assert {code: int(looked_at[code]) for code in wanted} == best.counts


@pytest.mark.parametrize("name", sorted(COUNTS))
@pytest.mark.parametrize("afar", [100, GATHER // 3])
@pytest.mark.parametrize("lacking", [0, GATHER // 3, 2 * GATHER])
def test_a_stretch_that_lacks_few_rows_is_counted_from_what_is_at_hand(name: str, afar: int, lacking: int) -> None:
    s, rng = segment_of(1), np.random.default_rng(lacking)
    reaching = [rng.integers(0, 40_000, afar), rng.integers(260_000, ROWS, afar)]
    rows = np.concatenate([reaching[0], np.arange(50_000, 250_000), reaching[1]])
    selected = [(s, rowset(np.unique(rows)) - rowset(np.unique(rng.integers(50_000, 250_000, lacking))))]
    bounds, missing = tally._bounds(selected, name, COUNTS[name], again=True)
    assert bool(missing) == (lacking > GATHER)
    exact = tally.gathered(selected, name, COUNTS[name])
    assert (bounds >= exact).all() if missing else (bounds == exact).all()


@pytest.mark.parametrize(
    ("first", "last"), [(0, ROWS), (0, 0), (5, 6), (1_500, 1_700), (10, ROWS - 1), (ROWS - 10, ROWS)]
)
def test_the_values_of_a_stretch(first: int, last: int) -> None:
    s = segment_of(1)
    for name, count in COUNTS.items():
        wanted = np.bincount(s.postings[name].codes_of(np.arange(first, last)), minlength=count)
        assert s.postings[name].counts_between(first, last).tolist() == wanted.tolist()


def test_the_ends_of_a_selection() -> None:
    s = segment_of(1)
    for rows in (some(1), some(5), s.everything, rowset(np.array([3])), BitMap()):
        found = array_of(rows)
        c = s.columns
        start = np.where(c.earliest_start[found] == EARLY, c.earliest_end[found], c.earliest_start[found])
        start = np.where(start == EARLY, c.latest_end[found], start)
        end = np.where(c.latest_end[found] == LATE, c.latest_start[found], c.latest_end[found])
        end = np.where(end == LATE, c.earliest_start[found], end)
        wanted = sorted(start[start < LATE].tolist())[:4], sorted(end[end > EARLY].tolist(), reverse=True)[:4]
        assert s.ends(rows, 4) == wanted


@pytest.mark.parametrize("count", [1, 16, 3_000])
def test_the_first_and_last_to_start_are_among_the_few_looked_at(count: int) -> None:
    s, rows = segment_of(1), some(6)
    found = array_of(rows)
    by_start = found[np.lexsort((s.columns.event[found], s.columns.earliest_start[found]))]
    assert set(by_start[:count].tolist()) <= set(s.first_starting(rows, count))
    assert set(by_start[-count:].tolist()) <= set(s.last_starting(rows, count))


@pytest.mark.parametrize(("low", "high"), EDGES)
def test_the_weightiest_are_the_weightiest_of_their_cell_or_of_all(low: int, high: int) -> None:
    s = segment_of(1)
    rows = s.possibly_in(low, high) & some(7)
    cells = Cells(low, high)
    assert CELLS <= cells.count <= 2 * CELLS + 2 or high - low < CELLS
    others = some(3) - rows
    lanes = tally.weightiest([[(s, others)], [(s, rows)]], cells, [20, 60])
    assert lanes[:1] == tally.weightiest([[(s, others)]], cells, [20])
    chosen = [row for _, row in lanes[1]]
    found = array_of(rows)
    order = found[np.lexsort((tally.scattered(s.columns.event[found]), -s.columns.importance[found]))]
    each = max(1, 60 // (2 * (cells.count + 1)))
    by_cell: dict[int, list[int]] = {}
    for row, cell in zip(order.tolist(), cells.of(s, order).tolist(), strict=True):
        by_cell.setdefault(cell, []).append(row)
    spread = {row for of_cell in by_cell.values() for row in of_cell[:each]}
    rest = [row for row in order.tolist() if row not in spread]
    assert set(chosen) == spread | set(rest[: max(0, 60 - len(spread))])
    assert chosen == [row for row in order.tolist() if row in set(chosen)]


def test_each_event_counts_once() -> None:
    s, rows = segment_of(1), some(8)
    ((_, once),) = tally.distinct([(s, rows)])
    events = s.columns.event[array_of(once)]
    assert len(np.unique(events)) == len(events)
    assert set(events.tolist()) == set(s.columns.event[array_of(rows)].tolist())


def test_thresholds_and_boxes_are_exact() -> None:
    s = segment_of(1)
    c = s.columns
    for value in (-9001, -9000, 0, 17, 8999, 9000):
        assert s.known_on(value) == as_set(c.known_from <= value)
        assert Threshold(c.known_from).below(value) == as_set(c.known_from < value)
    for importance in (0, 1, 100, 101, 900, 901):
        assert s.at_least(importance) == as_set(c.importance >= importance)
    for west, south, east, north in (
        (-180, -90, 180, 90),
        (10, 10, 20, 20),
        (170, -50, -170, 50),
        (5.5, -1.25, 5.5, 60),
    ):
        across = (
            (c.longitude >= west) & (c.longitude <= east)
            if west <= east
            else (c.longitude >= west) | (c.longitude <= east)
        )
        assert s.globe.inside((west, south, east, north)) == as_set(
            across & (c.latitude >= south) & (c.latitude <= north)
        )
