"""The app of everything: articles, proposals, events, the timeline."""

from django.apps import AppConfig
from django.core.checks import register

from events.intake.checks import check_backend


class EventsConfig(AppConfig):
    """Events and all that leads to them."""

    name = "events"
    verbose_name = "Dateline"

    def ready(self) -> None:
        """Has `manage.py check`, and every command that runs it first, look for the backend of extraction."""
        register(check_backend)
