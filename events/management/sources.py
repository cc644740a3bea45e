"""Where `ingest` finds articles: files, folders, JSONL, addresses, standard input; each with its name, or why it cannot be read."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from events.intake.articles import Received, Submission, receive, submission_of
from events.intake.documents import largest
from events.intake.texts import NotText, check_size
from events.intake.web import submission_at
from events.models.rights import NotAllowed

SUFFIXES: Final = frozenset({".txt", ".html", ".htm", ".jsonl", ".pdf", ".docx"})
FIELDS: Final = ("publisher", "title", "headline", "url", "licence", "attribution")


@dataclass(frozen=True, slots=True)
class Known:
    """What the command line says of every article; it stands over what a file says."""

    publisher: str = ""
    url: str = ""
    published_on: date | None = None

    def over(self, submission: Submission) -> Submission:
        """The submission with what is known put in."""
        return submission.told(publisher=self.publisher, url=self.url, published_on=self.published_on)


Found = tuple[str, Submission | NotText]


def take_in(found: Submission | NotText, *, editor: User) -> Received:
    """Take in what was found. Raises NotText and DateNeeded, and CommandError for an account that may not."""
    if isinstance(found, NotText):
        raise found
    try:
        return receive(found, editor=editor)
    except NotAllowed as error:
        raise CommandError(str(error)) from error


def articles_in(source: str, known: Known) -> Iterator[Found]:
    """Each article of a source with its name, or why it cannot be read."""
    if source == "-":
        yield from articles_of("standard input", sys.stdin.buffer.read(), known)
        return
    if source.startswith(("http://", "https://")):
        yield source, submission_from(source, known)
        return
    files = files_of(Path(source))
    if isinstance(files, NotText):
        yield source, files
        return
    for file in files:
        raw = read(file)
        if isinstance(raw, NotText):
            yield str(file), raw
        else:
            yield from articles_of(str(file), raw, known)


def submission_from(address: str, known: Known) -> Submission | NotText:
    """The article at an address, fetched safely, or why there is none."""
    try:
        return known.over(submission_at(address))
    except NotText as error:
        return error


def files_of(path: Path) -> list[Path] | NotText:
    """The file itself, or the readable files of a folder and the folders in it, by name; or why there are none."""
    if not path.exists():
        return NotText("There is no such file or folder.")
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES)
    return files or NotText("There is no .txt, .html, .pdf, .docx or .jsonl file in it.")


def read(file: Path) -> bytes | NotText:
    """The bytes of a file, or why it cannot be read; one too large to be an article is not read at all."""
    try:
        if file.suffix.lower() != ".jsonl":
            check_size(file.stat().st_size, largest(file.name))
        return file.read_bytes()
    except OSError as error:
        return NotText(f"The file cannot be read: {error.strerror}.")
    except NotText as error:
        return error


def articles_of(name: str, raw: bytes, known: Known) -> Iterator[Found]:
    """The article or, of JSONL, the articles that these bytes hold."""
    if name.lower().endswith(".jsonl") or raw.lstrip()[:2] in (b'{"', b"{ "):
        for number, line in enumerate(raw.splitlines(), 1):
            if line.strip():
                yield f"{name}:{number}", submission_in(line, known)
        return
    try:
        yield name, known.over(submission_of(raw, name=name, origin="command"))
    except NotText as error:
        yield name, error


def submission_in(line: bytes, known: Known) -> Submission | NotText:
    """The article of one line of JSONL: its text, and publisher, published, title, url, licence, open_licence where it has them."""
    try:
        row: dict[str, Any] = json.loads(line)
        text = row["text"]
        entered = date.fromisoformat(str(row["published"])[:10]) if row.get("published") else None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return NotText(f"This line is no JSON object with a text and a date as 2023-09-11: {error!r}.")
    if not isinstance(text, str):
        return NotText("The text of this line is no text.")
    said = {key: str(row.get(key) or "") for key in FIELDS}
    submission = Submission(
        text=text,
        publisher=said["publisher"],
        headline=said["title"] or said["headline"],
        url=said["url"],
        published_on=entered,
        licence=said["licence"],
        open_licence=row.get("open_licence") is True,
        attribution=said["attribution"],
        origin="command",
    )
    return known.over(submission)
