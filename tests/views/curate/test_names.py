"""The list of names while one types."""

import pytest
from django.test import Client

from events.models import Event
from tests.factories import make_actor, make_place, make_proposal


@pytest.fixture
def known(db: None) -> None:
    make_actor("Kim Jong Un", kind="person")
    make_place("Kimpo", country="KR")


def test_it_lists_the_names_that_the_last_one_typed_may_mean(ada_client: Client, known: None) -> None:
    asked = {"hx-request": "true", "hx-target": "actor_names"}
    answer = ada_client.get("/curate/names/actors/", {"more": "Example Union; kim"}, headers=asked)
    assert 'data-value="Kim Jong Un"' in answer.text
    assert "<html" not in answer.text
    assert "Kimpo" not in answer.text


@pytest.mark.parametrize(("field", "line"), [("actors", "more"), ("places", "place"), ("tags", "more_tags")])
def test_without_script_it_is_a_page(ada_client: Client, known: None, field: str, line: str) -> None:
    answer = ada_client.get(f"/curate/names/{field}/", {line: "kim"})
    assert answer.status_code == 200
    assert "Names like “kim”" in answer.text


def test_of_other_names_there_is_no_list(ada_client: Client) -> None:
    assert ada_client.get("/curate/names/editors/").status_code == 404


def test_a_name_without_a_letter_lists_nothing(ada_client: Client, known: None) -> None:
    assert 'role="option"' not in ada_client.get("/curate/names/actors/", {"more": "; --"}).text


def test_strangers_and_others_see_no_names(ruth_client: Client, known: None) -> None:
    assert Client().get("/curate/names/actors/?more=kim").status_code == 302
    assert ruth_client.get("/curate/names/actors/?more=kim").status_code == 403


def test_tags_typed_in_one_line_are_parted_by_commas(ada_client: Client) -> None:
    proposal = make_proposal()
    sent = {"title": "Ministers met", "more": "", "actors": ["Example Union"], "more_tags": "border, talks;  peace ,"}
    ada_client.post(f"/curate/proposals/{proposal.pk}/amend/", sent)
    assert sorted(tag.name for tag in Event.objects.get().tags.all()) == ["border", "peace", "talks"]


def test_a_tag_too_long_is_refused_beside_its_field(ada_client: Client) -> None:
    proposal = make_proposal()
    answer = ada_client.post(f"/curate/proposals/{proposal.pk}/amend/", {"more": "", "more_tags": "x" * 81})
    assert answer.status_code == 422
    assert "The tag has 81 characters" in answer.text
