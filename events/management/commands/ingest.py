"""manage.py ingest: articles from files, folders, JSONL, addresses or standard input, through the pipeline."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from events.intake.articles import DateNeeded, Received
from events.intake.texts import NotText
from events.management.people import editor_named
from events.management.sources import Known, articles_in, take_in
from events.review.decisions import accept


class Command(BaseCommand):
    """Take articles in and store what they propose."""

    help = "Take articles in: .txt, .html, .pdf, .docx or .jsonl files, folders of them, addresses, or - for standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to take in, what is known of it, and for whom."""
        parser.add_argument(
            "sources",
            nargs="+",
            metavar="SOURCE",
            help="a .txt, .html, .pdf, .docx or .jsonl file, a folder, an address, or -",
        )
        parser.add_argument("--published", help="publication date, YYYY-MM-DD; needed where the text does not state it")
        parser.add_argument("--publisher", default="", help="who published it")
        parser.add_argument("--url", default="", help="address of the original")
        parser.add_argument("--json", action="store_true", help="print one JSON object an article")
        parser.add_argument("--accept", action="store_true", help="accept every proposal at once")
        parser.add_argument("--editor", default="", help="account that acts (default: the system account import)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take each source in; go on after a refused one, and fail at the end if any was refused."""
        known = Known(options["publisher"], options["url"], published(options["published"]))
        editor = editor_named(options["editor"])
        refused = taken = 0
        for source in options["sources"]:
            for name, found in articles_in(source, known):
                try:
                    received = take_in(found, editor=editor)
                except (NotText, DateNeeded) as error:
                    refused += 1
                    self.refuse(name, error, as_json=options["json"])
                    continue
                taken += 1
                accepted = accept_all(received, editor) if options["accept"] else 0
                self.report(name, received, accepted=accepted, as_json=options["json"])
        if refused:
            raise CommandError(f"{refused} refused, the reasons stand above; {taken} taken in.")

    def refuse(self, name: str, error: Exception, *, as_json: bool) -> None:
        """One line of what was refused and why, on standard error; as JSON also on standard output."""
        self.stderr.write(f"{name}: {error}")
        if as_json:
            self.stdout.write(json.dumps({"source": name, "refused": str(error)}, ensure_ascii=False))

    def report(self, name: str, received: Received, *, accepted: int, as_json: bool) -> None:
        """One line an article: what came of it."""
        article = received.article
        if as_json:
            row = {"source": name, "article": article.pk, "created": received.created}
            row |= {"published": str(article.published_on), "date_known": article.date_known}
            row |= {"proposals": received.waiting, "accepted": accepted, "notice": received.notice}
            self.stdout.write(json.dumps(row, ensure_ascii=False))
            return
        done = f", {accepted} accepted" if accepted else ""
        proposals = "1 proposal" if received.waiting == 1 else f"{received.waiting or 'no'} proposals"
        done += f"; {received.notice}" if received.notice else ""
        if received.created:
            dated = f"published {article.published_on} ({article.date_known})"
            self.stdout.write(f"{name}: article {article.pk}, {dated}: {proposals}{done}.")
        else:
            waiting = f"{proposals} {'waits' if received.waiting == 1 else 'wait'}"
            self.stdout.write(f"{name}: already here as article {article.pk}; nothing changed, {waiting}{done}.")


def accept_all(received: Received, editor: User) -> int:
    """Accept what waits in an article; how many."""
    proposals = list(received.article.proposals.waiting().in_reading_order())
    for proposal in proposals:
        accept(proposal, editor=editor)
    return len(proposals)


def published(text: str | None) -> date | None:
    """The publication date of the command line; raises CommandError with what is right."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text!r} is no date: write it as YYYY-MM-DD, as 2023-09-11.") from error
