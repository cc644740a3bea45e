"""The parts of the chart as SVG text: axis, lanes, marks, clusters and columns. Every text is escaped."""

from html import escape
from typing import Final, Protocol

from events.timeline.counting import COUNT_SIZE, Cluster, Column, column_when
from events.timeline.forms import Form
from events.timeline.layout import ROW, TOP, Band, LaneLayout, Layout
from events.timeline.lettering import text_width
from events.timeline.placing import LABEL_SIZE, Mark
from events.timeline.scale import Scale
from events.timeline.shapes import badge, group_class, px, shape
from events.timeline.speech import span_words, spoken
from events.timeline.ticks import Tick
from events.timeline.values import Item
from events.vocabulary import TYPES

_TRUE: Final = ' aria-current="true"'
_END: Final = ' text-anchor="end"'


class Links(Protocol):
    """Where marks, clusters and bands lead."""

    def event(self, item: Item) -> str:
        """The address of the view with this event selected."""

    def members(self, lane: LaneLayout, low: int, high: int) -> str:
        """The address of the events of a lane between two minutes."""


def lane(lane: LaneLayout, layout: Layout, links: Links) -> str:
    """One lane: a group that is one stop of the Tab key, on its selected or first mark."""
    stop = next((m for m in lane.marks if m.item.event_id == layout.selected), next(iter(lane.marks), None))
    parts = [_leader(mark, lane, lane.band) for mark in lane.marks if _pointing(mark)] if lane.band else []
    parts += [_band(lane.band, lane, layout.scale, links, first=not lane.marks)] if lane.band else []
    for mark in lane.marks:
        parts.append(_mark(mark, lane, links, stop=mark is stop, selected=mark.item.event_id == layout.selected))
    for number, cluster in enumerate(lane.clusters):
        parts.append(_cluster(cluster, lane, links, stop=stop is None and number == 0))
    if lane is not layout.lanes[-1]:
        parts.append(f'<path class="lane-rule" d="M0 {px(lane.bottom + 0.5)}H{layout.width}"/>')
    label = f"{escape(lane.label)}, {lane.total:,}"
    return f'<g class="lane {group_class(lane.group)}" role="group" aria-label="{label}">{"".join(parts)}</g>'


def _pointing(mark: Mark) -> bool:
    """Whether a line leads down from a mark: not from one that nobody can name, nor from a bar that began before the window."""
    return bool(mark.label) and not (mark.form.kind == "bar" and mark.form.cut_left)


def _leader(mark: Mark, lane: LaneLayout, band: Band) -> str:
    """From a mark down to its column; under what the band says, which it would strike through."""
    y = lane.rows_top + mark.row * ROW + ROW / 2 + 8
    return f'<path class="leader" d="M{mark.form.centre:.1f} {px(y)}V{px(band.bottom)}"/>'


def _mark(mark: Mark, lane: LaneLayout, links: Links, *, stop: bool, selected: bool) -> str:
    """One event: its hit area, ring, shape and label, as one link."""
    item, form = mark.item, mark.form
    y = lane.rows_top + mark.row * ROW + ROW / 2
    left, width = (form.left + form.right) / 2 - max(12, (form.right - form.left) / 2), max(24, form.right - form.left)
    ring = _ring(form.left, form.right, y) if selected else ""
    others = "".join(_other(mark, status, other, y) for status, other in mark.others)
    drawn = shape(form, item.type, item.status, y, small=not mark.label, disputed=item.disputed)
    return (
        f'<a class="mark {group_class(TYPES[item.type].group)} is-{item.status}{" selected" if selected else ""}"'
        f' href="{escape(links.event(item))}" data-event-id="{item.event_id}" tabindex="{0 if stop else -1}"'
        f' aria-label="{escape(spoken(item))}"{_TRUE if selected else ""}>'
        f'<rect class="hit" x="{left:.1f}" y="{px(y - 11)}" width="{width:.1f}" height="22"/>'
        f"{ring}{others}{drawn}{_label(mark, y, selected=selected)}</a>"
    )


