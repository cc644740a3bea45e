"""The shapes of marks as SVG text: attributes and classes only, colours come from the style sheet.

Shape tells the group (round, diamond, square), the glyph tells the type, outline and dashes the status.
"""

from functools import lru_cache
from typing import Final

from events.timeline.forms import DIAMONDS, Form
from events.vocabulary import STATUSES, TYPES

GLYPHS: Final[dict[str, str]] = {
    "meeting": "M-4.1 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0M.5 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0",
    "visit": "M-3.6 0H3.2M.6-2.8 3.4 0 .6 2.8",
    "agreement": "M-3.2-1.6H3.2M-3.2 1.6H3.2",
    "statement": "M-3.4-2.8H3.4V1.2H0L-2.2 3.4V1.2H-3.4Z",
    "cooperation": "M-3.4 0H3.4M0-3.4V3.4",
    "withdrawal": "M3.6 0H-3.2M-.6-2.8-3.4 0-.6 2.8",
    "threat": "M0-4V.8M0 3.7V3.8",
    "sanction": "M-3.6 0H3.6",
    "military": "M-3.2 0 0-3 3.2 0M-3.2 3.4 0 .4 3.2 3.4",
    "weapons_test": "M0 3.8V-3.4M-2.7-.9 0-3.6 2.7-.9",
    "attack": "M0-3.8V3.8M-3.3-1.9 3.3 1.9M-3.3 1.9 3.3-1.9",
    "coercion": "M-2.8-.6H2.8V3.2H-2.8ZM-1.7-.6V-2a1.7 1.7 0 0 1 3.4 0V-.6",
    "protest": "M-3-3.4H3V.2H-3ZM0 .2V4",
    "election": "M-3-3 3 3M-3 3 3-3",
    "leadership": "M-3.4 2.6V-2.2L-1.4 0 0-3 1.4 0 3.4-2.2V2.6Z",
    "legal": "M0-3.6V3.4M-2 3.4H2M-3.6 .4V-2.6H3.6V.4",
    "commemoration": "M0-3.9 1.1-1.3 3.8-1.1 1.7.7 2.4 3.4 0 1.9-2.4 3.4-1.7.7-3.8-1.1-1.1-1.3Z",
    "incident": "M1.2-4-2.2.6H2.2L-1.2 4",
    "other": "M-3 0h.1M0 0h.1M3 0h.1",
}
"""One path for each type, drawn in a box of 14 around 0, 0."""

HALF_BAR: Final = 9
_CORE: Final = 2.5


@lru_cache(maxsize=4096)
def px(y: float) -> str:
    """A height as SVG writes it. Cached: rows stand at the same few heights in every drawing, and to write one costs ten times as much."""
    return f"{y:g}"


def group_class(group: str) -> str:
    """The class that carries a group's colours."""
    return f"g-{group}"


def symbols() -> str:
    """Glyphs, fades and hatching that marks refer to: once a page."""
    glyphs = "".join(
        f'<symbol id="g-{name}" viewBox="-7 -7 14 14" overflow="visible"><path d="{path}"/></symbol>'
        for name, path in GLYPHS.items()
    )
    fades = "".join(
        f'<linearGradient id="{name}-g"><stop offset="0" stop-color="#fff" stop-opacity="{start}"/>'
        f'<stop offset="1" stop-color="#fff" stop-opacity="{1 - start}"/></linearGradient>'
        f'<mask id="{name}" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#{name}-g)"/></mask>'
        for name, start in (("fade-r", 1), ("fade-l", 0))
    )
    head = '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">'
    return f"{head}<defs>{glyphs}{fades}</defs></svg>"


@lru_cache(maxsize=256)
def icon(type_: str, status: str) -> str:
    """The badge of a type in a status as a drawing of its own."""
    return (
        f'<svg class="icon {group_class(TYPES[type_].group)} is-{STATUSES[status].key}" viewBox="-10 -10 20 20" width="20"'
        f' height="20" aria-hidden="true" focusable="false">{badge(type_, 0, 0)}</svg>'
    )


def badge(type_: str, x: float, y: float, *, size: float = 1, small: bool = False) -> str:
    """The badge of a type; `small`: without its glyph, as where there is no room for a label."""
    group = TYPES[type_].group
    radius = (3.6 if small else 7) * size
    if group in DIAMONDS:
        d = radius * 1.32
        body = f'<path class="body" d="M{x - d:.1f} {px(y)}L{x:.1f} {y - d:.1f}L{x + d:.1f} {px(y)}L{x:.1f} {y + d:.1f}Z"/>'
    elif group == "civic":
        left, top, side = x - radius, y - radius, 2 * radius
        body = f'<rect class="body" x="{left:.1f}" y="{top:.1f}" width="{side:.1f}" height="{side:.1f}" rx="1.5"/>'
    else:
        body = f'<circle class="body" cx="{x:.1f}" cy="{px(y)}" r="{radius + (0.6 if small else 0.4):.1f}"/>'
    return body if small else body + _glyph(type_, x, y, (10.5 if group in DIAMONDS else 12) * size)


def _glyph(type_: str, x: float, y: float, side: float) -> str:
    left, top = x - side / 2, y - side / 2
    return f'<use class="glyph" href="#g-{type_}" x="{left:.1f}" y="{top:.1f}" width="{side:.1f}" height="{side:.1f}"/>'


