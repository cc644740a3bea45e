"""Texts as they come in: from bytes to text, or a clear refusal."""

import codecs
from typing import Final

LARGEST: Final = 5_000_000
"""Bytes of one text: ten times the longest news article in common use, and read in seconds."""
LARGEST_DOCUMENT: Final = 20_000_000
"""Bytes of a PDF or DOCX file: mostly pictures and typefaces, of which nothing is kept."""
BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class NotText(ValueError):
    """What came in cannot be read as a text; the message says what to do. `guess` is the likeliest reading of broken bytes."""

    def __init__(self, message: str, *, guess: str = "") -> None:
        super().__init__(message)
        self.guess = guess


class TooLarge(NotText):
    """It is more than one article may be."""


class NotWords(NotText):
    """It is a file of something else than words: a picture, a program, a packed document."""


def check_size(size: int, most: int = LARGEST) -> None:
    """Refuse what is too large to be one article."""
    if size > most:
        raise TooLarge(
            f"This is {size / 1e6:,.0f} MB; one article may have {most / 1e6:.0f} MB. Split it, or paste the part you need."
        )


def decoded(raw: bytes) -> str:
    """The text of these bytes: UTF-8, or UTF-16 with its mark. Raises NotText for binary files and broken encodings."""
    check_size(len(raw))
    encoding = next((name for bom, name in BOMS if raw.startswith(bom)), "utf-8")
    if encoding != "utf-16" and b"\x00" in raw[:8192]:
        raise NotWords("This is a binary file, not a text. Give a .txt or .html file, or paste the text.")
    try:
        return checked(raw.decode(encoding))
    except UnicodeDecodeError as error:
        raise broken(raw, error) from error


def broken(raw: bytes, error: UnicodeDecodeError) -> NotText:
    """The refusal of bytes in another encoding, with what they say as Windows-1252, which old newsroom systems write."""
    where = f"The text is not readable as {error.encoding.upper()} (byte {error.start:,})."
    try:
        guess = raw.decode("cp1252")
    except UnicodeDecodeError:
        return NotText(f"{where} Save it again with the encoding UTF-8, or paste it.")
    return NotText(f"{where} Save it again with the encoding UTF-8, or paste it.", guess=guess)


def checked(text: str) -> str:
    """The text, unchanged; raises NotText where there is nothing to read or what a database cannot hold."""
    if not text.strip():
        raise NotText("The text is empty. Paste the article, or give a file that holds it.")
    if "\x00" in text:
        raise NotWords("The text holds NUL characters, as binary files do. Paste the words of the article instead.")
    check_size(len(text.encode("utf-8", "replace")))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText(f"Character {error.start:,} is half a character. Copy the text again from its source.") from error
    return text
