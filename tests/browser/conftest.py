"""A server of its own with seeded events, and a headless Chromium to look at it.

Without a Chromium the tests skip and say so; where `REQUIRE_BROWSER` is set they fail.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.racing import Blank

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
Opened = Callable[..., Page]
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
"""Axe's rules that look at colours."""
SETTLING = 50
"""Milliseconds that are more than htmx puts off what it does after a swap."""

# How long a busy machine may take; a page that is as expected is not waited for.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def seeded(blank: Blank, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server with the seeded events, on a SQLite file of its own."""
    folder = tmp_path_factory.mktemp("seeded")
    known = {"DATABASE_URL": blank.copy_file(folder), "VAR_DIR": str(folder), "DEBUG": "0"}
    environment = os.environ | known | {"ALLOWED_HOSTS": "127.0.0.1"}
    subprocess.run([sys.executable, "-m", "tests.browser.seed"], cwd=ROOT, env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "-b", f"127.0.0.1:{port}", "--log-level", "error"]
    gunicorn += ["--threads", "4"]  # a connection that a browser opens ahead and leaves idle keeps none waiting
    with subprocess.Popen(gunicorn, cwd=ROOT, env=environment) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(address: str, seconds: float = 180) -> None:
    """Until the address answers; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer in {seconds} seconds")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; skips where there is none, fails where there must be one."""
    if CHROMIUM is None:
        message = "no Chromium: install it (apt-get install chromium), or name it in CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, seeded: str) -> Iterator[Opened]:
    """Opens an address of the seeded server and waits until it has settled; fails on any error of script."""
    contexts, faults = [], []

    def opened(
        path: str = "/", *, width: int = 1440, script: bool = True, settled: bool = True, **options: object
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, base_url=seeded, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
        page.goto(path)
        if script and settled:
            settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def until(page: Page, holds: Callable[[], object], *, seconds: float = 30) -> None:
    """Until what `expect` has no words for holds, asked again and again; raises AssertionError."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"did not come true in {seconds} seconds"
        page.wait_for_timeout(50)


def rested(page: Page, milliseconds: int) -> None:
    """Until all has happened that the page itself had put off by less than this: its own clock tells, however busy the machine is."""
    page.evaluate(
        "wait => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, wait))))",
        milliseconds,
    )


def settle(page: Page) -> None:
    """Until the drawing has the width of the window and rests: its script says "busy" before the page is loaded, and once it asks."""
    page.wait_for_selector('#timeline[data-state="settled"]')
    rested(page, SETTLING)


def barriers(page: Page, *further: str) -> list[str]:
    """What axe finds against WCAG 2.2 AA and the `further` tags; in the dark by the rules of colours, as nothing else differs there."""
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    rules = {"type": "rule", "values": COLOURS} if dark else {"type": "tag", "values": [*WCAG, *further]}
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found]
