"""Errors that readers report: taken in from anybody, answered by editors."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from events.models import Decision, Event, Report
from events.models.decisions import lock_chain
from events.models.rights import check_right
from events.review.amendments import reason_problem

MOST_AN_HOUR: Final = 5
"""Reports of one sender in an hour: more than a careful reader finds, too few to flood the desk."""
LONGEST: Final = 2000
LONGEST_CONTACT: Final = 200


class BadReport(ValueError):
    """It cannot be taken; the message says what to do."""


class TooMany(BadReport):
    """The sender has reported too much within an hour."""


class Answered(ValueError):
    """Somebody has answered it already."""


def report(event: Event, text: str, *, contact: str = "", sender: str = "", at: datetime | None = None) -> Report:
    """Keep what a reader says is wrong with an event, for the editors. Raises BadReport, TooMany. Runs up to two queries."""
    now = at or timezone.now()
    text, contact = (given.replace("\x00", "").strip() for given in (text, contact))
    if not text:
        raise BadReport("Say what is wrong, and if you can, where it says so.")
    if len(text) > LONGEST or len(contact) > LONGEST_CONTACT:
        raise BadReport(f"Say it in at most {LONGEST:,} characters, and how to reach you in {LONGEST_CONTACT}.")
    if sender and Report.objects.sent_since(sender, now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise TooMany("That is the most that one sender reports in an hour. Come back later: what you sent is kept.")
    return Report.objects.create(event=event, text=text, contact=contact, sender=sender, made_at=now)


def sender_of(address: str, *, at: datetime | None = None) -> str:
    """A mark that tells one network address from another for one day, and leads back to none without the secret key."""
    day = (at or timezone.now()).date().isoformat()
    return hashlib.sha256(f"{settings.SECRET_KEY} {day} {address}".encode()).hexdigest()


@transaction.atomic
def answer(found: Report, words: str, *, editor: User | AnonymousUser) -> Decision:
    """Close a report with what was done about it. Raises NotAllowed, BadReport, Answered."""
    person, words = check_right(editor), words.strip()
    if problem := reason_problem(words) if words else "Say what you did about it: it stays with the event's history.":
        raise BadReport(problem)
    lock_chain()
    if Report.objects.filter(pk=found.pk, state="open").update(state="answered", answer=words) == 0:
        raise Answered("Somebody has answered this report already.")
    return Decision.append("answer", editor=person, event=found.event, before={"report": found.text}, reason=words)
