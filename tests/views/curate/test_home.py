"""The desk's front page, watching and notes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Event, Look, Note
from events.review.decisions import accept
from tests.factories import make_event, make_proposal


@pytest.fixture
def event(ada: User) -> Event:
    return accept(make_proposal(), editor=ada)


def test_it_shows_what_waits_what_changed_and_what_has_no_outcome(ada_client: Client, event: Event) -> None:
    make_event(title="Talks to begin", status="scheduled", edtf="2020-05-01")
    make_proposal(article=event.proposals.get().article, title="Another", date_text="Monday")
    text = ada_client.get("/curate/").text
    assert "<b>1 proposal</b> waits" in text
    assert "Talks to begin" in text
    assert "<b>ada</b> accepted" in text
    assert 'role="img" aria-label="Decisions a day: 1 today' in text


def test_an_empty_desk_says_so(ada_client: Client) -> None:
    text = ada_client.get("/curate/").text
    assert "Nothing waits" in text
    assert "Nothing was decided yet." in text


def test_an_event_is_watched_seen_and_left(ada_client: Client, event: Event) -> None:
    page = ada_client.post(f"/curate/events/{event.pk}/watch/", follow=True)
    assert "Stop watching" in page.text
    Event.objects.filter(pk=event.pk).update(version=9)
    assert "changed since you looked" in ada_client.get("/curate/").text
    ada_client.post(f"/curate/events/{event.pk}/see/")
    assert "changed since you looked" not in ada_client.get("/curate/").text
    ada_client.post(f"/curate/events/{event.pk}/unwatch/")
    assert not Look.objects.watched().exists()


def test_a_note_is_for_editors_only(ada_client: Client, event: Event) -> None:
    page = ada_client.post(f"/curate/events/{event.pk}/note/", {"note": "Ask <b>them</b>"}, follow=True)
    assert "Ask &lt;b&gt;them&lt;/b&gt;" in page.text
    assert "Ask" not in Client().get(event.get_absolute_url()).text
    assert "Write the note first." in ada_client.post(f"/curate/events/{event.pk}/note/", follow=True).text


@pytest.mark.parametrize("act", ["watch", "unwatch", "see", "note"])
def test_only_editors_do_so_and_only_by_post(ada_client: Client, ruth_client: Client, event: Event, act: str) -> None:
    address = f"/curate/events/{event.pk}/{act}/"
    assert ada_client.get(address).status_code == 405
    assert ruth_client.post(address, {"note": "x"}).status_code == 403
    assert Client().post(address, {"note": "x"}).status_code == 401
    assert ada_client.post(f"/curate/events/999/{act}/", {"note": "x"}).status_code == 404
    assert not Note.objects.exists()


def test_the_front_page_is_for_editors(ruth_client: Client) -> None:
    assert Client().get("/curate/").status_code == 302
    assert ruth_client.get("/curate/").status_code == 403


def test_addresses_from_before_still_lead_where_they_led(ada_client: Client) -> None:
    assert ada_client.get("/curate/desk/")["Location"] == "/curate/"
    asked = "order=oldest&publisher=3&page=2"
    assert ada_client.get(f"/curate/?{asked}")["Location"] == f"/curate/queue/?{asked}"


def test_signing_in_and_the_public_site_lead_to_the_front_page(ada: User, ada_client: Client) -> None:
    assert '<a href="/curate/"' in ada_client.get("/about/").text
    ada.set_password("correct horse battery")
    ada.save()
    fields = {"login": "ada", "password": "correct horse battery"}
    page = Client().post("/accounts/login/", fields, follow=True)
    assert page.redirect_chain == [("/curate/", 302)]
    assert "Seconds for one decision" in page.text


@pytest.mark.parametrize("place", ["", "queue/", "events/", "articles/new/", "sources/", "jobs/", "reports/"])
def test_each_place_of_the_desk_is_marked_in_the_navigation(ada_client: Client, place: str) -> None:
    page = ada_client.get(f"/curate/{place}").text
    assert f'href="/curate/{place}" aria-current="page"' in page
