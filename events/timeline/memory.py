"""Memory that building took and nobody needs any more, given back to the system."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Let the system have what was freed: the C library keeps it for the process, tens of megabytes at a million events.

    Up to some four milliseconds, so only after what took many times that. Does nothing where the C library is none that can.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
