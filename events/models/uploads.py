"""Uploads: files that are about to be imported, with what was said about them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from events.models.decisions import Decision
from events.models.jobs import Job

ORDERS = [("", "as found"), ("dmy", "day before month"), ("mdy", "month before day")]


class UploadQuerySet(models.QuerySet["Upload"]):
    """Named reads of uploads."""

    def waiting(self) -> "UploadQuerySet":
        """Those that are not imported yet, the newest first."""
        return self.filter(decision=None).select_related("job", "uploaded_by").order_by("-pk")


class Upload(models.Model):
    """A file that was uploaded or pasted to be imported. The file itself lies in VAR_DIR, under this row's number.

    `columns` is column → field as somebody said, `order` how its dates in figures are read, `trial` what a dry run found.
    """

    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads")
    uploaded_at = models.DateTimeField(db_default=Now())
    columns = models.JSONField(default=dict, blank=True)
    order = models.CharField(max_length=3, choices=ORDERS, blank=True, default="")
    publish = models.BooleanField(default=False)
    again = models.BooleanField(default=False)
    trial = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads")
    decision = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="upload")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name
