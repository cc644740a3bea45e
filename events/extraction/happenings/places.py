"""Where it happened: the narrowest place that is said of the happening, with the reason."""

from dataclasses import dataclass
from typing import Final

from events.extraction.gazetteer.tables import gazetteer
from events.extraction.happenings.actors import subject_of
from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.names import Entity
from events.extraction.values import Location, Reason

_AT: Final = frozenset("in at near outside off inside around over across through along into throughout".split())
_TOWARDS: Final = frozenset({"to", "into", "in", "at", "from", "for", "through"})
_SIZES: Final = {"place": 0, "site": 0, "city": 1, "region": 2, "country": 3, "": 1}
_AT_HOME: Final = frozenset({"election", "protest", "commemoration", "leadership", "legal", "coercion", "sanction"})
"""Types that, without a place of their own, happen in the state that acts: it votes, marks, rules, arrests and bans at home."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place and why it is taken, or no place."""

    place: Location | None = None
    reasons: tuple[Reason, ...] = ()


def place_of(parsed: Parsed, host: Host, type_: str, lexicon: Lexicon, *, told: tuple[int, int]) -> Found:
    """The narrowest place behind a preposition in the happening's clause; what a visit goes to; the state itself for acts at home."""
    near = [
        entity for entity in parsed.entities if _near(parsed, entity, host) and not told[0] <= entity.first < told[1]
    ]
    if type_ == "visit" and host.verb is not None:
        aim = next((e for e in near if e.first > host.at and _aimed(parsed, e, host)), None)
        if aim is not None:
            return _found(_narrower(parsed, aim, near), "the aim of the visit")
    located = [entity for entity in near if _located(parsed, entity, host)]
    if located:
        return _found(
            min(located, key=lambda entity: (_SIZES[_exact(entity)], abs(entity.first - host.at))),
            "named behind a preposition",
        )
    outer = [
        e
        for e in parsed.entities
        if e not in near
        and e.kind in ("city", "place", "region")
        and _outer(parsed, e, host)
        and not told[0] <= e.first < told[1]
    ]
    if outer:
        return _found(
            min(outer, key=lambda entity: abs(entity.first - host.at)), "the only place that the sentence names"
        )
    return _home(parsed, host, type_, lexicon, near)


def location_of(entity: Entity) -> Location:
    """The entity as a place, with its point where the gazetteer has one."""
    known = entity.known
    name = entity.name
    if known is None:
        return Location(name, entity.country)
    return Location(name, entity.country or known.country, known.latitude, known.longitude, known.exact, known.geonames)


def _found(entity: Entity, why: str) -> Found:
    reasons = [Reason("place", f"{entity.name}: {why}"), *(Reason("place", text) for text in entity.reasons)]
    return Found(location_of(entity), tuple(reasons))


def _exact(entity: Entity) -> str:
    if entity.kind == "place":
        return "place"
    return entity.known.exact if entity.known is not None else "city"


def _near(parsed: Parsed, entity: Entity, host: Host) -> bool:
    if entity.kind not in ("state", "city", "region", "place"):
        return False
    clause = parsed.clause_at[entity.first]
    if clause == host.clause:
        return True
    return (
        parsed.clauses[clause].parent == host.clause
        and parsed.clauses[clause].kind in ("with", "aside", "coordinate")
        and parsed.main_verb(clause) is None
    )


def _preposition(parsed: Parsed, entity: Entity) -> str:
    """The preposition in front, over articles, adjectives and "city of": "in the Russian port city of Vladivostok" gives "in"."""
    line, at = parsed.line, entity.first - 1
    steps = 0
    while at >= 0 and steps < 9:
        low = line.lowers[at]
        if low in _AT or low in ("to", "from", "for", "between", "toward", "towards"):
            return low
        over = low in (
            "of",
            "the",
            "a",
            "'s",
            "’s",
            "and",
            ",",
            "capital",
            "city",
            "town",
            "village",
            "port",
            "province",
            "region",
            "centre",
            "center",
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "north-eastern",
            "central",
            "island",
            "outskirts",
            "suburb",
            "district",
        )
        if not over and line.name_at[at] < 0 and not low.isalpha():
            return ""
        if not over and line.name_at[at] < 0 and not low.endswith(("an", "ern", "ish", "ese")):
            return ""
        at -= 1
        steps += 1
    return ""


