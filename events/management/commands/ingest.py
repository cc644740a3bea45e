"""manage.py ingest: articles from files, folders, JSONL, an address's saved page or standard input, through the pipeline."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.intake.articles import DateNeeded, Received, Submission, receive, submission_of
from events.intake.texts import LARGEST, NotText
from events.management.people import editor_named
from events.review.decisions import accept

SUFFIXES = {".txt", ".html", ".htm", ".jsonl"}


class Command(BaseCommand):
    """Take articles in and store what they propose."""

    help = "Take articles in: .txt, .html or .jsonl files, folders of them, or - for standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of DESIGN section 6."""
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a .txt, .html or .jsonl file, a folder, or -")
        parser.add_argument("--published", help="publication date, YYYY-MM-DD; needed where the text does not state it")
        parser.add_argument("--publisher", default="", help="who published it")
        parser.add_argument("--url", default="", help="address of the original")
        parser.add_argument("--json", action="store_true", help="print one JSON object an article")
        parser.add_argument("--accept", action="store_true", help="accept every proposal at once")
        parser.add_argument(
            "--editor", default="", help="account that takes them in (default: the system account import)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take each source in; go on after a refused one, and fail at the end if any was refused."""
        editor = editor_named(options["editor"])
        refused = 0
        for name, submission in submissions(options):
            try:
                if isinstance(submission, NotText):
                    raise submission
                received = receive(submission, editor=editor)
            except (NotText, DateNeeded) as error:
                refused += 1
                self.stderr.write(f"{name}: {error}")
                continue
            events = (
                [accept(p, editor=editor) for p in received.article.proposals.waiting()] if options["accept"] else []
            )
            self.report(name, received, accepted=len(events), as_json=options["json"])
        if refused:
            raise CommandError(f"{refused} of the sources refused; the reasons stand above. The others were taken in.")

    def report(self, name: str, received: Received, *, accepted: int, as_json: bool) -> None:
        """One line an article: what came of it."""
        article = received.article
        if as_json:
            row = {
                "source": name,
                "article": article.pk,
                "created": received.created,
                "published": str(article.published_on),
            }
            row |= {"date_known": article.date_known, "proposals": received.waiting, "accepted": accepted}
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        elif not received.created:
            self.stdout.write(
                f"{name}: already here as article {article.pk}; nothing changed, {received.waiting} proposals wait."
            )
        else:
            done = f", {accepted} accepted" if accepted else ""
            dated = f"published {article.published_on} ({article.date_known})"
            self.stdout.write(f"{name}: article {article.pk}, {dated}: {received.waiting} proposals{done}.")


def submissions(options: dict[str, Any]) -> Iterator[tuple[str, Submission | NotText]]:
    """Each article of each source with its name, or why it cannot be read."""
    known = {"publisher": options["publisher"], "url": options["url"]}
    for source in options["sources"]:
        for name, raw in contents(source):
            try:
                read = (
                    list(jsonl(raw, known))
                    if name.endswith(".jsonl")
                    else [submission_of(raw, name=name, **known, origin="command")]
                )
            except NotText as error:
                yield name, error
                continue
            for number, submission in enumerate(read, 1):
                label = f"{name}:{number}" if len(read) > 1 else name
                yield label, dated(submission, options["published"])


def contents(source: str) -> Iterator[tuple[str, bytes]]:
    """The files of one source with their bytes; a file too large is not read."""
    if source == "-":
        yield "standard input", sys.stdin.buffer.read()
        return
    if source.startswith(("http://", "https://")):
        raise CommandError("Addresses are not fetched yet: save the page and give the .html file with --url.")
    path = Path(source)
    if not path.exists():
        raise CommandError(f"There is no file or folder {source}.")
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES)
    if not files:
        raise CommandError(f"There is no .txt, .html or .jsonl file in {source}.")
    for file in files:
        with file.open("rb") as handle:
            yield str(file), handle.read(LARGEST + 1 if file.suffix.lower() != ".jsonl" else -1)


def jsonl(raw: bytes, known: dict[str, str]) -> Iterator[Submission]:
    """The articles of a JSONL file: objects with text, and published, publisher, title, url, licence where they have them."""
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise NotText(f"line {number} is no JSON object with a text: {error}.") from error
        fields = {key: str(row.get(key) or "") for key in ("publisher", "url", "licence", "attribution")}
        fields |= {key: value for key, value in known.items() if value}
        entered = parse_date(str(row["published"])) if row.get("published") else None
        yield Submission(
            text=text, headline=str(row.get("title") or ""), published_on=entered, origin="command", **fields
        )


def dated(submission: Submission, published: str | None) -> Submission:
    """The submission with the date of the command line, where one is given."""
    if not published:
        return submission
    return replace(submission, published_on=parse_date(published))


def parse_date(text: str) -> date:
    """A publication date; raises CommandError with what is right."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise CommandError(f"{text!r} is no date: write it as YYYY-MM-DD, as 2023-09-11.") from error
