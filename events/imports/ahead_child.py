"""The child process that makes records of the rows of a file, and prints them by the hundred: `python -m events.imports.ahead_child JSON`.

It knows no Django. Each line is JSON: the records and refused rows, the sets of columns that are new, and how far the file is read.
"""

import json
import sys
from collections.abc import Iterable
from itertools import batched
from pathlib import Path
from typing import Any, Final

from events.imports.ahead import packed
from events.imports.files import File
from events.imports.records import Record, Refused, RefusedRow
from events.imports.tabular import Reader

BATCH: Final = 200
"""Rows of a line: more do not make it quicker, and it should fit the pipe several times."""


def main(how: str) -> None:
    """Print what the rows of the file become, or why there are none."""
    wanted = json.loads(how)
    reader = Reader(File(Path(wanted["path"]), seconds=wanted["seconds"]), wanted["said"], order=wanted["order"])
    met = 0
    try:
        for rows in batched(reader.records_here(), BATCH):
            met = tell(reader, met, rows, ended=False)
        tell(reader, met, (), ended=True)
    except Refused as error:
        tell(reader, met, (), ended=True, refused=str(error))


def tell(reader: Reader, met: int, rows: Iterable[Record | RefusedRow], *, ended: bool, **more: Any) -> int:
    """Print one line; how many sets of columns are known to who reads it."""
    file = reader.file
    at = file.raw.tell() if file.raw and not file.raw.closed else file.size
    columns = list(reader.plans)
    told = {"rows": [packed(found) for found in rows], "columns": columns[met:], "at": at, "remarks": file.remarks}
    print(json.dumps(told | {"ended": ended} | more))
    return len(columns)


if __name__ == "__main__":
    main(*sys.argv[1:])
