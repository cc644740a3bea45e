"""From bytes to text, or a clear refusal."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.intake.texts import LARGEST, NotText, NotWords, TooLarge, check_size, checked, decoded

WORDS = "They met on 1 March 2024 in Zürich."


@pytest.mark.parametrize(
    "raw",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
    ],
)
def test_it_reads_utf_8_and_marked_utf_16(raw: bytes) -> None:
    assert decoded(raw) == WORDS


@pytest.mark.parametrize(
    ("raw", "kind", "message"),
    [
        (b"", NotText, "The text is empty"),
        (b" \n\t ", NotText, "The text is empty"),
        (codecs.BOM_UTF8, NotText, "The text is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotWords, "binary file"),
        (b"%PDF-1.7\x00\xff", NotWords, "binary file"),
        (b"x" * (LARGEST + 1), TooLarge, "5 MB"),
        (b"long " * 2000 + b"\x00", NotWords, "NUL characters"),
        (codecs.BOM_UTF16_LE + b"a", NotText, "UTF-16"),
    ],
)
def test_it_refuses_what_is_no_text_and_says_what_to_do(raw: bytes, kind: type[NotText], message: str) -> None:
    with pytest.raises(kind, match=message):
        decoded(raw)


def test_it_offers_what_a_broken_encoding_most_likely_says() -> None:
    with pytest.raises(NotText, match="byte 29") as refusal:
        decoded(WORDS.encode("cp1252"))
    assert refusal.value.guess == WORDS


def test_it_offers_nothing_where_no_encoding_fits() -> None:
    with pytest.raises(NotText) as refusal:
        decoded(b"caf\x81\xe9")
    assert refusal.value.guess == ""


def test_it_refuses_half_a_character() -> None:
    with pytest.raises(NotText, match="half a character"):
        checked("a\ud83d")


def test_a_size_is_refused_before_anything_is_read() -> None:
    with pytest.raises(TooLarge, match="50 MB"):
        check_size(50_000_000)
    check_size(LARGEST)


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\x00" not in text and not text.startswith("\ufeff")))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    assert decoded(text.encode()) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(NotText):
        assert decoded(raw).strip()
