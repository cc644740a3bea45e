"""Acts on events: edit with a version, withdraw, restore; and what conflicts look like."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Decision, Event, Reading
from events.review.amendments import Amendment, BadAmendment
from events.review.conflicts import differences
from events.review.decisions import NotAllowed, accept, undo
from events.review.duplicates import merge_events, unmerge
from events.review.events import (
    EditConflict,
    WrongState,
    edit,
    restore,
    withdraw,
    wording_at,
    wording_of,
)
from tests.factories import make_editor, make_event, make_person, make_proposal


@pytest.fixture
def event(ada: User) -> Event:
    return accept(make_proposal(), editor=ada)


def shown(event: Event) -> list[tuple[str, str, bool]]:
    rows = Reading.objects.filter(event=event, shown_until=None).order_by("known_from")
    return [(row.edtf, row.status, row.disputed) for row in rows]


def test_editing_writes_what_was_typed_as_the_next_version(event: Event, ada: User) -> None:
    wording = Amendment(" Other ", "2024-03-02", "visit", "occurred", ("Ruritania", "Ruritania"), "Vienna")
    edit(event, wording, editor=ada, version=1)
    event = Event.objects.get()
    assert wording_of(event) == replace(wording, title="Other", actors=("Ruritania",))
    assert event.version == 2
    assert Decision.objects.order_by("-number")[0].act == "edit"


def test_what_an_editor_wrote_stands_over_what_articles_say(event: Event, ada: User) -> None:
    edit(event, replace(wording_of(event), edtf="2024-03-02"), editor=ada, version=1)
    assert shown(event) == [("2024-03-01", "occurred", False), ("2024-03-02", "occurred", False)]


def test_a_new_title_alone_changes_no_reading(event: Event, ada: User) -> None:
    before = shown(event)
    edit(event, replace(wording_of(event), title="Other"), editor=ada, version=1)
    assert shown(event) == before


def test_an_event_of_no_article_shows_what_was_written(ada: User) -> None:
    event = make_event(edtf="1991")
    edit(event, replace(wording_of(event), edtf="1992"), editor=ada, version=1)
    assert shown(event) == [("1992", "occurred", False)]


def test_writing_the_same_is_no_act(event: Event, ada: User) -> None:
    count = Decision.objects.count()
    assert edit(event, wording_of(event), editor=ada, version=1) is None
    assert Decision.objects.count() == count
    assert Event.objects.get().version == 1


def test_names_that_stay_keep_their_kind_and_code(event: Event, ada: User) -> None:
    edit(event, replace(wording_of(event), actors=("Example Union", "Ruritania")), editor=ada, version=1)
    kinds = dict(Event.objects.get().actors.values_list("name", "kind"))
    assert kinds == {"Example Union": "organisation", "Ruritania": "group"}


def test_two_editors_who_started_from_the_same_do_not_overwrite_each_other(event: Event, ada: User) -> None:
    base = wording_of(event)
    edit(event, replace(base, title="Eve's title", status="denied"), editor=make_editor("eve"), version=1)
    mine = replace(base, title="Ada's title", type="visit")
    with pytest.raises(EditConflict) as conflict:
        edit(event, mine, editor=ada, version=1)
    assert (conflict.value.base, conflict.value.mine) == (base, mine)
    found = {difference.field: difference.merged for difference in differences(conflict.value)}
    assert found == {"title": None, "status": "denied", "type": "visit"}
    assert Event.objects.get().title == "Eve's title"


def test_the_same_change_by_both_is_no_quarrel(event: Event, ada: User) -> None:
    same = replace(wording_of(event), title="Same")
    edit(event, same, editor=make_editor("eve"), version=1)
    with pytest.raises(EditConflict) as conflict:
        edit(event, same, editor=ada, version=1)
    assert [difference.merged for difference in differences(conflict.value)] == ["Same"]


def test_every_version_can_be_read_and_written_again(event: Event, ada: User) -> None:
    first = wording_of(event)
    edit(event, replace(first, title="Second"), editor=ada, version=1)
    withdraw(event, editor=ada, reason="Doubt")
    restore(event, editor=ada)
    edit(event, replace(first, title="Fifth"), editor=ada, version=4)
    titles = [wording_at(Event.objects.get(), version).title for version in range(1, 6)]
    assert titles == [first.title, "Second", "Second", "Second", "Fifth"]
    edit(event, wording_at(event, 1), editor=ada, version=5, reason="Back to the first")
    assert wording_of(Event.objects.get()) == first


def test_an_event_is_not_restored_without_its_sentence(event: Event, ada: User) -> None:
    undo(Decision.objects.get(act="accept"), editor=ada)
    with pytest.raises(WrongState, match="no longer its own"):
        restore(event, editor=ada)
    assert accept(event.proposals.get(), editor=ada) == event
    assert Event.objects.get().state == "published"


def test_what_was_merged_is_taken_out_again_and_not_restored_twice(event: Event, ada: User) -> None:
    other = make_event(title="Ministers met")
    merged = merge_events(event, other, editor=ada, take=[])
    with pytest.raises(WrongState, match="merged into “Ministers met”"):
        restore(event, editor=ada)
    unmerge(merged, editor=ada)
    withdraw(event, editor=ada, reason="A slip")
    restore(event, editor=ada)
    assert Event.objects.get(pk=event.pk).state == "published"
    assert event.mentions.exists()


def test_withdrawing_takes_it_off_the_timeline_and_restoring_puts_it_back(event: Event, ada: User) -> None:
    before = shown(event)
    withdraw(event, editor=ada, reason="A duplicate")
    assert shown(event) == []
    assert not Event.objects.published().exists()
    restore(event, editor=ada)
    assert shown(event) == before
    assert Event.objects.published().exists()


@pytest.mark.parametrize("reason", ["", " ", "x" * 1001])
def test_withdrawing_needs_a_reason(event: Event, ada: User, reason: str) -> None:
    with pytest.raises(BadAmendment):
        withdraw(event, editor=ada, reason=reason)
    assert Event.objects.get().state == "published"


def test_an_event_is_not_withdrawn_twice_nor_edited_while_it_is(event: Event, ada: User) -> None:
    with pytest.raises(WrongState):
        restore(event, editor=ada)
    withdraw(event, editor=ada, reason="No")
    with pytest.raises(WrongState):
        withdraw(event, editor=ada, reason="No")
    with pytest.raises(WrongState):
        edit(event, replace(wording_of(event), title="x"), editor=ada, version=2)


def test_a_bad_wording_is_refused(event: Event, ada: User) -> None:
    with pytest.raises(BadAmendment) as refusal:
        edit(event, replace(wording_of(event), title="", edtf="x"), editor=ada, version=1)
    assert set(refusal.value.problems) == {"title", "edtf"}
    assert Event.objects.get().version == 1


def test_nobody_without_the_right_changes_an_event(event: Event) -> None:
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            edit(event, wording_of(event), editor=person, version=1)
        with pytest.raises(NotAllowed):
            withdraw(event, editor=person, reason="No")
        with pytest.raises(NotAllowed):
            restore(event, editor=person)
