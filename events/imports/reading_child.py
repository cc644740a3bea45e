"""The child process that reads the rows of a file, and prints each as a line of JSON: `python -m events.imports.reading_child PATH SECONDS`.

It knows no Django, limits its own memory and time, and starts no further process.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any, Final

from events.imports.files import File
from events.imports.guarded import TOO_MUCH
from events.imports.records import Refused

MEMORY: Final = 768 * 1024 * 1024
"""Bytes, as for documents."""
LONGEST: Final = 5_000_000
"""Characters of a row as it is printed."""


def main(path: str, seconds: str) -> None:
    """Print the rows, or why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    try:
        tell_rows(File(Path(path)))
    except Refused as error:
        tell({"refused": str(error)})
    except MemoryError:
        tell({"refused": TOO_MUCH})


def tell_rows(file: File) -> None:
    """Print each row with how far the file is read and what is left out."""
    for row in file.rows_here():
        at = file.raw.tell() if file.raw and not file.raw.closed else file.size
        told = {"row": [row.number, row.values, row.problem], "at": at, "remarks": file.remarks}
        if sum(len(value) for value in row.values.values() if isinstance(value, str)) > LONGEST:
            told["row"] = [row.number, {}, f"has cells of more than {LONGEST:,} characters together"]
        tell(told)


def tell(told: dict[str, Any]) -> None:
    """Print one line."""
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
