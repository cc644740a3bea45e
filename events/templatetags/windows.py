"""Links and forms that lead from one window to another, with and without script."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from events.timeline import drawing
from events.timeline.description import Sentence
from events.timeline.embedding import HEIGHT, iframe
from events.timeline.values import Answer, Export
from events.timeline.window import Window

register = template.Library()


@register.simple_tag
def go(address: str) -> SafeString:
    """The attributes of a link to a view: the same address for htmx and for a browser without script."""
    return drawing.go(address)


@register.simple_tag
def embed_code(base: str, path: str, title: Sentence) -> str:
    """The element that shows a view in another site; a template that prints it as words must escape it."""
    return iframe(f"{base}{path}", str(title), "100%", HEIGHT)


@register.simple_tag
def kept(window: Window, *leaving: str) -> SafeString:
    """Hidden inputs for everything a window asks for, but for what the form itself asks, and the page and selection."""
    return drawing.hidden(pair for pair in window.parameters() if pair[0] not in (*leaving, "page", "selected"))


@register.simple_tag
def kept_filters(window: Window, *leaving: str) -> SafeString:
    """Hidden inputs for the filters of a window alone, but for what the form itself asks."""
    return drawing.hidden(pair for pair in window.filters if pair[0] not in leaving)


@register.simple_tag
def facts(answer: Answer) -> SafeString:
    """What scripts read of an answer, as attributes of its element."""
    return drawing.facts(answer)


@register.simple_tag
def lane_options(chosen: str) -> SafeString:
    """What lanes can be made of, to choose from."""
    return drawing.lane_options(chosen)


@register.simple_tag
def exports(forms: Iterable[Export]) -> SafeString:
    """The forms in which a view can be taken away, as rows of a list."""
    return drawing.exports(forms)
