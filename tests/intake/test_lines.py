"""Lines of set pages made paragraphs, as a table and by properties."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.intake.lines import paragraphs_of

FULL = "They met in Geneva on Friday the first of March and again"
WEEK = [(1, "Bern"), (2, "Rome"), (3, "Oslo")]
PAGES = [
    # Full lines go on; a short one that ends a sentence, or that a capital follows, ends its paragraph
    ([f"{FULL}\n{FULL}\non Monday.\n{FULL}\nlater."], f"{FULL} {FULL} on Monday.\n\n{FULL} later."),
    ([f"Talks\n{FULL}\nlater."], f"Talks\n\n{FULL} later."),
    ([f"They met on\na Friday.\n{FULL}"], f"They met on a Friday.\n\n{FULL}"),
    ([f"{FULL}\n\nlater on Monday."], f"{FULL}\n\nlater on Monday."),
    # A paragraph goes on over the page
    ([FULL, "on Monday."], f"{FULL} on Monday."),
    # Words broken at a line's end
    (["They met the offi-\ncials of both."], "They met the officials of both."),
    (["The US-\nled talks of May."], "The US-led talks of May."),
    (["A long-term plan: long-\nterm plans are rare."], "A long-term plan: long-term plans are rare."),
    (["On the line between Paris-\nBerlin and Geneva-Bern."], "On the line between Paris-Berlin and Geneva-Bern."),
    (["In the years between 1939-\n1945 they fought on."], "In the years between 1939- 1945 they fought on."),
    # Numbers and running heads of pages
    ([f"- 1 -\n{FULL}", f"on Monday. {FULL}\n2 of 9"], f"{FULL} on Monday. {FULL}"),
    ([f"The Wire, {n}\nPage {n}\n{FULL} in {w}" for n, w in WEEK], " ".join(f"{FULL} in {w}" for _, w in WEEK)),
    # What stands on two pages only may be meant
    ([f"The Wire\n{FULL}"] * 2, f"The Wire\n\n{FULL} The Wire\n\n{FULL}"),
    ([], ""),
    (["", "\n\n"], ""),
]


@pytest.mark.parametrize(("pages", "expected"), PAGES)
def test_lines_become_paragraphs(pages: list[str], expected: str) -> None:
    assert paragraphs_of(pages) == expected


words = st.lists(st.text("abcXYZ.,é", min_size=1, max_size=9), min_size=1, max_size=9).map(" ".join)


@given(st.lists(words, max_size=30))
def test_no_letter_is_lost_or_moved(lines: list[str]) -> None:
    kept = paragraphs_of(["\n".join(lines)])
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", "".join(lines))
