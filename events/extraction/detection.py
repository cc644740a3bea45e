"""Which language a text is in, as far as that can be told: by its script, else by its small words."""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

LOOKED_AT: Final = 4000
"""Characters from the front of a text that are looked at: more changes no answer on the articles at hand."""
LEAST: Final = 4
"""Small words that must be found; a headline in capitals has none, and is nobody's language for certain."""
SHARE: Final = 0.3
"""Of the letters that must be in a script that is not Latin; names in brackets are less."""
CLEARLY: Final = 2
"""How many times more small words than of English: "die" and "am" stand in English texts too."""
_LATIN: Final = re.compile(r"[\x00-\u036f\u1e00-\u206f]+")
_WORD: Final = re.compile(r"[^\W\d_]+")


@cache
def _marks() -> tuple[dict[str, re.Pattern[str]], dict[str, frozenset[str]]]:
    data = tomllib.loads((Path(__file__).parent / "languages" / "detection.toml").read_text(encoding="utf-8"))
    scripts = {
        code: re.compile("[" + "".join(text if "-" in text else text[0] for text in ranges) + "]")
        for code, ranges in data["scripts"].items()
    }
    return scripts, {code: frozenset(words.split()) for code, words in data["words"].items()}


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language; "" where it is too short or too mixed to tell. Looks at LOOKED_AT characters."""
    text = text[:LOOKED_AT]
    return _by_script(text) or _by_words(text)


def _by_script(text: str) -> str:
    if len(_LATIN.sub("", text)) < SHARE * len(text) / 4:
        return ""  # nearly every text: none of the scripts is looked for
    letters = sum(char.isalpha() for char in text)
    found = {code: len(pattern.findall(text)) for code, pattern in _marks()[0].items()}
    if not letters or sum(found.values()) < SHARE * letters:
        return ""
    found["ru"] -= 100 * found["uk"]  # a few letters that Russian lacks tell Ukrainian
    found["ar"] -= 20 * found["fa"]
    found["zh"] -= 10 * found["ja"]
    particular = {"uk": "ru", "fa": "ar", "ja": "zh"}
    best = max(found, key=lambda code: found[code])
    return next(
        (code for code, other in particular.items() if best == code or (best == other and found[other] < 0)), best
    )


def _by_words(text: str) -> str:
    words = Counter(_WORD.findall(text.lower()))
    counts = Counter({code: sum(words[mark] for mark in marks) for code, marks in _marks()[1].items()})
    (best, hits), *_ = counts.most_common(1)
    if hits < LEAST or (best != "en" and hits < CLEARLY * counts["en"]):
        return "en" if counts["en"] >= LEAST else ""
    return best
