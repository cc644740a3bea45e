"""PDF and DOCX files: known by their first bytes, read by child processes."""

from typing import Final

from events.intake.guarded import Page, read_guarded
from events.intake.texts import LARGEST, LARGEST_DOCUMENT, NotText, NotWords, check_size, checked

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Word files before 2007, and of newer ones under a password."""
UNDER_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
NAMES: Final = {"pdf": "This PDF file", "docx": "This DOCX file"}


def document_kind(raw: bytes) -> str:
    """Which kind of document these bytes are: pdf, docx (any zip), or "" for text. Raises NotText for kinds that are not read."""
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "docx"
    if raw.startswith(OLE):
        if UNDER_PASSWORD in raw:
            raise NotWords("This file is protected by a password. Save it without one.")
        raise NotWords("This is a Word file of the kind before 2007. Save it as .docx, or paste the text.")
    if raw.lstrip()[:5] == b"{\\rtf":
        raise NotWords("This is an RTF file. Save it as .docx, or paste the text.")
    return ""


def read_document(kind: str, raw: bytes) -> Page:
    """The text and metadata of a document. Starts one process; raises NotText where no text can be had of it."""
    check_size(len(raw), LARGEST_DOCUMENT)
    page = Page(**read_guarded(f"{kind}_child", raw, what=NAMES[kind]))
    if not page.text.strip():
        raise NotText("There is no text in this document.")
    checked(page.text)
    return page


def largest(name: str) -> int:
    """How many bytes a file of this name may have: a document more than a text."""
    return LARGEST_DOCUMENT if name.lower().endswith((".pdf", ".docx")) else LARGEST
