"""Several workers on one database: each answer is of one state, no answer is older than one seen before, imports are whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.racing import ROOT, Blank, environment

IMPORT, IMPORTS, WORKERS = 400, 5, 2

# A small index is rebuilt and kept as a large one is, so that workers meet in the snapshot too.
WORKER = """
import json, sys, threading
import django
django.setup()
from events.timeline import index
from events.timeline.query import answer, count_of, page_of
from events.timeline.window import Window
index.LEAST_KEPT, index.LEAST_CHANGES = 100, 50
stopped = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), stopped.set()), daemon=True).start()
seen, last = [], False
print("ready", flush=True)
while not last:
    last = stopped.is_set()
    found = answer(Window(), at=29_000_000, bins=20)
    assert sum(lane.total for lane in found.lanes) == found.total
    assert all(sum(lane.bins) == lane.total for lane in found.lanes)
    assert sum(value.count for facet in found.facets if facet.name == "type" for value in facet.values) == found.total
    items, pages = page_of(Window(view="list"), at=29_000_000, page=1, size=10)
    assert len(items) == min(10, count_of(Window(), at=29_000_000)) or not found.total
    seen.append((found.generation, found.total))
print(json.dumps(seen))
"""
WRITER = """
import sys
import django
django.setup()
from events.imports.load import load
from events.imports.records import Record
from events.management.people import editor_named
many, times = int(sys.argv[1]), int(sys.argv[2])
editor = editor_named("")
for n in range(times):
    records = (Record(title=f"Talks {n} {i}", edtf=f"20{10 + n}-0{1 + i % 9}-1{i % 9}", type="meeting") for i in range(many))
    load(records, editor=editor, publish=True, facts={"n": n})
"""
JUDGE = """
import json, django
django.setup()
from events.models import Decision
print(json.dumps(list(Decision.objects.filter(act="import").order_by("number").values_list("number", "after__count"))))
"""


@pytest.mark.django_db
def test_workers_answer_rightly_while_imports_come_in(blank: Blank, tmp_path: Path) -> None:
    env = environment(blank.copy(tmp_path, "test_timeline_workers"), tmp_path)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=env, check=True, capture_output=True, text=True
        )
        return done.stdout

    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER], cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(WORKERS)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    run("-c", WRITER, str(IMPORT), str(IMPORTS))
    seen = [json.loads(worker.communicate("stop\n", timeout=120)[0]) for worker in workers]
    imports = json.loads(run("-c", JUDGE))
    assert [count for _, count in imports] == [IMPORT] * IMPORTS
    for answers in seen:
        assert answers == sorted(answers)
        for generation, total in answers:
            assert total == sum(count for number, count in imports if number <= generation)
        assert answers[-1] == [imports[-1][0], IMPORT * IMPORTS]


DAMAGED = """
import sys, pathlib
import django
django.setup()
from events.timeline import index
from events.timeline.query import count_of
from events.timeline.window import Window
index.LEAST_KEPT = 100
path = index.snapshot_path()
if sys.argv[1] == "cut":
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
if sys.argv[1] == "other":
    path.write_bytes(path.read_bytes().replace(b'"format": ', b'"format": 9', 1))
print(count_of(Window(), at=29_000_000))
"""


@pytest.mark.django_db
def test_a_worker_starts_rightly_whatever_the_snapshot_is(blank: Blank, tmp_path: Path) -> None:
    env = environment(blank.copy(tmp_path, "test_timeline_snapshot"), tmp_path)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=env, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    run("-c", WRITER, "300", "1")
    assert [run("-c", DAMAGED, how) for how in ("none", "whole", "cut", "other")] == ["300"] * 4
