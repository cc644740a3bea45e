"""Taking articles in: what came, who published it and when, whether it is here already, and what it proposes."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import PurePath
from textwrap import shorten
from typing import Final
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.extraction.anchor import AnchorCandidate, infer_anchor
from events.extraction.detection import language_of
from events.extraction.expressions import expressions_of
from events.extraction.sentences import sentences_of
from events.extraction.values import Candidate, Document
from events.intake.documents import document_kind, read_document
from events.intake.guarded import Page
from events.intake.html import looks_like_html, read_page
from events.intake.proposals import notice_of, read_candidates, store_proposals
from events.intake.retellings import note_retellings
from events.intake.texts import NotText, checked, decoded
from events.models import Article, Decision, Publisher
from events.models.rights import check_right

TRUSTED: Final = ("metadata", "stated")
"""Ways of knowing a publication date that need nobody's choice; what is inferred or read off an address does."""
LONGEST_HEADLINE: Final = 110
"""Characters of a headline that is made from the text: two lines of the reading view."""
DATELINE: Final = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, ?[A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([^)]{2,40}\))? ?(?:--?|[–—]) ?(?=\S)"
)
"""A place in capitals, a day, an agency and a dash: "GENEVA, March 4 (Example Wire) - "."""
LONGEST_DATE: Final = 60
"""Characters of a line that is only a date, with weekday and clock."""
EARLIEST_YEAR: Final = 1400
LATEST_YEAR: Final = 2200


class DateNeeded(ValueError):
    """Nobody said when the article was published; `candidates` are what its text makes likely, best first."""

    def __init__(self, candidates: tuple[AnchorCandidate, ...]) -> None:
        self.candidates = candidates
        likely = "; ".join(f"{c.date.isoformat()} ({c.reasons[0]})" for c in candidates[:3])
        hint = f" Likely: {likely}." if likely else ""
        super().__init__(f"When was it published? The text does not say. Give the date as YYYY-MM-DD.{hint}")


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody hands in. `published_on` is what a person entered; None: find it in the metadata and the text.

    `picked` is the one of the days found at which a person left or put the mark: where that is the stated one, it is known as stated.
    `open_licence`: everybody may read the whole text.
    """

    text: str
    publisher: str = ""
    headline: str = ""
    url: str = ""
    published_on: date | None = None
    picked: date | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    licence: str = ""
    open_licence: bool = False
    attribution: str = ""
    origin: str = "paste"

    def told(
        self, *, publisher: str = "", headline: str = "", url: str = "", published_on: date | None = None
    ) -> "Submission":
        """The same with what a person says of it, which stands over what its file says."""
        return replace(
            self,
            publisher=publisher or self.publisher,
            headline=headline or self.headline,
            url=url or self.url,
            published_on=published_on or self.published_on,
        )


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When an article was or may have been published, how that is known (a word of DATE_KNOWN), and the evidence."""

    date: date
    how: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """The article as it stands now, whether it is new, how many proposals wait in it, and what is to be told of its language."""

    article: Article
    created: bool
    waiting: int
    notice: str = ""

    @property
    def said(self) -> str:
        """What came of it, in a sentence."""
        one = self.waiting == 1
        waiting = f"{self.waiting} proposal{'' if one else 's'} wait{'s' if one else ''}"
        if not self.created:
            return f"This article is here since {self.article.retrieved_at:%-d %B %Y}; nothing was changed, {waiting}."
        if not self.waiting:
            return "Taken in. No dated happening was found in it, so nothing waits."
        return f"Taken in: {waiting}."


def submission_of(raw: bytes, *, name: str = "", origin: str = "upload") -> Submission:
    """What a file holds, read as what it is: PDF, DOCX, HTML or text. Raises NotText."""
    if kind := document_kind(raw):
        return submission_from(read_document(kind, raw), origin)
    text = decoded(raw)
    suffix = PurePath(name).suffix.lower()
    if suffix not in (".html", ".htm", ".xhtml") and not looks_like_html(text):
        return Submission(text=text, origin=origin)
    return submission_from(read_page(raw), origin)


def submission_from(page: Page, origin: str) -> Submission:
    """What a page or document holds."""
    held = Submission(text=page.text, metadata=page.metadata, origin=origin)
    return held.told(headline=page.title, publisher=page.site, url=page.url)


def over(held: Submission, given: Submission) -> Submission:
    """What a file or an address holds, with what a person said of it."""
    told = held.told(publisher=given.publisher, headline=given.headline, published_on=given.published_on)
    return replace(told, picked=given.picked)


def likely_dates(submission: Submission, *, at: datetime | None = None) -> tuple[AnchorCandidate, ...]:
    """When it may have been published, best first, each with how that is known and why.

    None lies more than a day ahead of `at` (default: now): nothing is taken in before it is published, wherever that is.
    """
    last = (at or timezone.now()).date() + timedelta(days=1)
    found = infer_anchor(submission.text, url=submission.url, metadata=submission.metadata)
    return tuple(candidate for candidate in found if candidate.date <= last)


