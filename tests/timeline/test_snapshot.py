"""The snapshot file: as quick as true, and passed over when it is neither."""

import os
import random
from pathlib import Path

import pytest
from pytest_django import Settings

from events.edtf import day_minutes
from events.models import Decision
from events.timeline import index as index_module
from events.timeline import query
from events.timeline.index import Generation, current, latest, snapshot_path, started
from events.timeline.snapshot import ALIGNED, Unusable, read
from events.timeline.window import Window
from tests.factories import make_event
from tests.timeline.conftest import make_cast, random_event

AT = day_minutes(2024, 7, 1)


@pytest.fixture
def kept(db: None, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Random events, and the file in which their index is kept, however few they are."""
    settings.VAR = tmp_path
    monkeypatch.setattr(index_module, "LEAST_KEPT", 0)
    monkeypatch.setattr(index_module, "_kept", {})
    rng, cast = random.Random(3), make_cast()
    for _ in range(30):
        random_event(rng, cast)
    current()
    return snapshot_path()


def answers() -> list[object]:
    return [query.answer(Window(lane=lane), at=AT) for lane in ("type", "actor", "country", "source", "tag")]


def restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_kept", {})


def test_a_new_worker_answers_from_the_file_as_the_old_one_did(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answers()
    restart(monkeypatch)
    monkeypatch.setattr(index_module, "built", lambda generation: pytest.fail("it was read from the database"))
    assert answers() == before


def test_what_was_decided_since_is_read_beside_the_file(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_event(title="Later")
    restart(monkeypatch)
    assert query.answer(Window(q="later"), at=AT).total == 1
    assert current().recent is not None


def test_who_waited_while_another_moved_the_index_on_does_not_read_it_anew(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = latest()
    make_event(title="Later")
    moved_on = current()
    monkeypatch.setattr(index_module, "built", lambda generation: pytest.fail("it was read from the database"))
    replies = iter([seen])
    monkeypatch.setattr(index_module, "latest", lambda: next(replies, None) or latest())
    assert current() is moved_on


@pytest.mark.parametrize(
    "damage", ["cut", "empty", "garbage", "flipped", "format", "vocabulary", "column", "facts", "gone", "directory"]
)
def test_a_file_that_cannot_be_used_is_passed_over(kept: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answers()
    content = bytearray(kept.read_bytes())
    match damage:
        case "cut":
            kept.write_bytes(content[: len(content) // 2])
        case "empty":
            kept.write_bytes(b"")
        case "garbage":
            kept.write_bytes(b"\xff" * 1000)
        case "flipped":
            content[-(-content.index(b"\n") // ALIGNED) * ALIGNED] ^= 255
            kept.write_bytes(content)
        case "format":
            kept.write_bytes(content.replace(b'"format": 3', b'"format": 2', 1))
        case "vocabulary":
            kept.write_bytes(content.replace(b'"meeting"', b'"sitting"', 1))
        case "column":
            kept.write_bytes(content.replace(b'"known_from"', b'"known_when"', 1))
        case "facts":
            kept.write_bytes(content.replace(b'"digest"', b'"sha256"', 1))
        case "gone":
            kept.unlink()
        case "directory":
            kept.unlink()
            kept.mkdir()
    if damage != "facts":
        with pytest.raises(Unusable):
            read(kept)
    restart(monkeypatch)
    assert answers() == before


def test_the_worker_that_wrote_the_file_answers_from_it_as_before(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_file = answers()
    assert not current().base.rank.flags.owndata
    restart(monkeypatch)
    monkeypatch.setattr(index_module, "LEAST_KEPT", 10**9)
    kept.unlink()
    assert answers() == with_file
    assert current().base.rank.flags.owndata


def test_a_worker_never_reads_what_another_put_in_the_place_of_its_file(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, other, real = answers(), kept.read_bytes(), os.replace

    def overtaken(made: str, path: Path) -> None:
        real(made, path)
        (path.parent / "other").write_bytes(other)
        real(path.parent / "other", path)

    make_event(title="Another")
    restart(monkeypatch)
    kept.unlink()
    monkeypatch.setattr(os, "replace", overtaken)
    assert query.answer(Window(), at=AT).total == before[0].total + 1  # type: ignore[attr-defined]
    assert query.answer(Window(q="another"), at=AT).total == 1


def test_the_file_of_another_history_is_passed_over(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "follows", lambda before, after: False)
    assert started(latest()).generation == latest()


def test_a_file_that_cannot_be_written_is_done_without(
    kept: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers()
    (kept.parent / "no folder").write_text("")
    settings.VAR = kept.parent / "no folder"
    restart(monkeypatch)
    assert answers() == before


def test_many_changes_are_folded_into_the_main_segment(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LEAST_CHANGES", 3)
    for number in range(8):
        make_event(title=f"Change {number}")
        assert query.answer(Window(q="change"), at=AT).total == number + 1
    assert current().base.count > 30
    assert len(current().changed) <= 3
    before = answers()
    restart(monkeypatch)
    assert answers() == before


def test_a_newer_generation_elsewhere_in_the_world_is_no_past_of_this_one(kept: Path) -> None:
    number = Decision.objects.latest_number()
    assert not index_module.follows(Generation(number, "", 0), latest())
