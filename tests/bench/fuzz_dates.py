"""Random and hostile texts for the reader of dates: `python -m tests.bench.fuzz_dates [MINUTES] [SEED]` prints what was tried and what broke.

Texts are words of the lexicons, figures, signs and letters of many scripts in any order. Each must be read without an exception, quote exactly,
and give EDTF that can be parsed. Phrases repeated must cost at most GROWTH times the steps for twice the text.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from time import monotonic, process_time
from typing import Final

from events.edtf import parse
from events.extraction.engine import Chart, split_suffixes, tokenise, windows
from events.extraction.explanation import explain
from events.extraction.expressions import expressions_of
from events.extraction.languages import codes, load
from events.extraction.sentences import sentences_of
from events.extraction.values import Document

GROWTH: Final = 2.5
ANCHORS: Final = (None, date(2023, 9, 11), date(2024, 2, 29), date.min, date.max)
SCRIPTS: Final = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x52F), (0x5D0, 0x5EA), (0x600, 0x6FF), (0x900, 0x97F), (0x4E00, 0x4FFF), (0xAC00, 0xAFFF), (0x1F300, 0x1F5FF),
)  # fmt: skip
SIGNS: Final = (
    " ",
    "\n",
    ".",
    ",",
    "-",
    "–",
    ":",
    "/",
    "'",
    "’",
    "“",
    "”",
    "(",
    ")",
    "$",
    "%",
    "\u2029",
    "\u0000",
    "\ufeff",
    "٣",
    "½",
)


def words_of(language: str) -> list[str]:
    """Every phrase of the lexicon and every plain word of the rules' patterns."""
    found = load(language)
    phrases = [phrase for kind in found.lexicon["words"].values() for phrase in kind]
    patterns = [part for rule in found.grammar.rules for text in rule.patterns for part in text.split()]
    return phrases + [word for part in patterns if not part.startswith("<") for word in part.strip("?").split("|")]


def piece(dice: random.Random, words: list[str]) -> str:
    """A word, a figure, a sign or a letter of any script."""
    kind = dice.random()
    if kind < 0.6:
        word = dice.choice(words)
        return dice.choice((word, word.title(), word.upper()))
    if kind < 0.8:
        return str(dice.choice((dice.randrange(32), dice.randrange(1800, 2100), dice.randrange(10**9))))
    if kind < 0.95:
        return dice.choice(SIGNS)
    low, high = dice.choice(SCRIPTS)
    return "".join(chr(dice.randint(low, high)) for _ in range(dice.randint(1, 6)))


def text_of(dice: random.Random, words: list[str]) -> str:
    """Up to sixty pieces, joined by spaces or by nothing."""
    return "".join(piece(dice, words) + dice.choice((" ", " ", " ", "")) for _ in range(dice.randint(1, 60)))


def check(text: str, language: str, anchor: date | None) -> None:
    """Raises AssertionError, or whatever the library raises, where a promise is broken."""
    document = Document(text, anchor, language=language)
    end = 0
    for found in expressions_of(document, sentences_of(document)):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        assert explain(found)
        assert not found.resolution.edtf or parse(found.resolution.edtf)
        end = found.end


def steps(text: str, language: str) -> int:
    """Readings the engine makes of the text."""
    grammar = load(language).grammar
    tokens = split_suffixes(grammar, tokenise(text))
    every = frozenset(rule.gives for rule in grammar.rules)
    return sum(1 for start, end in windows(grammar, tokens) for _ in Chart(grammar, tokens, start, end).nodes(every))


def tried(call: Callable[[], object], shown: str, broken: list[str]) -> None:
    """Runs it; what it raises goes to `broken` with the text that did it."""
    try:
        call()
    except Exception as error:
        broken.append(f"{type(error).__name__}: {error} in {shown!r}")


def main(minutes: float = 1.0, seed: int = 1) -> int:
    """0 where nothing broke."""
    dice, until, counts, broken, worst = random.Random(seed), monotonic() + 60 * minutes, Counter[str](), [], 0.0
    words = {language: words_of(language) for language in codes()}
    while monotonic() < until:
        language = dice.choice(codes())
        text, anchor = text_of(dice, words[language]), dice.choice(ANCHORS)
        tried(lambda text=text, language=language, anchor=anchor: check(text, language, anchor), text, broken)  # type: ignore[misc]
        counts["texts"] += 1
        if counts["texts"] % 100 == 0:
            seed_text = " ".join(piece(dice, words[language]) for _ in range(dice.randint(1, 5))) + " "
            once, twice = steps(seed_text * 60, language), steps(seed_text * 120, language)
            worst = max(worst, twice / once if once > 50 else 0.0)
            counts["doublings"] += 1
        if counts["texts"] % 5000 == 0:
            seed_text = " ".join(piece(dice, words[language]) for _ in range(3)) + " "
            long = seed_text * (100_000 // len(seed_text) + 1)
            began = process_time()
            tried(lambda text=long, language=language: check(text, language, date(2023, 9, 11)), seed_text, broken)  # type: ignore[misc]
            counts["100 KB texts"] += 1
            counts["slowest 100 KB, ms"] = max(counts["slowest 100 KB, ms"], int(1000 * (process_time() - began)))
    began = process_time()
    tried(lambda: check("monday " * 150_000, "en", date(2023, 9, 11)), "monday " * 3, broken)
    print(", ".join(f"{name}: {count}" for name, count in counts.items()))
    print(f"one line of 1 MB: {process_time() - began:.1f} s; steps for twice the text: {worst:.2f} (at most {GROWTH})")
    print("\n".join(broken[:20]) or "nothing broke")
    return int(bool(broken) or worst > GROWTH)


if __name__ == "__main__":
    sys.exit(main(*(float(value) if "." in value else int(value) for value in sys.argv[1:3])))
