"""Holds: an editor reads an article, so that two do not read the same."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from events.models.articles import Article


class HoldQuerySet(models.QuerySet["Hold"]):
    """Named reads of holds."""

    def standing(self, at: datetime) -> "HoldQuerySet":
        """Those that have not run out."""
        return self.filter(until__gt=at)


class Hold(models.Model):
    """An editor has an article in hand until then. It keeps nobody out; it tells others to read something else."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="hold")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="holds")
    until = models.DateTimeField()

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["until"]

    def __str__(self) -> str:
        return f"{self.article}: {self.editor}"
