"""Who, where, and under which tag: the names that events share."""

from typing import ClassVar, Final

from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

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


MOST_BEGINNING: Final = 400
"""Names looked at for a few letters; of more, those that have been here for longest."""


def having_words(model: type[models.Model], text: str, *, beginning: bool = False) -> Q:
    """The rows with every word of the text in a name or alias; of the last word only the beginning, and then at most 400.

    Answered by the names' full-text index of migration `0006_names`.
    """
    words = words_of(text)
    if not words:
        return Q(pk__in=[])
    table, postgres = model._meta.db_table, connection.vendor == "postgresql"
    match = tsquery(words, beginning) if postgres else fts_match(words, beginning)
    names = "name" if model is Tag else "name || ' ' || aliases::text"
    sql = (POSTGRES if postgres else SQLITE).format(table=table, names=names)
    limit = f" LIMIT {MOST_BEGINNING}" if beginning else ""
    return Q(pk__in=RawSQL(sql + limit, [match]))


SQLITE: Final = "SELECT rowid FROM {table}_names WHERE {table}_names MATCH %s"
POSTGRES: Final = "SELECT id FROM {table} WHERE events_words({names}) @@ %s::tsquery"


def fts_match(words: list[str], beginning: bool) -> str:
    """Words for FTS5: letters and digits only, so that quotes are enough."""
    return " AND ".join(f'"{word}"' for word in words) + ("*" if beginning else "")


def tsquery(words: list[str], beginning: bool) -> str:
    """Words for PostgreSQL."""
    return " & ".join(f"'{word}'" for word in words) + (":*" if beginning else "")


class ActorQuerySet(models.QuerySet["Actor"]):
    """Named reads of actors."""

    def named(self, name: str, kind: str = "") -> "ActorQuerySet":
        """The actors of exactly this name, in any case, of that kind or any."""
        found = self.filter(having_words(Actor, name) if words_of(name) else Q(), name__iexact=name)
        return found.filter(kind=kind) if kind else found

    def beginning(self, text: str) -> "ActorQuerySet":
        """Actors of whose names and aliases some word begins as the last one typed, and that have the others."""
        return self.filter(having_words(Actor, text, beginning=True))


class PlaceQuerySet(models.QuerySet["Place"]):
    """Named reads of places."""

    def named(self, name: str, country: str = "") -> "PlaceQuerySet":
        """The places of exactly this name, in any case, in that country or anywhere; the first made comes first."""
        found = self.filter(having_words(Place, name) if words_of(name) else Q(), name__iexact=name).order_by("pk")
        return found.filter(country=country) if country else found

    def beginning(self, text: str) -> "PlaceQuerySet":
        """Places of whose names and aliases some word begins as the last one typed, and that have the others."""
        return self.filter(having_words(Place, text, beginning=True))


class TagQuerySet(models.QuerySet["Tag"]):
    """Named reads of tags."""

    def spelling(self, name: str) -> str:
        """The tag as the site has it, in whatever case it is asked for; the same again where it has none. Runs one query."""
        found = self.filter(having_words(Tag, name) if words_of(name) else Q(), name__iexact=name)
        return found.order_by("pk").values_list("name", flat=True).first() or name

    def beginning(self, text: str) -> "TagQuerySet":
        """Tags with a word that begins as the last one typed, and that have the others."""
        return self.filter(having_words(Tag, text, beginning=True))


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
