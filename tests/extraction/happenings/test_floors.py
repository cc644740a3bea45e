"""What was reached on annotated articles is kept: a floor goes down only together with a line in the changelog."""

import json
from pathlib import Path

import pytest

from tests.gold import corpus
from tests.gold.reading import articles
from tests.gold.scoring import read_events, score_events


@pytest.mark.corpora
def test_no_figure_of_the_open_articles_falls_below_its_floor(corpora: Path) -> None:
    reached = corpus.figures(corpus.scorer(), corpus.open_articles().values())
    assert {name: reached[name] for name, floor in corpus.floors().items() if reached[name] < floor} == {}


def test_no_figure_of_our_own_articles_falls_below_its_floor() -> None:
    floor = json.loads((corpus.PROJECT / "tests/gold/floors.json").read_text("utf-8"))["events own-dev"]
    gold = {name: article for name, article in articles().items() if article.split == "own-dev"}
    score = score_events(read_events(gold), gold)
    reached = {"precision": score.precision}
    reached |= {name: sum(getattr(o, name) for o in score.matched) / len(score.matched) for name in ("status", "type")}
    reached["place"] = score.accuracy("place")
    assert {name: reached[name] for name in floor if reached[name] < floor[name]} == {}
