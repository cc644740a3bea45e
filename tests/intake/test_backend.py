"""EXTRACTION_BACKEND: who looks for names in what is taken in, and what `manage.py check` says of it."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.test.utils import override_settings

from events.extraction.happenings import spotting
from events.extraction.happenings.spotting import BackendError, Mention
from events.intake import proposals
from events.intake.proposals import read_candidates

pytestmark = pytest.mark.django_db
TEXT = "The Danish minister met Orlu Vantez in Rome on 3 March 2021."


def spot(texts: Sequence[str]) -> list[list[Mention]]:
    return [[Mention(24, 35, "person", "a test")] for _ in texts]


def test_what_is_taken_in_is_read_with_the_backend_of_the_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proposals, "spotter", {"rules": None, "spacy": spot}.get)
    names = {}
    for backend in ("rules", "spacy"):
        with override_settings(EXTRACTION_BACKEND=backend):
            (candidate,) = read_candidates(TEXT, date(2021, 3, 9))
        names[backend] = [actor.name for actor in candidate.actors]
    assert "Orlu Vantez" not in names["rules"]
    assert "Orlu Vantez" in names["spacy"]


def test_the_check_finds_nothing_wrong_with_rules() -> None:
    assert [found for found in checks.run_checks() if found.id == "events.E001"] == []


@override_settings(EXTRACTION_BACKEND="spacy")
def test_a_backend_that_is_not_installed_stops_commands_and_intake_with_the_command_to_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spotting, "find_spec", lambda name: None)
    with pytest.raises(CommandError, match=r"(?s)events\.E001.*pip install .*requirements-spacy\.txt"):
        call_command("check")
    with pytest.raises(BackendError, match="pip install"):
        read_candidates(TEXT, date(2021, 3, 9))


@override_settings(EXTRACTION_BACKEND="nltk")
def test_the_check_names_a_backend_that_there_is_not() -> None:
    assert [
        "'nltk' is neither rules nor spacy" in found.msg for found in checks.run_checks() if found.id == "events.E001"
    ] == [True]
