"""The scrap of axis under a date field: the publication date, and the date that was typed, drawn as the timeline draws it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from events.edtf import MINUTES_PER_DAY, Bounds, bounds_of, day_minutes, describe_short
from events.timeline.drawing import icon
from events.timeline.forms import Form, form_of
from events.timeline.scale import Scale
from events.timeline.ticks import axis_of
from events.timeline.values import Item
from events.vocabulary import TYPES

WIDTH: Final = 460
EDGE: Final = 8
LEAST: Final = 24 * MINUTES_PER_DAY
"""The axis shows 24 days or more, so that the weeks about a day can be counted."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path of the drawing and its class."""

    name: str
    d: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words under or over the axis at a pixel; `anchor` as SVG has it."""

    x: str
    y: int
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Scrap:
    """What is drawn: `lines` of the axis, the `strokes` of the date in its group and status, its badge; `words` says it."""

    lines: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    strokes: tuple[Stroke, ...]
    icon: str
    badge_x: str
    look: str
    words: str
    width: int = WIDTH


def scrap(edtf: str, type_: str, status: str, *, published_on: date | None) -> Scrap:
    """A date on an axis wide enough for it and for the publication date."""
    bounds = bounds_of(edtf)
    anchor = day_minutes(published_on.year, published_on.month, published_on.day) if published_on else None
    scale = scale_of(bounds, anchor)
    axis = axis_of(scale)
    form = form_of(Item.of_date(edtf, type_, status), scale, now=scale.high)
    lines = [Stroke("grid", f"M{scale.x(tick.minute):.1f} 28V58") for tick in axis.ticks]
    labels = [Label(f"{scale.x(tick.minute):.1f}", 25, tick.label) for tick in axis.ticks if tick.label]
    labels += [Label(f"{scale.x(heading.minute):.1f}", 11, heading.label, "start") for heading in axis.headings]
    words = f"{describe_short(edtf)} on an axis"
    if anchor is not None:
        lines.append(Stroke("told", f"M{scale.x(anchor):.1f} 28V60"))
        labels.append(anchor_label(scale.x(anchor)))
        words += " with the day of publication"
    look = f"g-{TYPES[type_].group} is-{status}"
    badge_x = f"{form.centre - 10:.1f}"
    return Scrap(tuple(lines), tuple(labels), tuple(strokes(form)), icon(type_, status), badge_x, look, words)


def anchor_label(x: float) -> Label:
    """The word at the day of publication, kept inside the drawing."""
    side = "end" if x > WIDTH - 40 else "start" if x < 40 else "middle"
    return Label(f"{x:.1f}", 72, "published", side)


def strokes(form: Form) -> Iterator[Stroke]:
    """The form of a date without its badge."""
    left, right, centre = f"{form.left:.1f}", f"{form.right:.1f}", f"{form.centre:.1f}"
    match form.kind:
        case "bar":
            yield Stroke("span", f"M{left} 35H{right}V53H{left}Z")
            if form.core:
                yield Stroke("core", f"M{form.core[0]:.1f} 50.5H{form.core[1]:.1f}V53H{form.core[0]:.1f}Z")
        case "reach":
            yield Stroke("reach", f"M{left} 44H{right}")
            yield Stroke("stop", f"M{left} 40V48M{right} 40V48")
        case "after":
            yield Stroke("stop", f"M{left} 35V53")
            yield Stroke("reach", f"M{centre} 44H{right}")
            yield Stroke("head", f"M{form.right - 5:.1f} 39.5l4.5 4.5l-4.5 4.5")
        case "before":
            yield Stroke("stop", f"M{right} 35V53")
            yield Stroke("reach", f"M{left} 44H{centre}")
            yield Stroke("head", f"M{form.left + 5:.1f} 39.5l-4.5 4.5l4.5 4.5")
    if form.halo:
        yield Stroke("halo", f"M{form.centre - 11:.1f} 44a11 11 0 1 0 22 0a11 11 0 1 0-22 0Z")


def scale_of(bounds: Bounds, anchor: int | None) -> Scale:
    """A scale that shows the date and the anchor with a margin of a quarter on both sides."""
    known = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end, anchor)
    minutes = [minute for minute in known if minute is not None]
    low, high = min(minutes), max(minutes)
    margin = max((high - low) // 4, (LEAST - (high - low)) // 2)
    return Scale(low - margin, high + margin, EDGE, WIDTH - EDGE)
