"""How much two texts are the same words, by properties and on texts changed as desks change them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.intake.likeness import BANDS, FEWEST, same_words, sketch, tokens

WORDS = [f"word{number}" for number in range(3000)]
texts = st.lists(st.sampled_from(WORDS), min_size=FEWEST, max_size=200).map(" ".join)
any_text = st.one_of(texts, st.text(max_size=300))


def made(seed: int, length: int = 500) -> list[str]:
    """Words of a text that no other seed has, drawn as words are: few of them often."""
    chance = random.Random(seed)
    return [WORDS[int(len(WORDS) * chance.random() ** 3)] for _ in range(length)]


def edited(words: list[str], every: int, seed: int = 0) -> str:
    """The text with about one word in so many replaced."""
    chance = random.Random(seed)
    return " ".join("other" if chance.randrange(every) == 0 else word for word in words)


@given(any_text)
def test_a_text_is_all_of_itself_or_too_short_to_say(text: str) -> None:
    assert same_words(text, text) == (100 if len(tokens(text)) >= FEWEST else 0)


@given(any_text, any_text)
def test_likeness_goes_both_ways_and_is_a_percentage(one: str, other: str) -> None:
    percent = same_words(one, other)
    assert percent == same_words(other, one)
    assert 0 <= percent <= 100


@given(texts, texts)
def test_a_text_within_another_is_wholly_the_same_words(inner: str, outer: str) -> None:
    assert same_words(inner, f"{outer} {inner}") == 100


@given(texts)
def test_case_and_signs_change_nothing(text: str) -> None:
    changed = f"“{text.upper().replace(' ', ', ')}!”"
    assert sketch(changed) == sketch(text)
    assert same_words(text, changed) == 100


@given(any_text)
def test_a_sketch_is_numbers_that_a_column_holds(text: str) -> None:
    numbers = sketch(text)
    assert len(numbers) == (BANDS if len(tokens(text)) >= FEWEST else 0)
    assert all(0 <= number < 2**63 for number in numbers)


def test_a_sketch_is_the_same_for_ever() -> None:
    assert sketch(" ".join(WORDS[:50]))[:2] == STORED


STORED = (8469038915979405485, 2312435577215951040)


@pytest.mark.parametrize(
    ("every", "least", "most"),
    [(1000, 95, 100), (50, 85, 100), (20, 60, 97), (5, 20, 60), (2, 0, 20)],
)
def test_the_more_is_changed_the_less_is_the_same(every: int, least: int, most: int) -> None:
    words = made(1)
    assert least <= same_words(" ".join(words), edited(words, every)) <= most


def test_texts_of_the_same_few_words_are_not_the_same() -> None:
    assert same_words(" ".join(made(1)), " ".join(made(2))) < 10
    assert not set(sketch(" ".join(made(1)))) & set(sketch(" ".join(made(2))))


def test_what_tells_half_the_same_is_found_by_its_sketch() -> None:
    found = alike = 0
    for seed in range(60):
        words = made(seed)
        other = edited(words[: 300 + seed * 3], every=12, seed=seed)
        if same_words(" ".join(words), other) >= 60:
            alike += 1
            found += bool(set(sketch(" ".join(words))) & set(sketch(other)))
    assert alike >= 40
    assert found / alike >= 0.9


def test_a_long_text_is_measured_too() -> None:
    words = made(3, 20_000)
    assert same_words(" ".join(words), edited(words, 100)) > 85
