"""Figures in columns for a terminal."""

from collections.abc import Sequence
from typing import Any


def share(part: int, whole: int) -> float:
    """part / whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A titled table: the first column left, the others right; a fraction is a percentage with one decimal."""
    cells = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    lines = (
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(r, widths, strict=True)))
        for r in cells
    )
    return "\n".join((title, *lines, ""))


def _cell(value: Any) -> str:
    return f"{100 * value:.1f}" if isinstance(value, float) else str(value)
