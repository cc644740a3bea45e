"""What is reached on the fresh texts is kept: a floor goes down only together with a line in the changelog."""

import json

import pytest

from tests.gold.corpus import PROJECT
from tests.gold.reading import FRESH, articles
from tests.gold.scoring import read_events, read_timexes, score_events, score_timexes


def reached(split: str) -> dict[str, float]:
    """The figures of a split, shares from 0 to 1."""
    gold = articles(split)
    events = score_events(read_events(gold), gold)
    timexes = score_timexes(read_timexes(gold), gold)
    return {
        "precision": events.precision,
        "recall": events.recall(),
        "recall with date": events.recall("date"),
        **{name: events.accuracy(name) for name in ("status", "type")},
        "timex strict": timexes.f1("strict"),
        "timex relaxed": timexes.f1("both"),
        "timex value": timexes.f1("value"),
    }


@pytest.mark.parametrize("split", FRESH)
def test_no_figure_of_a_fresh_half_falls_below_its_floor(split: str) -> None:
    floor = json.loads((PROJECT / "tests/gold/floors.json").read_text("utf-8"))["fresh"][split]
    figures = reached(split)
    assert {name: figures[name] for name in floor if figures[name] < floor[name]} == {}
