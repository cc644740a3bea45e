"""Who and where: the names in a text, with what they name. Persons and institutions block the places inside them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from events.extraction.gazetteer.tables import Known, city, gazetteer
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import TOKEN, Line
from events.extraction.happenings.short_forms import spelled_out
from events.extraction.happenings.spotting import Mention, Spot

EntityKind = Literal[
    "person", "state", "adjective", "government", "organisation", "group", "media", "region", "city", "place", "unknown"
]
POSSESSIVE: Final = frozenset({"'s", "’s"})
LARGE: Final = 500_000
"""People of a city that may stand without a preposition ("a Kabul car bombing"); smaller ones share their names with too many persons."""
HELD: Final = ("-held", "-controlled", "-occupied")
"""Ends of words that say whose a town is."""
_FAR: Final = 6
"""Words between a place and its preposition: "in Afghanistan's restive northern Baghlan province"."""
_LONGEST: Final = 6
"""Words of a person's name that are read."""
_AS: Final = {"person": "a person", "organisation": "a body", "place": "a place"}


@dataclass(slots=True)
class Entity:
    """A name at words first..last of a line; `begin` is where its titles and adjectives start; `reasons` say how it was read."""

    first: int
    last: int
    begin: int
    kind: EntityKind
    name: str
    code: str = ""
    country: str = ""
    known: Known | None = None
    reasons: tuple[str, ...] = ()
    title: str = ""


@dataclass(slots=True)
class NameBook:
    """The persons, bodies and short names that a text introduces, gathered over all its lines."""

    persons: dict[str, Entity] = field(default_factory=dict)
    short: dict[str, list[str]] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    abbreviations: dict[str, Entity] = field(default_factory=dict)

    def person(self, word: str) -> Entity | None:
        """The person that a single name stands for: the one of that family name introduced first."""
        names = self.short.get(word)
        return self.persons[names[0]] if names else None

    def introduce(self, entity: Entity) -> Entity:
        """Enter a person: the fullest name stays, its first, last and last two words may stand for the person elsewhere."""
        words = [word for word in entity.name.split() if len(word) > 1 and word[0].isupper() and not word.endswith(".")]
        known = self.persons.get(entity.name)
        if len(words) > 1 and known is None:
            self.persons[entity.name] = entity
            for word in (words[-1], words[0], " ".join(words[-2:])):
                names = self.short.setdefault(word, [])
                if entity.name not in names:
                    names.append(entity.name)
        elif known is not None and entity.country and not known.country:
            known.country = entity.country
        return entity


def names_of(lines: list[Line], lexicon: Lexicon, *, spot: Spot | None = None) -> tuple[list[list[Entity]], NameBook]:
    """The entities of each line, in order, and the book of the text; every line is read once, short names are settled after.

    What `spot` takes capitals for goes before what the rules would guess of them, never before the gazetteer or an office.
    """
    book = NameBook()
    spotted: Sequence[Sequence[Mention]] = spot([line.sentence.text for line in lines]) if spot else [()] * len(lines)
    readers = (_Reader(line, lexicon, book, mentions) for line, mentions in zip(lines, spotted, strict=True))
    found = [list(reader.entities()) for reader in readers]
    _introduce_by_family_name(found, lines, lexicon, book)
    for line, entities in zip(lines, found, strict=True):
        for number, entity in enumerate(entities):
            _settle(entity, line, lexicon, book)
            line.name_at[entity.first : entity.last] = [number] * (entity.last - entity.first)
    return found, book


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], Known], ...]]:
    """The gazetteer's names as words, by their first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for name, known in gazetteer().names.items():
        words = tuple(TOKEN.findall(name))
        table.setdefault(words[0], []).append((words, known))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in table.items()}


def _introduce_by_family_name(found: list[list[Entity]], lines: list[Line], lexicon: Lexicon, book: NameBook) -> None:
    """Take two or three capitals that no list knows for a person where the last of them comes back alone: "Adama Barrow", then "Barrow
    won". Bodies and sites are shortened to their first word, or stand behind an article: "the Mercer Street", "the Street"."""
    alone = {
        entity.name
        for line, entities in zip(lines, found, strict=True)
        for entity in entities
        if entity.last == entity.first + 1
        and entity.kind in ("unknown", "city")
        and line.lowers[entity.first] not in lexicon.nouns
        and line.sentence.kind != "headline"
        and line.lowers[entity.first - 1 : entity.first] not in (["the"], ["in"], ["at"], ["near"], ["of"])
    }
    for line, entities in zip(lines, found, strict=True):
        for entity in entities if alone else ():
            words = entity.name.split()
            if entity.kind != "unknown" or not 2 <= len(words) <= 3 or words[-1] not in alone:
                continue
            if any(word.lower() in lexicon[n] for word in words for n in ("modifiers", "institutions", "names.sites")):
                continue
            before = line.lowers[entity.first - 1] if entity.first else ""
            if before not in lexicon["names.inside"] and before != "the" and words[-1] not in book.short:
                entity.kind = "person"
                book.introduce(entity)