def _aimed(parsed: Parsed, entity: Entity, host: Host) -> bool:
    between = parsed.line.lowers[host.at + 1 : entity.first]
    return entity.kind in ("state", "city", "region", "place") and not any(
        low in ("with", "from", "by", "of") and True for low in between[:4] if low in ("from", "by")
    )


def _narrower(parsed: Parsed, aim: Entity, near: list[Entity]) -> Entity:
    """A city named right beside the state of the visit."""
    beside = [
        e
        for e in near
        if e is not aim and abs(e.first - aim.first) <= 3 and e.country == aim.country and e.kind in ("city", "place")
    ]
    return beside[0] if beside and aim.kind == "state" else aim


def _located(parsed: Parsed, entity: Entity, host: Host) -> bool:
    preposition = _preposition(parsed, entity)
    if preposition in _AT:
        return True
    if (
        preposition == "to"
        and host.verb is not None
        and host.verb.lemma
        in ("travel", "go", "fly", "move", "deploy", "send", "return", "head", "withdraw", "deport", "extend")
    ):
        return entity.first > host.at
    beside = entity.first - 1
    if (
        entity.kind in ("city", "place")
        and beside >= 0
        and parsed.line.lowers[beside] in ("capital", "city", "town", "province")
    ):
        return True
    attribute = entity.kind == "city" and host.noun is not None and 0 < host.at - entity.first <= 3
    subject = (
        entity.kind == "city"
        and host.verb is not None
        and entity.first < host.verb.first
        and entity.last < len(parsed.line)
        and parsed.line.lowers[entity.last]
        in ("car", "bombing", "attack", "summit", "talks", "police", "court", "blast", "airport", "siege")
    )
    object_ = (
        entity.kind in ("city", "place", "region")
        and host.verb is not None
        and entity.first >= host.verb.last
        and host.verb.lemma
        in (
            "enter",
            "attack",
            "bomb",
            "shell",
            "hit",
            "strike",
            "capture",
            "seize",
            "storm",
            "reach",
            "leave",
            "invade",
            "besiege",
            "raid",
            "occupy",
            "bombard",
            "overrun",
            "take",
            "shake",
        )
    )
    invaded = (
        entity.kind == "state"
        and host.verb is not None
        and entity.first >= host.verb.last
        and host.verb.lemma
        in ("invade", "attack", "bomb", "shake", "hit", "enter", "leave", "occupy", "flee", "strike")
    )
    return attribute or subject or object_ or invaded


def _outer(parsed: Parsed, entity: Entity, host: Host) -> bool:
    """A place of another clause that is still said of the happening: one behind it in a clause that hangs on it."""
    clause = parsed.clause_at[entity.first]
    hangs = clause >= 0 and (
        parsed.clauses[clause].parent == host.clause and parsed.clauses[clause].kind in ("with", "coordinate", "sub")
    )
    above = parsed.clauses[host.clause].parent == clause and parsed.clauses[host.clause].kind in ("with",)
    return (
        (hangs or above)
        and _preposition(parsed, entity) in ("in", "at", "near", "off", "outside")
        or (above and entity.first < host.at)
    )


def _home(parsed: Parsed, host: Host, type_: str, lexicon: Lexicon, near: list[Entity]) -> Found:
    """The state that acts at home, or that the acting body is of: "the Parliament of Iraq voted" happens in Iraq."""
    if type_ not in _AT_HOME:
        return Found()
    first, last = subject_of(parsed, host, lexicon)
    for entity in parsed.entities:
        if not first <= entity.first < last:
            continue
        if entity.kind == "state" or (entity.kind == "region"):
            return _found(entity, "the state that acts at home")
        if (
            entity.kind in ("organisation", "government")
            and entity.country
            and type_ in ("legal", "election", "coercion")
        ):
            state = gazetteer().states.get(entity.country)
            if state is not None:
                body = Entity(
                    entity.first, entity.last, entity.begin, "state", state.name, state.code, state.code, state
                )
                return _found(body, f"where {entity.name} acts")
    for entity in near:
        if host.verb is None and entity.kind in ("state", "region") and abs(entity.first - host.at) <= 4:
            return _found(entity, "named beside the happening")
    return Found()
