"""The parameters of a view as OpenAPI describes them. They are read by `asked_window`, as those of the page are."""

from typing import Any, Final

from django.http import HttpRequest

from events.timeline.window import Problem
from events.views.api.schemas import Fault, Unreadable
from events.vocabulary import STATUSES, TYPES

_ONE: Final = {"type": "string"}
_MANY: Final = {"type": "array", "items": _ONE}
_WINDOW: Final[tuple[tuple[str, dict[str, Any], str], ...]] = (
    ("from", _ONE, "the first day that is looked at, as EDTF of any grain: 1994, 1994-03, 199X"),
    ("to", _ONE, "the last one"),
    ("q", _ONE, 'words, "phrases", beginnings*, -absent'),
    ("type", {"type": "array", "items": {"type": "string", "enum": list(TYPES)}}, "any of these types"),
    ("status", {"type": "array", "items": {"type": "string", "enum": [*STATUSES, "unrecorded"]}}, "any of these"),
    ("country", _MANY, "ISO 3166 codes of where it happened"),
    ("actor", _MANY, "who takes part, by name or number"),
    ("place", _MANY, "where, by name or number"),
    ("source", _MANY, "who published it, by name or number"),
    ("tag", _MANY, "any of these tags"),
    ("importance", {"type": "integer", "minimum": 0, "maximum": 1000}, "at least"),
    (
        "certainty",
        {"type": "string", "enum": ["possible", "certain"]},
        "whether it has to lie in the window for certain",
    ),
    ("disputed", {"type": "boolean"}, "only what sources contradict each other on"),
    ("bbox", _ONE, "west,south,east,north in degrees"),
    ("asof", _ONE, "as it was reported by this day"),
    ("rev", {"type": "integer", "minimum": 0}, "as this site showed it after this decision"),
)
LIMIT: Final = "how many of a page"
CURSOR: Final = "where the page before ended: its “next”"
ORDER: Final = ("order", {"type": "string", "enum": ["newest"]}, "newest first; by default the earliest start is first")


def described(*, ordered: bool) -> dict[str, Any]:
    """The parameters of a view for an operation's description."""
    known = (*_WINDOW, ORDER) if ordered else _WINDOW
    return {
        "parameters": [
            {"in": "query", "name": name, "required": False, "schema": schema, "description": words}
            for name, schema, words in known
        ]
    }


def unreadable(problems: tuple[Problem, ...]) -> Unreadable:
    """What cannot be read, as the API tells it."""
    return Unreadable(problems=[Fault(name=p.name, value=p.value[:200], message=p.message) for p in problems])


def misread(request: HttpRequest, errors: list[dict[str, Any]]) -> Unreadable:
    """What ninja cannot read, as the API tells it: the parameter is the last part of where it stands."""
    names = [(str(each["loc"][-1]), str(each["msg"])) for each in errors]
    return unreadable(tuple(Problem(name, request.GET.get(name, ""), f"{message}.") for name, message in names))
