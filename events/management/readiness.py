"""After a load: the timeline's index brought up at once, so that no reader waits for it."""

import time
from collections.abc import Callable

from events.timeline.index import current


def bring_up(say: Callable[[str], object], *, clock: Callable[[], float] = time.monotonic) -> None:
    """Read what is shown into the index, which keeps it as a snapshot for all workers, and say how long that took."""
    started = clock()
    index = current()
    say(f"The timeline is ready: {sum(len(part.rows) for part in index.parts):,} readings, {clock() - started:.1f} s.")
