"""Rows of a chronology as researchers keep them: paragraphs of "date – text", under headings that give the year.

A paragraph that begins with a date is an entry; one that is a date alone is a heading for what stands below it; one without a date goes
on with the entry above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from events.imports.dates import civil, in_words, is_edtf
from events.imports.grid import Row
from events.imports.records import ADDRESS, Refused
from events.intake.documents import read_document
from events.intake.texts import NotText

LARGEST: Final = 20_000_000
"""Bytes: a chronology of a thousand pages has three million."""
PARTED: Final = re.compile(r"\s+[–—-]\s*|\s*[–—]\s+|:\s+|\t+|\s+\|\s+|,\s+(?=[A-Z])|\.\s+(?=[A-Z])")
"""What may stand between a date and its text."""
LONGEST_DATE: Final = 60
BULLET: Final = re.compile(r"^[\s*•·▪◦#>|–—-]+(?=\S)|\*\*|__")
TITLE_AT_MOST: Final = 200
SENTENCE: Final = re.compile(r"(?<=[^\W\d_]{3}[.!?])[”\"’)]?\s+(?=[\"“‘(]?[A-Z0-9])")
HAS_YEAR: Final = re.compile(r"(?P<year>[0-9]{4})(?!.*[0-9]{4})")
MONTHS: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b", re.IGNORECASE
)
NO_DATE: Final = "begins with no date, and stands below no entry it could go on: write “12 March 1991 – what happened”"


@dataclass(slots=True)
class Entry:
    """One entry while it is read: where it begins, its date, its paragraphs."""

    number: int
    date: str
    texts: list[str] = field(default_factory=list)

    def row(self) -> Row:
        """The entry as a row."""
        whole = "\n".join(text for text in self.texts if text)
        if not whole:
            return Row(self.number, problem=f"tells nothing beside its date “{self.date}”")
        title = title_of(whole)
        values = {"date": self.date, "title": title}
        if len(whole.rstrip(".")) > len(title):
            values["summary"] = whole
        if (address := re.search(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]", whole)) and ADDRESS.fullmatch(address[0]):
            values["source_url"] = address[0]
        return Row(self.number, values)


def document_rows(file: IO[bytes]) -> Iterator[Row]:
    """The entries of a Word document, numbered by its paragraphs. Starts one process."""
    try:
        text = read_document("docx", file.read(LARGEST + 1)).text
    except NotText as error:
        raise Refused(str(error)) from error
    yield from entries_of(text.split("\n\n"))


def paragraph_rows(file: IO[bytes]) -> Iterator[Row]:
    """The entries of a text, numbered by its lines."""
    raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Refused(f"This text is larger than {LARGEST // 1_000_000} MB: part it.")
    if b"\x00" in raw:
        raise Refused("This file holds NUL characters, as binary files do: save it as UTF-8 text.")
    yield from entries_of(raw.decode("utf-8-sig").splitlines())


def entries_of(paragraphs: list[str]) -> Iterator[Row]:
    """The entries among paragraphs. Raises Refused where there is none."""
    above, entry, found = "", None, False
    for number, paragraph in enumerate(paragraphs, 1):
        text = " ".join(BULLET.sub("", paragraph).replace("\t", " \t ").split(" ")).strip()
        if not text:
            continue
        date, told = parted(text, above)
        if not date:
            if entry is None or (not entry.texts and is_heading(entry.date)):
                yield Row(number, problem=NO_DATE)
            else:
                entry.texts.append(text)
            continue
        if entry is not None and (entry.texts or not is_heading(entry.date)):
            found = True
            yield entry.row()
        entry = Entry(number, date, [told] if told else [])
        above = date if not told else above
    if entry is not None and entry.texts:
        found = True
        yield entry.row()
    if not found:
        raise Refused("No paragraph begins with a date. Write each entry as “12 March 1991 – what happened”.")


def parted(text: str, above: str) -> tuple[str, str]:
    """The date that a paragraph begins with, whole by the heading above, and its text; "" where it begins with none."""
    if date := dated(text.rstrip(" :.–—-"), above):
        return date, ""
    marks = [mark for mark in PARTED.finditer(text[: LONGEST_DATE + 10]) if 0 < mark.start() <= LONGEST_DATE]
    for mark in reversed(marks):  # the longest first: “12 – 14 March 1991 – text”
        if date := dated(text[: mark.start()].strip(), above):
            return date, text[mark.end() :].strip(" \t|")
    return "", ""


def dated(phrase: str, above: str) -> str:
    """A phrase as a date that counts from none: by itself, else with the year or the month of the heading above; "" for none."""
    phrase = phrase.strip("()[] ,")
    if not phrase or len(phrase) > LONGEST_DATE or not re.search(r"[0-9]", phrase + above):
        return ""
    year, month = HAS_YEAR.search(above), MONTHS.search(above)
    further = [f"{phrase} {year['year']}"] if year else []
    further += [f"{phrase} {month[0]} {year['year']}"] if year and month and phrase[:1].isdigit() else []
    return next((whole for whole in (phrase, *further) if is_date(whole)), "")


def is_date(phrase: str) -> bool:
    """Whether a phrase is a date by itself: four figures and more, or words with a year."""
    if not re.search(r"[0-9]{3}|[0-9]{2}s|century|B\.?C|A\.?D", phrase):
        return False
    try:
        return is_edtf(read_as(phrase))
    except Refused:
        return False


def is_heading(date: str) -> bool:
    """Whether a date without a text stands over others: a year or a month. A day alone dates the paragraph below it."""
    return bool(re.fullmatch(r"-?[0-9X]{4}(?:-[0-9]{2})?", read_as(date)))


def read_as(phrase: str) -> str:
    """A phrase as EDTF, or as it stands. Raises Refused for what counts from another day."""
    return phrase if is_edtf(phrase) else in_words(civil(phrase, "dmy"))


def title_of(text: str) -> str:
    """The first sentence, or of a long one its beginning, without its full stop."""
    first = SENTENCE.split(text.split("\n")[0], maxsplit=1)[0].strip()
    if len(first) > TITLE_AT_MOST:
        first = first[:TITLE_AT_MOST].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
    return first[:-1] if first.endswith(".") and not first.endswith("..") else first
