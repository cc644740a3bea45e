"""manage.py verify_decisions: whether anybody changed the record of decisions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.review.chain import verify


class Command(BaseCommand):
    """Check the chain of decisions; exit 1 and name the first bad one."""

    help = "Check that no decision was changed or removed since it was written; exits 1 and names the first bad one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check them all."""
        verdict = verify()
        if verdict.fault:
            raise CommandError(f"{verdict.fault} {verdict.checked:,} before it hold.")
        redacted = f" The content of {verdict.redacted:,} was redacted." if verdict.redacted else ""
        self.stdout.write(f"{verdict.checked:,} decisions, the chain holds.{redacted}")
