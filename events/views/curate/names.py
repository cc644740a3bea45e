"""Names to choose from, while they are typed."""

from typing import Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from events.forms import last_name
from events.review.suggestions import Field, suggestions
from events.views.curate.access import EditorRequest, editors_only
from events.views.htmx import render_page

FIELDS: Final[dict[str, tuple[Field, str, str]]] = {
    "actors": ("actors", "more", "actor_names"),
    "places": ("places", "place", "place_names"),
    "tags": ("tags", "more_tags", "tag_names"),
}
"""For each list: what is looked for, the name of the line that is typed, and the part of the page that shows it."""


@require_safe
@editors_only
def names(request: EditorRequest, field: str) -> HttpResponse:
    """The names that may be meant by the last one of the line."""
    if field not in FIELDS:
        raise Http404
    kind, line, part = FIELDS[field]
    typed = last_name(request.GET.get(line, ""), field=kind)
    context = {"here": "desk", "typed": typed, "found": suggestions(kind, typed), "part": part, "line": line}
    return render_page(request, "curate/names.html", context, fragments=(part,))
