"""The rows of a large file are made records by a child process, while this one writes those before them; this is its outside."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from events.imports.records import Record, Refused, RefusedRow, Where, Who

if TYPE_CHECKING:
    from events.imports.tabular import Reader

LEAST: Final = 2_000_000
"""Bytes from which a file is read so: starting the child takes as long as reading some thousand rows."""
PIPE: Final = 1_048_576
"""Bytes the child may be ahead, as many as Linux gives anybody: some five thousand records, a chunk of an import."""
ROOT: Final = Path(__file__).resolve().parents[2]
DIED: Final = "The process that reads this file ended before the file did. Nothing was loaded: try again, where there is more memory."


def worthwhile(reader: "Reader") -> bool:
    """Whether a second process makes reading a file quicker."""
    return reader.file.size >= LEAST and (os.cpu_count() or 1) > 1


def records_ahead(reader: "Reader") -> Iterator[Record | RefusedRow]:
    """The rows of a reader's file as the child reads them, as if the reader itself had. Starts one process; raises Refused."""
    file = reader.file
    how = {"path": str(file.path.absolute()), "seconds": file.seconds, "said": dict(reader.said), "order": reader.order}
    command = [sys.executable, "-m", "events.imports.ahead_child", json.dumps(how)]
    with file.path.open("rb") as file.raw, subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        with suppress(AttributeError, OSError):  # no Linux, or more than the system gives
            fcntl.fcntl(child.stdout, fcntl.F_SETPIPE_SZ, PIPE)
        ended = False
        try:
            for line in child.stdout:
                told: dict[str, Any] = json.loads(line)
                for columns in told["columns"]:
                    reader.meet(tuple(columns))
                if "refused" in told:
                    raise Refused(told["refused"])
                file.remarks[:] = told["remarks"]
                file.raw.seek(told["at"])
                ended = told["ended"]
                yield from (unpacked(values, file.unit) for values in told["rows"])
        finally:
            child.kill()
    if not ended:
        raise Refused(DIED)


def packed(found: Record | RefusedRow) -> list[Any]:
    """A record, or the number of a refused row and why, as JSON takes it."""
    if isinstance(found, RefusedRow):
        return [found.number, found.reason]
    place = astuple(found.place) if found.place else None
    who = [astuple(actor) for actor in found.actors]
    days = [day and day.isoformat() for day in (found.published_on, found.known_from)]
    what = (found.title, found.edtf, found.type, found.status, found.importance, found.summary, found.country)
    return [*what, found.latitude, found.longitude, place, who, found.tags, found.source_url, *days]


def unpacked(values: list[Any], unit: str) -> Record | RefusedRow:
    """What `packed` made a list of."""
    if len(values) == 2:
        return RefusedRow(unit, *values)
    *what, place, who, tags, source_url, published_on, known_from = values
    days = (day and date.fromisoformat(day) for day in (published_on, known_from))
    names = (Where(*place) if place else None, tuple(Who(*actor) for actor in who), tuple(tags))
    fields: list[Any] = [*what, *names, source_url, *days]
    return Record(*fields)
