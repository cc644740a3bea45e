"""Kinds of files beside CSV and JSON: workbooks, calendars, coded events, slides, chronologies; and what is broken in them."""

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from events.imports.columns import overrides
from events.imports.files import File
from events.imports.records import Record, Refused, RefusedRow
from events.imports.tabular import Orders, Reader, orders_of


def read(path: Path, *said: str, order: Any = "") -> list[Record | RefusedRow]:
    return list(Reader(File(path), overrides(said), order=order).records())


def made(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(path: Path, *rows: list[Any], formats: dict[str, str] | None = None, more: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, shown in (formats or {}).items():
        sheet[cell].number_format = shown
    if more:
        book.create_sheet(more).append(["nothing", "of this"])
    book.save(path)
    return path


def told(rows: list[Record | RefusedRow]) -> list[tuple[str, str]]:
    return [(row.title, row.edtf) if isinstance(row, Record) else (str(row.number), row.reason) for row in rows]


# ---- Workbooks


def test_a_workbook_is_read_with_its_dates_as_exact_as_they_are_shown(tmp_path: Path) -> None:
    rows = (
        ["Title", "Date", "Killed"],
        ["A day", date(2024, 3, 1), 3],
        ["A month", date(1991, 3, 1), None],
        ["A year", date(1991, 1, 1), None],
        ["A minute", datetime.fromisoformat("2024-03-01T14:05"), None],
        ["A text", "c. 1991", None],
        ["A number", 1991, None],
        [None, None, None],
        [None, date(2024, 3, 1), None],
    )
    path = workbook(tmp_path / "a.xlsx", *rows, formats={"B3": "mmm-yy", "B4": "yyyy"}, more="Notes")
    file = File(path)
    found = list(Reader(file, {}).records())
    assert told(found) == [
        ("A day", "2024-03-01"),
        ("A month", "1991-03"),
        ("A year", "1991"),
        ("A minute", "2024-03-01T14:05"),
        ("A text", "1991~"),
        ("A number", "1991"),
        ("9", "The title is missing."),
    ]
    assert file.remarks == ["Sheets not read: Notes."]


def test_the_sheet_with_a_title_and_a_date_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["About this file"])
    sheet = book.create_sheet("Events")
    sheet.append(["The events of 2024", None])
    sheet.append(["title", "date"])
    sheet.append(["A", "2024"])
    book.save(tmp_path / "a.xlsx")
    assert told(read(tmp_path / "a.xlsx")) == [("A", "2024")]


def test_a_formula_that_was_never_computed_is_refused_with_its_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["title", "date"], ["A", "2024"], ['="B"&1', "2024"])
    first, second = read(path)
    assert isinstance(first, Record)
    assert isinstance(second, RefusedRow)
    assert (second.number, "never computed (title)" in second.reason) == (3, True)


def test_a_packed_bomb_and_what_is_no_workbook_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", ["title", "date"], ["A" * 3000, "2024"])
    monkeypatch.setattr("events.imports.sheets.MOST_UNPACKED", 2000)
    with pytest.raises(Refused, match="unpacks to more"):
        list(File(path).rows_here())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("a.txt", "title,date")
    with pytest.raises(Refused, match="no XLSX workbook"):
        read(made(tmp_path / "b.xlsx", packed.getvalue()))
    with pytest.raises(Refused, match="broken"):
        read(made(tmp_path / "c.xlsx", path.read_bytes()[:500]))


def damaged(raw: bytes, *, packing: int | None = None, flag: int = 0) -> bytes:
    """A zip file whose parts say that they are packed otherwise, or under a password, in both places where they say it."""
    changed = bytearray(raw)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(mark), raw):
            changed[found.start() + at] |= flag
            if packing is not None:
                changed[found.start() + at + 2] = packing
    return bytes(changed)


@pytest.mark.parametrize("how", [{"packing": 99}, {"packing": 12}, {"flag": 1}])
def test_a_workbook_that_cannot_be_unpacked_is_refused(tmp_path: Path, how: dict[str, int]) -> None:
    raw = workbook(tmp_path / "a.xlsx", ["title", "date"], ["A", "2024"]).read_bytes()
    with pytest.raises(Refused, match="broken, or under a password"):
        read(made(tmp_path / "b.xlsx", damaged(raw, **how)))


