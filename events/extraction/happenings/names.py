"""Who and where: the names in a text, with what they name. Persons and institutions block the places inside them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from events.extraction.gazetteer.tables import Known, city, gazetteer
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import TOKEN, Line

EntityKind = Literal[
    "person", "state", "adjective", "government", "organisation", "group", "media", "region", "city", "place", "unknown"
]
PLACES: Final = frozenset({"state", "region", "city", "place"})
ACTORS: Final = frozenset({"person", "state", "government", "organisation", "group", "media"})
_LOCATIVE: Final = frozenset(
    "in at near outside to from into around off through across toward towards over between inside via".split()
)
_SITES: Final = frozenset(
    "airport square base palace bridge port island islands mountain mountains river valley province strait stadium street prison camp "
    "sea bay gulf peninsula desert district village region oblast county state border canal dam plant crossing corridor harbour harbor "
    "lake city town heights beach forest hills cathedral cape coast highway avenue park station hotel".split()
)
_SETTLEMENTS: Final = frozenset(
    "city town village capital port suburb suburbs region district province island resort neighbourhood".split()
)
_PARTICLES: Final = frozenset(
    "de al bin von van der den del della la el ben ibn du da di dos al- ap ter zu und y e".split()
)
_CALENDAR: Final = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_NOT_NAMES: Final = frozenset(
    "the a an in on at of to for and but or if as by with from it he she they we i his her its their this that these those there when while "
    "after before since until during according however meanwhile also late early last next earlier later many some several most more no not "
    "both each every all other another such what who which where why how one two three four five six seven eight nine ten dozens hundreds "
    "thousands millions tens police officials protesters troops soldiers rebels media reports analysts observers farmers teachers workers "
    "residents survivors organisers organizers negotiators state-run state government authorities lawmakers parliament voters experts "
    "diplomats local national international breaking file photo yesterday today tomorrow tonight overnight now then so our my your".split()
)
_SPEECH: Final = frozenset(
    "said says told tells added wrote asked warned announced argued tweeted insisted claimed".split()
)
_FIRST_NAMES_OF_STATES: Final = frozenset({"Jordan", "Chad", "Georgia", "Israel", "Kenya", "America"})
LARGE: Final = 500_000
"""People of a city that may stand without a preposition ("a Kabul car bombing"); smaller ones share their names with too many persons."""


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
    """The persons, states and short names that a text introduces, gathered over all its lines."""

    persons: dict[str, Entity] = field(default_factory=dict)
    short: dict[str, list[str]] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    abbreviations: dict[str, Entity] = field(default_factory=dict)

    def person(self, word: str) -> Entity | None:
        """The person that a single name stands for: the one of that family name introduced first."""
        names = self.short.get(word)
        return self.persons[names[0]] if names else None


def names_of(lines: list[Line], lexicon: Lexicon) -> tuple[list[list[Entity]], NameBook]:
    """The entities of each line, in order, and the book of the text; every line is read once, short names are settled after."""
    book = NameBook()
    found = [list(_entities(line, lexicon, book)) for line in lines]
    for line, entities in zip(lines, found, strict=True):
        for entity in entities:
            _settle(entity, line, book)
        for number, entity in enumerate(entities):
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


def _entities(line: Line, lexicon: Lexicon, book: NameBook) -> Iterator[Entity]:
    at, phrases, titles = 0, _phrases(), lexicon.titles
    while at < len(line):
        word = line.words[at]
        entity: Entity | None = None
        if line.lowers[at] in titles:
            entity = _titled(line, at, lexicon, book)
        if entity is None and word in phrases:
            entity = _listed(line, at, lexicon, book)
        if entity is None and _capital(word):
            entity = _run(line, at, lexicon, book)
        if entity is None:
            at += 1
            continue
        yield entity
        at = entity.last


def _capital(word: str) -> bool:
    return word[0].isupper() and word.lower() not in _CALENDAR


def _run_end(line: Line, at: int, lexicon: Lexicon) -> int:
    """Where the capitals that start here end: particles and, inside institutions, "of" and "and" may stand between."""
    end, institution = at, False
    while end < len(line):
        word, low = line.words[end], line.lowers[end]
        if _capital(word) or (end > at and word[0].isdigit() and not line.words[end - 1][0].isdigit() and False):
            institution = institution or low in lexicon["institutions"]
            end += 1
            continue
        follows = end + 1 < len(line) and _capital(line.words[end + 1])
        if (
            end > at
            and follows
            and (low in _PARTICLES or low.startswith("al-") or (institution and low in ("of", "for")))
        ):
            end += 1
            continue
        if (low.startswith(("al-", "el-")) and len(low) > 3 and line.words[end][3].isupper()) and (end > at or True):
            end += 1
            continue
        break
    return end


def _name_end(line: Line, at: int, lexicon: Lexicon) -> int:
    """Where a person's name that starts here ends: no title, institution or adjective in it."""
    end = at
    while end < len(line) and end - at < 6:
        word, low = line.words[end], line.lowers[end]
        if not _capital(word):
            inside = low in _PARTICLES and end + 1 < len(line) and _capital(line.words[end + 1]) and end > at
            if not inside and not (low.startswith(("al-", "el-", "bin-")) and len(low) > 3):
                break
        elif low in lexicon["institutions"] or (end > at and low in lexicon.titles and not word.istitle()):
            break
        elif end == at and low in _NOT_NAMES:
            break
        end += 1
    return end


