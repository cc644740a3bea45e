"""Watch list, what changed since one looked, and notes between editors."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from events.models import Event, Look, Note
from events.models.rights import NotAllowed
from events.review import events
from events.review.amendments import Amendment, BadAmendment
from events.review.history import history
from events.review.watching import LONGEST_NOTE, note, see, seen, watch, watch_list
from tests.factories import make_editor, make_event, make_person


@pytest.fixture
def event(ada: User) -> Event:
    return make_event()


def write(event: Event, editor: User, title: str) -> None:
    row = Event.objects.get(pk=event.pk)
    events.edit(row, Amendment(title, "2024-03-01", "visit", "occurred"), editor=editor, version=row.version)


def new_to(event: Event, editor: User) -> int:
    row = Event.objects.get(pk=event.pk)
    return len(seen(row, history(row), editor).new)


def test_what_others_changed_since_one_looked_is_new_until_it_is_seen(event: Event, ada: User) -> None:
    eve = make_editor("eve")
    assert new_to(event, ada) == 0
    watch(event, editor=ada, watching=True)
    write(event, eve, "Other")
    write(event, ada, "Mine")
    assert new_to(event, ada) == 1
    assert (new_to(event, eve), Look.objects.watched().count()) == (0, 1)
    see(Event.objects.get(), editor=ada)
    assert new_to(event, ada) == 0


def test_the_watch_list_has_what_changed_first(event: Event, ada: User) -> None:
    other = make_event(title="Other")
    for one in (event, other):
        watch(one, editor=ada, watching=True)
    write(event, make_editor("eve"), "Changed")
    assert [look.event.title for look in watch_list(ada)] == ["Changed", "Other"]
    assert Look.objects.watched().changed().count() == 1
    watch(event, editor=ada, watching=False)
    assert [look.event for look in watch_list(ada)] == [other]


def test_notes_are_kept_in_order_with_who_wrote_them(event: Event, ada: User) -> None:
    note(event, " Ask the ministry.\r\nAgain. ", editor=ada)
    note(event, "Done", editor=make_editor("eve"))
    rows = [(row.editor.username, row.text) for row in event.notes.all()]
    assert rows == [("ada", "Ask the ministry.\nAgain."), ("eve", "Done")]


@pytest.mark.parametrize("text", ["", " \n", "x" * (LONGEST_NOTE + 1)])
def test_a_note_that_cannot_stand_is_refused(event: Event, ada: User, text: str) -> None:
    with pytest.raises(BadAmendment):
        note(event, text, editor=ada)
    assert not Note.objects.exists()


def test_only_editors_watch_and_write_notes(event: Event) -> None:
    for person in (make_person("max"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            watch(event, editor=person, watching=True)
        with pytest.raises(NotAllowed):
            see(event, editor=person)
        with pytest.raises(NotAllowed):
            note(event, "Hello", editor=person)
