"""Proposals: what the library read out of an article, waiting for an editor."""

from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import Count, Q

from events.models.articles import Article
from events.models.dates import STATUS_CHOICES, TYPE_CHOICES, Dated, bounds_ordered, known

STATES = [
    ("waiting", "Waiting"),
    ("accepted", "Accepted"),
    ("amended", "Amended"),
    ("merged", "Merged"),
    ("rejected", "Rejected"),
    ("joined", "Joined"),
    ("undone", "Taken back"),
]
"""Joined: its quotes are another proposal's now. Taken back: made by hand and then not; nobody is shown it."""


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Named reads of proposals."""

    def waiting(self) -> "ProposalQuerySet":
        """Those not decided yet."""
        return self.filter(state="waiting")

    def standing(self) -> "ProposalQuerySet":
        """Those that were not taken back."""
        return self.exclude(state="undone")

    def light(self) -> "ProposalQuerySet":
        """Without the rule tree of the date, which is long and which only its own page shows."""
        return self.defer("derivation")

    def known_in(self, articles: Collection[int]) -> dict[int, int]:
        """For each of some articles how many open proposals may tell a published event again; none for no such. Runs one query."""
        known = self.waiting().filter(article__in=articles, similar_to__state="published").order_by()
        return dict(known.values_list("article").annotate(Count("pk")))

    def in_reading_order(self) -> "ProposalQuerySet":
        """As they stand in the article."""
        return self.order_by("quote_start", "date_start", "pk")


class Proposal(Dated):
    """One dated happening read out of one sentence, with its evidence; offsets are code points into the article's text.

    `actors` is a list of {"name", "kind", "code", "country"}; `place` is {"name", "country", "latitude", "longitude",
    "exact", "geonames"} or null; `tags` a list of names that editors gave; `reasons` a list of {"field", "text"};
    `further` a list of further quotes of the same happening, {"quote", "quote_start", "date_text", "date_start", "edtf"};
    `derivation` the rule tree of the date.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="proposals")
    quote = models.TextField()
    quote_start = models.PositiveIntegerField()
    date_text = models.CharField(max_length=200)
    date_start = models.PositiveIntegerField()
    timex_type = models.CharField(max_length=8)
    timex_value = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    type = models.CharField(max_length=16, choices=TYPE_CHOICES)
    status = models.CharField(max_length=10, choices=STATUS_CHOICES)
    attribution = models.CharField(max_length=300, blank=True, default="")
    actors = models.JSONField(default=list, blank=True)
    place = models.JSONField(null=True, blank=True)
    tags = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    further = models.JSONField(default=list, blank=True)
    derivation = models.JSONField(default=dict, blank=True)
    importance = models.PositiveSmallIntegerField(default=200)
    confidence = models.FloatField(default=1.0)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    event = models.ForeignKey(
        "events.Event", null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    similar_to = models.ForeignKey(
        "events.Event", null=True, blank=True, on_delete=models.SET_NULL, related_name="suggested_by"
    )
    similar_reasons = models.JSONField(default=list, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["article_id", "quote_start", "date_start"]
        permissions: ClassVar = [("decide", "Can accept, amend and reject proposals and take articles in")]
        constraints: ClassVar = [
            *bounds_ordered("proposal"),
            known("type", TYPE_CHOICES, "proposal_type_known"),
            known("status", STATUS_CHOICES, "proposal_status_known"),
            known("state", STATES, "proposal_state_known"),
            models.UniqueConstraint(
                fields=["article", "date_start", "title"], name="proposal_once_by_phrase_and_title"
            ),
            models.CheckConstraint(
                name="proposal_decided_has_event",
                condition=Q(state__in=["waiting", "rejected", "joined", "undone"]) | Q(event__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["article", "state"], name="proposal_open_by_article"
            ),  # ArticleQuerySet.with_open_proposals
            # What waits among many that are decided: review.queue.next_article, the counts of the queue.
            models.Index(fields=["importance", "article"], condition=Q(state="waiting"), name="proposal_waiting"),
        ]

    def __str__(self) -> str:
        return self.title
