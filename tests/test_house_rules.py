"""What is a matter of safety here, not of taste."""

import ast
import re
import subprocess
from pathlib import Path

import django
import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sorted([*ROOT.glob("events/**/*.py"), *ROOT.glob("timeline/**/*.py")])
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))


def lines_with(pattern: str, files: list[Path]) -> list[str]:
    """Every line of the files that the pattern finds, with its place."""
    found = re.compile(pattern)
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if found.search(line)
    ]


def test_there_is_something_to_look_at() -> None:
    assert len(PYTHON) > 40
    assert len(TEMPLATES) > 5


def test_it_runs_on_the_django_that_is_pinned() -> None:
    assert django.VERSION[:2] == (6, 1)


TOP = {
    *(".ci", ".gitignore", ".python-version", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "docs", "events"),
    *("gunicorn.conf.py", "manage.py", "pyproject.toml", "requirements-dev.in", "requirements-dev.txt"),
    *("requirements-spacy.in", "requirements-spacy.txt", "requirements.in", "requirements.txt", "static", "templates"),
    *("tests", "timeline"),
}


def tracked() -> list[str]:
    """The paths of what git keeps; skips where there is no git, as in an archive of the sources."""
    try:
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the sources stand here without git")
    return told.stdout.split("\0")[:-1]


def test_nothing_stands_at_the_top_but_what_is_meant_to() -> None:
    assert sorted({path.split("/")[0] for path in tracked()} - TOP) == []


def test_no_key_and_no_data_of_a_site_is_kept() -> None:
    own = re.compile(r"(^|/)(secret_key|demo_password|\.env|var)($|/)|\.(sqlite3?|sqlite3-\w+|pem|key)$")
    assert [path for path in tracked() if own.search(path)] == []


def test_no_template_has_inline_script_style_or_handlers() -> None:
    inline = r"<style|\sstyle=|\son[a-z]+=\"|hx-on|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")"
    assert lines_with(inline, TEMPLATES) == []


def test_no_template_marks_text_safe() -> None:
    assert lines_with(r"\|\s*safe\b|autoescape off", TEMPLATES) == []


def test_only_the_drawing_marks_strings_safe() -> None:
    allowed = {"events/timeline/drawing.py"}
    found = lines_with(r"\bmark_safe\b|\bSafeString\(", PYTHON)
    assert [line for line in found if line.split(":")[0] not in allowed] == []


def test_nothing_is_pickled_or_loaded_unsafely() -> None:
    assert lines_with(r"^\s*(import|from) (pickle|marshal|shelve)\b|yaml\.load\(|\beval\(|\bexec\(", PYTHON) == []


def test_one_module_reads_whether_htmx_asks() -> None:
    allowed = {"events/views/htmx.py"}
    found = lines_with(r"request\.htmx|HX-Request|HX_REQUEST", PYTHON)
    assert [line for line in found if line.split(":")[0] not in allowed] == []


def test_no_view_filters_rows_itself() -> None:
    assert lines_with(r"\.filter\(|\.exclude\(", sorted(ROOT.glob("events/views/**/*.py"))) == []


ACTS = sorted(
    [
        *ROOT.glob("events/review/*.py"),
        *ROOT.glob("events/imports/*.py"),
        *ROOT.glob("events/tasks/*.py"),
        *ROOT.glob("events/intake/*.py"),
    ]
)
ASKS = {"check_right", "check_oversight", "may_decide", "has_perm"}


def acts_in(file: Path) -> list[ast.FunctionDef]:
    """The functions of a file that anybody may be handed to as the one who acts."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return [one for one in functions if any(is_anybody(argument) for argument in one.args.kwonlyargs)]


def is_anybody(argument: ast.arg) -> bool:
    return argument.annotation is not None and "AnonymousUser" in ast.unparse(argument.annotation)


def asks(function: ast.FunctionDef) -> bool:
    """Whether it asks for the right, or hands who acts on to another act of that kind."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {ast.unparse(call.func).rsplit(".", 1)[-1] for call in calls}
    handed_on = any(
        word.arg == "editor" and ast.unparse(word.value) == "editor" for call in calls for word in call.keywords
    )
    return bool(names & ASKS) or handed_on


def test_every_act_asks_for_the_right_itself() -> None:
    found = [(file, function) for file in ACTS for function in acts_in(file)]
    assert len(found) > 40
    assert [f"{file.relative_to(ROOT)}: {function.name}" for file, function in found if not asks(function)] == []


def test_the_pure_rooms_read_no_clock() -> None:
    pure = [f for f in PYTHON if f.parts[len(ROOT.parts) + 1] in ("edtf", "extraction", "phrases.py", "vocabulary.py")]
    assert pure
    clock = r"\b(date|datetime)\.(today|now|utcnow)\(|time\.(time|monotonic)\(|timezone\.now\("
    assert lines_with(clock, [f for f in pure if f.name != "build.py"]) == []


def test_the_library_loads_without_django() -> None:
    code = "import sys, events.extraction.pipeline, events.phrases; sys.exit('django' in sys.modules)"
    python = ROOT / ".venv/bin/python"
    done = subprocess.run([python, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_holds_no_address_and_no_path_of_a_machine(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("--") or "://" in line or "@ file" in line] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9].*==\S+(.*)$", text, re.MULTILINE)
    assert pins
    assert all(rest.strip() == "\\" for rest in pins)


def test_no_third_party_script_is_copied_into_the_tree() -> None:
    scripts = [*ROOT.glob("static/**/*.js"), *ROOT.glob("static/**/*.css")]
    assert scripts
    assert [s for s in scripts if ".min." in s.name or "vendor" in s.parts or len(s.read_text().splitlines()) < 3] == []


def test_colours_stand_only_in_the_tokens() -> None:
    sheets = [s for s in ROOT.glob("static/css/*.css") if s.name != "tokens.css"]
    assert lines_with(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsla?\(", sheets) == []


def test_in_the_dark_nothing_but_colours_differs() -> None:
    """What `barriers` of the browser tests rests on: light-dark() can give nothing but colours."""
    files = [*ROOT.glob("static/css/*.css"), *ROOT.glob("static/js/*.js"), *TEMPLATES]
    assert lines_with("prefers-color-scheme", files) == []
