"""The TIMEX3 corpora that CORPORA points at: read, halved by document, tagged and scored by their own scorer."""

import hashlib
import importlib.util
import json
import os
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from events.extraction.expressions import expressions_of
from events.extraction.sentences import sentences_of
from events.extraction.values import Document

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("CORPORA") or ROOT / ".." / "shared") / "corpora" / "timex"
FLOORS = Path(__file__).with_name("floors.json")
CORPORA = ("timebank", "aquaint")
FIGURES = ("strict", "relaxed", "value", "date")


def scorer() -> ModuleType:
    """The corpora's own scorer, as a module. Raises FileNotFoundError where the corpora are not there."""
    path = FOLDER / "score.py"
    if not path.exists():
        raise FileNotFoundError(f"No corpora at {FOLDER}: set CORPORA to the folder that holds corpora/timex.")
    spec = importlib.util.spec_from_file_location("timex_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["timex_score"] = module
    spec.loader.exec_module(module)
    return module


def trained_on(name: str) -> bool:
    """Whether a document belongs to the half whose errors were looked at: decided by a hash of its name, so it never changes."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def documents(score: ModuleType, corpus: str, half: str = "") -> dict[str, Any]:
    """The documents of a corpus, or of its "train" or "test" half, with their gold."""
    docs: dict[str, Any] = score.read_gold(str(FOLDER / corpus))
    return {name: doc for name, doc in docs.items() if not half or trained_on(name) == (half == "train")}


def tagged(score: ModuleType, docs: dict[str, Any]) -> dict[str, list[Any]]:
    """What the library reads in each document, in the scorer's own values."""
    return {
        name: [
            score.Timex(found.start, found.end, found.type, found.resolution.value, found.text) for found in read(doc)
        ]
        for name, doc in docs.items()
    }


def read(doc: dict[str, Any]) -> tuple[Any, ...]:
    document = Document(doc["text"], date.fromisoformat(doc["dct"]) if doc["dct"] else None)
    return expressions_of(document, sentences_of(document))


def figures(score: ModuleType, docs: dict[str, Any], predicted: dict[str, list[Any]]) -> dict[str, float]:
    """F1 in per cent by the scorer's names, to one decimal."""
    total, *_ = score.evaluate(docs, predicted)
    summary = score.summarise(total)
    return {name: round(100 * summary[name]["F1"], 1) for name in FIGURES}


def floors() -> dict[str, dict[str, float]]:
    """What was reached, by corpus and half."""
    found: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))["dates"]
    return found
