"""An article cut into paragraphs and runs: nothing of it is lost, every mark stands where it should."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.review.marking import Mark, name_marks, paragraph_spans, paragraphs, stretches

WORDS = st.text(alphabet="ab. \n\r\té😀", max_size=80)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    """A text and marks in it, some nested, some crossing, some equal."""
    text = draw(WORDS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)), st.integers(1, 5))
    kinds = st.sampled_from(["quote", "phrase", "name"])
    drawn = draw(st.lists(st.tuples(places, kinds), max_size=8))
    return text, tuple(Mark(min(a, b), max(a, b), number, kind) for (a, b, number), kind in drawn if a != b)


@given(marked_texts())
def test_the_runs_of_a_paragraph_are_its_text(case: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = case
    for paragraph in paragraphs(text, marks):
        runs = [run.text for passage in paragraph.passages for run in passage.runs]
        assert "".join(runs) == text[paragraph.start : paragraph.end]
        assert all(runs)


@given(marked_texts())
def test_only_white_space_is_left_out_between_paragraphs(case: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = case
    kept = "".join(text[p.start : p.end] for p in paragraphs(text, marks))
    assert "".join(kept.split()) == "".join(text.split())


@given(marked_texts())
def test_each_character_is_marked_by_exactly_the_proposals_that_cover_it(case: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = case
    for paragraph in paragraphs(text, marks):
        at = paragraph.start
        for passage in paragraph.passages:
            for run in passage.runs:
                for position in range(at, at + len(run.text)):
                    assert passage.quotes == covering(marks, position, "quote")
                    assert run.phrases == covering(marks, position, "phrase")
                    assert run.named == bool(covering(marks, position, "name"))
                at += len(run.text)


def covering(marks: tuple[Mark, ...], position: int, kind: str) -> tuple[int, ...]:
    return tuple(sorted({m.number for m in marks if m.kind == kind and m.start <= position < m.end}))


@given(marked_texts())
def test_stretches_keep_the_order_and_alternate(case: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = case
    found = stretches(text, marks)
    assert [p for stretch in found for p in stretch.paragraphs] == paragraphs(text, marks)
    assert all(a.quoted != b.quoted for a, b in pairwise(found))
    assert all(p.quoted == stretch.quoted for stretch in found for p in stretch.paragraphs)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\nstill one.\n\nTwo.", ["One\nstill one.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.\r", "Two."]),
        ("One. \n \n\n Two.", ["One. ", "Two."]),
        ("One.", ["One."]),
        ("", [""]),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_else_by_lines(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in paragraph_spans(text)] == parts


def test_a_number_stands_where_its_quote_begins_and_nowhere_else() -> None:
    text = "First part.\n\nSecond part."
    marks = (Mark(0, len(text), 1, "quote"), Mark(13, 19, 2, "quote"))
    opens = [passage.opens for p in paragraphs(text, marks) for passage in p.passages]
    assert opens == [(1,), (2,), ()]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([("Kim Jong Un", True)], ["Kim"]),
        ([("Vladimir Putin", True)], ["Putin"]),
        ([("North Korea", False)], []),
        ([("Korea", False)], []),
        ([("Pyongyang", False)], ["Pyongyang"]),
        ([("Charles de Gaulle", True)], []),
        ([("", True), ("  ", True)], []),
    ],
)
def test_names_are_found_whole_and_persons_by_a_word_of_theirs(names: list[tuple[str, bool]], found: list[str]) -> None:
    quote = "Korean media said Kim had left Pyongyang to see Putin, de facto."
    marks = list(name_marks(quote, 10, names, 1))
    assert [quote[m.start - 10 : m.end - 10] for m in marks] == found
