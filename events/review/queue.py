"""What comes next: the articles with open proposals, and in an article the next proposal to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Max, Q
from django.utils import timezone

from events.models import Article, Decision, Hold, Proposal, Publisher, Retelling
from events.models.articles import ArticleQuerySet
from events.models.decisions import SETTLING
from events.models.likeness import Retold

PAGE: Final = 25
"""Rows of one page: as many as a screen of 1080 pixels shows."""
ORDERS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "importance": ("importance, then newest", ("-weight", "-published_on", "-pk")),
    "newest": ("newest first", ("-published_on", "-pk")),
    "oldest": ("oldest first", ("published_on", "pk")),
    "arrival": ("longest waiting", ("retrieved_at", "pk")),
    "most": ("most proposals", ("-waiting", "-pk")),
}
"""Names for people, and the columns. The first is the order of a plain visit."""
HANDS: Final = ("mine", "free")
"""Articles that the editor has in hand; those that nobody else has."""
DATES: Final = {"guessed": Q(date_known__in=["inferred", ""]) | Q(published_on__isnull=True)}
AGES: Final = {1: "a day or more", 3: "three days or more", 7: "a week or more"}
WEIGHTS: Final = {400: "2 dots or more", 600: "3 dots or more", 800: "4 dots or more"}
COUNTS: Final = {2: "2 or more", 5: "5 or more", 10: "10 or more"}
"""What the filters of the queue offer: days, importance, open proposals."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an editor wants to see of the queue: `days` waiting or more, `weight` (0 to 1000) and `least` open proposals or more."""

    order: str = "importance"
    publisher: int | None = None
    dates: str = ""
    days: int = 0
    weight: int = 0
    least: int = 0
    hands: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue. `articles` and `proposals` count all that waits, `found` the articles that match the wish.

    `holds` tells who has which article of the page in hand, `retold` which others tell the same, `known`
    how many of its proposals may tell what is published already, by the article's number.
    """

    wish: Wish
    page: Page[Article]
    found: int
    articles: int
    proposals: int
    guessed: int
    mine: int
    holds: dict[int, Hold]
    retold: dict[int, list[Retold]]
    known: dict[int, int]
    publishers: Sequence[Publisher]
    today: int


def queue(wish: Wish, *, editor: User, at: datetime | None = None) -> Queue:
    """The queue as this editor wants it. Runs eleven queries, whatever its length."""
    at = at or timezone.now()
    everything = Article.objects.with_open_proposals()
    matching = ordered(narrowed(everything, wish, editor=editor, at=at), wish.order)
    paginator = Paginator(matching.select_related("publisher"), PAGE)
    page = paginator.get_page(wish.page)
    holds = Hold.objects.standing(at).select_related("editor")
    shown = [row.pk for row in page]
    return Queue(
        wish=wish,
        page=page,
        found=paginator.count,
        articles=everything.count(),
        proposals=Proposal.objects.waiting().count(),
        guessed=everything.filter(DATES["guessed"]).count(),
        mine=everything.filter(held_by(editor, at)).count(),
        holds={hold.article_id: hold for hold in holds.filter(article__in=shown)},
        retold=Retelling.objects.of(shown),
        known=Proposal.objects.known_in(shown),
        publishers=list(Publisher.objects.filter(articles__proposals__state="waiting").distinct()),
        today=decided_today(editor, at=at),
    )


def narrowed(articles: ArticleQuerySet, wish: Wish, *, editor: User, at: datetime) -> ArticleQuerySet:
    """The articles that match."""
    if wish.publisher is not None:
        articles = articles.filter(publisher_id=wish.publisher)
    if wish.dates in DATES:
        articles = articles.filter(DATES[wish.dates])
    if wish.hands == "mine":
        articles = articles.filter(held_by(editor, at))
    if wish.days:
        articles = articles.filter(retrieved_at__lte=at - timedelta(days=wish.days))
    if wish.weight:
        articles = articles.filter(
            pk__in=Proposal.objects.waiting().filter(importance__gte=wish.weight).values("article")
        )
    if wish.least:
        articles = articles.with_at_least(wish.least)
    return articles.exclude(held_by_others(editor, at)) if wish.hands == "free" else articles


def held_by(editor: User, at: datetime) -> Q:
    """Articles that this editor has in hand."""
    return Q(pk__in=Hold.objects.standing(at).filter(editor=editor).values("article_id"))


def held_by_others(editor: User, at: datetime) -> Q:
    """Articles that somebody else has in hand."""
    return Q(pk__in=Hold.objects.standing(at).exclude(editor=editor).values("article_id"))


def ordered(articles: ArticleQuerySet, order: str) -> ArticleQuerySet:
    """The articles in order, each with `weight`, the importance of its weightiest open proposal (0 to 1000)."""
    weight = Max("proposals__importance", filter=Q(proposals__state="waiting"))
    columns = ORDERS.get(order, ORDERS["importance"])[1]
    return articles.annotate(weight=weight).order_by(*columns)


def next_article(article: Article, *, editor: User, at: datetime | None = None) -> Article | None:
    """The article of the weightiest open proposal that is in nobody else's hand; None where none waits. Runs one query."""
    others = Hold.objects.standing(at or timezone.now()).exclude(editor=editor).values("article_id")
    waiting = Proposal.objects.waiting().exclude(article=article).exclude(article__in=others)
    first = waiting.order_by("-importance", "-article_id").select_related("article").only("article__headline").first()
    return first.article if first else None


def next_proposal(proposals: Sequence[Proposal], current: Proposal | None) -> Proposal | None:
    """The next open proposal after the current one, from the top again after the last; None where all are decided."""
    at = next((i for i, proposal in enumerate(proposals) if current and proposal.pk == current.pk), -1)
    following = [*proposals[at + 1 :], *proposals[: at + 1]]
    return next((proposal for proposal in following if proposal.state == "waiting"), None)


def decided_today(editor: User, *, at: datetime | None = None) -> int:
    """How many proposals this editor has settled since midnight. Runs one query."""
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return Decision.objects.filter(editor=editor, act__in=SETTLING, at__gte=start).count()
