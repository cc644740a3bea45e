"""Who takes part: the actors of a happening, those who act before those acted upon."""

from dataclasses import dataclass
from typing import Final

from events.extraction.gazetteer.tables import gazetteer
from events.extraction.happenings.attribution import subject_span, told_by
from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.names import Entity
from events.extraction.values import Name, Reason

MOST: Final = 6
"""Actors of one happening that are kept: more is a list of signatories, which belongs in the text."""
_REACH: Final = 18
"""Words behind the host in which who it is done to is looked for."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors in the order of their part, and the reasons for those whose identity the sentence alone does not give."""

    actors: tuple[Name, ...]
    reasons: tuple[Reason, ...]
    subjects: int = 0


def cast_of(parsed: Parsed, host: Host, lexicon: Lexicon, *, told: tuple[int, int]) -> Cast:
    """The actors of the happening; who only reports it (words first..last in `told`) is left out."""
    first, last = subject_of(parsed, host, lexicon)
    officed = {at for entity in parsed.entities for at in range(entity.begin, entity.first)}
    subjects = [entity for entity in parsed.entities if first <= entity.first < last and entity.first not in officed]
    behind = [
        entity
        for entity in parsed.entities
        if entity not in subjects
        and entity.first not in officed
        and _takes_part(parsed, entity, host)
        and not _says_where(parsed, entity, lexicon)
        and not told[0] <= entity.first < told[1]
    ]
    names: dict[str, Name] = {}
    reasons: list[Reason] = []
    for who in _meant(parsed, first, last, lexicon):
        names[who.name] = _named_before(who)
        reasons.append(Reason("actors", f"“{parsed.line.text(first, last)}” is taken to be {who.name}, named before"))
    for entity in subjects:
        _add(names, reasons, entity, parsed, lexicon)
    if not names and first < last:
        _add_group(names, parsed, first, last, lexicon, passive=host.verb is not None and host.verb.passive)
    count = len(names)
    for entity in behind:
        _add(names, reasons, entity, parsed, lexicon)
    return Cast(tuple(names.values())[:MOST], tuple(reasons), count)


