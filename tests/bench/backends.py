"""The backends that look for names, side by side: what `bench_events` prints of them and docs/happenings.md has.

Three sets: the open articles that CORPORA points at, the texts of our own that may be read while rules are written, and those that may not.
Actors are counted over the happenings found: of those the gold names the share that is named, of those named the share that the gold has.
"""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from time import process_time
from typing import Any, Final

from events.extraction.happenings.spotting import Spot, spotter, trouble_with
from events.extraction.pipeline import extract
from events.extraction.values import Document
from tests.gold import corpus
from tests.gold.reading import CLOSED, articles
from tests.gold.scoring import read_events, score_events
from tests.gold.tables import share, table

BACKENDS: Final = ("rules", "spacy")
FIGURES: Final = (*corpus.FIGURES, "actors found", "actors right")
LOADING: Final = """
import sys
from time import perf_counter
began = perf_counter()
from datetime import date
from events.extraction.happenings.spotting import spotter
from events.extraction.pipeline import extract
from events.extraction.values import Document
extract(Document("The president of Kenya arrived in Vladivostok on Monday.", date(2021, 3, 8)), spot=spotter(sys.argv[1]))
seconds = perf_counter() - began
from pathlib import Path
print(seconds, int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024)
"""
# Not ru_maxrss: a process inherits what the one that started it has held.


def speed(spot: Spot | None = None) -> float:
    """Words per CPU second over the articles of our own, each read once after a warm-up."""
    documents = [Document(a.text, a.published, a.article_id) for a in articles().values()]
    extract(documents[0], spot=spot)
    began = process_time()
    for document in documents:
        extract(document, spot=spot)
    return sum(len(d.text.split()) for d in documents) / (process_time() - began)


def loading(backend: str = "rules") -> tuple[float, float]:
    """Seconds until a first sentence is read in a new process, all tables loaded, and the megabytes it holds then (Linux only)."""
    seconds, megabytes = subprocess.check_output([sys.executable, "-c", LOADING, backend], text=True).split()
    return float(seconds), float(megabytes)


def side_by_side() -> str:
    """A column a set and backend, a row a figure; instead, what is missing where a backend cannot be had."""
    if trouble := trouble_with("spacy"):
        return f"No backends side by side. {trouble}"
    columns: dict[str, Mapping[str, float]] = {}
    for name, of in {"articles": _open_figures, "own texts": _own_figures, "unread texts": _unread_figures}.items():
        columns |= {f"{name}: {backend}": of(spotter(backend)) for backend in BACKENDS}
    rows = [(figure, *(column[figure] for column in columns.values())) for figure in FIGURES]
    return "\n".join((table("Backends", ("", *columns), rows), *map(_cost, BACKENDS)))


def _cost(backend: str) -> str:
    seconds, megabytes = loading(backend)
    return f"{backend:<8}{speed(spotter(backend)):>8,.0f} words per CPU second, loaded in {seconds:.1f} s, {megabytes:.0f} MB"


def _open_figures(spot: Spot | None) -> Mapping[str, float]:
    gold = corpus.open_articles().values()
    rows = [(corpus.read(article, spot), article["events"]) for article in gold]
    return corpus.figures(corpus.scorer(), gold, spot) | _actors(
        pair for read, events in rows for pair in _met(read, events)
    )


def _met(
    rows: Iterable[Mapping[str, Any]], events: Iterable[Mapping[str, Any]]
) -> Iterable[tuple[list[str], list[str]]]:
    """The actors of each proposal and of the happening in the gold whose date phrase it overlaps."""
    for row in rows:
        start, end = row["date_start"], row["date_start"] + len(row["date_text"])
        for event in events:
            if start < event["date_start"] + len(event["date_text"]) and event["date_start"] < end:
                yield row["actors"], event["actors"]


def _own_figures(spot: Spot | None) -> Mapping[str, float]:
    return _figures(spot, "own-dev", "fresh-dev")


def _unread_figures(spot: Spot | None) -> Mapping[str, float]:
    return _figures(spot, *CLOSED)


def _figures(spot: Spot | None, *splits: str) -> Mapping[str, float]:
    gold = articles(*splits)
    score = score_events(read_events(gold, spot), gold)
    found = {"precision": score.precision, "recall": score.recall(), "date": score.recall("date")}
    found |= {name: score.accuracy(name) for name in ("status", "type", "place")}
    return found | _actors((o.prediction["actors"], o.gold.actors) for o in score.matched if o.gold)


def _actors(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> Mapping[str, float]:
    ours = theirs = found = right = 0
    for named, wanted in ((list(one), list(other)) for one, other in pairs):
        ours, theirs = ours + len(named), theirs + len(wanted)
        found += sum(any(_same(name, other) for other in named) for name in wanted)
        right += sum(any(_same(name, other) for other in wanted) for name in named)
    return {"actors found": share(found, theirs), "actors right": share(right, ours)}


def _same(one: str, other: str) -> bool:
    """Whether two names are one: a part of the other, or of one family name."""
    low, high = one.lower(), other.lower()
    return low in high or high in low or low.split()[-1] == high.split()[-1]
