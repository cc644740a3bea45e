"""Marks and dates wherever a template needs one: badges, samples for legends, dates in words."""

from django import template
from django.utils.safestring import SafeString

from events.edtf import EdtfError, describe_short
from events.timeline import drawing
from events.timeline.speech import said_date
from events.vocabulary import STATUSES, TYPES

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
    try:
        return describe_short(edtf)
    except EdtfError:
        return edtf


@register.filter
def type_name(key: str) -> str:
    """The name of a type."""
    return TYPES[key].name


@register.filter
def status_name(key: str) -> str:
    """The name of a status."""
    return STATUSES[key].name


@register.filter
def group_of(key: str) -> str:
    """The class that carries the colours of a type's group."""
    return f"g-{TYPES[key].group}"
