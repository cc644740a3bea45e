"""Files that are about to be imported: kept in VAR_DIR as they come in, looked into, tried without a change, dropped."""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.imports.columns import NAMES, plan
from events.imports.files import TABLES, File, ending_of
from events.imports.grid import columns_of
from events.imports.guarded import SECONDS
from events.imports.records import Refused
from events.imports.tabular import Orders, Reader, orders_of
from events.models import Upload
from events.models.decisions import lock_chain
from events.models.rights import check_oversight

LARGEST: Final = 500_000_000
"""Bytes of one upload: five times what a table of a million rows has."""
LONGEST_COMING: Final = 24 * 60 * 60
"""Seconds after which a file that is still coming in has been given up: its server was killed."""
LOOKED_AT: Final = 200
"""Rows whose columns are shown before the file is tried."""
LOOKED_FOR_ORDER: Final = 5_000
LOOKING: Final = 10
"""Seconds of CPU for which whoever uploads a workbook waits, twice at most; reading it whole is a job."""
SHOWN: Final = 5
LONGEST_SHOWN: Final = 80


class BadUpload(ValueError):
    """The file cannot be taken, or not be read so; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the field it is read as ("" for none), some of its cells."""

    name: str
    field: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a file seems to hold: its columns, whether they can be chosen, the orders of its dates, or why it cannot be read."""

    columns: tuple[Column, ...] = ()
    table: bool = False
    orders: Orders = field(default_factory=Orders)
    problem: str = ""


def receive(name: str, pieces: Iterable[bytes], *, editor: User | AnonymousUser) -> Upload:
    """Keep a file that comes in piece by piece, and look into it. Raises NotAllowed, BadUpload."""
    chief = check_oversight(editor)
    name = Path(name.replace("\\", "/")).name[-200:]
    try:
        ending = ending_of(name)
    except Refused as error:
        raise BadUpload(str(error)) from error
    whole = folder() / f"coming-{secrets.token_hex(8)}{ending}"
    try:
        size, digest = written(whole, pieces)
        with transaction.atomic():
            upload = Upload.objects.create(name=name, size=size, sha256=digest, uploaded_by=chief)
            os.replace(whole, path_of(upload))
    finally:
        whole.unlink(missing_ok=True)
    keep_look(upload)
    return upload


def pasted_name(text: str) -> str:
    """A name for what was pasted: a table where its first line has columns for a title and a date or its lines have tabs, else a text."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    mark = max(",;\t|", key=lines[0].count) if lines else ","
    cells = lines[0].split(mark) if lines else []
    try:
        plan(columns_of(cells), {}).check()
    except Refused:
        return "pasted.csv" if len(lines) > 1 and all("\t" in line for line in lines[:3]) else "pasted.txt"
    return "pasted.csv"


