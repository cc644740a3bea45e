"""Rows of files, one at a time with the line each stands on. Tables and lists of any size are never held whole."""

import codecs
import csv
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, Final, Literal, cast

from events.cells import unguarded
from events.imports.calendars import entry_rows
from events.imports.chronology import document_rows, paragraph_rows
from events.imports.grid import Row, columns_of, header_at
from events.imports.guarded import SECONDS, guarded_rows
from events.imports.records import Refused
from events.imports.sheets import sheet_rows

Form = Literal["csv", "jsonl", "json", "xlsx", "ics", "text", "docx"]
FORMS: Final[dict[str, Form]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".geojsonl": "jsonl",
    ".json": "json",
    ".geojson": "json",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".ics": "ics",
    ".txt": "text",
    ".docx": "docx",
}
UNITS: Final[dict[Form, str]] = {
    "csv": "line",
    "jsonl": "line",
    "json": "item",
    "xlsx": "row",
    "ics": "entry",
    "text": "paragraph",
    "docx": "paragraph",
}
"""What the numbers of rows count."""
TABLES: Final[tuple[Form, ...]] = ("csv", "xlsx")
"""Forms whose first row names the columns."""
GUARDED: Final[tuple[Form, ...]] = ("xlsx", "ics")
"""Forms whose readers hold more than a row of what somebody else packed: a child process with limits reads them."""
PACKED: Final[tuple[Form, ...]] = ("xlsx", "docx")
"""Forms that are packed already."""
LONGEST: Final = 1_000_000
"""Characters of one line or one value: fifty times a long event with its text."""
DELIMITERS: Final = ",;\t|"
MOST_BEFORE: Final = 10
"""Lines before the one that names the columns."""
NOT_UTF8: Final = "is not UTF-8: save the file again with that encoding"


class File:
    """An open file of rows. `unit` is what their numbers count; `share` how much of it has been read; `remarks` what was left out.

    `seconds` of CPU are what reading it once may take, where its form is read by a child process.
    """

    def __init__(self, path: Path, *, seconds: int = SECONDS) -> None:
        self.path, self.seconds = path, seconds
        self.form = form_of(path)
        self.unit = UNITS[self.form]
        self.size = path.stat().st_size
        self.raw: IO[bytes] | None = None
        self.remarks: list[str] = []

    @property
    def share(self) -> float:
        """How much of the file's bytes has been read, from 0 to 1."""
        return min(1.0, self.raw.tell() / self.size) if self.raw and not self.raw.closed and self.size else 0.0

    def rows(self) -> Iterator[Row]:
        """Each row of the file. Raises Refused where there is no table in it at all."""
        self.remarks.clear()
        if self.form not in GUARDED:
            yield from self.rows_here()
            return
        with self.path.open("rb") as self.raw:
            yield from guarded_rows(self.path, self.raw, self.remarks, seconds=self.seconds)

    def rows_here(self) -> Iterator[Row]:
        """The same, read by this process, whatever the form."""
        with self.path.open("rb") as self.raw:
            unpacked = gzip.GzipFile(fileobj=self.raw) if self.path.suffix.lower() == ".gz" else self.raw
            try:
                yield from READERS[self.form](cast("IO[bytes]", unpacked), self.remarks)
            except (gzip.BadGzipFile, zlib.error, EOFError) as error:
                raise Refused(f"{self.path.name} is not a whole gzip file: {error}.") from error
            except UnicodeDecodeError as error:
                raise Refused(f"{self.path.name} {NOT_UTF8}.") from error

    def sha256(self) -> str:
        """SHA-256 of the file's bytes, as `sha256sum` prints it."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def form_of(path: Path) -> Form:
    """How the file is written, by its name. Raises Refused for what is no table and for no file at all."""
    if not path.is_file():
        raise Refused(f"There is no file {path}.")
    return FORMS[ending_of(path.name).removesuffix(".gz")]


def ending_of(name: str) -> str:
    """The end of a file's name that tells its form, with .gz where it is packed. Raises Refused for others."""
    endings = [ending.lower() for ending in Path(name).suffixes]
    packed = ".gz" if endings[-1:] == [".gz"] else ""
    ending = "".join(endings[-2:-1] if packed else endings[-1:])
    if ending not in FORMS or (packed and FORMS[ending] in PACKED):
        kinds = f"{', '.join(FORMS)} (and .gz, where that is not packed already)"
        raise Refused(f"“{name[:60]}” is of no kind that is read: give a file whose name ends in {kinds}.")
    return ending + packed


