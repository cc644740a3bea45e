"""Articles that tell the same in the same words: the sketches they are found by, and the pairs."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Count, F, Q

from events.models.articles import Article


class SketchQuerySet(models.QuerySet["Sketch"]):
    """Named reads of sketches."""

    def likely(self, values: Collection[int], *, apart_from: Article, most: int) -> list[int]:
        """The articles that share most numbers with these, at most so many. Runs one query over an index."""
        shared = self.filter(value__in=values).exclude(article=apart_from).values("article")
        return [row["article"] for row in shared.annotate(shared=Count("pk")).order_by("-shared", "-article")[:most]]


class Sketch(models.Model):
    """One number of an article's sketch (intake.likeness). Articles that share one are compared word by word."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sketches")
    value = models.BigIntegerField()

    objects = SketchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["value"], name="sketch_by_value")]  # SketchQuerySet.likely

    def __str__(self) -> str:
        return f"{self.article_id}: {self.value}"


@dataclass(frozen=True, slots=True)
class Retold:
    """Another article that tells the same: with its publisher, and how many percent of the shorter one's words it shares."""

    article: Article
    percent: int


class RetellingQuerySet(models.QuerySet["Retelling"]):
    """Named reads of pairs."""

    def of(self, articles: Collection[int]) -> dict[int, list[Retold]]:
        """For each of some articles what else tells the same, most alike first. Runs one query."""
        pairs = self.filter(Q(article__in=articles) | Q(other__in=articles)).order_by("-percent", "pk")
        found: dict[int, list[Retold]] = {}
        for pair in pairs.select_related("article__publisher", "other__publisher").defer(
            "article__text", "other__text"
        ):
            for own, told in ((pair.article, pair.other), (pair.other, pair.article)):
                if own.pk in articles:
                    found.setdefault(own.pk, []).append(Retold(told, pair.percent))
        return found

    def beside(self, articles: Collection[int]) -> set[int]:
        """The other articles of pairs in which these are. Runs one query."""
        pairs = self.filter(Q(article__in=articles) | Q(other__in=articles)).values_list("article", "other")
        return {number for pair in pairs for number in pair}.difference(articles)


class Retelling(models.Model):
    """A later article and an earlier one that tell the same in the same words, to so many percent of the shorter one."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="retells")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="retold")
    percent = models.PositiveSmallIntegerField()

    objects = RetellingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "other"], name="retelling_once"),
            models.CheckConstraint(name="retelling_later_first", condition=Q(article__gt=F("other"))),
            models.CheckConstraint(name="retelling_percent", condition=Q(percent__gte=1, percent__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.article} tells {self.percent} % of {self.other}"
