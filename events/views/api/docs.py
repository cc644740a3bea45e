"""The page that describes the API, printed from its own OpenAPI schema: readable without script, in the look of the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from events.views.htmx import render_page

WORDS = {200: "the answer", 404: "there is none", 410: "there was one", 422: "something of the request cannot be read"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, its type in words, and what it means."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Response:
    """One way in which an operation answers, and the shape of that answer."""

    status: str
    words: str
    shape: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API."""

    path: str
    title: str
    words: str
    parameters: tuple[Parameter, ...]
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of object that is answered."""

    name: str
    words: str
    fields: tuple[Parameter, ...]


class Docs(DocsBase):
    """The page in the place of ninja's own ones, which need a large script."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The page."""
        return _page(request, schema=api.get_openapi_schema())


def _page(request: HttpRequest, *, schema: Mapping[str, Any]) -> HttpResponse:
    context = {"title": schema["info"]["title"], "words": schema["info"]["description"], "here": "api"}
    found = {"operations": tuple(operations(schema)), "shapes": tuple(shapes(schema))}
    return render_page(request, "api/docs.html", context | found)


def operations(schema: Mapping[str, Any]) -> Iterator[Operation]:
    """Every operation of a schema."""
    for path, methods in schema["paths"].items():
        for told in methods.values():
            parameters = tuple(
                Parameter(each["name"], kind(each["schema"]), each.get("description", ""))
                for each in told.get("parameters", ())
            )
            responses = tuple(
                Response(str(status), WORDS[int(status)], _shape_of(each)) for status, each in told["responses"].items()
            )
            yield Operation(path, told["summary"], told.get("description", ""), parameters, responses)


def shapes(schema: Mapping[str, Any]) -> Iterator[Shape]:
    """Every object that is answered, in order of name."""
    for name, told in sorted(schema["components"]["schemas"].items()):
        fields = tuple(
            Parameter(key, kind(each), each.get("description", "")) for key, each in told["properties"].items()
        )
        yield Shape(name, told.get("description", ""), fields)


def kind(schema: Mapping[str, Any]) -> str:
    """A type in words: "string", "list of EventOut", "date or null", "1 to 200"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return (
            f"any of: {kind(schema['items'])[7:]}" if "enum" in schema["items"] else f"list of {kind(schema['items'])}"
        )
    limits = f", {schema['minimum']} to {schema['maximum']}" if "maximum" in schema and "minimum" in schema else ""
    return f"{schema.get('format', schema.get('type', 'anything'))}{limits}"


def _shape_of(response: Mapping[str, Any]) -> str:
    content = response.get("content", {}).get("application/json", {})
    return kind(content["schema"]) if content else ""
