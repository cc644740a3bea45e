"""The admin looks; it changes nothing that an act of review should change."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from events import models

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # one way in, with its second factor


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows to look at: every change goes through an act."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False


for model in (
    models.Actor,
    models.Article,
    models.Decision,
    models.Event,
    models.Hold,
    models.Invitation,
    models.Mention,
    models.Place,
    models.Proposal,
    models.Publisher,
    models.Reading,
    models.Report,
    models.Tag,
):
    admin.site.register(model, ReadOnly)
