"""How well and how fast happenings are read: `python -m tests.bench.bench_events` prints a line an article, the totals and the throughput.

Quality on the open articles that CORPORA points at (split dev) and on those of our own; speed in words per CPU second, everything included:
sentences, dates and happenings, each article read once after a warm-up. With --curve: precision and recall for floors of confidence.
Where spaCy is installed (`make spacy`) the rules stand beside the rules with spaCy at the end; with --backends these alone.
"""

import sys

from events.extraction import candidates
from tests.bench.backends import loading, side_by_side, speed
from tests.gold import corpus
from tests.gold.reading import SPLITS, articles
from tests.gold.scoring import read_events, score_events

SPEED_BAR = 10_000
"""Words per second that must be reached on one core."""


def quality() -> None:
    """Prints the scorer's figures, a line for each open article, then all of them."""
    score = corpus.scorer()
    gold = corpus.open_articles()
    print(f"{'article':<66}" + "".join(f"{name:>10}" for name in corpus.FIGURES))
    for name, article in gold.items():
        _line(name[:64], corpus.figures(score, [article]))
    _line("all", corpus.figures(score, gold.values()))


def _line(name: str, row: dict[str, float]) -> None:
    print(f"{name:<66}" + "".join(f"{row[figure]:>10.3f}" for figure in corpus.FIGURES))


def own_quality() -> None:
    """Prints precision and the shares right on the articles of our own, by split."""
    gold = articles()
    for split in SPLITS:
        part = {name: article for name, article in gold.items() if article.split == split}
        score = score_events(read_events(part), part)
        matched = score.matched
        rights = {name: sum(getattr(o, name) for o in matched) / len(matched) for name in ("date", "status", "type")}
        print(
            f"{split:<10} precision {score.precision:.3f}  "
            + "  ".join(f"{k} right {v:.3f}" for k, v in rights.items())
        )


def curve() -> None:
    """Prints precision and recall for floors of confidence: the table of docs/happenings.md, on what may be read while rules are written."""
    kept, score = candidates.FLOOR, corpus.scorer()
    gold = articles("own-dev", "fresh-dev")
    print(f"{'floor':<8}{'articles':>16}{'own texts':>16}")
    for floor in (0.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        candidates.FLOOR = floor  # type: ignore[misc]  # a constant for everybody else
        open_ones = corpus.figures(score, corpus.open_articles().values())
        ours = score_events(read_events(gold), gold)
        row = (open_ones["precision"], open_ones["recall"], ours.precision, ours.recall())
        print(f"{floor or 'none':<8}{row[0]:>8.2f}, {row[1]:.2f}{row[2]:>10.2f}, {row[3]:.2f}")
    candidates.FLOOR = kept  # type: ignore[misc]


def main() -> int:
    """Prints all, or with --curve or --backends those tables alone; 1 where the speed bar is missed."""
    if "--curve" in sys.argv:
        curve()
        return 0
    if "--backends" in sys.argv:
        print(side_by_side())
        return 0
    try:
        quality()
    except FileNotFoundError as missing:
        print(missing)
    own_quality()
    reached = speed()
    print(f"speed      {reached:,.0f} words per CPU second (bar {SPEED_BAR:,})")
    seconds, megabytes = loading()
    print(f"loading    {seconds:.2f} s, {megabytes:.0f} MB resident, all tables read")
    print(side_by_side())
    return 0 if reached >= SPEED_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
