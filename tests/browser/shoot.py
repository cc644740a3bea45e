"""Writes docs/img from a demo of its own, in headless Chromium: `python -m tests.browser.shoot`.

Timeline, one event, the editors' queue and an article on the desk, at 1440, 768 and 390 pixels, light and dark.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, ROOT, settle, wait_for

IMAGES = ROOT / "docs" / "img"
WIDTHS = {1440: 1000, 768: 1000, 390: 844}
TALLEST = 2400
"""Pixels kept of a page: its head says how it looks, the rest of a list only repeats."""
STORY = "from=2023-08-01&to=2023-10-31"
EVENT = "Kim Jong Un visits Russia"
"""Whose page is shown: announced by one dispatch, told as done by another."""
ARTICLE = "Kim Jong Un to travel to Russia in the coming days"
"""The headline of the article whose proposals are shown."""


@contextmanager
def demo(folder: Path) -> Iterator[tuple[str, str, str]]:
    """A server with the demo's data: its address, and the name and password of its editor."""
    known = {"DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}", "VAR_DIR": str(folder), "DEBUG": "0"}
    environment = os.environ | known | {"ALLOWED_HOSTS": "127.0.0.1"}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    loaded = subprocess.run(
        [*manage, "load_demo"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    print(loaded.stdout)
    password = "shown in pictures only"
    command = [*manage, "make_editor", "pictures", "--password", password]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "-b", f"127.0.0.1:{port}", "--log-level", "error"]
    with subprocess.Popen(gunicorn, cwd=ROOT, env=environment) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}", "pictures", password
        finally:
            server.terminate()


def pages(
    browser: Browser, site: str, *, width: int, scheme: str, person: tuple[str, str]
) -> Iterator[tuple[str, Page]]:
    """Each page to be shown, settled, with its name."""
    size = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=size, color_scheme=scheme, base_url=site)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/")
    settle(page)
    yield "timeline", page
    page.goto(f"/?{STORY}")
    settle(page)
    yield "window", page
    page.goto(f"/?{STORY}&view=list")
    settle(page)
    page.get_by_role("link", name=EVENT).first.click()
    page.wait_for_url(re.compile("/events/"))
    yield "event", page
    page.goto("/accounts/login/?next=/curate/queue/")
    page.get_by_label("Name").fill(person[0])
    page.get_by_label("Password").fill(person[1])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("/curate/queue/"))
    yield "queue", page
    page.get_by_role("link", name=ARTICLE).click()
    page.wait_for_url(re.compile("/curate/articles/"))
    yield "desk", page
    context.close()


def shoot(page: Page, path: Path, width: int) -> None:
    """The page from its head down to its foot, or to where it only repeats."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def shoot_front(page: Page, path: Path, width: int) -> None:
    """The drawing alone, down to the key of its marks: what the README opens with."""
    key = page.get_by_text("How to read the marks").bounding_box()
    assert key is not None
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": key["y"] - 12})


def main() -> None:
    """All pictures; says where they are."""
    if CHROMIUM is None:
        sys.exit("No Chromium: install it (apt-get install chromium), or name it in CHROMIUM.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="pictures"))
    with demo(folder) as (site, *person), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                for name, page in pages(browser, site, width=width, scheme=scheme, person=(person[0], person[1])):
                    shoot(page, IMAGES / f"{name}-{width}-{scheme}.png", width)
                    if name == "window" and width == max(WIDTHS):
                        shoot_front(page, IMAGES / f"front-{scheme}.png", width)
        browser.close()
    shutil.rmtree(folder)
    print(f"Pictures are in {IMAGES.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
