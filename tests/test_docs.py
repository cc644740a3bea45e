"""What can be set, run or opened is told in the docs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = "\n".join(
    file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
)
SETTINGS = (ROOT / "timeline/settings.py").read_text(encoding="utf-8")
VARIABLES = sorted(
    set(re.findall(r"(?:env_bool|env_list|env_number)\(\s*\"([A-Z_]+)\"|environ\.get\(\"([A-Z_]+)\"", SETTINGS))
)
COMMANDS = sorted(path.stem for path in (ROOT / "events/management/commands").glob("*.py") if path.stem != "__init__")
TARGETS = re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", [first or second for first, second in VARIABLES])
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs/settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", DOCS)


@pytest.mark.parametrize("name", TARGETS)
def test_every_make_target_is_documented(name: str) -> None:
    assert f"make {name}" in DOCS


def test_every_picture_and_page_that_is_linked_is_there() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    missing = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []


def test_the_docs_name_no_path_of_a_machine() -> None:
    assert re.findall(r"(?:^|[\s`(])/(?:work|root|home|tmp)/\S+", DOCS) == []


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "events").iterdir() if path.is_dir() and not path.name.startswith("_")]
    assert [room for room in rooms if f"{room}/" not in text and room != "migrations" and room != "templatetags"] == []
