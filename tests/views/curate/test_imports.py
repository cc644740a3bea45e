"""Imports at the desk: a file comes in, is mapped, tried, imported, published, taken back; by chiefs alone, and without script."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from pytest_django import Settings

from events.models import Decision, Event, Job, Reading, Upload

IMPORTS = "/curate/imports/"
TABLE = "headline,when,what,more\nA,03/04/2024,meeting,x\nB,13/04/2024,attack,y\n=C,nonsense,attack,z\n"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Uploads go to a folder of this test."""
    settings.VAR = tmp_path
    return tmp_path / "imports"


def sent(client: Client, text: str = TABLE, name: str = "events.csv") -> Upload:
    answer = client.post(f"{IMPORTS}new/", {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302, answer.text
    return Upload.objects.latest("pk")


def tried(client: Client, upload: Upload, **choices: str) -> str:
    answer = client.post(f"{IMPORTS}files/{upload.pk}/try/", choices, follow=True)
    return answer.text


def imported(client: Client, **choices: str) -> Decision:
    upload = sent(client)
    tried(client, upload, **choices)
    client.post(f"{IMPORTS}files/{upload.pk}/load/")
    return Decision.objects.filter(act="import").latest("number")


def test_a_file_goes_all_the_way(clio_client: Client, folder: Path) -> None:
    upload = sent(clio_client)
    page = clio_client.get(f"{IMPORTS}files/{upload.pk}/").text
    assert "headline is read as" in page
    assert "as the others show: day before month" in page
    # The third column is read as the type, the fourth not at all.
    page = tried(clio_client, upload, **{"field-1": "title", "field-2": "date", "field-3": "type", "field-4": ""})
    assert "2 events would be imported, 1 row is refused" in page
    assert "2024-04-03" in page
    assert not Event.objects.exists()
    assert "Not read: more" not in page
    refused = clio_client.get(f"{IMPORTS}files/{upload.pk}/refused.csv")
    lines = b"".join(refused).decode().splitlines()
    assert lines[0] == "line,reason,headline,when,what,more"
    assert lines[1].startswith("4,")
    assert lines[1].endswith("'=C,nonsense,attack,z")
    answer = clio_client.post(f"{IMPORTS}files/{upload.pk}/load/", follow=True)
    decision = Decision.objects.get(act="import")
    assert answer.redirect_chain[-1][0] == f"{IMPORTS}{decision.number}/"
    assert "Publish 2 drafts" in answer.text
    assert decision.after["file"] == "events.csv"
    assert [path.name for path in folder.iterdir()] == [f"{upload.pk}-refused.csv"]
    page = clio_client.post(f"{IMPORTS}{decision.number}/publish/", follow=True).text
    assert "2 events published" in page
    assert Reading.objects.shown().count() == 2
    page = clio_client.post(f"{IMPORTS}{decision.number}/take-back/", {"reason": "Wrong"}, follow=True).text
    assert "Taken back by clio" in page
    assert Reading.objects.shown().count() == 0
    assert "taken back" in clio_client.get(IMPORTS).text


def test_published_at_once_where_that_was_chosen(clio_client: Client) -> None:
    decision = imported(clio_client, publish="1")
    assert decision.after["state"] == "published"
    assert decision.editor.get_username() == "clio"
    assert Reading.objects.shown().count() == 2


def test_the_order_is_asked_for_where_dates_do_not_show_it(clio_client: Client) -> None:
    upload = sent(clio_client, "title,date\nA,03/04/2024\n")
    assert "Which comes first?" in clio_client.get(f"{IMPORTS}files/{upload.pk}/").text
    assert "Say whether days or months come first" in tried(clio_client, upload)
    assert "2024-03-04" in tried(clio_client, upload, order="mdy")


def test_a_field_is_read_from_one_column_alone(clio_client: Client) -> None:
    upload = sent(clio_client)
    page = tried(clio_client, upload, **{"field-1": "title", "field-2": "date", "field-3": "title"})
    assert "“headline” and “what” cannot be read as title" in page


def test_a_pasted_table_and_a_pasted_chronology_are_told_apart(clio_client: Client) -> None:
    clio_client.post(f"{IMPORTS}new/", {"pasted": "wann\tTitel\r\n2024\tA\r\n"})
    assert Upload.objects.latest("pk").name == "pasted.csv"
    clio_client.post(f"{IMPORTS}new/", {"pasted": "title,date\r\nA,2024"})
    assert Upload.objects.latest("pk").name == "pasted.csv"
    clio_client.post(f"{IMPORTS}new/", {"pasted": "1991\r\n3 March – Talks, and more\r\n"})
    upload = Upload.objects.latest("pk")
    assert upload.name == "pasted.txt"
    assert "1 event would be imported" in tried(clio_client, upload)


@pytest.mark.parametrize(("name", "content", "says"), [
    ("a.exe", "MZ", "of no kind that is read"),
    ("a", "title,date", "of no kind that is read"),
    ("a.xlsx.gz", "PK", "of no kind that is read"),
])  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_nothing_stays(
    clio_client: Client, folder: Path, name: str, content: str, says: str
) -> None:
    answer = clio_client.post(f"{IMPORTS}new/", {"file": SimpleUploadedFile(name, content.encode())})
    assert (answer.status_code, says in answer.text) == (422, True)
    assert not Upload.objects.exists()
    assert not folder.exists() or not list(folder.iterdir())
    answer = clio_client.post(f"{IMPORTS}new/", {"pasted": "  "})
    assert (answer.status_code, "empty" in answer.text) == (422, True)


@pytest.mark.parametrize(("name", "content", "says"), [
    ("a.csv", b"a,b\n1,2\n", "No column holds the title"),
    ("a.csv", "title,date\n".encode("utf-16"), "UTF-8"),
    ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "UTF-8"),
    ("a.csv", b"<!doctype html><html><body><h1>Not found</h1></body></html>", "a web page, no table"),
    ("a.csv", b"title,date\rA,2024\rB,2025\r", "cannot be read"),
    ("a.xlsx", b"PK\x03\x04broken", "broken"),
    ("a.ics", b"hello", "no"),
    ("a.docx", b"PK\x03\x04broken", "broken"),
    ("a.json", b"{}", "JSON"),
    ("a.csv.gz", b"no gzip", "gzip"),
])  # fmt: skip
def test_what_cannot_be_read_says_why_and_is_not_tried(
    clio_client: Client, name: str, content: bytes, says: str
) -> None:
    clio_client.post(f"{IMPORTS}new/", {"file": SimpleUploadedFile(name, content)})
    upload = Upload.objects.get()
    assert says in clio_client.get(f"{IMPORTS}files/{upload.pk}/").text
    assert says in tried(clio_client, upload)
    assert not Job.objects.exists()


def test_a_column_named_by_hand_makes_a_table_readable(clio_client: Client) -> None:
    upload = sent(clio_client, "wann;was\n2024;A\n")
    assert "1 event would be imported" in tried(clio_client, upload, **{"field-1": "date", "field-2": "title"})


def test_nothing_is_imported_that_was_not_tried(clio_client: Client) -> None:
    upload = sent(clio_client)
    answer = clio_client.post(f"{IMPORTS}files/{upload.pk}/load/")
    assert (answer.status_code, "Try it first" in answer.text) == (409, True)


def test_what_came_in_before_comes_in_again_only_if_it_is_said(clio_client: Client) -> None:
    imported(clio_client)
    upload = sent(clio_client)
    assert "The same was imported on" in tried(clio_client, upload)
    page = clio_client.post(f"{IMPORTS}files/{upload.pk}/load/", follow=True).text
    assert "The same was imported on" in page
    assert Event.objects.count() == 2
    tried(clio_client, upload, again="1")
    clio_client.post(f"{IMPORTS}files/{upload.pk}/load/")
    assert Event.objects.count() == 4


def test_a_file_is_dropped_with_what_is_kept_of_it(clio_client: Client, folder: Path) -> None:
    upload = sent(clio_client)
    tried(clio_client, upload)
    clio_client.post(f"{IMPORTS}files/{upload.pk}/drop/")
    assert not Upload.objects.exists()
    assert list(folder.iterdir()) == []


def test_an_import_is_not_taken_back_without_a_reason_or_twice(clio_client: Client) -> None:
    number = imported(clio_client).number
    assert clio_client.post(f"{IMPORTS}{number}/take-back/", {"reason": " "}).status_code == 422
    clio_client.post(f"{IMPORTS}{number}/take-back/", {"reason": "Wrong"})
    answer = clio_client.post(f"{IMPORTS}{number}/take-back/", {"reason": "Wrong"})
    assert (answer.status_code, "taken back already" in answer.text) == (409, True)
    assert clio_client.post(f"{IMPORTS}{number}/publish/").status_code == 409


def test_a_large_file_never_lies_in_memory(clio_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    read = TemporaryUploadedFile.chunks

    def chunks(self: TemporaryUploadedFile, chunk_size: int | None = None) -> object:
        asked.append(self.size or 0)
        return read(self, chunk_size)

    monkeypatch.setattr(TemporaryUploadedFile, "chunks", chunks)
    text = "title,date\n" + "A,2024\n" * 400_000
    file = io.BytesIO(text.encode())
    file.name = "big.csv"
    clio_client.post(f"{IMPORTS}new/", {"file": file})
    assert asked == [len(text)]
    assert Upload.objects.get().size == len(text)


PATHS = [
    "",
    "new/",
    "files/1/",
    "files/1/try/",
    "files/1/load/",
    "files/1/drop/",
    "files/1/refused.csv",
    "1/",
    "1/publish/",
    "1/take-back/",
]
LOOKED_AT = {"", "files/1/", "files/1/refused.csv", "1/"}


@pytest.mark.parametrize("path", PATHS)
def test_it_is_for_chiefs_alone_and_only_what_is_there(
    clio_client: Client, ada_client: Client, ruth_client: Client, path: str
) -> None:
    ask, other = ("get", "post") if path in LOOKED_AT else ("post", "get")
    assert getattr(Client(), ask)(f"{IMPORTS}{path}").status_code == 302
    assert getattr(ada_client, ask)(f"{IMPORTS}{path}").status_code == 403
    assert getattr(ruth_client, ask)(f"{IMPORTS}{path}").status_code == 403
    assert getattr(clio_client, other)(f"{IMPORTS}{path}").status_code == 405
    if path not in ("", "new/"):
        assert getattr(clio_client, ask)(f"{IMPORTS}{path}").status_code == 404


def test_a_page_asks_for_its_part_alone(clio_client: Client, ada: User) -> None:
    upload = sent(clio_client)
    part = clio_client.get(f"{IMPORTS}files/{upload.pk}/", headers={"HX-Request": "true", "HX-Target": "trial"}).text
    assert part.strip().startswith('<div id="trial"')


def test_the_part_of_a_file_that_was_imported_leads_to_the_import(clio_client: Client) -> None:
    number = imported(clio_client).number
    upload = Upload.objects.get()
    part = clio_client.get(f"{IMPORTS}files/{upload.pk}/", headers={"HX-Request": "true", "HX-Target": "trial"})
    assert part.status_code == 200
    assert f'href="{IMPORTS}{number}/"' in part.text
