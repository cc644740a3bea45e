"""How alike two tellings of a happening are, with the reasons: by date, type, actors, place and title."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.fuzz import token_set_ratio

from events.edtf import MINUTES_PER_DAY, EdtfError, bounds_of, looked_for, weekday
from events.vocabulary import AHEAD

_AKIN: Final = {
    frozenset({"meeting", "visit"}): 0.6,
    frozenset({"meeting", "agreement"}): 0.4,
    frozenset({"attack", "military"}): 0.6,
    frozenset({"attack", "incident"}): 0.5,
    frozenset({"military", "weapons_test"}): 0.6,
    frozenset({"statement", "threat"}): 0.4,
    frozenset({"legal", "election"}): 0.4,
    frozenset({"legal", "leadership"}): 0.4,
    frozenset({"legal", "coercion"}): 0.4,
    frozenset({"military", "commemoration"}): 0.5,
    frozenset({"withdrawal", "military"}): 0.4,
    frozenset({"sanction", "legal"}): 0.4,
    frozenset({"protest", "incident"}): 0.3,
    frozenset({"agreement", "statement"}): 0.3,
    frozenset({"withdrawal", "statement"}): 0.3,
}
"""Types that two writers may choose for one happening, and how near they are; any other two are 0."""
_WEIGHTS: Final = {"date": 0.35, "type": 0.2, "actors": 0.25, "place": 0.1, "title": 0.1}


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS: Final = re.compile(rf"{_DAY.pattern}/{_DAY.pattern}")
_COME_ABOUT: Final = 0.1
"""What is added where one tells as done what the other had announced, of the same type and cast."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is compared: title, type, EDTF date, status, names of actors, name and country of the place ("" where unknown)."""

    title: str
    type: str
    edtf: str
    status: str = ""
    actors: tuple[str, ...] = ()
    place: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1 and the reasons for it, in words."""

    score: float
    reasons: tuple[str, ...]


def similarity(one: Telling, other: Telling) -> Likeness:
    """How likely the two tell one happening; symmetric. 0 where the dates cannot be of one happening."""
    date, why = _dates(one.edtf, other.edtf)
    if date == 0.0:
        return Likeness(0.0, (why,))
    parts = {
        "date": (date, why),
        "type": _types(one.type, other.type),
        "actors": _actors(one.actors, other.actors),
        "place": _places(one, other),
        "title": _titles(one.title, other.title),
    }
    score = sum(_WEIGHTS[name] * value for name, (value, _) in parts.items())
    if {one.status, other.status} >= {"denied", "occurred"}:
        score -= 0.1
    if came_about(one.status, other.status) and parts["type"][0] == 1.0 and parts["actors"][0] == 1.0:
        score += _COME_ABOUT
    if parts["type"][0] == 0.0 or parts["actors"][0] == 0.0:
        score = min(score, 0.6)
    if one.type == other.type == "statement" and parts["title"][0] < 0.8:
        score = min(score, 0.6)  # one speaker says many things in a day
    if (
        parts["place"][0] < 1.0
        and one.place
        and other.place
        and (_stop_of(one.edtf, other.edtf) or _stop_of(other.edtf, one.edtf))
    ):
        score = min(score, 0.6)
    return Likeness(round(min(max(score, 0.0), 1.0), 4), tuple(reason for _, reason in parts.values() if reason))


def came_about(one: str, other: str) -> bool:
    """Whether one of two statuses looks ahead and the other tells it as come about."""
    return len({one, other} & AHEAD) == 1 and len({one, other} & {"occurred", "ongoing"}) == 1


@lru_cache(maxsize=4096)
def _span(edtf: str) -> tuple[int, int] | None:
    """Where a happening of that date is to be looked for; an open end reaches a month."""
    try:
        bounds = bounds_of(edtf)
    except EdtfError:
        return None
    return looked_for(bounds.earliest_start, bounds.latest_end)


def _dates(one: str, other: str) -> tuple[float, str]:
    """1 for the same date, less for a wider one that holds the other, 0 for dates apart."""
    if one == other:
        return (1.0, f"same date {one}") if one else (0.3, "")
    if not one or not other:
        return 0.3, ""
    ours, theirs = _span(one), _span(other)
    if ours is None or theirs is None:
        return 0.3, ""
    if max(ours[0], theirs[0]) > min(ours[1], theirs[1]):
        return 0.0, f"dates apart: {one} and {other}"
    widths = [max(1, last - first) for first, last in (ours, theirs)]
    wide, narrow = max(widths), min(widths)
    share = min(1.0, 1440 * 7 / wide)
    return max(0.35, min(0.9, 0.4 + 0.5 * share * min(1.0, narrow / 1440))), f"{one} and {other} overlap"


def _stop_of(whole: str, part: str) -> bool:
    """Whether one is a day of the other, which lasted from one day to another: at another place, a stop on the way.

    "Visited Russia from September 12 to 17" and "toured a factory in Komsomolsk on Friday" are two happenings. A calendar week
    ("last week") is how the other is dated, not how long it lasted, and may well be that Friday.
    """
    days, day = _DAYS.fullmatch(whole) and _span(whole), _DAY.fullmatch(part) and _span(part)
    if not days or not day:
        return False
    week = weekday(days[0]) == 0 and days[1] - days[0] == 7 * MINUTES_PER_DAY - 1
    return not week and days[0] < day[0] and day[1] < days[1]


def _types(one: str, other: str) -> tuple[float, str]:
    if one == other:
        return 1.0, f"both {one}"
    near = _AKIN.get(frozenset({one, other}), 0.0)
    if "other" in (one, other):
        near = 0.3
    return near, f"{one} and {other} are akin" if near else f"{one} is no {other}"


def _actors(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
    """The share of the smaller cast that the other has too."""
    if not one or not other:
        return 0.5, ""
    shared = [name for name in dict.fromkeys(one) if any(_same_name(name, theirs) for theirs in other)]
    back = [name for name in dict.fromkeys(other) if any(_same_name(name, ours) for ours in one)]
    share = min(len(shared), len(back)) / min(len({*one}), len({*other}))
    return min(1.0, share), f"same actors: {', '.join(shared)}" if shared else "no actor in common"


def _same_name(one: str, other: str) -> bool:
    return one == other or one.endswith(" " + other) or other.endswith(" " + one)


def _places(one: Telling, other: Telling) -> tuple[float, str]:
    if not one.place or not other.place:
        return 0.5, ""
    if one.place == other.place:
        return 1.0, f"same place {one.place}"
    if one.country and one.country == other.country:
        return 0.6, f"both in {one.country}"
    return 0.0, f"{one.place} is not {other.place}"


def _titles(one: str, other: str) -> tuple[float, str]:
    likeness = token_set_ratio(one.lower(), other.lower()) / 100
    return likeness, f"titles alike to {likeness:.0%}" if likeness >= 0.6 else ""
