"""Texts taken apart into words as the full-text indexes do it; counts in words. Pure."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text: letters and digits, without accents, in lower case."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return _WORD.findall(bare.lower())


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 proposal", "1,204 proposals"."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
