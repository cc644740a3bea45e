"""Invitations: how people come to have an account and a role."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Named reads of invitations."""

    def open(self, at: datetime) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(accepted_by=None, revoked=False, until__gt=at)


class Invitation(models.Model):
    """A link that makes one account with one role, once. Of its token only the SHA-256 is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True, default="")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked = models.BooleanField(default=False)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at"]
        permissions: ClassVar = [("oversee", "Can manage people, sources and imports, and redact")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invitation_revoked_or_accepted", condition=Q(revoked=False) | Q(accepted_by__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.note}"
