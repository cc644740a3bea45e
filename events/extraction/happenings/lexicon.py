"""A language's words for happenings, read once from its data files and turned into lookups."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

LANGUAGES: Final = Path(__file__).parent.parent / "languages"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words of which one must be in company: as they are, or by their beginning. Nothing wanted is always there; so is "*"."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    anything: bool = True

    def among(self, company: frozenset[str]) -> bool:
        """Whether a wanted word is in the company."""
        if self.anything or not self.words.isdisjoint(company):
            return True
        return bool(self.beginnings) and any(word.startswith(self.beginnings) for word in company)

    def found(self, company: frozenset[str]) -> frozenset[str]:
        """The wanted words that are in the company."""
        beginnings = {word for word in company if word.startswith(self.beginnings)} if self.beginnings else set()
        return (self.words & company) | beginnings


_ANYTHING: Final = Wanted()
ANY: Final = "*"
"""The verb of a rule that holds for every verb: who acts and who is acted upon tell the type by themselves, less than a verb that is known."""
_AT: Final = frozenset({("at", "least"), ("at", "most")})
_NO_FIELD: Final = frozenset({"statement", "other"})
"""Types whose words stand beside every other: no text is about them."""


class Trigger(NamedTuple):
    """A verb, noun or phrase that tells a type, with the company it needs; `weight` grows with the company, the heaviest wins."""

    type: str
    name: str
    words: tuple[str, ...] = ()
    anywhere: Wanted = _ANYTHING
    subject: Wanted = _ANYTHING
    object: Wanted = _ANYTHING
    none_of: Wanted = _ANYTHING
    modal: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the rooms of this package know of one language.

    `bare` are verbs that only auxiliaries tell from nouns; `topics` are words with the types of whose field they are, which tell where no trigger does.
    """

    verbs: dict[str, tuple[tuple[str, str], ...]]
    bare: frozenset[str]
    nouns: dict[str, str]
    verb_triggers: dict[str, tuple[Trigger, ...]]
    noun_triggers: dict[str, tuple[Trigger, ...]]
    sets: dict[str, frozenset[str]]
    titles: dict[str, tuple[tuple[str, ...], ...]]
    given: frozenset[str]
    headline_present: Callable[..., str]
    topics: dict[str, tuple[str, ...]]

    def present(self, lemma: str, *, many: bool) -> str:
        """The verb as headlines have it: "meet" of many, "meets" of one."""
        return self.headline_present(lemma, plural_subject=many)

    def is_number(self, word: str) -> bool:
        """Whether a word counts more than one, in figures or letters."""
        return word in self["numbers"] or (word[:1].isdigit() and word != "1")

    def is_count(self, word: str) -> bool:
        """Whether a word counts, be it one or more."""
        return word in ("one", "1") or self.is_number(word)

    def counts(self, words: Sequence[str]) -> bool:
        """Whether the first of these words belongs to the number behind it: "about 40", "at least 40"."""
        behind = words[2:3] if tuple(words[:2]) in _AT else words[1:2] if words and words[0] in self["counting"] else ()
        return bool(behind) and self.is_count(behind[0])

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has a folder; reads its files once, about 30 ms."""
    folder = LANGUAGES / language
    words = _read(folder / "clauses.toml")
    offices = _read(folder / "offices.toml")
    forms = import_module(f"events.extraction.languages.{language}.verbs")
    triggers = _read(folder / "triggers.toml")
    classes = {f"@{name}": members.split() for name, members in triggers.pop("classes", {}).items()}
    verb_triggers, noun_triggers = _triggers(triggers, classes)
    sets = {name: frozenset(value.split()) for name, value in _flat(words)} | {
        name: frozenset(offices[name].split()) for name in ("modifiers", "institutions", "governments", "groups")
    }
    lists = ("reporting", "light", "link", "states", "plain")
    known = {*(verb_triggers.keys() - {ANY}), *(lemma for name in lists for lemma in sets[name])}
    nouns = _nouns(noun_triggers, forms)
    return Lexicon(
        _verbs(known, forms, quiet=(sets["quiet"] - known) | sets["nouns_first"]),
        sets["quiet"] | sets["nouns_first"],
        nouns,
        verb_triggers,
        noun_triggers,
        sets,
        _titles(offices["titles"], forms),
        frozenset(offices["given"].split()),
        forms.headline_present,
        _topics(triggers, forms),
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _flat(words: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in words.items():
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(prefix + name, value)]
    return found


def _verbs(lemmas: set[str], forms: Any, *, quiet: frozenset[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each form with its lemmas and tags; of quiet verbs only those that can be no noun."""
    found: dict[str, dict[str, str]] = {}
    for lemma in sorted(lemmas | quiet):
        for form, tags in forms.verb_forms(lemma).items():
            if lemma not in quiet or not {"b", "s"} & set(tags):
                found.setdefault(form, {})[lemma] = tags
    return {form: tuple(readings.items()) for form, readings in found.items()}


