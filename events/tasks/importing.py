"""Asking for the jobs of imports, and how an import and its job stand."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.imports import whole
from events.imports.uploads import BadUpload, check_free, file_of, kept_look
from events.models import Decision, Job, Upload
from events.models.decisions import lock_chain
from events.models.rights import check_oversight
from events.tasks.jobs import start


def ask_for_trial(upload: Upload, *, editor: User | AnonymousUser) -> Job:
    """Have an upload read without a change. Raises NotAllowed, BadUpload."""
    return ask("try_import", upload, editor=editor, about=f"Dry run of {upload.name}")


def ask_for_import(upload: Upload, *, editor: User | AnonymousUser) -> Job:
    """Have an upload imported that was tried. Raises NotAllowed, BadUpload."""
    if not upload.trial.get("report", {}).get("count"):
        raise BadUpload("Try it first: nothing is imported that nobody has looked at.")
    return ask("import", upload, editor=editor, about=f"Import of {upload.name}")


@transaction.atomic
def ask(kind: str, upload: Upload, *, editor: User | AnonymousUser, about: str) -> Job:
    """Start a job of an upload that has none."""
    person = check_oversight(editor)
    lock_chain()
    upload.refresh_from_db()
    check_free(upload)
    file_of(upload)
    look = kept_look(upload)
    if look.problem:
        raise BadUpload(look.problem)
    if look.orders.asked and not upload.order:
        raise BadUpload("Say whether days or months come first: some dates of this file may be read in two ways.")
    job = start(kind, about, argument={"upload": upload.pk}, asked_by=person)
    Upload.objects.filter(pk=upload.pk).update(job=job)
    return job


@transaction.atomic
def ask_to_publish(imported: Decision, *, editor: User | AnonymousUser) -> Job:
    """Have the drafts of an import published. Raises NotAllowed, CannotDo."""
    person = check_oversight(editor)
    lock_chain()
    check_idle(imported)
    if not whole.standing(imported).drafts:
        raise whole.CannotDo("Nothing of this import is a draft: there is nothing to publish.")
    return start("publish_import", f"Publishing {name_of(imported)}", argument=about(imported), asked_by=person)


@transaction.atomic
def ask_to_take_back(imported: Decision, *, editor: User | AnonymousUser, reason: str, along: bool) -> Job:
    """Have an import undone. Raises NotAllowed, CannotDo, BadAmendment."""
    person = check_oversight(editor)
    reason = whole.reason_of(reason)
    lock_chain()
    check_idle(imported)
    whole.check_there(imported)
    argument = about(imported) | {"reason": reason, "along": along}
    return start("take_back", f"Taking back {name_of(imported)}", argument=argument, asked_by=person)


def check_idle(imported: Decision) -> None:
    """Raise CannotDo where a job of this import is not done yet."""
    job = Job.objects.about_import(imported.number)
    if job and job.unfinished:
        raise whole.CannotDo("Something is being done with this import: wait until that is done.")


def about(imported: Decision) -> dict[str, Any]:
    """What a job of an import is about."""
    return {"decision": imported.number}


def name_of(imported: Decision) -> str:
    """What pages call an import."""
    return f"{imported.after.get('file') or 'import'} (decision {imported.number})"
