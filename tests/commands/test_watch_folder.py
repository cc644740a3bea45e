"""manage.py watch_folder."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from events.management.commands import watch_folder
from events.models import Article, Decision

TEXT = "Published: 4 March 2024\n\nThe foreign ministers of France and Germany met on Friday in Geneva, officials said."
pytestmark = pytest.mark.django_db


class Stopped(Exception):
    """The watching ends."""


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, str]]:
    """Watches the folder while what happens between two looks happens; what was printed, and what was refused."""

    def watched(*between: Callable[[], object]) -> tuple[str, str]:
        happening = iter(between)

        def sleep(_: float) -> None:
            step = next(happening, None)
            if step is None:
                raise Stopped
            step()

        monkeypatch.setattr(watch_folder.time, "sleep", sleep)
        out, errors = io.StringIO(), io.StringIO()
        with pytest.raises(Stopped):
            call_command("watch_folder", str(tmp_path), "--publisher", "Example Wire", stdout=out, stderr=errors)
        return out.getvalue(), errors.getvalue()

    return watched


def write(path: Path, text: str, at: int = 1) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(at, at))


def nothing() -> None:
    """Nothing happens."""


def test_a_file_is_taken_in_once_it_is_written(tmp_path: Path, watch: Callable[..., tuple[str, str]]) -> None:
    file = tmp_path / "a" / "article.txt"
    out, _ = watch(lambda: write(file, TEXT[:30], 1), lambda: write(file, TEXT, 2), nothing, nothing, nothing)
    article = Article.objects.get()
    assert (article.text, str(article.publisher), str(article.published_on)) == (TEXT, "Example Wire", "2024-03-04")
    assert out.count("taken in as article") == 1
    assert file.read_text() == TEXT


def test_a_file_that_changes_is_read_again(tmp_path: Path, watch: Callable[..., tuple[str, str]]) -> None:
    write(tmp_path / "a.txt", TEXT)
    watch(nothing, lambda: write(tmp_path / "a.txt", f"{TEXT} They will meet again.", 2), nothing, nothing)
    assert Article.objects.count() == 2


def test_what_was_there_before_is_known_by_its_text(tmp_path: Path, watch: Callable[..., tuple[str, str]]) -> None:
    write(tmp_path / "a.txt", TEXT)
    watch(nothing)
    out, _ = watch(nothing)
    assert "already here as article" in out
    assert Decision.objects.count() == 1


def test_what_is_refused_is_said_once_and_stops_nothing(tmp_path: Path, watch: Callable[..., tuple[str, str]]) -> None:
    write(tmp_path / "a.txt", "They met on Friday.")
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / ".c.txt", TEXT + " Hidden.")
    write(tmp_path / "d.zip", TEXT + " No article.")
    _, errors = watch(nothing, nothing, nothing)
    assert errors.count("When was it published?") == 1
    assert Article.objects.get().text == TEXT


def test_it_looks_once_where_that_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    call_command("watch_folder", str(tmp_path), "--once", stdout=io.StringIO())
    assert Article.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "message"), [(["nowhere"], "There is no folder nowhere"), ([".", "--every", "1"], "too often")]
)
def test_a_wrong_command_line_says_what_is_right(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("watch_folder", *arguments, "--once")
