"""When events last changed: the latest decision that touched each, the import that brought it in included."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from events.models import Decision, Reading

BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


def changed_at(events: Collection[int]) -> dict[int, datetime]:
    """The time of the last decision on each of some events. Runs three queries."""
    numbers = Reading.objects.last_decisions(events)
    for event, number in Decision.objects.last_of(events).items():
        numbers[event] = max(number, numbers.get(event, 0))
    times = Decision.objects.times(set(numbers.values()))
    return {event: times.get(number, BEGINNING) for event, number in numbers.items()}


def last_change() -> datetime:
    """The time of the newest decision of all; the beginning of 1970 before the first. Runs one query."""
    latest = Decision.objects.order_by("-number").values_list("at", flat=True).first()
    return latest or BEGINNING
