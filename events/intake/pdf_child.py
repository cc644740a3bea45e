"""The child process that takes the text out of a PDF file. It alone touches foreign PDF."""

import io
from typing import Final

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from events.intake.confined import Problem, answer_with
from events.intake.lines import paragraphs_of

MOST_PAGES: Final = 300


def article_of(raw: bytes) -> dict[str, object]:
    """Text, title and metadata of a PDF file. Raises Problem where it is locked, too long, or holds pictures only."""
    reader = PdfReader(io.BytesIO(raw), strict=False)
    unlock(reader)
    if len(reader.pages) > MOST_PAGES:
        raise Problem(
            f"This PDF file has {len(reader.pages):,} pages; one article may have {MOST_PAGES}. Give the pages you need."
        )
    text = paragraphs_of([page.extract_text() for page in reader.pages])
    if not any(letter.isalpha() for letter in text):
        raise Problem(
            "This PDF file holds pictures of pages and no text, as scans do. Have its text recognised (OCR), or paste it."
        )
    about = reader.metadata
    created = about.creation_date if about else None
    return {
        "text": text.replace("\x00", ""),
        "title": (about.title or "").strip() if about else "",
        "metadata": {"created": created.isoformat()} if created else {},
    }


def unlock(reader: PdfReader) -> None:
    """Open a file whose password is empty: such files may be read by anybody, though not printed or changed."""
    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("")
    except (DependencyError, NotImplementedError, FileNotDecryptedError):  # the second: a cipher pypdf does not know
        opened = PasswordType.NOT_DECRYPTED
    if opened == PasswordType.NOT_DECRYPTED:
        raise Problem("This PDF file is protected by a password. Save it without one.")


if __name__ == "__main__":
    answer_with(article_of)
