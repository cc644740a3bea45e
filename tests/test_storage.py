"""Collected scripts ask for each other by names that change with what they hold."""

import re
import shutil
from pathlib import Path

import pytest

from timeline.storage import HashedStorage

SCRIPTS = Path(__file__).resolve().parent.parent / "static/js"
DIGEST = re.compile(r"\./\w+\.[0-9a-f]{12}\.js")


@pytest.fixture
def collected(tmp_path: Path) -> HashedStorage:
    shutil.copytree(SCRIPTS, tmp_path / "js")
    storage = HashedStorage(location=tmp_path, base_url="/static/")
    paths = {f"js/{script.name}": (storage, f"js/{script.name}") for script in SCRIPTS.glob("*.js")}
    for name, _, done in storage.post_process(paths):
        assert not isinstance(done, Exception), (name, done)
    return storage


def test_a_collected_script_imports_others_by_the_name_with_their_digest(collected: HashedStorage) -> None:
    asked = []
    for script in SCRIPTS.glob("*.js"):
        text = Path(collected.path(collected.stored_name(f"js/{script.name}"))).read_text(encoding="utf-8")
        asked += re.findall(r'^import .* from "([^"]+)"', text, re.MULTILINE)
    assert len(asked) >= 5
    assert [name for name in asked if not DIGEST.fullmatch(name)] == []
    assert all(collected.exists(f"js/{name.removeprefix('./')}") for name in asked)


def test_what_a_script_imports_changes_the_name_of_the_script(collected: HashedStorage, tmp_path: Path) -> None:
    before = collected.stored_name("js/timeline.js")
    with (tmp_path / "js/windows.js").open("a") as script:
        script.write("\n// another release\n")
    names = ("windows", "timeline")
    list(collected.post_process({f"js/{name}.js": (collected, f"js/{name}.js") for name in names}))
    assert collected.stored_name("js/timeline.js") != before
