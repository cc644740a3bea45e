"""Feeds: addresses that are read again and again, and what each item of them came to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Now

from events.models.articles import Article, Publisher
from events.models.dates import known

READS = [("page", "the page that each item links to"), ("content", "the text in the feed itself")]
ITEM_STATES = [
    ("taken", "taken in"),
    ("known", "was here already"),
    ("undated", "needs a date"),
    ("refused", "refused"),
]
TRIES = 3
"""How often an item that could not be fetched is tried: sites are down for an hour, not for three polls."""


class FeedQuerySet(models.QuerySet["Feed"]):
    """Named reads of feeds."""

    def due(self) -> "FeedQuerySet":
        """Those to be read now. By the database's clock."""
        return self.filter(paused=False, next_at__lte=Now())

    def listed(self) -> "FeedQuerySet":
        """All, with their publishers and how many articles came from each; those in trouble first."""
        taken = Count("items", filter=Q(items__state="taken"))
        return self.select_related("publisher").annotate(taken=taken).order_by("paused", "-failures", "publisher__name")


class Feed(models.Model):
    """An RSS or Atom feed, or a sitemap, of one publisher: when it is read, and how that went the last time.

    `validators` are what its server gave to ask for changes only. `failures` counts those since the last success.
    """

    address = models.URLField(max_length=1000, unique=True)
    title = models.CharField(max_length=200, blank=True, default="")
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="feeds")
    reads = models.CharField(max_length=8, choices=READS, default="page")
    every = models.PositiveIntegerField(default=60)
    paused = models.BooleanField(default=False)
    next_at = models.DateTimeField(db_default=Now())
    last_at = models.DateTimeField(null=True, blank=True)
    last_result = models.CharField(max_length=1000, blank=True, default="")
    error = models.CharField(max_length=1000, blank=True, default="")
    failures = models.PositiveIntegerField(default=0)
    validators = models.JSONField(default=dict, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feeds")
    added_at = models.DateTimeField(db_default=Now())

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["publisher__name", "pk"]
        constraints: ClassVar = [
            known("reads", READS, "feed_reads_known"),
            models.CheckConstraint(name="feed_every_5_minutes_to_week", condition=Q(every__gte=5, every__lte=10_080)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=Q(paused=False), name="feed_due"),  # FeedQuerySet.due
        ]

    def __str__(self) -> str:
        return self.title or self.address


class FeedItemQuerySet(models.QuerySet["FeedItem"]):
    """Named reads of items."""

    def settled(self) -> "FeedItemQuerySet":
        """Those that are not tried again."""
        return self.exclude(state="refused", tries__lt=TRIES)

    def to_try_again(self, feed: Feed) -> bool:
        """Whether items of this feed are to be tried again. Runs one query."""
        return self.filter(feed=feed, state="refused", tries__lt=TRIES).exists()

    def newest(self) -> "FeedItemQuerySet":
        """Newest first, with their articles."""
        return self.select_related("article").order_by(F("seen_at").desc(), "-pk")


class FeedItem(models.Model):
    """One item of a feed, known by `key` (SHA-256 of its name in the feed), and what came of it."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)
    address = models.CharField(max_length=2000, blank=True, default="")
    title = models.CharField(max_length=400, blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ITEM_STATES)
    reason = models.CharField(max_length=1000, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=1)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    seen_at = models.DateTimeField(db_default=Now())

    objects = FeedItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            known("state", ITEM_STATES, "feed_item_state_known"),
            models.UniqueConstraint(fields=["feed", "key"], name="feed_item_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.address
