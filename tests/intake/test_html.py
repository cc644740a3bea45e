"""Main text and metadata of a page, by the child process."""

import json
from datetime import date

import pytest

from events.intake import guarded
from events.intake.articles import likely_dates, submission_of
from events.intake.html import looks_like_html, read_page
from events.intake.texts import NotText

PARAGRAPH = (
    "<p>The two foreign ministers met on Friday in Geneva, officials of both countries said on Monday evening.</p>"
)


def page(head: str = "", body: str = PARAGRAPH * 5) -> bytes:
    text = f"<!doctype html><html><head><title>Ministers meet</title>{head}</head><body><article>{body}</article></body></html>"
    return text.encode()


def test_it_takes_the_main_text_and_the_title() -> None:
    found = read_page(page(body=f"<h1>Ministers meet</h1>{PARAGRAPH * 5}<script>alert(1)</script>"))
    assert "met on Friday in Geneva" in found.text
    assert "alert" not in found.text
    assert "<" not in found.text
    assert found.title == "Ministers meet"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-04T08:00:00+01:00">',
        '<meta name="DC.date.issued" content="2024-03-04">',
        f'<script type="application/ld+json">{json.dumps({"@graph": [{"datePublished": "2024-03-04"}]})}</script>',
    ],
)
def test_it_takes_the_date_that_the_page_states_for_machines(head: str) -> None:
    submission = submission_of(page(head), name="page.html")
    first = likely_dates(submission)[0]
    assert (first.date, first.how) == (date(2024, 3, 4), "metadata")


def test_it_takes_no_date_from_broken_metadata() -> None:
    head = '<script type="application/ld+json">{"datePublished": </script><meta name="date" content="soon">'
    assert all(likely.how != "metadata" for likely in likely_dates(submission_of(page(head), name="page.html")))


@pytest.mark.parametrize(
    "raw", [b"<html></html>", b"<!doctype html><body><script>x()</script></body>", b"<html><body>"]
)
def test_it_says_so_where_there_is_no_article(raw: bytes) -> None:
    with pytest.raises(NotText, match="no article text"):
        read_page(raw)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.01)
    with pytest.raises(NotText, match="could not be read within"):
        read_page(page())


def test_a_page_that_breaks_its_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 3)
    with pytest.raises(NotText, match=r"could not be read|no article text"):
        read_page(b"<p>" * 200_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("  <html lang=en>", True),
        ("<?xml version='1.0'?>", True),
        ("Notes <head> of state", True),
        ("They met on Friday. 1 < 2.", False),
        ("", False),
    ],
)
def test_it_tells_mark_up_from_words(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


def test_a_text_file_is_taken_as_it_is() -> None:
    assert submission_of(b"They met.\r\nOn Friday.", name="a.txt").text == "They met.\r\nOn Friday."


def test_what_the_editor_knows_stands_over_what_the_page_says() -> None:
    submission = submission_of(page(), name="page.html").told(headline="My headline", publisher="")
    assert submission.headline == "My headline"
