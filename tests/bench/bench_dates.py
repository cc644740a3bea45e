"""How well and how fast dates are read: `python -m tests.bench.bench_dates` prints tables.

Quality: F1 on the development corpora by halves, with a breakdown by category, beside the stored predictions of other taggers on the documents
they were run on. Speed: characters per CPU second beside `dateparser.search.search_dates` on the same documents in the same run, each document read
once after a warm-up on other documents, so that no memory of either helps.
"""

import sys
from collections.abc import Callable
from datetime import date, datetime, time
from time import process_time
from types import ModuleType
from typing import Any

from dateparser.search import search_dates

from tests.gold import timex

PEERS = (
    "heideltime-news",
    "sutime",
    "recognizers",
    "js-recognizers",
    "js-chrono",
    "dateparser",
    "dateparser-tuned",
    "duckling",
)
SPEED_BAR = 1.3
"""How many times as fast as dateparser's own search it must be."""


def quality(score: ModuleType) -> None:
    """Prints the figures of both halves of each corpus, and what is right by category."""
    print(f"{'corpus':<18}{'docs':>5} " + "".join(f"{name:>9}" for name in timex.FIGURES))
    for corpus in timex.CORPORA:
        for half in ("train", "test"):
            docs = timex.documents(score, corpus, half)
            predicted = timex.tagged(score, docs)
            row = timex.figures(score, docs, predicted)
            print(f"{corpus + ' ' + half:<18}{len(docs):>5} " + "".join(f"{row[name]:>9.1f}" for name in timex.FIGURES))
            print(categories(score, docs, predicted))


def categories(score: ModuleType, docs: dict[str, Any], predicted: dict[str, list[Any]]) -> str:
    """Gold, found and right values by category, a line each."""
    _, _, found, _ = score.evaluate(docs, predicted)
    return "\n".join(
        f"    {name:<28} gold {row['gold']:>4}  found {row['found']:>4}  value right {row['value']:>4}  spurious {row['spurious']:>3}"
        for name, row in found.items()
        if row
    )


def beside_peers(score: ModuleType) -> None:
    """Prints our figures and those of the stored predictions, on the documents of the sample, by halves."""
    folder = timex.FOLDER / "baselines" / "timebank-sample61"
    if not folder.exists():
        print("no stored predictions of other taggers")
        return
    sample = set((folder / "docs.txt").read_text("utf-8").split())
    for half in ("train", "test"):
        docs = {name: doc for name, doc in timex.documents(score, "timebank", half).items() if name in sample}
        print(
            f"\nTimeBank sample, {half} half: {len(docs)} documents"
            + " " * 6
            + "".join(f"{name:>9}" for name in timex.FIGURES)
        )
        rows = {"ours": timex.tagged(score, docs)}
        rows |= {
            peer: stored(score, folder / f"{peer}.jsonl", docs) for peer in PEERS if (folder / f"{peer}.jsonl").exists()
        }
        for name, predicted in rows.items():
            row = timex.figures(score, docs, predicted)
            print(f"  {name:<44}" + "".join(f"{row[figure]:>9.1f}" for figure in timex.FIGURES))


def stored(score: ModuleType, path: Any, docs: dict[str, Any]) -> dict[str, list[Any]]:
    """A peer's stored predictions for these documents; the scorer's warning about the others is not printed."""
    errors, sys.stderr = sys.stderr, open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115
    try:
        found: dict[str, list[Any]] = score.read_pred(str(path), docs)
    finally:
        sys.stderr.close()
        sys.stderr = errors
    return found


def speed(score: ModuleType) -> float:
    """Prints both speeds; gives how many times as fast as dateparser's search we are."""
    docs = list(timex.documents(score, "timebank").values())
    warm, measured = docs[::3], [doc for number, doc in enumerate(docs) if number % 3]

    def search(doc: dict[str, Any]) -> object:
        base = datetime.combine(date.fromisoformat(doc["dct"]), time(12))
        return search_dates(doc["text"], languages=["en"], settings={"RELATIVE_BASE": base})

    ours, theirs = rate(timex.read, warm, measured), rate(search, warm, measured)
    print(f"\n{'characters per CPU second, documents not seen before':<56}{ours:>10,.0f}")
    print(f"{'dateparser.search.search_dates':<56}{theirs:>10,.0f}")
    print(f"{'times as fast':<56}{ours / theirs:>10.1f}   (at least {SPEED_BAR})")
    return ours / theirs


def rate(call: Callable[[dict[str, Any]], object], warm: list[dict[str, Any]], measured: list[dict[str, Any]]) -> float:
    """Characters per CPU second over the measured documents, each read once."""
    for doc in warm:
        call(doc)
    began = process_time()
    for doc in measured:
        call(doc)
    return sum(len(doc["text"]) for doc in measured) / (process_time() - began)


def main() -> int:
    """0 where every floor and the speed bar hold, 1 where one does not, 2 where there are no corpora."""
    try:
        score = timex.scorer()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    quality(score)
    beside_peers(score)
    return int(speed(score) < SPEED_BAR)


if __name__ == "__main__":
    sys.exit(main())
