"""manage.py load_events: files in every form, dry runs, refusals, and the same file again."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from events.models import Decision, Event, Reading, Tag

CSV = (
    "title,start,end,category,importance,precision,lat,lon,source_url\n"
    "Trade pact agreed,1993-09-30,,economy,1,year,47.3684,-87.9927,https://example.org/source/1\n"
    "Snap election called,2016-02-01,2016-03-06,elections,5,day,-28.4977,-95.755,https://example.org/source/2\n"
)


def run(*arguments: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_events", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_a_file_becomes_drafts_of_the_system_account(table: Path) -> None:
    out, _ = run(table)
    assert out.startswith("2 events loaded as drafts: decision 1 of import")
    assert list(Event.objects.values_list("state", flat=True)) == ["draft", "draft"]
    event = Event.objects.get(title="Trade pact agreed")
    assert (event.edtf, event.importance, event.latitude, event.place) == ("1993", 200, 47.3684, None)
    assert set(Tag.objects.values_list("name", flat=True)) == {"economy"}
    assert Event.objects.get(title="Snap election called").type == "election"


def test_it_is_published_by_the_named_editor(table: Path, ada: User) -> None:
    run(table, "--publish", "--editor", "ada")
    decision = Decision.objects.get()
    assert decision.editor == ada
    assert decision.after["file"] == "events.csv"
    assert len(decision.after["file_sha256"]) == 64
    assert Reading.objects.shown().count() == 2


@pytest.mark.django_db
def test_a_dry_run_changes_nothing(table: Path) -> None:
    out, _ = run(table, "--dry-run")
    assert out.startswith("2 events would be loaded.")
    assert not Event.objects.exists()
    assert not Decision.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_one_event_and_one_row_are_told_as_one(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("title,date\nA treaty,2024-05-01\n,2024\n", encoding="utf-8")
    assert run(file, "--dry-run")[0].startswith("1 event would be loaded. 1 row refused.")


@pytest.mark.django_db
def test_refused_rows_are_told_with_their_line_and_the_others_are_loaded(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("title,date\nA,1991\nB,soon\n,1992\nC,1993\n", encoding="utf-8")
    listing = tmp_path / "refused.txt"
    out, err = run(path, "--refused", listing)
    assert "2 events loaded" in out
    assert "2 rows refused" in out
    assert "line 3: “soon” is no date" in err
    assert "line 4: The title is missing." in err
    assert listing.read_text(encoding="utf-8").count("\n") == 2


@pytest.mark.django_db
def test_a_long_list_of_refused_rows_is_cut_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("title,date\nA,1991\n" + "B,soon\n" * 150, encoding="utf-8")
    out, err = run(path)
    assert err.count("Refused:") == 100
    assert "150 rows refused (100 are shown above; --refused FILE writes all)" in out


@pytest.mark.django_db
def test_columns_can_be_said_and_unread_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("what;when;title;colour\nA;1991;x;red\n", encoding="utf-8")
    out, _ = run(path, "--map", "what=title", "--map", "title=")
    assert Event.objects.get().title == "A"
    assert "Columns not read: colour." in out


@pytest.mark.django_db
def test_the_forms_of_one_table_give_the_same_records(tmp_path: Path) -> None:
    header, *lines = [line.split(",") for line in CSV.splitlines()]
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
            "properties": row,
        }
        for row in rows
    ]
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    (tmp_path / "a.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    for name in ("a.csv", "a.jsonl", "a.json", "a.geojson"):
        run(tmp_path / name, "--again")
    assert len({decision.after["sha256"] for decision in Decision.objects.all()}) == 1
    assert Event.objects.count() == 8


@pytest.mark.django_db
def test_the_same_file_is_refused_unless_again_is_said(table: Path) -> None:
    run(table)
    with pytest.raises(CommandError, match="with --again"):
        run(table, "--publish")
    run(table, "--again")
    assert Event.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "says"), [
    ("a.csv", "title,date\nA,soon\n", "nothing to import"),
    ("a.csv", "was,wann\nA,1991\n", "--map COLUMN=title"),
    ("a.csv", "", "empty"),
    ("a.rtf", "title", "whose name ends in"),
    ("a.json", "{", "JSON"),
])  # fmt: skip
def test_a_file_without_events_is_refused_and_leaves_nothing(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=says):
        run(path)
    assert not Event.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_bad_options_are_refused(table: Path, tmp_path: Path) -> None:
    for options, says in (
        (["--map", "nonsense"], "no column=field"),
        (["--editor", "nobody"], "no account"),
        (["--refused", str(tmp_path / "no" / "folder.txt")], "No such file"),
    ):
        with pytest.raises(CommandError, match=says):
            run(table, *options)
    with pytest.raises(CommandError, match="There is no file"):
        run(tmp_path / "missing.csv")


def test_an_account_without_the_right_is_refused(table: Path, ruth: User) -> None:
    with pytest.raises(CommandError, match="Only editors import"):
        run(table, "--editor", "ruth")
