"""What anybody may keep: public answers with an ETag, compressed, and 304 for who has them; what is for one person is never stored.

An answer is a function of its canonical address, the part of it, the generation of the index, the day, and the code. The ETag
is a digest of these, so that an answer that is still right costs one query and no drawing.
"""

from collections.abc import Callable, Iterable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from events.models.replica import public_reads, read_publicly
from events.timeline.index import latest, one_state
from events.views import htmx, keeping
from events.views.compressing import compressed, encoding
from events.views.now import today

View = Callable[..., HttpResponseBase]
Naming = Callable[..., str | None]
"""The name of the answer to a request: equal names have equal answers. None for an answer that nobody can ask for again."""

VARY: Final = (*htmx.VARY, "Cookie", "Accept-Encoding")
"""On every answer and on its 304, as a cache takes over the headers of the one for the other."""
CODE: Final = frozenset({".py", ".html", ".css", ".js"})


def public(named: Naming) -> Callable[[View], View]:
    """Makes a view's answers public: cacheable by anybody where nobody is signed in, never stored where somebody is."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                return personal(view(request, *args, **kwargs))
            name = named(request, *args, **kwargs)
            with public_reads(), one_state():
                return answer(request, name, lambda: view(request, *args, **kwargs))

        return csrf_exempt(answered)  # it takes nothing, so who sends something hears 405 and not of a cookie

    return decorate


def answer(request: HttpRequest, name: str | None, ask: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The public answer of a name: 304, what is kept, or made now."""
    if name is None:
        return cacheable(compressed(request, streamed(ask())))
    tag = tag_of(request, name)
    return unchanged(request, tag) or shared(request, tag, ask)


def streamed(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer; what it reads while it is sent may come from the replica too."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = read_publicly(cast("Iterable[bytes]", response.streaming_content))
    return response


def by_path(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    """The name of an answer that depends on nothing but its path."""
    return request.path


def unnamed(request: HttpRequest, *args: Any, **kwargs: Any) -> None:
    """No name: an answer such as a redirect, that leads to one that has."""


def tag_of(request: HttpRequest, name: str) -> str:
    """The ETag of an answer; weak, as it stands for all its encodings. Runs one query."""
    now = latest()
    facts = (build(), now.number, now.digest, now.reading, today(), request.build_absolute_uri("/"), name)
    return f'W/"{sha256(repr(facts).encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """304 where the reader says that it has just this answer, 412 where it wants another one, else None."""
    if "If-None-Match" not in request.headers:
        return None
    headers = HttpResponse(headers={"ETag": tag})
    cacheable(headers)
    found = get_conditional_response(request, etag=tag, response=headers)
    if found is headers:  # no condition holds: it is the response that was handed in, without a body
        return None
    keeping.count("unchanged")
    return found


def shared(request: HttpRequest, tag: str, ask: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer from what this process keeps, else made now; only a whole good one is told apart by its ETag."""
    key = (tag, encoding(request.headers.get("Accept-Encoding", "")))
    if found := keeping.kept(key):
        keeping.count("kept")
        return found.answer()
    keeping.count("made")
    response = cacheable(compressed(request, streamed(ask())))
    if response.status_code == 200:
        response.headers["ETag"] = tag
        if isinstance(response, HttpResponse):
            keeping.keep(key, keeping.Kept.of(response))
    return response


def cacheable(response: HttpResponseBase) -> HttpResponseBase:
    """An answer that anybody may keep, and must ask about again when it is older than PUBLIC_MAX_AGE seconds."""
    patch_vary_headers(response, VARY)
    patch_cache_control(response, public=True, max_age=settings.PUBLIC_MAX_AGE, must_revalidate=True)
    return response


def personal(response: HttpResponseBase) -> HttpResponseBase:
    """An answer for one person, that nobody stores. It is not compressed: it carries a secret beside what others wrote."""
    patch_vary_headers(response, VARY)
    patch_cache_control(response, private=True, no_store=True)
    return response


@cache
def build() -> str:
    """What the code is, read once a process: another version draws the same data otherwise."""
    root = Path(settings.BASE_DIR)
    files = [path for folder in ("events", "templates", "static") for path in sorted((root / folder).rglob("*"))]
    digest = sha256(f"{settings.DEBUG}".encode())
    for path in (*files, root / "requirements.txt"):
        if path.suffix in CODE or path.name == "requirements.txt":
            digest.update(path.read_bytes())
    return digest.hexdigest()
