"""Merging events, and finding the one to merge into."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Decision, Event, Proposal
from events.review.decisions import accept
from tests.factories import make_article, make_event, make_proposal


@pytest.fixture
def event(ada: User) -> Event:
    return accept(make_proposal(), editor=ada)


@pytest.fixture
def twin(event: Event) -> Event:
    return make_event(title="Ministers met in Geneva", actors=["Example Union"])


def test_it_shows_the_likeliest_duplicate_field_by_field(ada_client: Client, event: Event, twin: Event) -> None:
    text = ada_client.get(f"/curate/events/{twin.pk}/twin/").text
    assert event.title in text
    assert 'name="take" value="title"' in text


def test_of_names_only_those_are_offered_that_are_not_there(ada_client: Client, event: Event) -> None:
    alike = make_event(title="Ministers met in Geneva", actors=["Example Union"])
    more = make_event(title="Ministers met in Geneva", actors=["Example Union", "Ruritania"])
    text = ada_client.get(f"/curate/events/{alike.pk}/twin/", {"into": event.pk}).text
    assert 'name="take" value="actors"' not in text
    text = ada_client.get(f"/curate/events/{more.pk}/twin/", {"into": event.pk}).text
    assert "also</span> Ruritania" in " ".join(text.split())


def test_it_can_be_merged_the_other_way_round(ada_client: Client, event: Event, twin: Event) -> None:
    text = ada_client.get(f"/curate/events/{twin.pk}/twin/", {"into": event.pk}).text
    assert f'href="/curate/events/{event.pk}/twin/?into={twin.pk}"' in text


def test_a_refused_merge_keeps_what_was_ticked_and_typed(ada_client: Client, event: Event, twin: Event) -> None:
    sent = {"into": event.pk, "take": ["type", "status", "title"], "reason": "x" * 1001}
    response = ada_client.post(f"/curate/events/{twin.pk}/merge/", sent)
    assert response.status_code == 422
    assert 'value="title" checked' in response.text
    assert "x" * 1001 in response.text
    response = ada_client.post(f"/curate/events/{twin.pk}/merge/", {"into": event.pk, "reason": "x" * 1001})
    assert 'value="title">' in response.text


def test_another_event_is_found_by_words_of_its_headline(ada_client: Client, event: Event) -> None:
    other = make_event(title="Quake near Oslo", type="incident", edtf="1999")
    text = ada_client.get(f"/curate/events/{event.pk}/twin/", {"find": "oslo qua"}).text
    assert f"?into={other.pk}" in text
    assert "Quake near Oslo" in ada_client.get(f"/curate/events/{event.pk}/twin/", {"into": other.pk}).text
    assert "No published event has" in ada_client.get(f"/curate/events/{event.pk}/twin/", {"find": '"*('}).text


def test_merging_and_taking_apart_again(ada_client: Client, event: Event, twin: Event) -> None:
    page = ada_client.post(f"/curate/events/{twin.pk}/merge/", {"into": event.pk, "take": "title"}, follow=True)
    assert Event.objects.get(pk=event.pk).title == "Ministers met in Geneva"
    assert "Take the other event out again" in page.text
    decision = Decision.objects.order_by("-number").first()
    page = ada_client.post(f"/curate/decisions/{decision.number}/unmerge/", follow=True)
    assert Event.objects.get(pk=twin.pk).state == "published"
    assert "Take the other event out again" not in page.text
    assert "already" in ada_client.post(f"/curate/decisions/{decision.number}/unmerge/", follow=True).text


def test_what_cannot_be_merged_is_told(ada_client: Client, event: Event) -> None:
    assert ada_client.post(f"/curate/events/{event.pk}/merge/", {"into": event.pk}).status_code == 422
    assert ada_client.post(f"/curate/events/{event.pk}/merge/", {"into": "x"}).status_code == 404
    assert ada_client.get(f"/curate/events/{event.pk}/merge/").status_code == 405
    assert ada_client.post("/curate/decisions/999/unmerge/").status_code == 404


def test_a_stranger_and_a_researcher_merge_nothing(ruth_client: Client, event: Event, twin: Event) -> None:
    assert ruth_client.post(f"/curate/events/{twin.pk}/merge/", {"into": event.pk}).status_code == 403
    assert Client().post(f"/curate/events/{twin.pk}/merge/", {"into": event.pk}).status_code == 401
    assert Event.objects.published().count() == 2


def test_a_proposal_is_merged_into_an_event_chosen_by_search(ada_client: Client) -> None:
    known = make_event(title="Quake near Oslo", type="incident", edtf="1999")
    proposal = make_proposal(article=make_article(), actors=[])
    address = f"/curate/articles/{proposal.article_id}/?proposal={proposal.pk}"
    assert f"into={known.pk}" in ada_client.get(f"{address}&find=oslo").text
    page = ada_client.get(f"{address}&into={known.pk}").text
    assert f'name="into" value="{known.pk}"' in page
    ada_client.post(f"/curate/proposals/{proposal.pk}/merge/", {"into": known.pk})
    assert Proposal.objects.get().event == known
    assert ada_client.get(f"{address}&into=77").status_code == 200