def written(path: Path, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Write pieces to a file as they come; its bytes and its SHA-256. Raises BadUpload where there is nothing, or too much."""
    size, digest = 0, hashlib.sha256()
    with path.open("xb") as file:
        for piece in pieces:
            size += len(piece)
            if size > LARGEST:
                raise BadUpload(f"This file is larger than {LARGEST // 1_000_000} MB. Part it, or use load_events.")
            digest.update(piece)
            file.write(piece)
    if not size:
        raise BadUpload("This file is empty.")
    return size, digest.hexdigest()


def drop_broken() -> None:
    """Delete what is left of files whose server was killed as they came in."""
    for path in folder().glob("coming-*"):
        with suppress(OSError):  # another worker was first
            if path.stat().st_mtime < time.time() - LONGEST_COMING:
                path.unlink()


def folder() -> Path:
    """Where uploads are kept, for this server's own account alone."""
    path = Path(settings.VAR) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(upload: Upload) -> Path:
    """The file of an upload."""
    return folder() / f"{upload.pk}{ending_of(upload.name)}"


def refused_path(upload: Upload) -> Path:
    """The table of its refused rows."""
    return folder() / f"{upload.pk}-refused.csv"


def file_of(upload: Upload, *, seconds: int = SECONDS) -> File:
    """The file of an upload, to be read in so many seconds of CPU. Raises BadUpload where it is gone."""
    path = path_of(upload)
    if not path.is_file():
        raise BadUpload("The file is no longer kept here. Upload it again.")
    return File(path, seconds=seconds)


def reader_of(upload: Upload) -> Reader:
    """A reader of its rows, with what was said about it; dates whose order was not said are read as the file's others show."""
    file = file_of(upload)
    order = upload.order or orders_of(file, upload.columns).found
    return Reader(file, upload.columns, order=order)  # type: ignore[arg-type]  # one of ORDERS


def keep_look(upload: Upload) -> None:
    """Look into a file with what was said about it, and keep what was seen; what was tried before no longer counts."""
    seen = look(file_of(upload, seconds=LOOKING), upload.columns)
    columns = [[column.name, column.field, list(column.cells)] for column in seen.columns]
    orders = [seen.orders.dmy, seen.orders.mdy, seen.orders.either]
    upload.trial = {"columns": columns, "table": seen.table, "orders": orders, "problem": seen.problem}
    upload.save(update_fields=["trial", "columns", "order", "publish", "again"])


def kept_look(upload: Upload) -> Look:
    """What was seen when it was looked into."""
    kept = upload.trial
    columns = tuple(Column(name, field, tuple(cells)) for name, field, cells in kept.get("columns", []))
    return Look(columns, kept.get("table", False), Orders(*kept.get("orders", ())), kept.get("problem", ""))


def look(file: File, said: dict[str, str]) -> Look:
    """What the first rows of a file hold; never raises for what is in it."""
    table = file.form not in ("ics", "text", "docx")
    columns: dict[str, list[str]] = {}
    try:
        for row in islice(file.rows(), LOOKED_AT):
            for name, cell in row.values.items():
                shown = columns.setdefault(name, [])
                if cell not in (None, "") and len(shown) < SHOWN:
                    shown.append(short(cell))
        found = plan(columns, said)
        if file.form in TABLES and columns:
            found.check()
        orders = orders_of(file, said, most=LOOKED_FOR_ORDER)
    except Refused as error:
        found = plan(columns, said)
        return Look(listed(columns, found.fields), table, problem=str(error))
    return Look(listed(columns, found.fields), table, orders)


def listed(columns: dict[str, list[str]], fields: dict[str, str]) -> tuple[Column, ...]:
    """The columns with the field that each is read as."""
    read_as = {column: field for field, column in fields.items()}
    return tuple(Column(name, read_as.get(name, ""), tuple(cells)) for name, cells in columns.items())


def short(cell: object) -> str:
    """A cell as the page shows it."""
    text = " ".join(str(cell).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def choose(upload: Upload, fields: dict[str, str], *, order: str, publish: bool, again: bool, editor: User) -> None:
    """Keep what somebody said of its columns (name → field, "" for none) and how it is to be imported. Raises NotAllowed, BadUpload."""
    check_oversight(editor)
    for wanted in (chosen := [name for name in fields.values() if name]):
        if wanted not in NAMES or chosen.count(wanted) > 1:
            columns = [column for column, name in fields.items() if name == wanted]
            raise BadUpload(f"“{'” and “'.join(columns)}” cannot be read as {wanted}: one column a field.")
    if order not in ("", "dmy", "mdy"):
        raise BadUpload("Choose whether days or months come first.")
    with transaction.atomic():
        lock_chain()
        upload.refresh_from_db()
        check_free(upload)
        upload.columns, upload.order, upload.publish, upload.again = fields, order, publish, again
        keep_look(upload)


def check_free(upload: Upload) -> None:
    """Raise BadUpload where an upload is imported, or just being read."""
    if upload.decision_id is not None:
        raise BadUpload("This file is imported already.")
    if upload.job is not None and upload.job.unfinished:
        raise BadUpload("This file is being read: wait until that is done.")


@transaction.atomic
def drop(upload: Upload, *, editor: User | AnonymousUser) -> None:
    """Forget an upload that was not imported, and its file. Raises NotAllowed, BadUpload."""
    check_oversight(editor)
    lock_chain()
    upload.refresh_from_db()
    check_free(upload)
    paths = (path_of(upload), refused_path(upload))
    upload.delete()
    for path in paths:
        path.unlink(missing_ok=True)


def progress_path(upload: Upload) -> Path:
    """Where an import tells how far it is: its transaction hides what it writes into the database."""
    return folder() / f"{upload.pk}-progress"


def tell_progress(upload: Upload, share: float) -> None:
    """Say how much of a file has been imported, from 0 to 1."""
    path = progress_path(upload)
    coming = path.with_suffix(".coming")
    coming.write_text(f"{share:.4f}", encoding="ascii")
    os.replace(coming, path)


def progress_of(upload: Upload) -> float:
    """How much of a file has been imported, from 0 to 1; 0 where nothing is told."""
    with suppress(OSError, ValueError):
        return min(1.0, max(0.0, float(progress_path(upload).read_text(encoding="ascii"))))
    return 0.0


def facts_of(upload: Upload) -> dict[str, Any]:
    """What the decision of an import keeps of its file."""
    return {"file": upload.name, "file_sha256": upload.sha256, "upload": upload.pk}