def _other(mark: Mark, status: str, form: Form, y: float) -> str:
    """Another reading of a disputed event, paler, joined to the first by dots."""
    ends = sorted((mark.form.centre, form.centre))
    drawn = shape(form, mark.item.type, status, y, small=True)
    return f'<g class="other is-{status}"><path class="between" d="M{ends[0]:.1f} {px(y)}H{ends[1]:.1f}"/>{drawn}</g>'


def _ring(left: float, right: float, y: float) -> str:
    return f'<rect class="ring" x="{left - 4:.1f}" y="{px(y - 11)}" width="{right - left + 8:.1f}" height="22" rx="3"/>'


def _label(mark: Mark, y: float, *, selected: bool) -> str:
    if not mark.label:
        return ""
    x = mark.label_x + (4 if mark.side == "right" else -4 if mark.side == "left" else 0) * selected
    anchor = ' text-anchor="end"' if mark.side == "left" else ""
    name = f"label{' strong' if mark.strong else ''}{' within' if mark.side == 'in' else ''}"
    plate = _plate(mark, x, y, strong=mark.strong or selected) if mark.side == "on" else ""
    return f'{plate}<text class="{name}" x="{x:.1f}" y="{px(y + 4)}"{anchor}>{escape(mark.label)}</text>'


def _plate(mark: Mark, x: float, y: float, *, strong: bool) -> str:
    """What a label on its own reach stands on, as it would be struck through by it."""
    width = text_width(mark.label, LABEL_SIZE, strong=strong) + 6
    return f'<rect class="plate" x="{x - 3:.1f}" y="{px(y - 7)}" width="{width:.1f}" height="14"/>'


def _cluster(cluster: Cluster, lane: LaneLayout, links: Links, *, stop: bool) -> str:
    """A stacked pill with the count, and a bracket over where its events are."""
    y, width = lane.cluster_y + cluster.drop * ROW, cluster.width
    left, hit = cluster.x - width / 2, max(24, width)
    bracket = f"M{cluster.left:.1f} {px(y + 4)}V{px(y)}H{cluster.right:.1f}V{px(y + 4)}"
    reaches = cluster.right - cluster.left > width + 12 and not cluster.through
    reach = f'<path class="reach" d="{bracket}"/>' if reaches else ""
    stacked = (
        f'<rect class="under" x="{left + 2.5:.1f}" y="{px(y - 5.5)}" width="{width:.1f}" height="15" rx="3"/>'
        if cluster.events > 1
        else ""
    )
    when = "throughout" if cluster.through else span_words(cluster.low, cluster.high)
    words = f"{cluster.events:,} more in {lane.label}, {when}. Open"
    return (
        f'<a class="cluster {group_class(lane.group)}" href="{escape(links.members(lane, cluster.low, cluster.high))}"'
        f' data-count="{cluster.events}" tabindex="{0 if stop else -1}" aria-label="{escape(words)}">'
        f'<rect class="hit" x="{cluster.x - hit / 2:.1f}" y="{px(y - 11)}" width="{hit:.1f}" height="22"/>{reach}'
        f'{stacked}<rect class="pill" x="{left:.1f}" y="{px(y - 8)}" width="{width:.1f}" height="15" rx="3"/>'
        f'<text x="{cluster.x:.1f}" y="{px(y + 3.5)}" text-anchor="middle">{cluster.words}</text></a>'
    )


def _band(band: Band, lane: LaneLayout, scale: Scale, links: Links, *, first: bool) -> str:
    """Columns on one path, the highest named; as a whole one link to the lane's events."""
    path = _columns(band)
    peak = max(band.columns, key=lambda c: c.events, default=None)
    left, right, tall = scale.left, scale.right, max(24, band.height + 14)
    spoken_words = [f"{band.count:,} more in {lane.label}"]
    spoken_words += [f"most {column_when(peak)}: {peak.events:,}"] if peak else []
    spoken_words += [f"{band.through:,} throughout"] if band.through else []
    return (
        f'<a class="band cluster" href="{escape(links.members(lane, scale.low, scale.high))}" data-count="{band.count}"'
        f' tabindex="{0 if first else -1}" aria-label="{escape(", ".join(spoken_words))}. Open">'
        f'<rect class="hit" x="{left:.1f}" y="{px(band.bottom - tall)}" width="{right - left:.1f}" height="{px(tall)}"/>'
        f'<path class="columns" d="{path}"/></a>{_band_words(band, peak, scale)}'
    )


