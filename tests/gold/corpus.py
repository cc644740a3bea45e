"""The annotated articles that CORPORA points at, with their own scorer: read where they are, never copied."""

import importlib.util
import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from events.extraction.__main__ import events
from events.extraction.happenings.spotting import Spot

PROJECT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = PROJECT / os.environ.get("CORPORA", "../shared") / "samples" / "gold"
FIGURES: Final = ("precision", "recall", "date", "status", "type", "place")
Row = dict[str, Any]


def scorer() -> ModuleType:
    """The scorer beside the articles. Raises FileNotFoundError, saying which setting points there."""
    path = FOLDER / "score.py"
    if not path.exists():
        raise FileNotFoundError(
            f"no annotated articles at {path}: CORPORA must point at the folder that holds samples/gold"
        )
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def open_articles() -> dict[str, Row]:
    """The articles that may be read while rules are written, by id: those of the split "dev"."""
    found = (json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return {article["article_id"]: article for article in found if article["split"] == "dev"}


def read(article: Row, spot: Spot | None = None) -> list[Row]:
    """What the library proposes for an annotated article."""
    row = {"id": article["article_id"], "published": article["published"], "text": article["text"]}
    return list(events(row, spot=spot))


def figures(score: ModuleType, articles: Iterable[Row], spot: Spot | None = None) -> dict[str, float]:
    """Shares from 0 to 1 over the articles: precision, recall of required happenings, the same with the right date, and status, type
    and place of those matched, by the scorer's rules of what matches and what is accepted."""
    counts = dict.fromkeys(("found", "proposed", "required", "met", "dated", "status", "type", "place", "placed"), 0)
    for article in articles:
        _count(score, article, read(article, spot), counts)
    return {
        "precision": _share(counts["found"], counts["proposed"]),
        "recall": _share(counts["met"], counts["required"]),
        "date": _share(counts["dated"], counts["required"]),
        "status": _share(counts["status"], counts["found"]),
        "type": _share(counts["type"], counts["found"]),
        "place": _share(counts["place"], counts["placed"]),
    }


def _count(score: ModuleType, article: Row, rows: list[Row], counts: dict[str, int]) -> None:
    used: set[str] = set()
    groups: dict[str, bool] = {}
    for row in rows:
        span = score.span(article["text"], row)
        met = [
            e
            for e in article["events"]
            if span[0] < e["date_start"] + len(e["date_text"]) and e["date_start"] < span[1]
        ]
        best = max(
            met,
            key=lambda e: (score.accepted(row, e), row["type"] in e["type_accept"], e["id"] not in used),
            default=None,
        )
        if best is not None and best["id"] in used:
            continue
        counts["proposed"] += 1
        if best is None:
            continue
        used.add(best["id"])
        groups[best["group"]] = groups.get(best["group"], False) or score.accepted(row, best)
        counts["found"] += 1
        counts["status"] += row["status"] in best["status_accept"]
        counts["type"] += row["type"] in best["type_accept"]
        counts["placed"] += bool(best["place"])
        counts["place"] += bool(best["place"]) and _same_place(score, row["place"], best["place"])
    required = {e["group"] for e in article["events"] if e["required"]}
    counts["required"] += len(required)
    counts["met"] += sum(group in groups for group in required)
    counts["dated"] += sum(groups.get(group, False) for group in required)


def _same_place(score: ModuleType, ours: str | None, theirs: str) -> bool:
    one, other = score.norm(ours), score.norm(theirs)
    return bool(one) and (one in other or other in one)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def floors() -> dict[str, float]:
    """The figures that must be held."""
    pinned: dict[str, float] = json.loads((PROJECT / "tests" / "gold" / "floors.json").read_text("utf-8"))["events"]
    return pinned
