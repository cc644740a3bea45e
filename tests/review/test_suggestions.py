"""Names to choose from while one types."""

import pytest
from django.contrib.auth.models import User

from events.models import Actor, Event, Place, Proposal, Tag
from events.review.amendments import Amendment
from events.review.decisions import accept, amend
from events.review.events import edit
from events.review.suggestions import SHOWN, Suggestion, suggestions
from tests.factories import make_actor, make_event, make_place, make_proposal

pytestmark = pytest.mark.django_db


def names(field: str, typed: str) -> list[str]:
    """The known names that are suggested."""
    return [found.name for found in suggestions(field, typed) if not found.new]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["kim", "Kim J", "jong", "un", "UN kim", "Kim Jong-un", "kím", "ким", "  kim  un ", "premier l"]
)
def test_an_actor_is_found_by_the_beginning_of_any_word_of_any_name(typed: str) -> None:
    make_actor("Kim Jong Un", kind="person", aliases=["Ким Чен Ын", "Premier Leader"])
    make_actor("Moon Jae-in", kind="person")
    assert names("actors", typed) == ["Kim Jong Un"]


@pytest.mark.parametrize("typed", ["", "  ", "im", "kim x", "kimj", '"', "* OR kim'", "kim)", "%", "-"])
def test_what_no_word_begins_with_is_not_found(typed: str) -> None:
    make_actor("Moon Jae-in", kind="person")
    assert names("actors", typed) == []


@pytest.mark.parametrize(
    "typed", ['k"', "kim*", "kim'", "(kim", "kim:", "kim &", "\\kim", "kim --", "NOT kim", "kim\x00"]
)
def test_signs_that_databases_know_are_only_signs(typed: str) -> None:
    make_actor("Kim Not Un", kind="person")
    assert names("actors", typed) == ["Kim Not Un"]


def test_of_that_very_name_comes_first_then_what_begins_so_then_what_is_used_most() -> None:
    for name in ("Bank of Paris", "Paris Club", "Paris Commune", "Paris"):
        make_actor(name)
    make_event(actors=["Paris Commune"])
    make_event(actors=["Bank of Paris"], title="Other")
    assert names("actors", "paris") == ["Paris", "Paris Commune", "Paris Club", "Bank of Paris"]


def test_a_list_is_short_and_knows_how_often_a_name_is_used() -> None:
    for number in range(12):
        make_actor(f"Party {number}")
    make_event(actors=["Party 11"])
    found = suggestions("actors", "party")
    assert len([one for one in found if not one.new]) == SHOWN
    assert found[0].note == "organisation, 1 event"


def test_names_that_two_kinds_share_are_told_apart(ada: User) -> None:
    make_actor("Georgia", kind="state", code="GE", country="GE")
    make_actor("Georgia", kind="group")
    values = {found.value for found in suggestions("actors", "georgia")}
    assert values == {"Georgia (state)", "Georgia (group)"}
    event = amend(make_proposal(), wording(actors=("Georgia (state)",)), editor=ada)
    assert event.actors.get().code == "GE"


def test_an_unknown_name_can_be_made_as_one_of_several_kinds(ada: User) -> None:
    found = suggestions("actors", "Jane Roe")
    assert Suggestion("Jane Roe", "Jane Roe (person)", "new person", new=True) in found
    amend(make_proposal(), wording(actors=("Jane Roe (person)", "Roe Party")), editor=ada)
    assert set(Actor.objects.values_list("name", "kind")) == {("Jane Roe", "person"), ("Roe Party", "group")}
    assert not [one for one in suggestions("actors", "jane roe") if one.new]


def test_a_place_is_told_by_its_country_where_two_have_its_name(ada: User) -> None:
    make_place("Geneva")
    make_place("Geneva", country="US", latitude=41.9, longitude=-88.3)
    assert {found.value for found in suggestions("places", "gen")} >= {"Geneva (CH)", "Geneva (US)"}
    event = amend(make_proposal(), wording(place="Geneva (US)"), editor=ada)
    assert (event.place, event.country) == (Place.objects.get(country="US"), "US")


def test_a_new_place_may_say_its_country(ada: User) -> None:
    event = amend(make_proposal(), wording(place="Vevey (CH)"), editor=ada)
    assert (event.place.name, event.place.country, event.country) == ("Vevey", "CH", "CH")


def test_tags_are_given_with_the_proposal_and_changed_with_the_event(ada: User) -> None:
    Tag.objects.create(name="Border")
    event = amend(make_proposal(), wording(tags=("border", "talks", " talks ")), editor=ada)
    assert sorted(event.tags.values_list("name", flat=True)) == ["Border", "talks"]
    edit(event, wording(tags=("talks",)), editor=ada, version=event.version)
    assert [tag.name for tag in Event.objects.get().tags.all()] == ["talks"]
    assert names("tags", "tal") == ["talks"]
    assert Proposal.objects.get().tags == ["Border", "talks"]


def test_a_proposal_that_is_accepted_unchanged_has_no_tag(ada: User) -> None:
    assert not accept(make_proposal(), editor=ada).tags.exists()


def test_a_renamed_or_removed_name_is_found_as_it_stands() -> None:
    actor = make_actor("Old Name")
    actor.name = "New Name"
    actor.save()
    assert (names("actors", "old"), names("actors", "new")) == ([], ["New Name"])
    actor.delete()
    assert names("actors", "new") == []


def wording(**changes: object) -> Amendment:
    return Amendment("Ministers met", "2024-03-01", "meeting", "occurred", **changes)  # type: ignore[arg-type]
