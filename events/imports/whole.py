"""Acts of chief editors on an import as a whole: publish its drafts, take it back. Few statements, whatever its size."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.db.models import F

from events.imports.load import CHUNK, DATED, READING
from events.imports.tables import Table
from events.models import Decision, Event, Mention, Reading
from events.models.decisions import lock_chain
from events.models.events import EventQuerySet
from events.models.rights import check_oversight
from events.review.amendments import check_reason
from events.review.readings import known_since, latest_day

NOTED: Final = 1000
"""Numbers of events that a decision lists one by one; of more it keeps the count."""


class CannotDo(ValueError):
    """The import does not stand as this act needs it; the message says why."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an import stands: its events by state, how many editors touched since, and the decision that took it back."""

    decision: Decision
    drafts: int
    published: int
    withdrawn: int
    touched: int
    taken_back: Decision | None

    @property
    def whole(self) -> bool:
        """Whether it can be acted on: imports of before this was kept have no numbers of their events."""
        return "first" in self.decision.after


def standing(imported: Decision) -> Standing:
    """How an import stands. Runs three queries."""
    back = Decision.objects.on_imports().filter(act="take_back", after__import=imported.number).first()
    if "first" not in imported.after:
        return Standing(imported, 0, 0, 0, 0, back)
    rows = events_of(imported)
    drafts, published, withdrawn = (rows.filter(state=state).count() for state in ("draft", "published", "withdrawn"))
    return Standing(imported, drafts, published, withdrawn, touched(imported).count(), back)


def events_of(imported: Decision) -> EventQuerySet:
    """The events that an import brought. Raises CannotDo for imports that kept no numbers."""
    if imported.act != "import" or "first" not in imported.after:
        raise CannotDo("This import did not keep which events it brought: withdraw them one by one.")
    return Event.objects.of_import(imported.after["first"], imported.after["last"])


def touched(imported: Decision) -> EventQuerySet:
    """Those of its events that somebody decided on since: edited, merged with an article, withdrawn, answered for."""
    rows, first, last = events_of(imported), imported.after["first"], imported.after["last"]
    later = Decision.objects.filter(number__gt=imported.number, event_id__gte=first, event_id__lte=last)
    return rows.filter(pk__in=later.order_by().values("event_id"))


@transaction.atomic
def publish(
    imported: Decision, *, editor: User | AnonymousUser, progress: Callable[[int], None] = lambda count: None
) -> Decision:
    """Publish the drafts of an import, all or none, as one Decision. Raises NotAllowed, CannotDo."""
    chief = check_oversight(editor)
    lock_chain()
    check_there(imported)
    drafts = events_of(imported).filter(state="draft")
    if not (count := drafts.count()):
        raise CannotDo("Nothing of this import is a draft: there is nothing to publish.")
    done = Decision.append("publish", editor=chief, after=of(imported) | {"count": count})
    table, written = Table(Reading, *READING), 0
    for chunk in chunks(drafts):
        table.write(reading_row(row, rev=done.number) for row in chunk)
        written += len(chunk)
        progress(written)
    drafts.update(state="published", version=F("version") + 1)
    return done


@transaction.atomic
def take_back(imported: Decision, *, editor: User | AnonymousUser, reason: str, along: bool = False) -> Decision:
    """Undo an import as one Decision: what was published is withdrawn, drafts are deleted, names and sources stay.

    Events that somebody decided on since are kept, or, `along`, withdrawn too; a proposal merged into one can still be
    unmerged. Raises NotAllowed, CannotDo, BadAmendment without a reason.
    """
    chief = check_oversight(editor)
    reason = reason_of(reason)
    lock_chain()
    check_there(imported)
    kept = () if along else tuple(touched(imported).filter(state="published").values_list("pk", flat=True))
    going = events_of(imported).filter(state="published").exclude(pk__in=kept)
    # Noted before it is changed, as the readings must know the number under which they close.
    done = Decision.append("take_back", editor=chief, reason=reason, after=of(imported) | counts(going, kept, imported))
    close_readings(going, rev=done.number)
    going.update(state="withdrawn", version=F("version") + 1)
    delete_drafts(imported)
    return done


def reason_of(text: str) -> str:
    """Why an import is taken back, as it is kept. Raises BadAmendment for nothing, and what cannot be kept."""
    return check_reason(text, needed="Say why: the pages of its events show the reason.")


def check_there(imported: Decision) -> None:
    """Raise CannotDo where it is not known which events an import brought, or where it was taken back already."""
    events_of(imported)
    back = Decision.objects.on_imports().filter(act="take_back", after__import=imported.number).first()
    if back:
        raise CannotDo(f"This import was taken back already, by {back.editor} on {back.at:%-d %B %Y}.")


def of(imported: Decision) -> dict[str, Any]:
    """What a decision on an import keeps of it: its number, its file, and the first and last number of its events."""
    kept = {key: imported.after[key] for key in ("file", "first", "last") if key in imported.after}
    return {"import": imported.number} | kept


def counts(going: EventQuerySet, kept: tuple[int, ...], imported: Decision) -> dict[str, Any]:
    """How many events go and how many stay."""
    drafts = events_of(imported).filter(state="draft").count()
    return {"withdrawn": going.count(), "deleted": drafts, "kept": len(kept), "kept_events": list(kept[:NOTED])}


def close_readings(going: EventQuerySet, *, rev: int) -> None:
    """Let nothing of these events be shown as of a decision."""
    Reading.objects.filter(shown_until=None, event__in=going).update(shown_until=rev)


def delete_drafts(imported: Decision) -> None:
    """Delete its drafts, which nobody but editors ever saw, with what hangs on them."""
    drafts = events_of(imported).filter(state="draft")
    for model in (Event.actors.through, Event.tags.through, Mention):
        model.objects.filter(event__in=drafts).delete()
    with connection.cursor() as cursor:  # the ORM would first read each of them
        asked = f"DELETE FROM {Event._meta.db_table} WHERE id BETWEEN %s AND %s AND state = 'draft'"
        cursor.execute(asked, [imported.after["first"], imported.after["last"]])


def chunks(drafts: EventQuerySet) -> Iterator[list[dict[str, Any]]]:
    """The columns of drafts that their readings need, with the day their source was published; some thousand at a time."""
    names = ("pk", *DATED, "importance", "known_from")
    after = 0
    while True:
        rows = drafts.filter(pk__gt=after).order_by("pk").values(*names, told=F("mentions__article__published_on"))
        chunk = list(rows[:CHUNK])
        if not chunk:
            return
        yield cast("list[dict[str, Any]]", chunk)
        after = chunk[-1]["pk"]


def reading_row(row: dict[str, Any], *, rev: int) -> tuple[Any, ...]:
    """The columns of READING: all that is known of a draft comes from its import."""
    given: date | None = row["known_from"] or row["told"]
    dated = tuple(row[name] for name in DATED)
    latest = latest_day(Event(**{name: row[name] for name in DATED[1:5]}))
    return (row["pk"], *dated, row["importance"], *known_since(given, latest), rev)
