"""Answers that scripts of any site may read: they hold only what everybody sees, and no cookie is ever sent with the question."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def any_origin(view: View) -> View:
    """Lets any site's scripts read the view's answers, 304 and errors too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answered
