"""What counts as found: the rules of the scorer, on a text of two sentences."""

from datetime import date
from typing import Any

import pytest

from tests.gold.reading import GoldArticle, Timex, article_of
from tests.gold.scoring import errors, main, score_events, score_timexes

TEXT = "Envoys met in Oslo on 3 May. Ferries sail daily; a walkout began on 4 May and ended two days later."
MEETING: dict[str, Any] = {
    "id": "e01", "quote": "Envoys met in Oslo on 3 May.", "quote_start": 0, "date_text": "on 3 May", "date_start": 19,
    "edtf": "2011-05-03", "edtf_accept": ["2011-05-03", "[2011-05-03..2011-05-04]"], "status": "occurred",
    "status_accept": ["occurred"], "type": "meeting", "type_accept": ["meeting"], "title": "Envoys meet", "actors": [],
    "place": "Oslo", "country": "NO", "required": True, "group": "talks",
}  # fmt: skip
WALKOUT: dict[str, Any] = MEETING | {
    "id": "e02", "quote": TEXT[29:], "quote_start": 29, "date_text": "on 4 May", "date_start": TEXT.index("on 4 May"),
    "edtf": "2011-05-04", "edtf_accept": ["2011-05-04"], "type": "protest", "type_accept": ["protest"], "title": "Walkout begins",
    "place": None, "country": None, "group": "walkout",
}  # fmt: skip
GOLD: dict[str, GoldArticle] = {
    "ferries": article_of(
        {
            "article_id": "ferries", "split": "own-dev", "title": "Ferries", "publisher": "Fjord Post", "genre": "wire",
            "published": "2011-05-09", "text": TEXT, "events": [MEETING, WALKOUT],
            "non_events": [{"start": TEXT.index("daily"), "text": "daily"}],
            "timexes": [
                {"start": 22, "end": 27, "text": "3 May", "type": "DATE", "value": "2011-05-03"},
                {"start": TEXT.index("daily"), "end": TEXT.index("daily") + 5, "text": "daily", "type": "SET", "value": "P1D"},
            ],
        }
    )
}  # fmt: skip


def said(**changes: Any) -> dict[str, Any]:
    """A prediction of the meeting, right but for the changes."""
    return {
        key: MEETING[key] for key in ("quote", "date_text", "date_start", "edtf", "status", "type", "place")
    } | changes


def verdicts(*predictions: dict[str, Any]) -> list[str]:
    return [outcome.verdict for outcome in score_events({"ferries": predictions}, GOLD).outcomes]


def test_overlapping_the_date_phrase_is_enough() -> None:
    assert verdicts(said(date_text="May", date_start=24)) == ["matched"]


def test_the_same_mention_twice_is_a_duplicate_and_costs_no_precision() -> None:
    score = score_events({"ferries": [said(), said()]}, GOLD)
    assert score.verdicts == {"matched": 1, "duplicate": 1}
    assert score.precision == 1.0


def test_it_refuses_a_quote_that_is_not_in_the_text() -> None:
    assert verdicts(said(quote="Envoys met."), said(date_text="in May", date_start=None)) == ["not_verbatim"] * 2


def test_a_find_on_what_dates_nothing_is_an_error() -> None:
    day = TEXT.index("daily")
    later = TEXT.index("two days later")
    wrong = [
        said(quote="", date_text="daily", date_start=day),
        said(quote="", date_text="two days later", date_start=later),
    ]
    assert verdicts(*wrong) == ["on_non_event", "elsewhere"]
    assert score_events({"ferries": wrong}, GOLD).precision == 0.0


def test_a_span_and_one_moment_in_it_count_alike() -> None:
    score = score_events({"ferries": [said(edtf="2011-05-03/2011-05-04")]}, GOLD)
    assert score.accuracy("date") == 1.0


def test_recall_counts_happenings_and_asks_for_the_fields_named() -> None:
    score = score_events({"ferries": [said(status="denied")]}, GOLD)
    assert score.recall("date") == 0.5
    assert score.recall("date", "status") == 0.0


@pytest.mark.parametrize(("place", "right"), [("oslo", 1.0), ("Oslo, Norway", 1.0), ("Bergen", 0.0), (None, 0.0)])
def test_a_place_is_right_where_one_name_holds_the_other(place: str | None, right: float) -> None:
    assert score_events({"ferries": [said(place=place)]}, GOLD).accuracy("place") == right


def test_edges_that_differ_are_relaxed_and_not_strict() -> None:
    score = score_timexes({"ferries": [Timex(19, 27, "on 3 May", "DATE", "2011-05-03")]}, GOLD)
    assert score.f1("strict") == 0.0
    assert score.f1("both") == pytest.approx(2 / 3)
    assert score.date_f1 == 1.0


def test_one_expression_finds_only_one() -> None:
    twice = [Timex(22, 27, "3 May", "DATE", "2011-05-03"), Timex(24, 27, "May", "DATE", "2011-05")]
    pairs = score_timexes({"ferries": twice}, GOLD).pairs
    assert sum(pair.both for pair in pairs) == 1
    assert sum(pair.gold is None for pair in pairs) == 1


def test_errors_name_what_is_wrong_and_what_was_missed() -> None:
    score = score_events({"ferries": [said(type="visit")]}, GOLD)
    kinds = [(row["kind"], row.get("wrong")) for row in errors(score, score_timexes({}, GOLD))]
    assert kinds == [("matched", ["type"]), ("missed", None), ("timex", None), ("timex", None)]


def test_the_command_prints_figures_and_no_word_of_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--split", "own-dev"])
    printed = capsys.readouterr().out
    assert "recall with date and status" in printed
    assert "own-test" not in printed
    assert not [name for name in _words_of_names() if name in printed]


def test_of_a_closed_half_only_totals_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--split", "fresh-test"])
    printed = capsys.readouterr().out
    assert "value F1" in printed
    assert "By type" not in printed


def _words_of_names() -> set[str]:
    from tests.gold.reading import articles

    return {
        word
        for a in articles("own-dev").values()
        for e in a.events
        for word in (e.place or "").split()
        if len(word) > 4
    }


def test_a_published_day_is_read() -> None:
    assert GOLD["ferries"].published == date(2011, 5, 9)
