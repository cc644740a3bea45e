"""An article at an address."""

import pytest

from events.intake.addresses import CannotFetch
from events.intake.texts import NotText
from events.intake.web import own_address, submission_at
from tests.intake.answering import answer, listening, network_to

SENTENCE = "The foreign ministers met on Friday in Zürich, officials of both countries said on Monday evening."
PAGE = f"""<!doctype html><html><head><title>Ministers meet</title>
<link rel="canonical" href="http://news.example.org/ministers">
<meta property="article:published_time" content="2024-03-04T08:00:00+01:00"></head>
<body><article>{f"<p>{SENTENCE}</p>" * 5}</article></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_page_is_read_with_its_date_and_own_address(encoding: str) -> None:
    reply = answer(PAGE.encode(encoding), kind=f"text/html; charset={encoding}")
    with listening(lambda _: iter([reply])) as listener:
        found = submission_at("http://news.example.org/ministers?from=feed", network=network_to(listener))
    assert SENTENCE in found.text
    assert (found.url, found.origin) == ("http://news.example.org/ministers", "address")
    assert found.metadata["article:published_time"].startswith("2024-03-04")


@pytest.mark.parametrize("charset", ["cp1252", "", "nonsense", "base64", "idna"])
def test_a_text_in_an_old_encoding_is_read(charset: str) -> None:
    reply = answer(SENTENCE.encode("cp1252"), kind=f"text/plain; charset={charset}" if charset else "text/plain")
    with listening(lambda _: iter([reply])) as listener:
        assert submission_at("http://news.example.org/a", network=network_to(listener)).text == SENTENCE


def test_a_page_without_an_article_is_refused() -> None:
    reply = answer(b"<html><body></body></html>")
    with listening(lambda _: iter([reply])) as listener, pytest.raises(NotText, match="no article text"):
        submission_at("http://news.example.org/a", network=network_to(listener))


def test_a_picture_is_no_article() -> None:
    with (
        listening(lambda _: iter([answer(b"x", kind="image/png")])) as listener,
        pytest.raises(CannotFetch, match="image/png, which is no article"),
    ):
        submission_at("http://news.example.org/a", network=network_to(listener))


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        ("https://news.example.org/b", "https://news.example.org/b"),
        ("https://other.example.org/b", "https://news.example.org/a"),
        ("", "https://news.example.org/a"),
        ("http://[bad", "https://news.example.org/a"),
    ],
)
def test_a_page_may_not_claim_to_be_another_hosts(claimed: str, expected: str) -> None:
    assert own_address(claimed, "https://news.example.org/a") == expected
