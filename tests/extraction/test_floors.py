"""What was reached on the development corpora is kept: a floor goes down only together with a line in the changelog."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.gold import timex

pytestmark = pytest.mark.corpora


@pytest.fixture(scope="module")
def score(corpora: Path) -> ModuleType:
    return timex.scorer()


@pytest.mark.parametrize("half", ["train", "test"])
@pytest.mark.parametrize("corpus", timex.CORPORA)
def test_no_figure_falls_below_its_floor(score: ModuleType, corpus: str, half: str) -> None:
    docs = timex.documents(score, corpus, half)
    reached = timex.figures(score, docs, timex.tagged(score, docs))
    floor = timex.floors()[f"{corpus} {half}"]
    assert {name: reached[name] for name in floor if reached[name] < floor[name]} == {}
