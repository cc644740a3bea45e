"""What operators and their machines ask: is it alive, is it ready, how is it doing."""

import os
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from events.models import Article, Event, Proposal
from events.models.replica import public_reads
from events.timeline.index import current
from events.views import keeping

TEXT: Final = "text/plain; charset=utf-8"
LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})
STARTED: Final = time.time()


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its name, its kind, what it means, and its value for each set of labels ("" for none)."""

    name: str
    kind: str
    words: str
    values: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        """As Prometheus reads it."""
        told = "".join(f"{self.name}{labels} {value:.15g}\n" for labels, value in self.values)
        return f"# HELP {self.name} {self.words}\n# TYPE {self.name} {self.kind}\n{told}"


@csrf_exempt  # They take nothing, so who sends something hears 405 and not of a cookie.
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """That this process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type=TEXT)


@csrf_exempt
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether requests can be answered: 503 with what is missing where they cannot. Builds the index where its worker has none yet."""
    told = {name: holds(check) for name, check in CHECKS.items()}
    words = "".join(f"{name}: {'ready' if there else 'not ready'}\n" for name, there in told.items())
    return HttpResponse(words, content_type=TEXT, status=200 if all(told.values()) else 503)


def holds(check: Callable[[], bool]) -> bool:
    """Whether a check holds; no where the database does not answer."""
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def database_answers() -> bool:
    """Whether each database answers."""
    for name in connections:
        with connections[name].cursor() as cursor:
            cursor.execute("SELECT 1")
    return True


def migrations_are_applied() -> bool:
    """Whether the primary has every migration of this code."""
    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def index_is_readable() -> bool:
    """Whether the timeline's index can be read, as the public reads it."""
    with public_reads():
        return current().generation.number >= 0


CHECKS: Final = {"database": database_answers, "migrations": migrations_are_applied, "index": index_is_readable}


@csrf_exempt
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the text format of Prometheus, for who asks from this machine or knows METRICS_TOKEN; 404 for others."""
    if not may_measure(request):
        raise Http404
    return HttpResponse("".join(map(str, measures())), content_type="text/plain; version=0.0.4; charset=utf-8")


def may_measure(request: HttpRequest) -> bool:
    """Whether the figures are for who asks: with the token where one is set, else straight from this machine."""
    if settings.METRICS_TOKEN:
        return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}")
    passed_on = any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host"))
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not passed_on


def measures() -> Iterator[Measure]:
    """Every figure. Runs six queries. What begins with `process` is of the process that answers, as is the index."""
    index = current()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    yield gauge("dateline_generation", "Number of the newest decision.", index.generation.number)
    yield gauge("dateline_events_published", "Events that everybody sees.", Event.objects.published().count())
    yield gauge("dateline_articles", "Articles taken in.", Article.objects.count())
    yield gauge("dateline_proposals_waiting", "Proposals that wait.", Proposal.objects.waiting().count())
    yield gauge("dateline_index_rows", "Readings in the index.", sum(len(part.rows) for part in index.parts))
    yield gauge("dateline_answers_kept_bytes", "Public answers that are kept.", keeping.size())
    answers = ((f'{{how="{how}"}}', float(count)) for how, count in sorted(keeping.counts().items()))
    yield Measure("dateline_public_answers_total", "counter", "Public answers, by what they cost.", tuple(answers))
    seconds = usage.ru_utime + usage.ru_stime
    yield Measure("process_cpu_seconds_total", "counter", "CPU time.", (("", seconds),))
    yield gauge("process_resident_memory_bytes", "Memory.", memory())
    yield gauge("process_start_time_seconds", "When it started.", STARTED)


def gauge(name: str, words: str, value: float) -> Measure:
    """A figure that may fall as well as rise."""
    return Measure(name, "gauge", words, (("", value),))


def memory() -> int:
    """The bytes of memory that this process has now; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
