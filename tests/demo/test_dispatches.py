"""The demo's dispatches: every event of theirs comes from the pipeline, and the editor's decisions find what they are about."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from events.intake.proposals import read_candidates
from events.management.dispatches import DEMO, Choice, Dispatch, decide, dispatches, take_in
from events.models import Article, Decision, Event, Proposal
from tests.factories import make_proposal

PROJECT = Path(__file__).resolve().parents[2]
COUNT = """
from pathlib import Path
from datetime import date
from events.extraction.pipeline import extract
from events.extraction.values import Document
files = sorted(Path("events/management/demo/dispatches").glob("*.txt"))
print(sum(len(extract(Document(f.read_text(encoding="utf-8"), date.fromisoformat(f.name[:10]))).candidates) for f in files))
"""


def candidates_in(project: Path) -> int:
    """How many happenings the library of a copy of the project reads out of all dispatches."""
    done = subprocess.run([sys.executable, "-c", COUNT], cwd=project, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_without_the_rules_no_event_of_the_dispatches_is_found(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "events", tmp_path / "events", ignore=shutil.ignore_patterns("__pycache__"))
    assert candidates_in(tmp_path) > 60
    rules = list((tmp_path / "events/extraction/languages/en").glob("rules*.py"))
    assert rules
    for file in rules:
        file.write_text("RULES = ()\n" if file.name == "rules.py" else "", encoding="utf-8")
    assert candidates_in(tmp_path) == 0


def test_there_are_at_least_eight_with_many_kinds_of_date_phrases() -> None:
    items = dispatches()
    assert len(items) >= 8
    phrases = {c.date_text for item in items for c in read_candidates(item.text, item.published_on)}
    assert len(phrases) >= 40
    assert all(item.published_on.isoformat() == item.name[:10] for item in items)
    assert {file.name for file in (DEMO / "dispatches").iterdir()} == {item.name for item in items}


def test_the_visit_of_september_2023_is_told_with_its_phrases() -> None:
    item = next(item for item in dispatches() if item.published_on == date(2023, 9, 11))
    for phrase in ("April 25, 2019", "said Monday", "in the coming days", "reported Monday", "as early as Tuesday", "days after",
                   "on Saturday", "last week", "this month", "recently", "on Monday"):  # fmt: skip
        assert phrase in item.text
    assert item.text.count("April 25, 2019") == item.text.count("in the coming days") == 2


def test_a_decision_says_nothing_that_is_the_pipelines() -> None:
    for item in dispatches():
        for choice in item.choices:
            assert choice.quote in item.text
            assert choice.phrase in item.text


def test_taking_in_decides_what_is_named_and_leaves_the_rest(ada: User) -> None:
    text = "GENEVA. The two foreign ministers met on Friday in Geneva. They signed an accord on Saturday."
    choices = (Choice("foreign ministers met", "on Friday"), Choice("never said", "on Sunday"))
    item = Dispatch("a.txt", text, "Example Wire", date(2024, 3, 4), choices)
    outcome = take_in(item, editor=ada)
    assert (outcome.accepted, outcome.rejected) == (1, 0)
    assert outcome.waiting == Proposal.objects.waiting().count()
    assert outcome.idle == (choices[1],)
    assert Event.objects.get().state == "published"
    article = Article.objects.get()
    assert article.open_licence
    before = Decision.objects.count()
    again = take_in(item, editor=ada)
    assert (again.accepted, again.rejected) == (0, 0)
    assert Decision.objects.count() == before


def test_a_merge_goes_into_the_event_that_the_desk_suggests_and_takes_what_is_known_better(ada: User) -> None:
    told = (Choice("will visit", "in the coming days"),)
    take_in(Dispatch("a.txt", "Canadian Prime Minister Mark Carney will visit Norway in the coming days.", "Example Wire",
                     date(2024, 3, 4), told), editor=ada)  # fmt: skip
    again = (Choice("visited Norway", "from March 6 to March 8", merges=True), Choice("left", "on Friday", merges=True))
    text = "Canadian Prime Minister Mark Carney visited Norway from March 6 to March 8. An icebreaker left Tromso on Friday."
    outcome = take_in(Dispatch("b.txt", text, "Example Wire", date(2024, 3, 9), again), editor=ada)
    assert (outcome.accepted, outcome.merged) == (0, 1)
    assert outcome.idle == (again[1],), "what nothing is suggested for waits"
    event = Event.objects.get()
    assert (event.title, event.status, event.edtf) == ("Mark Carney visits Norway", "occurred", "2024-03-06/2024-03-08")
    assert event.readings.filter(shown_until=None).count() == 2


def test_a_rejection_keeps_its_reason(ada: User) -> None:
    proposal = make_proposal()
    outcome = decide(proposal.article, (Choice("foreign ministers met", "Friday", "Told already."),), editor=ada)
    assert (outcome.accepted, outcome.rejected, outcome.waiting) == (0, 1, 0)
    assert Decision.objects.get().reason == "Told already."


def test_a_rejection_without_a_reason_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "dispatches").mkdir()
    (tmp_path / "dispatches/a.txt").write_text("A.", encoding="utf-8")
    listed = '[[dispatch]]\nfile = "a.txt"\npublisher = "P"\npublished = 2024-03-04\nreject = [{ quote = "A", phrase = "B" }]\n'
    (tmp_path / "dispatches.toml").write_text(listed, encoding="utf-8")
    with pytest.raises(ValueError, match="needs its reason"):
        dispatches(tmp_path)