def _settle(entity: Entity, line: Line, lexicon: Lexicon, book: NameBook) -> None:
    """Give short names their bearers: "Kim" the person introduced in full, "SDF" the body spelled out."""
    written = line.text(entity.first, entity.last)
    located = entity.first > 0 and line.lowers[entity.first - 1] in lexicon["names.inside"]
    person = book.person(written) if entity.last - entity.first <= 2 else None
    short = entity.kind == "person" and " " not in entity.name
    if person is not None and (short or (entity.kind in ("unknown", "city", "place") and not located)):
        entity.kind, entity.name, entity.known = "person", person.name, None
        entity.country = (entity.country if short else "") or person.country
        entity.reasons = (f"“{written}” is {person.name}, named in full elsewhere in the text",)
    elif entity.kind == "unknown" and written in book.abbreviations:
        full = book.abbreviations[written]
        entity.kind, entity.country = full.kind, full.country
    elif entity.kind == "person" and entity.name in book.persons and not entity.country:
        entity.country = book.persons[entity.name].country


class _Reader:
    """Reads the names of one line from left to right."""

    def __init__(self, line: Line, lexicon: Lexicon, book: NameBook, mentions: Sequence[Mention]) -> None:
        self.line, self.words, self.lowers = line, line.words, line.lowers
        self.lexicon, self.book, self.phrases = lexicon, book, _phrases()
        self.headline = line.sentence.kind == "headline"
        self.bodies = spelled_out(line, lexicon) if "(" in self.words else {}
        self.spotted = {first: (last, mention) for mention in mentions for first, last in self._capitals_of(mention)}

    def entities(self) -> Iterator[Entity]:
        at, size = 0, len(self.words)
        while at < size:
            entity = self._at(at)
            if entity is not None:
                yield entity
            at = entity.last if entity is not None else at + 1

    def _at(self, at: int) -> Entity | None:
        word = self.words[at]
        if at in self.bodies:
            return self._body(at, self.bodies[at])
        office = at + (self.lowers[at] in self.lexicon["modifiers"])  # "Acting President X"
        if (
            office < len(self.words)
            and self.lowers[office] in self.lexicon.titles
            and (entity := self._titled(office)) is not None
        ):
            return entity
        if word in self.phrases and (entity := self._listed(at)) is not None:
            return entity
        if at in self.spotted and (entity := self._spotted(at, *self.spotted[at])) is not None:
            return entity
        return self._run(at) if self._capital(at) else None

    def _body(self, at: int, end: int) -> Entity:
        """The body whose letters stand behind it in brackets; the gazetteer's, where it knows the name."""
        known = gazetteer().names.get(self.line.text(at, end))
        if known is not None and (entity := self._listed(at)) is not None and entity.last == end:
            return entity
        return self._institution(at, end)

    # What words are

    def _capital(self, at: int) -> bool:
        low = self.lowers[at]
        if not self.words[at][0].isupper() or low in self.lexicon["names.calendar"] or low.endswith(HELD):
            return False
        return not (
            self.headline
            and (low in self.lexicon.verbs or low in self.lexicon.nouns or low in self.lexicon["names.never"])
        )

    def _has(self, at: int, *words: str) -> bool:
        return at < len(self.words) and self.lowers[at] in words

    def _prefixed(self, at: int) -> bool:
        """Whether this is "al-Assad": a particle grown onto a name."""
        low = self.lowers[at]
        return len(low) > 3 and any(low.startswith(prefix) for prefix in self.lexicon["names.prefixes"])

    def _known(self, at: int, *kinds: str) -> tuple[int, Known] | None:
        """The longest gazetteer name of these kinds that starts here, with where it ends."""
        for words, known in self.phrases.get(self.words[at], ()) if at < len(self.words) else ():
            if known.kind in kinds and tuple(self.words[at : at + len(words)]) == words:
                return at + len(words), known
        return None

    # Persons behind an office

    def _title_end(self, at: int) -> int:
        for title in self.lexicon.titles.get(self.lowers[at], ()):
            if tuple(self.lowers[at : at + len(title)]) == title:
                dotted = self._has(at + len(title), ".") and f"{title[-1]}." in self.lexicon["names.dotted"]
                return at + len(title) + dotted
        return at

    def _titled(self, at: int) -> Entity | None:
        """A person behind an office: "President X", "Secretary of State X", "president of Y X", "prime minister, X,"."""
        end = self._title_end(at)
        if end == at or end >= len(self.words):
            return None
        start, country = self._name_start(end)
        last = self._name_end(start)
        if last > start and self.lowers[last - 1] in self.lexicon["names.sites"]:
            return None  # "Ambassador Bridge", "King George Square"
        if last <= start or not self._personal(start, last, apposed=start == end + 1 and self._has(end, ",")):
            return None
        begin, adjective = self._before(at)
        name = self.line.text(start, last)
        country = country or adjective or self._state_behind(last)
        return self.book.introduce(
            Entity(start, last, begin, "person", name, "", country, title=self.line.text(at, end))
        )

    def _name_start(self, end: int) -> tuple[int, str]:
        """Where the name behind an office starts, and the state of "president of Y"."""
        start, country = end, ""
        if self._has(end, "of", "for"):
            office = self._known(end + 1, "state", "adjective", "organisation", "region", "group")
            if office is None:
                return len(self.words), ""
            start, country = office[0] + self._has(office[0], ","), office[1].country
        elif self._has(end, ",") and end + 1 < len(self.words) and self._capital(end + 1):
            start = end + 1
        while start < len(self.words) and self.lowers[start] in self.lexicon.titles and self._title_end(start) > start:
            start = self._title_end(start)
        return start, country

    def _name_end(self, at: int) -> int:
        """Where a person's name that starts here ends: no title, institution or adjective in it."""
        end = at
        while end < min(len(self.words), at + _LONGEST) and self._of_name(end, at):
            end += 1
        return end

    def _of_name(self, at: int, first: int) -> bool:
        low = self.lowers[at]
        if not self._capital(at):
            particle = (
                low in self.lexicon["names.particles"]
                and at > first
                and at + 1 < len(self.words)
                and self._capital(at + 1)
            )
            return particle or self._prefixed(at)
        return low not in self.lexicon["institutions"] and not (at == first and low in self.lexicon["names.never"])

    def _personal(self, start: int, last: int, *, apposed: bool) -> bool:
        """Whether the capitals behind an office are a person's name and not a state, a body or the next part of the sentence."""
        names = gazetteer().names
        if self.line.text(start, last) in names or (
            self.words[start] in names and names[self.words[start]].kind == "adjective"
        ):
            return False
        if not apposed:
            return True
        ends = (
            last >= len(self.words)
            or self._has(last, ",", ".", *POSSESSIVE)
            or self.lowers[last] in self.lexicon["names.speech"]
        )
        return last - start >= 2 and ends

    def _before(self, at: int) -> tuple[int, str]:
        """Where the words in front of an office begin, and the country they name: "then North Korean", "Portugal's"."""
        begin, country = at, ""
        while begin > 0:
            low = self.lowers[begin - 1]
            named = self._ends_with_name(begin)
            if named is not None:
                begin, country = named[0], country or named[1]
            elif low in POSSESSIVE and (owner := self._ends_with_name(begin - 1)) is not None:
                begin, country = owner[0], country or owner[1]
            elif low in self.lexicon["articles"] or low in ("his", "her", "its", "their"):
                return begin - 1, country
            elif low in self.lexicon["modifiers"] or low.startswith(("ex-", "vice-")) or low in self.lexicon.titles:
                begin -= 1
            else:
                return begin, country
        return begin, country

    def _ends_with_name(self, end: int) -> tuple[int, str] | None:
        """Where a gazetteer name that ends here starts, and its country."""
        for start in range(max(0, end - 4), end):
            known = gazetteer().names.get(self.line.text(start, end))
            if known is not None and known.kind in ("adjective", "state", "organisation", "group"):
                return start, known.country
        return None

    def _state_behind(self, at: int) -> str:
        """The state in "Prime Minister X of Denmark"."""
        if not self._has(at, "of"):
            return ""
        state = self._known(at + 1, "state") or self._known(at + 2, "state")
        return state[1].code if state is not None else ""

    # Names of the gazetteer

    def _listed(self, at: int) -> Entity | None:
        """The longest gazetteer name that starts here, unless more capitals make it an institution, a site or a person."""
        for words, known in self.phrases[self.words[at]]:
            if tuple(self.words[at : at + len(words)]) != words or (known.needs and known.needs not in self.book.named):
                continue
            end = at + len(words)
            if known.needs and self._overlaid(at, end):
                continue
            longer = self._longer(at, end, known)
            if longer is not None:
                return longer
            self.book.states[known.country] += bool(known.country)
            self.book.named.add(known.name)
            return Entity(
                at,
                end,
                at,
                known.kind,
                self._without_article(at, end, known),
                known.code,
                known.country,
                known,
            )
        return None

    def _overlaid(self, at: int, end: int) -> bool:
        """Whether a longer name begins inside: "the North" in "the North Korean capital"."""
        inside = (words for start in range(at + 1, end) for words in self._names_at(start))
        return any(last > end for last in inside)

    def _names_at(self, at: int) -> Iterator[int]:
        """Where the gazetteer's names that start here end."""
        for words, _ in self.phrases.get(self.words[at], ()):
            if tuple(self.words[at : at + len(words)]) == words:
                yield at + len(words)

    def _without_article(self, at: int, end: int, known: Known) -> str:
        """The name as written, without an article that is no part of it: "Kremlin", but "The Hague"."""
        name = self.line.text(at, end)
        return name if known.name.startswith("The ") else name.removeprefix("the ").removeprefix("The ")

    def _longer(self, at: int, end: int, known: Known) -> Entity | None:
        if end >= len(self.words) or not self._capital(end) or self._title_end(end) > end:
            return None
        stop = self._run_end(end)
        lows, name = self.lowers[end:stop], self.line.text(at, stop)
        if known.kind != "government" and any(low in self.lexicon["institutions"] for low in lows):
            self.book.states[known.country] += bool(known.country)
            return Entity(at, stop, at, "organisation", name, "", known.country)
        if any(low in self.lexicon["names.sites"] for low in lows):
            return Entity(at, stop, at, "place", name, "", known.country)
        if stop == end + 1 and end == at + 1 and self.lowers[at] in self.lexicon["names.states_as_given"]:
            return self.book.introduce(Entity(at, stop, at, "person", name))
        return None

    # What a backend has spotted

    def _capitals_of(self, mention: Mention) -> Iterator[tuple[int, int]]:
        """The words of a mention from its first name to its last: of "The Security Council's" "Security Council"; none in a dateline."""
        start, size = self.line.sentence.start, len(self.words)
        first, last = self.line.index_at(start + mention.start), self.line.index_at(start + mention.end - 1) + 1
        named = [at for at in range(first, min(last, size)) if self._capital(at) or self._prefixed(at)]
        while named and self.lowers[named[0]] in self.lexicon["names.never"]:
            named.pop(0)
        if named and named[0] >= self.line.sent_from and not self._mere_opening(named[0]):
            yield named[0], named[-1] + 1

    def _spotted(self, at: int, end: int, mention: Mention) -> Entity | None:
        """The entity that a mention is, with the gazetteer's identifiers, and who spotted it as the reason.

        None where the rules know better: a city that stands as one does, and a single word behind "in", which is no person's name there.
        """
        name = self.line.text(at, end)
        if mention.kind != "place" and (city(name) is not None or self._inside(at, end)) and self._city(at, end):
            return None
        if mention.kind == "organisation":
            entity = self._institution(at, end)
        elif mention.kind == "person":
            apposed = self._has(end, ",") and self._role_behind(end + 1)
            country = self._role_country(end + 1) if apposed else ""
            entity = self.book.introduce(Entity(at, end, at, "person", name, "", country))
        elif (found := city(name)) is not None:
            entity = self._of_city(at, end, found)
        else:
            entity = Entity(at, end, at, "place", name, "", self._country_beside(end))
        entity.reasons = (f"“{name}” is taken for {_AS[mention.kind]} by {mention.by}", *entity.reasons)
        return entity

    def _inside(self, at: int, end: int) -> bool:
        """Whether a single word stands behind "in" or "at" for itself: "in Coutts", not "in Duarte's words"."""
        behind = at > 0 and self.lowers[at - 1] in self.lexicon["names.inside"]
        return behind and end == at + 1 and not self._has(end, *POSSESSIVE)

    # Runs of capitals that no list knows

    def _run_end(self, at: int) -> int:
        """Where the capitals that start here end: particles and, inside institutions, "of" and "for" may stand between."""
        end, institution, size = at, False, len(self.words)
        while end < size:
            low = self.lowers[end]
            if self._capital(end):
                institution = institution or low in self.lexicon["institutions"]
            elif not self._prefixed(end):
                joins = low in self.lexicon["names.particles"] or (institution and low in ("of", "for"))
                if not (joins and end > at and end + 1 < size and self._capital(end + 1)):
                    break
            end += 1
        return end

    def _run(self, at: int) -> Entity | None:
        bodied = self.lowers[at] in self.lexicon["institutions"] and self._has(at + 1, "of", "for")
        end = self._run_end(at)
        sited = end - at > 1 and self.lowers[end - 1] in self.lexicon["names.sites"] and not self.headline
        sited = sited and self.lowers[at] not in self.lexicon["determiners"]  # "Parliament Square", not "The Square"
        if (self.lowers[at] in self.lexicon["names.never"] and not (bodied or sited)) or self._mere_opening(at):
            return None
        lows, name = self.lowers[at:end], self.line.text(at, end)
        if end - at > 1 and lows[-1] in self.lexicon["names.sites"]:
            return Entity(at, end, at, "place", name, "", self._country_inside(at, end))
        if any(low in self.lexicon["institutions"] for low in lows):
            return self._institution(at, end)
        if self._has(end, *self.lexicon["names.sites"]) and (
            self._in_front(at) in self.lexicon["names.locative"] or self._natural(at, end)
        ):
            country = self._country_inside(at, end) or self._owner(at)
            return Entity(at, end + 1, at, "place", self.line.text(at, end + 1), "", country)
        person = self._plain_person(at, end)
        if person is not None:
            return person
        return self._city(at, end) or Entity(at, end, at, "unknown", name)

    def _natural(self, at: int, end: int) -> bool:
        """Whether a river, lake or the like is named behind "the" or "of": "the Revue river could burst", not "the Omar mine"."""
        return (
            self.lowers[end] in self.lexicon["names.natural"] and at > 0 and self.lowers[at - 1] in ("the", "of", "on")
        )

    def _in_front(self, at: int) -> str:
        """The word in front, over articles, directions and whose it is: "in" of "in Afghanistan's northern Baghlan province"."""
        step = at - 1
        while step > max(0, at - _FAR) and self._only_says_which(step):
            step -= 1
        return self.lowers[step] if step >= 0 else ""

    def _owner(self, at: int) -> str:
        """The country of "Afghanistan's northern Baghlan province"."""
        step = at - 1
        while step > max(0, at - _FAR) and self.lowers[step] not in POSSESSIVE and self._only_says_which(step):
            step -= 1
        named = self._ends_with_name(step) if step > 0 and self.lowers[step] in POSSESSIVE else None
        return named[1] if named is not None else ""

    def _only_says_which(self, at: int) -> bool:
        low = self.lowers[at]
        which = low in self.lexicon["articles"] or low in POSSESSIVE or low.endswith(("ern", *HELD))
        return which or (self.words[at][0].isupper() and self.lowers[at + 1] in POSSESSIVE)

    def _mere_opening(self, at: int) -> bool:
        """Whether a capital only begins the sentence: "Talks", "Protesting"."""
        low = self.lowers[at]
        ordinary = low in self.lexicon.verbs or low in self.lexicon.nouns or low in self.lexicon["adverbs"]
        return at == 0 and ordinary and not (len(self.words) > 1 and self._capital(1))

    def _institution(self, at: int, end: int) -> Entity:
        """A body: with its country, and what its short form in brackets stands for."""
        country = self._country_inside(at, end)
        behind = None
        if not country and self._has(end, "of"):
            behind = self._known(end + 1, "state") or self._known(end + 2, "state")
        if behind is not None:
            end, country = behind[0], behind[1].code
        entity = Entity(at, end, at, "organisation", self.line.text(at, end), "", country)
        if self._has(end, "(") and self._has(end + 2, ")") and self.words[end + 1].isupper():
            self.book.abbreviations[self.words[end + 1]] = entity
        return entity

    def _country_inside(self, at: int, end: int) -> str:
        for start in range(at, end):
            for stop in range(min(end, start + 4), start, -1):
                text = self.line.text(start, stop)
                known = gazetteer().names.get(text)
                if known is not None and known.country:
                    return known.country
                found = city(text) if stop - start <= 2 else None
                if found is not None and found.people > LARGE:
                    return found.country
        return ""

    def _plain_person(self, at: int, end: int) -> Entity | None:
        """A person without an office in front: a given name, a known family name, someone who speaks or has a role behind."""
        if not 2 <= end - at <= 5 or self.line.text(at, end) in gazetteer().names:
            return None
        given = self.lowers[at] in self.lexicon.given
        apposed = self._has(end, ",") and self._role_behind(end + 1)
        speaks = end < len(self.words) and self.lowers[end] in self.lexicon["names.speech"] and end - at <= 3
        if not (given or apposed or speaks or self.words[end - 1] in self.book.short):
            return None
        inside = at > 0 and self.lowers[at - 1] in self.lexicon["names.inside"]
        if (inside or not given) and not apposed and city(self.line.text(at, end)) is not None:
            return None  # "in Abu Dhabi", whose first word is a given name too
        country = self._role_country(end + 1) if apposed else ""
        return self.book.introduce(Entity(at, end, at, "person", self.line.text(at, end), "", country))

    def _role_behind(self, at: int) -> bool:
        """Whether an office comes within a few words: ", a Pakistani envoy", ", who leads"."""
        if self._has(at, "who"):
            return True
        for step in range(at, min(at + 6, len(self.words))):
            if self.words[step] in ",.;":
                return False
            if self.lowers[step] in self.lexicon.titles and not self.words[step][0].isupper():
                return True
        return False

    def _role_country(self, at: int) -> str:
        for step in range(at, min(at + 6, len(self.words))):
            known = self._known(step, "adjective", "state", "organisation")
            if known is not None and known[1].country:
                return known[1].country
        return ""

    def _city(self, at: int, end: int) -> Entity | None:
        """A city: behind a preposition, beside another place, or large enough to stand alone; else none."""
        name, before = self.line.text(at, end), self.lowers[at - 1] if at else ""
        front = at
        if at > 1 and before.endswith(HELD):
            front, before = at - 1, self.lowers[at - 2]  # "of rebel-held Nyala"
        if len(name) < 4 and not self.words[at].isupper():
            return None
        settled = before in self.lexicon["names.settlements"]
        of = self.lowers[front - 2] if before == "of" and front > 1 else ""
        settled = settled or of in self.lexicon["names.settlements"] or of in self.lexicon["places.done_to"]
        found = city(name)
        if found is None:
            inside = settled or before in self.lexicon["names.inside"] or self._behind_the(at, end) or self._called(end)
            return (
                Entity(at, end, at, "place", name, "", self._country_said(at, end))
                if inside and self.words[at].istitle()
                else None
            )
        located = settled or before in self.lexicon["names.locative"]
        if not located and (name in self.book.short or not self._stands_alone(at, end, found)):
            return None
        return self._of_city(at, end, found)

    def _behind_the(self, at: int, end: int) -> bool:
        """Whether one capital stands behind "in the" with no noun of its own: "in the Maze", not "in the Brexit talks"."""
        if (
            end > at + 1
            or at < 2
            or self.lowers[at - 1] != "the"
            or self.lowers[at - 2] not in self.lexicon["names.inside"]
        ):
            return False
        behind = self.lowers[end] if end < len(self.lowers) else "."
        sited = behind in self.lexicon["names.inside"] or behind == "of"  # "at the Cenotaph in London"
        closed = behind in self.lexicon["prepositions"] or behind in self.lexicon["conjunctions"]
        ends = not behind.isalpha() or (closed and not sited)
        return ends or self.line.date_at[end] >= 0

    def _called(self, end: int) -> bool:
        """Whether the name is said to be a place: "Shusha, a hilltop town", "Ganja, the second city"."""
        if not self._has(end, ",") or not self._has(end + 1, "a", "an", "the", "its", "another"):
            return False
        behind = self.lowers[end + 2 : end + 6]
        cut = next((n for n, low in enumerate(behind) if not low.isalpha() or low in self.lexicon["prepositions"]), 4)
        return bool(self.lexicon["names.settlements"] & set(behind[:cut][-1:]))

    def _of_city(self, at: int, end: int, found: Known) -> Entity:
        """The entity of a city that the table has."""
        name = self.line.text(at, end)
        self.book.states[found.country] += 1
        known, why = self._likeliest(found, name, self._country_said(at, end))
        return Entity(at, end, at, "city", name, "", known.country, known, (why,))

    def _stands_alone(self, at: int, end: int, found: Known) -> bool:
        """Whether a city's name is one without a preposition: a capital, a large city, one beside its country or another capital."""
        listed = at > 1 and self.lowers[at - 1] in ("and", ",") and self.words[at - 2] in gazetteer().capitals
        return found.capital or found.people > LARGE or listed or bool(self._country_beside(end))

    def _country_beside(self, end: int) -> str:
        """The country behind a comma: "Batken, Kyrgyzstan", "Chimanimani, eastern Zimbabwe"."""
        turned = end + 1 < len(self.words) and self.lowers[end + 1].endswith(("ern", "central"))
        beside = self._known(end + 1 + turned, "state", "region", "adjective") if self._has(end, ",") else None
        return beside[1].country if beside is not None else ""

    def _country_said(self, at: int, end: int) -> str:
        """The country behind a comma, else in front of what it is: "the Peruvian region of Apurimac", "Chad's town of Fada"."""
        beside = self._country_beside(end)
        if (
            beside
            or at < 3
            or self.lowers[at - 1] != "of"
            or self.lowers[at - 2] not in self.lexicon["names.settlements"]
        ):
            return beside
        step = at - 2
        while step > max(0, at - _FAR) and (named := self._ends_with_name(step)) is None:
            if not self.lowers[step - 1].isalpha() and self.lowers[step - 1] not in POSSESSIVE:
                return ""
            step -= 1
        return named[1] if step > 0 and named is not None else ""

    def _likeliest(self, found: Known, name: str, beside: str) -> tuple[Known, str]:
        """Of cities of one name the table keeps the largest; a country named right beside speaks against one elsewhere."""
        if beside and beside != found.country:
            other = Known(name, "city", "", beside, (beside,), exact="city")
            return other, f"{name} is taken to be in the country named behind it, not the larger one elsewhere"
        return found, f"{name} is taken as the largest city of that name"
