"""The read index of this process: built from what is shown, kept in step with the decisions, shared by all requests."""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
from django.conf import settings
from django.db import connections, router
from pyroaring import BitMap

from events.models import Decision, Reading
from events.timeline.columns import Columns
from events.timeline.loading import load_columns, load_names
from events.timeline.memory import give_back
from events.timeline.names import DIMENSIONS, Names, vocabulary
from events.timeline.rowsets import array_of, rowset
from events.timeline.segment import Segment
from events.timeline.snapshot import Snapshot, Unusable, read, write

LEAST_CHANGES: Final = 2_000
"""Changed events that always stand beside the main segment before all is built anew: rebuilding costs more only above 10,000."""
MOST_CHANGES: Final = 50
"""One in so many events may have changed before all is built anew: a second segment this small costs a request little."""
LEAST_KEPT: Final = 20_000
"""Rows from which a snapshot is kept; fewer are read from the database in a fraction of a second."""
KEPT_REVISIONS: Final = 4
"""Past states kept at hand, for readers who follow one citation."""


@dataclass(frozen=True, slots=True)
class Generation:
    """What the database shows: the latest decision's number and digest, and the newest reading."""

    number: int
    digest: str
    reading: int


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and those of its rows that count."""

    segment: Segment
    rows: BitMap


class Index:
    """All that is shown at one generation. Never changed after it is made, but for what it keeps at hand."""

    def __init__(
        self,
        generation: Generation,
        names: dict[str, Names],
        base: Segment,
        changed: frozenset[int] = frozenset(),
        recent: Segment | None = None,
    ) -> None:
        """`recent` holds the events `changed` since `base` was built, whose rows there no longer count."""
        self.generation, self.names = generation, names
        self.base, self.changed, self.recent = base, changed, recent
        self.texts: dict[Any, Any] = {}
        self.overviews: dict[Any, Any] = {}
        self.asked: dict[Any, Any] = {}
        self.items: dict[Any, Any] = {}
        self.revisions: dict[int, list[Part]] = {}
        self.whole_countries: list[int] | None = None
        self.parts = [Part(base, base.everything)]
        if recent is not None:
            stale = rowset(np.sort(base.rows_of_events(np.array(sorted(changed), np.int64))))
            self.parts = [Part(base, base.everything - stale), Part(recent, recent.everything)]

    def folded(self) -> "Index":
        """The same with all rows in one segment. A second for a million rows, and no query."""
        if self.recent is None:
            return self
        kept = [part.segment.columns.take(array_of(part.rows)) for part in self.parts]
        return Index(self.generation, self.names, Segment(Columns.joined(kept), counts_of(self.names)))


_LATEST: Final = (
    "SELECT d.number, d.digest, (SELECT max(id) FROM events_reading) FROM (SELECT max(number) AS number FROM events_decision) n "
    "LEFT JOIN events_decision d ON d.number = n.number"
)
log = logging.getLogger(__name__)
_lock: Final = Lock()
_kept: dict[str, Index] = {}
_held: Final[ContextVar[dict[str, Index] | None]] = ContextVar("held", default=None)


@contextmanager
def one_state() -> Iterator[None]:
    """Within it the index stays the one first asked for: a page is of one state, and asks once what that is."""
    before = _held.set({})
    try:
        yield
    finally:
        _held.reset(before)


def current() -> Index:
    """The index of what the database shows now; one query where nothing has changed since the last request.

    A change is paid for by the first request after it. Two requests of one process do not both pay.
    """
    name = router.db_for_read(Reading)
    # A replica has the name of its primary, and may be behind it.
    place = f"{name}: {connections[name].settings_dict['NAME']}"
    held = _held.get()
    if held is None:
        return _current(place)
    if place not in held:
        held[place] = _current(place)
    return held[place]


def _current(place: str) -> Index:
    """The index of the database at this place."""
    index, generation = _kept.get(place), latest()
    if index is not None and index.generation == generation:
        return index
    with _lock:
        # Another thread may have moved it on while this one waited: what this one saw of the database is then the past.
        index, generation = _kept.get(place), latest()
        while index is None or index.generation != generation:
            index = refreshed(index, generation) if index else started(generation)
            # What was committed while this was read is read again, so that no answer mixes two states.
            generation = latest()
        if _kept.get(place) is None or _kept[place].base is not index.base:
            give_back()
        _kept[place] = index
    return index


def latest() -> Generation:
    """The generation of the database. Runs one query."""
    with connections[router.db_for_read(Reading)].cursor() as cursor:
        cursor.execute(_LATEST)
        number, digest, reading = cursor.fetchone()
    return Generation(number or 0, digest or "", reading or 0)


def started(generation: Generation, *, beyond: int = -1) -> Index:
    """The index from the snapshot where there is one of this database, newer than decision `beyond`; else read anew."""
    try:
        snapshot = read(snapshot_path())
        before = Generation(**snapshot.facts)
    except (Unusable, TypeError) as reason:
        log.info("The timeline is read from the database: %s", reason)
        return built(generation)
    if before.number <= beyond or not follows(before, generation):
        return built(generation)
    base = Segment(snapshot.columns, counts_of(snapshot.names), known=snapshot.known)
    snapshot.let_go()
    return Index(before, snapshot.names, base)


def built(generation: Generation) -> Index:
    """The index of everything that is shown, read anew and kept as a snapshot. Runs nine queries."""
    names = vocabulary()
    columns = load_columns(names)
    load_names(names)
    return kept(Index(generation, names, Segment(columns, counts_of(names))))


def kept(index: Index) -> Index:
    """The same index; where it is large, its rows are written to the snapshot and from now on read from there."""
    path, base = snapshot_path(), index.base
    if base.count >= LEAST_KEPT:
        written = write(path, Snapshot(asdict(index.generation), index.names, base.columns, base.sorted()))
        if written is not None:
            base.read_from(written.columns, written.known)
    return index


def snapshot_path() -> Path:
    """Where the snapshot of this database is kept."""
    known = connections[router.db_for_read(Reading)].settings_dict
    place = "\n".join(str(known.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME"))
    return Path(settings.VAR) / f"timeline-{sha256(place.encode()).hexdigest()[:16]}.index"


def refreshed(index: Index, generation: Generation) -> Index:
    """The index brought to a newer generation: changed events are read again into a small segment of their own."""
    before = index.generation
    if not follows(before, generation) or Decision.objects.redacted_since(before.number):
        return built(generation)
    most = max(LEAST_CHANGES, index.base.count // MOST_CHANGES)
    if generation.reading - before.reading > most:
        # As after an import: another worker, or the import itself, may have read it all already.
        return started(generation, beyond=before.number)
    new = changed_since(before)
    if len(new) > most:
        return built(generation)
    if len(new | index.changed) > most:
        index = kept(index.folded())
    changed = index.changed | new
    names = {name: known.copy() for name, known in index.names.items()}
    columns = load_columns(names, changed)
    load_names(names, new_names(counts_of(index.names), names))
    return Index(generation, names, index.base, frozenset(changed), Segment(columns, counts_of(names)))


def follows(before: Generation, after: Generation) -> bool:
    """Whether an older generation is in the past of this database: not where it was restored or exchanged."""
    if after.number < before.number or after.reading < before.reading:
        return False
    digests = Decision.objects.filter(number=before.number).values_list("digest", flat=True)
    return (digests.first() or "") == before.digest


def changed_since(before: Generation) -> set[int]:
    """The events that any later decision touches, with their readings that are new or closed since. Runs four queries.

    Decisions are numbered under a lock and before their readings are written, so new readings have higher ids.
    """
    closed = Reading.objects.filter(shown_until__gt=before.number)
    new = Reading.objects.filter(pk__gt=before.reading)
    read = {event for rows in (closed, new) for event in rows.order_by().values_list("event_id", flat=True).iterator()}
    return read | Decision.objects.events_since(before.number)


def new_names(met: dict[str, int], names: dict[str, Names]) -> dict[str, Collection[int]]:
    """The ids of rows whose name is to be read: those beyond the number of codes met before."""
    rows = ("actor", "place", "source", "tag")
    return {name: [key for key in names[name].keys[met[name] :] if isinstance(key, int)] for name in rows}


def counts_of(names: dict[str, Names]) -> dict[str, int]:
    """How many codes each dimension has."""
    return {name: len(names[name]) for name in DIMENSIONS}


def as_shown(index: Index, rev: int) -> list[Part]:
    """The segments with the rows that were shown after decision `rev`; what was closed since is read again, once."""
    if rev >= index.generation.number:
        return index.parts
    found = index.revisions.get(rev)
    if found is None:
        found = _revision(index, rev)
        while len(index.revisions) >= KEPT_REVISIONS:
            index.revisions.pop(next(iter(index.revisions)))
        index.revisions[rev] = found
    return found


def _revision(index: Index, rev: int) -> list[Part]:
    closed = Reading.objects.filter(shown_until__gt=rev, shown_from__lte=rev)
    events = {*closed.order_by().values_list("event_id", flat=True)}
    names = index.names
    met = counts_of(names)
    past = Segment(load_columns(names, events, rev=rev), counts_of(names))
    load_names(names, new_names(met, names))
    again = np.array(sorted(events), np.int64)
    parts = []
    for part in index.parts:
        gone = rowset(np.sort(part.segment.rows_of_events(again)))
        parts.append(Part(part.segment, (part.rows & part.segment.shown_since(rev)) - gone))
    return [*parts, Part(past, past.everything)]
