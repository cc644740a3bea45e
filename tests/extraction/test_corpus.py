"""The examples beside each language's rules, executed: what is read, what is left alone, and a pair of both for every rule."""

import inspect
import tomllib
from datetime import date
from functools import cache
from typing import Any

import pytest

from events.extraction.engine import Chart, split_suffixes, tokenise, windows
from events.extraction.expressions import expressions_of
from events.extraction.languages import FOLDER, codes, load
from events.extraction.sentences import sentences_of
from events.extraction.values import Derivation, Document, Expression

LEAST = {"en": 250, "es": 80, "ru": 80, "ko": 30}


@cache
def corpus(code: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / code / "corpus.toml").read_text("utf-8"))


def read(code: str, text: str) -> tuple[Expression, ...]:
    document = Document(text, date.fromisoformat(corpus(code)["anchor"]), language=code)
    return expressions_of(document, sentences_of(document))


def meanings(code: str, text: str) -> str:
    return " ; ".join(found.resolution.edtf or found.resolution.value for found in read(code, text))


def rules_in(derivation: Derivation) -> set[str]:
    return {derivation.rule}.union(*(rules_in(child) for child in derivation.children))


@cache
def used(code: str) -> frozenset[str]:
    texts = [*corpus(code)["positive"], *(text for text, _ in corpus(code)["latent"].values())]
    return frozenset(rule for text in texts for found in read(code, text) for rule in rules_in(found.derivation))


def cases(table: str) -> list[Any]:
    return [
        pytest.param(code, *item, id=f"{code}-{item[0]}") for code in codes() for item in corpus(code)[table].items()
    ]


@pytest.mark.parametrize(("code", "text", "expected"), cases("positive"))
def test_it_reads(code: str, text: str, expected: str) -> None:
    assert meanings(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [pytest.param(code, text, id=f"{code}-{text}") for code in codes() for text in corpus(code)["negative"]["texts"]],
)
def test_it_leaves_alone(code: str, text: str) -> None:
    assert meanings(code, text) == ""


@pytest.mark.parametrize(("code", "word", "company"), cases("latent"))
def test_a_word_is_a_date_only_in_company(code: str, word: str, company: list[str]) -> None:
    text, expected = company
    assert meanings(code, word) == ""
    assert meanings(code, text) == expected


@pytest.mark.parametrize(("code", "rule", "text"), cases("prevented"))
def test_a_rule_prevents_a_reading(code: str, rule: str, text: str) -> None:
    grammar = load(code).grammar
    tokens = split_suffixes(grammar, tokenise(text))
    charts = [Chart(grammar, tokens, start, end) for start, end in windows(grammar, tokens)]
    prevented = {node.rule for chart in charts for node in chart.nodes(frozenset({"not"}))}
    assert rule in prevented


@pytest.mark.parametrize(("code", "rule", "text"), cases("counter"))
def test_a_rule_does_not_fire_on_its_counter_example(code: str, rule: str, text: str) -> None:
    assert all(rule not in rules_in(found.derivation) for found in read(code, text))


@pytest.mark.parametrize("code", codes())
def test_every_rule_has_an_example_and_a_counter_example(code: str) -> None:
    rules = load(code).grammar.rules
    prevented = corpus(code)["prevented"]
    without = [rule.name for rule in rules if rule.name not in (prevented if rule.gives == "not" else used(code))]
    assert without == []
    assert [rule.name for rule in rules if rule.name not in corpus(code)["counter"]] == []


@pytest.mark.parametrize("code", codes())
def test_no_example_is_of_a_rule_that_is_gone(code: str) -> None:
    names = {rule.name for rule in load(code).grammar.rules}
    assert set(corpus(code)["counter"]) | set(corpus(code)["prevented"]) <= names


@pytest.mark.parametrize("code", codes())
def test_names_of_rules_are_not_used_twice(code: str) -> None:
    names = [rule.name for rule in load(code).grammar.rules]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("code", codes())
def test_every_production_takes_what_its_patterns_name(code: str) -> None:
    for rule in load(code).grammar.rules:
        for pattern in rule.patterns:
            named = {
                part.strip("<>?").split(":")[0] for part in pattern.split() if part.startswith("<") and ":" in part
            }
            assert named <= set(inspect.signature(rule.production).parameters), rule.name


@pytest.mark.parametrize("code", codes())
def test_there_are_examples_enough(code: str) -> None:
    assert len(corpus(code)["positive"]) >= LEAST[code]


def test_the_engine_holds_no_word_of_any_language() -> None:
    source = inspect.getsource(inspect.getmodule(Chart) or Chart).lower()
    words = {
        word
        for code in codes()
        for kind in ("month", "weekday")
        for word in load(code).lexicon["words"].get(kind, {})
        if len(word) > 4
    }
    assert words
    assert [word for word in words if word in source] == []