def shape(form: Form, type_: str, status: str, y: float, *, small: bool = False, disputed: bool = False) -> str:
    """The whole mark of one event on the row around `y`, without its label."""
    centre = form.centre
    sign = badge(type_, centre, y, small=small)
    if form.kind == "badge" and not (form.halo or form.doubt or disputed) and status != "denied":
        return sign
    parts = [_BODIES[form.kind](form, y), sign]
    if form.doubt or disputed:
        sign = "?" if form.doubt else "≠"
        parts.append(f'<text class="doubt" x="{centre + 7:.1f}" y="{px(y - 4)}">{sign}</text>')
    if status == "denied":
        parts.append(_strike(form, y))
    return "".join(parts)


def _badge_only(form: Form, y: float) -> str:
    """What stands behind a badge: the halo of an approximate date."""
    x = form.centre
    if form.halo == "day":
        return _tail(x - 24, y, 20, 3, "fade-l") + _tail(x + 4, y, 20, 3, "fade-r")
    return f'<circle class="halo" cx="{x:.1f}" cy="{px(y)}" r="11"/>' if form.halo else ""


def _bar(form: Form, y: float) -> str:
    """A bar with its core at the foot, its fades, its point, and chevrons where it runs over the edge."""
    left, right = form.left + form.fade_left, form.right - form.fade_right
    parts = [_rect("span", left, y - HALF_BAR, right - left, 2 * HALF_BAR)]
    if form.core:
        parts.append(_rect("core", form.core[0], y + HALF_BAR - _CORE, form.core[1] - form.core[0], _CORE))
    if form.fade_left:
        parts.append(_faded(form.left, y, form.fade_left, "fade-l"))
    if form.fade_right:
        parts.append(_faded(right, y, form.fade_right, "fade-r"))
    if form.pointed:
        parts.append(f'<path class="head" d="M{form.right - 1:.1f} {px(y - 9)}l6 9l-6 9"/>')
    return "".join(parts) + _chevrons(form, y)


def _faded(x: float, y: float, width: float, mask: str) -> str:
    inner = _rect("span", x, y - HALF_BAR, width, 2 * HALF_BAR) + _rect("core", x, y + HALF_BAR - _CORE, width, _CORE)
    return f'<g mask="url(#{mask})">{inner}</g>'


def _reach(form: Form, y: float) -> str:
    """A line with stops; fading ends in their place where the date is approximate; none where it runs over the edge."""
    left = form.left + 0.75 + form.fade_left * (not form.cut_left)
    right = form.right - 0.75 - form.fade_right * (not form.cut_right)
    parts = [f'<path class="reach" d="M{left:.1f} {px(y)}H{right:.1f}"/>']
    if form.fade_left:
        if not form.cut_left:
            parts.append(_tail(form.left, y, form.fade_left, 1.5, "fade-l"))
        if not form.cut_right:
            parts.append(_tail(right + 0.75, y, form.fade_right, 1.5, "fade-r"))
    else:
        parts += [_stop(x, y, 4) for x, cut in ((left, form.cut_left), (right, form.cut_right)) if not cut]
    return "".join(parts) + _chevrons(form, y)


def _after(form: Form, y: float) -> str:
    """A stop and an arrow that fades to the right."""
    x, end = form.centre, form.right
    stop = "" if form.cut_left else _stop(form.left + 0.75, y, 9)
    head = f'<path class="head" d="M{end - 26:.1f} {px(y - 3.5)}l4.5 3.5l-4.5 3.5"/>' if end - x > 40 else ""
    return stop + _tail(x, y, end - x, 2, "fade-r") + head + _chevrons(form, y)


def _before(form: Form, y: float) -> str:
    """A stop and an arrow that fades to the left."""
    x, start = form.centre, form.left
    stop = "" if form.cut_right else _stop(form.right - 0.75, y, 9)
    head = f'<path class="head" d="M{start + 26:.1f} {px(y - 3.5)}l-4.5 3.5l4.5 3.5"/>' if x - start > 40 else ""
    return stop + _tail(start, y, x - start, 2, "fade-l") + head + _chevrons(form, y)


_BODIES: Final = {"badge": _badge_only, "bar": _bar, "reach": _reach, "after": _after, "before": _before}


def _chevrons(form: Form, y: float) -> str:
    """Chevrons at the edges that a form runs over."""
    left = f'<path class="head" d="M{form.left + 5:.1f} {px(y - 3.5)}l-3.5 3.5l3.5 3.5"/>' if form.cut_left else ""
    right = f'<path class="head" d="M{form.right - 5:.1f} {px(y - 3.5)}l3.5 3.5l-3.5 3.5"/>' if form.cut_right else ""
    return left + right


def _strike(form: Form, y: float) -> str:
    """The line through what is denied."""
    if form.kind == "badge":
        x = form.centre
        return f'<path class="strike" d="M{x - 9:.1f} {px(y + 9)}L{x + 9:.1f} {px(y - 9)}"/>'
    return f'<path class="strike" d="M{form.left - 3:.1f} {px(y)}H{form.right + 3:.1f}"/>'


def _stop(x: float, y: float, half: float) -> str:
    return f'<path class="stop" d="M{x:.1f} {px(y - half)}V{px(y + half)}"/>'


def _tail(x: float, y: float, width: float, height: float, mask: str) -> str:
    top = y - height / 2
    return f'<rect class="tail" x="{x:.1f}" y="{px(top)}" width="{max(width, 0):.1f}" height="{px(height)}" mask="url(#{mask})"/>'


def _rect(name: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{name}" x="{x:.1f}" y="{px(y)}" width="{max(width, 0):.1f}" height="{px(height)}"/>'