def test_a_workbook_with_bytes_that_were_changed_is_read_or_refused_and_breaks_nothing(tmp_path: Path) -> None:
    raw = workbook(tmp_path / "a.xlsx", ["title", "date"], *([f"A {n}", "2024"] for n in range(300))).read_bytes()
    refused = 0
    for start in range(100, len(raw) - 100, 97):
        changed = raw[:start] + bytes(byte ^ 0xFF for byte in raw[start : start + 20]) + raw[start + 20 :]
        try:
            list(File(made(tmp_path / "b.xlsx", changed)).rows_here())
        except Refused:
            refused += 1
    assert refused


# ---- Tables


ACLED = (
    "event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,location,latitude,longitude,"
    "geo_precision,source,notes,fatalities\n"
    "04 March 2024,2024,1,Battles,Armed clash,Group A,Group B,Mali,Kidal,18.44,1.4,1,Wire; Paper,They fought.,3\n"
    "06 March 2024,2024,2,Protests,Peaceful protest,Protesters (Mali),,Mali,Kidal,18.44,1.4,3,Wire,,0\n"
    "06 March 2024,2024,3,Strategic developments,Other,Group A,,Mali,Kidal,,,1,,,0\n"
    "06 March 2024,2024,9,Battles,Armed clash,Group A,,Mali,Kidal,,,1,,,0\n"
)


def test_coded_events_of_acled_are_read(tmp_path: Path) -> None:
    clash, protest, other, refused = read(made(tmp_path / "a.csv", ACLED))
    assert isinstance(clash, Record)
    assert (clash.title, clash.edtf, clash.type) == ("Armed clash: Group A – Group B, Kidal", "2024-03-04", "military")
    assert [who.name for who in clash.actors] == ["Group A", "Group B"]
    assert clash.summary == "They fought.\nFatalities: 3.\nSource: Wire; Paper"
    assert (clash.country, clash.latitude, clash.tags) == ("ML", 18.44, ("Armed clash", "Battles"))
    assert isinstance(protest, Record)
    assert (protest.type, protest.edtf) == ("protest", "[2024-03-04..2024-03-10]")
    # A point that stands for a region is the place's; the event itself was somewhere in it.
    assert protest.latitude is None
    assert protest.place
    assert (protest.place.latitude, protest.place.exact) == (18.44, "region")
    assert isinstance(other, Record)
    assert (other.type, other.edtf) == ("other", "2024-03")
    assert isinstance(refused, RefusedRow)
    assert "no time_precision" in refused.reason


UCDP = (
    "id,year,type_of_violence,dyad_name,side_a,side_b,date_start,date_end,date_prec,where_coordinates,where_prec,"
    "country,latitude,longitude,source_article,best\n"
    "1,2011,1,x,Government of Syria,IS,2011-03-04 00:00:00.000,2011-03-04 00:00:00.000,1,Raqqa,1,Syria,35.9,39.0,Wire,2\n"
    "2,2011,3,x,IS,Civilians,2011-03-01,2011-03-31,4,Raqqa province,4,Syria,35.9,39.0,Wire,2\n"
    "3,2011,2,x,A,B,2011-03-01,2011-03-01,3,Raqqa,2,Syria,35.9,39.0,Wire,2\n"
)


def test_coded_events_of_ucdp_are_read(tmp_path: Path) -> None:
    first, second, third = read(made(tmp_path / "a.csv", UCDP))
    assert isinstance(first, Record)
    assert (first.title, first.edtf) == ("State-based conflict: Government of Syria – IS, Raqqa", "2011-03-04")
    assert (first.type, first.tags) == ("military", ("State-based conflict",))
    assert isinstance(second, Record)
    assert (second.type, second.edtf, second.latitude) == ("attack", "[2011-03-01..2011-03-31]", None)
    assert isinstance(third, Record)
    assert third.edtf == "[2011-02-28..2011-03-06]"


SLIDES = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Type,Group\n"
    ",,,,,,,,,The whole story,Read on,,title,\n"
    "2024,3,1,2:05 PM,,,,,,Talks open,<p>In <b>Geneva</b>.</p><p>Again &amp; again.</p>,,,Talks\n"
    "2024,3,,,2024,5,2,,,Round,Plain: a < b,,,\n"
    "2024,3,1,noon,,,,,,Odd,,,,\n"
)


def test_a_sheet_of_slides_is_read(tmp_path: Path) -> None:
    cover, talks, round_, odd = read(made(tmp_path / "a.csv", SLIDES))
    assert isinstance(cover, RefusedRow)
    assert isinstance(talks, Record)
    assert (talks.title, talks.edtf, talks.tags) == ("Talks open", "2024-03-01T14:05", ("Talks",))
    assert talks.summary == "In Geneva.\nAgain & again."
    assert isinstance(round_, Record)
    assert (round_.edtf, round_.summary) == ("2024-03/2024-05-02", "Plain: a < b")
    assert isinstance(odd, RefusedRow)
    assert "no time of the day" in odd.reason


