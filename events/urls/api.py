"""/api/v1/: events for programs, described by OpenAPI."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import include, path
from ninja import NinjaAPI
from ninja.errors import ValidationError

from events.views.api import articles, events
from events.views.api.docs import Docs
from events.views.api.parameters import misread
from events.views.caching import View, by_path, public

api = NinjaAPI(
    title="Dateline",
    version="1",
    urls_namespace="api",
    description=(
        "What everybody sees, for programs. The parameters of a view are those of the page, so that an address of the page is an "
        "address of the API. A repeated parameter is OR, different ones are AND. Reading needs no key; nothing can be written."
    ),
    docs=Docs(),
    docs_decorator=public(by_path),
)
api.add_router("", events.router)
api.add_router("", articles.router)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter of the wrong kind, told as every other one that cannot be read."""
    return api.create_response(request, misread(request, error.errors).dict(), status=422)


def with_head(view: View) -> View:
    """The view that answers HEAD as it answers GET; the server leaves the body out."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        response = view(request, *args, **kwargs)
        request.method = method
        return response

    return asked


patterns, _, namespace = api.urls
for pattern in patterns:
    pattern.callback = with_head(pattern.callback)  # type: ignore[arg-type]  # none of these is without a view

urlpatterns = [path("", include((patterns, namespace)))]
