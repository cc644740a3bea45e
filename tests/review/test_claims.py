"""What was known of an event over time, from what its articles claim."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import bounds_of
from events.review.claims import OUTGROWN, Claim, Span, agrees, spans

DATES = ["2024-03-01", "2024-03-02", "2024-03", "2024", "2024-03-01/..", "[2024-03-01..2024-03-05]"]


def claim(day: int, edtf: str = "2024-03-01", status: str = "occurred", place: int | None = None, **more: Any) -> Claim:
    bounds = bounds_of(edtf)
    return Claim(day, edtf, status, place, bounds.earliest_start, bounds.latest_end, **more)


def told(found: list[Span]) -> list[tuple[str, str, int, int | None, bool]]:
    return [(s.claim.edtf, s.claim.status, s.known_from, s.known_until, s.disputed) for s in found]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], []),
        ([claim(1)], [("2024-03-01", "occurred", 1, None, False)]),
        # Told twice alike: one span, from the first day on.
        ([claim(1), claim(5)], [("2024-03-01", "occurred", 1, None, False)]),
        # A narrower date takes the place of a wider one, whichever came first.
        (
            [claim(1, "2024-03"), claim(5)],
            [("2024-03", "occurred", 1, 5, False), ("2024-03-01", "occurred", 5, None, False)],
        ),
        ([claim(1), claim(5, "2024-03")], [("2024-03-01", "occurred", 1, None, False)]),
        # What was announced is outgrown by what is told as fact, also on another day.
        (
            [claim(1, status="scheduled"), claim(5, "2024-03-02")],
            [("2024-03-01", "scheduled", 1, 5, False), ("2024-03-02", "occurred", 5, None, False)],
        ),
        ([claim(1, status="scheduled"), claim(5, status="denied")],
         [("2024-03-01", "scheduled", 1, 5, False), ("2024-03-01", "denied", 5, None, False)]),
        ([claim(1, status="ongoing"), claim(5)],
         [("2024-03-01", "ongoing", 1, 5, False), ("2024-03-01", "occurred", 5, None, False)]),
        # Two facts that cannot both be true stand beside each other.
        (
            [claim(1), claim(5, "2024-03-02")],
            [
                ("2024-03-01", "occurred", 1, 5, False),
                ("2024-03-01", "occurred", 5, None, True),
                ("2024-03-02", "occurred", 5, None, True),
            ],
        ),
        # A fact is not outgrown by a promise that an old text repeats later.
        (
            [claim(1), claim(5, status="expected")],
            [
                ("2024-03-01", "occurred", 1, 5, False),
                ("2024-03-01", "occurred", 5, None, True),
                ("2024-03-01", "expected", 5, None, True),
            ],
        ),
        # Two places contradict each other, one place and none do not.
        ([claim(1, place=1), claim(5)], [("2024-03-01", "occurred", 1, None, False)]),
        # An editor's word stands over all that was told before, and is disputed by what contradicts it later.
        (
            [claim(1), claim(1, "2024-03-02"), claim(3, "2024-03-03", final=True)],
            [
                ("2024-03-01", "occurred", 1, 3, True),
                ("2024-03-02", "occurred", 1, 3, True),
                ("2024-03-03", "occurred", 3, None, False),
            ],
        ),
        ([claim(3, "2024-03-03", final=True), claim(3)], [("2024-03-03", "occurred", 3, None, False)]),
    ],
)  # fmt: skip
def test_claims_follow_each_other(claims: list[Claim], expected: list[tuple[str, str, int, int | None, bool]]) -> None:
    assert told(spans(claims)) == expected


def test_two_places_contradict_each_other() -> None:
    found = spans([claim(1, place=1), claim(5, place=2)])
    assert [(s.claim.place, s.disputed) for s in found] == [(1, False), (1, True), (2, True)]


CLAIMS = st.builds(
    claim,
    st.integers(0, 6),
    st.sampled_from(DATES),
    st.sampled_from(["occurred", "scheduled", "denied", "ongoing"]),
    st.sampled_from([None, 1, 2]),
    final=st.booleans(),
)


@given(st.lists(CLAIMS, max_size=6))
def test_the_order_in_which_claims_are_given_does_not_matter_between_days(claims: list[Claim]) -> None:
    by_day = sorted(claims, key=lambda c: (c.day, c.final))
    assert spans(claims) == spans(by_day)


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_something_is_known_from_the_first_claim_on_and_ever_after(claims: list[Claim]) -> None:
    found = spans(claims)
    first = min(c.day for c in claims)
    for day in range(first, 8):
        assert standing(found, day), day
    assert not standing(found, first - 1)


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_spans_are_in_order_and_told_by_somebody_who_had_told_it_by_then(claims: list[Claim]) -> None:
    for span in spans(claims):
        assert span.claim in claims
        assert span.claim.day <= span.known_from
        assert span.known_until is None or span.known_from < span.known_until


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_disputed_is_what_stands_beside_another(claims: list[Claim]) -> None:
    found = spans(claims)
    for day in range(8):
        now = standing(found, day)
        assert all(span.disputed == (len(now) > 1) for span in now)


@given(st.lists(CLAIMS, max_size=5), CLAIMS)
def test_what_is_told_later_changes_nothing_of_what_was_known_before(claims: list[Claim], later: Claim) -> None:
    then = [claim for claim in claims if claim.day < later.day]
    for day in range(later.day):
        assert [s.claim for s in standing(spans(then), day)] == [s.claim for s in standing(spans([*then, later]), day)]


@given(CLAIMS, CLAIMS)
def test_agreeing_is_mutual(one: Claim, other: Claim) -> None:
    assert agrees(one, other) == agrees(other, one)
    assert agrees(one, one)


def test_a_fact_is_never_outgrown() -> None:
    assert "occurred" not in OUTGROWN
    assert "denied" not in OUTGROWN


def standing(found: list[Span], day: int) -> list[Span]:
    return [s for s in found if s.known_from <= day and (s.known_until is None or day < s.known_until)]