def test_columns_of_one_name_and_a_title_over_the_table_lose_nothing(tmp_path: Path) -> None:
    path = made(tmp_path / "a.csv", "\ufeffOur events,,\r\n\r\ntitle,date,date\r\nA,2024,2023\r\n")
    reader = Reader(File(path), {})
    found = list(reader.records())
    assert told(found) == [("A", "2024")]
    assert reader.unused == ["date 2"]


def test_a_second_line_of_names_is_refused_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    names, event = told(read(made(tmp_path / "a.csv", "title,date\nTitel,Datum\nA,2024\n")))
    assert (names[0], "“Datum”" in names[1], event) == ("2", True, ("A", "2024"))


def test_many_columns_are_read_and_too_many_refused(tmp_path: Path) -> None:
    def table(columns: int) -> str:
        names = ",".join(f"c{number}" for number in range(columns))
        return f"title,date,{names}\nA,2024{',x' * columns}\n"

    reader = Reader(File(made(tmp_path / "a.csv", table(500))), {})
    assert told(list(reader.records())) == [("A", "2024")]
    assert len(reader.unused) == 500
    with pytest.raises(Refused, match="more than 1,000"):
        read(made(tmp_path / "a.csv", table(1001)))


def test_formulas_of_a_table_are_plain_text(tmp_path: Path) -> None:
    found = read(made(tmp_path / "a.csv", "title,date\n=1+1,2024\n'=cmd|' /C calc'!A0,2024\n"))
    assert [title for title, _ in told(found)] == ["=1+1", "=cmd|' /C calc'!A0"]


def test_the_longest_cell_and_broken_bytes_are_refused_with_their_line(tmp_path: Path) -> None:
    content = b"title,date\nA,2024\n" + b"x" * 1_100_000 + b",2024\nB\xe9,2024\nC\x00,2024\nD,2024\n"
    found = told(read(made(tmp_path / "a.csv", content)))
    assert [found[0], found[4]] == [("A", "2024"), ("D", "2024")]
    assert [(number, reason.split(":")[0]) for number, reason in found[1:4]] == [
        ("3", "is longer than 1,000,000 characters"),
        ("4", "is not UTF-8"),
        ("5", "holds NUL characters, as binary files do"),
    ]


# ---- The order of days and months


@pytest.mark.parametrize(("dates", "orders", "edtf"), [
    (["13/04/2024", "03/04/2024"], Orders(dmy=1, either=1), "2024-04-03"),
    (["04/13/2024", "03/04/2024"], Orders(mdy=1, either=1), "2024-03-04"),
    (["03/03/2024", "3.4.2024"], Orders(), "2024-04-03"),
    (["2024/03/04", "2024.3.4"], Orders(), "2024-03-04"),
])  # fmt: skip
def test_the_order_is_found_in_the_column(tmp_path: Path, dates: list[str], orders: Orders, edtf: str) -> None:
    path = made(tmp_path / "a.csv", "title,date\n" + "".join(f"A,{day}\n" for day in dates))
    assert orders_of(File(path), {}) == orders
    assert told(read(path, order=orders.found))[-1] == ("A", edtf)


def test_where_dates_do_not_show_it_it_is_asked_for(tmp_path: Path) -> None:
    path = made(tmp_path / "a.csv", "title,date\nA,03/04/2024\n")
    orders = orders_of(File(path), {})
    assert orders.asked
    assert "two ways" in told(read(path))[0][1]
    assert told(read(path, order="mdy")) == [("A", "2024-03-04")]


def test_mixed_orders_are_read_where_they_are_plain_and_refused_where_not(tmp_path: Path) -> None:
    path = made(tmp_path / "a.csv", "title,date\nA,13/04/2024\nB,04/13/2024\nC,03/04/2024\n")
    orders = orders_of(File(path), {})
    assert (orders.found, orders.asked) == ("", True)
    found = told(read(path))
    assert found[:2] == [("A", "2024-04-13"), ("B", "2024-04-13")]
    assert "two ways" in found[2][1]
    assert "no month 13" in told(read(path, order="dmy"))[1][1]


