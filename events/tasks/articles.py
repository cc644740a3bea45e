"""The job of taking an article in from its address."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from events.intake.articles import DateNeeded, Submission, over, receive
from events.intake.texts import NotText
from events.intake.web import submission_at
from events.models.rights import NotAllowed
from events.tasks.leases import JobFailed, Running


def fetch(running: Running) -> str:
    """The job: fetch the page, read it, take it in. Done a second time it finds the article here."""
    told = running.argument
    given = wanted(told)
    try:
        received = receive(over(submission_at(given.url), given), editor=running.asked_by or AnonymousUser())
    except DateNeeded as error:
        likely = [(found.date.isoformat(), found.how, found.reasons) for found in error.candidates]
        running.change(argument=told | {"dates": likely})
        raise JobFailed(str(error)) from error
    except (NotText, NotAllowed) as error:
        raise JobFailed(str(error)) from error
    running.change(argument=told | {"article": received.article.pk})
    return received.said


def wanted(told: dict[str, Any]) -> Submission:
    """What was asked for, as a job keeps it."""
    day, picked = (date.fromisoformat(told[name]) if told[name] else None for name in ("published_on", "picked"))
    return Submission("", told["publisher"], told["headline"], told["url"], day, picked)
