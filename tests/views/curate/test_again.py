"""What is sent after the session ran out: carried through signing in, offered again, and never done by itself."""

import base64
import os
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from events.intake.texts import LARGEST
from events.models import Article, Decision, Event, Note
from events.review import decisions
from events.views import unsent
from events.views.unsent import Unsent
from tests.factories import make_article, make_event, make_proposal
from tests.views.accounts.test_sign_in import LOGIN, PASSWORD, code_of, set_up

pytestmark = pytest.mark.usefixtures("no_tries_counted")
AGAIN = "/curate/again/"


@pytest.fixture
def browser(ada: User) -> Client:
    """A browser whose session has run out; it checks tokens, as the site does."""
    ada.set_password(PASSWORD)
    ada.save()
    return Client(enforce_csrf_checks=True)


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found is not None
    return found[1]


def send(browser: Client, path: str, fields: dict[str, Any]) -> Any:
    """Send a form with the token that this browser has."""
    fields = fields | {"csrfmiddlewaretoken": token(browser.get(LOGIN).text)}
    return browser.post(path, fields)


def sign_in(browser: Client, page: str, password: str = PASSWORD) -> Any:
    """Send the sign-in form of a page, with all that it carries."""
    names = ("csrfmiddlewaretoken", "next", "unsent")
    hidden = {name: value for name in names for value in re.findall(rf'name="{name}" value="([^"]*)"', page)}
    return browser.post(LOGIN, hidden | {"login": "ada", "password": password})


def test_a_pasted_text_stands_in_its_form_again_and_nothing_is_taken_in(browser: Client) -> None:
    typed = {
        "text": "Pasted before the night.\nOn 4 March 2024.",
        "publisher": "Night & Co",
        "published_on": "2024-03-04",
    }
    page = send(browser, "/curate/articles/new/", typed)
    assert page.status_code == 401
    assert "What you sent is kept" in page.text
    response = sign_in(browser, page.text)
    assert response["Location"] == AGAIN
    text = browser.get(AGAIN).text
    assert "Pasted before the night.\nOn 4 March 2024.</textarea>" in text
    assert 'value="Night &amp; Co"' in text
    assert 'value="2024-03-04"' in text
    assert "so nothing was written" in text
    assert not Article.objects.exists()
    sent = browser.post("/curate/articles/new/", typed | {"csrfmiddlewaretoken": token(text)})
    assert sent.status_code == 302
    assert Article.objects.get().text == typed["text"]
    assert browser.get(AGAIN)["Location"] == "/curate/"


def test_a_card_stands_again_with_its_reason(browser: Client) -> None:
    proposal = make_proposal()
    typed = {"title": "Typed before the night", "when": "last week", "more": "Ruritania", "reason": "It is so"}
    sign_in(browser, send(browser, f"/curate/proposals/{proposal.pk}/amend/", typed).text)
    text = browser.get(AGAIN).text
    for value in ("Typed before the night", "last week", "Ruritania", "It is so"):
        assert f'value="{value}"' in text
    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", ["edit", "withdraw"])
def test_an_event_stands_again(browser: Client, act: str) -> None:
    event = make_event()
    typed = {"title": "Typed before the night", "when": "2024-03-02", "version": "1", "reason": "It is so"}
    sign_in(browser, send(browser, f"/curate/events/{event.pk}/{act}/", typed).text)
    text = browser.get(AGAIN).text
    assert 'value="Typed before the night"' in text
    assert 'value="It is so"' in text
    assert Event.objects.get().version == 1


def test_a_note_a_telling_and_an_event_by_hand_stand_again(browser: Client) -> None:
    event, article = make_event(), make_article()
    for path, typed in (
        (f"/curate/events/{event.pk}/note/", {"note": "A note of the night"}),
        (
            f"/curate/articles/{article.pk}/propose/",
            {"quote": "Words of the night", "phrase": "Friday night", "headline": "So it was"},
        ),
        (
            f"/curate/proposals/{make_proposal(article=article).pk}/split/",
            {"second": "What else", "second_phrase": "May at night"},
        ),
        ("/curate/events/new/", {"title": "Written at night", "when": "the ides", "url": "https://example.org/x"}),
    ):
        sign_in(browser, send(browser, path, typed).text)
        text = browser.get(AGAIN).text
        assert f'action="{path}"' in text
        for value in typed.values():
            assert value in text, (path, value)
        browser.cookies.pop("session")
    assert not Note.objects.exists()


def test_a_form_that_is_not_there_any_more_is_listed_field_by_field(browser: Client, clio: User) -> None:
    proposal = make_proposal()
    page = send(browser, f"/curate/proposals/{proposal.pk}/amend/", {"title": "Typed before the night"}).text
    decisions.reject(proposal, editor=clio, reason="No")
    sign_in(browser, page)
    text = browser.get(AGAIN).text
    assert "Not sent yet" in text
    assert 'value="Typed before the night"' in text


@pytest.mark.parametrize("path", ["/curate/reports/7/answer/", "/curate/events/999999/edit/"])
def test_any_other_form_is_listed_field_by_field(browser: Client, path: str) -> None:
    sign_in(browser, send(browser, path, {"answer": "It was\nso", "seen": "a"}).text)
    text = browser.get(AGAIN).text
    assert "It was\nso</textarea>" in text
    assert ">Answer</button>" in text or "edit" in path
    assert f'action="{path}"' in text