# ---- Calendars


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20240101T000000Z
DTSTART;VALUE=DATE:20240301
DTEND;VALUE=DATE:20240304
SUMMARY:Talks\\, second round
LOCATION:Geneva
GEO:46.2;6.15
CATEGORIES:talks,trade
URL:https://example.org/talks
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20240701T000000Z
DTSTART:20240601T140500Z
STATUS:TENTATIVE
SUMMARY:Call
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;VALUE=DATE:20240601
RRULE:FREQ=YEARLY
SUMMARY:Yearly
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_read_with_its_last_days(tmp_path: Path) -> None:
    talks, call, yearly = read(made(tmp_path / "a.ics", CALENDAR.replace("\n", "\r\n")))
    assert isinstance(talks, Record)
    assert (talks.title, talks.edtf, talks.status) == ("Talks, second round", "2024-03-01/2024-03-03", "scheduled")
    assert (talks.latitude, talks.tags, talks.source_url) == (46.2, ("talks", "trade"), "https://example.org/talks")
    assert isinstance(call, Record)
    assert (call.edtf, call.status) == ("2024-06-01T14:05Z", "possible")
    assert isinstance(yearly, RefusedRow)
    assert "repeats" in yearly.reason


@pytest.mark.parametrize(("was", "broken"), [
    ("DTSTART;VALUE=DATE:20240301", "DTSTART;VALUE=DATE:20243301"),
    ("DTEND;VALUE=DATE:20240304", "DTEND;VALUE=DATE:2024030"),
    ("GEO:46.2;6.15", "GEO:46.2"),
])  # fmt: skip
def test_an_entry_with_a_broken_line_is_refused_and_the_others_are_read(tmp_path: Path, was: str, broken: str) -> None:
    assert was in CALENDAR
    talks, call, _ = read(made(tmp_path / "a.ics", CALENDAR.replace(was, broken)))
    assert isinstance(talks, RefusedRow)
    assert "cannot be read" in talks.reason
    assert isinstance(call, Record)


@pytest.mark.parametrize(
    ("content", "says"), [("", "no event"), ("hello", "no"), ("BEGIN:VCALENDAR\nEND:VCALENDAR", "no event")]
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(made(tmp_path / "a.ics", content))


# ---- Chronologies


CHRONOLOGY = """A chronology of the dispute

1990
2 August – Forces cross the border. The Council meets (https://example.org/a).
It goes on for a day.
1991
January
16 – The campaign begins
• **3–5 March** – Talks
c. 1991: First reports
12 March 1991 - 4 April 1991 – Uprising
2003-05-01 | Speech
13.12.2003 — Captured
14 June 2004
The council is dissolved.
Spring 2005, Elections prepared
03/04/2006 – Twofold
"""


def test_a_chronology_is_read_under_its_headings(tmp_path: Path) -> None:
    found = read(made(tmp_path / "a.txt", CHRONOLOGY), order="dmy")
    assert told(found)[1:] == [
        ("Forces cross the border", "1990-08-02"),
        ("The campaign begins", "1991-01-16"),
        ("Talks", "1991-03-03/1991-03-05"),
        ("First reports", "1991~"),
        ("Uprising", "1991-03-12/1991-04-04"),
        ("Speech", "2003-05-01"),
        ("Captured", "2003-12-13"),
        ("The council is dissolved", "2004-06-14"),
        ("Elections prepared", "2005-21"),
        ("Twofold", "2006-04-03"),
    ]
    assert told(found)[0][0] == "1"
    assert isinstance(found[1], Record)
    assert found[1].source_url == "https://example.org/a"
    assert found[1].summary.endswith("It goes on for a day.")


def test_a_word_document_is_read_like_it(tmp_path: Path) -> None:
    document = docx.Document()
    for line in CHRONOLOGY.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "5 May 2010", "From a table"
    document.save(str(tmp_path / "a.docx"))
    found = told(read(tmp_path / "a.docx", order="dmy"))
    assert ("Forces cross the border", "1990-08-02") in found
    assert found[-1] == ("From a table", "2010-05-05")


@pytest.mark.parametrize("content", [b"", b"Nothing here is dated.\n\nNor here: not at all.", b"1991\n1992\n"])
def test_a_text_without_entries_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match="No paragraph begins with a date"):
        read(made(tmp_path / "a.txt", content))


def test_a_text_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="NUL"):
        read(made(tmp_path / "a.txt", b"1991 \x00"))
    with pytest.raises(Refused, match="UTF-8"):
        read(made(tmp_path / "a.txt", "1991 – é".encode("latin-1", "replace")))
