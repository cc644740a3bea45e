"""Texts in cells of CSV: an apostrophe before what a spreadsheet would run as a formula, and the text as it was. Pure."""

import re
from typing import Final

FORMULA: Final = r"[=+\-@\t\r\n\0＝＋－＠]"
RISKY: Final = re.compile(f"'*{FORMULA}")
"""What a spreadsheet may take for the beginning of a formula; with apostrophes before it, so that one can be taken off again."""
GUARDED: Final = re.compile(f"'+{FORMULA}")


def guarded(text: str) -> str:
    """The text as no spreadsheet runs it; `unguarded` gives it back."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell, without the apostrophe that `guarded` puts there."""
    return cell[1:] if cell[:1] == "'" and GUARDED.match(cell) else cell
