"""Sentences with one date phrase given by hand, read by the happenings alone: what the tables in this folder are run through."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from events.extraction.candidates import candidates_of
from events.extraction.values import Candidate, Derivation, Document, Expression, Resolution, Sentence, SentenceKind

HERE = Path(__file__).parent


def table(name: str) -> dict[str, Any]:
    """The rows of a table beside this file."""
    return load(HERE / name)


def load(path: Path) -> dict[str, Any]:
    """A TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def expression(text: str, phrase: str, edtf: str, *, value: str = "", start: int = 0) -> Expression:
    """The first such phrase at or behind `start`, meaning the given date."""
    at = text.index(phrase, start)
    end = at + len(phrase)
    meaning = Resolution(value or edtf, edtf, reasons=(f"{phrase} is {edtf}",))
    return Expression(at, end, phrase, "DATE", meaning, Derivation("given", at, end, phrase), at, end)


def read(
    text: str, phrase: str, edtf: str, published: str = "2021-03-10", *, kind: SentenceKind = "body"
) -> tuple[Candidate, ...]:
    """The candidates of one sentence with one dated phrase; "now" and "currently" are marked as the tagger marks them."""
    value = "PRESENT_REF" if phrase in ("now", "currently") else ""
    document = Document(text, date.fromisoformat(published), "test")
    return candidates_of(
        document, (Sentence(0, len(text), text, kind),), (expression(text, phrase, edtf, value=value),)
    )
