"""Two workers of one site: what one has kept is no longer given once a decision was made elsewhere, nor said to be unchanged."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.racing import ROOT, Blank, environment

WORKER = """
import re, sys
import django
django.setup()
from django.test import Client
client = Client()
for line in sys.stdin:
    answer = client.get("/", headers={"If-None-Match": line.strip(), "Host": "localhost"})
    total = re.search(rb'data-total="([0-9]+)"', answer.content)
    print(answer.status_code, answer["ETag"], int(total[1]) if total else -1, sep="|", flush=True)
"""
WRITER = """
import sys
import django
django.setup()
from events.imports.load import load
from events.imports.records import Record
from events.management.people import editor_named
records = (Record(f"{sys.argv[1]} {n}", "2023-09-11") for n in range(20))
load(records, editor=editor_named(""), publish=True, facts={})
"""


class Worker:
    """A process that answers for the start page."""

    def __init__(self, env: dict[str, str]) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=env, text=True, **pipes)

    def asked(self, tag: str = "none") -> tuple[int, str, int]:
        """Status, ETag and total of the page for who has the page of a tag."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{tag}\n")
        self.process.stdin.flush()
        status, found, total = self.process.stdout.readline().strip().split("|")
        return int(status), found, int(total)


@pytest.mark.django_db
def test_a_decision_is_seen_by_the_next_request_at_every_worker(blank: Blank, tmp_path: Path) -> None:
    env = environment(blank.copy(tmp_path, "test_two_workers"), tmp_path)
    workers = [Worker(env), Worker(env)]
    try:
        tag, before = "none", 0
        for word in ("One", "Two"):
            subprocess.run([sys.executable, "-c", WRITER, word], cwd=ROOT, env=env, check=True)
            before += 20
            answers = {worker.asked(tag) for worker in workers}
            assert len(answers) == 1
            ((status, tag, total),) = answers
            assert (status, total) == (200, before)
            assert [worker.asked(tag) for worker in workers] == [(304, tag, -1)] * 2
    finally:
        for worker in workers:
            worker.process.communicate()
