"""manage.py find_retellings: articles that came in before they were compared, compared now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from events.intake.retellings import note_retellings
from events.models import Article


class Command(BaseCommand):
    """Compare what was never compared."""

    help = "Compare the words of articles that came in before articles were compared. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction an article, so that others may write between."""
        found = 0
        for number in list(Article.objects.never_compared().values_list("pk", flat=True)):
            with transaction.atomic():
                found += len(note_retellings(Article.objects.get(pk=number)))
        self.stdout.write(f"{found} pairs of articles tell the same.")
