"""manage.py ingest."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from events.intake.articles import Submission
from events.management import sources
from events.models import Article, Decision, Event, Proposal
from tests.factories import make_person

TEXT = "The foreign ministers of France and Germany met on Friday in Geneva, officials said Monday."

FRENCH = "Les ministres se sont rencontrés vendredi à Genève pour parler de la paix, et ils ont dit que les pourparlers avec les deux pays sont utiles."

pytestmark = pytest.mark.django_db


def ingest(*arguments: str, **options: Any) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("ingest", *arguments, stdout=out, stderr=options.pop("stderr", io.StringIO()), **options)
    return out.getvalue()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    return path


def test_a_text_file_comes_in(article: Path) -> None:
    printed = ingest(str(article), "--published", "2024-03-04", "--publisher", "Example Wire")
    row = Article.objects.get()
    assert f"article {row.pk}, published 2024-03-04 (entered): " in printed
    assert (row.text, str(row.publisher), row.published_on) == (TEXT, "Example Wire", date(2024, 3, 4))
    assert Decision.objects.get().editor.username == "import"


def test_a_text_of_another_language_comes_in_and_the_command_says_which(article: Path) -> None:
    article.write_text(FRENCH)
    told = "language not supported yet, detected: fr"
    assert f"no proposals; {told}." in ingest(str(article), "--published", "2024-03-04")
    row = json.loads(ingest(str(article), "--published", "2024-03-04", "--json"))
    assert (row["created"], row["notice"]) == (False, told)


def test_the_same_file_twice_changes_nothing_and_says_so(article: Path) -> None:
    ingest(str(article), "--published", "2024-03-04")
    assert "nothing changed" in ingest(str(article), "--published", "2024-03-04")
    assert (Article.objects.count(), Decision.objects.count()) == (1, 1)


def test_every_proposal_can_be_accepted_at_once(article: Path) -> None:
    printed = ingest(str(article), "--published", "2024-03-04", "--accept")
    assert not Proposal.objects.waiting().exists()
    assert f"{Event.objects.count()} accepted" in printed
    assert Event.objects.filter(edtf="2024-03-01", state="published").exists()


def test_it_prints_json_for_programs(article: Path) -> None:
    row = json.loads(ingest(str(article), "--published", "2024-03-04", "--json"))
    assert (row["created"], row["published"], row["date_known"]) == (True, "2024-03-04", "entered")
    assert row["proposals"] == Proposal.objects.count()
    assert row["notice"] == ""


def test_a_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.TXT").write_text(f"{TEXT} They will meet again on Thursday.")
    (tmp_path / "notes.md").write_text("Not an article.")
    ingest(str(tmp_path), "--published", "2024-03-04")
    assert Article.objects.count() == 2


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    ingest("-", "--published", "2024-03-04")
    assert Article.objects.get().text == TEXT


@pytest.mark.parametrize("name", ["rows.jsonl", "-"])
def test_each_line_of_jsonl_is_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    rows = [
        {"text": TEXT, "published": "2024-03-04", "publisher": "A", "title": "First", "url": "https://example.org/1"},
        {"text": f"{TEXT} Again.", "published": "2024-03-05T10:00:00Z", "publisher": "B"},
    ]
    raw = "\n\n".join(json.dumps(row) for row in rows).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    (tmp_path / "rows.jsonl").write_bytes(raw)
    ingest("-" if name == "-" else str(tmp_path / name))
    first, second = Article.objects.order_by("pk")
    assert (first.headline, first.url, str(first.publisher)) == ("First", "https://example.org/1", "A")
    assert second.published_on == date(2024, 3, 5)


def test_what_the_command_line_says_stands_over_what_a_line_says(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": "2024-03-04", "publisher": "A"}))
    ingest(str(path), "--publisher", "B", "--published", "2024-03-11")
    row = Article.objects.get()
    assert (str(row.publisher), row.published_on) == ("B", date(2024, 3, 11))


def test_a_refused_line_leaves_the_others(tmp_path: Path) -> None:
    lines = [
        "{broken",
        json.dumps(["no", "object"]),
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": TEXT, "published": "20233-01-01"}),
        json.dumps({"text": "", "published": "2024-03-04"}),
        json.dumps({"text": TEXT, "published": "2024-03-04"}),
        "[" * 100_000,
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(lines))
    errors = io.StringIO()
    with pytest.raises(CommandError, match="7 refused, the reasons stand above; 1 taken in"):
        ingest(str(path), stderr=errors)
    assert Article.objects.count() == 1
    for number in (1, 2, 3, 4, 5, 6, 8):
        assert f"rows.jsonl:{number}: " in errors.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The text is empty"),
        (b"\x00\x01", "binary file"),
        ("Zürich".encode("cp1252"), "not readable as UTF-8"),
        (b"x" * 5_000_001, "5 MB"),
        (b"<html><body></body></html>", "no article text"),
        (b"The ministers met on Friday.", "When was it published?"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_its_reason(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 refused"):
        ingest(str(path), stderr=errors)
    assert message in errors.getvalue()
    assert not Article.objects.exists()


@pytest.mark.parametrize("address", ["http://127.0.0.1/a", "https://user@192.0.2.1/", "http://[::1]/a"])
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 refused"):
        ingest(address, "--published", "2024-03-04", stderr=errors)
    assert f"{address}: The address " in errors.getvalue()
    assert not Article.objects.exists()


def test_an_article_is_taken_from_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Submission(text=TEXT, url="https://example.org/a", origin="address")
    monkeypatch.setattr(sources, "submission_at", {"https://example.org/a": found}.__getitem__)
    ingest("https://example.org/a", "--published", "2024-03-04", "--publisher", "Example Wire")
    row = Article.objects.get()
    assert (row.url, row.origin, str(row.publisher)) == ("https://example.org/a", "address", "Example Wire")


def test_a_refusal_is_json_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path / "a.txt"), "--json", stdout=out, stderr=io.StringIO())
    assert "The text is empty" in json.loads(out.getvalue())["refused"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "--published", "20233-01-01"], "is no date: write it as YYYY-MM-DD"),
        (["-", "--editor", "nobody"], "There is no account 'nobody'"),
    ],
)
def test_a_wrong_command_line_says_what_is_right(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    with pytest.raises(CommandError, match=message):
        ingest(*arguments)
    assert not Article.objects.exists()


def test_an_empty_folder_is_said_to_be(tmp_path: Path) -> None:
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 refused"):
        ingest(str(tmp_path), stderr=errors)
    assert f"{tmp_path}: There is no .txt, .html, .pdf, .docx or .jsonl file in it." in errors.getvalue()


def test_a_source_that_is_not_there_leaves_the_others(article: Path) -> None:
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 refused, the reasons stand above; 1 taken in"):
        ingest("nowhere.txt", str(article), "--published", "2024-03-04", stderr=errors)
    assert "nowhere.txt: There is no such file or folder." in errors.getvalue()
    assert Article.objects.count() == 1


def test_a_file_of_fifty_megabytes_is_refused_by_its_true_size(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as handle:
        handle.truncate(50_000_000)
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 refused"):
        ingest(str(tmp_path / "a.txt"), stderr=errors)
    assert "This is 50 MB; one article may have 5 MB." in errors.getvalue()


def test_a_text_without_dates_proposes_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister smiled, and nobody spoke about anything that had a day.")
    assert ": no proposals." in ingest(str(tmp_path / "a.txt"), "--published", "2024-03-04")
    assert not Proposal.objects.exists()


def test_one_proposal_is_told_in_the_singular(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks opened in Geneva on Friday.")
    assert ": 1 proposal." in ingest(str(tmp_path / "a.txt"), "--published", "2024-03-04")
    assert "nothing changed, 1 proposal waits." in ingest(str(tmp_path / "a.txt"), "--published", "2024-03-04")


def test_an_account_without_the_right_takes_nothing_in(article: Path) -> None:
    make_person("max")
    with pytest.raises(CommandError, match="Only editors"):
        ingest(str(article), "--published", "2024-03-04", "--editor", "max")
    assert not Article.objects.exists()
