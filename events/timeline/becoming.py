"""How a date became known, as SVG text: one line an article, where it placed the event, and when the article appeared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from events.edtf import MINUTES_PER_DAY, bounds_of, day_number
from events.timeline.forms import form_of
from events.timeline.lettering import text_width
from events.timeline.scale import Scale
from events.timeline.shapes import group_class, shape
from events.timeline.ticks import axis_of
from events.timeline.values import Item
from events.vocabulary import STATUSES, TYPES

MOST: Final = 12
"""Lines: more than a dozen are read in the list of quotes below, where each has its words."""
_TOP: Final = 30
_WIDE_STEP: Final = 46
_NARROW_STEP: Final = 60
_NAMES: Final = 176


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's word on an event: who published it and when, where it placed the event, and how sure it was."""

    publisher: str
    published_on: date
    edtf: str
    words: str
    status: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An event as it stands: its type, its date with its words, its status."""

    type: str
    edtf: str
    words: str
    status: str


def figure(tellings: Sequence[Telling], event: Standing, width: int, name: str) -> str:
    """The figure, "" where fewer than two dated articles tell of the event."""
    told = sorted(tellings, key=lambda telling: telling.published_on)[-MOST:]
    if len(told) < 2:
        return ""
    narrow = width < 700
    head, step = (0, _NARROW_STEP) if narrow else (_NAMES, _WIDE_STEP)
    scale = _scale(event, told, head, width)
    bottom = _TOP + len(told) * step
    parts = [_truth(event, scale, bottom), _grid(scale, bottom)]
    parts += [_line(q, event, scale, _TOP + n * step, width, narrow=narrow, rule=n > 0) for n, q in enumerate(told)]
    return (
        f'<svg class="figure {name}" viewBox="0 0 {width} {bottom + 22}" width="{width}" height="{bottom + 22}" role="img"'
        f' aria-label="{escape(_summary(told))}">{"".join(parts)}</svg>'
    )


def _scale(event: Standing, told: Sequence[Telling], left: float, width: int) -> Scale:
    """From the first to the last minute that any article names or appears on, with a little room at both ends."""
    bounds = [bounds_of(edtf) for edtf in (event.edtf, *(telling.edtf for telling in told))]
    minutes = [
        m for b in bounds for m in (b.earliest_start, b.latest_start, b.earliest_end, b.latest_end) if m is not None
    ]
    minutes += [_published(telling) for telling in told] + [_published(telling) + MINUTES_PER_DAY for telling in told]
    low, high = min(minutes), max(minutes)
    room = max((high - low) // 30, MINUTES_PER_DAY)
    return Scale(low - room, high + room, left, width - 8)


def _published(telling: Telling) -> int:
    """The first minute of the day the article appeared."""
    return day_number(telling.published_on) * MINUTES_PER_DAY


def _truth(event: Standing, scale: Scale, bottom: float) -> str:
    """The shade of what turned out, where it did."""
    bounds = bounds_of(event.edtf)
    if event.status != "occurred" or bounds.earliest_start is None or bounds.latest_end is None:
        return ""
    left, right = scale.inside(bounds.earliest_start), scale.inside(bounds.latest_end + 1)
    words = f"as it stands: {event.words}"
    half = text_width(words, 11) / 2
    x = min(max((left + right) / 2, half), scale.right - half)
    return (
        f'<rect class="truth" x="{left:.1f}" y="{_TOP - 6}" width="{max(right - left, 2):.1f}" height="{bottom - _TOP + 6}"/>'
        f'<text class="tick" x="{x:.1f}" y="{bottom + 15}" text-anchor="middle">{escape(words)}</text>'
    )


def _grid(scale: Scale, bottom: float) -> str:
    axis = axis_of(scale)
    out = []
    for tick in axis.ticks:
        x = scale.x(tick.minute)
        out.append(f'<path class="grid{" heavy" if tick.heavy else ""}" d="M{x:.1f} {_TOP - 8}V{bottom}"/>')
        if tick.label and x + 3 + text_width(tick.label, 11) < scale.right:
            out.append(f'<text class="tick" x="{x + 3:.1f}" y="{_TOP - 4}">{tick.label}</text>')
    out += [f'<text class="tick month" x="{scale.x(t.minute) + 3:.1f}" y="12">{t.label}</text>' for t in axis.headings]
    return "".join(out)


def _line(telling: Telling, event: Standing, scale: Scale, top: float, width: int, *, narrow: bool, rule: bool) -> str:
    """One article: status and publisher, the mark where it placed the event, the triangle where it appeared."""
    y = top + (38 if narrow else 23)
    form = form_of(
        Item.of_date(telling.edtf, event.type, telling.status), scale, now=_published(telling) + MINUTES_PER_DAY - 1
    )
    at = scale.x(_published(telling) + MINUTES_PER_DAY / 2)
    by = f"{telling.published_on:%-d %b %Y}, {telling.publisher}"
    if narrow:
        x = text_width(STATUSES[telling.status].name, 12.5, strong=True) + 10
        names = _names(0, y - 20, STATUSES[telling.status].name) + _sub(x, y - 20, by)
    else:
        names = _names(0, y - 1, STATUSES[telling.status].name) + _sub(0, y + 13, by)
    line = f'<path class="lane-rule" d="M0 {top + 0.5:g}H{width}"/>' if rule else ""
    return (
        f'{line}{names}<g class="{group_class(TYPES[event.type].group)} is-{telling.status}">'
        f'{shape(form, event.type, telling.status, y)}</g><path class="told" d="M{at:.1f} {y + 12:g}l-4 6h8z"/>'
    )


def _names(x: float, y: float, text: str) -> str:
    return f'<text class="reading-name" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _sub(x: float, y: float, text: str) -> str:
    kept = text if text_width(text, 11) < _NAMES - 8 else text[:28].rstrip(" ,") + "…"
    return f'<text class="reading-sub" x="{x:g}" y="{y:g}">{escape(kept)}</text>'


def _summary(told: Sequence[Telling]) -> str:
    """The figure in a sentence, for those who do not see it."""
    words = "; ".join(
        f"{telling.published_on:%-d %B %Y}, {STATUSES[telling.status].name.lower()}: {telling.words}"
        for telling in told
    )
    return f"{len(told)} articles. {words}"
