"""The gold holds together: offsets, dates, words of the vocabulary, groups; and scored against itself it is perfect."""

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from events.edtf import MINUTES_PER_DAY, WEEKDAYS, bounds_of, day_minutes, parse
from events.vocabulary import STATUSES, TYPES
from tests.gold.categories import CATEGORIES, category
from tests.gold.reading import FRESH, OWN, SPLITS, GoldArticle, GoldEvent, articles
from tests.gold.scoring import Prediction, score_events, score_timexes

GOLD = articles()
ARTICLES = [pytest.param(article, id=name) for name, article in GOLD.items()]

_POINT = (
    r"\d{4}-\d\d-\d\d(?:T(?:\d\d(?::\d\d)?|MO|MI|AF|EV|NI|DT))?|\d{4}-\d\d|\d{4}|\d{3}|\d\d"
    r"|\d{4}-W\d\d(?:-WE)?|\d{4}-Q[1-4]|\d{4}-H[12]|\d{4}-(?:SP|SU|FA|WI)"
)
_LENGTH = r"P(?:(?:\d+|X)[YMWD])+|PT(?:(?:\d+|X)[HMS])+|P\d+Y\d+M\d+D"
VALUES = {
    "DATE": rf"{_POINT}|(?:PRESENT|PAST|FUTURE)_REF",
    "TIME": r"\d{4}-\d\d-\d\dT(?:\d\d(?::\d\d)?|MO|MI|AF|EV|NI|DT)",
    "DURATION": _LENGTH,
    "SET": rf"{_LENGTH}|XXXX-WXX-[1-7]|XXXX-(?:SP|SU|FA|WI)|XXXX-\d\d",
}
MODS = {
    "",
    "START",
    "MID",
    "END",
    "APPROX",
    "BEFORE",
    "AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
}


def told(event: GoldEvent) -> Prediction:
    """The prediction of one who knows the gold."""
    keys = ("quote", "date_text", "date_start", "edtf", "status", "type", "place")
    return {key: getattr(event, key) for key in keys}


def test_there_are_enough_texts_and_half_of_them_are_kept_unread() -> None:
    for splits in (OWN, FRESH):
        sizes = [len(articles(split)) for split in splits]
        assert sizes[0] == sizes[1]
    assert len(articles(*OWN)) >= 36
    assert len(articles(*FRESH)) >= 48


@pytest.mark.parametrize("article", articles(*FRESH).values(), ids=lambda article: article.article_id)
def test_the_number_of_a_fresh_text_tells_its_split(article: GoldArticle) -> None:
    number = re.match(r"f(\d\d)-", article.article_id)
    assert number
    assert article.split == FRESH[(int(number[1]) + 1) % 2]


def test_every_weekday_is_a_day_of_publication() -> None:
    assert {article.published.weekday() for article in GOLD.values()} == set(range(7))


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_is_told_several_times_in_each_split(kind: str) -> None:
    for split in SPLITS:
        events = [e for a in articles(split).values() for e in a.events if kind in e.type_accept]
        assert len(events) >= 3, split


@pytest.mark.parametrize("article", ARTICLES)
def test_the_text_is_short_news(article: GoldArticle) -> None:
    assert 110 <= len(article.text.split()) <= 350
    assert article.text == article.text.strip()


@pytest.mark.parametrize("article", ARTICLES)
def test_quotes_and_phrases_stand_where_their_offsets_say(article: GoldArticle) -> None:
    for event in article.events:
        assert article.text.startswith(event.quote, event.quote_start), event.id
        assert article.text.startswith(event.date_text, event.date_start), event.id
        assert event.quote_start <= event.date_start, event.id
        assert event.date_end <= event.quote_start + len(event.quote), event.id
    for mark in article.non_events:
        assert article.text.startswith(mark.text, mark.start), mark.text
    for timex in article.timexes:
        assert article.text[timex.start : timex.end] == timex.text, timex


@pytest.mark.parametrize("article", ARTICLES)
def test_every_accepted_date_is_edtf_and_the_preferred_one_is_accepted(article: GoldArticle) -> None:
    for event in article.events:
        assert event.edtf == event.edtf_accept[0], event.id
        assert len(set(event.edtf_accept)) == len(event.edtf_accept), event.id
        for edtf in event.edtf_accept:
            parse(edtf)


@pytest.mark.parametrize("article", ARTICLES)
def test_statuses_and_types_are_words_of_the_vocabulary(article: GoldArticle) -> None:
    for event in article.events:
        assert set(event.status_accept) <= set(STATUSES), event.id
        assert set(event.type_accept) <= set(TYPES), event.id
        assert event.status == event.status_accept[0], event.id
        assert event.type == event.type_accept[0], event.id


