"""Workbooks and calendars are read by a child process, which may take so much time and memory and no more."""

import zipfile
from itertools import islice
from pathlib import Path

import openpyxl
import pytest

from events.imports.files import File
from events.imports.records import Refused

STYLES, FIRST = "xl/styles.xml", "xl/worksheets/sheet1.xml"
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def with_part(path: Path, name: str, head: bytes, piece: bytes, times: int, tail: bytes) -> Path:
    """The workbook with one part that unpacks to `times` pieces."""
    made = path.with_name("bomb.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        with new.open(name, "w") as bomb:
            bomb.write(head)
            for _ in range(times):
                bomb.write(piece)
            bomb.write(tail)
    return made


def test_a_bomb_in_a_part_that_is_held_whole_is_refused(tmp_path: Path) -> None:
    """A sheet may unpack to two thousand million bytes, as a stream; styles may not."""
    path = workbook(tmp_path / "a.xlsx", ["title", "date"], ["A", "2024"])
    head = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
    piece = b'<numFmt numFmtId="200" formatCode="0"/>' * 10_000
    bomb = with_part(path, STYLES, head, piece, 150, b"</numFmts></styleSheet>")
    assert bomb.stat().st_size < 500_000
    with pytest.raises(Refused, match="unpacks to more"):
        list(File(bomb).rows())


def test_one_cell_without_end_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["title", "date"], ["A", "2024"])
    head = SHEET + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    tail = b"</t></is></c></row></sheetData></worksheet>"
    bomb = with_part(path, FIRST, head, b"a" * 1_000_000, 300, tail)
    with pytest.raises(Refused, match="needs more memory"):
        list(File(bomb).rows())


def test_a_file_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["title", "date"], ["A", "2024"])
    row = b'<row><c t="inlineStr"><is><t>%s</t></is></c><c t="inlineStr"><is><t>%s</t></is></c></row>'
    head, piece = SHEET + row % (b"title", b"date"), (row % (b"A", b"2024")) * 1_000
    slow = with_part(path, FIRST, head, piece, 200, b"</sheetData></worksheet>")
    with pytest.raises(Refused, match="takes longer"):
        list(File(slow, seconds=1).rows())


def test_what_is_read_no_further_leaves_no_process(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["title", "date"], *([f"A {n}", "2024"] for n in range(5_000)))
    file = File(path)
    rows = file.rows()
    assert [row.values["title"] for row in islice(rows, 2)] == ["A 0", "A 1"]
    assert 0 < file.share <= 1
    rows.close()  # type: ignore[attr-defined]  # a generator; warnings of a process left behind are errors


def test_a_calendar_is_read_by_the_child_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ics"
    lines = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "SUMMARY:Talks",
        "DTSTART;VALUE=DATE:20240301",
        "CATEGORIES:talks,trade",
    ]
    path.write_text("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]), encoding="utf-8")
    monkeypatch.setattr("events.imports.files.entry_rows", None)
    (row,) = File(path).rows()
    assert (row.values["title"], row.values["start"], row.values["tags"]) == ("Talks", "2024-03-01", ["talks", "trade"])
