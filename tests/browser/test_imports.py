"""An import in a real browser, with a worker beside the server: a file comes in, is mapped, tried, imported, published, taken back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import until
from tests.killing import Site, site
from tests.racing import Blank, environment

pytestmark = [pytest.mark.browser, pytest.mark.desk]
TABLE = "what happened,when,kind\nShells hit the port,03/04/2024,attack\nThe country votes,13/04/2024,election\n=Nobody,someday,attack\n"
WIDTHS = (1440, 768, 390)
WORKED = 120_000
"""Milliseconds within which a worker on a busy machine has started and done a job."""


@pytest.fixture(scope="module")
def importing(chromium: Browser, blank: Blank, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with a chief editor, and a worker."""
    folder = tmp_path_factory.mktemp("imports")
    env = environment(blank.copy(folder, "test_imports_browser"), folder)
    with site(folder, env, proposals=0, seed=1) as made:
        worker = made.child("manage.py", "db_worker", "--no-startup-delay", "--interval", "0.2")
        yield made
        made.kill(worker)


@pytest.fixture
def page(chromium: Browser, importing: Site) -> Iterator[Page]:
    """The page of imports, as the chief editor has it."""
    context = chromium.new_context(base_url=importing.address)
    context.add_cookies([{"name": "session", "value": importing.session, "url": importing.address}])
    found, faults = context.new_page(), []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.goto("/curate/imports/")
    yield found
    context.close()
    assert faults == []


def table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "april.csv"
    path.write_text(text, encoding="utf-8")
    return path


def bring_in(page: Page, file: Path) -> None:
    """Send a file, and say how its first column is read."""
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="Look into it").click()
    expect(page.get_by_role("heading", name="april.csv")).to_be_visible()


def fits(page: Page) -> None:
    """Nothing is wider than the window, whatever its width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        until(page, lambda most=width: page.evaluate("document.documentElement.scrollWidth") <= most)


def test_an_import_goes_all_the_way_and_back(page: Page, tmp_path: Path) -> None:
    bring_in(page, table(tmp_path))
    fits(page)
    page.get_by_label("what happened is read as").select_option("title")
    page.get_by_label("kind is read as").select_option("type")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("2 events would be imported, 1 row is refused")).to_be_visible(timeout=WORKED)
    expect(page.get_by_text("2024-04-03", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Try it again")).not_to_have_class(re.compile("main"))
    expect(page.get_by_role("button", name="Import 2 events")).to_have_class(re.compile("main"))
    fits(page)
    with page.expect_download() as refused:
        page.get_by_role("link", name="All refused rows").click()
    assert "someday" in refused.value.path().read_text(encoding="utf-8")
    page.get_by_role("button", name="Import 2 events as drafts").click()
    page.get_by_role("link", name="See the import").click(timeout=WORKED)
    expect(page).to_have_url(re.compile(r"/curate/imports/\d+/$"))
    fits(page)
    page.get_by_role("button", name="Publish 2 drafts").click()
    expect(page.get_by_text("2 events published")).to_be_visible(timeout=WORKED)
    number = page.url
    page.goto("/?from=2024-04-01&to=2024-04-30")
    expect(page.get_by_role("link", name="Shells hit the port").first).to_be_visible()
    page.goto(number)
    page.get_by_label(re.compile("Why|Reason")).fill("The wrong file")
    page.get_by_role("button", name=re.compile("Take")).click()
    expect(page.get_by_text("Taken back by ada")).to_be_visible(timeout=WORKED)
    fits(page)
    page.goto("/?from=2024-04-01&to=2024-04-30")
    expect(page.get_by_text("Shells hit the port")).to_have_count(0)


def test_what_was_chosen_since_the_trial_is_tried_before_it_is_imported(page: Page, tmp_path: Path) -> None:
    bring_in(page, table(tmp_path, "what happened,when,kind\nThe port burns,2024-05-06,attack\n"))
    page.get_by_label("what happened is read as").select_option("title")
    page.get_by_role("button", name="Try it").click()
    load = page.get_by_role("button", name="Import 1 event as a draft")
    expect(load).to_be_enabled(timeout=WORKED)
    page.get_by_label("kind is read as").select_option("type")
    expect(load).to_be_disabled()
    page.get_by_role("button", name="Try it again").click()
    expect(page.get_by_role("cell", name="Attack")).to_be_visible(timeout=WORKED)
    expect(load).to_be_enabled()


def test_a_file_that_is_too_large_is_not_sent(page: Page, tmp_path: Path) -> None:
    page.locator("#file").evaluate("field => { field.dataset.most = 10 }")
    page.get_by_label("A file").set_input_files(table(tmp_path))
    page.get_by_role("button", name="Look into it").click()
    expect(page.get_by_role("alert")).to_contain_text("so it was not sent")
    expect(page).to_have_url(re.compile("/curate/imports/$"))


def test_a_reloaded_address_of_the_form_leads_back(page: Page) -> None:
    page.goto("/curate/imports/new/")
    page.get_by_role("link", name="Open that page").click()
    expect(page.get_by_role("heading", name="Bring in many events at once")).to_be_visible()
