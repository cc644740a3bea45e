"""What editors keep an eye on, and what they tell each other about an event."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from events.models.events import Event


class LookQuerySet(models.QuerySet["Look"]):
    """Named reads of looks."""

    def watched(self) -> "LookQuerySet":
        """Those that are on a watch list."""
        return self.filter(watching=True)

    def changed(self) -> "LookQuerySet":
        """Those whose event has changed since."""
        return self.filter(event__version__gt=F("version"))


class Look(models.Model):
    """An editor looked at an event when it was this version; and watches it, or does not."""

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="looks")
    version = models.PositiveIntegerField()
    watching = models.BooleanField(default=False)

    objects = LookQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["editor", "event"], name="look_once_by_editor")]
        indexes: ClassVar = [
            # review.watching.watch_list
            models.Index(fields=["editor", "event"], condition=Q(watching=True), name="look_watched"),
        ]

    def __str__(self) -> str:
        return f"{self.editor}: {self.event}, version {self.version}"


class Note(models.Model):
    """What an editor tells the others about an event; the public does not see it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notes")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text
