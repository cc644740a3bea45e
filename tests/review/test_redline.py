"""Two lines in one, with what is gone and what is new marked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.review.redline import beside, redline

WORD = re.compile(r"\w+|[^\w\s]")
LINES = st.text(alphabet="ab ,é-", max_size=30)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Ministers meet", "Ministers meet", "Ministers meet"),
        ("Ministers meet in Oslo", "Ministers meet in Geneva", "Ministers meet in [Oslo]{Geneva}"),
        (
            "Missiles fall into the sea",
            "Missiles fall into the sea, army says",
            "Missiles fall into the sea{, army says}",
        ),
        ("Missiles fall into the sea", "Two missiles fall into the sea", "[Missiles ]{Two missiles }fall into the sea"),
        ("1 March 2024", "3 March 2024", "[1 ]{3 }March 2024"),
        ("13 September 2023", "18 to 19 October 2023", "[13 September 2023]{18 to 19 October 2023}"),
        ("Talks in Oslo begin", "Talks in Oslo", "Talks in Oslo[ begin]"),
        ("none", "Geneva", "[none]{Geneva}"),
        ("", "Geneva", "{Geneva}"),
        ("Geneva", "", "[Geneva]"),
        ("", "", ""),
    ],
)
def test_what_differs_is_marked(before: str, after: str, told: str) -> None:
    marks = {"same": "{}", "gone": "[{}]", "new": "{{{}}}"}
    assert "".join(marks[piece.kind].format(piece.text) for piece in redline(before, after)) == told


@given(LINES, LINES)
def test_without_what_is_gone_it_is_the_line_after_and_without_what_is_new_the_words_before(
    before: str, after: str
) -> None:
    found = redline(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "gone") == after.lstrip()
    kept = [word for piece in found if piece.kind != "new" for word in WORD.findall(piece.text)]
    assert kept == WORD.findall(before)


@pytest.mark.parametrize(
    ("other", "own", "told"),
    [
        ("Ministers meet in Oslo", "Ministers meet in Geneva", "Ministers meet in {Geneva}"),
        ("Two ministers meet now", "Ministers meet now", "{Ministers }meet now"),
        ("1 March 2024", "3 March 2024", "{3 }March 2024"),
        ("Ministers meet", "The port burns", "The port burns"),
        ("", "Geneva", "Geneva"),
        ("Occurred", "Occurred", "Occurred"),
    ],
)
def test_a_line_beside_another_marks_what_only_it_has(other: str, own: str, told: str) -> None:
    found = beside(other, own)
    assert "".join(f"{{{piece.text}}}" if piece.kind == "new" else piece.text for piece in found) == told


@given(LINES, LINES)
def test_nothing_of_the_line_is_lost(other: str, own: str) -> None:
    words = [word for piece in beside(other, own) for word in WORD.findall(piece.text)]
    assert words == WORD.findall(own)
