"""Articles as the public sees them: where they are from and what published events quote, never their text."""

from typing import Any, Final

from django.http import HttpRequest
from ninja import Router, Status
from ninja.decorators import decorate_view
from ninja.params.functions import Query

from events.models import Article
from events.timeline.story import Source, read_source
from events.views.api import cursors
from events.views.api.parameters import CURSOR, LIMIT, unreadable
from events.views.api.schemas import ArticlePage, Missing, Unreadable, WholeArticle
from events.views.caching import by_path, public
from events.views.origins import any_origin
from events.views.site import address

router = Router(tags=["articles"])
MOST: Final = 200


def _name(request: HttpRequest, **read: Any) -> str:
    """The address with what it asks for."""
    return f"{request.path} {[request.GET.get(name, '') for name in ('limit', 'cursor')]}"


@router.get(
    "/articles",
    response={200: ArticlePage, 422: Unreadable},
    summary="The articles that published events quote",
    description="Those taken in last first: where they are from, never their text.",
)
@decorate_view(any_origin, public(_name))
def articles(
    request: HttpRequest,
    limit: int = Query(100, ge=1, le=MOST, description=LIMIT),
    cursor: str = Query("", max_length=200, description=CURSOR),
) -> Status[Any]:
    """A page of articles; 422 where the cursor is none."""
    try:
        before = cursors.single(cursor) if cursor else None
    except cursors.NoCursor:
        return Status(422, unreadable((cursors.problem(cursor),)))
    found = list(Article.objects.quoted_publicly().newest_in(before=before)[: limit + 1])
    following = cursors.written(found[limit - 1].pk) if len(found) > limit else None
    return Status(200, {"items": [_article(each) for each in found[:limit]], "next": following})


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.pk,
        "headline": article.headline,
        "publisher": article.publisher.name,
        "url": article.url,
        "published": article.published_on,
        "date_known": article.date_known,
        "retrieved_at": article.retrieved_at,
        "sha256": article.content_hash if article.text else "",
        "licence": article.licence,
    }


@router.get(
    "/articles/{int:article_id}",
    response={200: WholeArticle, 404: Missing},
    summary="One article",
    description="With the sentences that published events quote.",
)
@decorate_view(any_origin, public(by_path))
def article(request: HttpRequest, article_id: int) -> Status[Any]:
    """The article; 404 where no published event quotes one of this number."""
    source = read_source(article_id)
    if source is None:
        return Status(404, {"message": "There is no article of this number that a published event quotes."})
    return Status(200, _article(source.article) | {"quotes": _quotes(source, address(request))})


def _quotes(source: Source, base: str) -> list[dict[str, Any]]:
    return [
        {
            "event": event.pk,
            "title": event.title,
            "url": f"{base}{event.get_absolute_url()}",
            "quote": f"{quote.before}{quote.phrase}{quote.after}",
            "date_text": quote.phrase,
            "edtf": quote.edtf,
            "status": quote.status,
            "attribution": quote.attribution,
        }
        for event, quote in source.quotes
    ]
