"""Events of a list under their years and months; what is known no better than to the year stands under the year itself. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from events.edtf import civil
from events.timeline.ticks import MONTHS, year_label
from events.timeline.values import Item


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one month ("May"), or of a year of which the month is not known."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Events that begin in one year, by their months in the order of the list."""

    title: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many events it has here."""
        return sum(len(group.items) for group in self.groups)


def years_of(items: Iterable[Item]) -> Iterator[Year]:
    """The events under year and month, each heading once: a year's first day and the year itself begin alike, and would alternate."""
    years: dict[str, dict[str, list[Item]]] = {}
    for item in items:
        year, month = headings(item)
        years.setdefault(year, {}).setdefault(month, []).append(item)
    for title, months in years.items():
        yield Year(title, tuple(Group(month, tuple(members)) for month, members in months.items()))


def headings(item: Item) -> tuple[str, str]:
    """The year and month that an event is listed under: those in which it begins at the earliest."""
    if item.earliest_start is None:
        return "Start unknown", ""
    year, month = civil(item.earliest_start)[:2]
    latest = item.latest_start if item.latest_start is not None else item.earliest_start
    last_year, last_month = civil(latest)[:2]
    if last_year != year:
        return year_label(year), f"or later, up to {year_label(last_year)}"
    return year_label(year), MONTHS[month - 1] if last_month == month else "Month not known"
