"""Rows of files: every form, with the line of each row, and files that are broken in every way that was thought of."""

import gzip
import json
from pathlib import Path

import pytest

from events.imports.files import LONGEST, File, Row
from events.imports.records import Refused


def rows_of(folder: Path, name: str, content: str | bytes) -> list[Row]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(File(path).rows())


def test_csv_rows_have_the_line_they_start_on(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "a.csv", 'title,date\n"Two\nlines",1991\n\nOne,1992\n')
    assert rows == [Row(2, {"title": "Two\nlines", "date": "1991"}), Row(5, {"title": "One", "date": "1992"})]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_it_sees_the_delimiter_in_the_first_line(tmp_path: Path, delimiter: str) -> None:
    rows = rows_of(tmp_path, "a.csv", f"title{delimiter}date\nA{delimiter}1991\n")
    assert rows == [Row(2, {"title": "A", "date": "1991"})]


def test_a_mark_of_utf8_is_no_part_of_a_column(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "a.csv", b"\xef\xbb\xbftitle\nA\n") == [Row(2, {"title": "A"})]


def test_missing_cells_are_missing_and_too_many_are_refused(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "a.csv", "title,date\nA\nB,1991,x\nC,1992\n")
    assert rows[0] == Row(2, {"title": "A"})
    assert "3 cells and there are 2 columns" in rows[1].problem
    assert rows[2].values["title"] == "C"


def test_a_bad_line_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "a.csv", b"title,date\n\xff\xfe,1991\nA\x00,1992\n" + b"B" * (LONGEST + 5) + b"\nC,1994\n")
    assert [row.number for row in rows] == [2, 3, 4, 5]
    assert "UTF-8" in rows[0].problem
    assert "NUL" in rows[1].problem
    assert "longer than" in rows[2].problem
    assert rows[3] == Row(5, {"title": "C", "date": "1994"})


def test_a_quotation_mark_never_closed_is_told_by_its_line(tmp_path: Path) -> None:
    lines = 'title,date\nA,1991\n"B,1992\n' + "C,1993\n" * (LONGEST // 6)
    rows = rows_of(tmp_path, "a.csv", lines)
    assert rows[0].values["title"] == "A"
    assert rows[1].number == 3
    assert "quotation mark" in rows[1].problem


def test_jsonl_rows_have_their_line(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "a.jsonl", '{"title": "A"}\n\n[1]\n{"title": \n"B"\n{"title": "C"}')
    assert [(row.number, row.problem[:10]) for row in rows] == [
        (1, ""),
        (3, "is no JSON"),
        (4, "is no JSON"),
        (5, "is no JSON"),
        (6, ""),
    ]


def test_json_nested_without_end_is_refused(tmp_path: Path) -> None:
    assert "no JSON" in rows_of(tmp_path, "a.jsonl", "[" * 200_000)[0].problem
    with pytest.raises(Refused):
        rows_of(tmp_path, "a.json", "[" * 200_000)


def test_a_json_list_is_numbered_by_its_items(tmp_path: Path) -> None:
    many = [{"title": f"Event {number}", "note": "x" * 300} for number in range(1, 1001)]
    rows = rows_of(tmp_path, "a.json", json.dumps(many))
    assert [row.number for row in rows] == list(range(1, 1001))
    assert [row.values for row in rows] == many


@pytest.mark.parametrize(
    "content", ["", "7", '{"title": "A"}', '{"a": 1, "b": {"features": []}}', "[{]", '[{"a": 1}', '[{"a": 1} 2]']
)
def test_json_that_is_no_list_of_events_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(Refused):
        rows_of(tmp_path, "a.json", content)


def test_an_empty_list_has_no_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "a.json", " [ ] ") == []


def test_geojson_features_bring_their_point(tmp_path: Path) -> None:
    point = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [6.15, 46.2, 400]},
        "properties": {"title": "A"},
    }
    nowhere = {"type": "Feature", "geometry": None, "properties": {"title": "B"}}
    line = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        "properties": {"title": "C"},
    }
    collection = {"type": "FeatureCollection", "crs": {"features": [1]}, "features": [point, nowhere, line], "more": 1}
    rows = rows_of(tmp_path, "a.geojson", json.dumps(collection))
    assert rows[0] == Row(1, {"title": "A", "lon": 6.15, "lat": 46.2})
    assert rows[1] == Row(2, {"title": "B"})
    assert "no Point" in rows[2].problem


def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "a.csv.gz", gzip.compress(b"title\nA\n")) == [Row(2, {"title": "A"})]
    assert rows_of(tmp_path, "A.CSV.GZ", gzip.compress(b"title\nA\n")) == [Row(2, {"title": "A"})]
    with pytest.raises(Refused, match="gzip"):
        rows_of(tmp_path, "b.csv.gz", b"title\nA\n")
    with pytest.raises(Refused, match="gzip"):
        rows_of(tmp_path, "c.csv.gz", gzip.compress(b"title\n" + b"A\n" * 5000)[:-12])
    whole = gzip.compress(b"title\n" + b"".join(b"A %d\n" % n for n in range(5000)))
    with pytest.raises(Refused, match="gzip"):
        rows_of(tmp_path, "d.csv.gz", whole[:500] + b"\xff" * 40 + whole[540:])


@pytest.mark.parametrize(("name", "content", "says"), [
    ("a.csv", b"", "empty"),
    ("a.csv", b"\n\n", "empty"),
    ("a.csv", b"\xfft,date\n", "UTF-8"),
    ("a.csv", "title,date\n".encode("utf-16"), "UTF-8"),
    ("a.json", b'[{"title": "\xff"}]', "UTF-8"),
    ("a.xls", b"PK", "whose name ends in"),
    ("a.xlsx.gz", b"PK", "whose name ends in"),
    ("a.xlsx", b"PK", "broken"),
    ("a", b"title", "whose name ends in"),
])  # fmt: skip
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        rows_of(tmp_path, name, content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no file"):
        File(tmp_path / "a.csv")


def test_a_carriage_return_among_the_first_lines_spoils_its_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,date\nA\rB,2024\nC,2025\n")
    rows = list(File(path).rows())
    assert [row.values.get("title") for row in rows if not row.problem] == ["C"]
    assert len(rows) == 2