def _band_words(band: Band, peak: Column | None, scale: Scale) -> str:
    """What the highest column counts, beside it, and how many run through all of the window, where that leaves room."""
    top = band.bottom - band.height
    out, free = [], scale.right
    if peak:
        words, x = f"{peak.events:,} {column_when(peak)}", (peak.left + peak.right) / 2
        flip = x + text_width(words, COUNT_SIZE) + 8 > scale.right
        free = x - (text_width(words, COUNT_SIZE) if flip else 0)
        out.append(f'<path class="leader" d="M{x:.1f} {px(top)}V{px(top - 10)}"/>')
        out.append(_peak(words, x + (-4 if flip else 4), top - 4, end=flip))
    if band.through:
        words = f"{band.through:,} throughout"
        at_left = scale.left + text_width(words, COUNT_SIZE) + 12 < free
        out.append(_peak(words, scale.left + 4 if at_left else scale.right - 4, top - 4, end=not at_left))
    return "".join(out)


def _peak(words: str, x: float, y: float, *, end: bool) -> str:
    """What a band says, on a plate: the line of a mark passes behind it, not between its letters."""
    width = text_width(words, COUNT_SIZE)
    left = x - width if end else x
    return (
        f'<rect class="plate" x="{left - 1:.1f}" y="{px(y - 9)}" width="{width + 2:.1f}" height="12"/>'
        f'<text class="peak" x="{x:.1f}" y="{px(y)}"{_END if end else ""}>{words}</text>'
    )


def _columns(band: Band) -> str:
    """All columns of a band as one path, formatted at once; none is less than a hair wide and a pixel high."""
    foot, height = px(band.bottom), band.height
    numbers: list[float] = []
    for _, left, right, share, _, _ in band.columns:
        tall, wide = share * height, right - left - 0.7
        numbers += (left, tall if tall > 1 else 1, wide if wide > 0.8 else 0.8)
    return f"M%.1f {foot}v-%.1fh%.1fV{foot}z" * len(band.columns) % tuple(numbers)


def heads(layout: Layout) -> str:
    """What stands before each lane. Where one count has no room beside its name, all stand below theirs: they are read as a column."""
    x = 24 if any(signed(lane) for lane in layout.lanes) else 0
    beside = all(_beside(lane.label, f"{lane.total:,}", layout.scale.left - x - 12) for lane in layout.lanes)
    return "".join(_head(lane, layout, x, beside=beside) for lane in layout.lanes)


def _head(lane: LaneLayout, layout: Layout, x: int, *, beside: bool) -> str:
    """The lane's sign, name and count: at the left, or above it in a narrow drawing."""
    group, name, count = group_class(lane.group), escape(lane.label), f"{lane.total:,}"
    y = lane.top + (17 if layout.narrow else 20)
    sign = badge(lane.key, 10, y - 4, size=0.95) if lane.key in TYPES else _code(lane.key, y)
    if layout.narrow:
        at = f'x="{x + text_width(lane.label, 12.5, strong=True) + 10:.0f}" y="{px(y)}"'
    elif beside or lane.bottom - lane.top < 2 * ROW:
        name = escape(_fitted(lane.label, layout.scale.left - x - 20 - text_width(count, 11)))
        at = f'x="{px(layout.scale.left - 12)}" y="{px(y)}" text-anchor="end"'
    else:
        name, at = escape(_fitted(lane.label, layout.scale.left - x - 12)), f'x="{x}" y="{px(y + 15)}"'
    return (
        f'<g class="{group} is-occurred">{sign}<text class="lane-name" x="{x}" y="{px(y)}">{name}</text>'
        f'<text class="lane-count" {at}>{count}</text></g>'
    )


