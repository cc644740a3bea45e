"""One change to many events: seen before, written as one decision, undone as one."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Decision, Event, Part, Reading, Tag
from events.review import events
from events.review.amendments import Amendment, BadAmendment
from events.review.bulk import (
    Change,
    Choice,
    SetChanged,
    change_together,
    chosen,
    preview,
    recent,
    snapshots,
    undo_together,
)
from events.review.chain import verify
from events.review.decisions import CannotUndo, NotAllowed
from events.review.history import history
from events.timeline.index import changed_since
from tests.factories import make_event, make_person, make_place


@pytest.fixture
def three(ada: User) -> list[Event]:
    """Two visits and a meeting, of three years; the last has a tag."""
    rows = [
        make_event(title="Kim visits Oslo", type="visit", edtf="2022-05", actors=["Kim"], place=make_place()),
        make_event(title="Lee visits Oslo", type="visit", edtf="2023-05-02"),
        make_event(title="Talks in Oslo", type="meeting", edtf="2024-05-02"),
    ]
    rows[2].tags.add(Tag.objects.create(name="Border"))
    return rows


def state() -> dict[int, dict[str, Any]]:
    rows = Event.objects.order_by("pk")
    return {e.pk: {k: v for k, v in events.snapshot(e).items() if k != "version"} for e in rows}


def shown() -> list[tuple[int, str, int]]:
    rows = Reading.objects.filter(shown_until=None).order_by("event_id", "known_from")
    return list(rows.values_list("event_id", "edtf", "known_from"))


def do(choice: Choice, change: Change, editor: User, reason: str = "As agreed") -> Decision:
    return change_together(choice, change, editor=editor, seen=preview(choice, change).fingerprint, reason=reason)


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(), [0, 1, 2]),
        (Choice(words="visits"), [0, 1]),
        (Choice(type="meeting"), [2]),
        (Choice(status="denied"), []),
        (Choice(tag="border"), [2]),
        (Choice(since=date(2022, 5, 31)), [0, 1, 2]),
        (Choice(since=date(2022, 6, 1)), [1, 2]),
        (Choice(until=date(2023, 5, 2)), [0, 1]),
        (Choice(until=date(2023, 5, 1), words="oslo"), [0]),
    ],
)
def test_events_are_chosen_by_words_type_status_tag_and_days(
    three: list[Event], choice: Choice, found: list[int]
) -> None:
    assert list(chosen(choice)) == [three[at] for at in found]


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (Change("tag", "border"), 2),
        (Change("tag", "New"), 3),
        (Change("untag", "Border"), 1),
        (Change("type", "visit"), 1),
        (Change("withdraw"), 3),
    ],
)
def test_a_change_is_one_decision_and_undone_as_one(
    three: list[Event], ada: User, change: Change, changed: int
) -> None:
    before, readings = state(), shown()
    decision = do(Choice(), change, ada)
    assert (decision.act, decision.after["count"], decision.parts.count()) == ("bulk", changed, changed)
    assert len(decision.after["sha256"]) == 64
    assert sum(before[pk] != now for pk, now in state().items()) == changed
    assert [row.number for row in recent()] == [decision.number]
    undone = undo_together(decision, editor=ada)
    assert (state(), shown()) == (before, readings)
    assert (undone.act, undone.after["undoes"], recent()) == ("undo", decision.number, [])
    assert verify().fault == ""


def test_each_event_tells_it_in_its_history_and_can_be_put_back(three: list[Event], ada: User) -> None:
    do(Choice(words="kim"), Change("type", "meeting"), ada, reason="It was a meeting")
    event = Event.objects.get(pk=three[0].pk)
    first = history(event)[0]
    assert [(change.name, change.before, change.after) for change in first.changes] == [("Type", "Visit", "Meeting")]
    assert (first.decision.reason, first.version) == ("It was a meeting", event.version)
    assert events.wording_at(event, event.version - 1).type == "visit"


def test_withdrawing_takes_them_off_the_timeline(three: list[Event], ada: User) -> None:
    do(Choice(type="visit"), Change("withdraw"), ada)
    assert {pk for pk, _, _ in shown()} == {three[2].pk}
    assert Event.objects.published().count() == 1


def test_the_timeline_knows_what_was_changed(three: list[Event], ada: User) -> None:
    class Before:
        number = Decision.objects.latest_number()
        reading = Reading.objects.order_by("-pk").values_list("pk", flat=True)[0]

    do(Choice(type="visit"), Change("tag", "travel"), ada)
    assert changed_since(Before()) == {three[0].pk, three[1].pk}  # type: ignore[arg-type]


def test_what_is_kept_of_each_is_what_every_decision_keeps(three: list[Event]) -> None:
    kept = dict(snapshots([event.pk for event in three]))
    assert kept == {event.pk: events.snapshot(event) for event in three}


def test_it_is_refused_where_other_events_match_than_were_looked_at(three: list[Event], ada: User) -> None:
    change = Change("tag", "new")
    seen = preview(Choice(), change).fingerprint
    make_event(title="One more")
    with pytest.raises(SetChanged):
        change_together(Choice(), change, editor=ada, seen=seen)
    assert not Tag.objects.filter(name="new").exists()


def test_it_is_not_undone_where_one_was_written_since(three: list[Event], ada: User) -> None:
    decision = do(Choice(), Change("tag", "new"), ada)
    event = Event.objects.get(pk=three[0].pk)
    events.edit(event, Amendment("Other", "2022", "visit", "occurred"), editor=ada, version=event.version)
    with pytest.raises(CannotUndo, match="“Other” was changed since"):
        undo_together(decision, editor=ada)
    with pytest.raises(CannotUndo):
        undo_together(Decision.objects.order_by("-number")[0], editor=ada)


@pytest.mark.parametrize(
    ("choice", "change", "reason"),
    [
        (Choice(), Change("delete"), "Why not"),
        (Choice(), Change("tag", " "), "x"),
        (Choice(), Change("tag", "x" * 81), "x"),
        (Choice(), Change("type", "war"), "x"),
        (Choice(), Change("withdraw"), " "),
        (Choice(words="nobody"), Change("tag", "x"), "x"),
        (Choice(type="meeting"), Change("tag", "BORDER"), "x"),
    ],
)
def test_what_cannot_stand_changes_nothing(
    three: list[Event], ada: User, choice: Choice, change: Change, reason: str
) -> None:
    before = state()
    with pytest.raises(BadAmendment):
        do(choice, change, ada, reason=reason)
    assert state() == before


def test_nobody_without_the_right_changes_many(three: list[Event], ada: User) -> None:
    decision = do(Choice(), Change("tag", "new"), ada)
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            change_together(Choice(), Change("tag", "other"), editor=person, seen="")
        with pytest.raises(NotAllowed):
            undo_together(decision, editor=person)


@pytest.mark.parametrize("change", [{"after": {"title": "Forged"}}, {"before": {}}])
def test_a_part_that_was_changed_behind_the_desk_is_found(
    three: list[Event], ada: User, change: dict[str, Any]
) -> None:
    decision = do(Choice(words="visits"), Change("tag", "Oslo"), ada)
    undo_together(decision, editor=ada)
    assert verify().fault == ""
    Part.objects.filter(decision=decision, event=three[1]).update(**change)
    assert verify().number == decision.number
    assert "the digest of its parts" in verify().fault


def test_a_part_that_is_missing_is_found(three: list[Event], ada: User) -> None:
    decision = do(Choice(words="visits"), Change("tag", "Oslo"), ada)
    decision.parts.filter(event=three[0]).delete()
    assert verify().number == decision.number
