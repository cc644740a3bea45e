"""Where a page of the API ends: opaque to who asks, so that its form may change."""

import base64
from typing import Final

from events.timeline.window import Problem

_LARGEST: Final = 2**63 - 1


class NoCursor(ValueError):
    """What was given is no cursor."""


def written(*numbers: int) -> str:
    """The cursor that holds these numbers."""
    return base64.urlsafe_b64encode(".".join(map(str, numbers)).encode()).decode().rstrip("=")


def pair(text: str) -> tuple[int, int]:
    """The two numbers of a cursor; raises NoCursor."""
    numbers = _read(text)
    if len(numbers) != 2:
        raise NoCursor
    return numbers[0], numbers[1]


def single(text: str) -> int:
    """The one number of a cursor; raises NoCursor."""
    numbers = _read(text)
    if len(numbers) != 1:
        raise NoCursor
    return numbers[0]


def _read(text: str) -> list[int]:
    try:
        padded = (text + "=" * (-len(text) % 4)).encode("ascii")
        numbers = [int(part) for part in base64.b64decode(padded, altchars=b"-_", validate=True).split(b".")]
    except ValueError as error:
        raise NoCursor from error
    if any(abs(number) > _LARGEST for number in numbers):
        raise NoCursor
    return numbers


def problem(text: str) -> Problem:
    """What to say of what is no cursor."""
    return Problem("cursor", text, "This is no cursor: take it from “next” of the page before, or leave it out.")
