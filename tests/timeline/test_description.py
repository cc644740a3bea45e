"""The sentence that says what is shown."""

import pytest

from events.edtf import day_minutes
from events.timeline.description import describe_answer
from events.timeline.values import Answer, Facet, FacetValue, Overview
from events.timeline.window import Window

AT = day_minutes(2024, 7, 1)
KIM = FacetValue("7", "North Korea", 3, active=True)


def sentence(total: int, *, low: int = 1994, high: int = 2023, **fields: object) -> str:
    window = Window(**fields)  # type: ignore[arg-type]
    ends = day_minutes(low, 1, 1), day_minutes(high + 1, 1, 1) - 1
    facets = (Facet("actor", (KIM,)),)
    return str(describe_answer(Answer(window, 1, AT, *ends, total, (), (), facets, Overview(*ends, (), ()))))


@pytest.mark.parametrize(
    ("said", "total", "fields"),
    [
        ("No events, as known today", 0, {}),
        ("5 events, 2023, as known today", 5, {"low": 2023}),
        ("7 events, 1994 to 2030, as known today", 7, {"high": 2030}),
        ("1 event, 1994 to now, as known today", 1, {"high": 2024}),
        (
            "1,204 meetings and visits with North Korea, 1994 to now, as known today",
            1204,
            {"type": ("meeting", "visit"), "actor": ("7",), "high": 2024},
        ),
        ("1 visit, 1994 to 2023, as known today", 1, {"type": ("visit",)}),
        ("5 events of 4 types, 1994 to 2023, as known today", 5, {"type": ("attack", "election", "legal", "visit")}),
        ("2 disputed denied events, 1994 to 2023, as known today", 2, {"disputed": True, "status": ("denied",)}),
        (
            "9 scheduled or possible visits, 1994 to 2023, as known today",
            9,
            {"type": ("visit",), "status": ("possible", "scheduled")[::-1]},
        ),
        ("3 events without a recorded outcome, 1994 to 2023, as known today", 3, {"status": ("unrecorded",)}),
        (
            "2 events matching “grain”, certainly 1994 to 2023, as known today",
            2,
            {"q": "grain", "certainty": "certain"},
        ),
        ("2 events, 1994 to 2023, as known on 5 May 2020, as shown after decision 12", 2, {"asof": 18387, "rev": 12}),
    ],
)
def test_it_says_what_is_shown(said: str, total: int, fields: dict[str, object]) -> None:
    span = {name: fields.pop(name) for name in ("low", "high") if name in fields}
    assert sentence(total, **span, **fields) == said  # type: ignore[arg-type]