@pytest.mark.parametrize("article", ARTICLES)
def test_places_are_named_in_the_text_and_countries_are_codes(article: GoldArticle) -> None:
    for event in article.events:
        assert event.title, event.id
        assert event.place is None or event.place in article.text, event.id
        assert event.country is None or re.fullmatch(r"[A-Z]{2}", event.country), event.id


@pytest.mark.parametrize("article", ARTICLES)
def test_values_of_expressions_are_those_of_timex3(article: GoldArticle) -> None:
    for timex in article.timexes:
        assert re.fullmatch(VALUES[timex.type], timex.value), timex
        assert timex.mod in MODS, timex


@pytest.mark.parametrize("article", ARTICLES)
def test_expressions_do_not_overlap(article: GoldArticle) -> None:
    assert all(one.end <= other.start for one, other in pairwise(article.timexes))


@pytest.mark.parametrize("article", ARTICLES)
def test_expressions_and_mentions_stand_in_the_order_of_the_text(article: GoldArticle) -> None:
    assert [t.start for t in article.timexes] == sorted(t.start for t in article.timexes)
    assert [e.quote_start for e in article.events] == sorted(e.quote_start for e in article.events)


@pytest.mark.parametrize("article", ARTICLES)
def test_what_occurred_began_by_publication_and_what_is_scheduled_was_not_over(article: GoldArticle) -> None:
    begins = day_minutes(article.published.year, article.published.month, article.published.day)
    for event in article.events:
        bounds = bounds_of(event.edtf)
        if set(event.status_accept) <= {"occurred", "ongoing"}:
            assert bounds.earliest_start is None or bounds.earliest_start < begins + MINUTES_PER_DAY, event
        if set(event.status_accept) <= {"scheduled", "expected", "possible"}:
            assert bounds.latest_end is None or bounds.latest_end >= begins, event


@pytest.mark.parametrize("article", ARTICLES)
def test_a_day_named_by_its_weekday_falls_on_it(article: GoldArticle) -> None:
    for timex in article.timexes:
        named = [i for i, name in enumerate(WEEKDAYS) if name.lower() in timex.text.lower()]
        day = re.match(r"\d{4}-\d\d-\d\d", timex.value)
        if named and day:
            assert date.fromisoformat(day[0]).weekday() in named, timex


@pytest.mark.parametrize("article", ARTICLES)
def test_nothing_is_both_an_event_and_none(article: GoldArticle) -> None:
    for mark in article.non_events:
        assert not any(mark.start < e.date_end and e.date_start < mark.end for e in article.events), mark


@pytest.mark.parametrize("article", ARTICLES)
def test_mentions_of_one_happening_are_not_contradictory(article: GoldArticle) -> None:
    groups: defaultdict[str, list[GoldEvent]] = defaultdict(list)
    for event in article.events:
        groups[event.group].append(event)
    assert len({event.id for event in article.events}) == len(article.events)
    for name, mentions in groups.items():
        kinds = set.intersection(*(set(event.type_accept) for event in mentions))
        assert kinds, name


def test_the_gold_scored_against_itself_is_perfect() -> None:
    score = score_events({name: [told(e) for e in a.events] for name, a in GOLD.items()}, GOLD)
    assert score.precision == score.recall("date", "status", "type") == 1.0
    assert all(score.accuracy(name) == 1.0 for name in ("date", "status", "type", "place"))
    timexes = score_timexes({name: a.timexes for name, a in GOLD.items()}, GOLD)
    assert timexes.date_f1 == 1.0
    assert all(timexes.f1(name) == 1.0 for name in ("both", "strict", "type", "value"))


def test_nothing_found_scores_nothing() -> None:
    assert score_events({}, GOLD).recall() == 0.0
    assert score_timexes({}, GOLD).f1("both") == 0.0


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("on Monday", "weekday"),
        ("Monday night", "weekday with part of day"),
        ("as early as Tuesday", "as early as, from"),
        ("by 3 May", "by, until, before"),
        ("in the coming days", "in the coming, within"),
        ("three weeks ago", "ago, from now"),
        ("two days later", "counted from an event"),
        ("from 3 to 5 May", "from … to, between … and"),
        ("since 2011", "since"),
        ("on the 12th", "ordinal of a month"),
        ("last month", "last, this, next X"),
        ("on June 4, 2011", "day with year"),
        ("in the 1970s", "decade, century"),
        ("in June", "month without year"),
        ("recently", "vague or bound to the story"),
    ],
)
def test_a_phrase_has_the_category_a_reader_would_give_it(phrase: str, name: str) -> None:
    assert category(phrase) == name
    assert name in CATEGORIES
