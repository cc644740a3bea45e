"""Which column is which field."""

import pytest

from events.imports.columns import overrides, plan
from events.imports.records import Refused


def test_it_knows_columns_by_their_names_however_written() -> None:
    found = plan(["Title", "Start Date", "END-DATE", "Latitude", " lng ", "Category"], {}).fields
    assert found == {
        "title": "Title",
        "start": "Start Date",
        "end": "END-DATE",
        "lat": "Latitude",
        "lon": " lng ",
        "category": "Category",
    }


def test_the_likeliest_name_wins_and_the_other_is_told_as_unused() -> None:
    found = plan(["name", "title", "date"], {})
    assert found.fields["title"] == "title"
    assert found.unused == ("name",)


def test_what_was_said_wins_over_the_names() -> None:
    found = plan(["title", "what", "when"], overrides(["what=title"]))
    assert found.fields["title"] == "what"
    assert found.fields["date"] == "when"


def test_a_column_can_be_left_out() -> None:
    assert "country" not in plan(["title", "date", "country"], overrides(["country="])).fields


def test_a_column_with_an_equals_sign_can_be_said() -> None:
    assert overrides(["a=b=title"]) == {"a=b": "title"}


@pytest.mark.parametrize("pair", ["title", "=title", "what=headlines", ""])
def test_it_refuses_what_is_no_pair_and_lists_the_fields(pair: str) -> None:
    with pytest.raises(Refused, match=r"The fields are: title, edtf, start"):
        overrides([pair])


def test_it_asks_for_a_title_and_a_date_and_tells_the_columns() -> None:
    with pytest.raises(Refused, match=r"holds the title: say which does.*was, geschah"):
        plan(["was", "geschah", "date"], {}).check()
    with pytest.raises(Refused, match=r"holds the date \(date, start, edtf or year\): say which does"):
        plan(["title", "wann"], {}).check()
