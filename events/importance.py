"""How much an event weighs when space is short: a number from 0 to 1000, recomputed when mentions change."""

from math import log2
from typing import Final

BASE: Final = {
    "attack": 420,
    "weapons_test": 420,
    "agreement": 400,
    "leadership": 400,
    "election": 380,
    "military": 340,
    "incident": 320,
    "sanction": 320,
    "withdrawal": 320,
    "meeting": 300,
    "threat": 300,
    "legal": 280,
    "coercion": 280,
    "protest": 280,
    "visit": 240,
    "cooperation": 240,
    "commemoration": 180,
    "statement": 120,
    "other": 120,
}
"""What a type weighs by itself: changes of power and force first, words last. An editor's order, written down; not measured."""


def importance(type: str, actors: int, mentions: int, publishers: int, days: int = 0) -> int:
    """0 to 1000: the type's base, 40 for each actor up to three, 80 for each doubling of mentions, 120 for each doubling of publishers,
    and up to 60 for coverage spread over `days` (first to last publication): an event still told a year later counts fully.

    A lone mention by one publisher adds nothing. Unknown types weigh as "other"; counts below 0 count as 0.
    """
    score = BASE.get(type, BASE["other"]) + 40 * min(max(actors, 0), 3)
    score += round(80 * log2(max(mentions, 1))) + round(120 * log2(max(publishers, 1)))
    score += round(60 * min(max(days, 0), 365) / 365)
    return max(0, min(1000, score))
