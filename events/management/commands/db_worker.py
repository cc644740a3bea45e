"""manage.py db_worker: a background worker, with signs of life, leases and a reaper of lost jobs."""

from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands import db_worker

from events.tasks.workers import alive


class Command(db_worker.Command):
    """django-tasks-db's worker, kept alive for the page of jobs."""

    help = "Do the jobs that wait, until stopped; several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Those of django-tasks-db; the code is not watched unless it is asked for."""
        super().add_arguments(parser)
        parser.set_defaults(reload=False)

    def handle(self, *, worker_id: str, **options: Any) -> None:
        """Work, and give signs of life beside it."""
        with alive(worker_id):
            super().handle(worker_id=worker_id, **options)
