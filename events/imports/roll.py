"""The pages of imports, each as one picture: what waits to be imported, what was imported, how one file or import stands."""

from dataclasses import dataclass
from typing import Any, Final

from events.imports.columns import NAMES, WORDS
from events.imports.uploads import Look, kept_look, progress_of, refused_path
from events.imports.whole import NOTED, Standing, standing, touched
from events.models import Decision, Event, Job, Upload

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Imported:
    """An import in the list: its decision, what became of it in a word, its count."""

    decision: Decision
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Roll:
    """Files that wait to be imported, and the newest imports."""

    uploads: tuple[Upload, ...]
    imports: tuple[Imported, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One upload: what was seen in it, the report of its dry run, its job with how far it is, and what may be chosen."""

    upload: Upload
    look: Look
    report: dict[str, Any]
    job: Job | None
    permille: int
    fields: tuple[tuple[str, str], ...]
    refusals: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One import: how it stands, its last job, its report, and the events editors touched."""

    standing: Standing
    job: Job | None
    upload: Upload | None
    touched: tuple[Event, ...]
    refusals: bool


def roll() -> Roll:
    """The list of files and imports. Runs three queries."""
    acts = list(Decision.objects.on_imports()[: 3 * MOST])
    back = Decision.objects.taken_back()
    later = {act.after["import"] for act in acts if act.act == "publish"}
    imports = [act for act in acts if act.act == "import"][:MOST]
    return Roll(
        tuple(Upload.objects.waiting()[:MOST]),
        tuple(Imported(act, state(act, back, later), act.after.get("count", 0)) for act in imports),
    )


def state(imported: Decision, back: set[int], later: set[int]) -> str:
    """What became of an import."""
    if imported.number in back:
        return "taken back"
    return "published" if imported.number in later or imported.after.get("state") == "published" else "drafts"


def sheet_of(upload: Upload) -> Sheet:
    """How an upload stands. Runs no query where its job was read with it."""
    job = upload.job
    told = 0
    if job and job.state == "running":
        told = round(1000 * (progress_of(upload) if job.kind == "import" else job.done / (job.total or 1)))
    fields = tuple((name, WORDS.get(name, name.replace("_", " "))) for name in NAMES)
    report = upload.trial.get("report", {})
    return Sheet(upload, kept_look(upload), report, job, told, fields, refused_path(upload).is_file())


def case_of(imported: Decision) -> Case:
    """How an import stands. Runs seven queries."""
    upload = Upload.objects.filter(decision=imported).first()
    found = standing(imported)
    events = tuple(touched(imported).filter(state="published")[:NOTED]) if found.whole else ()
    refusals = upload is not None and refused_path(upload).is_file()
    return Case(found, Job.objects.about_import(imported.number), upload, events, refusals)
