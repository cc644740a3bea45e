"""Settings come from the environment, refuse nonsense, and need none."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from django.core.exceptions import ImproperlyConfigured

from timeline.settings import written_key

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    "DEBUG",
    "HTTPS",
    "ALLOWED_HOSTS",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
)
PROBE = """
import json
from timeline import settings as s
print(json.dumps([str(s.DATABASES['default']), {n: getattr(s, n) for n in %r}]))
"""


def settings_with(tmp_path: Path, **environment: str) -> tuple[str, dict[str, object]]:
    """The database and some settings as a fresh process has them with only this environment."""
    done = run([sys.executable, "-c", PROBE % (NAMES,)], tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    database, values = json.loads(done.stdout)
    return database, values


def run(command: list[str], tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """A command in the project's folder with an environment of its own."""
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_clone_runs_with_none_set(tmp_path: Path) -> None:
    database, values = settings_with(tmp_path)
    assert "sqlite3" in database
    assert "IMMEDIATE" in database
    assert "synchronous=FULL" in database
    assert values["DEBUG"] is False
    assert values["HTTPS"] is False
    assert values["SECURE_HSTS_SECONDS"] == 0


def test_a_public_host_switches_https_on(tmp_path: Path) -> None:
    _, values = settings_with(tmp_path, ALLOWED_HOSTS="example.org, www.example.org")
    assert values["ALLOWED_HOSTS"] == ["example.org", "www.example.org"]
    assert values["SECURE_SSL_REDIRECT"] is True
    assert values["SESSION_COOKIE_NAME"] == "__Host-session"
    assert values["SESSION_COOKIE_SECURE"] is True


def test_https_can_be_said_outright(tmp_path: Path) -> None:
    assert settings_with(tmp_path, ALLOWED_HOSTS="example.org", HTTPS="0")[1]["SECURE_SSL_REDIRECT"] is False
    assert settings_with(tmp_path, HTTPS="on")[1]["SECURE_SSL_REDIRECT"] is True


def test_a_key_that_another_process_is_just_writing_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.touch()
    writer = Timer(0.1, path.write_text, ["k" * 64])
    writer.start()
    assert written_key(path) == "k" * 64
    writer.join()


def test_a_key_that_nobody_writes_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    (tmp_path / "secret_key").touch()
    with pytest.raises(ImproperlyConfigured, match="delete it"):
        written_key(tmp_path / "secret_key")


def test_a_database_address_is_taken_apart(tmp_path: Path) -> None:
    database, _ = settings_with(tmp_path, DATABASE_URL="postgres://ann:p%40ss@db.example:6543/news?sslmode=require")
    for part in ("postgresql", "'ann'", "'p@ss'", "'db.example'", "'6543'", "'news'", "'sslmode': 'require'"):
        assert part in database


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("DEBUG", "maybe", "set it to 1 or 0"),
        ("DATABASE_URL", "mysql://x/y", "postgres://"),
        ("DESK_GOAL", "many", "set it to 120"),
        ("EXTRACTION_BACKEND", "nltk", "neither rules nor spacy"),
        ("TASKS", "later", "neither database nor immediate"),
    ],
)
def test_nonsense_is_refused_with_what_is_right(tmp_path: Path, name: str, value: str, hint: str) -> None:
    done = run([sys.executable, "-c", "import timeline.settings"], tmp_path, **{name: value})
    assert done.returncode != 0
    assert hint in done.stderr


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    probe = "from timeline import settings; print(settings.SECRET_KEY)"
    first, second = (run([sys.executable, "-c", probe], tmp_path).stdout for _ in range(2))
    assert first == second
    assert len(first.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = run(command, tmp_path, ALLOWED_HOSTS="example.org")
    assert done.returncode == 0, done.stderr
