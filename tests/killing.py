"""A site of its own whose server, worker and imports are killed at random moments, and what must hold after: `python -m tests.killing ACT` is its children."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Timer
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
TOKEN: Final = "k" * 32
EDITOR: Final = "ada"
LATEST_START: Final = 180.0
LATEST_ANSWER: Final = 120.0
LATEST_END: Final = 180.0
"""Seconds that a busy machine may take to start a server, to answer, to end a job; what is done sooner is not waited for."""
EACH: Final = 10
"""Proposals of one article: the page of an article shows all of them."""
UNREACHED: Final = (urllib.error.URLError, OSError)
"""What a request ends with whose server was killed."""


@dataclass
class Site:
    """A database, a folder, a server that may be killed; `seen` are the counts of events that the public was ever told."""

    folder: Path
    environment: dict[str, str]
    chance: random.Random
    lease: float = 2.0
    server: "subprocess.Popen[bytes] | None" = None
    session: str = ""
    proposals: list[int] = field(default_factory=list)
    acknowledged: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    kills: int = 0
    port: int = field(default_factory=lambda: free_port())

    @property
    def address(self) -> str:
        """Where its server answers."""
        return f"http://127.0.0.1:{self.port}"

    def child(self, *act: object) -> "subprocess.Popen[bytes]":
        """A process of the site, the first of a group of its own, so that all of it is killed together."""
        with (self.folder / "children.log").open("ab") as log:
            command = [sys.executable, *map(str, act)]
            return subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def told(self, act: str, *more: object) -> Any:
        """What a child that is left alone answers, read as JSON."""
        command = [sys.executable, "-m", "tests.killing", act, *map(str, more)]
        return json.loads(
            subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, check=True).stdout
        )

    def kill(self, process: "subprocess.Popen[bytes]") -> bool:
        """kill -9 a process and all it started; whether it still ran."""
        ran = process.poll() is None
        if ran:
            os.killpg(process.pid, signal.SIGKILL)
            self.kills += 1
        process.wait()
        return ran

    def serve(self) -> None:
        """Start the server and wait until it answers."""
        self.server = self.child(
            "-m", "gunicorn", "timeline.wsgi", "-b", f"127.0.0.1:{self.port}", "--log-level", "error"
        )
        end = time.monotonic() + LATEST_START
        while time.monotonic() < end:
            try:
                self.get("/healthz")
            except UNREACHED:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("The server did not answer.")

    def get(self, path: str) -> bytes:
        """What a reader is answered."""
        with urllib.request.urlopen(self.address + path, timeout=LATEST_ANSWER) as answer:
            return bytes(answer.read())

    def public_count(self) -> int:
        """How many events the public sees."""
        count = int(json.loads(self.get("/api/v1/facets"))["total"])
        self.seen.add(count)
        return count

    def accept(self, proposal: int) -> int:
        """The status with which an editor's decision is answered. Raises URLError or OSError where nobody answers."""
        headers = {"Cookie": f"session={self.session}; csrf={TOKEN}", "X-CSRFToken": TOKEN, "HX-Request": "true"}
        asked = urllib.request.Request(f"{self.address}/curate/proposals/{proposal}/accept/", b"", headers)
        try:
            with urllib.request.urlopen(asked, timeout=LATEST_ANSWER) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def site(folder: Path, environment: dict[str, str], *, proposals: int, seed: int) -> Iterator[Site]:
    """A site with so many proposals waiting, its server running; nothing of it runs on after."""
    own = {"ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "0", "DEBUG": "0", "TASKS": "database", "KEPT_ANSWERS_MB": "0"}
    made = Site(folder, environment | own, random.Random(seed))
    given = made.told("seed", proposals)
    made.session, made.proposals = given["session"], given["proposals"]
    made.serve()
    try:
        yield made
    finally:
        if made.server:
            made.kill(made.server)


def table_of(folder: Path, name: str, rows: int) -> Path:
    """A table of so many events, other ones for each name."""
    path = folder / f"{name}.csv"
    lines = [f"Round {row} of {name},{2001 + row % 20}-0{1 + row % 9}-1{row % 9},meeting" for row in range(rows)]
    path.write_text("\n".join(["title,date,type", *lines]) + "\n", encoding="utf-8")
    return path


def size_of(table: Path) -> int:
    """How many events a table has."""
    return len(table.read_text(encoding="utf-8").splitlines()) - 1


def decide_until_killed(site: Site, seconds: float) -> None:
    """Decide one proposal over HTTP, and others until the server is killed after some seconds; start it, and send the last once more."""
    server = site.server
    assert server is not None
    decide(site)
    killer = Timer(seconds, site.kill, [server])
    killer.start()
    try:
        while site.proposals:
            decide(site)
    except UNREACHED:
        killer.join()
        site.serve()
        last = site.proposals.pop()
        assert site.accept(last) in (200, 409), "What was sent again was neither done nor known as done."
        site.acknowledged.add(last)
    finally:
        killer.join()


def decide(site: Site) -> None:
    """Decide the next proposal, which counts as decided once that is acknowledged. Raises URLError or OSError where nobody answers."""
    status = site.accept(site.proposals[-1])
    assert status == 200, f"An editor was answered {status}."
    site.acknowledged.add(site.proposals.pop())


def load_until_killed(site: Site, table: Path, seconds: float) -> bool:
    """Load a table while readers look, and kill that after some seconds; whether it was in the middle. All of it is seen, or nothing."""
    size, before = size_of(table), site.public_count()
    command = site.child("manage.py", "load_events", table, "--publish", "--again")
    end = time.monotonic() + seconds
    while time.monotonic() < end and command.poll() is None:
        assert site.public_count() in (before, before + size), "A part of an import was seen."
    killed = site.kill(command)
    assert site.public_count() in (before, before + size), "A part of an import stayed."
    return killed


def import_in_background(site: Site, tables: list[Path], kills: int, most: float) -> float:
    """Have tables of one size imported by workers that are killed after at most so many seconds; the seconds after the last lease until all have ended."""
    step, before = size_of(tables[0]), site.public_count()
    site.told("ask", *tables)
    for _ in range(kills):
        worker = site.child("-m", "tests.killing", "work", site.lease)
        watch(site, site.chance.uniform(0, most), before, step, worker)
        site.kill(worker)
    return let_end(site, before, step)


def watch(site: Site, seconds: float, before: int, step: int, worker: "subprocess.Popen[bytes]") -> None:
    """Look as readers do for some seconds: only whole imports are seen."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and worker.poll() is None:
        assert (site.public_count() - before) % step == 0, "A part of an import was seen."


def let_end(site: Site, before: int, step: int) -> float:
    """Let one worker do what is left; the seconds after a lease until all have ended. Raises AssertionError where they do not end."""
    left = unfinished(site)
    began, most = time.monotonic(), site.lease + LATEST_END * left
    worker = site.child("-m", "tests.killing", "work", site.lease)
    try:
        while unfinished(site):
            assert time.monotonic() - began < most, f"Jobs did not end in {most:.0f} seconds."
            watch(site, 0.2, before, step, worker)
    finally:
        worker.terminate()
        worker.wait(LATEST_END)
    return max(0.0, time.monotonic() - began - site.lease)


def unfinished(site: Site) -> int:
    """How many jobs wait or run, by the site's own database."""
    asked = "SELECT count(*) FROM events_job WHERE state IN ('queued', 'running')"
    address = site.environment["DATABASE_URL"]
    if address.startswith("sqlite"):
        import sqlite3

        with closing(sqlite3.connect(address.removeprefix("sqlite:///"), timeout=LATEST_ANSWER)) as connection:
            return int(connection.execute(asked).fetchone()[0])
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        return int(connection.execute(asked).fetchone()[0])


def check(site: Site) -> dict[str, Any]:
    """What must hold in the end; what was found, for those who print it."""
    found: dict[str, Any] = site.told("report")
    assert found["fault"] == "", found["fault"]
    assert site.acknowledged <= set(found["accepted"]), "A decision that was acknowledged is missing."
    assert len(found["accepted"]) == len(set(found["accepted"])), "A decision was applied twice."
    assert found["events"] == len(found["accepted"]) + sum(found["imports"]), (
        "Events without a decision, or the reverse."
    )
    assert all(state == "done" or (state == "failed" and reason) for state, reason in found["jobs"]), found["jobs"]
    assert found["imported_jobs"] == sum(state == "done" for state, _ in found["jobs"])
    return found


# What the children do


def seed(proposals: str) -> Any:
    """An editor's session and proposals, in a database with nothing but its tables."""
    from django.test import Client

    from tests.factories import TEXT, make_article, make_editor, make_proposal

    editor, client = make_editor(EDITOR, role="chief"), Client()
    client.force_login(editor)
    articles = [make_article(text=f"{TEXT} Told {n} times.") for n in range(0, int(proposals), EACH)]
    made = [make_proposal(article=articles[n // EACH], title=f"Round {n}").pk for n in range(int(proposals))]
    return {"session": client.cookies["session"].value, "proposals": made}


def ask(*tables: str) -> Any:
    """Uploads that were tried, each waiting to be imported and published."""
    from django.contrib.auth.models import User
    from django.test import override_settings

    from events.imports import uploads
    from events.tasks import importing

    editor = User.objects.get(username=EDITOR)
    for table in map(Path, tables):
        upload = uploads.receive(table.name, [table.read_bytes()], editor=editor)
        uploads.choose(upload, {}, order="", publish=True, again=False, editor=editor)
        with override_settings(TASKS={"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}):
            importing.ask_for_trial(upload, editor=editor)
        upload.refresh_from_db()
        importing.ask_for_import(upload, editor=editor)
    return len(tables)


def work(seconds: str) -> None:
    """A worker whose leases are shorter, and its signs of life as much more frequent: minutes need not be waited for."""
    from django.core.management import call_command

    from events.models import jobs
    from events.tasks import leases, workers

    jobs.LEASE = leases.LEASE = timedelta(seconds=float(seconds))
    workers.EVERY = float(seconds) / 9
    call_command("db_worker", "--no-startup-delay", "--interval", "0.1", verbosity=0)


def report() -> Any:
    """How everything stands, by the rows."""
    from events.models import Decision, Event, Job, Upload
    from events.review.chain import verify

    imports = Decision.objects.filter(act="import")
    return {
        "fault": verify().fault or "",
        "accepted": list(Decision.objects.filter(act="accept").values_list("proposal", flat=True)),
        "events": Event.objects.count(),
        "imports": [decision.after["count"] for decision in imports],
        "jobs": list(Job.objects.filter(kind="import").values_list("state", "reason")),
        "imported_jobs": Upload.objects.exclude(decision=None).count(),
    }


def main(act: str, *more: str) -> None:
    """Do one of these, and print what came of it as JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    django.setup()
    acts: dict[str, Callable[..., Any]] = {"seed": seed, "ask": ask, "work": work, "report": report}
    print(json.dumps(acts[act](*more)))


if __name__ == "__main__":
    main(*sys.argv[1:])
