"""Records into rows: what is written, that it is what the acts of review would write, and that it is whole or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection

from events.imports import load as loading
from events.imports.load import AlreadyLoaded, NothingToLoad, load
from events.imports.records import Record, Where, Who
from events.models import Actor, Article, Decision, Event, Mention, Place, Publisher, Reading, Tag
from events.models.rights import NotAllowed
from events.review.readings import refresh_readings
from events.timeline.query import count_of
from events.timeline.window import Window
from tests.factories import make_actor, make_event, make_place

FULL = Record(
    title="Talks open in Geneva", edtf="2024-03-01/2024-03-04", type="meeting", status="occurred", importance=600,
    summary="Short.", latitude=46.2, longitude=6.15, place=Where("Geneva", "CH", 46.2, 6.14, "city"), tags=("talks", "trade"),
    actors=(Who("France", "state", "FR", "FR"), Who("Someone")),
    source_url="https://www.example.org/a", published_on=date(2024, 3, 5),
)  # fmt: skip
BARE = Record(title="A year", edtf="1991")


def run(ada: User, *records: Record, **options: Any) -> loading.Loaded:
    return load(iter(records), editor=ada, **({"publish": True, "facts": {"file": "a.csv"}} | options))


def test_a_record_becomes_an_event_with_all_its_names(ada: User) -> None:
    run(ada, FULL, BARE)
    event = Event.objects.get(title="Talks open in Geneva")
    assert (event.edtf, event.type, event.importance, event.summary) == (
        "2024-03-01/2024-03-04",
        "meeting",
        600,
        "Short.",
    )
    assert (event.country, event.latitude, event.longitude, event.state) == ("CH", 46.2, 6.15, "published")
    assert event.place == Place.objects.get(name="Geneva", country="CH", latitude=46.2, exact="city")
    assert {(a.name, a.kind, a.code) for a in event.actors.all()} == {
        ("France", "state", "FR"),
        ("Someone", "group", ""),
    }
    assert {tag.name for tag in event.tags.all()} == {"talks", "trade"}
    assert event.earliest_start is not None
    assert event.latest_end == event.earliest_start + 4 * 24 * 60 - 1


def test_its_source_is_an_article_without_text_by_the_host(ada: User) -> None:
    run(ada, FULL)
    mention = Mention.objects.get()
    assert (mention.quote, mention.quote_start, mention.edtf, mention.place_name) == ("", None, FULL.edtf, "Geneva")
    assert (mention.article.url, mention.article.text, mention.article.published_on) == (
        FULL.source_url,
        "",
        date(2024, 3, 5),
    )
    assert mention.article.publisher.name == "example.org"


def test_two_events_of_one_source_share_its_article(ada: User) -> None:
    run(ada, FULL, Record(title="B", edtf="2024", source_url=FULL.source_url))
    run(ada, Record(title="C", edtf="2024", source_url=FULL.source_url))
    assert Article.objects.count() == Publisher.objects.count() == 1
    assert Mention.objects.count() == 3


def test_names_that_are_here_already_are_used(ada: User) -> None:
    france = make_actor("République française", kind="state", code="FR")
    someone = make_actor("Someone", kind="person")
    geneva = make_place()
    Tag.objects.create(name="trade")
    run(ada, FULL)
    event = Event.objects.get()
    assert set(event.actors.all()) == {france, someone}
    assert event.place == geneva
    assert Actor.objects.count() == Tag.objects.count() == 2


def test_an_actor_named_twice_is_linked_once(ada: User) -> None:
    make_actor("France", kind="state", code="FR")
    run(ada, Record(title="A", edtf="2024", actors=(Who("France", "state", "FR"), Who("France"), Who("France"))))
    assert Event.objects.get().actors.count() == 1


KNOWN = [
    (Record(title="A", edtf="2024-03-01", known_from=date(2024, 2, 1)), date(2024, 2, 1), False),
    (FULL, date(2024, 3, 5), False),
    (BARE, date(1991, 12, 31), True),
    (Record(title="A", edtf="2024-03-01/.."), date(2024, 3, 1), True),
    (Record(title="A", edtf="../2024-03-01"), date(2024, 3, 1), True),
    (Record(title="A", edtf="2024-03-01", source_url="https://example.org/x"), date(2024, 3, 1), True),
    (replace(FULL, known_from=date(2024, 2, 1)), date(2024, 2, 1), False),
]


@pytest.mark.parametrize(("record", "day", "assumed"), KNOWN)
def test_a_reading_says_since_when_it_is_known(ada: User, record: Record, day: date, assumed: bool) -> None:
    run(ada, record)
    reading = Reading.objects.get()
    assert (reading.known_from, reading.known_assumed) == ((day - date(1970, 1, 1)).days, assumed)
    assert (reading.known_until, reading.shown_from, reading.shown_until) == (None, 1, None)


@pytest.mark.parametrize("record", [record for record, _, _ in KNOWN])
def test_the_readings_are_those_that_an_act_would_write(ada: User, record: Record) -> None:
    run(ada, record)
    before = Reading.objects.get()
    refresh_readings(Event.objects.get(), rev=2)
    assert Reading.objects.get() == before
    assert Reading.objects.get().shown_until is None


def test_drafts_are_shown_nowhere_and_have_no_readings(ada: User) -> None:
    run(ada, FULL, publish=False)
    assert Event.objects.get().state == "draft"
    assert not Event.objects.published().exists()
    assert not Reading.objects.exists()


def test_an_import_is_one_decision_of_its_editor(ada: User) -> None:
    loaded = run(ada, FULL, BARE)
    decision = Decision.objects.get()
    assert decision == loaded.decision
    assert (decision.act, decision.editor, decision.number) == ("import", ada, 1)
    kept = {"count": 2, "sha256": loaded.sha256, "state": "published", "first": 1, "last": 2, "file": "a.csv"}
    first, last = Event.objects.order_by("pk").values_list("pk", flat=True)
    assert decision.after == kept | {"first": first, "last": last}
    assert decision.digest == decision.compute_digest("")


def test_the_same_records_come_in_once_unless_told(ada: User) -> None:
    run(ada, FULL, BARE)
    with pytest.raises(AlreadyLoaded, match=r"imported on .* by ada \(2 events, decision 1\)"):
        run(ada, FULL, BARE)
    assert Event.objects.count() == 2
    run(ada, FULL, BARE, again=True)
    assert Event.objects.count() == 4
    run(ada, BARE, FULL)
    assert Event.objects.count() == 6


def test_nothing_is_written_where_the_rows_break_off(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "CHUNK", 2)

    def broken() -> Iterator[Record]:
        yield from (FULL, BARE, Record(title="Third", edtf="2024"))
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        load(broken(), editor=ada, publish=True, facts={})
    for model in (Event, Article, Mention, Reading, Actor, Place, Tag, Publisher, Decision):
        assert not model.objects.exists()


def test_chunks_are_written_one_by_one(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "CHUNK", 3)
    told: list[int] = []
    records = [
        Record(title=f"Event {n}", edtf=f"{1900 + n}", tags=(f"t{n % 2}",), source_url=f"https://a.example/{n % 4}")
        for n in range(8)
    ]
    loaded = load(records, editor=ada, publish=True, facts={}, progress=told.append)
    assert told == [3, 6, 8]
    assert loaded.count == Event.objects.count() == Reading.objects.count() == Mention.objects.count() == 8
    assert Article.objects.count() == 4
    assert Tag.objects.get(name="t1").events.count() == 4


def test_many_rows_of_many_statements_are_all_there(ada: User) -> None:
    records = [Record(title=f"Event {n}", edtf=f"{1000 + n}") for n in range(1234)]
    load(records, editor=ada, publish=True, facts={})
    assert set(Event.objects.values_list("title", "edtf")) == {(r.title, r.edtf) for r in records}
    assert set(Reading.objects.values_list("event__title", "edtf")) == {(r.title, r.edtf) for r in records}


def test_what_an_act_writes_later_gets_numbers_of_its_own(ada: User) -> None:
    run(ada, FULL)
    later = Event(title="Later", type="other", status="occurred")
    later.set_date("2025")
    later.save()
    run(ada, BARE)
    assert Event.objects.count() == 3


def test_statistics_are_refreshed_after_many(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "ANALYZE_FROM", 2)
    run(ada, FULL, BARE)
    assert Event.objects.count() == 2


def test_it_refuses_those_who_may_not(ruth: User) -> None:
    for person in (ruth, AnonymousUser()):
        with pytest.raises(NotAllowed):
            load([BARE], editor=person, publish=True, facts={})


def test_nothing_makes_no_decision(ada: User) -> None:
    with pytest.raises(NothingToLoad):
        run(ada)
    assert not Decision.objects.exists()


def searched(text: str) -> int:
    """How many events the timeline finds for some words."""
    return count_of(Window(q=text), at=29_000_000)


def test_the_words_of_what_was_loaded_are_found_and_of_what_comes_later(ada: User) -> None:
    make_event(title="Parley before")
    run(ada, FULL, replace(BARE, title="Élysée parley, 2nd round", summary="Über-summit at N°5"))
    make_event(title="Parley after")
    assert [searched(text) for text in ("talks", "elysee", "parley", "uber", "“2nd round”", "absent")] == [
        1,
        1,
        3,
        1,
        1,
        0,
    ]
    event = Event.objects.get(title="Talks open in Geneva")
    Event.objects.filter(pk=event.pk).update(title="Something else")
    assert not Event.objects.titled("talks open").exists()
    assert Event.objects.titled("something else").exists()


def test_a_load_that_breaks_off_leaves_full_text_as_it_was(ada: User) -> None:
    def breaking() -> Iterator[Record]:
        yield FULL
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="disk"):
        load(breaking(), editor=ada, publish=True, facts={})
    make_event(title="Parley after")
    assert (searched("parley"), searched("talks")) == (1, 0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a parameter of PostgreSQL")
def test_references_are_looked_at_again_after_a_load(ada: User) -> None:
    run(ada, FULL)
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a function of PostgreSQL")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Talks",
        "A-b_c (d) 9,5% of §7",
        "İstanbul’s Élysée—N°5",
        "\t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\x7f",
        "日本 ½ x²",
    ],
)
def test_words_are_taken_apart_as_the_first_function_did(ada: User, text: str) -> None:
    first = import_module("events.migrations.0003_search").POSTGRES_FUNCTION.replace("events_words", "first_words")
    with connection.cursor() as cursor:
        cursor.execute(first)
        cursor.execute("SELECT first_words(%s) = events_words(%s)", [text, text])
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize(
    ("there", "new", "told"), [(0, 500, True), (0, 499, False), (6_000, 500, False), (4_000, 500, True)]
)
def test_the_planner_is_told_of_imports_that_change_how_full_tables_are(
    ada: User, monkeypatch: pytest.MonkeyPatch, there: int, new: int, told: bool
) -> None:
    seen: list[bool] = []
    if there:
        run(ada, *(Record(title=f"There {n}", edtf="1991") for n in range(there)))
    monkeypatch.setattr(loading, "refresh_statistics", lambda: seen.append(True))
    run(ada, *(Record(title=f"New {n}", edtf="1991") for n in range(new)))
    assert seen == [True] * told
