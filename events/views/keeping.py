"""Public answers that this process keeps: what many readers ask for is written once a generation.

Keys hold the ETag, so that a kept answer is never out of date; the oldest go when there is no more room.
"""

from collections import Counter, OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpResponse

SHARE: Final = 16
"""One answer takes at most this part of the room."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent."""

    headers: tuple[tuple[str, str], ...]
    content: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "Kept":
        """What there is to keep of an answer."""
        return cls(tuple(response.headers.items()), response.content)

    def answer(self) -> HttpResponse:
        """The same answer again."""
        return HttpResponse(self.content, headers=dict(self.headers))


_answers: OrderedDict[Hashable, Kept] = OrderedDict()
_counts: Counter[str] = Counter({"unchanged": 0, "kept": 0, "made": 0})
_lock: Final = Lock()


def kept(key: Hashable) -> Kept | None:
    """The answer of this key, None where it is not kept."""
    with _lock:
        found = _answers.get(key)
        if found is not None:
            _answers.move_to_end(key)
        return found


def keep(key: Hashable, answer: Kept) -> None:
    """Keep an answer, in the place of those longest not asked for."""
    room = settings.KEPT_ANSWERS_MB * 1_000_000
    if len(answer.content) * SHARE > room:
        return
    with _lock:
        _answers[key] = answer
        used = sum(len(other.content) for other in _answers.values())
        while used > room:
            _, gone = _answers.popitem(last=False)
            used -= len(gone.content)


def size() -> int:
    """The bytes of all that is kept."""
    with _lock:
        return sum(len(answer.content) for answer in _answers.values())


def count(how: str) -> None:
    """Count an answer: "unchanged" (304), "kept" or "made"."""
    with _lock:
        _counts[how] += 1


def counts() -> dict[str, int]:
    """How many answers of each kind this process has given."""
    with _lock:
        return dict(_counts)


def forget() -> None:
    """Keep nothing any more."""
    with _lock:
        _answers.clear()
