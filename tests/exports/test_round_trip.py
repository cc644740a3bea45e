"""What is taken away can be brought in again: `load_events` reads every form it knows back as it was written."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.exports import csv, geojson, jsonl
from events.exports.records import Record, Told
from events.imports.files import File
from events.imports.records import Record as Read
from events.imports.records import RefusedRow
from events.imports.rows import MARKS
from events.imports.tabular import Reader
from events.vocabulary import STATUSES, TYPES
from tests.edtf.strategies import values

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
RISKY = st.sampled_from(["=1+1", "+1", "-2", "@SUM(A1)", "'=1", "''@x", "'tis", "＝1", '="a,b";c'])
TITLES = RISKY | TEXT.filter(lambda text: bool(text.split()))
URLS = st.sampled_from(["https://example.org/a", "http://example.com/b?c=1,2", ""])
MENTIONS = st.builds(
    Told, *(TEXT, TEXT), url=URLS, quote=TEXT, date_text=TEXT, attribution=TEXT, edtf=TEXT, status=TEXT, published=TEXT
)
POINTS = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
Writer = Callable[[Iterable[Record]], str]


@st.composite
def exported(draw: st.DrawFn) -> Record:
    """An event with any date, as an export has it."""
    point = draw(POINTS)
    return Record(
        id=draw(st.integers(1, 10**9)),
        title=draw(TITLES),
        summary=draw((RISKY | TEXT).filter(lambda text: not MARKS.search(text))),  # of HTML an import takes the words
        edtf=str(draw(values())),
        start="1991-01-01",
        end="1991-12-31",
        type=draw(st.sampled_from(list(TYPES))),
        plover="",
        status=draw(st.sampled_from(list(STATUSES))),
        importance=draw(st.just(0) | st.integers(6, 1000)),
        actors=(),
        place=draw(RISKY | TEXT),
        country=draw(st.sampled_from(["", "RU", "KP"])),
        lat=point and point[0],
        lon=point and point[1],
        tags=(),
        mentions=tuple(draw(st.lists(MENTIONS, max_size=3))),
    )


def as_csv(records: Iterable[Record]) -> str:
    return csv.line(csv.COLUMNS) + "".join(csv.line(csv.cells(record)) for record in records)


def as_jsonl(records: Iterable[Record]) -> str:
    return "".join(jsonl.line(record) for record in records)


def as_geojson(records: Iterable[Record]) -> str:
    return "".join(geojson.collection(records))


def read_back(text: str, path: Path) -> list[Read | RefusedRow]:
    path.write_text(text, encoding="utf-8", newline="")
    return list(Reader(File(path), {}).records())


@pytest.mark.parametrize(("suffix", "write"), [("csv", as_csv), ("jsonl", as_jsonl), ("geojson", as_geojson)])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(records=st.lists(exported(), min_size=1, max_size=4))
def test_dates_statuses_types_and_texts_come_back(
    suffix: str, write: Writer, records: list[Record], tmp_path: Path
) -> None:
    found = read_back(write(records), tmp_path / f"events.{suffix}")
    assert [str(row) for row in found if isinstance(row, RefusedRow)] == []
    for told, read in zip(records, found, strict=True):
        assert isinstance(read, Read)
        assert (read.edtf, read.status, read.type) == (told.edtf, told.status, told.type)
        assert read.title == " ".join(told.title.split())
        assert (read.summary, read.country, read.importance) == (told.summary.strip(), told.country, told.importance)
        assert (read.latitude, read.longitude) == (told.lat, told.lon)
        assert (read.place.name if read.place else "") == told.place.strip()
