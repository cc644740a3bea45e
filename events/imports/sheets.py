"""Rows of XLSX workbooks, read one at a time; a workbook that would unpack to more than memory holds is refused before."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain, islice, zip_longest
from typing import IO, Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from events.imports.columns import plan
from events.imports.grid import Row, columns_of, header_at
from events.imports.records import Refused

MOST_UNPACKED: Final = 2_000_000_000
"""Bytes of all parts together: a sheet of a million rows and thirty columns has some 1.5 thousand million. They are read as a stream."""
MOST_WORDS: Final = 200_000_000
"""Bytes of the part that holds all texts, which is kept in memory."""
MOST_HELD: Final = 50_000_000
"""Bytes of any other part that is kept in memory, such as the styles; those of the largest books have some ten million."""
NOT_HELD: Final = ("xl/worksheets/", "xl/media/", "xl/sharedStrings.xml")
MOST_PARTS: Final = 10_000
MOST_BEFORE: Final = 10
"""Lines before the one that names the columns."""
LONGEST: Final = 1_000_000
BROKEN: Final = (
    "This workbook is broken, or under a password. Open it in a spreadsheet, save it again as .xlsx, or as CSV."
)
NOT_COMPUTED: Final = (
    "holds a formula that was never computed ({}): open the workbook in a spreadsheet, save it, and give that"
)
QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Parts of a number format that are printed as they stand, or are colours and conditions."""
UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),  # the packing is damaged
    RuntimeError,  # a part is under a password, or packed in a way zipfile does not know (NotImplementedError)
    *(InvalidFileException, KeyError, ValueError, TypeError, SyntaxError),  # what was packed is no workbook
)
Cells = tuple[Any, ...]


def sheet_rows(file: IO[bytes], remarks: list[str]) -> Iterator[Row]:
    """The rows of the first sheet that has a title and a date, else of the first; the others are told in `remarks`. Raises Refused."""
    check_parts(file)
    try:
        computed = load_workbook(file, read_only=True, data_only=True)
        sheet = chosen(computed, remarks)
        written = load_workbook(file, read_only=True)[sheet.title] if has_formulas(file, sheet) else None
        yield from rows_of(lines_of(sheet), lines_of(written) if written is not None else ())
    except Refused:
        raise
    except UNREADABLE as error:
        raise Refused(BROKEN) from error


def check_parts(file: IO[bytes]) -> None:
    """Refuse by the list of its parts what is no workbook, or would unpack to more than may be."""
    try:
        parts = zipfile.ZipFile(file).infolist()
    except UNREADABLE as error:
        raise Refused(BROKEN) from error
    sizes = {part.filename: part.file_size for part in parts}
    if "xl/workbook.xml" not in sizes:
        raise Refused("This file is no XLSX workbook: save the table as .xlsx or CSV.")
    words = sizes.get("xl/sharedStrings.xml", 0)
    held = max(size for name, size in sizes.items() if not name.startswith(NOT_HELD))
    if len(parts) > MOST_PARTS or sum(sizes.values()) > MOST_UNPACKED or words > MOST_WORDS or held > MOST_HELD:
        raise Refused("This workbook unpacks to more than may be read: save its table as CSV.")


def chosen(book: Any, remarks: list[str]) -> Any:
    """The sheet to read: the first with columns for a title and a date."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    if not sheets:
        raise Refused("There is no sheet in this workbook.")
    sheet = next((sheet for sheet in sheets if tells_of_events(sheet)), sheets[0])
    if others := [other.title for other in book.worksheets if other.title != sheet.title]:
        remarks.append(f"Sheets not read: {', '.join(others)}.")
    return sheet


def tells_of_events(sheet: Any) -> bool:
    """Whether a sheet has columns for a title and a date."""
    head, columns, _ = head_of(lines_of(sheet))
    try:
        plan(columns, {}).check()
    except Refused:
        return False
    return head >= 0


def lines_of(sheet: Any) -> Iterator[Cells]:
    """The rows of a sheet as texts and numbers. What the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    for cells in sheet.iter_rows():
        yield tuple(map(value_of, cells))


def has_formulas(file: IO[bytes], sheet: Any) -> bool:
    """Whether any cell of a sheet holds a formula. Reads the sheet once."""
    with zipfile.ZipFile(file).open(sheet._worksheet_path) as part:
        before = b""
        while piece := part.read(1 << 20):
            if re.search(rb"<f[ >/]", before + piece):
                return True
            before = piece[-3:]
    return False


def value_of(cell: Any) -> Any:
    """What a cell holds: numbers as they are, dates as exact as they are shown, all else as text."""
    value = cell.value
    if isinstance(value, datetime | date | time):
        return moment_of(value, str(cell.number_format))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        # Some programs write what XML cannot hold as _x0000_.
        return re.sub(r"_x00(?:0[0-8BCEF]|1[0-9A-F])_", "", value)
    return value if value is None or isinstance(value, int | float) else str(value)


def moment_of(value: datetime | date | time, shown: str) -> str:
    """A date no finer than its cell shows it: of 1 March 1991 shown as Mar-91 the month is known."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    letters = QUOTED.sub("", shown).lower()
    if "d" not in letters and "y" in letters:
        return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
    text = value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()
    return text.removesuffix(" 00:00")


def rows_of(lines: Iterable[Cells], formulas: Iterable[Cells]) -> Iterator[Row]:
    """Each row under its columns; one with a formula without a value is refused."""
    head, columns, rest = head_of(iter(lines))
    if not columns:
        raise Refused("The sheet is empty: nothing names its columns.")
    number = head + 1
    for cells, written in zip_longest(rest, islice(formulas, head + 1, None), fillvalue=()):
        number += 1
        if any(cell is not None and cell != "" for cell in (*cells, *written)):
            yield row_of(number, columns, cells, written)


def row_of(number: int, columns: list[str], cells: Cells, written: Cells) -> Row:
    """One row of a sheet."""
    for place, formula in enumerate(written[: len(columns)]):
        if isinstance(formula, str) and formula.startswith("=") and (place >= len(cells) or cells[place] is None):
            return Row(number, problem=NOT_COMPUTED.format(columns[place]))
    if any(cell is not None and cell != "" for cell in cells[len(columns) :]):
        return Row(number, problem=f"has cells beyond its {len(columns)} columns: give those a name, or empty them")
    if any(isinstance(cell, str) and len(cell) > LONGEST for cell in cells):
        return Row(number, problem=f"has a cell of more than {LONGEST:,} characters")
    return Row(number, dict(zip(columns, cells, strict=False)))


def head_of(lines: Iterator[Cells]) -> tuple[int, list[str], Iterator[Cells]]:
    """How many lines stand before the names of the columns, these, and the lines below."""
    first = list(islice(lines, MOST_BEFORE))
    at = header_at([sum(cell is not None and str(cell).strip() != "" for cell in line) for line in first])
    return at, columns_of(first[at]) if first else [], chain(first[at + 1 :], lines)