def _nouns(triggers: dict[str, tuple[Trigger, ...]], forms: Any) -> dict[str, str]:
    found = {forms.plural(lemma): lemma for lemma in triggers}
    return found | {lemma: lemma for lemma in triggers}


def _topics(data: dict[str, Any], forms: Any) -> dict[str, tuple[str, ...]]:
    """Each word with the types of whose field it is: the hints, and the nouns that tell a type by themselves."""
    found: dict[str, dict[str, None]] = {}
    for type_, section in data.items():
        if type_ in _NO_FIELD:
            continue
        nouns = section.get("nouns", "").split()
        for word in (*section.get("hints", "").split(), *nouns, *map(forms.plural, nouns)):
            found.setdefault(word, {})[type_] = None
    return {word: tuple(types) for word, types in found.items()}


def _titles(text: str, forms: Any) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Office titles by their first word, longest first; the last word also in the plural ("foreign ministers")."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for title in text.replace("\n", "").split("|"):
        words = tuple(title.replace(".", " .").split())
        for form in (words, (*words[:-1], forms.plural(words[-1]))):
            found.setdefault(form[0], set()).add(form)
    return {first: tuple(sorted(titles, key=lambda t: (-len(t), t))) for first, titles in found.items()}


class _Cells:
    """The cells of company in the rules, each read once: many rules share a class, and the collector walks fewer objects."""

    def __init__(self, classes: dict[str, list[str]]) -> None:
        self.classes = classes
        self.read: dict[str, Wanted] = {"": _ANYTHING, "*": _ANYTHING}

    def __getitem__(self, text: str) -> Wanted:
        """The words of a cell; "@name" stands for a class of them, a "*" at the end for any that begins so."""
        if text not in self.read:
            words = [word for cell in text.split() for word in self.classes.get(cell, [cell])]
            plain = frozenset(word for word in words if not word.endswith("*"))
            beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
            self.read[text] = self.read["*"] if "*" in words else Wanted(plain, beginnings, anything=False)
        return self.read[text]


def _triggers(
    data: dict[str, Any], classes: dict[str, list[str]]
) -> tuple[dict[str, tuple[Trigger, ...]], dict[str, tuple[Trigger, ...]]]:
    verbs: dict[str, list[Trigger]] = {}
    nouns: dict[str, list[Trigger]] = {}
    cells = _Cells(classes)
    for type_, section in data.items():
        for lemma in section.get("verbs", "").split():
            verbs.setdefault(lemma, []).append(Trigger(type_, lemma))
        for lemma in section.get("nouns", "").split():
            nouns.setdefault(lemma, []).append(Trigger(type_, lemma))
        for phrase in section.get("phrases", ()):
            first, *rest = phrase.split()
            verbs.setdefault(first, []).append(Trigger(type_, phrase, words=tuple(rest), weight=2 + len(rest)))
        for rule in section.get("rules", ()):
            table = verbs if "verb" in rule else nouns
            for lemma in (rule.get("verb") or rule["noun"]).split():
                table.setdefault(lemma, []).append(_ruled(rule, type_, lemma, cells))
    return _heaviest_first(verbs), _heaviest_first(nouns)


def _ruled(rule: dict[str, Any], type_: str, lemma: str, cells: _Cells) -> Trigger:
    company = {key: cells[rule.get(key, "")] for key in ("with", "subject", "object", "not")}
    companies = sum(not company[key].anything for key in ("with", "subject", "object"))
    weight = 2 * companies - 1 if lemma == ANY else 2 + 2 * companies
    return Trigger(
        rule.get("type", type_),
        lemma,
        anywhere=company["with"],
        subject=company["subject"],
        object=company["object"],
        none_of=company["not"],
        modal=rule.get("modal", False),
        weight=weight + rule.get("more", 0),
    )


def _heaviest_first(table: dict[str, list[Trigger]]) -> dict[str, tuple[Trigger, ...]]:
    return {lemma: tuple(sorted(triggers, key=lambda t: -t.weight)) for lemma, triggers in table.items()}
