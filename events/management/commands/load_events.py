"""manage.py load_events: events from a table, a list, a calendar or a chronology."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from events.imports.columns import NAMES, NoColumn, overrides
from events.imports.files import FORMS, File
from events.imports.load import AlreadyLoaded, Loaded, NothingToLoad, load, refuse_known
from events.imports.records import Record, Refused
from events.imports.tabular import Reader, orders_of
from events.management.people import editor_named
from events.management.progress import Progress
from events.management.readiness import bring_up
from events.models.rights import NotAllowed
from events.words import counted

SHOWN: Final = 100
"""Refused rows printed; --refused FILE writes all of them."""


class Command(BaseCommand):
    """Load events from a file, whole or not at all."""

    requires_system_checks = ()
    help = (
        "Load events from CSV, XLSX, JSONL, GeoJSON, iCalendar or a chronology; columns are guessed from their names."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of docs/imports.md."""
        parser.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help=f"a file whose name ends in {', '.join(FORMS)}",
        )
        parser.add_argument(
            "--map", action="append", default=[], metavar="COLUMN=FIELD",
            help=f"a column holds this field (repeatable; COLUMN= leaves it out). Fields: {', '.join(NAMES)}",
        )  # fmt: skip
        parser.add_argument(
            "--order", choices=("dmy", "mdy"), default="",
            help="how 03/04/2024 is read: day before month, or month before day (default: as the other dates show)",
        )  # fmt: skip
        parser.add_argument(
            "--dry-run", action="store_true", help="read every row and say what would be done; change nothing"
        )
        parser.add_argument("--publish", action="store_true", help="publish at once (default: drafts)")
        parser.add_argument("--editor", default="", help="account that imports (default: the system account import)")
        parser.add_argument(
            "--refused", type=Path, metavar="FILE", help="write every refused row with its reason to this file"
        )
        parser.add_argument(
            "--again", action="store_true", help="load a file that has been loaded before a second time"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, load, report."""
        try:
            with ExitStack() as stack:
                self.listing = (
                    stack.enter_context(options["refused"].open("w", encoding="utf-8")) if options["refused"] else None
                )
                self.run(options)
        except NoColumn as error:
            raise CommandError(f"{error} For one that does, add --map COLUMN={error.field}.") from error
        except (Refused, AlreadyLoaded, NotAllowed, NothingToLoad, OSError) as error:
            raise CommandError(str(error)) from error

    def run(self, options: dict[str, Any]) -> None:
        """Load the file, or only read it."""
        self.refused = 0
        file = File(options["file"])
        said = overrides(options["map"])
        reader = Reader(file, said, order=options["order"] or orders_of(file, said).found)
        facts = {"file": file.path.name, "file_sha256": file.sha256()}
        if not options["again"]:
            refuse_known(file_sha256=facts["file_sha256"])
        progress = Progress(self.stderr, lambda count: file.share)
        records = self.counted(reader)
        if options["dry_run"]:
            self.stdout.write(self.tried(counting(records, progress), reader))
        else:
            editor = editor_named(options["editor"])
            how = {"publish": options["publish"], "again": options["again"]}
            loaded = load(records, editor=editor, facts=facts, progress=progress, **how)
            progress.done()
            self.stdout.write(self.loaded(loaded, editor.username, reader))
            if options["publish"]:
                bring_up(self.stdout.write)

    def counted(self, reader: Reader) -> Iterator[Record]:
        """The records; each refused row is reported and counted."""
        for found in reader.records():
            if isinstance(found, Record):
                yield found
                continue
            self.refused += 1
            if self.listing:
                self.listing.write(f"{found}\n")
            if self.refused <= SHOWN:
                self.stderr.write(f"Refused: {found}")

    def tried(self, count: int, reader: Reader) -> str:
        """What a dry run says."""
        return f"{counted(count, 'event')} would be loaded.{self.remarks(reader)} Nothing was changed."

    def loaded(self, loaded: Loaded, editor: str, reader: Reader) -> str:
        """What a load says."""
        state = {"draft": "as drafts", "published": "and published"}[str(loaded.decision.after["state"])]
        who = f"decision {loaded.decision.number} of {editor}, SHA-256 of the records {loaded.sha256}"
        return f"{counted(loaded.count, 'event')} loaded {state}: {who}.{self.remarks(reader)}"

    def remarks(self, reader: Reader) -> str:
        """How many rows were refused, and which columns nobody read."""
        more = (
            f" ({SHOWN} are shown above; --refused FILE writes all)"
            if self.refused > SHOWN and not self.listing
            else ""
        )
        text = f" {counted(self.refused, 'row')} refused{more}." if self.refused else ""
        text += f" Columns not read: {', '.join(reader.unused)}." if reader.unused else ""
        return " ".join((text, *reader.file.remarks))


def counting(records: Iterator[Record], progress: Progress) -> int:
    """How many records there are."""
    count = 0
    for count, _ in enumerate(records, 1):
        if count % 1000 == 0:
            progress(count)
    progress.done()
    return count
