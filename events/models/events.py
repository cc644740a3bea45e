"""Events, where articles mention them, and the readings that the timeline draws."""

from collections.abc import Collection, Iterator
from typing import Any, ClassVar, Final, Literal

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.text import slugify

from events.models.articles import Article
from events.models.dates import STATUS_CHOICES, TYPE_CHOICES, Dated, bounds_ordered, known
from events.models.full_text import having_words
from events.models.names import Actor, Place, Tag, on_earth
from events.models.proposals import Proposal
from events.vocabulary import AHEAD, TYPES

BRINGING: Final = ("accept", "amend", "create")
"""Acts that bring one event onto the timeline. Under the two-person rule who did one is not who publishes it."""
STATES = [("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")]


def slug_of(title: str) -> str:
    """A title as the address of its event has it; "event" where nothing of it can stand there."""
    return slugify(title)[:80].strip("-") or "event"


class EventQuerySet(models.QuerySet["Event"]):
    """Named reads of events."""

    def published(self) -> "EventQuerySet":
        """What the public may see."""
        return self.filter(state="published")

    def spans(self, each: int) -> list[int]:
        """Which spans of so many numbers have any of them, counted from 1. Runs one query."""
        span = ExpressionWrapper((F("pk") - 1) / each, output_field=models.BigIntegerField())
        return [number + 1 for number in self.order_by().values_list(span, flat=True).distinct().order_by(span)]

    def numbered(self, first: int, last: int) -> "EventQuerySet":
        """Those with a number from the first to the last, in that order, with what their address is made of."""
        return self.filter(pk__gte=first, pk__lte=last).order_by("pk").only("pk", "title")

    def withdrawn(self) -> "EventQuerySet":
        """What the public could see once: its page stays and says so. A draft that was taken back was never shown."""
        return self.filter(Exists(Reading.objects.filter(event=OuterRef("pk"))), state="withdrawn")

    def ever_shown(self) -> "EventQuerySet":
        """What the public may see, or could see once."""
        return self.published() | self.withdrawn()

    def of_import(self, first: int, last: int) -> "EventQuerySet":
        """The events that an import brought, by their first and last number."""
        return self.filter(pk__gte=first, pk__lte=last)

    def for_a_second(self) -> "EventQuerySet":
        """Drafts that one editor brought and another is to publish, the oldest first."""
        made = Q(decisions__act__in=BRINGING)
        return self.filter(made, state="draft").distinct().order_by("pk")

    def known(self, pk: int) -> bool:
        """Whether one of them has this number. Runs one query."""
        return self.filter(pk=pk).exists()

    def without_outcome(self, minute: int) -> "EventQuerySet":
        """What was announced or predicted, and whose latest possible end lies before that minute (since 1970)."""
        return self.published().filter(status__in=AHEAD, latest_end__lt=minute)

    def titled(self, text: str, *, everything: bool = False) -> "EventQuerySet":
        """What has these words in its title, of the last one at least the beginning; the weightiest and newest first.

        With `everything` all of it and whole words, else of the first few hundred.
        """
        found = self.filter(having_words("events_event", text, beginning=not everything))
        return found.select_related("place").order_by("-importance", "-earliest_start", "pk")

    def facts_of(self, events: Collection[int]) -> dict[int, tuple[str, str]]:
        """Type and summary of each of some events. Runs one query."""
        rows = self.filter(pk__in=events).order_by().values_list("pk", "type", "summary")
        return {pk: (kind, summary) for pk, kind, summary in rows}

    def names_of(self, what: Literal["actors", "tags"], events: Collection[int]) -> dict[int, list[str]]:
        """The names of the actors or tags of each of some events that has any, in order. Runs one query."""
        rows = self.filter(pk__in=events, **{f"{what}__isnull": False}).order_by(f"{what}__name")
        found: dict[int, list[str]] = {}
        for pk, name in rows.values_list("pk", f"{what}__name"):
            found.setdefault(pk, []).append(name)
        return found


