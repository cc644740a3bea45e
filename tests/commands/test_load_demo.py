"""manage.py load_demo, run whole: what `make demo` shows, and that a second run changes nothing."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from events.management.commands.load_demo import demo_editor
from events.models import Article, Decision, Event, Mention, Proposal, Publisher, Reading


def run() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_demo", "--port", "8123", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str, str]]:
    """The demo, loaded once for all tests here and taken back behind them: its folder, and what was printed and said as errors."""
    var = tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), override_settings(VAR=var), transaction.atomic():
        yield var, *run()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo: tuple[Path, str, str], db: None, settings: Settings) -> tuple[str, str]:
    settings.VAR = demo[0]
    return demo[1:]


def test_it_loads_everything_once(demo: tuple[Path, str, str], loaded: tuple[str, str]) -> None:
    var, out, _ = demo
    # The journeys: every row of the file, as one decision of the editor.
    journeys = Event.objects.filter(tags__name__in=["US presidents abroad", "US secretaries of state abroad"])
    assert journeys.count() == 4271
    assert Decision.objects.get(act="import").after["count"] == 4271
    assert Reading.objects.shown().count() >= 4271
    assert Publisher.objects.filter(host="history.state.gov").count() == 1
    # The dispatches: most decided, some left for the visitor.
    assert Article.objects.exclude(text="").count() == 11
    assert Proposal.objects.filter(state="accepted").count() > 40
    assert Proposal.objects.filter(state="rejected").count() > 10
    assert set(Proposal.objects.waiting().values_list("article__published_on", flat=True)) >= {latest()}
    assert Mention.objects.exclude(quote="").exists()
    # The editor: can sign in with what is printed, may decide, and oversees the desk.
    ada = User.objects.get(username="ada")
    password = (var / "demo_password").read_text(encoding="ascii")
    assert password in out
    assert (var / "demo_password").stat().st_mode & 0o077 == 0
    assert ada.check_password(password)
    assert ada.has_perm("events.decide")
    assert ada.has_perm("events.oversee")
    assert not ada.is_superuser
    assert "http://127.0.0.1:8123/" in out
    # And again.
    before = [model.objects.count() for model in (Event, Mention, Reading, Decision, Article, Proposal, User)]
    out, err = run()
    assert [model.objects.count() for model in (Event, Mention, Reading, Decision, Article, Proposal, User)] == before
    assert "here already" in out
    assert err == "", "a decision made the first time is no decision passed over"
    assert password in out


def latest() -> object:
    """When the newest dispatch was published."""
    return Article.objects.exclude(text="").order_by("-published_on").values_list("published_on", flat=True)[0]


def test_every_decision_finds_its_proposal(loaded: tuple[str, str]) -> None:
    _, err = loaded
    assert "No proposal dates" not in err


def test_the_coming_visit_is_on_the_timeline_as_it_was_told_and_as_it_took_place(loaded: tuple[str, str]) -> None:
    mentions = Mention.objects.filter(article__published_on="2023-09-11", date_text__icontains="coming days")
    assert len({mention.event_id for mention in mentions}) == 1
    assert mentions.count() == 2
    event = mentions[0].event
    assert (event.state, event.type, event.status) == ("published", "visit", "occurred")
    told = event.readings.filter(shown_until=None).order_by("known_from").values_list("status", "edtf")
    assert list(told) == [("scheduled", "2023-09-11/2023-09-18~"), ("occurred", "2023-09-12/2023-09-17")]


@pytest.mark.django_db
def test_an_account_of_that_name_keeps_its_password(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    ada, _ = User.objects.get_or_create(username="ada")
    ada.set_password("correct horse battery")
    ada.save()
    user, shown = demo_editor()
    assert user.check_password("correct horse battery")
    assert shown == "(as you set it)"
    assert not (tmp_path / "demo_password").exists()
