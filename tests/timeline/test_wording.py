"""Searches taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.timeline.wording import MOST_STOP_WORDS, MOST_TERMS, STOP_WORDS, Term, terms_of
from events.words import words_of


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("summit", [Term(("summit",))]),
        ("Kim  summit", [Term(("kim",)), Term(("summit",))]),
        ('"Kim Jong Un"', [Term(("kim", "jong", "un"), exact=True)]),
        ('"never closed', [Term(("never", "closed"), exact=True)]),
        ("sanc*", [Term(("sanc",), prefix=True)]),
        ('-visit -"state of"', [Term(("visit",), absent=True), Term(("state", "of"), absent=True, exact=True)]),
        ("US-China", [Term(("us", "china"))]),
        ("Göttingen ÉLYSÉE", [Term(("gottingen",)), Term(("elysee",))]),
        ("the visit of", [Term(("visit",))]),
        ("the the of", [Term(("the",)), Term(("of",))]),
        ("", []),
        ('!!! -- "" *', []),
    ],
)
def test_a_search_is_taken_apart(typed: str, terms: list[Term]) -> None:
    assert terms_of(typed) == terms


@pytest.mark.parametrize(
    ("word", "found", "not_found"),
    [
        ("summit", "summits", "summitry"),
        ("summits", "summit", "summing"),
        ("treaty", "treaties", "treat"),
        ("treaties", "treaty", "treat"),
        ("crash", "crashes", "crashs"),
        ("crashes", "crash", "cras"),
        ("crisis", "crisis", "crisi"),
        ("war", "war", "wars"),
    ],
)
def test_a_word_also_finds_its_plural_or_singular(word: str, found: str, not_found: str) -> None:
    forms = Term((word,)).forms()
    assert found in forms
    assert not_found not in forms


@given(st.text(max_size=300))
def test_no_search_is_refused_or_costs_more_than_it_may(typed: str) -> None:
    terms = terms_of(typed)
    assert len(terms) <= MOST_TERMS
    assert all(term.words and all(word.isalnum() for word in term.words) for term in terms)
    assert len([term for term in terms if term.words[0] in STOP_WORDS and not (term.exact or term.prefix)]) <= max(
        MOST_STOP_WORDS, len([term for term in terms if len(term.words) > 1])
    )


@given(st.text(max_size=60))
def test_words_of_words_are_the_same(text: str) -> None:
    words = words_of(text)
    assert [word for part in words for word in words_of(part)] == words
