"""Records into rows, by the million: whole or not at all, as one Decision of a named person."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import batched, chain
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction

from events.imports.dates import read
from events.imports.names import Actors, Names, Places, Publishers, Tags
from events.imports.records import ADDRESS, Record, Where, Who
from events.imports.shortcuts import shortcuts
from events.imports.tables import Table, identifiers
from events.models import Article, Decision, Event, Mention, Reading
from events.models.decisions import lock_chain
from events.models.rights import check_right
from events.review.readings import known_since, latest_day

CHUNK: Final = 5_000
"""Records held at once, about 20 MB with all their rows; larger chunks were not faster, on either database."""
ANALYZE_FROM: Final = 500
"""Rows from which an import may change how full tables are: PostgreSQL joined 20,000 rows in a table it took for empty row by row, for half a minute."""
ANALYZE_SHARE: Final = 10
"""Of so many events one must be new, that the planner is told anew: looking through a million takes seconds."""

EVENT: Final = (
    "id",
    "title",
    "edtf",
    "earliest_start",
    "latest_start",
    "earliest_end",
    "latest_end",
    "type",
    "status",
    "importance",
    "summary",
    "country",
    "latitude",
    "longitude",
    "place_id",
    "known_from",
    "state",
)
DATED: Final = ("edtf", "earliest_start", "latest_start", "earliest_end", "latest_end", "status", "place_id")
ARTICLE: Final = (
    "id",
    "publisher_id",
    "url",
    "published_on",
    "date_known",
    "origin",
    "content_hash",
    "retrieved_at",
)
NO_TEXT: Final = Article.hash_of("")
MENTION: Final = ("event_id", "article_id", *DATED, "place_name")
READING: Final = ("event_id", *DATED, "importance", "known_from", "known_assumed", "shown_from")


class NothingToLoad(ValueError):
    """There was not one record: no decision is made of nothing."""


class AlreadyLoaded(ValueError):
    """The same file was imported before; the message says when and by whom."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an import did: how many events, as which decision, with which SHA-256 of its records."""

    count: int
    decision: Decision
    sha256: str


def load(
    records: Iterable[Record],
    *,
    editor: User | AnonymousUser,
    publish: bool,
    facts: dict[str, Any],
    again: bool = False,
    progress: Callable[[int], None] = lambda count: None,
) -> Loaded:
    """Write all records as events, published or as drafts. One transaction, one Decision; memory does not grow with them.

    `facts` (such as the file's name) stand in the Decision beside count and SHA-256. Editors' decisions wait meanwhile.
    Raises NotAllowed, NothingToLoad, and AlreadyLoaded where the same records came before and not `again`.
    """
    editor = check_right(editor, doing="import")
    with transaction.atomic():
        lock_chain()
        writer = Writer(publish=publish, rev=Decision.objects.latest_number() + 1)
        digest = hashlib.sha256()
        with shortcuts():
            for chunk in batched(records, CHUNK):
                digest.update("".join(record.line() for record in chunk).encode("utf-8"))
                writer.write(chunk)
                progress(writer.count)
        if not writer.count:
            raise NothingToLoad("There is nothing to import: not one row can become an event.")
        if not again:
            refuse_known(sha256=digest.hexdigest())
        known = {"count": writer.count, "sha256": digest.hexdigest(), "state": writer.state}
        known |= {"first": writer.first, "last": writer.last}
        decision = Decision.append("import", editor=editor, after=known | facts)
    if writer.count >= ANALYZE_FROM and writer.count * ANALYZE_SHARE >= Event.objects.count():
        refresh_statistics()
    return Loaded(writer.count, decision, digest.hexdigest())


def refuse_known(**facts: str) -> None:
    """Raise AlreadyLoaded where an import of the same SHA-256 was made before. Runs one query."""
    same = {f"after__{name}": value for name, value in facts.items()}
    imports = Decision.objects.filter(act="import", **same).exclude(number__in=Decision.objects.taken_back())
    before = imports.select_related("editor").first()
    if before:
        what = f"{before.after['count']:,} events, decision {before.number}"
        raise AlreadyLoaded(
            f"The same was imported on {before.at:%Y-%m-%d} by {before.editor} ({what}). "
            "Its rows are not compared one by one: with --again they all come in a second time."
        )


