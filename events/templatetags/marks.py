"""Marks and dates wherever a template needs one: badges, samples for legends, dates in words."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from events.timeline import drawing
from events.timeline.grouping import Year
from events.timeline.narrowing import Filter
from events.timeline.speech import said_date, short_date
from events.timeline.values import Item
from events.vocabulary import TYPES

register = template.Library()


@register.simple_tag
def mark_symbols() -> SafeString:
    """The glyphs that badges refer to; once a page, the base template does it."""
    return drawing.mark_symbols()


@register.simple_tag
def icon(type_: str, status: str = "occurred") -> SafeString:
    """The badge of a type in a status. It says nothing to a screen reader: the words stand beside it."""
    return drawing.icon(type_, status)


@register.simple_tag
def legend() -> SafeString:
    """How to read the marks: the same on every page, so written once."""
    return (render_to_string if settings.DEBUG else _written)("public/_legend.html")


_written = lru_cache(render_to_string)


@register.simple_tag
def facet(filter_: Filter, *, second: bool = False) -> SafeString:
    """One dimension of filters with its values; of the second set where filters are compared."""
    return drawing.facet(filter_, second=second)


@register.simple_tag
def event_rows(items: Iterable[Item], selected: int | None = None) -> SafeString:
    """Events as rows of a list; the selected one is marked."""
    return drawing.rows(items, selected)


@register.simple_tag
def event_years(years: Iterable[Year], selected: int | None, pages: int) -> SafeString:
    """The same under their years and months, of a list that has so many pages."""
    return drawing.years(years, selected, paged=pages > 1)


@register.simple_tag
def sample(
    edtf: str, type_: str = "meeting", status: str = "occurred", span: str = "2023", now: str = ""
) -> SafeString:
    """A date drawn on a scrap of axis."""
    return drawing.sample(edtf, type_, status, span=span, now=now)


@register.simple_tag
def mark_types() -> list[tuple[str, str]]:
    """Every type with its name for many, for legends."""
    return [(kind.key, kind.plural) for kind in TYPES.values()]


@register.filter
def date_words(edtf: str) -> str:
    """A date in words, to stand in a sentence."""
    return said_date(edtf)


@register.filter
def date_short(edtf: str) -> str:
    """A date in few words, for a column; the string itself where it is none."""
    return short_date(edtf)


@register.filter
def group_of(key: str) -> str:
    """The class that carries the colours of a type's group."""
    return f"g-{TYPES[key].group}"
