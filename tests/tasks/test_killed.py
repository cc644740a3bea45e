"""kill -9 of the server, of an import and of a worker, each once; `make bench-kills` does it twenty times."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killing import Site, check, decide_until_killed, import_in_background, load_until_killed, site, table_of
from tests.racing import Blank, environment

ROWS = 1500


@pytest.fixture
def killable(blank: Blank, tmp_path: Path) -> Iterator[Site]:
    """A running site on a database of its own."""
    with site(tmp_path, environment(blank.copy(tmp_path, "test_killed"), tmp_path), proposals=40, seed=6) as made:
        yield made


def test_nothing_acknowledged_is_lost_and_nothing_half_is_seen_whatever_is_killed(killable: Site) -> None:
    decide_until_killed(killable, 0.4)
    load_until_killed(killable, table_of(killable.folder, "loaded", ROWS), 1.4)
    import_in_background(killable, [table_of(killable.folder, "queued", ROWS)], kills=1, most=1.5)
    found = check(killable)
    assert killable.kills >= 2
    assert killable.acknowledged
    assert found["jobs"] == [["done", ""]]
