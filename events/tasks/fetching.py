"""Asking for the job that takes an article in from its address, and how it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import AnonymousUser, User

from events.intake.addresses import target_of
from events.intake.articles import PublicationDate, Submission
from events.models import Job
from events.models.rights import check_right
from events.tasks.articles import wanted
from events.tasks.jobs import start

KIND: Final = "fetch"


@dataclass(frozen=True, slots=True)
class Fetch:
    """How a job stands: what was asked for, the article that it took in, and the days to choose from where none was certain."""

    job: Job
    wanted: Submission
    article: int | None
    dates: tuple[PublicationDate, ...]


def ask_for_article(given: Submission, *, editor: User | AnonymousUser) -> Job:
    """Have the article at the address of `given` taken in, with what else is said of it there.

    Raises NotAllowed, and CannotFetch for what is no public address by its form alone.
    """
    person = check_right(editor, doing="take articles in")
    target_of(given.url)
    days = {"published_on": given.published_on, "picked": given.picked}
    told = {"url": given.url, "publisher": given.publisher, "headline": given.headline}
    told |= {name: day.isoformat() if day else "" for name, day in days.items()}
    return start(KIND, f"Fetching {given.url}", argument=told, asked_by=person)


def fetch_of(number: int) -> Fetch | None:
    """The job of this number, if it is one of these. Runs one query."""
    job = Job.objects.filter(pk=number, kind=KIND).first()
    if job is None:
        return None
    found = job.argument.get("dates", ())
    dates = tuple(PublicationDate(date.fromisoformat(day), how, tuple(reasons)) for day, how, reasons in found)
    return Fetch(job, wanted(job.argument), job.argument.get("article"), dates)
