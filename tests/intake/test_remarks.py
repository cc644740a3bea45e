"""Remarks beside journeys, as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.intake.remarks import read_remark

REMARKS = [
    ("Attended the NATO Summit.", "meeting", ["NATO"]),
    ("Met with Prime Minister Mulroney and signed an Air Quality Agreement.", "agreement", []),
    ("Signed extradition and legal assistance treaties.", "agreement", []),
    ("Negotiated and signed the Treaty on the Renunciation of War.", "agreement", []),
    ("Attended an international donors conference.", "meeting", []),
    # To meet one's host is what a visit is; to talk about an agreement is not to make one.
    ("Met with President Lagos and Foreign Minister Alvear.", "visit", []),
    ("Briefed President Assad on the Egyptian-Israeli disengagement agreement.", "visit", []),
    ("Official visit.", "visit", []),
    ("", "visit", []),
    # A name alone may be anyone's; a whole one names somebody.
    ("Met with President Macky Sall and Foreign Minister Kim.", "visit", ["Macky Sall"]),
]


@pytest.mark.parametrize(("text", "kind", "names"), REMARKS)
def test_it_reads_what_was_done_and_who_is_named(text: str, kind: str, names: list[str]) -> None:
    remark = read_remark(text)
    assert remark.type == kind
    assert [name.name for name in remark.actors] == names


@given(st.text(max_size=80))
def test_any_text_is_a_remark(text: str) -> None:
    assert read_remark(text).type in ("agreement", "meeting", "visit")