def _title_end(line: Line, at: int, lexicon: Lexicon) -> int:
    for title in lexicon.titles.get(line.lowers[at], ()):
        if tuple(line.lowers[at : at + len(title)]) == title:
            return at + len(title)
        if title[-1].endswith(".") and tuple(line.lowers[at : at + len(title) + 1]) == (
            *title[:-1],
            title[-1][:-1],
            ".",
        ):
            return at + len(title) + 1
    return at


def _titled(line: Line, at: int, lexicon: Lexicon, book: NameBook) -> Entity | None:
    """A person behind an office: "President X", "Secretary of State X", "president of Y X", "prime minister, X,"."""
    end = _title_end(line, at, lexicon)
    if end == at or end >= len(line):
        return None
    title, country, start = line.text(at, end), "", end
    if line.lowers[end] in ("of", "for") and end + 1 < len(line):
        start, country = _office_of(line, end + 1)
    elif line.words[end] == "," and end + 1 < len(line) and _capital(line.words[end + 1]):
        start = end + 1
    while start < len(line) and line.lowers[start] in lexicon.titles and _title_end(line, start, lexicon) > start:
        title, start = line.text(at, _title_end(line, start, lexicon)), _title_end(line, start, lexicon)
    last = _name_end(line, start, lexicon)
    if last <= start or not _personal(line, start, last, end, lexicon):
        return None
    begin, adjective = _before(line, at, lexicon)
    country = country or adjective or _state_behind(line, last)
    entity = Entity(start, last, begin, "person", line.text(start, last), "", country, title=title)
    return _introduce(entity, line, book)


