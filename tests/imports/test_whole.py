"""An import as a whole: its drafts published, all of it taken back; what editors touched since is kept or taken along."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.imports.load import AlreadyLoaded, load
from events.imports.records import Record, Who
from events.imports.whole import CannotDo, publish, standing, take_back, touched
from events.models import Decision, Event, Mention, Reading
from events.models.rights import NotAllowed
from events.review.amendments import BadAmendment
from events.review.decisions import merge, undo
from events.review.events import edit, restore, wording_of
from events.review.readings import refresh_readings
from tests.factories import make_proposal

RECORDS = (
    Record("A", "2024-03-01", "meeting", actors=(Who("France", "state", "FR", "FR"),), tags=("talks",)),
    Record("B", "2024-03", source_url="https://example.org/b", published_on=date(2024, 4, 1)),
    Record("C", "1991/1993", known_from=date(1994, 1, 1), source_url="https://example.org/b"),
    Record("D", "-0044-03-15"),
)


def brought(editor: User, *, published: bool = True, **options: Any) -> Decision:
    return load(RECORDS, editor=editor, publish=published, facts={"file": "a.csv"}, **options).decision


def shown() -> set[str]:
    return {reading.event.title for reading in Reading.objects.shown().select_related("event")}


def readings() -> set[tuple[object, ...]]:
    fields = ("event__title", "edtf", "earliest_start", "latest_end", "status", "known_from", "known_assumed")
    return set(Reading.objects.filter(shown_until=None).values_list(*fields))


def test_published_later_it_is_what_it_were_if_published_at_once(clio: User) -> None:
    at_once = brought(clio)
    wanted = readings()
    take_back(at_once, editor=clio, reason="Again, as drafts")
    drafts = brought(clio, published=False)
    done = publish(drafts, editor=clio)
    assert readings() == wanted
    assert (done.act, done.after["import"], done.after["count"]) == ("publish", drafts.number, 4)
    for event in Event.objects.published():
        refresh_readings(event, rev=done.number + 1)
    assert readings() == wanted
    with pytest.raises(CannotDo, match="nothing to publish"):
        publish(drafts, editor=clio)


def test_the_page_of_an_event_tells_who_brought_it_and_since_when_it_is_shown(clio: User, client: Client) -> None:
    drafts = brought(clio, published=False)
    done = publish(drafts, editor=clio)
    page = client.get(Event.objects.earliest("pk").get_absolute_url()).text
    assert f"The date was given by the import that clio made, decision {drafts.number}." in page
    assert "Imported by clio" in page
    assert "Published the drafts of an import by clio" in page
    assert f"as shown after decision {done.number}." in page


def test_the_page_of_an_event_that_was_kept_tells_nothing_of_the_import_taken_back(clio: User, client: Client) -> None:
    imported = brought(clio)
    event = Event.objects.get(title="A")
    edit(event, replace(wording_of(event), title="A, as agreed"), editor=clio, version=1)
    take_back(imported, editor=clio, reason="The wrong file")
    page = client.get(event.get_absolute_url(), follow=True).text
    assert "Imported by clio" in page
    assert "The wrong file" not in page


def test_taken_back_it_is_withdrawn_and_its_pages_tell_why(clio: User, client: Client) -> None:
    imported = brought(clio)
    done = take_back(imported, editor=clio, reason="The wrong file")
    assert shown() == set()
    assert {event.state for event in Event.objects.all()} == {"withdrawn"}
    assert set(Reading.objects.values_list("shown_from", "shown_until")) == {(imported.number, done.number)}
    assert (done.after["withdrawn"], done.after["deleted"], done.after["kept"]) == (4, 0, 0)
    page = client.get(Event.objects.earliest("pk").get_absolute_url())
    assert page.status_code == 410
    assert "The wrong file" in page.text
    with pytest.raises(CannotDo, match="taken back already, by clio"):
        take_back(imported, editor=clio, reason="Again")


def test_drafts_that_are_taken_back_are_gone(clio: User) -> None:
    imported = brought(clio, published=False)
    others = brought(clio, published=False, again=True)
    done = take_back(imported, editor=clio, reason="The wrong file")
    assert done.after["deleted"] == 4
    assert Event.objects.count() == standing(others).drafts == 4
    assert Mention.objects.count() == 2


def test_what_was_taken_back_may_come_in_again(clio: User) -> None:
    imported = brought(clio)
    with pytest.raises(AlreadyLoaded):
        brought(clio)
    take_back(imported, editor=clio, reason="Too early")
    assert standing(brought(clio)).published == 4


def test_what_an_editor_touched_is_kept_unless_it_is_taken_along(clio: User, ada: User) -> None:
    imported = brought(clio)
    event = Event.objects.get(title="A")
    edit(event, replace(wording_of(event), title="A, corrected"), editor=ada, version=1)
    assert list(touched(imported)) == [event]
    done = take_back(imported, editor=clio, reason="The wrong file")
    assert shown() == {"A, corrected"}
    assert (done.after["withdrawn"], done.after["kept"], done.after["kept_events"]) == (3, 1, [event.pk])


def test_an_article_merged_into_it_is_unmerged_after_it_was_taken_along(clio: User, ada: User) -> None:
    imported = brought(clio)
    proposal = make_proposal()
    event = merge(proposal, Event.objects.get(title="A"), editor=ada)
    take_back(imported, editor=clio, reason="The wrong file", along=True)
    assert shown() == set()
    undo(Decision.objects.get(act="merge"), editor=ada)
    proposal.refresh_from_db()
    event.refresh_from_db()
    assert (proposal.state, proposal.event, event.state) == ("waiting", None, "withdrawn")
    assert shown() == set()
    restore(event, editor=ada)
    assert shown() == {"A"}


def test_an_editor_who_looked_before_does_not_write_over_it(clio: User, ada: User) -> None:
    imported = brought(clio)
    event = Event.objects.get(title="A")
    take_back(imported, editor=clio, reason="The wrong file")
    assert Event.objects.get(pk=event.pk).version == event.version + 1


def test_only_chiefs_act_on_imports_and_only_with_a_reason(clio: User, ada: User) -> None:
    imported = brought(ada)
    with pytest.raises(NotAllowed):
        take_back(imported, editor=ada, reason="I changed my mind")
    with pytest.raises(NotAllowed):
        publish(imported, editor=ada)
    with pytest.raises(BadAmendment, match="Say why"):
        take_back(imported, editor=clio, reason=" ")
    assert shown() == {"A", "B", "C", "D"}


def test_after_an_error_in_the_middle_nothing_of_it_is_there(clio: User, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = brought(clio)
    monkeypatch.setattr("events.imports.whole.delete_drafts", lambda imported: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_back(imported, editor=clio, reason="The wrong file")
    assert shown() == {"A", "B", "C", "D"}
    assert Decision.objects.count() == 1


def test_an_import_of_before_its_numbers_were_kept_is_told_apart(clio: User) -> None:
    old = Decision.append("import", editor=clio, after={"count": 3})
    assert not standing(old).whole
    with pytest.raises(CannotDo, match="one by one"):
        take_back(old, editor=clio, reason="The wrong file")
