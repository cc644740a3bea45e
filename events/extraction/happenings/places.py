"""Where it happened: the narrowest place that is said of the happening, with the reason."""

from dataclasses import dataclass, replace
from typing import Final

from events.extraction.gazetteer.tables import city, gazetteer
from events.extraction.happenings.actors import subject_of
from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.datelines import sent_from
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.names import HELD, POSSESSIVE, Entity
from events.extraction.happenings.surroundings import TEMPORAL
from events.extraction.happenings.verbs import Verb
from events.extraction.values import Candidate, Location, Reason

_SIZES: Final = {"place": 0, "site": 0, "city": 1, "": 1, "region": 2, "country": 3}
_WALK: Final = 9
"""Words between a place and its preposition: "in the north-western suburbs of the capital" has seven."""
_AT_HOME: Final = frozenset(
    {"election", "protest", "commemoration", "leadership", "legal", "coercion", "sanction", "incident"}
)
"""Types that, without a place of their own, happen in the state that acts: it votes, marks, rules, arrests and bans at home."""
_WORDS: Final = frozenset({"statement", "threat"})
_FROM_AFAR: Final = frozenset({"attack", "military", "visit", "meeting"})
"""Types to which somebody comes: a place behind "from" is not where they happen."""
_GOES_ON: Final = frozenset({"attack", "protest", "military", "withdrawal", "incident", "coercion", "election"})
"""Types whose place a paragraph does not say twice."""
_BETWEEN_STATES: Final = frozenset(
    {"meeting", "agreement", "sanction", "cooperation", "withdrawal", "military", "weapons_test"}
)
"""Types in which a state is more often who takes part than where."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place and why it is taken, or no place."""

    place: Location | None = None
    reasons: tuple[Reason, ...] = ()


def place_of(parsed: Parsed, host: Host, type_: str, lexicon: Lexicon, *, told: tuple[int, int]) -> Found:
    """What a visit goes to; the narrowest place behind a preposition in the happening's clause; one in a clause that hangs on it;
    the state itself for acts at home. Places inside the source of what is told (words `told`) are passed over."""
    return _Search(parsed, host, type_, lexicon, told).found()


def placed(candidate: Candidate, earlier: list[Location]) -> Candidate:
    """The candidate with the place of what its paragraph told before, where it has none and all before lay in one country."""
    if candidate.place is not None or candidate.type not in _GOES_ON or len({place.country for place in earlier}) != 1:
        return candidate
    place = earlier[-1]
    reason = Reason("place", f"{place.name}: where the paragraph's other happenings are")
    return replace(candidate, place=place, reasons=(*candidate.reasons, reason))


def location_of(entity: Entity) -> Location:
    """The entity as a place, with its point where the gazetteer has one."""
    known = entity.known
    if known is None:
        return Location(entity.name, entity.country)
    country = entity.country or known.country
    return Location(entity.name, country, known.latitude, known.longitude, known.exact, known.geonames)


def _found(entity: Entity, why: str) -> Found:
    reasons = [Reason("place", f"{entity.name}: {why}"), *(Reason("place", text) for text in entity.reasons)]
    return Found(location_of(entity), tuple(reasons))


def _size(entity: Entity) -> int:
    return _SIZES["place" if entity.kind == "place" else entity.known.exact if entity.known is not None else "city"]


def _reduced(verb: Verb) -> bool:
    """Whether a verb only says which one is meant: "a man wanted in Budapest"."""
    return verb.tense == "participle" and verb.passive


