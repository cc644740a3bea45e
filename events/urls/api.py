"""/api/v1/: events for programs, described by OpenAPI."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import ValidationError

from events.views.api import articles, events
from events.views.api.docs import Docs
from events.views.api.parameters import misread
from events.views.caching import by_path, public

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


urlpatterns = [path("", api.urls)]
