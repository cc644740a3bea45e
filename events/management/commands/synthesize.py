"""manage.py synthesize: a realistic load for benchmarks, the same for the same seed."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from events.imports.load import AlreadyLoaded, NothingToLoad, load
from events.imports.synthetic import synthesize
from events.management.people import editor_named
from events.management.progress import Progress
from events.management.readiness import bring_up
from events.models.rights import NotAllowed

MOST: Final = 50_000_000
"""Events; more than any machine that runs this would hold."""


class Command(BaseCommand):
    """Make events up and load them as any import is loaded."""

    requires_system_checks = ()
    help = "Load synthetic events for benchmarks: published, none of them real, the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and which."""
        parser.add_argument("--events", type=int, required=True, metavar="N", help="how many events")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="the same number gives the same events (default: 1)"
        )
        parser.add_argument("--editor", default="", help="account that loads them (default: the system account import)")
        parser.add_argument("--again", action="store_true", help="load them although the same ones are here already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, load, report."""
        count, seed = options["events"], options["seed"]
        if not 1 <= count <= MOST:
            raise CommandError(f"--events {count}: give a number from 1 to {MOST:,}.")
        editor = editor_named(options["editor"])
        progress = Progress(self.stderr, lambda done: done / count)
        facts = {"synthesized": {"events": count, "seed": seed}}
        try:
            loaded = load(
                synthesize(count, seed=seed),
                editor=editor,
                publish=True,
                facts=facts,
                again=options["again"],
                progress=progress,
            )
        except (AlreadyLoaded, NotAllowed, NothingToLoad) as error:
            raise CommandError(str(error)) from error
        progress.done()
        self.stdout.write(
            f"{loaded.count:,} synthetic events loaded: decision {loaded.decision.number} of {editor.username}."
        )
        bring_up(self.stdout.write)
