"""A large file is read by a child process: the same records, refusals, columns and errors come of it."""

import gzip
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from events.imports import ahead
from events.imports.columns import NoColumn
from events.imports.files import File
from events.imports.records import Record, Refused, RefusedRow, Where, Who
from events.imports.tabular import Reader

TABLE = (
    "title,start,end,country,actors,tags,lat,lon,place,source_url,published,colour\n"
    'Talks in Oslo,2023-09-11,,NO,"Norway; The Ferry Club","peace, talks",59.9139,10.7522,Oslo,https://a.example/1,2023-09-12,red\n'
    "Nobody knows when,some day,,,,,,,,,,blue\n"
    "“Überfall”,1939-09-01,1945-05-08,,,,,,,,,\n"
)


@pytest.fixture(autouse=True)
def _two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.imports.tabular.worthwhile", lambda reader: True)


def made(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def watched(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The processes that are started from now on."""
    real, children = subprocess.Popen, []

    def started(*args: Any, **more: Any) -> Any:
        children.append(real(*args, **more))
        return children[-1]

    monkeypatch.setattr(subprocess, "Popen", started)
    return children


def test_a_child_reads_what_this_process_would(tmp_path: Path) -> None:
    path = made(tmp_path / "events.csv", TABLE)
    by_child, by_itself = Reader(File(path), {"colour": ""}), Reader(File(path), {"colour": ""})
    found = list(by_child.records())
    assert found == list(by_itself.records_here())
    assert [type(row) for row in found] == [Record, RefusedRow, Record]
    assert (by_child.unused, by_child.file.remarks) == (by_itself.unused, by_itself.file.remarks)
    assert Reader(File(path), {}).unused == []


def test_more_rows_than_a_line_holds_come_in_their_order(tmp_path: Path) -> None:
    lines = [f'{{"title": "Event {n}", "date": "2024", "n{n % 3}": {n}}}' for n in range(1, 1001)]
    reader = Reader(File(made(tmp_path / "events.jsonl", "\n".join(lines))), {})
    records = list(reader.records())
    assert [record.title for record in records if isinstance(record, Record)] == [f"Event {n}" for n in range(1, 1001)]
    assert reader.unused == ["n1", "n2", "n0"]


def test_how_far_the_file_is_read_is_known(tmp_path: Path) -> None:
    lines = [f'{{"title": "Event {n} {"-" * 200}", "date": "2024"}}' for n in range(1000)]
    reader = Reader(File(made(tmp_path / "events.jsonl", "\n".join(lines))), {})
    shares = [reader.file.share for _ in reader.records()]
    assert 0 < shares[0] < 1 == shares[-1]


def test_a_record_is_the_same_after_it_was_packed() -> None:
    whole = Record(
        "A title", "2023~/..", "visit", "possible", 600, "Told\nin lines", "KR", -0.1, 1e-7,
        Where("Seoul", "KR", 37.5665, 126.978, "city", 1835848), (Who("Norway", "state", "NO", "NO"), Who("Club")),
        ("a", "b"), "https://a.example/", date(2023, 1, 2), date(2022, 3, 4),
    )  # fmt: skip
    for found in (whole, Record("A title", "2023"), RefusedRow("line", 7, "The title is missing.")):
        assert ahead.unpacked(ahead.packed(found), "line") == found


def test_a_table_without_a_date_is_refused_as_it_is_here(tmp_path: Path) -> None:
    reader = Reader(File(made(tmp_path / "events.csv", "title,colour\nTalks,red\n")), {})
    with pytest.raises(NoColumn, match="No column holds the date") as refused:
        list(reader.records())
    assert refused.value.field == "date"


def test_a_file_that_breaks_off_is_refused_with_its_reason(tmp_path: Path) -> None:
    whole = gzip.compress("\n".join(f'{{"title": "Event {n}", "date": "2024"}}' for n in range(5000)).encode())
    path = tmp_path / "events.jsonl.gz"
    path.write_bytes(whole[:-200])
    with pytest.raises(Refused, match="not a whole gzip file"):
        list(Reader(File(path), {}).records())


def test_a_child_that_is_killed_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    children = watched(monkeypatch)
    lines = (f'{{"title": "Event {n} {"-" * 200}", "date": "2024"}}' for n in range(50_000))
    records = Reader(File(made(tmp_path / "events.jsonl", "\n".join(lines))), {}).records()
    next(records)
    children[0].kill()
    with pytest.raises(Refused, match="ended before the file did"):
        list(records)


def test_a_reader_that_is_left_ends_its_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    children = watched(monkeypatch)
    lines = (f'{{"title": "Event {n} {"-" * 200}", "date": "2024"}}' for n in range(50_000))
    records = Reader(File(made(tmp_path / "events.jsonl", "\n".join(lines))), {}).records()
    next(records)
    records.close()
    assert children[0].returncode is not None


def test_the_child_knows_no_django() -> None:
    code = "import sys, events.imports.ahead_child; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
