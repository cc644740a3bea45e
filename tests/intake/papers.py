"""PDF and DOCX files made for tests."""

import io
import zipfile
from datetime import datetime

from docx import Document
from pypdf import PdfReader, PdfWriter


def make_pdf(*pages: list[str], title: str = "", created: str = "") -> bytes:
    """A PDF file with these lines on its pages; `created` as PDF writes it, D:20240304…; a page without lines is blank."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    about = f"<< /Title ({title}) {f'/CreationDate ({created})' if created else ''} >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 50 780 Td {shown}ET"
        resources = "<< /Font << /F1 3 0 R >> >>"
        contents = f"/Contents {5 + 2 * number} 0 R /Resources {resources} /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {contents} >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return assembled([*objects, about])


def assembled(objects: list[str]) -> bytes:
    """The objects as a file, the last of them the one that tells of the document."""
    raw, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, text in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    start = len(raw)
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    raw += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    raw += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n".encode()
    return bytes(raw + f"startxref\n{start}\n%%EOF\n".encode())


def locked(raw: bytes, password: str) -> bytes:
    """The same PDF file under a password; an empty one opens by itself."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def make_docx(
    *paragraphs: str, rows: list[list[str]] | None = None, title: str = "", created: datetime | None = None
) -> bytes:
    """A DOCX file with these paragraphs, then a table of these rows."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.core_properties.title = title
    if created:
        document.core_properties.created = created
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip file; a part's name is written with __ for / and _ for a point."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()
