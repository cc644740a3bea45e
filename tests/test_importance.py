"""Importance: a number from 0 to 1000 that grows with what is known of an event."""

from hypothesis import given
from hypothesis import strategies as st

from events.importance import BASE, importance
from events.vocabulary import TYPES

counts = st.integers(-5, 10_000)


def test_every_type_has_a_base() -> None:
    assert set(BASE) == set(TYPES)


@given(st.sampled_from(sorted(TYPES)), counts, counts, counts, counts)
def test_it_stays_between_0_and_1000_and_never_falls_with_more(
    kind: str, actors: int, mentions: int, publishers: int, days: int
) -> None:
    score = importance(kind, actors, mentions, publishers, days)
    assert 0 <= score <= 1000
    assert importance(kind, actors + 1, mentions * 2, publishers + 1, days + 10) >= score


def test_an_attack_told_widely_outweighs_a_statement_told_once() -> None:
    assert importance("attack", 2, 8, 4) > importance("statement", 2, 1, 1)
