"""Foreign files are read by a child process with a limit of time and memory; this is its outside."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from events.intake.texts import NotText

SECONDS: Final = 15
"""Wall time of the child. A long article takes 0.02 s once its reader is loaded; hostile mark-up takes minutes.

Together with the seconds of fetching this is less than the 30 after which gunicorn ends a request.
"""
ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page or document says: its main text, and its metadata as its own marks for machines have them ("" where absent)."""

    text: str
    title: str = ""
    site: str = ""
    url: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


def read_guarded(child: str, raw: bytes, *, what: str, instead: str = "Paste its text instead.") -> dict[str, Any]:
    """What the module `child` of this room answers about these bytes. Starts one process; raises NotText, saying `what` failed."""
    command = [sys.executable, "-m", f"events.intake.{child}"]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, check=False, cwd=ROOT)
    except subprocess.TimeoutExpired as error:
        raise NotText(f"{what} could not be read within {SECONDS} seconds. {instead}") from error
    if done.returncode != 0:
        raise NotText(f"{what} could not be read: it is broken, or needs more memory than one may. {instead}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if problem := answer.get("problem"):
        raise NotText(problem)
    return answer
