"""An article at an address: fetched safely, read as the page, text or document that it is."""

import codecs
from typing import Final
from urllib.parse import urlsplit

from events.intake.articles import Submission, submission_of
from events.intake.fetching import INTERNET, Answer, Limits, Network, fetch
from events.intake.texts import LARGEST_DOCUMENT

SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""What may be an article, as the file it would be saved as."""
ARTICLE: Final = Limits(largest=LARGEST_DOCUMENT, types=frozenset(SUFFIXES))


def submission_at(url: str, *, network: Network = INTERNET) -> Submission:
    """What a public address holds. Raises CannotFetch and NotText, in words. At most 10 seconds, and those of reading."""
    answer = fetch(url, limits=ARTICLE, network=network)
    held = submission_of(in_utf8(answer), name=f"page{SUFFIXES[answer.type]}", origin="address")
    return held.told(url=own_address(held.url, answer.url))


def in_utf8(answer: Answer) -> bytes:
    """The body in UTF-8, where it is text in another encoding that the answer names."""
    if not answer.type.startswith(("text/", "application/xhtml")) or is_utf8(answer.body):
        return answer.body
    try:
        encoding = codecs.lookup(answer.charset or "cp1252").name
        return answer.body.decode(encoding, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError, TypeError, AttributeError):
        return answer.body.decode("cp1252", "replace").encode()


def is_utf8(raw: bytes) -> bool:
    """Whether these bytes are UTF-8, which nothing else is by chance."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def own_address(claimed: str, found: str) -> str:
    """The address that a page gives as its own, where that is on the host it was found at; else where it was found."""
    try:
        same = urlsplit(claimed).hostname == urlsplit(found).hostname
    except ValueError:
        same = False
    return claimed if same else found
