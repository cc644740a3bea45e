"""manage.py poll_feeds: the feeds that are due, read now and here, without a worker."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.intake.polling import poll
from events.models import Feed
from events.tasks.feeds import reader


class Command(BaseCommand):
    """Read feeds in the foreground."""

    help = "Read the feeds that are due, or those of the addresses given. A worker does so by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which feeds."""
        parser.add_argument(
            "addresses", nargs="*", metavar="ADDRESS", help="addresses of feeds (default: all that are due)"
        )

    def handle(self, *args: Any, addresses: list[str], **options: Any) -> None:
        """Read each, go on after a failure, and fail at the end if one failed."""
        wanted = Feed.objects.filter(address__in=addresses) if addresses else Feed.objects.due()
        feeds = list(wanted.select_related("publisher"))
        if missing := set(addresses) - {feed.address for feed in feeds}:
            raise CommandError(
                f"There is no feed {', '.join(sorted(missing))}. Add it on the page Sources of the desk."
            )
        failed = [feed for feed in feeds if not self.read(feed)]
        if failed:
            raise CommandError(f"{len(failed)} of {len(feeds)} feeds failed, the reasons stand above.")

    def read(self, feed: Feed) -> bool:
        """Read one, and say how it went; whether it went well."""
        outcome = poll(feed, reader=reader())
        said = self.stderr if outcome.error else self.stdout
        said.write(f"{feed}: {outcome.error or outcome.result}")
        return not outcome.error