class _Search:
    """Looks for the place of one happening."""

    def __init__(self, parsed: Parsed, host: Host, type_: str, lexicon: Lexicon, told: tuple[int, int]) -> None:
        self.parsed, self.host, self.type, self.lexicon = parsed, host, type_, lexicon
        self.lowers = parsed.line.lowers
        untold = [entity for entity in parsed.entities if not told[0] <= entity.first < told[1]]
        self.places = [e for e in untold if e.kind in ("state", "city", "region", "place") or self._taken(e)]
        self.places += [place for e in untold if (place := self._stretch(e)) is not None]
        self.places = [e for e in self.places if not (self._addressed(e) or self._names_a_deal(e) or self._seated(e))]
        self.places += self._borders()
        self.places.sort(key=lambda e: e.first)
        self.near = [e for e in self.places if self._near(e)]

    def found(self) -> Found:
        """The place by the first rule that finds one."""
        if self.type == "visit" and self.host.verb is not None:
            aim = self._aim()
            if aim is not None:
                return _found(self._narrower(aim), "the aim of the visit")
        located = [entity for entity in self.near if self._located(entity)]
        if located:
            return _found(self._told_narrower(min(located, key=self._rank)), "said of the happening")
        if (owner := self._whose()) is not None:
            return _found(owner, "whose doing it is")
        outer = [e for e in self.places if e not in self.near and self._hangs(e)]
        beside = [e for e in outer if not self._only_dates(e)]
        if beside:
            return _found(min(beside, key=self._rank), "the only place that the sentence names with it")
        here = self._dateline() if "here" in self.lowers else Found()
        for found in (here, self._there(), self._home(), self._opened()):
            if found.place is not None:
                return found
        if outer:
            return _found(min(outer, key=self._rank), "the only place that the sentence names with it")
        for found in (self._lone(), self._dateline()):
            if found.place is not None:
                return found
        return Found()

    def _told_narrower(self, entity: Entity) -> Entity:
        """The town in front of the region or state that says where it lies: "at Beaconsfield, Tasmania"."""
        town = (
            self.parsed.entity_at(entity.first - 2) if self.lowers[entity.first - 1 : entity.first] == [","] else None
        )
        lies = town is not None and town.kind in ("city", "place") and town.country == entity.country
        return town if lies and town is not None and _size(town) < _size(entity) else entity

    def _whose(self) -> Entity | None:
        """The place in front of "whose parliament had voted" or "where rebels attacked"."""
        clause = self.parsed.clauses[self.host.clause]
        opener = self.lowers[clause.first] if clause.kind == "relative" else ""
        if opener != "where" and not (opener == "whose" and self.type in _AT_HOME | {"statement"}):
            return None
        at = clause.first - 1 - (self.lowers[clause.first - 1] == ",")
        return next((e for e in self.places if e.last == at + 1), None)

    def _only_dates(self, entity: Entity) -> bool:
        """Whether a place belongs to what only says when: "fines begin on Thursday, he said after talks in Brussels"."""
        clause = self.parsed.clauses[self.parsed.clause_at[entity.first]]
        return clause.opener in TEMPORAL and self.type in _AT_HOME

    def _seated(self, entity: Entity) -> bool:
        """Whether a place only says where somebody sits, or what a town is by: "the fleet, based in Bahrain", "the Mekong town of X"."""
        verb = next((v for v in self.parsed.verbs if v.last in (entity.first - 1, entity.first - 2)), None)
        sits = verb is not None and verb.lemma in self.lexicon["places.sitting"] and self._preposition(entity) == "in"
        behind = self.lowers[entity.last : entity.last + 2]
        by = len(behind) == 2 and behind[0] in self.lexicon["names.settlements"] and behind[1] == "of"
        return (sits and verb is not self.host.verb) or (by and entity.kind not in ("state", "city"))

    def _borders(self) -> list[Entity]:
        """Borders told by the states on both sides, or the other one: "along the border between Chad and Sudan", "its border with Chad"."""
        found = []
        for at, low in enumerate(self.lowers):
            if low not in self.lexicon["places.frontiers"] or self.lowers[at + 1 : at + 2] not in (
                ["between"],
                ["with"],
            ):
                continue
            first = self.parsed.entity_at(at + 2)
            if first is None or first.kind not in ("state", "region"):
                continue
            other = (
                self.parsed.entity_at(first.last + 1) if self.lowers[first.last : first.last + 1] == ["and"] else None
            )
            last = other.last if other is not None and self.lowers[at + 1] == "between" else first.last
            found.append(Entity(at, last, at, "place", self.parsed.line.text(at, last), "", ""))
        return found

    def _aim(self) -> Entity | None:
        """What a visit goes to: behind "for" where one leaves for it, else the first place behind the verb."""
        aims = [e for e in self.near if e.first > self.host.at and self._aimed(e)]
        verb = self.host.verb
        if verb is not None and verb.lemma in self.lexicon["places.leaving"]:
            return next((e for e in aims if self.lowers[e.first - 1] == "for"), None)
        return aims[0] if aims else None

    def _there(self) -> Found:
        """The place that "there" takes up: the last one named in front of it."""
        at = next((n for n, low in enumerate(self.lowers) if low == "there" and self._in_clause(n)), -1)
        behind = self.lowers[at + 1] if 0 <= at < len(self.lowers) - 1 else ""
        if at < 0 or behind in self.lexicon["be"]:
            return self._taken_up()
        before = [e for e in self.parsed.entities if e.first < at and e.kind in ("city", "place", "region", "state")]
        last = before[-1] if before else self.parsed.before.place
        return _found(last, "what “there” takes up") if last is not None else Found()

    def _taken_up(self) -> Found:
        """The place that "on the island" or "in the town" takes up: the last one that the text called so, else the last one named."""
        for at, low in enumerate(self.lowers):
            kind = self.lowers[at + 2] if at + 2 < len(self.lowers) and self.lowers[at + 1] == "the" else ""
            if kind not in self.lexicon["places.taken_up"] or low not in self.lexicon["places.before_taken_up"]:
                continue
            if not self._in_clause(at) or self.lowers[at + 3 : at + 4] == ["of"] or self.parsed.entity_at(at + 3):
                continue
            place = self.parsed.before.called.get(kind, self.parsed.before.place)
            if place is not None:
                return _found(place, f"what “the {kind}” takes up")
        return Found()

    def _in_clause(self, at: int) -> bool:
        return self.parsed.clause_at[at] == self.host.clause

    def _dateline(self) -> Found:
        """The town that the sentence is sent from, for what it tells as done: "NAIROBI, March 3 - Police arrested"."""
        line = self.parsed.line
        if not line.sent_from or self.host.at < line.sent_from:
            return Found()
        town = sent_from(line)
        return _found(town, "where the report is sent from") if town is not None else Found()

    def _lone(self) -> Found:
        """The one place that the sentence names at all, where what happened must have had one; words alone have none."""
        if self.type in _WORDS:
            return Found()
        left = self.host.verb is not None and self.host.verb.lemma in self.lexicon["places.leaving"]
        narrow = [e for e in self.places if e.kind in ("city", "place", "region") and not self._governs(e)]
        narrow = [e for e in narrow if left or self.type not in _FROM_AFAR or self._preposition(e) != "from"]
        officed = {at for e in self.parsed.entities for at in range(e.begin, e.first)}
        states = [e for e in self.places if e.kind == "state" and e.first not in officed]
        among = narrow or (states if self.type not in _BETWEEN_STATES else [])
        if len({e.country or e.name for e in among}) != 1:
            return Found()
        return _found(min(among, key=self._rank), "the only place that the sentence names")

    def _governs(self, entity: Entity) -> bool:
        """Whether a capital stands for its government: "Warsaw put its air force on alert"."""
        capital = entity.kind == "city" and entity.known is not None and entity.known.capital
        behind = self.lowers[entity.last : entity.last + 1]
        acts = behind in (["and"], [","]) or any(v.finite and v.first == entity.last for v in self.parsed.verbs)
        return capital and acts and not self._preposition(entity)

    def _rank(self, entity: Entity) -> tuple[bool, int, int]:
        """The narrowest place first, of two the nearer; behind one parted from the happening by another verb all others come."""
        low, high = sorted((entity.first, self.host.at))
        parted = any(low < verb.head < high and (verb.finite or self._joined(verb)) for verb in self.parsed.verbs)
        aside = any(
            low < verb.head and 0 <= entity.first - verb.last <= 2 and _reduced(verb) for verb in self.parsed.verbs
        )
        return parted or aside, _size(entity), abs(entity.first - self.host.at)

    def _joined(self, verb: Verb) -> bool:
        """Whether an infinitive stands beside another one: "to resume flights and to open a hangar"."""
        return verb.tense == "infinitive" and self.lowers[verb.first - 1 : verb.first] == ["and"]

    def _stretch(self, entity: Entity) -> Entity | None:
        """A stretch of a country told by its adjective: "off the Gambian coast", "in the Lebanese capital"."""
        end = entity.last
        if entity.kind == "government" and entity.first and self._stood_at(entity):
            return Entity(entity.first, end, entity.begin, "place", entity.name, "", entity.country)
        if entity.kind != "adjective" or end >= len(self.lowers):
            return None
        if self.lowers[end] == "capital":
            capital = city(gazetteer().capital_of.get(entity.country, ""))
            beside = self.parsed.entity_at(end + 1) or self.parsed.entity_at(end + 2)
            if capital is None or (beside is not None and beside.kind in ("city", "place")):
                return None
            return Entity(entity.first, end + 1, entity.begin, "city", capital.name, "", entity.country, capital)
        if self.lowers[end] not in self.lexicon["places.stretches"]:
            return None
        name = self.parsed.line.text(entity.first, end + 1)
        return Entity(entity.first, end + 1, entity.begin, "place", name, "", entity.country)

    def _stood_at(self, entity: Entity) -> bool:
        """Whether a seat of government is where one stands: "outside the Kremlin", "on the White House lawn", not "blamed on the Kremlin"."""
        ground = self.lowers[entity.last : entity.last + 1]
        return self._preposition(entity) in ("at", "outside", "inside") or (
            bool(ground) and ground[0] in self.lexicon["places.grounds"] and "on" in self.lowers[: entity.first][-2:]
        )

    def _taken(self, entity: Entity) -> bool:
        """A name that is no place by itself right behind "entered" or "captured": "entered Tell Tamer"."""
        verb = self.host.verb
        moved = verb is not None and verb.lemma in self.lexicon["places.taking"]
        return entity.kind == "unknown" and moved and verb is not None and entity.first == verb.last

    def _near(self, entity: Entity) -> bool:
        clause = self.parsed.clause_at[entity.first]
        if clause == self.host.clause:
            return True
        hanging = self.parsed.clauses[clause]
        return (
            hanging.parent == self.host.clause and hanging.kind in ("with", "aside", "coordinate") and not hanging.verbs
        )

    def _preposition(self, entity: Entity) -> str:
        """The preposition in front, over articles, adjectives and "city of": "in the Russian port city of Vladivostok" gives "in"."""
        at = entity.first - 1
        for low in reversed(self.lowers[max(0, at - _WALK + 1) : at + 1]):
            if low == "on" and self.lexicon["places.edges"] & set(self.lowers[at + 1 : entity.first]):
                return "near"  # "on the outskirts of", "on the island of"
            if low == "on" and entity.kind == "place" and self.lowers[at + 1 : entity.first] in ([], ["the"]):
                return "near"  # "on the Revue river"
            if low in self.lexicon["places.at"] or low in ("to", "from", "for", "between", "toward", "towards"):
                return low
            if (
                low not in self.lexicon["places.over"]
                and not low.endswith(("an", "ern", "ish", "ese", *HELD))
                and not self._name_of_place(at)
            ):
                return ""
            at -= 1
        return ""

    def _name_of_place(self, at: int) -> bool:
        entity = self.parsed.entity_at(at)
        return entity is not None and entity.kind in ("state", "city", "region", "place", "adjective", "unknown")

    def _aimed(self, entity: Entity) -> bool:
        between = self.lowers[self.host.at + 1 : entity.first]
        last = next((low for low in reversed(between) if low not in ("the", "and", ",")), "")
        return last not in ("of", "from", "by", "with")

    def _narrower(self, aim: Entity) -> Entity:
        """A city named right beside the state of the visit."""
        if aim.kind != "state":
            return aim
        beside = (
            e
            for e in self.near
            if e.kind in ("city", "place") and abs(e.first - aim.first) <= 3 and e.country == aim.country
        )
        return next(beside, aim)

    def _located(self, entity: Entity) -> bool:
        preposition, verb = self._preposition(entity), self.host.verb
        if preposition in self.lexicon["places.at"]:
            page = self.type in _WORDS and self._only_the(entity)  # "wrote in the Guardian"
            return not page and not (preposition == "off" and self._particle(entity))
        if preposition == "to" and self._reached(entity):
            return True
        before = self.lowers[entity.first - 1] if entity.first else ""
        if before == "of" and self.lowers[entity.first - 2] in self.lexicon["places.done_to"]:
            return True  # "the shelling of Aleppo"
        if entity.kind in ("city", "place") and before in self.lexicon["names.settlements"]:
            return True
        if verb is not None and entity.last <= verb.first and not preposition and self._undergoes(entity):
            return True
        if verb is None:
            return entity.kind == "city" and 0 < self.host.at - entity.first <= 3  # "the Kabul bombing"
        if entity.first < verb.first:
            if (
                verb.lemma in self.lexicon["places.seeing"]
                and not preposition
                and not verb.passive
                and self._acts(entity)
            ):
                return True  # "Belgrade saw its largest rally"
            behind = self.lowers[entity.last] if entity.last < len(self.lowers) else ""
            return entity.kind == "city" and behind in self.lexicon["places.attributive"]
        lemmas = self.lexicon["places.entering_states" if entity.kind == "state" else "places.taking"]
        return entity.first >= verb.last and verb.lemma in lemmas

    def _only_the(self, entity: Entity) -> bool:
        """Whether nothing but "in the" makes a place of a name."""
        alone = entity.kind == "place" and entity.known is None and entity.last == entity.first + 1
        return alone and self.lowers[entity.first - 1 : entity.first] == ["the"]

    def _undergoes(self, entity: Entity) -> bool:
        """Whether a town that is no capital is all that a sentence is about: "Mazar-i-Sharif fell", not "Moscow agreed"."""
        town = entity.kind == "city" and entity.known is not None and not entity.known.capital
        return town and self._acts(entity) and self.type not in _WORDS

    def _particle(self, entity: Entity) -> bool:
        """Whether "off" in front belongs to the verb: "cut off Chad's credit", not "sank off Ghana"."""
        at = entity.first - 1
        return any(verb.last == at and verb.lemma in self.lexicon["places.off"] for verb in self.parsed.verbs)

    def _acts(self, entity: Entity) -> bool:
        """Whether the place is the verb's subject alone."""
        first, last = subject_of(self.parsed, self.host, self.lexicon)
        return entity.kind in ("city", "state", "region") and first <= entity.first and entity.last >= last

    def _reached(self, entity: Entity) -> bool:
        """Whether a place behind "to" is where it goes: "fly to Doha", "flights to Osaka"."""
        verb, before = self.host.verb, self.lowers[max(0, entity.first - 2)]
        if verb is None or entity.first <= self.host.at:
            return False
        by_line = self.type in ("visit", "cooperation") and before in self.lexicon["places.lines"]
        return verb.lemma in self.lexicon["places.moving"] or by_line

    def _addressed(self, entity: Entity) -> bool:
        """Whether the place is who is meant: "in a gesture to Washington"."""
        before = self.lowers[max(0, entity.first - 2) : entity.first]
        return len(before) == 2 and before[1] == "to" and before[0] in self.lexicon["places.addressed"]

    def _names_a_deal(self, entity: Entity) -> bool:
        """Whether a city only gives an agreement its name: "the Paris climate accord", not "the Geneva talks"."""
        behind = self.lowers[entity.last : entity.last + 2]
        return entity.kind == "city" and not self.lexicon["places.deals"].isdisjoint(behind) and "in" not in behind

    def _hangs(self, entity: Entity) -> bool:
        """Whether a place of another clause is still said of the happening: that clause hangs on it, or it on that one."""
        clause = self.parsed.clause_at[entity.first]
        inside = self._preposition(entity) in self.lexicon["places.at"]
        if self.host.clause in self.parsed.above(clause):
            kind, parent = self.parsed.clauses[clause].kind, self.parsed.clauses[clause].parent
            # "met the president, who spoke of talks that open in Havana"
            nested = kind == "relative" and parent != self.host.clause
            return inside and not nested and kind in ("with", "coordinate", "sub", "relative")
        above = self.parsed.clauses[self.host.clause].parent == clause
        kind = self.parsed.clauses[self.host.clause].kind
        return above and ((kind in ("relative", "with") and inside and entity.first < self.host.at) or kind == "with")

    def _owns(self, entity: Entity) -> bool:
        """ "Moscow's lower house": the capital stands for where its bodies sit."""
        return entity.last < len(self.lowers) and self.lowers[entity.last] in POSSESSIVE

    def _home(self) -> Found:
        """The state that acts at home, or that the acting body is of: "the Parliament of Iraq voted" happens in Iraq."""
        if self.type not in _AT_HOME:
            return Found()
        first, last = subject_of(self.parsed, self.host, self.lexicon)
        if first >= last:
            first, last = self.parsed.clauses[self.host.clause].first, self.host.at
        for entity in self.parsed.entities:
            if first <= entity.first < last and (home := self._home_of(entity)) is not None:
                return home
        noun = self.host.verb is None
        beside = (e for e in self.near if noun and e.kind in ("state", "region") and abs(e.first - self.host.at) <= 4)
        entity_beside = next(beside, None)
        return _found(entity_beside, "named beside the happening") if entity_beside is not None else Found()

    def _opened(self) -> Found:
        """The state that opens or completes something, which it does at home: "Ethiopia inaugurated a dam"."""
        verb = self.host.verb
        if verb is None or self.type != "cooperation" or verb.lemma not in self.lexicon["places.opening"]:
            return Found()
        first, last = subject_of(self.parsed, self.host, self.lexicon)
        state = next((e for e in self.parsed.entities if first <= e.first < last and e.kind == "state"), None)
        return _found(state, "the state that opens it") if state is not None else Found()

    def _home_of(self, entity: Entity) -> Found | None:
        if entity.kind in ("state", "region") or (entity.kind == "city" and self._owns(entity)):
            return _found(entity, "the state that acts at home")
        state = gazetteer().states.get(entity.country) if entity.kind == "organisation" else None
        if state is None or self.type not in ("legal", "election", "coercion"):
            return None
        body = Entity(entity.first, entity.last, entity.begin, "state", state.name, state.code, state.code, state)
        return _found(body, f"where {entity.name} acts")
