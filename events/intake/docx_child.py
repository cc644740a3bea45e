"""The child process that takes the text out of a DOCX file. It alone touches foreign DOCX."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from events.intake.confined import Problem, answer_with

MOST_UNPACKED: Final = 100_000_000
"""Bytes of all parts together. A book with pictures has some 60 million."""
MOST_WORDS: Final = 30_000_000
"""Bytes of the part that holds the words, which is parsed whole."""
MOST_PARTS: Final = 5_000
BODY: Final = "word/document.xml"
OTHERS: Final = {
    "xl/workbook.xml": "This is a spreadsheet, not an article.",
    "ppt/presentation.xml": "This is a set of slides. Save it as PDF, or paste the text.",
    "content.xml": "This is an OpenDocument file. Save it as .docx, or paste the text.",
}
TEMPLATE_MADE: Final = "2013-12-23T23:15:00"
"""When the template of python-docx was made: every file that a program writes with it says so, and none is of that day."""


def article_of(raw: bytes) -> dict[str, object]:
    """Text, title and metadata of a DOCX file. Raises Problem where it is something else, or a bomb."""
    check_parts(raw)
    try:
        document = Document(io.BytesIO(raw))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Problem(
            "This DOCX file is broken. Open it in a word processor and save it again, or paste the text."
        ) from error
    about = document.core_properties
    created = about.created.replace(tzinfo=None).isoformat() if about.created else ""
    return {
        "text": "\n\n".join(text for block in document.iter_inner_content() for text in texts_of(block) if text),
        "title": (about.title or "").strip(),
        "metadata": {"created": created} if created and created != TEMPLATE_MADE else {},
    }


def check_parts(raw: bytes) -> None:
    """Refuse by the list of its parts what is no DOCX file, or would unpack to more than may be."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        # NotImplementedError: a part says that it needs a later kind of unpacking than zipfile has.
        raise Problem("This packed file is broken. Save it again, or paste the text.") from error
    sizes = {part.filename: part.file_size for part in parts}
    if BODY not in sizes:
        raise Problem(
            next(
                (OTHERS[name] for name in OTHERS if name in sizes),
                "This is a packed file, not an article. Unpack it, and give the text in it.",
            )
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or sizes[BODY] > MOST_WORDS:
        raise Problem(f"This DOCX file unpacks to more than {MOST_UNPACKED / 1e6:.0f} MB. Paste the part you need.")


def texts_of(block: Paragraph | Table) -> Iterator[str]:
    """The text of a paragraph, or of each row of a table, its cells parted by a bar."""
    if isinstance(block, Paragraph):
        yield block.text.strip()
        return
    for row in block.rows:
        cells = dict.fromkeys(cell.text.strip() for cell in row.cells)  # a merged cell comes once for each it covers
        yield " | ".join(cell for cell in cells if cell)


if __name__ == "__main__":
    answer_with(article_of)
