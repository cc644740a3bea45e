"""Files whose readers hold more than a row of them are read by a child process with a limit of time and memory; this is its outside."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from events.imports.grid import Row
from events.imports.records import Refused

SECONDS: Final = 900
"""Seconds of CPU: a workbook of a million rows takes some five hundred."""
ROOT: Final = Path(__file__).resolve().parents[2]
TOO_LONG: Final = "This file takes longer to read than may be: save its table as CSV."
TOO_MUCH: Final = "This file needs more memory to be read than may be: save its table as CSV."


def guarded_rows(path: Path, raw: IO[bytes], remarks: list[str], *, seconds: int = SECONDS) -> Iterator[Row]:
    """The rows of a file as the child reads them; `raw`, the same file, is moved to where that is. Starts one process; raises Refused."""
    command = [sys.executable, "-m", "events.imports.reading_child", str(path.absolute()), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                told: dict[str, Any] = json.loads(line)
                if "refused" in told:
                    raise Refused(told["refused"])
                remarks[:] = told["remarks"]
                raw.seek(told["at"])
                yield Row(*told["row"])
        finally:
            child.kill()
    if child.returncode:
        raise Refused(TOO_LONG if child.returncode == -signal.SIGXCPU else TOO_MUCH)
