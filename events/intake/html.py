"""Main text and metadata of an HTML page, taken out by a child process with a limit of time and memory."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Final

from events.intake.texts import NotText, check_size

SECONDS: Final = 20
"""Wall time of the child. A long article takes 0.02 s once trafilatura is loaded; hostile mark-up takes minutes."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its main text, and its metadata as its own machine-readable marks have them ("" where absent)."""

    text: str
    title: str = ""
    site: str = ""
    url: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


def read_page(raw: bytes) -> Page:
    """The main text and metadata of a page. Starts one process; raises NotText where there is no article in it."""
    check_size(len(raw))
    command = [sys.executable, "-m", "events.intake.html_child"]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, check=False)  # own module
    except subprocess.TimeoutExpired as error:
        raise NotText(f"This page could not be read within {SECONDS} seconds. Paste its text instead.") from error
    if done.returncode != 0:
        raise NotText(
            "This page could not be read: it is broken, or needs more memory than one page may. Paste its text instead."
        )
    answer = json.loads(done.stdout)
    if not answer["text"]:
        raise NotText("There is no article text in this page. Paste the text instead.")
    return Page(**answer)


def looks_like_html(text: str) -> bool:
    """Whether a text is mark-up rather than words."""
    start = text.lstrip()[:2000].lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) or ("<body" in start or "<head" in start)
