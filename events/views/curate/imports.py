"""Imports at the desk: a file comes in, is looked into, tried, imported; an import is published or taken back. For chiefs."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from events.imports import uploads
from events.imports.roll import case_of, roll, sheet_of
from events.imports.uploads import BadUpload
from events.imports.whole import CannotDo
from events.models import Decision, Upload
from events.review.amendments import BadAmendment
from events.tasks import importing
from events.tasks.board import has_worker
from events.views.curate.access import EditorRequest, chiefs_only
from events.views.htmx import render_page, wants_fragment


@require_safe
@chiefs_only
def imports(request: EditorRequest) -> HttpResponse:
    """The files that wait to be imported, the imports, and where to bring in another."""
    return show_all(request)


@require_POST
@chiefs_only
def receive(request: EditorRequest) -> HttpResponse:
    """Keep a file, or what was pasted."""
    file: UploadedFile[Any] | None = request.FILES.get("file")
    pasted = request.POST.get("pasted", "").replace("\r\n", "\n")
    try:
        if file is not None:
            upload = uploads.receive(file.name or "", file.chunks(), editor=request.user)
        else:
            upload = uploads.receive(uploads.pasted_name(pasted), given(pasted), editor=request.user)
    except BadUpload as error:
        return show_all(request, problem=str(error), pasted=pasted, status=422)
    return redirect("curate:upload", upload.pk)


@require_safe
@chiefs_only
def upload(request: EditorRequest, upload_id: int) -> HttpResponse:
    """One file: its columns, what a dry run found, how far its job is."""
    row = find(upload_id)
    if row.decision is not None and not wants_fragment(request, "trial"):  # a part leads there by a link
        return redirect("curate:imported", row.decision.number)
    return show(request, row)


@require_POST
@chiefs_only
def try_out(request: EditorRequest, upload_id: int) -> HttpResponse:
    """Keep what was said of the columns, and have every row read without a change."""
    row, data = find(upload_id), request.POST
    names = [column.name for column in uploads.kept_look(row).columns]
    fields = {name: data[f"field-{at}"] for at, name in enumerate(names, 1) if f"field-{at}" in data}
    how = {"publish": data.get("publish") == "1", "again": data.get("again") == "1"}
    try:
        uploads.choose(row, fields, order=data.get("order", ""), **how, editor=request.user)
        importing.ask_for_trial(row, editor=request.user)
    except BadUpload as error:
        return show(request, find(upload_id), problem=str(error), status=422)
    return redirect("curate:upload", row.pk)


@require_POST
@chiefs_only
def bring_in(request: EditorRequest, upload_id: int) -> HttpResponse:
    """Have a file imported that was tried."""
    row = find(upload_id)
    try:
        importing.ask_for_import(row, editor=request.user)
    except BadUpload as error:
        return show(request, row, problem=str(error), status=409)
    return redirect("curate:upload", row.pk)


@require_safe
@chiefs_only
def refused(request: EditorRequest, upload_id: int) -> HttpResponse:
    """The refused rows of a file as a table, each with its reason."""
    row = find(upload_id)
    try:
        file = uploads.refused_path(row).open("rb")
    except OSError as error:
        raise Http404("There is no table of refused rows.") from error
    kind = "text/csv; charset=utf-8"
    return FileResponse(file, as_attachment=True, filename="refused.csv", content_type=kind)  # type: ignore[return-value]  # streamed


@require_POST
@chiefs_only
def drop(request: EditorRequest, upload_id: int) -> HttpResponse:
    """Forget a file that was not imported."""
    row = find(upload_id)
    try:
        uploads.drop(row, editor=request.user)
    except BadUpload as error:
        return show(request, row, problem=str(error), status=409)
    messages.success(request, f"{row.name} is dropped.")
    return redirect("curate:imports")


@require_safe
@chiefs_only
def imported(request: EditorRequest, number: int) -> HttpResponse:
    """One import: what came in, and what may be done with it as a whole."""
    return show_import(request, import_of(number))


@require_POST
@chiefs_only
def publish(request: EditorRequest, number: int) -> HttpResponse:
    """Have the drafts of an import published."""
    row = import_of(number)
    return ask(request, row, lambda: importing.ask_to_publish(row, editor=request.user))


@require_POST
@chiefs_only
def take_back(request: EditorRequest, number: int) -> HttpResponse:
    """Have an import undone."""
    row, data = import_of(number), request.POST
    reason, along = data.get("reason", ""), data.get("along") == "1"
    return ask(request, row, lambda: importing.ask_to_take_back(row, editor=request.user, reason=reason, along=along))


def ask(request: EditorRequest, row: Decision, do: Callable[[], object]) -> HttpResponse:
    """Start a job of an import and come back to its page; what hinders it is said."""
    try:
        do()
    except BadAmendment as error:
        return show_import(request, row, problem=str(error), status=422)
    except CannotDo as error:
        return show_import(request, row, problem=str(error), status=409)
    return redirect("curate:imported", row.number)


def given(pasted: str) -> list[bytes]:
    """What was pasted, as the bytes of a file."""
    return [pasted.encode("utf-8", "replace")] if pasted.strip() else []


def find(upload_id: int) -> Upload:
    """The upload of this number, with its job and its decision."""
    return get_object_or_404(Upload.objects.select_related("job", "decision", "uploaded_by"), pk=upload_id)


def import_of(number: int) -> Decision:
    """The decision of this number, if it is an import."""
    return get_object_or_404(Decision.objects.select_related("editor"), number=number, act="import")


def show_all(request: EditorRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    """The list of files and imports."""
    context = {"here": "desk", "page": "imports", "roll": roll(), "most": uploads.LARGEST} | more
    return render_page(request, "curate/imports.html", context, status=status)


def show(request: EditorRequest, row: Upload, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one file; while it is read its lower part asks again by itself."""
    context = {"here": "desk", "page": "imports", "sheet": sheet_of(row), "worker": has_worker()} | more
    context["fragment"] = wants_fragment(request, "trial")
    return render_page(request, "curate/upload.html", context, fragments=("trial",), status=status)


def show_import(request: EditorRequest, row: Decision, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one import."""
    context = {"here": "desk", "page": "imports", "case": case_of(row), "worker": has_worker()} | more
    return render_page(request, "curate/import.html", context, fragments=("case",), status=status)
