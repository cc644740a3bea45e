"""Articles and who published them."""

import hashlib
from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.expressions import RawSQL

NEWEST: Final = 5_000
"""Articles among which one is looked for by its headline: some months of a busy desk, read in a few milliseconds."""
DATE_KNOWN = [
    ("entered", "entered"),
    ("metadata", "metadata"),
    ("stated", "stated"),
    ("inferred", "inferred"),
    ("", "unknown"),
]


class Publisher(models.Model):
    """Who publishes articles: a newsroom, an agency, a government; for imported rows the host of the source."""

    name = models.CharField(max_length=200, unique=True)
    host = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet["Article"]):
    """Named reads of articles."""

    def with_open_proposals(self) -> "ArticleQuerySet":
        """Articles that still have something to decide, with the counts of open and all proposals."""
        waiting = Count("proposals", filter=Q(proposals__state="waiting"))
        return self.annotate(waiting=waiting, proposed=Count("proposals", filter=~Q(proposals__state="undone"))).filter(
            waiting__gt=0
        )

    def with_at_least(self, open_proposals: int) -> "ArticleQuerySet":
        """Of articles with their counts, those with so many open proposals or more."""
        return self.filter(Q(waiting__gte=open_proposals))

    def to_read(self) -> "ArticleQuerySet":
        """The editors' queue: what has open proposals, newest publication first."""
        return self.with_open_proposals().select_related("publisher").order_by("-published_on", "-pk")

    def numbered(self, number: int) -> "Article | None":
        """The article of this number, if there is one."""
        return self.filter(pk=number).first()

    def without_text_at(self, url: str) -> "Article | None":
        """The article without text that stands for an address, if there is one. Runs one query, on the index of such addresses."""
        return self.filter(
            text=RawSQL("''", ()), url=url
        ).first()  # only a literal lets SQLite see that its partial index serves

    def headed(self, words: str) -> "ArticleQuerySet":
        """Of the newest few thousand articles, those with these words in the headline or the address, with their publishers."""
        found = self.filter(pk__in=self.order_by("-pk").values("pk")[:NEWEST])
        for word in words.split():
            found = found.filter(Q(headline__icontains=word) | Q(url__icontains=word))
        return found.to_choose().order_by("-pk")

    def to_choose(self) -> "ArticleQuerySet":
        """With their publishers and without their texts; `bare` tells whether there is none."""
        bare = ExpressionWrapper(Q(text=""), output_field=models.BooleanField())
        return self.select_related("publisher").defer("text").annotate(bare=bare)

    def never_compared(self) -> "ArticleQuerySet":
        """Articles with a text, and without a sketch to find others by."""
        return self.exclude(text="").filter(sketches__isnull=True).order_by("pk")

    def quoted_publicly(self) -> "ArticleQuerySet":
        """Articles that a published event quotes: the only ones the public may see, and then only their quotes."""
        quoting = self.model.objects.filter(pk=OuterRef("pk"), mentions__event__state="published")
        return self.filter(Exists(quoting))

    def telling(self, events: Collection[int], *, until: date | None = None) -> list[tuple[Any, ...]]:
        """Event, key, publisher, headline, day and address of each article that mentions some events (by a day). Runs one query."""
        told = self.filter(mentions__event__in=events, mentions__event__state="published")
        told = told if until is None else told.filter(published_on__lte=until)
        fields = ("mentions__event_id", "pk", "publisher__name", "headline", "published_on", "url")
        return list(told.order_by(F("published_on").asc(nulls_last=True), "pk").values_list(*fields).distinct())

    def newest_in(self, *, before: int | None = None) -> "ArticleQuerySet":
        """With their publishers, those taken in last first; of articles with smaller keys where one is given."""
        older = self if before is None else self.filter(pk__lt=before)
        return older.select_related("publisher").order_by("-pk")


class Article(models.Model):
    """One text from one Publisher. The text is kept unchanged: offsets of quotes count into it, in code points."""

    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="articles")
    headline = models.CharField(max_length=400, blank=True, default="")
    url = models.URLField(max_length=1000, blank=True, default="")
    text = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8, default="en")
    published_on = models.DateField(null=True, blank=True)
    date_known = models.CharField(max_length=8, choices=DATE_KNOWN, blank=True, default="")
    date_evidence = models.JSONField(default=list, blank=True)
    licence = models.CharField(max_length=200, blank=True, default="")
    open_licence = models.BooleanField(default=False)
    attribution = models.CharField(max_length=400, blank=True, default="")
    origin = models.CharField(max_length=20, default="command")
    content_hash = models.CharField(max_length=64)
    retrieved_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-published_on", "-pk"]
        constraints: ClassVar = [
            # One row a text and publisher; an article without text (an import's source) is known by its address.
            models.UniqueConstraint(
                fields=["publisher", "content_hash"], condition=~Q(text=""), name="article_once_by_text"
            ),
            models.UniqueConstraint(fields=["url"], condition=Q(text=""), name="article_without_text_once_by_url"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-published_on", "-id"], name="article_queue"),  # ArticleQuerySet.to_read
            models.Index(fields=["content_hash"], name="article_by_content"),  # intake.articles: the same text again
        ]

    def __str__(self) -> str:
        return self.headline or self.url or f"Article {self.pk}"

    @property
    def imported(self) -> bool:
        """Whether it is the source that an import names: an address without a text."""
        return self.origin == "import"

    @staticmethod
    def hash_of(text: str) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
