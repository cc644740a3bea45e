"""A view inside another site: its drawing, its sentence, and the ways that lead from it."""

from dataclasses import dataclass, replace
from typing import Final

from django.utils.html import format_html

from events.timeline.addressing import Addressing
from events.timeline.picture import NARROW_WIDTH, Picture, picture_of
from events.timeline.window import Problem, Window

WIDTH: Final = 736
"""The width that is drawn where nobody names one: a column of text."""
HEIGHT: Final = 520
"""The height of a frame in which most views of that width stand whole."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Everything that the page in the frame prints. Drawings lead to `full`, tools move inside the frame.

    `compared`: the view has two strips, of which the frame shows the first alone.
    """

    picture: Picture
    narrow: str
    full: str
    earlier: str
    later: str
    zoom_in: str
    zoom_out: str
    fit: str
    compared: bool


def embedded_of(
    window: Window, *, at: int, path: str, full: str, width: int | None, problems: tuple[Problem, ...] = ()
) -> Embedded:
    """The view at `path` of the page at `full`, drawn in one width, or (None) in a wide and a narrow one."""
    window = embeddable(window)
    first = replace(window, compare="")
    picture = picture_of(first, at=at, path=full, width=width or WIDTH, problems=problems)
    small = picture_of(first, at=at, path=full, width=NARROW_WIDTH) if width is None else None
    inside, low, high = Addressing(path, window, width=str(width or "")), picture.answer.low, picture.answer.high
    return Embedded(
        picture=picture,
        narrow=small.chart if small else "",
        full=Addressing(full, window).of(window),
        earlier=inside.of(window.panned(-0.5, low=low, high=high)),
        later=inside.of(window.panned(0.5, low=low, high=high)),
        zoom_in=inside.of(window.zoomed(0.5, low=low, high=high)),
        zoom_out=inside.of(window.zoomed(2, low=low, high=high)),
        fit=inside.of(window.at(None, None)),
        compared=bool(window.compare),
    )


def embeddable(window: Window) -> Window:
    """The window as a frame is asked for: one drawing, with nothing selected."""
    return replace(window, selected=None, view="timeline", page=1, order="")


def iframe(source: str, title: str, width: int | str, height: int) -> str:
    """The element that shows an address of ours in another site."""
    markup = '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>'
    return format_html(markup, source, title, width, height)
