"""Where this site is, as the request at hand came in."""

from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The site's address without a slash at its end: https://example.org."""
    return request.build_absolute_uri("/").rstrip("/")


def host(request: HttpRequest) -> str:
    """Its host without the port."""
    name = request.get_host()
    return name.partition("]")[0].lstrip("[") if name.startswith("[") else name.partition(":")[0]
