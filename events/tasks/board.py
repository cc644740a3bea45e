"""The page of jobs, as one picture."""

from dataclasses import dataclass
from typing import Final

from django_tasks_db import DatabaseBackend

from events.models import Job, Worker
from events.tasks.jobs import run

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Board:
    """The newest jobs, how many are unfinished, and whether a worker is there to do them."""

    jobs: tuple[Job, ...]
    unfinished: int
    worker: bool


def board() -> Board:
    """The jobs as they stand. Runs three queries."""
    return Board(tuple(Job.objects.newest()[:MOST]), Job.objects.unfinished().count(), has_worker())


def works_beside() -> bool:
    """Whether a worker seen within the last minute does the jobs, so that whoever asks for one need not wait. Runs one query."""
    return isinstance(run.get_backend(), DatabaseBackend) and Worker.objects.alive().exists()


def has_worker() -> bool:
    """Whether somebody does the jobs: a worker seen within the last minute, or whoever asks for them. Runs one query."""
    return not isinstance(run.get_backend(), DatabaseBackend) or Worker.objects.alive().exists()
