"""manage.py watch_folder: articles from a folder as files come into it."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from events.intake.articles import DateNeeded
from events.intake.texts import NotText
from events.management.people import editor_named
from events.management.sources import SUFFIXES, Known, articles_in, take_in

State = tuple[int, int]
SHORTEST: Final = 5


class Command(BaseCommand):
    """Take in what comes into a folder, and go on watching it."""

    help = "Take in the .txt, .html, .pdf, .docx and .jsonl files of a folder as they come. Files are left as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which folder, how often, for whom."""
        parser.add_argument("folder", type=Path, help="the folder; folders in it are read too")
        parser.add_argument("--publisher", default="", help="who published what comes")
        parser.add_argument("--editor", default="", help="account that acts (default: the system account import)")
        parser.add_argument("--every", type=int, default=60, metavar="SECONDS", help="how often it looks (default: 60)")
        parser.add_argument("--once", action="store_true", help="look once and stop")

    def handle(self, *args: Any, folder: Path, every: int, once: bool, **options: Any) -> None:
        """Look again and again; a file is read when it is new or changed, and no longer being written."""
        if every < SHORTEST:
            raise CommandError(f"Looking every {every} seconds is too often: {SHORTEST} at least.")
        self.known, self.editor = Known(options["publisher"]), editor_named(options["editor"])
        read: dict[Path, State] = {}
        before = states_in(folder)
        while True:
            if not once:
                time.sleep(every)
            now = states_in(folder)
            self.read_settled(now, before, read)
            if once:
                return
            before = now

    def read_settled(self, now: dict[Path, State], before: dict[Path, State], read: dict[Path, State]) -> None:
        """Read each file that stands as it stood at the last look, and was not read so."""
        for file, state in sorted(now.items()):
            if before.get(file) == state and read.get(file) != state:
                read[file] = state
                self.take_in(file)

    def take_in(self, file: Path) -> None:
        """Take in what a file holds, and say what came of it. The same file twice changes nothing."""
        for name, found in articles_in(str(file), self.known):
            try:
                received = take_in(found, editor=self.editor)
            except (NotText, DateNeeded) as error:
                self.stderr.write(f"{name}: {error}")
            else:
                how = "taken in as" if received.created else "already here as"
                notice = f" {received.notice.capitalize()}." if received.notice else ""
                self.stdout.write(
                    f"{name}: {how} article {received.article.pk}, {received.waiting} proposals wait.{notice}"
                )


def states_in(folder: Path) -> dict[Path, State]:
    """Size and time of change of each readable file; raises CommandError where there is no such folder."""
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    found: dict[Path, State] = {}
    for file in folder.rglob("*"):
        try:
            stat = file.stat()
        except OSError:
            continue  # gone since
        if file.suffix.lower() in SUFFIXES and file.is_file() and not file.name.startswith("."):
            found[file] = (stat.st_size, stat.st_mtime_ns)
    return found
