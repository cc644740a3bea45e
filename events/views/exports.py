"""The events of exactly the view, in each form that other programs read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.exports import atom, csv, geojson, ics, jsonl, timelinejs
from events.exports.streams import stream
from events.timeline.window import Window
from events.views.asking import asked_window
from events.views.caching import public
from events.views.now import end_of_today
from events.views.origins import any_origin
from events.views.site import address, host


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and where: the window, now, and the site's own address and host."""

    window: Window
    at: int
    base: str
    host: str

    @property
    def site(self) -> atom.Site:
        """The same, as a feed names itself."""
        return atom.Site(self.base, self.host, reverse("public:timeline"), reverse("public:events_atom"))


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export: its media type, whether a browser saves it, and its lines."""

    content_type: str
    saved: bool
    lines: Callable[[Asked], Iterator[str]]


FORMS: Final = {
    "csv": Form("text/csv; charset=utf-8", True, lambda a: csv.lines(a.window, at=a.at)),
    "jsonl": Form("application/x-ndjson; charset=utf-8", True, lambda a: jsonl.lines(a.window, at=a.at)),
    "geojson": Form("application/geo+json", True, lambda a: geojson.lines(a.window, at=a.at)),
    "ics": Form("text/calendar; charset=utf-8", True, lambda a: ics.lines(a.window, at=a.at, base=a.base, host=a.host)),
    "atom": Form("application/atom+xml; charset=utf-8", False, lambda a: atom.lines(a.window, at=a.at, site=a.site)),
    "timelinejs.json": Form("application/json", False, lambda a: timelinejs.lines(a.window, at=a.at, base=a.base)),
}


def _name(request: HttpRequest, form: str) -> str | None:
    """The canonical address of an export; None where it cannot be read."""
    window, problems = Window.from_query(dict(request.GET.lists()))
    page = window.page if form == "atom" else 1
    same = replace(window, page=page, selected=None, lane="type", view="timeline", compare="")
    return None if problems else f"{request.path}?{same.query_string()}"


@require_safe
@any_origin
@public(_name)
def events(request: HttpRequest, form: str) -> HttpResponseBase:
    """Exactly the events of the view, streamed; 400 in words where the address cannot be read, so that no part passes for all."""
    window, problems = asked_window(request)
    if problems:
        words = "".join(f"{problem.name}: {problem.message}\n" for problem in problems)
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=400)
    asked = Asked(window, end_of_today(), address(request), host(request))
    headers = {"Content-Disposition": f'attachment; filename="events.{form}"'} if FORMS[form].saved else {}
    pieces = stream(FORMS[form].lines(asked))
    return StreamingHttpResponse(pieces, content_type=FORMS[form].content_type, headers=headers)
