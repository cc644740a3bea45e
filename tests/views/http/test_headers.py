"""The headers of a public site as Mozilla's HTTP Observatory scores them, computed here from its published method."""

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

from tests.racing import Blank

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[3]
PROBE = """
import json, django; django.setup()
from django.test import Client
from tests.factories import make_event

path = make_event().get_absolute_url()
found = {}
for asked in ("/", path, "/about/", "/events.csv", "/events.ics", "/api/v1/docs", "/api/v1/events", "/accounts/login/",
              "/oembed", "/nothing/here/", "/curate/", "/embed/"):
    answer = Client().get(asked, secure=True)
    name = "an event's page" if asked == path else asked
    found[name] = {"status": answer.status_code, "headers": dict(answer.headers), "cookies": answer.cookies.output(header="")}
plain = Client().get("/", secure=False)
found["plain"] = {"status": plain.status_code, "headers": dict(plain.headers), "cookies": ""}
print(json.dumps(found))
"""
HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@pytest.fixture(scope="module")
def answers(blank: Blank, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a site with a public host answers, as its settings make it."""
    folder = tmp_path_factory.mktemp("public")
    left_out = ("DATABASE_URL", "REPLICA_URL", "HTTPS", "DEBUG")
    environment = {
        **{key: value for key, value in os.environ.items() if key not in left_out},
        "DATABASE_URL": blank.copy_file(folder),
        "VAR_DIR": str(folder),
        "ALLOWED_HOSTS": "testserver,dateline.example",
        "DJANGO_SETTINGS_MODULE": "timeline.settings",
    }
    command = [sys.executable, "-c", PROBE]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def policy_of(headers: dict[str, str]) -> dict[str, list[str]]:
    """The Content-Security-Policy, by directive."""
    parts = (part.split() for part in headers.get("Content-Security-Policy", "").split(";"))
    return {part[0]: part[1:] for part in parts if part}


def rows(answer: dict[str, Any]) -> dict[str, int]:
    """What each of the Observatory's tests adds or takes."""
    headers, policy = answer["headers"], policy_of(answer["headers"])
    unsafe = any(
        "unsafe" in word or (word == "data:" and name in ("script-src", "object-src"))
        for name, words in policy.items()
        for word in words
    )
    seconds = headers.get("Strict-Transport-Security", "").partition("max-age=")[2].partition(";")[0]
    framing = policy.get("frame-ancestors", ["*"])
    return {
        "Content-Security-Policy": -25
        if not policy or unsafe
        else 10
        if policy.get("default-src") == ["'none'"]
        else 5,
        "cookies": cookies(answer["cookies"]),
        "CORS": 0 if "Access-Control-Allow-Credentials" not in headers else -50,
        "Referrer-Policy": 5 if headers.get("Referrer-Policy") in PRIVATE else -5,
        "Strict-Transport-Security": -20 if not seconds else 0 if int(seconds) >= HALF_A_YEAR else -10,
        "X-Content-Type-Options": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "X-Frame-Options": 5 if framing == ["'none'"] else -20,
    }


def cookies(text: str) -> int:
    """Cookies that are secure, for this site alone and out of the reach of scripts add 5; none at all add nothing."""
    found = SimpleCookie(text)
    safe = all(c["secure"] and c["httponly"] and c["samesite"] and c.key.startswith("__Host-") for c in found.values())
    return 0 if not found else 5 if safe else -20


SCORED = (
    "/",
    "an event's page",
    "/about/",
    "/events.csv",
    "/events.ics",
    "/api/v1/docs",
    "/api/v1/events",
    "/accounts/login/",
    "/oembed",
    "/nothing/here/",
    "/curate/",
)


@pytest.mark.parametrize("path", SCORED)
def test_it_scores_115_or_more_without_one_loss(answers: dict[str, Any], path: str) -> None:
    told = rows(answers[path])
    assert {name: points for name, points in told.items() if points < 0} == {}
    assert 100 + sum(told.values()) >= 115, told


def test_the_sign_in_page_s_cookies_count(answers: dict[str, Any]) -> None:
    assert rows(answers["/accounts/login/"])["cookies"] == 5


def test_plain_http_leads_to_https_on_the_same_host(answers: dict[str, Any]) -> None:
    assert answers["plain"]["status"] in (301, 308)
    assert answers["plain"]["headers"]["Location"] == "https://testserver/"


def test_a_frame_gives_up_framing_and_nothing_else(answers: dict[str, Any]) -> None:
    told = rows(answers["/embed/"])
    assert told.pop("X-Frame-Options") == -20
    assert min(told.values()) >= 0
    assert policy_of(answers["/embed/"]["headers"])["script-src"] == ["'none'"]


def test_no_answer_tells_what_runs_here(answers: dict[str, Any]) -> None:
    for answer in answers.values():
        assert not {"Server", "X-Powered-By", "X-Runtime"} & set(answer["headers"])
