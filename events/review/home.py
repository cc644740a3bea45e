"""The desk's front page: what waits, what changed, and how deciding goes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.utils import timezone

from events.models import Article, Decision, Event, Look, Proposal, Report
from events.models.decisions import SETTLING
from events.review.queue import decided_today
from events.review.watching import watch_list

DAYS: Final = 15
"""Days of the charts."""
MONTH: Final = timedelta(days=30)
SHORTEST: Final = 1
"""Seconds: decisions closer than that were made together, by one key or by a program."""
LONGEST: Final = 300
"""Seconds between two decisions of one editor that still count as one after the other; a longer gap was a break."""
AGES: Final = (
    ("under 1 h", timedelta(0), timedelta(hours=1)),
    ("1–6 h", timedelta(hours=1), timedelta(hours=6)),
    ("6–24 h", timedelta(hours=6), timedelta(days=1)),
    ("1–3 days", timedelta(days=1), timedelta(days=3)),
    ("older", timedelta(days=3), None),
)
PUBLISHERS: Final = 8
RECENT: Final = 12
LATE: Final = 10
"""Events without an outcome that are listed."""
MOST_DECISIONS: Final = 20_000
"""Decisions looked at for the seconds; more are cut off at the old end."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of deciding: how many of each act, and the median seconds of one (None: too few)."""

    day: date
    acts: dict[str, int]
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Source:
    """How a publisher's proposals fared in the last thirty days: decided, and how many of them as proposed."""

    name: str
    decided: int
    unchanged: int

    @property
    def share(self) -> int:
        """Accepted as proposed, in per cent."""
        return round(100 * self.unchanged / self.decided)


@dataclass(frozen=True, slots=True)
class Home:
    """All that the front page shows. Shares are per cent of what was decided, None where nothing was."""

    proposals: int
    articles: int
    old: int
    today: int
    share: int | None
    share_before: int | None
    seconds: float | None
    ages: tuple[tuple[str, int], ...]
    days: tuple[Day, ...]
    sources: tuple[Source, ...]
    late: Sequence[Event]
    late_count: int
    watched: Sequence[Look]
    reports: int
    recent: Sequence[Decision]


def home(editor: User, *, at: datetime | None = None) -> Home:
    """The front page as it stands. Runs sixteen queries, whatever has been decided."""
    at = at or timezone.now()
    days = days_of(at)
    ages = waiting_by_age(at)
    late = Event.objects.without_outcome(int(at.timestamp()) // 60)
    week = [gap for day in recent_gaps(at, timedelta(days=7)).values() for gap in day]
    return Home(
        proposals=sum(count for _, count in ages),
        articles=Article.objects.with_open_proposals().count(),
        old=ages[-1][1],
        today=decided_today(editor, at=at),
        share=unchanged_share(at - MONTH, at),
        share_before=unchanged_share(at - 2 * MONTH, at - MONTH),
        seconds=round(median(week), 1) if week else None,
        ages=ages,
        days=days,
        sources=tuple(sources_of(at - MONTH)),
        late=list(late.order_by("-importance", "latest_end", "pk")[:LATE]),
        late_count=late.count(),
        watched=watch_list(editor),
        reports=Report.objects.open().count(),
        recent=recent_decisions(),
    )


def recent_decisions() -> list[Decision]:
    """The newest decisions about articles and events. Runs one query."""
    rows = Decision.objects.light().select_related("editor", "event", "proposal", "article")
    about = rows.filter(Q(event__isnull=False) | Q(proposal__isnull=False) | Q(act="bulk"))
    return list(about.order_by("-number")[:RECENT])


def waiting_by_age(at: datetime) -> tuple[tuple[str, int], ...]:
    """How many proposals wait, by how long their article has been here. Runs one query."""
    counts = {f"age_{i}": Count("pk", filter=aged(at, least, most)) for i, (_, least, most) in enumerate(AGES)}
    found = Proposal.objects.waiting().aggregate(**counts)
    return tuple((name, found[f"age_{i}"]) for i, (name, _, _) in enumerate(AGES))


def aged(at: datetime, least: timedelta, most: timedelta | None) -> Q:
    """Proposals of articles that have been here for so long; what comes from the future counts as new."""
    younger = Q(article__retrieved_at__lte=at - least) if least else Q()
    return younger & (Q(article__retrieved_at__gt=at - most) if most else Q())


def unchanged_share(since: datetime, until: datetime) -> int | None:
    """Of the proposals decided from one moment to before another, how many per cent were accepted as proposed. One query."""
    decided = Decision.objects.filter(act__in=SETTLING, at__gte=since, at__lt=until)
    found = decided.aggregate(all=Count("pk"), same=Count("pk", filter=Q(act="accept")))
    return round(100 * found["same"] / found["all"]) if found["all"] else None


def sources_of(since: datetime) -> Iterable[Source]:
    """The publishers with the most decisions since. Runs one query."""
    decided = Decision.objects.filter(act__in=SETTLING, at__gte=since, article__isnull=False).order_by()
    rows = decided.values_list("article__publisher__name").annotate(
        decided=Count("pk"), unchanged=Count("pk", filter=Q(act="accept"))
    )
    return (Source(*row) for row in rows.order_by("-decided", "article__publisher__name")[:PUBLISHERS])


def days_of(at: datetime) -> tuple[Day, ...]:
    """The last days, today last. Runs one query."""
    today = timezone.localtime(at).date()
    acts: dict[date, Counter[str]] = defaultdict(Counter)
    for act, moment in decided_since(at, timedelta(days=DAYS), "act"):
        acts[timezone.localtime(moment).date()][act] += 1
    gaps = recent_gaps(at, timedelta(days=DAYS))
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    return tuple(Day(day, dict(acts[day]), median(gaps[day]) if len(gaps[day]) > 4 else None) for day in days)


def recent_gaps(at: datetime, span: timedelta) -> dict[date, list[float]]:
    """By day, the seconds from one decision of an editor to their next, without breaks. Runs one query."""
    moments: dict[int, list[datetime]] = defaultdict(list)
    for editor, moment in decided_since(at, span, "editor_id"):
        moments[editor].append(moment)
    gaps: dict[date, list[float]] = defaultdict(list)
    for own in moments.values():
        for before, after in pairwise(own):
            if SHORTEST <= (gap := (after - before).total_seconds()) <= LONGEST:
                gaps[timezone.localtime(after).date()].append(gap)
    return gaps


def decided_since(at: datetime, span: timedelta, field: str) -> list[tuple[Any, datetime]]:
    """A column of each decision on a proposal in a span up to now, with its moment, oldest first."""
    rows = Decision.objects.filter(act__in=SETTLING, at__gt=at - span, at__lte=at).order_by("-number")
    return list(reversed(rows.values_list(field, "at")[:MOST_DECISIONS]))