def signed(lane: LaneLayout) -> bool:
    """Whether a lane has a sign before its name: the badge of a type or the letters of a country."""
    return lane.key in TYPES or bool(_code(lane.key, 0))


def _code(key: str, y: float) -> str:
    """The two letters of a country, where lanes are countries."""
    return (
        f'<text class="lane-code" x="0" y="{px(y)}">{key}</text>'
        if len(key) == 2 and key.isalpha() and key.isupper()
        else ""
    )


def _beside(name: str, count: str, room: float) -> bool:
    """Whether a lane's name and count fit in one line; else the count stands below."""
    return text_width(name, 12.5, strong=True) + 8 + text_width(count, 11) <= room


def _fitted(text: str, width: float) -> str:
    """A lane's name, cut where it would run into its count."""
    if text_width(text, 12.5, strong=True) <= width:
        return text
    while text and text_width(text + "…", 12.5, strong=True) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def axis(layout: Layout, now_words: str) -> str:
    """The lines of the axis, its labels at top and foot, and headings where it has two levels."""
    headings = layout.axis.headings
    out = []
    for tick in layout.axis.ticks:
        x = layout.scale.x(tick.minute)
        heavy = tick.heavy
        out.append(
            f'<path class="grid{" heavy" if heavy else ""}" d="M{x:.1f} {TOP - (6 if heavy else 2)}V{px(layout.bottom)}"/>'
        )
        if tick.label:
            out += _tick_labels(tick, x, layout, now_words, level=bool(headings))
    for tick in headings:
        x = layout.scale.x(tick.minute)
        out.append(
            f'<text class="tick month" x="{x + (4 if tick.minute > layout.scale.low else 0):.1f}" y="12">{tick.label}</text>'
        )
    return f'<g class="axis" aria-hidden="true">{"".join(out)}</g>'


def _tick_labels(tick: Tick, x: float, layout: Layout, now_words: str, *, level: bool) -> list[str]:
    """A label above and one below, unless the line of today stands there."""
    scale, half = layout.scale, text_width(tick.label, 11) / 2
    if level:
        x, anchor = x + 3, "start"
        if x + 2 * half > scale.right + 4:
            return []
    elif x + half > scale.right + 4:
        anchor = "end"
    else:
        anchor = "middle" if x - half > scale.left - 4 else "start"
    ys = [TOP - 4 if level else 16]
    if layout.now is None or abs(layout.scale.x(layout.now) - x) > text_width(now_words, 11) / 2 + half * 2 + 12:
        ys.append(int(layout.bottom) + 16)
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return [f'<text class="tick" x="{x:.1f}" y="{y}"{place}>{tick.label}</text>' for y in ys]


def now_line(layout: Layout, words: str) -> tuple[str, str]:
    """The line of today or of the as-of day with its label, and the shade over what lies ahead of it."""
    if layout.now is None:
        return "", ""
    x, right = layout.scale.x(layout.now), layout.scale.right
    width = text_width(words, 11, strong=True) + 12
    left = min(max(x - width / 2, layout.scale.left - 4), right + 5 - width)
    bottom = layout.bottom
    line = (
        f'<g class="today" aria-hidden="true"><path d="M{x:.1f} {TOP - 2}V{px(bottom + 6)}"/>'
        f'<rect x="{left:.1f}" y="{px(bottom + 5)}" width="{width:.1f}" height="17" rx="3"/>'
        f'<text x="{left + width / 2:.1f}" y="{px(bottom + 17.5)}" text-anchor="middle">{escape(words)}</text></g>'
    )
    if right - x < 2:
        return line, ""
    shade = f'<rect class="later" aria-hidden="true" x="{x:.1f}" y="{TOP}" width="{right - x:.1f}" height="{px(bottom - TOP)}"/>'
    return line, shade