class Writer:
    """Writes chunks of records with all that hangs on them; the rows are shown as of decision `rev`."""

    def __init__(self, *, publish: bool, rev: int) -> None:
        self.state, self.rev, self.count = ("published" if publish else "draft"), rev, 0
        self.first = self.last = 0  # the numbers of its events: no other act makes one while the chain is locked
        self.dates: dict[str, tuple[Any, ...]] = {}
        self.events, self.articles = Table(Event, *EVENT), Table(Article, *ARTICLE)
        self.mentions, self.readings = Table(Mention, *MENTION), Table(Reading, *READING)
        self.actor_links = Table(Event.actors.through, "event_id", "actor_id")
        self.tag_links = Table(Event.tags.through, "event_id", "tag_id")
        self.actors: Names[Who] = Names(Actors())
        self.places: Names[Where] = Names(Places())
        self.tags: Names[str] = Names(Tags())
        self.publishers: Names[str] = Names(Publishers())
        self.now = moment_as_stored()

    def write(self, chunk: tuple[Record, ...]) -> None:
        """Write one chunk: about twelve statements, whatever its size."""
        self.prepare(chunk)
        pairs = list(zip(identifiers(Event, len(chunk)), chunk, strict=True))
        self.dates = {record.edtf: dated(record.edtf) for record in chunk}
        self.events.write(self.event_row(pk, record) for pk, record in pairs)
        self.actor_links.write((pk, actor) for pk, r in pairs for actor in {self.actors[a] for a in r.actors})
        self.tag_links.write((pk, self.tags[tag]) for pk, r in pairs for tag in dict.fromkeys(r.tags))
        articles = self.write_articles(chunk)
        self.write_mentions([pair for pair in pairs if pair[1].source_url], articles)
        if self.state == "published":
            self.write_readings(pairs, articles)
        self.first, self.last = self.first or pairs[0][0], pairs[-1][0]
        self.count += len(chunk)

    def prepare(self, chunk: tuple[Record, ...]) -> None:
        """Have the rows of every name in the chunk."""
        self.actors.prepare(chain.from_iterable(record.actors for record in chunk))
        self.tags.prepare(chain.from_iterable(record.tags for record in chunk))
        self.places.prepare(record.place for record in chunk if record.place)
        self.publishers.prepare(host_of(record.source_url) for record in chunk if record.source_url)

    def event_row(self, pk: int, record: Record) -> tuple[Any, ...]:
        """The columns of EVENT."""
        what = (record.type, record.status, record.importance, record.summary)
        where = (record.country or (record.place.country if record.place else ""), record.latitude, record.longitude)
        known = iso(record.known_from)
        return (pk, record.title, *self.dates[record.edtf], *what, *where, self.place_of(record), known, self.state)

    def write_articles(self, chunk: tuple[Record, ...]) -> dict[str, tuple[int, date | None]]:
        """The article of each address in the chunk with its publication date; those not here yet are made without text."""
        told = {record.source_url: record.published_on for record in chunk if record.source_url}
        found = articles_by_url(list(told))
        missing = {url: day for url, day in told.items() if url not in found}
        made = dict(zip(missing, identifiers(Article, len(missing)), strict=True)) if missing else {}
        self.articles.write(self.article_row(pk, url, missing[url]) for url, pk in made.items())
        return found | {url: (pk, missing[url]) for url, pk in made.items()}

    def article_row(self, pk: int, url: str, published_on: date | None) -> tuple[Any, ...]:
        """The columns of ARTICLE."""
        known = "entered" if published_on else ""
        own = (self.publishers[host_of(url)], url, iso(published_on), known, "import", NO_TEXT, self.now)
        return (pk, *own)

    def write_mentions(self, pairs: list[tuple[int, Record]], articles: dict[str, tuple[int, date | None]]) -> None:
        """One mention without a quote for each event that has a source."""
        self.mentions.write(
            (pk, articles[record.source_url][0], *self.dated(record), record.place.name if record.place else "")
            for pk, record in pairs
        )

    def write_readings(self, pairs: list[tuple[int, Record]], articles: dict[str, tuple[int, date | None]]) -> None:
        """One reading for each event: all that is known of it comes from this import."""
        self.readings.write(
            (pk, *self.dated(r), r.importance, *known_of(r, articles.get(r.source_url)), self.rev) for pk, r in pairs
        )

    def dated(self, record: Record) -> tuple[Any, ...]:
        """The columns of DATED."""
        return (*self.dates[record.edtf], record.status, self.place_of(record))

    def place_of(self, record: Record) -> int | None:
        """The key of its place."""
        return self.places[record.place] if record.place else None


def dated(edtf: str) -> tuple[str, int | None, int | None, int | None, int | None]:
    """A date with its four bounds, as the columns have them."""
    bounds = read(edtf)[1]
    return edtf, bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end


def known_of(record: Record, article: tuple[int, date | None] | None) -> tuple[int, bool]:
    """The day since which an event is known: as the import gives it, else when its source was published, else assumed."""
    given = record.known_from or (article[1] if article else None)
    return known_since(given, latest_day(read(record.edtf)[1]))


def articles_by_url(urls: list[str]) -> dict[str, tuple[int, date | None]]:
    """The articles without text that stand for these addresses. Runs one query, on the index of such addresses alone."""
    article = Article._meta.db_table
    postgres = connection.vendor == "postgresql"
    among = "= ANY(%s)" if postgres else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        # Written out, because only a literal '' lets SQLite see that its partial index holds all of them.
        held = " FOR KEY SHARE" if postgres else ""
        asked = f"SELECT url, id, published_on FROM {article} WHERE text = '' AND url {among}{held}"
        cursor.execute(asked, [urls if postgres else json.dumps(urls)])
        return {url: (pk, date.fromisoformat(day) if isinstance(day, str) else day) for url, pk, day in cursor}


def host_of(url: str) -> str:
    """The host of an address without its www."""
    found = ADDRESS.match(url)
    return found["host"].lower()[:200] if found else "unknown"


def moment_as_stored() -> datetime | str:
    """The moment as the database stores it: SQLite as text, written once and not for every row."""
    now = datetime.now(UTC)
    return now if connection.vendor == "postgresql" else str(now.replace(tzinfo=None))


def iso(day: date | None) -> str | None:
    """A day as both databases take it."""
    return day.isoformat() if day else None


def refresh_statistics() -> None:
    """Tell the planner how full the tables are now."""
    with connection.cursor() as cursor:
        for model in (Event, Article, Mention, Reading, Event.actors.through, Event.tags.through):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
