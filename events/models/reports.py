"""Reports: what readers say is wrong with a published event."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from events.models.events import Event

STATES = [("open", "Open"), ("answered", "Answered")]


class ReportQuerySet(models.QuerySet["Report"]):
    """Named reads of reports."""

    def open(self) -> "ReportQuerySet":
        """Those that wait for an editor, the oldest first."""
        return self.filter(state="open").order_by("made_at", "pk")

    def sent_since(self, sender: str, since: datetime) -> "ReportQuerySet":
        """Those of one sender from a moment on."""
        return self.filter(sender=sender, made_at__gte=since)


class Report(models.Model):
    """One reader's words on one event. `sender` tells senders apart for a day and names nobody; `contact` is theirs to leave."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reports")
    text = models.CharField(max_length=2000)
    contact = models.CharField(max_length=200, blank=True, default="")
    sender = models.CharField(max_length=64, blank=True, default="")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, default="open")
    answer = models.CharField(max_length=1000, blank=True, default="")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="report_state_known", condition=Q(state__in=[key for key, _ in STATES])),
            models.CheckConstraint(name="report_says_something", condition=~Q(text="")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["made_at"], condition=Q(state="open"), name="report_open"),  # ReportQuerySet.open
            models.Index(fields=["sender", "made_at"], name="report_by_sender"),  # ReportQuerySet.sent_since
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.text[:60]}"
