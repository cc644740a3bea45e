"""The synthetic load: the same for the same seed, and in the proportions that it claims."""

from collections import Counter
from datetime import date

from events.edtf import grain_of, parse
from events.imports.records import ADDRESS, Record
from events.imports.synthetic import LEADING, TITLES, TYPES, UNTIL, synthesize
from events.vocabulary import AHEAD, STATUSES
from events.vocabulary import TYPES as KNOWN


def sample(count: int = 4000, seed: int = 7) -> list[Record]:
    return list(synthesize(count, seed=seed))


def test_the_same_seed_gives_the_same_events_and_another_others() -> None:
    assert sample(50) == sample(200)[:50]
    assert sample(50) != sample(50, seed=8)


def test_grains_are_in_their_proportions() -> None:
    grains = Counter(grain_of(record.edtf) for record in sample())
    shares = {grain: count / 4000 for grain, count in grains.items()}
    assert 0.86 < shares["day"] < 0.90
    assert 0.05 < shares["month"] < 0.09
    assert 0.02 < shares["year"] < 0.06
    assert 0 < shares["decade"] < 0.025


def test_some_last_and_some_of_these_are_open() -> None:
    ranges = [record.edtf for record in sample() if "/" in record.edtf]
    assert 0.05 < len(ranges) / 4000 < 0.11
    assert 0.2 < sum(edtf.endswith("..") for edtf in ranges) / len(ranges) < 0.7


def test_most_are_recent_and_a_few_lead_the_news() -> None:
    records = sample()
    recent = sum(record.edtf[:4] >= "2016" for record in records)
    assert 0.45 < recent / 4000 < 0.7
    actors = Counter(actor.code for record in records for actor in record.actors)
    assert [code for code, _ in actors.most_common(3)] == ["US", "RU", "CN"]
    assert len(actors) > 100
    assert set(LEADING) <= set(actors)


def test_every_one_can_be_read_and_says_that_it_is_made_up() -> None:
    for record in sample(1000):
        parse(record.edtf)
        found = ADDRESS.fullmatch(record.source_url)
        assert found is not None
        assert found["host"].endswith(".example")
        assert record.type in KNOWN
        assert record.status in STATUSES
        assert len(record.title) <= 300
        assert 0 <= record.importance <= 1000
        assert record.published_on is not None
        assert record.published_on <= UNTIL
        assert len({actor.name for actor in record.actors}) == len(record.actors)


def test_what_lies_ahead_is_after_the_last_day_and_all_else_before() -> None:
    for record in (r for r in sample() if grain_of(r.edtf) == "day"):
        day = date.fromisoformat(record.edtf[:10])
        assert (day > UNTIL) == (record.status in AHEAD)


def test_every_type_has_titles() -> None:
    assert set(TYPES) == set(TITLES) == set(KNOWN) - {"other"}
