"""The editors' desk in a real browser, against a server of its own: by keyboard, by two editors, without script."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Route, StorageState, expect

from tests.browser.conftest import barriers, until, wait_for
from tests.racing import Blank

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery"
TEXT = """Ministers meet in Geneva

The foreign ministers of France and Germany met on Friday in Geneva.

A second round of talks could take place as early as Thursday.

France and Germany signed a treaty on 22 January 1963 in Paris."""

pytestmark = [pytest.mark.browser, pytest.mark.desk]


@pytest.fixture(scope="module")
def site(chromium: Browser, blank: Blank, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server with two editors, Ada and Eve."""
    folder = tmp_path_factory.mktemp("desk")
    address = blank.copy(folder, "test_desk_browser")
    known = {"DATABASE_URL": address, "VAR_DIR": str(folder), "ALLOWED_HOSTS": "127.0.0.1", "DEBUG": "0"}
    environment = os.environ | known
    manage = [sys.executable, "manage.py"]
    for name in ("ada", "eve"):
        command = [*manage, "make_editor", name, "--password", PASSWORD, "--role", "chief"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(60)


class Desk:
    """A browser in which an editor is signed in; it counts keys and clicks, and keeps what the console says."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self.site = context, site
        self.page: Page = context.new_page()
        self.keys = 0
        self.console: list[str] = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.console.append(f"error: {error}"))

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console complains of; what it only remarks (a field was in focus already) is no fault."""
        if message.type in ("warning", "error"):
            self.console.append(f"{message.type}: {message.text}")

    def sign_in(self, name: str = "ada") -> None:
        self.page.goto(f"{self.site}/accounts/login/?next=/curate/")
        self.sign_in_here(name)

    def sign_in_here(self, name: str = "ada") -> None:
        """Sign in on the page that asks for it, and wait for the one it leads to."""
        expect(self.page.locator("#login")).to_be_visible()
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.arrive("#login", gone=True)

    def arrive(self, selector: str, *, gone: bool = False) -> None:
        """Wait for a page that has such an element, or no longer has it, and for its scripts: keys are heard only then."""
        expect(self.page.locator(selector)).to_be_visible(visible=not gone)
        self.page.wait_for_load_state()

    def take_in(self, text: str, *, publisher: str, published: str = "2024-03-04") -> str:
        """Take a text in by the form; the path of its reading view."""
        self.page.goto(f"{self.site}/curate/articles/new/")
        self.page.get_by_label("Text of the article").fill(text)
        self.page.get_by_label("Publisher").fill(publisher)
        self.page.get_by_label("Published").fill(published)
        self.page.get_by_label("Published").press("Enter")
        self.arrive("#desk")
        return urlsplit(self.page.url).path

    def press(self, *keys: str) -> None:
        """Press keys, one stroke each."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def now(self, number: int) -> None:
        """Wait until that proposal is in hand."""
        expect(self.page.locator(".prop.now .p-head .no")).to_have_text(str(number))

    def stands(self, *states: str) -> None:
        """Wait until the first proposals stand so."""
        for number, state in enumerate(states, start=1):
            expect(self.page.locator(f".prop[data-number='{number}'] > .tag")).to_have_text(state)

    def sees(self, *selectors: str) -> None:
        """Wait until the top of the first such element is within the window, of each of them."""
        for selector in selectors:
            until(self.page, partial(self.in_sight, self.page.locator(selector).first))

    def in_sight(self, element: Locator) -> bool:
        box, size = element.bounding_box(), self.page.viewport_size
        return box is not None and size is not None and 0 <= box["y"] < size["height"]


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, site: str) -> StorageState:
    """What a browser keeps in which Ada has signed in."""
    context = chromium.new_context()
    Desk(context, site).sign_in()
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def desk(chromium: Browser, site: str, signed_in: StorageState) -> Iterator[Desk]:
    """Ada's desk."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, storage_state=signed_in)
    desk = Desk(context, site)
    desk.page.goto(f"{site}/curate/")
    yield desk
    context.close()


def test_the_sample_article_is_decided_by_keyboard_alone(desk: Desk, corpora: Path) -> None:
    rows = (json.loads(line) for line in (corpora / "samples/articles.jsonl").read_text().splitlines())
    sample = next(row for row in rows if row["published"] == "2023-09-11" and row["publisher"] == "Voice of America")
    path = desk.take_in(sample["text"], publisher=sample["publisher"], published="2023-09-11")
    desk.page.goto(f"{desk.site}{path}")
    count = desk.page.locator(".prop").count()
    assert count >= 8
    desk.keys = 0
    for number in range(1, count + 1):
        desk.now(number)
        desk.sees(".prop.now", ".quote.now")
        desk.press("a")
    expect(desk.page.get_by_text("All decided.")).to_be_focused()
    desk.stands(*["accepted"] * count)
    assert desk.keys <= 12
    assert desk.console == []


def test_keys_move_edit_reject_and_undo(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Keys")
    desk.now(1)
    desk.press("j")
    desk.now(2)
    expect(desk.page.locator(".prop.now .p-head")).to_be_focused()
    desk.press("k")
    desk.now(1)
    desk.press("e")
    expect(desk.page.locator("#title")).to_be_focused()
    desk.page.keyboard.type("Jacket and ajar")  # letters that are keys elsewhere
    desk.now(1)
    expect(desk.page.locator("#card .button.main").first).to_contain_text("Accept as changed")
    desk.press("Escape", "a")
    desk.now(2)
    desk.stands("amended")
    desk.press("r")
    expect(desk.page.locator("[name=why]").first).to_be_focused()
    desk.press("3")
    desk.now(3)
    desk.stands("amended", "rejected")
    desk.press("z")
    desk.now(2)
    expect(desk.page.locator("#said")).to_contain_text("Taken back")
    desk.press("z")
    desk.now(1)
    expect(desk.page.locator("#title")).not_to_have_value("Jacket and ajar")
    assert desk.console == []


@pytest.mark.once
def test_the_help_shows_the_keys_and_switches_them_off(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Help")
    desk.press("?")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.press("j")
    desk.page.get_by_label("Single keys are on").uncheck()
    desk.press("Escape")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_hidden()
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.press("j", "?")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert asked == []
    desk.page.get_by_label("Single keys are on").check()
    desk.press("Escape")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_hidden()
    desk.press("j")
    desk.now(2)


@pytest.mark.once
def test_a_picked_day_stands_in_the_date_field_and_says_what_it_means(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Picks")
    desk.page.locator("#pick").fill("2024-05-01")
    expect(desk.page.locator("#when")).to_have_value("2024-05-01")
    expect(desk.page.locator("#means b")).to_have_text("Wednesday 1 May 2024")
    assert barriers(desk.page, "best-practice") == []
    assert desk.console == []


@pytest.mark.once
def test_a_date_says_what_it_means_while_it_is_typed(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Preview")
    desk.press("d")
    desk.page.keyboard.type("last week")
    expect(desk.page.locator("#means b")).to_contain_text("26 February")
    expect(desk.page.locator("#when")).to_be_focused()
    desk.page.get_by_label("Date").fill("20233-01-01")
    expect(desk.page.locator("#means .problem")).to_be_visible()
    desk.page.get_by_label("Date").fill("2024-03-01/..")
    expect(desk.page.locator("#means .edtf")).to_have_text("2024-03-01/..")
    desk.page.locator(".choice", has_text="about Friday 1 March 2024").click()
    expect(desk.page.get_by_label("Date")).to_have_value("2024-03-01~")
    expect(desk.page.locator("#means b")).to_have_text("about Friday 1 March 2024")
    desk.press("Enter")
    desk.now(2)
    desk.stands("amended")


@pytest.mark.once
def test_what_a_date_means_stays_in_place_while_it_is_the_same(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Same meaning")
    page, choice = desk.page, desk.page.locator(".choice", has_text="about Friday 1 March 2024")
    page.get_by_label("Date").fill("2024-03-01/..")
    expect(page.locator("#means .edtf")).to_have_text("2024-03-01/..")
    with page.expect_response("**/preview/**"):
        choice.focus()  # what was typed is asked once more when the field is left
    expect(page.locator("#when")).not_to_have_class(re.compile("htmx-request"))
    expect(choice).to_be_focused()


@pytest.mark.once
def test_a_choice_that_is_pressed_is_taken_whatever_arrives_meanwhile(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Pressed")
    page, choice = desk.page, desk.page.locator(".choice", has_text="about Friday 1 March 2024")
    date = page.get_by_label("Date")
    date.fill("2024-03-01/..")
    expect(page.locator("#means .edtf")).to_have_text("2024-03-01/..")
    choice.hover()
    page.mouse.down()
    with page.expect_response("**/preview/**when=2024-04-01**"):
        date.fill("2024-04-01")
    expect(date).not_to_have_class(re.compile("htmx-request"))
    page.mouse.up()
    expect(date).to_have_value("2024-03-01~")
    expect(page.locator("#means b")).to_have_text("about Friday 1 March 2024")


@pytest.mark.once
def test_what_was_typed_is_kept_when_one_looks_elsewhere(desk: Desk) -> None:
    path = desk.take_in(TEXT, publisher="Drafts")
    desk.page.get_by_label("Title").fill("Half a thought")
    desk.page.get_by_role("combobox", name="Who").fill("Ruritania")
    desk.page.get_by_role("combobox", name="Who").press("Enter")
    expect(desk.page.get_by_role("checkbox", name="Ruritania")).to_be_checked()
    desk.page.locator(".statuses label", has_text="Denied").click()
    expect(desk.page.get_by_label("Denied")).to_be_checked()
    desk.press("Escape", "j")
    desk.now(2)
    desk.page.goto(f"{desk.site}/curate/")
    desk.page.goto(f"{desk.site}{path}")
    expect(desk.page.get_by_label("Title")).to_have_value("Half a thought")
    expect(desk.page.get_by_role("checkbox", name="Ruritania")).to_be_checked()
    expect(desk.page.get_by_label("Denied")).to_be_checked()


@pytest.mark.once
def test_names_are_chosen_by_keyboard_while_they_are_typed(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Names")
    desk.press("a")
    desk.now(2)
    field = desk.page.get_by_role("combobox", name="Who")
    field.press_sequentially("germ")
    options = desk.page.locator(".names [role=option]")
    expect(options.first).to_contain_text("Germany")
    expect(field).to_have_attribute("aria-expanded", "true")
    desk.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    desk.press("Enter")
    expect(desk.page.get_by_role("checkbox", name="Germany")).to_be_checked()
    expect(field).to_be_focused()
    field.press_sequentially("Jane Roe")
    expect(options.filter(has_text="Jane Roe new person")).to_be_visible()
    assert barriers(desk.page, "best-practice") == []
    options.filter(has_text="Jane Roe new person").click()
    expect(desk.page.get_by_role("checkbox", name="Jane Roe (person)")).to_be_checked()
    tags = desk.page.get_by_label("Tags")
    tags.fill("talks, border")
    tags.press("Enter")
    expect(desk.page.get_by_role("checkbox", name="border")).to_be_checked()
    tags.press_sequentially("xyz")
    expect(options.filter(has_text="xyz new tag")).to_be_visible()
    desk.press("Escape")
    expect(options).to_have_count(0)
    expect(tags).to_be_focused()
    tags.fill("")
    desk.press("Escape", "a")
    desk.now(3)
    desk.stands("accepted", "amended")
    assert desk.console == []


@pytest.mark.once
def test_names_that_arrive_late_open_nothing(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Late names")
    page, field, late = desk.page, desk.page.get_by_role("combobox", name="Who"), list[Route]()
    field.press_sequentially("fran")
    expect(page.locator(".names [role=option]").first).to_be_visible()
    page.route("**/names/actors/**", lambda route: late.append(route))
    field.press_sequentially("c")
    until(page, lambda: late)
    desk.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    late[0].continue_()
    expect(field).not_to_have_class(re.compile("htmx-request"))
    expect(field).to_have_attribute("aria-expanded", "false")


def test_selected_words_are_proposed_split_and_joined_by_keyboard(desk: Desk) -> None:
    desk.take_in(
        f"{TEXT}\n\nOn Sunday nothing was heard of the 🕊 talks in Bern, and Oslo fell silent.", publisher="By hand"
    )
    count = desk.page.locator(".prop").count()
    for summary in desk.page.locator(".text summary").all():
        summary.click()
    desk.page.evaluate("""() => {
        const paragraph = [...document.querySelectorAll(".text p")].find((p) => p.textContent.includes("Oslo fell"));
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        let node = walker.nextNode();
        while (node && !node.data.includes("Oslo fell")) node = walker.nextNode();
        getSelection().setBaseAndExtent(node, node.data.indexOf("Oslo"), node, node.data.length);
    }""")
    desk.press("n")
    expect(desk.page.locator("#phrase")).to_be_focused()
    expect(desk.page.locator("#quote")).to_have_value("Oslo fell silent.")
    desk.page.keyboard.type("Sunday")
    desk.press("Enter")
    expect(desk.page.locator(".prop.now .p-title", has_text="Oslo fell silent")).to_be_visible()
    expect(desk.page.locator(".prop")).to_have_count(count + 1)
    desk.press("s")
    expect(desk.page.locator("#second")).to_be_focused()
    desk.page.keyboard.type("Bern fell silent")
    desk.page.get_by_role("button", name="Split", exact=True).click()
    expect(desk.page.locator(".prop")).to_have_count(count + 2)
    desk.press("s")
    desk.page.get_by_label("Same as").select_option(label=f"{count + 2} Bern fell silent")
    desk.page.get_by_role("button", name="Join", exact=True).click()
    expect(desk.page.locator(".prop.joined")).to_have_count(1)
    assert barriers(desk.page, "best-practice") == []
    for left in (count + 2, count + 1, count):
        desk.press("z")
        expect(desk.page.locator(".prop")).to_have_count(left)
        expect(desk.page.locator(".prop.joined")).to_have_count(0)
    assert desk.console == []


@pytest.mark.once
def test_both_columns_follow_each_other(desk: Desk) -> None:
    filler = "\n\n".join(["Nothing of note was said by anybody."] + ["Somebody spoke at length on 3 May 1999."] * 12)
    desk.take_in(f"{filler}\n\n{TEXT}", publisher="Long")
    last = desk.page.locator(".prop").count()
    desk.page.locator(".quote mark a").last.click()
    desk.now(last)
    desk.sees(".prop.now", ".quote.now")
    desk.page.locator(".prop[data-number='1'] .p-head").click()
    desk.now(1)
    desk.sees(".prop.now", ".quote.now")


def test_a_second_editor_is_told_how_it_stands(desk: Desk, chromium: Browser) -> None:
    path = desk.take_in(TEXT, publisher="Two")
    other = Desk(chromium.new_context(), desk.site)
    other.sign_in("eve")
    other.page.goto(f"{desk.site}{path}")
    other.now(1)
    other.press("r")
    expect(other.page.locator("[name=why]").first).to_be_focused()
    other.press("1")
    other.now(2)
    other.context.close()
    desk.page.get_by_label("Title").fill("My own words")
    desk.press("Escape", "a")
    expect(desk.page.get_by_role("alert")).to_contain_text("was already rejected by eve")
    expect(desk.page.locator(".card.decided")).to_contain_text("eve rejected it")


@pytest.mark.once
def test_what_was_typed_survives_signing_in_again(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Session")
    desk.page.get_by_label("Title").fill("Typed before the night")
    desk.context.clear_cookies()
    desk.press("Escape", "a")
    expect(desk.page.locator("#said")).to_contain_text("You are signed out")
    desk.page.get_by_role("link", name="Sign in again").click()
    desk.sign_in_here()
    expect(desk.page.get_by_label("Title")).to_have_value("Typed before the night")
    desk.press("a")
    desk.now(2)
    desk.stands("amended")


@pytest.mark.once
def test_a_pasted_text_survives_signing_in_again(desk: Desk) -> None:
    desk.page.goto(f"{desk.site}/curate/articles/new/")
    desk.page.get_by_label("Text of the article").fill("Pasted before the night, on 4 March 2024.")
    desk.page.get_by_label("Publisher").fill("Night")
    desk.page.get_by_label("Published").fill("2024-03-04")
    desk.context.clear_cookies(name="session")
    desk.page.get_by_role("button", name="Take in").click()
    desk.sign_in_here()
    expect(desk.page.get_by_label("Text of the article")).to_have_value("Pasted before the night, on 4 March 2024.")
    desk.page.get_by_role("button", name="Take in").click()
    expect(desk.page.locator("#desk")).to_be_visible()
    desk.page.goto(f"{desk.site}/curate/articles/new/")
    expect(desk.page.get_by_label("Text of the article")).to_have_value("")


@pytest.mark.once
def test_a_pasted_text_survives_signing_in_again_without_script(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    desk = Desk(context, site)
    desk.sign_in()
    desk.page.goto(f"{site}/curate/articles/new/")
    desk.page.get_by_label("Text of the article").fill("Pasted without script, on 4 March 2024.")
    desk.page.get_by_label("Publisher").fill("Night without script")
    desk.page.get_by_label("Published").fill("2024-03-04")
    context.clear_cookies(name="session")
    desk.page.get_by_role("button", name="Take in").click()
    expect(desk.page.get_by_text("What you sent is kept")).to_be_visible()
    desk.sign_in_here()
    expect(desk.page.get_by_text("so nothing was written")).to_be_visible()
    expect(desk.page.get_by_label("Text of the article")).to_have_value("Pasted without script, on 4 March 2024.")
    desk.page.get_by_role("button", name="Take in").click()
    expect(desk.page.locator("#desk")).to_be_visible()
    context.close()


@pytest.mark.once
def test_a_form_of_an_older_tab_is_kept_after_signing_in_in_another(desk: Desk) -> None:
    desk.page.goto(f"{desk.site}/curate/articles/new/")
    desk.page.get_by_label("Text of the article").fill("Typed in the older tab, on 4 March 2024.")
    desk.page.evaluate("sessionStorage.clear()")
    desk.context.clear_cookies()
    other = Desk(desk.context, desk.site)
    other.sign_in()
    expect(other.page.get_by_role("button", name="Sign out")).to_be_visible()
    desk.page.get_by_role("button", name="Take in").click()
    expect(desk.page.get_by_text("so nothing was written")).to_be_visible()
    expect(desk.page.get_by_label("Text of the article")).to_have_value("Typed in the older tab, on 4 March 2024.")
    assert barriers(desk.page, "best-practice") == []


@pytest.mark.once
def test_an_edited_event_survives_signing_in_again(desk: Desk) -> None:
    desk.take_in(TEXT, publisher="Event session")
    desk.press("a")
    desk.now(2)
    desk.page.locator(".prop[data-number='1'] .p-head").click()
    desk.page.locator(".card.decided").get_by_role("link", name="edit").click()
    desk.arrive("#why-edit")
    desk.page.get_by_label("Title").fill("Written before the night")
    desk.context.clear_cookies(name="session")
    desk.page.get_by_role("button", name="Write").click()
    desk.sign_in_here()
    expect(desk.page.get_by_label("Title")).to_have_value("Written before the night")
    desk.page.locator("#note").fill("A note")
    desk.page.get_by_role("button", name="Write", exact=True).click()
    expect(desk.page.get_by_text("version 2")).to_be_visible()
    assert barriers(desk.page, "best-practice") == []
    desk.page.goto(f"{desk.site}/curate/")
    assert barriers(desk.page, "best-practice") == []
    desk.page.goto(f"{desk.site}/curate/events/?kind=tag&to_tag=night")
    assert barriers(desk.page, "best-practice") == []


def test_an_event_is_written_by_hand_and_what_was_typed_is_kept_until_then(desk: Desk) -> None:
    page = desk.page
    desk.take_in(TEXT, publisher="Written by hand")
    page.goto(f"{desk.site}/curate/events/new/")
    page.get_by_label("Title").fill("Ministers meet by hand")
    page.get_by_label("one that is here").fill("Ministers meet")
    page.locator("#told label", has_text="Written by hand").click()
    page.get_by_label("Date").fill("last week")
    expect(page.locator("#means")).to_contain_text("26 February")
    page.get_by_role("combobox", name="Who").fill("Ruritania")
    page.get_by_role("combobox", name="Who").press("Enter")
    page.get_by_label("Words").fill("The foreign ministers of France and Germany met on Friday in Geneva.")
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Ministers meet by hand")
    expect(page.get_by_label("Ruritania")).to_be_checked()
    page.locator("#told label", has_text="Written by hand").click()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("wrote by hand")).to_be_visible()
    page.goto(f"{desk.site}/curate/events/new/")
    expect(page.get_by_label("Title")).to_have_value("")


def test_two_edits_that_met_are_settled_by_two_clicks(desk: Desk, chromium: Browser) -> None:
    desk.take_in(TEXT, publisher="Two edits")
    desk.press("a")
    desk.now(2)
    desk.page.locator(".prop[data-number='1'] .p-head").click()
    desk.page.locator(".card.decided").get_by_role("link", name="edit").click()
    desk.arrive("#why-edit")
    context = chromium.new_context()
    eve = Desk(context, desk.site)
    eve.sign_in("eve")
    eve.page.goto(desk.page.url)
    eve.page.get_by_label("Title").fill("Ministers meet, says Eve")
    eve.page.get_by_label("Place").fill("Bern")
    eve.page.get_by_role("button", name="Write changes").click()
    expect(eve.page.get_by_text("Written.")).to_be_visible()
    context.close()
    desk.page.get_by_label("Title").fill("Ministers meet, says Ada")
    desk.page.get_by_role("button", name="Write changes").click()
    expect(desk.page.get_by_text("1 field to choose")).to_be_visible()
    expect(desk.page.get_by_role("radiogroup", name="Place").get_by_label("Eve wrote")).to_be_checked()
    assert barriers(desk.page, "best-practice") == []
    desk.page.set_viewport_size({"width": 390, "height": 900})
    until(desk.page, lambda: desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    desk.page.get_by_role("button", name="Write what is chosen").click()
    expect(desk.page.get_by_role("radiogroup", name="Title")).to_be_visible()  # the browser asks for a choice first
    desk.page.get_by_role("radiogroup", name="Title").get_by_label("You typed").check()
    desk.page.get_by_role("button", name="Write what is chosen").click()
    expect(desk.page.get_by_role("heading", name="Ministers meet, says Ada")).to_be_visible()
    expect(desk.page.get_by_label("Place")).to_have_value("Bern")
    desk.page.get_by_role("link", name="Merge").click()
    expect(desk.page.get_by_role("heading", name="The same as another event?")).to_be_visible()
    assert barriers(desk.page, "best-practice") == []


def test_a_known_event_is_merged_into_by_one_key(desk: Desk) -> None:
    text = "The presidents of France and Poland met on 17 May 2019 in Warsaw."
    desk.take_in(text, publisher="First", published="2019-05-20")
    desk.press("a")
    expect(desk.page.get_by_text("All decided.")).to_be_visible()
    desk.take_in(text, publisher="Second", published="2019-05-21")
    expect(desk.page.get_by_text("Perhaps the same:")).to_be_visible()
    desk.press("m")
    expect(desk.page.get_by_text("All decided.")).to_be_visible()
    desk.stands("merged")


@pytest.mark.once
def test_everything_works_without_script(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    desk = Desk(context, site)
    desk.sign_in()
    desk.take_in(TEXT, publisher="No script")
    desk.now(1)
    desk.page.get_by_label("Title").fill("Typed by hand")
    desk.page.get_by_label("Date").fill("last week")
    desk.page.get_by_role("button", name="What does the date mean?").click()
    expect(desk.page.locator("#means")).to_contain_text("26 February")
    expect(desk.page.get_by_label("Title")).to_have_value("Typed by hand")
    desk.page.locator("#card > .keys > .button.main").click()
    desk.now(2)
    desk.stands("amended")
    desk.page.locator("#reject summary").click()
    desk.page.get_by_role("button", name="Misread").click()
    desk.now(3)
    desk.stands("amended", "rejected")
    desk.page.get_by_role("button", name="Undo").click()
    desk.now(2)
    desk.page.get_by_label("Title").fill("")
    desk.page.get_by_label("Title").press("Enter")
    expect(desk.page.locator("#title-problem")).to_have_text("A title is needed: say who does what, where.")
    context.close()


@pytest.mark.once
@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_desk_has_a_barrier(chromium: Browser, site: str, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    desk = Desk(context, site)
    desk.page.goto(f"{site}/accounts/login/")
    assert barriers(desk.page, "best-practice") == []
    desk.sign_in_here()
    article = desk.take_in(f"{TEXT}\n\nWidth {width}.", publisher=scheme)
    for path in (
        "/curate/",
        "/curate/queue/",
        "/curate/events/?kind=tag&to_tag=x",
        "/curate/articles/new/",
        "/curate/events/new/",
        "/curate/sources/",
        "/curate/jobs/",
        "/curate/imports/",
        "/curate/reports/",
        "/curate/drafts/",
        "/curate/people/",
        "/curate/log/",
        "/curate/log/redaction/",
        "/accounts/second-factor/",
        "/accounts/sessions/",
        "/accounts/password/",
        article,
    ):
        desk.page.goto(f"{site}{path}")
        assert barriers(desk.page, "best-practice") == [], path
        assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    desk.press("r")
    expect(desk.page.locator("[name=why]").first).to_be_focused()
    assert barriers(desk.page, "best-practice") == []
    desk.press("Escape", "?")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert barriers(desk.page, "best-practice") == []
    assert desk.console == []
    context.close()
