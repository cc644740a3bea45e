"""Writes a layout as SVG: attributes and classes only, every text escaped. The one module that marks strings as safe.

Strings are built directly: a window has hundreds of marks, and a template would cost more than the query.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from events.edtf import bounds_of
from events.timeline import cards, shapes, sheet, strip
from events.timeline.becoming import Standing, Telling, figure
from events.timeline.forms import form_of
from events.timeline.grouping import Year
from events.timeline.layout import Layout
from events.timeline.narrowing import Filter
from events.timeline.scale import Scale
from events.timeline.shapes import group_class, shape, symbols
from events.timeline.values import Answer, Export, Item
from events.vocabulary import STATUSES, TYPES


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing is called, and what stands at the line between past and ahead: "today", "11 September 2023"."""

    title: str
    now: str


def chart(layout: Layout, links: sheet.Links, words: Words) -> SafeString:
    """The axis with its lanes and marks, as one SVG."""
    width, height, scale = layout.width, f"{layout.height:.0f}", layout.scale
    plot = scale.right - scale.left + 12
    heads = sheet.heads(layout)
    lanes = "".join(sheet.lane(lane, layout, links) for lane in layout.lanes)
    now, later = sheet.now_line(layout, words.now)
    return mark_safe(  # every text in it went through escape
        f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group"'
        f' aria-label="{escape(words.title)}">'
        f'<svg class="plot" x="{scale.left - 6:g}" y="0" width="{plot:g}" height="{height}"'
        f' viewBox="{scale.left - 6:g} 0 {plot:g} {height}"><g class="moving">{sheet.axis(layout, words.now)}{now}{lanes}{later}'
        f'</g></svg><g class="lane-heads" aria-hidden="true">{heads}</g></svg>'
    )


def second(drawn: SafeString) -> SafeString:
    """A chart that stands beside another: its marks and counts are named apart, as they are no part of the page's total."""
    # No text of a drawing holds a quotation mark: each went through escape.
    apart = drawn.replace(' data-event-id="', ' data-second-id="').replace(' data-count="', ' data-second-count="')
    return mark_safe(apart)


def overview(layout: Layout, title: str) -> SafeString:
    """All matches over the whole span as columns, each group as a row, the window as a brush with a lens to the chart; "" for none."""
    whole, width = layout.overview, layout.width
    if not any(whole.counts):
        return mark_safe("")
    height = strip.FOOT + (4 if whole.whole else 36)
    parts = (strip.names(layout), strip.years(whole, width), strip.bins(whole), strip.brush(layout))
    return mark_safe(  # numbers, classes and escaped text
        f'<svg class="overview" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def mark_symbols() -> SafeString:
    """What marks refer to; once a page."""
    return mark_safe(symbols())  # made of constants


def icon(type_: str, status: str = "occurred") -> SafeString:
    """The badge of a type in a status, 20 by 20; a word beside it says the same."""
    return mark_safe(shapes.icon(type_, status))  # made of words of the vocabulary


def go(address: str) -> SafeString:
    """The attributes of a link to a view: the same address for htmx and for a browser without script."""
    return mark_safe(cards.go(address))  # the address went through escape


def hidden(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Parameters of an address as inputs that a form carries along."""
    return mark_safe(
        "".join(cards.hidden(name, value) for name, value in pairs)
    )  # every text in it went through escape


def facts(answer: Answer) -> SafeString:
    """What scripts read of an answer, as attributes of its element."""
    return mark_safe(cards.facts(answer))  # numbers


def exports(forms: Iterable[Export]) -> SafeString:
    """The forms in which the view can be taken away, as rows of a list."""
    return mark_safe("".join(map(cards.export, forms)))  # each address went through escape, the words are ours


def lane_options(chosen: str) -> SafeString:
    """What lanes can be made of, to choose from."""
    return mark_safe(cards.lane_options(chosen))  # made of constants


def facet(filter_: Filter, *, second: bool = False) -> SafeString:
    """One dimension of filters, each value with its box and count."""
    return mark_safe(cards.facet(filter_, second=second))  # every text in it went through escape


def years(found: Iterable[Year], selected: int | None, *, paged: bool) -> SafeString:
    """Events as rows of a list under their years and months."""
    return mark_safe(
        "".join([cards.year(year, selected, paged=paged) for year in found])
    )  # every text went through escape


def rows(items: Iterable[Item], selected: int | None) -> SafeString:
    """Events as rows of a list."""
    return mark_safe("".join(cards.row(item, selected) for item in items))  # every text in it went through escape


@lru_cache(maxsize=256)
def sample(edtf: str, type_: str = "meeting", status: str = "occurred", *, span: str, now: str = "") -> SafeString:
    """A date drawn as on the axis, on a scrap of it that covers `span` (EDTF), what goes on up to `now`; for legends."""
    covered = bounds_of(span)
    low, high = covered.earliest_start or 0, covered.latest_end or 0
    form = form_of(
        Item.of_date(edtf, type_, status),
        Scale(low, high, 0, 88),
        now=bounds_of(now).latest_end or high if now else high,
    )
    return mark_safe(  # made of words of the vocabulary
        f'<svg class="sample {group_class(TYPES[type_].group)} is-{STATUSES[status].key}" viewBox="0 0 88 22" width="88"'
        f' height="22" aria-hidden="true" focusable="false">{shape(form, type_, status, 11)}</svg>'
    )


def readings(tellings: Sequence[Telling], event: Standing) -> SafeString:
    """How a date became known: drawn wide and narrow, of which the style sheet shows one; "" for fewer than two articles."""
    wide, narrow = (figure(tellings, event, width, name) for width, name in ((860, "wide"), (366, "narrow")))
    return mark_safe(wide + narrow)  # every text in it went through escape