def lines(file: IO[bytes]) -> Iterator[tuple[str, str]]:
    """Each line as text without the mark of UTF-8, and why it cannot be read, "" where it can."""
    first = True
    while raw := file.readline(LONGEST):
        if first and raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Refused(f"This file {NOT_UTF8}.")
        if not raw.endswith(b"\n") and len(raw) == LONGEST:
            skip_line(file)
            yield "\n", f"is longer than {LONGEST:,} characters"
        else:
            yield readable(raw.removeprefix(b"\xef\xbb\xbf") if first else raw)
        first = False


def skip_line(file: IO[bytes]) -> None:
    """Read on to the end of the line."""
    while (raw := file.readline(LONGEST)) and not raw.endswith(b"\n"):
        pass


def readable(raw: bytes) -> tuple[str, str]:
    """The text of a line, and why it cannot be read."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace"), NOT_UTF8
    return (text.replace("\x00", ""), "holds NUL characters, as binary files do") if "\x00" in text else (text, "")


def csv_rows(file: IO[bytes]) -> Iterator[Row]:
    """The rows of a CSV file, whose first line names the columns; the delimiter is the one that stands there most."""
    problems: dict[int, str] = {}
    source = watched(file, problems)
    before, header, rest = head_of(source)
    check_head(before, header, problems)
    delimiter = delimiter_of(header)
    columns = columns_of(cells_of(header, delimiter))
    csv.field_size_limit(LONGEST)
    reader = csv.reader(rest, delimiter=delimiter, strict=False)
    while True:
        line = reader.line_num + before + 2
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Row(line, problem=f"cannot be read ({error}): is a quotation mark opened and never closed?")
            continue
        if cells is None:
            return
        if problems and (problem := problem_of(range(line, reader.line_num + before + 2), problems)):
            yield Row(line, problem=problem)
        elif any(cells):
            yield csv_row(line, columns, cells)


def problem_of(lines: range, problems: dict[int, str]) -> str:
    """Why one of these lines cannot be read, "" where all can."""
    return next((problems[number] for number in lines if number in problems), "")


def check_head(before: int, header: str, problems: dict[int, str]) -> None:
    """Raise Refused where no line that can be read names the columns, or where the file is no table at all."""
    if why := problem_of(range(1, before + 2), problems):
        raise Refused(f"The first line {why}.")
    if not header.strip():
        raise Refused("The file is empty: nothing names its columns.")
    if header.lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
        raise Refused("This is a web page, no table: download the table itself, or copy its cells and paste them.")
    if not cells_of(header, delimiter_of(header)):
        raise Refused(
            "The first line cannot be read: lines must end with a line feed. Save the file again as CSV (UTF-8)."
        )


def head_of(source: Iterator[str]) -> tuple[int, str, Iterator[str]]:
    """How many lines stand before the one that names the columns, that line, and what follows it."""
    first = list(islice(source, MOST_BEFORE))
    at = header_at([sum(map(bool, map(str.strip, cells_of(line, delimiter_of(line))))) for line in first])
    return at, first[at] if first else "", chain(first[at + 1 :], source)


def delimiter_of(header: str) -> str:
    """What parts the cells of this line."""
    return max(DELIMITERS, key=header.count)


def cells_of(header: str, delimiter: str) -> list[str]:
    """The cells of a line that may name the columns; none where it cannot be read."""
    try:
        return next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:  # a carriage return among its words, or a quotation mark that stays open
        return []


def watched(file: IO[bytes], problems: dict[int, str]) -> Iterator[str]:
    """The lines of a file; the problem of each that has one is put into `problems`, by its number."""
    for number, (text, problem) in enumerate(lines(file), 1):
        if problem:
            problems[number] = problem
        yield text


def csv_row(line: int, columns: list[str], cells: list[str]) -> Row:
    """One row of a CSV file; more cells than columns cannot be told apart, fewer are empty ones."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        return Row(line, problem=f"has {len(cells)} cells and there are {len(columns)} columns: is a comma not quoted?")
    texts = [unguarded(cell) if cell[:1] == "'" else cell for cell in cells]
    return Row(line, dict(zip(columns, texts, strict=False)))


