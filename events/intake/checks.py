"""What `manage.py check` says of the settings of intake."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from events.extraction.happenings.spotting import trouble_with


def check_backend(**_: Any) -> list[CheckMessage]:
    """An error where the backend of EXTRACTION_BACKEND cannot be had; it is looked for and not loaded."""
    trouble = trouble_with(settings.EXTRACTION_BACKEND)
    return [Error(trouble, hint="See EXTRACTION_BACKEND in docs/settings.md.", id="events.E001")] if trouble else []