def test_it_is_let_go_of(browser: Client) -> None:
    sign_in(browser, send(browser, "/curate/reports/7/answer/", {"answer": "It was so"}).text)
    browser.post(f"{AGAIN}drop/", {"csrfmiddlewaretoken": token(browser.get(AGAIN).text)})
    assert browser.get(AGAIN)["Location"] == "/curate/"


def test_a_file_is_named_and_has_to_be_chosen_again(browser: Client, tmp_path: Any) -> None:
    file = tmp_path / "night.csv"
    file.write_text("a,b")
    with file.open() as held:
        page = send(browser, "/curate/imports/new/", {"note": "x", "file": held})
    sign_in(browser, page.text)
    assert "“night.csv” was not kept" in browser.get(AGAIN).text


def test_it_is_carried_through_a_wrong_password_and_the_second_factor(browser: Client, ada: User) -> None:
    own = Client()
    own.post(LOGIN, {"login": "ada", "password": PASSWORD})
    secret = set_up(own)
    page = send(browser, "/curate/articles/new/", {"text": "Kept all the way"})
    again = sign_in(browser, page.text, "wrong")
    assert again.status_code == 200
    response = sign_in(browser, again.text)
    assert response["Location"].startswith("/accounts/second-factor/authenticate/")
    factor = browser.get(response["Location"]).text
    asked = {"csrfmiddlewaretoken": token(factor), "code": code_of(secret), "next": AGAIN}
    assert browser.post(response["Location"], asked)["Location"] == AGAIN
    assert "Kept all the way" in browser.get(AGAIN).text


def test_strangers_fill_no_table(browser: Client) -> None:
    page = send(browser, "/curate/articles/new/", {"text": "x" * 1000})
    sign_in(browser, page.text, "wrong")
    assert not Session.objects.exists()


def test_what_this_site_did_not_sign_is_left_out(browser: Client) -> None:
    page = send(browser, "/curate/articles/new/", {"text": "Mine"}).text
    sign_in(browser, re.sub(r'name="unsent" value="[^"]{9}', 'name="unsent" value="forgedxyz', page))
    assert browser.get(AGAIN)["Location"] == "/curate/"


def test_it_is_kept_for_a_day() -> None:
    request: Any = HttpRequest()
    request.session = {}
    now = timezone.now().timestamp()
    for hours, there in ((23, True), (25, False)):
        unsent.keep(request, Unsent("/curate/", {"text": ["Mine"]}, at=now - hours * 3600))
        assert (unsent.kept(request) is not None) is there


def test_what_is_too_long_to_be_carried_is_said_so(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsent, "LONGEST", 10)
    page = send(browser, "/curate/articles/new/", {"text": "Mine"})
    assert "too long to be kept" in page.text
    assert 'name="unsent"' not in page.text


def test_the_longest_text_that_is_taken_in_is_carried() -> None:
    text = base64.b85encode(os.urandom(LARGEST)).decode()[:LARGEST]  # as good as no text can be packed
    carried = unsent.sealed(Unsent("/curate/articles/new/", {"text": [text]}))
    assert unsent.opened(carried).data["text"] == text


# Tokens


def test_a_form_from_before_signing_in_elsewhere_is_kept(browser: Client) -> None:
    old = token(browser.get(LOGIN).text)
    sign_in(browser, browser.get(LOGIN).text)
    typed = {"text": "Typed before", "csrfmiddlewaretoken": old}
    assert browser.post("/curate/articles/new/", typed).status_code == 403
    response = browser.post("/curate/articles/new/", typed, headers={"Origin": "http://testserver"})
    assert response["Location"] == AGAIN
    assert "Typed before" in browser.get(AGAIN).text
    assert not Article.objects.exists()


def test_the_sign_in_page_carries_it_also_after_signing_in_elsewhere(browser: Client) -> None:
    page = send(browser, "/curate/articles/new/", {"text": "Typed before"}).text
    sign_in(browser, browser.get(LOGIN).text)
    carried = re.search(r'name="unsent" value="([^"]*)"', page)
    assert carried is not None
    fields = {"csrfmiddlewaretoken": token(page), "unsent": carried[1], "login": "ada", "password": PASSWORD}
    response = browser.post(LOGIN, fields, headers={"Origin": "http://testserver"})
    assert response["Location"] == AGAIN
    assert "Typed before" in browser.get(AGAIN).text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
def test_another_site_plants_nothing(browser: Client, origin: str) -> None:
    sign_in(browser, browser.get(LOGIN).text)
    for path in ("/curate/articles/new/", LOGIN):
        planted = {"text": "Planted", "unsent": unsent.sealed(Unsent("/curate/articles/new/", {"text": ["P"]}))}
        assert browser.post(path, planted, headers={"Origin": origin}).status_code == 403
    assert browser.get(AGAIN)["Location"] == "/curate/"


def test_the_page_is_for_editors(ruth_client: Client) -> None:
    assert Client().get(AGAIN).status_code == 302
    assert ruth_client.get(AGAIN).status_code == 403
    assert ruth_client.post(f"{AGAIN}drop/").status_code == 403
