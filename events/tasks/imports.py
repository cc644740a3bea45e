"""The jobs of imports: try an upload, import it, publish its drafts, take it back. Each ends together with its last change."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from events.imports import whole
from events.imports.load import AlreadyLoaded, NothingToLoad, load
from events.imports.records import Refused
from events.imports.trying import Listing, try_out
from events.imports.uploads import (
    BadUpload,
    facts_of,
    path_of,
    progress_path,
    reader_of,
    refused_path,
    tell_progress,
)
from events.models import Decision, Upload
from events.models.rights import NotAllowed, check_oversight
from events.review.amendments import BadAmendment
from events.tasks.leases import JobFailed, Running
from events.words import counted

REFUSALS = (Refused, BadUpload, AlreadyLoaded, NothingToLoad, NotAllowed, BadAmendment, whole.CannotDo)
"""What hinders an import, each with its reason in words."""


def trial(running: Running) -> str:
    """The job: read every row of an upload and keep what would come of it."""
    upload = upload_of(running)
    told = refusing(lambda: try_out(upload, tell=lambda share: running.tell(int(share * 1000), 1000)))
    result = f"{counted(told['count'], 'event')} would be imported, {counted(told['refused'], 'row')} refused."
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk, decision=None).update(trial=upload.trial | {"report": told})
        running.finish(result)
    return result


def bring_in(running: Running) -> str:
    """The job: import an upload, whole or not at all; the import, the upload's row and the job's end are one transaction."""
    upload = upload_of(running)
    result = refusing(lambda: loaded(running, upload))
    path_of(upload).unlink(missing_ok=True)
    progress_path(upload).unlink(missing_ok=True)
    return result


def loaded(running: Running, upload: Upload) -> str:
    """Write the events of an upload; what came of it, in words."""
    person = check_oversight(asker(running))
    reader = reader_of(upload)
    listing = Listing(reader, refused_path(upload), lambda share: tell_progress(upload, share))
    with transaction.atomic():
        done = load(
            listing.records(), editor=person, publish=upload.publish, facts=facts_of(upload), again=upload.again
        )
        told = listing.report.kept(reader)
        kept = upload.trial | {"report": told}
        if not Upload.objects.filter(pk=upload.pk, decision=None).update(decision=done.decision, trial=kept):
            raise BadUpload("This file is imported already.")
        result = f"{counted(done.count, 'event')} imported, {counted(told['refused'], 'row')} refused: decision {done.decision.number}."
        running.finish(result)
    return result


def publish(running: Running) -> str:
    """The job: publish the drafts of an import."""
    imported = decision_of(running)

    def act() -> str:
        with transaction.atomic():
            done = whole.publish(imported, editor=asker(running))
            result = f"{counted(done.after['count'], 'event')} published: decision {done.number}."
            running.finish(result)
        return result

    return refusing(act)


def take_back(running: Running) -> str:
    """The job: undo an import."""
    imported = decision_of(running)
    how = {"reason": running.argument["reason"], "along": running.argument["along"]}

    def act() -> str:
        with transaction.atomic():
            done = whole.take_back(imported, editor=asker(running), **how)
            result = f"{counted(done.after['withdrawn'], 'event')} withdrawn, {counted(done.after['deleted'], 'draft')} deleted, {done.after['kept']:,} kept."
            running.finish(result)
        return result

    return refusing(act)


def refusing[T](act: Callable[[], T]) -> T:
    """What an act returns; what hinders it ends the job as failed, with the reason."""
    try:
        return act()
    except REFUSALS as error:
        raise JobFailed(str(error)) from error
    except OSError as error:
        raise JobFailed(f"The file could not be read or written: {error.strerror}.") from error


def asker(running: Running) -> Any:
    """Who asked for the job, and in whose name it acts."""
    if running.asked_by is None:
        raise NotAllowed("Nobody asked for this.")
    return running.asked_by


def upload_of(running: Running) -> Upload:
    """The upload that the job is about, not imported yet."""
    upload = Upload.objects.filter(pk=running.argument["upload"]).first()
    if upload is None:
        raise JobFailed("This upload was dropped.")
    if upload.decision_id is not None:
        raise JobFailed("This file is imported already.")
    return upload


def decision_of(running: Running) -> Decision:
    """The import that the job is about."""
    return Decision.objects.get(number=running.argument["decision"], act="import")
