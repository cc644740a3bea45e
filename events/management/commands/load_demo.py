"""manage.py load_demo: what `make demo` shows: dispatches through the pipeline, journeys as an import, and an editor."""

import csv
import os
import secrets
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.urls import reverse

from events.imports.files import File
from events.imports.journeys import PAGE, PUBLISHER, journeys
from events.imports.load import AlreadyLoaded, load, refuse_known
from events.imports.records import ADDRESS, Record
from events.management.dispatches import DEMO, Outcome, dispatches, take_in
from events.management.progress import Progress
from events.models import Publisher
from events.review.rights import ROLES, group_of

EDITOR: Final = "ada"
PASSWORD_FILE: Final = "demo_password"


class Command(BaseCommand):
    """Load the demo; what is there already stays as it is."""

    requires_system_checks = ()
    help = "Load the demo's data and make its editor; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only what is printed depends on it."""
        parser.add_argument("--port", default="8000", help="where the server will listen, for the printed address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Editor, journeys, dispatches, and where to look."""
        editor, password = demo_editor()
        self.stdout.write(self.journeys(editor))
        self.stdout.write(self.dispatches(editor))
        address = f"http://127.0.0.1:{options['port']}"
        self.stdout.write(f"\nThe timeline  {address}{reverse('public:timeline')}")
        self.stdout.write(
            f"The desk      {address}{reverse('account_login')}   name: {EDITOR}   password: {password}\n"
        )

    def journeys(self, editor: User) -> str:
        """Load the journeys, if they are not here; what was done."""
        file = File(DEMO / "travels.csv.gz")
        facts = {"file": file.path.name, "file_sha256": file.sha256()}
        try:
            refuse_known(file_sha256=facts["file_sha256"])
            name_publisher()
            progress = Progress(self.stderr, lambda count: file.share)
            loaded = load(journey_records(file), editor=editor, publish=True, facts=facts, progress=progress)
        except AlreadyLoaded:
            return "The journeys are here already."
        progress.done()
        return f"{loaded.count:,} journeys of US presidents and secretaries of state loaded."

    def dispatches(self, editor: User) -> str:
        """Take in the dispatches that are not here and decide on them; what was done."""
        outcomes = [take_in(item, editor=editor) for item in dispatches()]
        for choice in (choice for outcome in outcomes for choice in outcome.idle):
            self.stderr.write(
                f"No proposal dates “{choice.quote}” by “{choice.phrase}”: the decision on it was passed over."
            )
        return told(outcomes)


def told(outcomes: list[Outcome]) -> str:
    """What came of the dispatches, in words."""
    accepted, rejected = sum(o.accepted for o in outcomes), sum(o.rejected for o in outcomes)
    merged, waiting = sum(o.merged for o in outcomes), sum(o.waiting for o in outcomes)
    if not accepted + merged + rejected:
        return f"The {len(outcomes)} dispatches are here already; {waiting} of their proposals wait for you."
    return (
        f"{len(outcomes)} dispatches read: {accepted} proposals accepted, {merged} merged into events that others told before, "
        f"{rejected} rejected, {waiting} wait for you."
    )


def journey_records(file: File) -> Iterator[Record]:
    """The journeys of the demo's table."""
    with (DEMO / "people.csv").open(encoding="utf-8", newline="") as people:
        known_as = {row["name"]: row["known_as"] for row in csv.DictReader(people)}
    return journeys((row.values for row in file.rows()), known_as)


def name_publisher() -> None:
    """Give the host that the journeys come from the name of its office."""
    found = ADDRESS.fullmatch(PAGE)
    assert found is not None
    Publisher.objects.get_or_create(name=PUBLISHER, defaults={"host": found["host"]})


def demo_editor() -> tuple[User, str]:
    """The demo's chief editor and the password to print: made once and kept in var/, where only this account reads it."""
    path = Path(settings.VAR) / PASSWORD_FILE
    user, created = User.objects.get_or_create(username=EDITOR)
    if not created:
        return user, path.read_text(encoding="ascii") if path.exists() else "(as you set it)"
    password = f"{secrets.token_hex(3)}-{secrets.token_hex(3)}-{secrets.token_hex(3)}"
    user.set_password(password)
    user.save()
    user.groups.add(group_of(ROLES["chief"]))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(password)
    return User.objects.get(pk=user.pk), password
