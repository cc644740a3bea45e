"""How alike two tellings are: the pairs an editor would merge, and those kept apart."""

from hypothesis import given
from hypothesis import strategies as st

from events.extraction.happenings.merging import SAME
from events.extraction.happenings.similarity import Telling, similarity
from events.vocabulary import STATUSES, TYPES

SUMMIT = Telling(
    "Adam Kovac and Ivana Rusnak meet in Bratislava",
    "meeting",
    "2021-03-09",
    "occurred",
    ("Adam Kovac", "Ivana Rusnak"),
    "Bratislava",
    "SK",
)
tellings = st.builds(
    Telling,
    st.text(max_size=30),
    st.sampled_from(sorted(TYPES)),
    st.sampled_from(["2021", "2021-03", "2021-03-09", "2021-03-09/2021-03-12", "../2021-03-09", "", "no date"]),
    st.sampled_from(sorted(STATUSES)),
    st.lists(st.sampled_from(["France", "Iran", "Adam Kovac", "Kovac"]), max_size=3).map(tuple),
    st.sampled_from(["", "Paris", "Lyon"]),
    st.sampled_from(["", "FR"]),
)


def test_the_same_meeting_in_other_words_is_one() -> None:
    again = Telling(
        "Czech and Slovak presidents hold talks",
        "meeting",
        "2021-03-09",
        "occurred",
        ("Adam Kovac",),
        "Bratislava",
        "SK",
    )
    alike = similarity(SUMMIT, again)
    assert alike.score >= SAME
    assert "same date 2021-03-09" in alike.reasons
    assert "same actors: Adam Kovac" in alike.reasons


def test_another_day_is_another_happening() -> None:
    assert similarity(SUMMIT, Telling(SUMMIT.title, "meeting", "2021-03-08", "occurred", SUMMIT.actors)).score == 0.0


def test_other_actors_are_another_happening() -> None:
    other = Telling(
        "Lars Holm and Mehmet Yildiz meet in Ankara",
        "meeting",
        "2021-03-09",
        "occurred",
        ("Lars Holm", "Mehmet Yildiz"),
        "Ankara",
        "TR",
    )
    assert similarity(SUMMIT, other).score < SAME


def test_a_day_at_another_place_within_a_journey_is_a_stop_of_its_own() -> None:
    def visit(title: str, edtf: str, place: str) -> Telling:
        return Telling(title, "visit", edtf, "occurred", ("Adam Kovac",), place, "TR")

    journey = visit("Adam Kovac visits Turkey", "2021-03-09/2021-03-14", "Turkey")
    stop = visit("Adam Kovac visits shipyard in Izmir", "2021-03-11", "Izmir")
    assert similarity(journey, stop).score == similarity(stop, journey).score < SAME
    # Its first day, the same place, or a calendar week ("last week") that the day only dates better: one happening.
    assert similarity(journey, visit("Adam Kovac visits Izmir", "2021-03-09", "Izmir")).score >= SAME
    assert similarity(journey, visit("Adam Kovac visits Turkey", "2021-03-11", "Turkey")).score >= SAME
    week = visit("Adam Kovac visits Turkey", "2021-03-08/2021-03-14", "Turkey")
    assert similarity(week, visit("Adam Kovac visits Izmir", "2021-03-11", "Izmir")).score >= SAME


def test_two_statements_of_one_day_are_one_only_where_they_say_the_same() -> None:
    one = Telling("Iran says it will close the strait", "statement", "2021-03-09", "occurred", ("Iran",))
    other = Telling("Iran denies having fired on the tanker", "statement", "2021-03-09", "occurred", ("Iran",))
    assert similarity(one, other).score < SAME
    assert (
        similarity(
            one, Telling("Iran says it will shut the strait", "statement", "2021-03-09", "occurred", ("Iran",))
        ).score
        >= SAME
    )


def test_a_visit_expected_this_month_and_the_visit_of_a_day_in_it_are_alike() -> None:
    expected = Telling(
        "Ute Brandl to visit Ghana", "visit", "2021-03", "expected", ("Ute Brandl", "Ghana"), "Ghana", "GH"
    )
    took_place = Telling(
        "Ute Brandl visits Ghana", "visit", "2021-03-09", "occurred", ("Ute Brandl", "Ghana"), "Accra", "GH"
    )
    assert 0.5 < similarity(expected, took_place).score < 1


@given(tellings, tellings)
def test_it_is_symmetric_and_between_0_and_1(one: Telling, other: Telling) -> None:
    there, back = similarity(one, other), similarity(other, one)
    assert there.score == back.score
    assert 0 <= there.score <= 1
