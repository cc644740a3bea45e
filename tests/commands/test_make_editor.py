"""manage.py make_editor."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from events.models.rights import may_decide
from tests.factories import make_person

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def make_editor(*arguments: str) -> str:
    out = io.StringIO()
    call_command("make_editor", *arguments, stdout=out)
    return out.getvalue()


def test_it_makes_an_account_that_may_decide() -> None:
    assert "new account" in make_editor("ada", "--password", PASSWORD)
    person = User.objects.get(username="ada")
    assert person.check_password(PASSWORD)
    assert may_decide(person)


def test_it_asks_for_the_password_of_a_new_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    make_editor("ada")
    assert User.objects.get(username="ada").check_password(PASSWORD)


def test_it_says_what_to_do_where_nobody_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody)
    with pytest.raises(CommandError, match="give it with --password"):
        make_editor("ada")
    assert not User.objects.filter(username="ada").exists()


def test_it_gives_the_right_to_an_account_that_is_there_and_leaves_its_password() -> None:
    person = make_person("max")
    before = person.password
    assert "new account" not in make_editor("max")
    person = User.objects.get(username="max")
    assert may_decide(person)
    assert person.password == before


@pytest.mark.parametrize("password", ["short", "password1234", "ada-the-editor"])
def test_a_weak_password_makes_no_account(password: str) -> None:
    with pytest.raises(CommandError):
        make_editor("ada-the-editor", "--password", password)
    assert not User.objects.exists()


def test_a_weak_password_changes_nothing_of_an_account_that_is_there() -> None:
    before = make_person("max").password
    with pytest.raises(CommandError):
        make_editor("max", "--password", "short")
    person = User.objects.get(username="max")
    assert person.password == before
    assert not may_decide(person)


@pytest.mark.parametrize("name", ["", "a b", "x" * 151])
def test_a_name_that_no_account_can_have_is_refused(name: str) -> None:
    with pytest.raises(CommandError):
        make_editor(name, "--password", PASSWORD)
    assert not User.objects.exists()