class Event(Dated):
    """What is published. `importance` runs from 0 to 1000; `country` is ISO 3166 alpha-2, where it happened.

    `latitude` and `longitude` are those an import gave for the event itself; else the place's hold. `known_from` is the day
    of reporting an import gave, which holds where no article mentions the event.
    """

    title = models.CharField(max_length=300)
    type = models.CharField(max_length=16, choices=TYPE_CHOICES)
    status = models.CharField(max_length=10, choices=STATUS_CHOICES)
    importance = models.PositiveSmallIntegerField(default=200)
    summary = models.TextField(blank=True, default="")
    actors = models.ManyToManyField(Actor, blank=True, related_name="events")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    country = models.CharField(max_length=2, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="events")
    known_from = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    version = models.PositiveIntegerField(default=1)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["earliest_start", "pk"]
        constraints: ClassVar = [
            *bounds_ordered("event"),
            known("type", TYPE_CHOICES, "event_type_known"),
            known("status", STATUS_CHOICES, "event_status_known"),
            known("state", STATES, "event_state_known"),
            on_earth("event_point_on_earth"),
            models.CheckConstraint(name="event_importance_0_to_1000", condition=Q(importance__lte=1000)),
        ]
        indexes: ClassVar = [
            # The read index reads what is published in order of start; lists and exports walk the same order.
            models.Index(fields=["state", "earliest_start", "id"], name="event_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("public:event", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Its title for the address; "event" where nothing of the title can stand there."""
        return slug_of(self.title)

    @property
    def plover(self) -> str:
        """Its PLOVER category, "" where PLOVER has none for this type."""
        return TYPES[self.type].plover


class MentionQuerySet(models.QuerySet["Mention"]):
    """Named reads of mentions."""

    def told_of(self, events: Collection[int]) -> Iterator[tuple[Any, ...]]:
        """Of each mention of some events, oldest article first: the event, then headline, publisher, address, quote, date phrase,
        attribution, date, status and day of publication. Runs one query."""
        of_article = ("article__headline", "article__publisher__name", "article__url")
        own = ("quote", "date_text", "attribution", "edtf", "status")
        rows = self.filter(event__in=events).order_by("article__published_on", "pk")
        yield from rows.values_list("event_id", *of_article, *own, "article__published_on").iterator()


class Mention(Dated):
    """An Event is stated by an Article: quote, phrase, attribution, date, status and place as that article had it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="mentions")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="mentions")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentions")
    quote = models.TextField(blank=True, default="")
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    date_text = models.CharField(max_length=200, blank=True, default="")
    date_start = models.PositiveIntegerField(null=True, blank=True)
    attribution = models.CharField(max_length=300, blank=True, default="")
    status = models.CharField(max_length=10, choices=STATUS_CHOICES)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="mentions")
    place_name = models.CharField(max_length=200, blank=True, default="")
    reasons = models.JSONField(default=list, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["article__published_on", "pk"]
        constraints: ClassVar = [
            *bounds_ordered("mention"),
            known("status", STATUS_CHOICES, "mention_status_known"),
            models.UniqueConstraint(fields=["event", "article", "date_start"], name="mention_once_by_phrase"),
            models.CheckConstraint(
                name="mention_quote_has_its_place",
                condition=Q(quote="", quote_start__isnull=True) | (~Q(quote="") & Q(quote_start__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.quote or f"{self.event} in {self.article}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Named reads of readings."""

    def shown(self) -> "ReadingQuerySet":
        """The readings this site shows now, of published events."""
        return self.filter(shown_until__isnull=True, event__state="published")

    def shown_at(self, rev: int) -> "ReadingQuerySet":
        """The readings this site showed after decision `rev`."""
        return self.filter(Q(shown_until__isnull=True) | Q(shown_until__gt=rev), shown_from__lte=rev)

    def known_on(self, day: int) -> "ReadingQuerySet":
        """Those that hold what had been reported by that day (days since 1970-01-01)."""
        return self.filter(Q(known_until__isnull=True) | Q(known_until__gt=day), known_from__lte=day)

    def of_published(self, event: int) -> "ReadingQuerySet":
        """All readings of one event that the public may see, with their places."""
        return self.filter(event=event, event__state="published").select_related("place")

    def last_decisions(self, events: Collection[int]) -> dict[int, int]:
        """The number of the decision that wrote the newest reading of each of some events. Runs one query."""
        written = self.filter(event__in=events).order_by().values_list("event")
        return dict(written.annotate(last=Max("shown_from")))


class Reading(Dated):
    """An event's date, status, place and importance over a span of two clocks.

    `known_from`/`known_until` are days of reporting (days since 1970-01-01, until is exclusive, null = still so);
    `shown_from`/`shown_until` are decision numbers, likewise. `known_assumed`: no mention says since when it is known.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="readings")
    status = models.CharField(max_length=10, choices=STATUS_CHOICES)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="readings")
    importance = models.PositiveSmallIntegerField(default=200)
    disputed = models.BooleanField(default=False)
    known_from = models.IntegerField()
    known_until = models.IntegerField(null=True, blank=True)
    known_assumed = models.BooleanField(default=False)
    shown_from = models.PositiveBigIntegerField()
    shown_until = models.PositiveBigIntegerField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["event_id", "shown_from", "known_from"]
        constraints: ClassVar = [
            *bounds_ordered("reading"),
            known("status", STATUS_CHOICES, "reading_status_known"),
            models.CheckConstraint(
                name="reading_known_in_order",
                condition=Q(known_until__isnull=True) | Q(known_from__lt=F("known_until")),
            ),
            models.CheckConstraint(
                name="reading_shown_in_order",
                condition=Q(shown_until__isnull=True) | Q(shown_from__lt=F("shown_until")),
            ),
        ]
        indexes: ClassVar = [
            # The read index loads the readings shown now, in order of start.
            models.Index(fields=["shown_until", "earliest_start", "event"], name="reading_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.edtf}, {self.status}"