def _personal(line: Line, start: int, last: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the capitals behind an office are a person's name and not a state, a body or the next sentence part."""
    first = line.words[start]
    known = gazetteer().names.get(line.text(start, last))
    if known is not None and known.kind != "adjective" and not (start > end and False):
        return False
    if known is not None or (first in gazetteer().names and gazetteer().names[first].kind == "adjective"):
        return False
    if start == end + 1 and line.words[end] == ",":  # "its prime minister, Maria Duarte, arrived"
        return last - start >= 2 and (
            last >= len(line) or line.words[last] in {",", ".", "’s", "'s"} or line.lowers[last] in _SPEECH
        )
    return True


def _office_of(line: Line, at: int) -> tuple[int, str]:
    """Behind "president of": where the name after the state starts, and the state."""
    for words, known in _phrases().get(line.words[at], ()):
        if tuple(line.words[at : at + len(words)]) == words and known.country:
            end = at + len(words)
            return (end + 1 if end < len(line) and line.words[end] == "," else end), known.country
    return len(line), ""


def _before(line: Line, at: int, lexicon: Lexicon) -> tuple[int, str]:
    """Where the words in front of an office begin, and the country they name: "then North Korean", "the country's"."""
    begin, country = at, ""
    while begin > 0:
        low, word = line.lowers[begin - 1], line.words[begin - 1]
        two = line.text(begin - 2, begin) if begin >= 2 else ""
        names = gazetteer().names
        if two in names and names[two].kind in ("adjective", "state"):
            begin, country = begin - 2, country or names[two].country
        elif word in names and names[word].kind in ("adjective", "state", "organisation"):
            begin, country = begin - 1, country or names[word].country
        elif low in lexicon["modifiers"] or low.startswith(("ex-", "vice-")) or low in lexicon.titles:
            begin -= 1
        elif word in ("'s", "’s") and begin >= 2:
            owner = next(
                (
                    line.text(k, begin - 1)
                    for k in (begin - 4, begin - 3, begin - 2)
                    if k >= 0 and line.text(k, begin - 1) in names
                ),
                "",
            )
            if not owner:
                return begin, country
            begin, country = begin - 1 - len(TOKEN.findall(owner)), country or names[owner].country
        elif low in ("the", "a", "an"):
            return begin - 1, country
        else:
            return begin, country
    return begin, country


def _state_behind(line: Line, at: int) -> str:
    """The state in "Prime Minister X of Denmark"."""
    if at + 1 < len(line) and line.lowers[at] == "of":
        for skip in (1, 2):
            for words, known in _phrases().get(line.words[at + skip] if at + skip < len(line) else "", ()):
                if known.kind == "state" and tuple(line.words[at + skip : at + skip + len(words)]) == words:
                    return known.code
    return ""


def _introduce(entity: Entity, line: Line, book: NameBook) -> Entity:
    """Enter a person in the book: the fullest name stays, each longer word of it may stand for the person later."""
    words = [word for word in entity.name.split() if len(word) > 1 and word[0].isupper() and not word.endswith(".")]
    if len(words) == 1:
        return entity
    known = book.persons.get(entity.name)
    if known is None:
        book.persons[entity.name] = entity
        for word in (words[-1], words[0], " ".join(words[-2:])):
            if entity.name not in book.short.setdefault(word, []):
                book.short[word].append(entity.name)
    elif entity.country and not known.country:
        known.country = entity.country
    return entity


def _listed(line: Line, at: int, lexicon: Lexicon, book: NameBook) -> Entity | None:
    """The longest gazetteer name that starts here, unless more capitals make it an institution or a person."""
    for words, known in _phrases()[line.words[at]]:
        if tuple(line.words[at : at + len(words)]) != words:
            continue
        end = at + len(words)
        if known.needs and known.needs not in book.named:
            continue
        longer = _longer(line, at, end, known, lexicon, book)
        if longer is not None:
            return longer
        kind: EntityKind = known.kind
        name = (
            known.name if known.kind in ("state", "region") and " ".join(words) not in ("Burma",) else " ".join(words)
        )
        if known.kind == "state":
            name = line.text(at, end)
            book.states[known.code] += 1
        elif known.country:
            book.states[known.country] += 1
        book.named.add(known.name)
        return Entity(at, end, at, kind, name.removeprefix("the "), known.code, known.country, known)
    return None


def _longer(line: Line, at: int, end: int, known: Known, lexicon: Lexicon, book: NameBook) -> Entity | None:
    if end >= len(line) or not _capital(line.words[end]):
        return None
    if _title_end(line, end, lexicon) > end:
        return None
    stop = _run_end(line, end, lexicon)
    low = [word for word in line.lowers[end:stop]]
    if any(word in lexicon["institutions"] for word in low) and known.kind in (
        "state",
        "adjective",
        "organisation",
        "region",
    ):
        book.states[known.country] += bool(known.country)
        return Entity(at, stop, at, "organisation", line.text(at, stop), "", known.country, None)
    if any(word in _SITES for word in low):
        return Entity(at, stop, at, "place", line.text(at, stop), "", known.country, None)
    if known.kind == "state" and line.words[at] in _FIRST_NAMES_OF_STATES and end - at == 1 and stop - end == 1:
        return _introduce(Entity(at, stop, at, "person", line.text(at, stop)), line, book)
    return None


def _run(line: Line, at: int, lexicon: Lexicon, book: NameBook) -> Entity | None:
    """A run of capitals that no list knows: an institution, a person, a city, a place behind a preposition, or unknown."""
    low = line.lowers[at]
    if low in _NOT_NAMES or (
        at == 0
        and (low in lexicon.verbs or low in lexicon.nouns or low in lexicon["adverbs"])
        and not _capital_next(line, at)
    ):
        return None
    end = _run_end(line, at, lexicon)
    if end == at:
        return None
    lows = line.lowers[at:end]
    name = line.text(at, end)
    if any(word in lexicon["institutions"] for word in lows):
        return _institution(line, at, end, lexicon, book)
    person = _plain_person(line, at, end, lexicon, book)
    if person is not None:
        return person
    if lows[-1] in _SITES and end - at > 1:
        return Entity(at, end, at, "place", name, "", _country_inside(line, at, end))
    place = _city(line, at, end, book)
    if place is not None:
        return place
    if end - at > 1:  # a city at the start of a longer run: "Kabul Friday" was cut before; "Geneva Conventions" is none
        return Entity(at, end, at, "unknown", name)
    return Entity(at, end, at, "unknown", name)


def _capital_next(line: Line, at: int) -> bool:
    return at + 1 < len(line) and _capital(line.words[at + 1])


def _institution(line: Line, at: int, end: int, lexicon: Lexicon, book: NameBook) -> Entity:
    country = _country_inside(line, at, end)
    if not country and end + 1 < len(line) and line.lowers[end] == "of":
        for skip in (1, 2):
            first = line.words[end + skip] if end + skip < len(line) else ""
            for words, known in _phrases().get(first, ()):
                if known.kind == "state" and tuple(line.words[end + skip : end + skip + len(words)]) == words:
                    return Entity(
                        at,
                        end + skip + len(words),
                        at,
                        "organisation",
                        line.text(at, end + skip + len(words)),
                        "",
                        known.code,
                    )
    entity = Entity(at, end, at, "organisation", line.text(at, end), "", country)
    if end + 2 < len(line) and line.words[end] == "(" and line.words[end + 2] == ")" and line.words[end + 1].isupper():
        book.abbreviations[line.words[end + 1]] = entity
    return entity


def _country_inside(line: Line, at: int, end: int) -> str:
    for start in range(at, end):
        for stop in range(min(end, start + 4), start, -1):
            known = gazetteer().names.get(line.text(start, stop))
            if known is not None and known.country:
                return known.country
            if stop - start <= 2 and (found := city(line.text(start, stop))) is not None and found.people > LARGE:
                return found.country
    return ""


def _plain_person(line: Line, at: int, end: int, lexicon: Lexicon, book: NameBook) -> Entity | None:
    """A person without an office in front: a given name, a known family name, or someone who speaks."""
    size = end - at
    if not 2 <= size <= 5:
        return None
    given = line.lowers[at] in lexicon.given
    speaks = end < len(line) and line.lowers[end] in _SPEECH and size <= 3
    apposed = end + 1 < len(line) and line.words[end] == "," and _role_behind(line, end + 1, lexicon)
    known = line.words[end - 1] in book.short
    if not (given or known or apposed or speaks) or line.text(at, end) in gazetteer().names:
        return None
    if not (given or apposed) and city(line.text(at, end)) is not None:
        return None
    country = _role_country(line, end + 1, lexicon) if apposed else ""
    return _introduce(Entity(at, end, at, "person", line.text(at, end), "", country), line, book)


def _role_behind(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether an office comes within a few words: ", a Pakistani envoy", ", who leads"."""
    if line.lowers[at] == "who":
        return True
    for step in range(at, min(at + 6, len(line))):
        if line.words[step] in ",.;":
            return False
        if line.lowers[step] in lexicon.titles and not line.words[step][0].isupper():
            return True
    return False


def _role_country(line: Line, at: int, lexicon: Lexicon) -> str:
    for step in range(at, min(at + 6, len(line))):
        for words, known in _phrases().get(line.words[step], ()):
            if tuple(line.words[step : step + len(words)]) == words and known.country:
                return known.country
    return ""


def _city(line: Line, at: int, end: int, book: NameBook) -> Entity | None:
    """A city: behind a preposition, beside another place, or large enough to stand alone; else none."""
    name = line.text(at, end)
    if len(name) < 4 and not line.words[at].isupper():
        return None
    found = city(name)
    before = line.lowers[at - 1] if at else ""
    located = (
        before in _LOCATIVE
        or (before == "of" and at > 1 and line.lowers[at - 2] in _SETTLEMENTS)
        or before in _SETTLEMENTS
    )
    beside = end + 1 < len(line) and line.words[end] == "," and _place_starts(line, end + 1)
    listed = before in ("and", ",") and at > 1 and line.words[at - 2] in gazetteer().capitals
    if found is None:
        if (
            located
            and (before in ("in", "at", "near", "outside") or before in _SETTLEMENTS)
            and line.words[at].istitle()
        ):
            return Entity(at, end, at, "place", name, "", _country_beside(line, end))
        return None
    if not (located or beside or listed or found.capital or found.people > LARGE):
        return None
    if name in book.short and not located:
        return None
    found, why = _likeliest(found, name, line, end, book)
    book.states[found.country] += 1
    return Entity(at, end, at, "city", name, "", found.country, found, why)


def _place_starts(line: Line, at: int) -> bool:
    return any(
        known.kind in ("state", "region", "adjective") and tuple(line.words[at : at + len(words)]) == words
        for words, known in _phrases().get(line.words[at], ())
    )


def _country_beside(line: Line, end: int) -> str:
    if end + 1 < len(line) and line.words[end] == ",":
        for words, known in _phrases().get(line.words[end + 1], ()):
            if tuple(line.words[end + 1 : end + 1 + len(words)]) == words:
                return known.country
    return ""


def _likeliest(found: Known, name: str, line: Line, end: int, book: NameBook) -> tuple[Known, tuple[str, ...]]:
    """Of cities of one name the table keeps the largest; a country named right behind it speaks against another one."""
    beside = _country_beside(line, end)
    if beside and beside != found.country:
        other = Known(name, "place" if False else "city", "", beside, (beside,), exact="city")
        return other, (f"{name} is taken to be in the country named behind it, not the larger one elsewhere",)
    return found, (f"{name} is taken as the largest city of that name",)


def _settle(entity: Entity, line: Line, book: NameBook) -> None:
    """Give short names their bearers: "Kim" the person introduced in full, "SDF" the body spelled out, "Kim-Putin" both."""
    if entity.kind == "person" and " " not in entity.name:
        person = book.person(entity.name)
        if person is not None:
            entity.country, entity.name = entity.country or person.country, person.name
            entity.reasons = (
                f"“{line.text(entity.first, entity.last)}” is {person.name}, named in full elsewhere in the text",
            )
    elif entity.kind in ("unknown", "city", "place") and entity.last - entity.first <= 2:
        written = line.text(entity.first, entity.last)
        person = book.person(written)
        located = entity.first > 0 and line.lowers[entity.first - 1] in ("in", "at", "near")
        if person is not None and not located:
            entity.kind, entity.name, entity.country, entity.known = "person", person.name, person.country, None
            entity.reasons = (f"“{written}” is {person.name}, named in full elsewhere in the text",)
        elif written in book.abbreviations:
            full = book.abbreviations[written]
            entity.kind, entity.country = full.kind, full.country
    elif entity.kind == "person" and entity.name in book.persons and not entity.country:
        entity.country = book.persons[entity.name].country
