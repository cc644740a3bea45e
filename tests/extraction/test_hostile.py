"""Bad input: no exception, nothing invented, offsets always right, and work that grows with the text alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.edtf import parse
from events.extraction.engine import Chart, split_suffixes, tokenise, windows
from events.extraction.explanation import explain
from events.extraction.expressions import expressions_of
from events.extraction.languages import codes, load
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Expression

ANCHOR = date(2023, 9, 11)
SEEDS = (
    "monday ", "1998 ", "the end of ", "early ", "12:30 ", "1.1.1.", "111,111,", "last ", "next week and ", "a year and a half and ", "two hundred ",
    "from monday to ", "days after ", "may ", "...", "“", "the past two years or so ", "10 p.m. ", "of the year ", "1/1/1998/", "'90s ", "- ",
)  # fmt: skip


def read(text: str, language: str = "en", anchor: date | None = ANCHOR) -> tuple[Expression, ...]:
    document = Document(text, anchor, language=language)
    return expressions_of(document, sentences_of(document))


def steps(text: str) -> int:
    """Readings the engine makes: its work, counted rather than timed."""
    grammar = load("en").grammar
    tokens = split_suffixes(grammar, tokenise(text))
    every = frozenset(rule.gives for rule in grammar.rules)
    return sum(1 for start, end in windows(grammar, tokens) for _ in Chart(grammar, tokens, start, end).nodes(every))


@pytest.mark.parametrize("seed", SEEDS)
def test_twice_the_text_is_at_most_twice_and_a_half_the_work(seed: str) -> None:
    once, twice = steps(seed * 60), steps(seed * 120)
    assert twice <= 2.5 * once + 10


WORDS = ["monday", "May", "march", "last", "next", "the", "of", "2019", "12", "31", "february", "week", "days", "ago", "in", "at", "5", "p.m.", "EST", "and", ",", "-", "to", "early", "end", "year", "half", "99999", "9999", "0", "“", "”", "\n", ".", "two", "hundred", "quarter", "B.C.", "century", "Juche"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.sampled_from([None, ANCHOR, date.min, date.max]))
def test_any_words_in_any_order_give_exact_quotations(text: str, anchor: date | None) -> None:
    end = 0
    for found in read(text, anchor=anchor):
        assert text[found.start : found.end] == found.text
        assert found.phrase_start <= found.start < found.end <= found.phrase_end
        assert found.start >= end
        assert explain(found)
        assert not found.resolution.edtf or parse(found.resolution.edtf)
        end = found.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(codes()))
def test_any_text_is_read_without_an_error(text: str, language: str) -> None:
    for found in read(text, language):
        assert text[found.start : found.end] == found.text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_sentences_lie_in_order_and_leave_out_only_space(text: str) -> None:
    end = 0
    for sentence in sentences_of(Document(text, None)):
        assert text[end : sentence.start].strip() == "" or sentence.start >= end
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip()
        end = sentence.end


@pytest.mark.parametrize(
    "text",
    ["It began on 30 February.", "It began at 25:61.", "The 1,991 tanks came.", "They won 3-2.", "It costs $1,999.", "Flight 2019 left.", "We may march.", "Wait a second."],
)  # fmt: skip
def test_nothing_is_invented(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("anchor", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    [
        "last month",
        "next year",
        "this Christmas",
        "the next decade",
        "ten days ago",
        "in March",
        "in the past fortnights",
    ],
)
def test_what_leaves_the_calendar_is_left_out(text: str, anchor: date) -> None:
    assert all(parse(found.resolution.edtf) for found in read(text, anchor=anchor) if found.resolution.edtf)


def test_a_line_of_a_million_characters_is_read() -> None:
    found = read("word " * 199_998 + "on Monday")
    assert [one.text for one in found] == ["Monday"]


def test_without_an_anchor_nothing_relative_resolves() -> None:
    monday, day = read("On Monday they recalled 4 May 2019.", anchor=None)
    assert (monday.resolution.value, monday.resolution.edtf) == ("", "")
    assert monday.resolution.reasons == ("counts from a day that is not known",)
    assert day.resolution.edtf == "2019-05-04"
