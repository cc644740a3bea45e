"""Languages as folders: lexicon.toml (words and what they stand for), rules (what they make together), corpus.toml (examples)."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from events.extraction.engine import Entry, Grammar, Shape, compile_grammar, tokenise
from events.extraction.values import NotReadable

FOLDER: Final = Path(__file__).parent
NOTHING: Final = "(?!)"
"""A pattern that fits nothing."""


@dataclass(frozen=True, slots=True)
class SentenceMarks:
    """What a language's sentences are told apart by."""

    abbreviations: frozenset[str]
    boilerplate: frozenset[str]
    caption: re.Pattern[str]
    after_clock: frozenset[str]
    local_times: tuple[str, ...] = ()
    number_dots: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tell which way a clause looks: from now on, or back. `past_forms` and `future_forms` fit verbs that no list holds.

    `scheduled` are verbs in the present that tell of what is on the calendar, `scheduled_plural` those after a plural; `appointed` before
    one of `towards` looks ahead ("set for"), `intent` before an infinitive ("agreed to meet"). `joints` part clauses, `loose` are verbs
    in the past that do not date what they tell of, `lasting` those that go on until a day, `dropped` tell that a plan is over,
    `contrast` sets against it what came of it.
    A participle after `articles`, with an `adverb` between them or not, is no verb.
    What is `appointed` looks ahead also where one of `goals` stands only before the day ("called in Rome for Friday"); the `copula` does beside
    it ("the deadline is Friday"); before `returns` a present looks back ("goes back to"). What `had` been appointed may be past or ahead.
    `genitive` after a day gives it to a noun. A length after one of the `definite` words is no distance. `openers` begin a clause; a month before
    what is `traded` lies ahead ("May delivery"); `plans` after one of `articles` are nouns; what is `put_off` "until" a day waits for it;
    `plural` are pronouns of many. A day of a month after one of `nearest` is the near one ("of record Nov. 10").
    `as_planned` before what was `appointed` tells that it came about, and after a day behind one of `fixing` that it lies ahead ("set
    Dec. 1 as the record date"). A participle of `opening` before a day, `on_day` or
    not, looks ahead, and one of `under_way` behind the `copula`. What begins with
    one of `ahead_of` looks ahead too, and so does a day of a month before one of `deadlines`, unless a verb in the past follows.
    A length with one of `leading` or `trailing` in it is counted from the beginning
    or the end of the period that follows one of `portion` ("the first two weeks of May"). What is of a rank (`ranks`) "in ten years" was so
    for them.
    """

    future: frozenset[str]
    past: frozenset[str]
    report: frozenset[str]
    breaks: frozenset[str]
    past_forms: re.Pattern[str]
    future_forms: re.Pattern[str]
    infinitive: frozenset[str]
    no_verb: frozenset[str]
    no_verb_endings: tuple[str, ...]
    be: frozenset[str]
    to_be: frozenset[str]
    attributive: frozenset[str]
    perfect: frozenset[str]
    names: frozenset[str]
    scheduled: frozenset[str]
    scheduled_plural: frozenset[str]
    appointed: frozenset[str]
    towards: frozenset[str]
    intent: frozenset[str]
    joints: frozenset[str]
    loose: frozenset[str]
    lasting: frozenset[str]
    dropped: frozenset[str]
    contrast: frozenset[str]
    adverb: re.Pattern[str]
    articles: frozenset[str]
    goals: frozenset[str]
    copula: frozenset[str]
    returns: frozenset[str]
    had: frozenset[str]
    genitive: tuple[str, ...]
    definite: frozenset[str]
    openers: frozenset[str]
    traded: frozenset[str]
    plans: frozenset[str]
    put_off: frozenset[str]
    as_planned: frozenset[str]
    plural: frozenset[str]
    nearest: frozenset[str]
    fixing: frozenset[str]
    opening: frozenset[str]
    on_day: frozenset[str]
    ahead_of: frozenset[str]
    deadlines: frozenset[str]
    under_way: frozenset[str]
    leading: frozenset[str]
    trailing: frozenset[str]
    portion: frozenset[str]
    ranks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Company:
    """The words beside a doubtful reading that decide whether it stands.

    A bare number is no year after `before_number` or before `after_number` and plurals, but for those that are told `of_years`. "A week"
    is a rate after plurals and `amounts`, if not in `no_amounts`, and always begun by one of `rates` ("per week"). An adverb of time stands
    alone where `ends_clause` follows. Phrases in `no_start` do not begin a sentence. Numbers that `joins` join are of one kind.
    A number between `before_amount` and the end of a clause, before one of `counted` or in an address of `streets` is no year; a month after
    one of `titles` or before one of `of_persons` is a person. A feast of `national` is another after a country's `adjective` or name,
    unless that is one of `own_country`.
    What stands alone between `quotes`, before one of `stops` or not, is a name. A half in a sentence with a word of `play` and none of `business`
    is one of a game.
    """

    before_number: frozenset[str]
    after_number: frozenset[str]
    plural: re.Pattern[str]
    amounts: frozenset[str]
    no_amounts: frozenset[str]
    ends_clause: frozenset[str]
    no_start: frozenset[str]
    joins: frozenset[str]
    before_amount: frozenset[str]
    counted: frozenset[str]
    streets: frozenset[str]
    titles: frozenset[str]
    national: frozenset[str]
    own_country: frozenset[str]
    adjective: re.Pattern[str]
    quotes: frozenset[str]
    stops: frozenset[str]
    play: frozenset[str]
    business: frozenset[str]
    rates: frozenset[str]
    of_persons: frozenset[str]
    of_years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """All that the library knows of one language."""

    code: str
    grammar: Grammar
    sentence_marks: SentenceMarks
    cues: Cues
    company: Company
    lexicon: dict[str, Any]


def codes() -> tuple[str, ...]:
    """The languages there are."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/lexicon.toml")))


