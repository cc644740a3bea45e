"""The app of everything: articles, proposals, events, the timeline."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events and all that leads to them."""

    name = "events"
    verbose_name = "Dateline"
