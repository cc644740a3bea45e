"""Signing in and out: name and password, the second factor, lock-out, sessions. Accounts come by invitation alone."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.usefixtures("no_tries_counted")
PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


@pytest.fixture
def ada_signs_in(ada: User) -> Client:
    """A browser in front of the sign-in page; Ada has a password."""
    ada.set_password(PASSWORD)
    ada.save()
    return Client()


def try_in(client: Client, password: str = PASSWORD, name: str = "ada") -> int:
    return client.post(f"{LOGIN}?next=/curate/", {"login": name, "password": password}).status_code


def code_of(secret: str) -> str:
    """What an authenticator app shows now for a secret."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def set_up(client: Client) -> str:
    """Switch the second factor on for who is signed in; its secret."""
    page = client.get("/accounts/second-factor/totp/activate/", follow=True)
    if "/reauthenticate/" in page.redirect_chain[-1][0] if page.redirect_chain else False:
        page = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    secret = re.search(r"Key <code>(\w+)</code>", page.text)
    assert secret is not None
    done = client.post("/accounts/second-factor/totp/activate/", {"code": code_of(secret[1])}, follow=True)
    assert done.status_code == 200
    return secret[1]


def test_name_and_password_open_the_desk(ada_signs_in: Client) -> None:
    response = ada_signs_in.post(LOGIN, {"login": "ada", "password": PASSWORD, "next": "/curate/"})
    assert (response.status_code, response["Location"]) == (302, "/curate/")
    assert ada_signs_in.get("/curate/").status_code == 200


@pytest.mark.parametrize(("name", "password"), [("ada", "wrong"), ("nobody", PASSWORD), ("", ""), ("Ada ", "x" * 5000)])
def test_anything_else_is_refused_in_the_same_words(ada_signs_in: Client, name: str, password: str) -> None:
    response = ada_signs_in.post(LOGIN, {"login": name, "password": password})
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert ada_signs_in.get("/curate/").status_code == 302


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"])
def test_it_leads_to_no_other_site(ada_signs_in: Client, away: str) -> None:
    response = ada_signs_in.post(LOGIN, {"login": "ada", "password": PASSWORD, "next": away})
    assert response["Location"] == "/curate/"


def test_the_sixth_wrong_try_is_locked_out_and_the_right_one_too(ada_signs_in: Client) -> None:
    tries = [try_in(ada_signs_in, "wrong") for _ in range(6)]
    assert tries[0] == 200
    assert tries[-1] == 429
    assert try_in(ada_signs_in) == 429
    assert ada_signs_in.get("/curate/").status_code == 302


def test_others_are_not_locked_out_with_her(ada_signs_in: Client, ruth: User) -> None:
    ruth.set_password(PASSWORD)
    ruth.save()
    for _ in range(6):
        try_in(ada_signs_in, "wrong")
    assert Client(REMOTE_ADDR="192.0.2.7").post(LOGIN, {"login": "ruth", "password": PASSWORD}).status_code == 302


def test_a_second_factor_is_asked_for_once_it_is_set_up(ada_signs_in: Client) -> None:
    try_in(ada_signs_in)
    secret = set_up(ada_signs_in)
    fresh = Client()
    response = fresh.post(LOGIN, {"login": "ada", "password": PASSWORD, "next": "/curate/"})
    assert response["Location"].startswith("/accounts/second-factor/authenticate/")
    assert fresh.get("/curate/").status_code == 302, "a password alone opens nothing"
    assert "alert" in fresh.post("/accounts/second-factor/authenticate/", {"code": "000000"}).text
    cache.clear()  # a code is good once: the one that switched it on too
    fresh.post("/accounts/second-factor/authenticate/", {"code": code_of(secret)})
    assert fresh.get("/curate/").status_code == 200


def test_a_recovery_code_opens_once(ada_signs_in: Client, ada: User) -> None:
    try_in(ada_signs_in)
    set_up(ada_signs_in)
    code = Authenticator.objects.get(user=ada, type="recovery_codes").wrap().get_unused_codes()[0]
    for opens in (200, 302):
        fresh = Client()
        try_in(fresh)
        fresh.post("/accounts/second-factor/authenticate/", {"code": code})
        assert fresh.get("/curate/").status_code == opens


def test_where_a_second_factor_is_required_the_desk_waits_for_it(ada_signs_in: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    try_in(ada_signs_in)
    assert ada_signs_in.get("/curate/")["Location"] == "/accounts/second-factor/"
    set_up(ada_signs_in)
    assert ada_signs_in.get("/curate/").status_code == 200


def test_she_sees_where_she_is_signed_in_and_ends_it(ada_signs_in: Client) -> None:
    elsewhere = Client(HTTP_USER_AGENT="A browser far away")
    for client in (elsewhere, ada_signs_in):
        try_in(client)
    page = ada_signs_in.get("/accounts/sessions/")
    assert "A browser far away" in page.text
    ada_signs_in.post("/accounts/sessions/")
    assert elsewhere.get("/curate/").status_code == 302
    assert ada_signs_in.get("/curate/").status_code == 200


def test_nobody_signs_up_by_themselves(db: None) -> None:
    client = Client()
    assert "by invitation" in client.get("/accounts/signup/").text
    client.post("/accounts/signup/", {"username": "eve", "password1": PASSWORD})
    assert not User.objects.filter(username="eve").exists()


def test_the_admin_has_no_way_in_of_its_own(db: None) -> None:
    assert Client().get("/admin/login/?next=/admin/")["Location"].startswith(LOGIN)


def test_signing_out_ends_the_session(ada_signs_in: Client) -> None:
    try_in(ada_signs_in)
    assert ada_signs_in.get("/accounts/logout/").status_code == 200, "a link alone signs nobody out"
    assert ada_signs_in.get("/curate/").status_code == 200
    ada_signs_in.post("/accounts/logout/")
    assert ada_signs_in.get("/curate/").status_code == 302
