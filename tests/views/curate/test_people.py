"""The page of people: for chiefs alone; the link of an invitation is shown once, and makes an account."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Invitation

PEOPLE = "/curate/people/"
PASSWORD = "a long walk by the sea"


def link_of(page: str) -> str:
    """The path of the link that an answer shows."""
    found = re.search(r"/accounts/invitation/[\w-]+/", page)
    assert found is not None
    return found[0]


def test_a_link_is_shown_once_and_makes_an_account(clio_client: Client) -> None:
    made = clio_client.post(f"{PEOPLE}invite/", {"role": "editor", "note": "Ben"})
    link = link_of(made.text)
    assert "/accounts/invitation/" not in clio_client.get(PEOPLE).text
    guest = Client()
    assert "You are invited" in guest.get(link).text
    assert guest.post(link, {"name": "ben", "password": "short"}).status_code == 422
    assert guest.post(link, {"name": "ben", "password": PASSWORD})["Location"] == "/accounts/login/"
    guest.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert guest.get("/curate/").status_code == 200
    assert Client().get(link).status_code == 410


def test_an_invitation_is_taken_back(clio_client: Client) -> None:
    link = link_of(clio_client.post(f"{PEOPLE}invite/", {"role": "chief"}).text)
    clio_client.post(f"{PEOPLE}invitations/{Invitation.objects.get().pk}/revoke/")
    assert Client().get(link).status_code == 410


def test_roles_are_given_and_accounts_closed(clio_client: Client, ada: User) -> None:
    clio_client.post(f"{PEOPLE}{ada.pk}/appoint/", {"role": "chief"})
    assert User.objects.get(pk=ada.pk).has_perm("events.oversee")
    assert clio_client.post(f"{PEOPLE}{ada.pk}/close/", {"reason": ""}).status_code == 409
    clio_client.post(f"{PEOPLE}{ada.pk}/close/", {"reason": "Left"})
    assert "account closed" in clio_client.get(PEOPLE).text
    clio_client.post(f"{PEOPLE}{ada.pk}/reopen/")
    clio_client.post(f"{PEOPLE}{ada.pk}/sign-out/")
    assert "account closed" not in clio_client.get(PEOPLE).text


@pytest.mark.parametrize("path", ["", "invite/", "1/appoint/", "1/close/", "1/reopen/", "1/sign-out/"])
def test_it_is_for_chiefs_alone(ada_client: Client, ruth_client: Client, path: str) -> None:
    ask = "post" if path else "get"
    assert getattr(Client(), ask)(f"{PEOPLE}{path}").status_code == 302
    assert getattr(ada_client, ask)(f"{PEOPLE}{path}").status_code == 403
    assert getattr(ruth_client, ask)(f"{PEOPLE}{path}").status_code == 403


def test_acts_are_posted_to_people_there_are(clio_client: Client) -> None:
    assert clio_client.get(f"{PEOPLE}1/close/").status_code == 405
    assert clio_client.post(f"{PEOPLE}999/close/", {"reason": "x"}).status_code == 404
    assert clio_client.post(f"{PEOPLE}invite/", {"role": "king"}).status_code == 422
