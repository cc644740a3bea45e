"""Lines joined to pieces worth sending."""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Final

TOGETHER: Final = 200
"""Lines sent at once: some ten kilobytes, as a server sends each piece by itself."""


def stream(lines: Iterable[str]) -> Iterator[bytes]:
    """The lines in UTF-8, many at once, as a streamed answer sends them."""
    for some in batched(lines, TOGETHER):
        yield "".join(some).encode()
