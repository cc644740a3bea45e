"""What a request asks to see, read in one way by pages, exports, frames and the API."""

from django.http import HttpRequest

from events.timeline.index import current
from events.timeline.window import Problem, Window


def asked_window(request: HttpRequest) -> tuple[Window, tuple[Problem, ...]]:
    """The window of the address, as it stands now where a decision is named that nobody has made yet, and what cannot be read of it."""
    window, problems = Window.from_query(dict(request.GET.lists()))
    if window.rev is None or window.rev <= (newest := current().generation.number):
        return window, problems
    unmade = Problem("rev", str(window.rev), f"Decision {window.rev:,} has not been made: the newest is {newest:,}.")
    return window.changed(rev=None), (*problems, unmade)
