"""Who, where, and under which tag: the names that events share."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from events.models.full_text import having_words
from events.words import words_of

KINDS = [("person", "Person"), ("state", "State"), ("organisation", "Organisation"), ("group", "Group")]
EXACTNESS = [("site", "Site"), ("city", "City"), ("region", "Region"), ("country", "Country"), ("", "Unknown")]


def on_earth(name: str) -> models.CheckConstraint:
    """The constraint that a point has both degrees, in range, or neither."""
    point = Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180)
    whole = Q(latitude__isnull=False, longitude__isnull=False)
    return models.CheckConstraint(
        name=name, condition=Q(latitude__isnull=True, longitude__isnull=True) | (whole & point)
    )


class ActorQuerySet(models.QuerySet["Actor"]):
    """Named reads of actors."""

    def named(self, name: str, kind: str = "") -> "ActorQuerySet":
        """The actors of exactly this name, in any case, of that kind or any."""
        found = self.filter(having_words("events_actor", name) if words_of(name) else Q(), name__iexact=name)
        return found.filter(kind=kind) if kind else found

    def beginning(self, text: str) -> "ActorQuerySet":
        """Actors of whose names and aliases some word begins as the last one typed, and that have the others."""
        return self.filter(having_words("events_actor", text, beginning=True))


class PlaceQuerySet(models.QuerySet["Place"]):
    """Named reads of places."""

    def named(self, name: str, country: str = "") -> "PlaceQuerySet":
        """The places of exactly this name, in any case, in that country or anywhere; the first made comes first."""
        found = self.filter(having_words("events_place", name) if words_of(name) else Q(), name__iexact=name).order_by(
            "pk"
        )
        return found.filter(country=country) if country else found

    def beginning(self, text: str) -> "PlaceQuerySet":
        """Places of whose names and aliases some word begins as the last one typed, and that have the others."""
        return self.filter(having_words("events_place", text, beginning=True))


class TagQuerySet(models.QuerySet["Tag"]):
    """Named reads of tags."""

    def spelling(self, name: str) -> str:
        """The tag as the site has it, in whatever case it is asked for; the same again where it has none. Runs one query."""
        found = self.filter(having_words("events_tag", name) if words_of(name) else Q(), name__iexact=name)
        return found.order_by("pk").values_list("name", flat=True).first() or name

    def beginning(self, text: str) -> "TagQuerySet":
        """Tags with a word that begins as the last one typed, and that have the others."""
        return self.filter(having_words("events_tag", text, beginning=True))


class Actor(models.Model):
    """Who takes part: a person, a state (with its ISO 3166 alpha-2 code), an organisation or a group."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=KINDS)
    code = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    aliases = models.JSONField(default=list, blank=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "kind"], name="actor_once_by_name_and_kind"),
            models.UniqueConstraint(fields=["code", "kind"], condition=~Q(code=""), name="actor_once_by_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """Where: a named place, its point in degrees where one is known, and how exact that point is."""

    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    exact = models.CharField(max_length=8, choices=EXACTNESS, blank=True, default="")
    geonames = models.PositiveBigIntegerField(null=True, blank=True, unique=True)
    aliases = models.JSONField(default=list, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "country"], name="place_once_by_name_and_country"),
            on_earth("place_point_on_earth"),
        ]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A word that events are gathered under."""

    name = models.CharField(max_length=80, unique=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