@cache
def load(code: str) -> Language:
    """The language of that folder. Reads and compiles it once. Raises NotReadable where there is none."""
    if code not in codes():
        raise NotReadable(f"No language {code!r}; there are {', '.join(codes())}.")
    lexicon = tomllib.loads((FOLDER / code / "lexicon.toml").read_text("utf-8"))
    rules = import_module(f"{__name__}.{code}.rules").RULES
    grammar = compile_grammar(
        _entries(lexicon),
        [Shape(kind, re.compile(text, re.IGNORECASE)) for kind, text in lexicon.get("shapes", {}).items()],
        rules,
        trigger_kinds=frozenset(lexicon["triggers"]),
        suffixes=tuple(lexicon.get("suffixes", ())),
        shape_words=frozenset(lexicon.get("shape_words", ())),
    )
    marks, cues = lexicon["sentences"], lexicon["cues"]
    return Language(
        code,
        grammar,
        SentenceMarks(
            frozenset(marks["abbreviations"]),
            frozenset(marks["boilerplate"]),
            re.compile(marks["caption"]),
            _after_clock(lexicon),
            tuple(name for name in lexicon["words"].get("localtime", {}) if " " in name),
            bool(marks.get("number_dots")),
        ),
        _read(
            Cues,
            {"articles": cues.get("no_verb", ()), "adverb": ".*"}
            | cues
            | {"names": lexicon["words"].get("shymonth", {}), "loose": (*cues["report"], *cues.get("loose", ()))},
        ),
        _read(Company, {"ends_clause": (".", ",", ";")} | lexicon["company"]),
        lexicon,
    )


def _read[T: (Cues, Company)](kind: type[T], written: Mapping[str, Any]) -> T:
    """A section of the lexicon, by the type of each field a set, a row or a pattern of words; one that is not written fits nothing."""
    makes: dict[Any, Callable[[Any], Any]] = {frozenset[str]: frozenset, tuple[str, ...]: tuple}
    found: dict[str, Any] = {
        field.name: makes[field.type](written.get(field.name, ()))
        if field.type in makes
        else re.compile(written.get(field.name, NOTHING))
        for field in fields(kind)
    }
    return kind(**found)


def _after_clock(lexicon: dict[str, Any]) -> frozenset[str]:
    """Words that go on after "10 p.m.", though they begin with a capital: days, months and zones."""
    kinds = ("weekday", "shyweekday", "month", "shymonth", "zone", "today")
    return frozenset(word.split()[0] for kind in kinds for word in lexicon["words"].get(kind, {}))


def _entries(lexicon: dict[str, Any]) -> dict[str, list[Entry]]:
    capital = frozenset(lexicon.get("capital", ()))
    found: dict[str, list[Entry]] = {}
    for kind, phrases in lexicon["words"].items():
        for phrase, value in phrases.items():
            first, *rest = tokenise(phrase).words
            found.setdefault(first, []).append(Entry(tuple(rest), kind, value, phrase in capital))
    return found