def jsonl_rows(file: IO[bytes]) -> Iterator[Row]:
    """The rows of a JSONL file, one object a line; empty lines are passed over."""
    for number, (text, problem) in enumerate(lines(file), 1):
        if problem:
            yield Row(number, problem=problem)
        elif text.strip():
            try:
                yield object_row(number, json.loads(text))
            except (ValueError, RecursionError) as error:
                yield Row(number, problem=f"is no JSON: {error}")


def json_rows(file: IO[bytes]) -> Iterator[Row]:
    """The rows of a JSON list, or the features of a GeoJSON collection, numbered from 1."""
    scanner = Scanner(file)
    start = scanner.peek()
    if start == "{":
        find_features(scanner)
    elif start != "[":
        raise Refused("A JSON file holds a list of events, [{…}, …], or a GeoJSON FeatureCollection.")
    for number, value in enumerate(scanner.items(), 1):
        yield object_row(number, value)


def find_features(scanner: "Scanner") -> None:
    """Go to the list of features of a GeoJSON collection, past what stands before it."""
    scanner.expect("{")
    while (key := scanner.value()) != "features":
        scanner.expect(":")
        scanner.value()
        if scanner.peek() != ",":
            raise Refused("This JSON object has no “features”: give a GeoJSON FeatureCollection or a list of events.")
        scanner.expect(",")
    assert key == "features"
    scanner.expect(":")


def object_row(number: int, value: Any) -> Row:
    """One JSON object as a row; of a GeoJSON feature its properties, and latitude and longitude of its point."""
    if not isinstance(value, dict):
        return Row(number, problem="is no JSON object")
    if value.get("type") != "Feature":
        return Row(number, value)
    properties = value.get("properties")
    geometry = value.get("geometry") or {}
    row = dict(properties) if isinstance(properties, dict) else {}
    if not geometry:
        return Row(number, row)
    point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if not isinstance(point, list) or len(point) < 2:
        return Row(number, problem="has a geometry that is no Point: give a Point, or none")
    return Row(number, {**row, "lon": point[0], "lat": point[1]})


class Scanner:
    """Reads a JSON text value by value, holding one value and the piece of text it stands in."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.text, self.at, self.ended = file, "", 0, False
        self.characters = codecs.getincrementaldecoder("utf-8-sig")()
        self.decoder = json.JSONDecoder()

    def more(self) -> bool:
        """Read a further piece; False at the end."""
        piece = self.file.read(65_536)
        self.text, self.at = self.text[self.at :] + self.characters.decode(piece, final=not piece), 0
        self.ended = not piece
        return not self.ended

    def peek(self) -> str:
        """The next character that is no space, "" at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def expect(self, character: str) -> None:
        """Pass over a character that must stand here."""
        if (found := self.peek()) != character:
            raise Refused(f"The JSON breaks off: “{character}” should stand where “{found or 'the end'}” stands.")
        self.at += 1

    def value(self) -> Any:
        """The value that stands here."""
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except (ValueError, RecursionError) as error:
                value, end = error, -1
            # A number at the end of the piece may go on in the next one.
            if 0 <= end < len(self.text) or (self.ended and end >= 0):
                self.at = end
                return value
            if len(self.text) - self.at > LONGEST or not self.more():
                if end < 0:
                    raise Refused(f"The JSON cannot be read: {value}.")
                self.ended = True

    def items(self) -> Iterator[Any]:
        """The items of the list that stands here."""
        self.expect("[")
        if self.peek() == "]":
            return
        while True:
            yield self.value()
            if self.peek() != ",":
                break
            self.expect(",")
        self.expect("]")


READERS: Final[dict[Form, Callable[[IO[bytes], list[str]], Iterator[Row]]]] = {
    "csv": lambda file, remarks: csv_rows(file),
    "jsonl": lambda file, remarks: jsonl_rows(file),
    "json": lambda file, remarks: json_rows(file),
    "xlsx": sheet_rows,
    "ics": lambda file, remarks: entry_rows(file),
    "text": lambda file, remarks: paragraph_rows(file),
    "docx": lambda file, remarks: document_rows(file),
}
