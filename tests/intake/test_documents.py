"""PDF and DOCX files: their text and date, and what is refused."""

from datetime import UTC, date, datetime

import pytest

from events.intake.articles import likely_dates, submission_of
from events.intake.documents import OLE, UNDER_PASSWORD
from events.intake.texts import NotText, TooLarge
from tests.intake.papers import locked, make_docx, make_pdf, packed

LINES = [
    "Ministers meet in Geneva",
    "The foreign ministers of France and Germany met on Friday in Geneva, offi-",
    "cials of both countries said on Monday evening, and called the talks useful.",
    "A second round could follow as early as Thursday.",
]
SENTENCE = (
    "The foreign ministers of France and Germany met on Friday in Geneva, officials of both countries said on Monday"
)


def test_the_text_of_a_pdf_is_read_in_paragraphs() -> None:
    found = submission_of(make_pdf(LINES, title="Ministers meet"), name="a.pdf")
    assert found.text.split("\n\n")[0] == "Ministers meet in Geneva"
    assert SENTENCE in found.text
    assert (found.headline, found.origin) == ("Ministers meet", "upload")


def test_the_text_of_a_docx_is_read_with_its_tables() -> None:
    rows = [["4 March 2024", "The ministers met."], ["7 March 2024", "They met again."]]
    found = submission_of(make_docx("Ministers meet", "They met on Friday.", rows=rows, title="Talks"), name="a.docx")
    assert (
        found.text
        == "Ministers meet\n\nThey met on Friday.\n\n4 March 2024 | The ministers met.\n\n7 March 2024 | They met again."
    )
    assert found.headline == "Talks"


@pytest.mark.parametrize(
    "raw",
    [
        make_pdf(LINES, created="D:20240304233000-05'00'"),
        make_docx(*LINES, created=datetime(2024, 3, 4, 23, 30, tzinfo=UTC)),
    ],
    ids=["pdf", "docx"],
)
def test_the_day_that_a_document_was_made_is_metadata(raw: bytes) -> None:
    first = likely_dates(submission_of(raw))[0]
    assert (first.date, first.how) == (date(2024, 3, 4), "metadata")


def test_the_day_of_a_programs_template_is_no_date() -> None:
    assert submission_of(make_docx(*LINES)).metadata == {}


def test_a_pdf_that_anybody_may_read_is_read_though_it_is_locked() -> None:
    assert SENTENCE in submission_of(locked(make_pdf(LINES), "")).text


REFUSED = [
    (locked(make_pdf(LINES), "secret"), "protected by a password"),
    (make_pdf([], []), "pictures of pages and no text"),
    (make_pdf(["12 / 2024", "- 3 -"]), "pictures of pages and no text"),
    (make_pdf(*[["They met."]] * 301), "has 301 pages"),
    (b"%PDF-1.7\nbroken", "PDF file could not be read"),
    (make_pdf(LINES)[:200], "PDF file could not be read|no text"),
    (OLE + b"x" * 600, "kind before 2007"),
    (OLE + b"x" * 600 + UNDER_PASSWORD, "protected by a password"),
    (rb"{\rtf1 They met.}", "RTF file"),
    (make_docx(), "no text in this document"),
    (make_docx(*LINES)[:600], "packed file is broken"),
    (b"PK\x03\x04", "packed file is broken"),
    (packed(word__document_xml=b"<not xml"), "DOCX file is broken|DOCX file could not be read"),
    (packed(xl__workbook_xml=b"<x/>"), "a spreadsheet"),
    (packed(ppt__presentation_xml=b"<x/>"), "set of slides"),
    (packed(content_xml=b"<x/>"), "OpenDocument"),
    (packed(article_txt=b"They met."), "a packed file, not an article"),
    (packed(word__document_xml=b" " * 30_000_001), "unpacks to more than"),
    (packed(word__document_xml=b"<x/>", a=b" " * 60_000_000, b=b" " * 60_000_000), "unpacks to more than"),
]


@pytest.mark.parametrize(("raw", "message"), REFUSED)
def test_what_no_text_can_be_had_of_is_refused_in_words(raw: bytes, message: str) -> None:
    with pytest.raises(NotText, match=message):
        submission_of(raw)


@pytest.mark.parametrize("start", [b"%PDF-1.4\n", b"PK\x03\x04"])
def test_a_huge_document_is_refused_unread(start: bytes) -> None:
    with pytest.raises(TooLarge, match="one article may have 20 MB"):
        submission_of(start + b"x" * 20_000_000)


def test_a_text_that_tells_of_pdf_files_stays_a_text() -> None:
    text = "They sent a file that began with %PDF-1.7 on Friday."
    assert submission_of(text.encode()).text == text
