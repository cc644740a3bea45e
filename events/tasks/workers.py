"""What a worker does beside its jobs: signs of life, leases renewed, lost jobs put back, what is due started, what is old cleared."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Final

from django.db import DatabaseError, connection

from events.tasks.clearing import clear
from events.tasks.jobs import reap
from events.tasks.leases import renew, sign_of_life
from events.tasks.schedule import start_due

EVERY: Final = 10.0
"""Seconds between two signs of life: a lease outlasts eight that are missed, as under a long import's lock."""
ROUNDS: Final = 360
"""Rounds from one clearing to the next: an hour."""
log: Final = logging.getLogger(__name__)


def turn(name: str) -> None:
    """One round: cheap, and safe at any time in any number of workers."""
    sign_of_life(name)
    renew()
    reap()
    start_due()


@contextmanager
def alive(name: str) -> Iterator[None]:
    """Give signs of life for as long as the block runs, the first at once, the others beside it."""
    over = threading.Event()
    beside = threading.Thread(target=keep_turning, args=(name, over), daemon=True)
    turn(name)
    beside.start()
    try:
        yield
    finally:
        over.set()


def keep_turning(name: str, over: threading.Event) -> None:
    """Rounds until it is over, the first and then one an hour with a clearing; a round that the database refuses is left out."""
    for number in count():
        if over.wait(EVERY):
            return
        try:
            turn(name)
            if number % ROUNDS == 0:
                clear()
        except DatabaseError:
            log.warning("A worker's round was left out", exc_info=True)
        finally:
            connection.close()
