"""The parts of the overview as SVG text: all matches over the whole span, and the window as a brush on it."""

from functools import lru_cache
from typing import Final

from events.timeline.layout import Layout, OverviewLayout
from events.timeline.lettering import text_width
from events.timeline.shapes import group_class

GROUPS: Final = ("talks", "cooperation", "threats", "force", "civic")
"""The groups in the order of the rows under the columns."""
TALL: Final = 40
"""Pixels of the highest column."""
STRIP: Final = 5
"""Pixels of a group's row."""
FOOT: Final = TALL + 3 + STRIP * len(GROUPS)
"""Where the strip ends, and the years stand below."""
Counts = tuple[int, ...]
"""A number for each bin."""


def names(layout: Layout) -> str:
    """What the strip shows, said beside it; nothing where there is no room beside it."""
    if layout.narrow:
        return ""
    lines = ((12, "All events"), (25, "square-root scale"), (FOOT - 7, "by kind"))
    return "".join(f'<text class="lane-count" x="0" y="{y:g}" aria-hidden="true">{words}</text>' for y, words in lines)


def years(strip: OverviewLayout, width: int) -> str:
    """Years under the strip; none where the drawing below spans the same years."""
    if strip.whole:
        return ""
    out = []
    for tick in strip.axis.headings or strip.axis.ticks:
        if tick.label:
            x, half = strip.scale.x(tick.minute), text_width(tick.label, 11) / 2
            x = min(max(x, strip.scale.left + half), width - half)
            out.append(
                f'<text class="tick" x="{x:.1f}" y="{FOOT + 13:g}" text-anchor="middle" aria-hidden="true">{tick.label}</text>'
            )
    return "".join(out)


def bins(strip: OverviewLayout) -> str:
    """All matches of the filters: columns of all, and under them a row for each group."""
    return _bins(strip.counts, strip.groups, strip.scale.left, strip.scale.right)


@lru_cache(maxsize=32)
def _bins(counts: Counts, groups: tuple[tuple[str, Counts], ...], left: float, right: float) -> str:
    """The same between two pixels. Cached: it stays as it is while the window moves."""
    rows = [_presence(dict(groups).get(group, ()), group, number, left, right) for number, group in enumerate(GROUPS)]
    return _columns(counts, left, right) + "".join(rows)


def _columns(counts: Counts, left: float, right: float) -> str:
    """All events a bin, the height the square root of the count: single events stay visible beside hundreds."""
    peak = max(counts, default=0)
    if not peak:
        return ""
    width = (right - left) / len(counts)
    path = "".join(
        f"M{left + n * width:.1f} {TALL}v-{max(1, (count / peak) ** 0.5 * (TALL - 4)):.1f}"
        f"h{max(width - 0.6, 0.9):.1f}V{TALL}z"
        for n, count in enumerate(counts)
        if count
    )
    return f'<path class="all" d="{path}"/>'


def _presence(counts: Counts, group: str, number: int, left: float, right: float) -> str:
    """Where a group has events, as one row of dashes; neighbouring bins are one dash."""
    if not any(counts):
        return ""
    width = (right - left) / len(counts)
    y, path, start = TALL + 3 + number * STRIP, [], None
    for at, count in enumerate((*counts, 0)):
        if count and start is None:
            start = at
        elif not count and start is not None:
            span = max((at - start) * width, 1.6)
            path.append(f"M{left + start * width:.1f} {y}h{span:.1f}v4h-{span:.1f}z")
            start = None
    return f'<path class="strip {group_class(group)}" d="{"".join(path)}"/>'


def brush(layout: Layout) -> str:
    """The window on the strip: what is outside paler, handles at its ends, a lens down to the chart."""
    strip, (left, right) = layout.overview, layout.overview.brush
    edge, end = strip.scale.left, strip.scale.right
    lens = (
        ""
        if strip.whole
        else f'<path class="lens" d="M{left:.1f} {FOOT}L{edge:g} {FOOT + 34}H{end:g}L{right:.1f} {FOOT}Z"/>'
    )
    handles = "".join(_handle(x) for x in (left, right)) if right - left > 20 else ""
    return (
        f'<rect class="off" x="{edge:g}" y="0" width="{max(0, left - edge):.1f}" height="{FOOT}"/>'
        f'<rect class="off" x="{right:.1f}" y="0" width="{max(0, end - right):.1f}" height="{FOOT}"/>{lens}'
        f'<rect class="brush" x="{left:.1f}" y=".75" width="{right - left:.1f}" height="{FOOT - 0.75}"/>{handles}'
    )


def _handle(x: float) -> str:
    """The grip at one end of the brush."""
    grip = f'<rect x="{x - 4:.1f}" y="{FOOT / 2 - 9:.1f}" width="8" height="18" rx="2"/>'
    return f'<g class="handle"><path d="M{x:.1f} 0V{FOOT}"/>{grip}</g>'
