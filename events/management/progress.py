"""How far a long command has come: a bar on a terminal, a plain line now and then elsewhere."""

import time
from collections.abc import Callable
from typing import Final

from django.core.management.base import OutputWrapper

WIDTH: Final = 30
SECONDS_ON_TERMINAL: Final = 0.1
SECONDS_IN_A_LOG: Final = 10.0


class Progress:
    """Prints how many rows are done. `share` says how much of the whole that is, from 0 to 1."""

    def __init__(
        self, stream: OutputWrapper, share: Callable[[int], float], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.stream, self.share, self.clock = stream, share, clock
        self.terminal = stream.isatty()
        self.started = self.told = clock()
        self.drawn = False

    def __call__(self, count: int) -> None:
        """So many are done; prints nothing where it printed just before."""
        now = self.clock()
        if now - self.told < (SECONDS_ON_TERMINAL if self.terminal else SECONDS_IN_A_LOG):
            return
        self.told, self.drawn = now, True
        share = min(1.0, max(0.0, self.share(count)))
        rate = count / max(now - self.started, 0.001)
        figures = f"{share:4.0%}  {count:,} rows, {rate:,.0f} a second"
        if self.terminal:
            done = round(share * WIDTH)
            self.stream.write(f"\r{'█' * done}{'░' * (WIDTH - done)} {figures}  ", str, ending="")
        else:
            self.stream.write(figures, str)
        self.stream.flush()

    def done(self) -> None:
        """Leave the bar's line, if one was drawn."""
        if self.terminal and self.drawn:
            self.stream.write("\r" + " " * (WIDTH + 60) + "\r", str, ending="")
            self.stream.flush()