def receive(submission: Submission, *, editor: User | AnonymousUser) -> Received:
    """Take an article in with its proposals; the same article a second time changes nothing.

    Raises NotAllowed, NotText, and DateNeeded where the publication date is neither given nor stated.
    """
    editor = check_right(editor, doing="take articles in")
    checked(submission.text)
    if known := already_here(submission):
        return found_again(known)
    dated = publication_date(submission)
    candidates = read_candidates(submission.text, dated.date)
    try:
        return store(submission, dated, candidates, editor=editor)
    except IntegrityError:
        # The same article came in at the same moment, and the other request was first.
        if known := already_here(submission):
            return found_again(known)
        raise


@transaction.atomic
def store(
    submission: Submission, dated: PublicationDate, candidates: tuple[Candidate, ...], *, editor: User
) -> Received:
    """Write the article, its proposals and the decision that took it in: all or nothing."""
    publisher, _ = Publisher.objects.get_or_create(name=publisher_name(submission))
    article = article_of(submission, dated)
    article.publisher = publisher
    article.save(force_insert=True)
    proposals = store_proposals(article, candidates)
    note_retellings(article)
    facts = {"sha256": article.content_hash, "published_on": dated.date.isoformat(), "proposals": len(proposals)}
    Decision.append("receive", editor=editor, article=article, after=facts)
    return Received(article, created=True, waiting=len(proposals), notice=notice_of(article.text))


def found_again(article: Article) -> Received:
    """What is to be said of an article that is here already. Runs one query."""
    return Received(article, created=False, waiting=article.proposals.waiting().count(), notice=notice_of(article.text))


def article_of(submission: Submission, dated: PublicationDate) -> Article:
    """The row of what was handed in, its publisher still missing; not saved."""
    article = Article(text=submission.text, content_hash=Article.hash_of(submission.text))
    article.language = language_of(submission.text)
    article.published_on, article.date_known, article.date_evidence = dated.date, dated.how, list(dated.reasons)
    article.headline = (submission.headline.strip() or headline_of(submission.text))[:400]
    article.url, article.origin = submission.url[:1000], submission.origin
    article.licence, article.attribution = submission.licence[:200], submission.attribution[:400]
    article.open_licence = submission.open_licence
    return article


def already_here(submission: Submission) -> Article | None:
    """The same text by the same publisher, if it was taken in before. Runs one query."""
    same = Article.objects.filter(
        content_hash=Article.hash_of(submission.text), publisher__name=publisher_name(submission)
    )
    return same.first()


def publication_date(submission: Submission) -> PublicationDate:
    """When it was published and how that is known. Raises DateNeeded, and NotText for a date no article can have."""
    candidates = likely_dates(submission)
    stated = candidates[0] if candidates and candidates[0].how in TRUSTED else None
    if stated and not submission.published_on and submission.picked in (None, stated.date):
        return PublicationDate(stated.date, stated.how, stated.reasons)
    if day := submission.published_on or submission.picked:
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise NotText(f"An article published in {day.year}? Give a year from {EARLIEST_YEAR} to {LATEST_YEAR}.")
        agreeing = next((candidate.reasons for candidate in candidates if candidate.date == day), ())
        return PublicationDate(day, "entered", ("Entered by hand.", *agreeing))
    raise DateNeeded(candidates)


def publisher_name(submission: Submission) -> str:
    """Who published it: as given, else the host of its address."""
    host = (urlsplit(submission.url).hostname or "").removeprefix("www.")
    return (submission.publisher.strip() or host or "Unknown publisher")[:200]


def headline_of(text: str) -> str:
    """The first line that reads like a headline: some words, no full stop at the end, more than a date; else what the first
    paragraph begins with."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:8]:
        if 4 <= len(line.split()) <= 30 and not line.endswith((".", "”", '"')) and not is_date(line):
            return line
    return beginning(next((line for line in lines[:8] if not is_date(line)), lines[0]))


def is_date(line: str) -> bool:
    """Whether a line says nothing but a date, as over a report: "Wednesday, January 23, 2019"."""
    if not any(character.isdigit() for character in line) or len(line) > LONGEST_DATE:
        return False
    document = Document(line, None)
    rest = line
    for found in expressions_of(document, sentences_of(document)):
        rest = rest.replace(found.text, " ", 1)
    return not any(character.isalnum() for character in rest)


def beginning(paragraph: str) -> str:
    """The first sentence of a paragraph without its dateline, cut between words where it is longer than a headline."""
    said = paragraph[:2000]
    if dateline := DATELINE.match(said):
        said = said[dateline.end() :]
    first = next(iter(sentences_of(Document(said, None))), None)
    words = first.text if first else said
    cut = shorten(words, LONGEST_HEADLINE, placeholder=" …")
    return words[:LONGEST_HEADLINE] if cut == "…" else cut
