"""What is reached on the fresh texts is kept: a floor goes down only together with a line in the changelog."""

import json
from pathlib import Path

import pytest

from tests.gold import timex
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
        **{name: events.accuracy(name) for name in ("status", "type", "place")},
        "timex strict": timexes.f1("strict"),
        "timex relaxed": timexes.f1("both"),
        "timex value": timexes.f1("value"),
    }


@pytest.mark.parametrize("split", FRESH)
def test_no_figure_of_a_fresh_half_falls_below_its_floor(split: str) -> None:
    floor = json.loads((PROJECT / "tests/gold/floors.json").read_text("utf-8"))["fresh"][split]
    figures = reached(split)
    assert {name: figures[name] for name in floor if figures[name] < floor[name]} == {}


@pytest.mark.corpora
def test_expressions_are_measured_here_as_the_scorer_of_the_corpora_measures_them(corpora: Path) -> None:
    measure = timex.scorer()
    gold = articles("fresh-dev")
    found = read_timexes(gold)
    theirs = {
        name: [measure.Timex(t.start, t.end, t.type, t.value, t.text) for t in rows] for name, rows in found.items()
    }
    marked = {
        name: [measure.Timex(t.start, t.end, t.type, t.value, t.text) for t in a.timexes] for name, a in gold.items()
    }
    figures = timex.figures(measure, {name: {"timexes": rows} for name, rows in marked.items()}, theirs)
    ours = score_timexes(found, gold)
    assert figures["strict"] == round(100 * ours.f1("strict"), 1)
    assert figures["relaxed"] == round(100 * ours.f1("both"), 1)
    assert figures["value"] == round(100 * ours.f1("value"), 1)
