"""The inside of a child process that reads a foreign file: bytes on standard input, JSON on standard output.

It knows no Django, limits its own memory and time, and starts no further process.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Final

MEMORY: Final = 768 * 1024 * 1024
CPU_SECONDS: Final = 15


class Problem(ValueError):
    """Why there is nothing to read in this file, for a person."""


def answer_with(read: Callable[[bytes], Mapping[str, object]]) -> None:
    """Read what comes in, print what it holds: text, title, site, url, metadata; or the problem."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    raw = sys.stdin.buffer.read()
    try:
        answer = read(raw)
    except Problem as problem:
        answer = {"problem": str(problem)}
    print(json.dumps(answer))
