"""One row into one record, cell by cell."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.imports.columns import NAMES
from events.imports.records import Record, Refused, Where, Who
from events.imports.rows import record_of


def record(**cells: Any) -> Record:
    return record_of({"title": "Talks open in Geneva", "date": "2024-03-01"} | cells)


def test_a_title_and_a_date_are_enough() -> None:
    assert record() == Record(
        title="Talks open in Geneva", edtf="2024-03-01", type="other", status="occurred", importance=200
    )


def test_every_cell_finds_its_field() -> None:
    found = record(
        type="meeting", status="scheduled", importance="4", summary=" What is planned. ", country="Switzerland",
        lat="46.2", lon="6.15", place="Geneva", actors="France; Someone", tags="talks, trade; gas", source_url="https://www.example.org/a",
        published="2024-02-01", known_from="2024-01-31",
    )  # fmt: skip
    assert found.importance == 800
    assert (found.country, found.latitude, found.longitude) == ("CH", 46.2, 6.15)
    assert found.place == Where("Geneva", "CH")
    assert found.actors == (Who("France", "state", "FR", "FR"), Who("Someone"))
    assert found.tags == ("talks", "trade", "gas")
    assert (found.published_on, found.known_from) == (date(2024, 2, 1), date(2024, 1, 31))
    assert (found.type, found.status, found.summary) == ("meeting", "scheduled", "What is planned.")


@pytest.mark.parametrize(("cells", "kind", "tags"), [
    ({"type": "meeting"}, "meeting", ()),
    ({"type": "Weapons test"}, "weapons_test", ()),
    ({"category": "weapons_test"}, "weapons_test", ()),
    ({"category": "Sanctions"}, "sanction", ()),
    ({"category": "disaster"}, "other", ("disaster",)),
    ({"type": "conflict", "category": "attack"}, "attack", ("conflict",)),
    ({"type": "attack", "category": "conflict"}, "attack", ("conflict",)),
    ({"type": "attack", "category": "protest"}, "attack", ("protest",)),
    ({"category": "disaster", "tags": "flood, disaster"}, "other", ("flood", "disaster")),
])  # fmt: skip
def test_a_category_that_is_no_type_becomes_a_tag(cells: dict[str, str], kind: str, tags: tuple[str, ...]) -> None:
    found = record(**cells)
    assert (found.type, found.tags) == (kind, tags)


@pytest.mark.parametrize(
    ("given", "stored"), [("1", 200), (5, 1000), ("3", 600), (0, 0), ("6", 6), ("1000", 1000), (4.0, 800)]
)
def test_importance_of_1_to_5_is_in_steps_of_200(given: Any, stored: int) -> None:
    assert record(importance=given).importance == stored


def test_lists_and_objects_of_json_are_read() -> None:
    found = record(
        actors=[{"name": "NATO"}, "Ukraine", {"other": 1}, "NATO"],
        place={"name": "Paris", "country": "FR"},
        tags=["a", " b ", ""],
    )
    assert [actor.name for actor in found.actors] == ["NATO", "Ukraine"]
    assert found.place == Where("Paris", "FR")
    assert found.tags == ("a", "b")


@pytest.mark.parametrize(("cells", "says"), [
    ({"title": "  "}, "title is missing"),
    ({"title": "x" * 301}, "longer than 300"),
    ({"title": "a\x00b"}, "NUL"),
    ({"title": "a\ud800b"}, "half a character"),
    ({"date": "soon"}, "no date"),
    ({"status": "maybe"}, "no status: write occurred, ongoing"),
    ({"importance": "1001"}, "no importance"),
    ({"importance": "-1"}, "no importance"),
    ({"importance": "high"}, "no importance"),
    ({"country": "Atlantis"}, "no country known here"),
    ({"lat": "46.2"}, "no point"),
    ({"lat": "north", "lon": "6"}, "no point"),
    ({"lat": "91", "lon": "6"}, "not on Earth"),
    ({"lat": "nan", "lon": "6"}, "not on Earth"),
    ({"lat": "46", "lon": "-181"}, "not on Earth"),
    ({"source_url": "ftp://example.org"}, "no address"),
    ({"source_url": "javascript:alert(1)"}, "no address"),
    ({"source_url": "https:///path"}, "no address"),
    ({"source_url": "The Times"}, "no address"),
    ({"source_url": "https://example.org/" + "a" * 1000}, "longer than 1000"),
    ({"published": "2024-13-01"}, "no day"),
    ({"published": "2024"}, "no day"),
    ({"known_from": "yesterday"}, "no day"),
    ({"place": "x" * 201}, "longer than 200"),
    ({"tags": "x" * 81}, "longer than 80"),
    ({"actors": ";".join(map(str, range(300)))}, "300 names"),
])  # fmt: skip
def test_it_refuses_with_a_reason(cells: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        record(**cells)


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["name", "country", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(list(NAMES)), ANYTHING))
def test_whatever_stands_in_the_cells_it_is_a_record_or_refused(cells: dict[str, Any]) -> None:
    with suppress(Refused):
        assert record_of({"title": "A", "date": "1991"} | cells).title


def test_a_coded_row_that_says_nothing_is_refused_for_its_title() -> None:
    with pytest.raises(Refused, match="title is missing"):
        record_of({"title": None, "date": "1991", "actor1": [None]})