def _meant(parsed: Parsed, first: int, last: int, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Whom a subject stands for, where it is a pronoun or a short mention."""
    return parsed.before.meant(first, last, parsed.line.lowers, parsed.entities, lexicon)


def subject_of(parsed: Parsed, host: Host, lexicon: Lexicon) -> tuple[int, int]:
    """The words of who acts; of a pronoun in what somebody tells, of who tells it ("the fund said it would send")."""
    first, last = _subject_of(parsed, host, lexicon)
    pronoun = last == first + 1 and parsed.line.lowers[first] in ("it", "they", "he", "she")
    if pronoun:
        told = told_by(parsed, host, lexicon)
        if 0 <= told.first < told.last <= first and told.subject[0] not in lexicon["pronouns"]:
            return told.first, told.last
    return first, last


def _subject_of(parsed: Parsed, host: Host, lexicon: Lexicon) -> tuple[int, int]:
    """The words of who acts: the subject of the verb, of the verb above an infinitive, or none for a noun."""
    verb = host.verb
    if verb is None:
        return (0, 0)
    if not verb.finite:
        above = [other for other in parsed.clauses[verb.clause].verbs if other.finite and other.head < verb.first]
        if verb.tense == "infinitive" and above:
            verb = above[-1]
        elif verb.tense == "infinitive" and parsed.clauses[verb.clause].opener in ("", ":"):
            return subject_span(parsed, verb, lexicon)
        elif verb.tense == "participle":
            first, last = _in_front(parsed, verb.first)
            if any(low not in lexicon["subordinators"] for low in parsed.line.lowers[first:last]):
                return first, last
            main = parsed.main_verb(0)  # "Ruiz, after losing her seat, moved abroad"
            return subject_span(parsed, main, lexicon) if main is not None and main.finite else (0, 0)
    first, last = subject_span(parsed, verb, lexicon)
    clause = parsed.clauses[verb.clause]
    if first >= last and clause.kind == "relative" and clause.parent >= 0:
        return _in_front(parsed, clause.first)
    return first, last


def _in_front(parsed: Parsed, at: int) -> tuple[int, int]:
    """The noun phrase that ends right in front of a relative clause or participle."""
    first = at
    while first > 0 and parsed.line.lowers[first - 1] not in (";", ":", "“", "that", "and") and at - first < 8:
        first -= 1
        if parsed.line.lowers[first] == "," and first < at - 1:
            return first + 1, at
        if any(verb.head == first for verb in parsed.verbs):
            return first + 1, at
    return first, at


def _says_where(parsed: Parsed, entity: Entity, lexicon: Lexicon) -> bool:
    """Whether a state only says where something lies: "in Vladivostok, Russia,", "near Gemena, northern Congo", "its border with Niger"."""
    lowers = parsed.line.lowers
    if entity.kind != "state" or entity.first < 2:
        return False
    first = _listed_from(entity, parsed)
    if lowers[first - 1] in ("between", "with") and lowers[first - 2] in lexicon["places.frontiers"]:
        return True
    comma = (
        entity.first
        - 1
        - (lowers[entity.first - 1].endswith("ern") or lowers[entity.first - 1] in lexicon["actors.parts"])
    )
    if lowers[comma] != ",":
        return False
    place = parsed.entity_at(comma - 1)
    lists = "and" in lowers[entity.last : entity.last + 2]
    return place is not None and place.kind in ("city", "place") and place.country == entity.country and not lists


def _takes_part(parsed: Parsed, entity: Entity, host: Host) -> bool:
    near = parsed.clause_at[entity.first] == host.clause
    if host.verb is not None:
        return near and host.at < entity.first <= host.at + _REACH
    return near and abs(entity.first - host.at) <= _REACH // 2


def _add(names: dict[str, Name], reasons: list[Reason], entity: Entity, parsed: Parsed, lexicon: Lexicon) -> None:
    name = name_of(entity, parsed, lexicon)
    if name is None or name.name in names:
        return
    names[name.name] = name
    reasons.extend(Reason("actors", text) for text in entity.reasons)


def _named_before(entity: Entity) -> Name:
    """The actor that a pronoun stands for."""
    if entity.kind == "person":
        return Name(entity.name, "person", "", entity.country)
    if entity.kind == "organisation":
        return Name(entity.name, "organisation", entity.code, entity.country)
    return Name(gazetteer().state_name(entity.code), "state", entity.code, entity.code)


def name_of(entity: Entity, parsed: Parsed, lexicon: Lexicon) -> Name | None:
    """The actor an entity stands for, None for what cannot act here: a place one is in, an adjective before anything but people."""
    line = parsed.line
    at = _listed_from(entity, parsed) - 1
    while at > 0 and (line.lowers[at].endswith("ern") or line.lowers[at] in lexicon["actors.parts"]):
        at -= 1  # "in northern Niger"
    before = line.lowers[at] if at >= 0 else ""
    if entity.kind == "person":
        return Name(entity.name, "person", "", entity.country)
    if entity.kind in ("organisation", "media"):
        return Name(entity.name, "organisation", entity.code, entity.country)
    if entity.kind == "group":
        return Name(entity.name, "group", entity.code, entity.country)
    if entity.kind == "government":
        return Name(gazetteer().state_name(entity.code), "state", entity.code, entity.code)
    if entity.kind == "state" and before not in (
        "in",
        "at",
        "near",
        "of",
        "from",
        "outside",
        "inside",
        "across",
        "into",
        "off",
    ):
        return Name(gazetteer().state_name(entity.code), "state", entity.code, entity.code)
    if entity.kind == "state" and before == "of" and at >= 1 and _official(line.lowers[at - 1], lexicon):
        return Name(gazetteer().state_name(entity.code), "state", entity.code, entity.code)
    if entity.kind == "adjective":
        return _adjective(entity, parsed, lexicon)
    if entity.kind == "city" and entity.known is not None and entity.known.capital and _governs(at, parsed, lexicon):
        if entity.name.lower() in lexicon["actors.union_seats"]:
            return Name(gazetteer().names["European Union"].name, "organisation")
        code = entity.country
        return Name(gazetteer().state_name(code), "state", code, code)
    return None


def _governs(at: int, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether a capital behind this word stands for its government: "Seoul and Tokyo agreed", "by Washington", "accused Tehran"; not
    "flights to Lima and Quito", nor "reached Kabul"."""
    before = parsed.line.lowers[at] if at >= 0 else ""
    if not before.isalpha() or before in lexicon["actors.before_governments"]:
        return True
    return any(verb.last == at + 1 and verb.lemma in lexicon["actors.addressing"] for verb in parsed.verbs)


def _listed_from(entity: Entity, parsed: Parsed) -> int:
    """Where the row of states or cities begins that one stands in: of "Armenia and Azerbaijan" both are what the first is."""
    first = entity.first
    while entity.kind in ("state", "city") and first >= 2 and parsed.line.lowers[first - 1] in ("and", ","):
        beside = parsed.entity_at(first - 2)
        if beside is None or beside.kind != entity.kind:
            break
        first = beside.first
    return first


def _official(low: str, lexicon: Lexicon) -> bool:
    """Whether those before "of" act for the state: "the government of", "foreign ministers of"."""
    return low in lexicon["governments"] or low in lexicon["institutions"] or low in lexicon["actors.officials"]


def _adjective(entity: Entity, parsed: Parsed, lexicon: Lexicon) -> Name | None:
    """ "Turkish airstrikes", "Syrian government" stand for the state; "Kenyans" and "Iranian students" for people of it."""
    line, at = parsed.line, entity.last
    code, state = entity.code, gazetteer().state_name(entity.code)
    for step in range(at, min(at + 3, len(line))):
        low = line.lowers[step]
        if low in ("media", "newspapers", "diplomats", "analysts", "experts"):
            return Name(line.text(entity.first, step + 1), "group", "", code)
        if low in lexicon["groups"] and low not in ("troops", "soldiers", "forces", "officials", "leaders"):
            return Name(line.text(entity.first, step + 1), "group", "", code)
        if (
            low in lexicon["governments"]
            or low in lexicon.titles
            or low
            in (
                "forces",
                "troops",
                "soldiers",
                "officials",
                "leaders",
                "airstrike",
                "airstrikes",
                "jets",
                "warplanes",
                "strikes",
                "fighters",
                "drones",
                "navy",
            )
        ):
            return Name(state, "state", code, code)
    if (
        line.words[entity.last - 1].endswith("s")
        and entity.last - entity.first == 1
        and not line.lowers[entity.first].endswith(("ss", "ese"))
    ):
        return Name(line.text(entity.first, entity.last), "group", "", code)
    return None


def _add_group(
    names: dict[str, Name], parsed: Parsed, first: int, last: int, lexicon: Lexicon, *, passive: bool
) -> None:
    """People or bodies without a name: "protesters", "South Korean media", "the cabinet"; hundreds are nobody in particular, nor are
    soldiers or police to whom something is done."""
    line = parsed.line
    for step in range(first, last):
        low = line.lowers[step]
        body = low in lexicon["actors.bodies"] and (
            step + 1 == last or line.lowers[step + 1] in lexicon["prepositions"]
        )
        if low not in lexicon["groups"] and not body:
            if low in lexicon["prepositions"]:
                return  # of "the killing of protesters" they are not who acts
            continue
        begin = step
        while begin > first and step - begin < 2 and _says_which(line.lowers[begin - 1], lexicon):
            begin -= 1
        nobody = "titles.nobody" if passive else "actors.nobody"
        if begin == step and low in lexicon[nobody]:
            return
        name = line.text(begin, step + 1)
        names[name] = Name(name, "group")
        return


def _says_which(low: str, lexicon: Lexicon) -> bool:
    """Whether a word in front belongs to a group's name: "South Korean media", not "the media", "which savers"."""
    closed = (
        "articles",
        "prepositions",
        "relatives",
        "conjunctions",
        "pronouns",
        "determiners",
        "adverbs",
        "subordinators",
    )
    return low.isalpha() and not any(low in lexicon[name] for name in closed)
