"""How fast a window is answered: `python -m tests.bench.bench_timeline [EVENTS…]` prints a table (10,000 and 100,000 by default).

For each number a database of its own is filled by `synthesize` and thrown away; `--keep FOLDER` keeps it for the next run. All
times are CPU milliseconds of the process, so that they hold on a busy machine, over 120 seeded requests: windows from two weeks
to the whole span, mostly recent, a third of them without filters.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from tests.bench import bench_browser

SIZES: Final = (10_000, 100_000)
REQUESTS: Final = 120
SEED: Final = 7
DAY: Final = 1440
WORDS: Final = ("summit", "talks", "border", "sanctions", "elections")
PARTS: Final = {
    "anywhen_of": "overview",
    "facet": "facets",
    "lanes_of": "lanes with their items",
    "shown_items": "items alone",
}


def main() -> None:
    """Measure each size in a process of its own and print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path, help="folder in which the databases stay")
    parser.add_argument("--build", action="store_true", help="measure the first index of that database, as JSON")
    parser.add_argument("--measure", action="store_true", help="measure the database that VAR_DIR holds, as JSON")
    options = parser.parse_args()
    if options.build or options.measure:
        print(json.dumps(built() if options.build else measured()))
        return
    found = {size: results(size, options.keep) for size in options.sizes}
    print(f"{'CPU milliseconds, p50 / p95':44}" + "".join(f"{size:>22,}" for size in found))
    for name in next(iter(found.values())):
        print(f"{name:44}" + "".join(f"{each[name]:>22}" for each in found.values()))
    print(f"load of the machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    bench_browser.main()


def results(size: int, keep: Path | None) -> dict[str, str]:
    """The figures of one size."""
    with tempfile.TemporaryDirectory() as made:
        folder = keep / str(size) if keep else Path(made)
        env = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DATABASE_URL": "",
            "LOG_LEVEL": "ERROR",
            "ALLOWED_HOSTS": "testserver",
            "HTTPS": "0",
        }
        if not (folder / "dateline.sqlite3").exists():
            run(env, "manage.py", "migrate", "--verbosity", "0")
            run(env, "manage.py", "synthesize", "--events", str(size), "--seed", "1")
        table: dict[str, str] = {}
        for step in ("--build", "--measure"):
            table |= json.loads(run(env, "-m", "tests.bench.bench_timeline", step).splitlines()[-1])
        return table


def run(env: dict[str, str], *arguments: str) -> str:
    """What a Python command prints."""
    done = subprocess.run([sys.executable, *arguments], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def start() -> Any:
    """The index module of a project set up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    from events.timeline import index

    return index


def built() -> dict[str, str]:
    """What the first worker pays, where there is no snapshot yet."""
    index = start()
    index.snapshot_path().unlink(missing_ok=True)
    return {"index from the database": f"{cpu(index.current):.0f}"}


def measured() -> dict[str, str]:
    """All other figures of the database at hand."""
    index = start()
    from django.test import Client

    from events.timeline import query

    table = {"index of a further worker": f"{cpu(index.current):.0f}"}
    windows = list(requests(index, query))
    at = noon_of_today()
    for window in windows[:3]:
        query.answer(window, at=at)
    parts = dict.fromkeys(PARTS.values(), 0.0)
    with timed(query, parts):
        each = [cpu(lambda window=window: query.answer(window, at=at)) for window in windows]
    table["answer to a window"] = percentiles(each)
    table |= {f"  of it {name} (mean)": f"{spent / len(windows):.1f}" for name, spent in parts.items()}
    client = Client(headers={"hx-request": "true", "hx-target": "timeline"})
    client.get("/")
    table["fragment, whole request"] = percentiles(pages(client, windows))
    table["page, whole request"] = percentiles(pages(Client(), windows))
    table["list, whole request"] = percentiles(pages(Client(), windows, view="list"))
    client = Client()
    table["a hello-world request (/healthz)"] = percentiles([cpu(lambda: client.get("/healthz")) for _ in windows])
    table["memory, MB: own / with the shared snapshot"] = memory()
    table["map, whole request"] = percentiles(pages(Client(), windows, view="map"))
    table["bubbles of the map"] = percentiles(pages(Client(), windows, "/places.json", zoom=2, see="-180,-60,180,75"))
    table["memory once the map was shown"] = memory()
    found = [
        cpu(lambda word=word: query.count_of(windows[0].without_filters().changed(q=word), at=at)) for word in WORDS
    ]
    table["a word not yet searched, most"] = f"{max(found):.0f}"
    table["refresh after one decision"] = percentiles(list(refreshes(index)))
    return table


def pages(client: Any, windows: list[Any], path: str = "/", *, view: str = "timeline", **further: Any) -> list[float]:
    """The CPU of one request for each window, of which no event has been shown before."""
    start().current().items.clear()
    look = [("view", view)] if view != "timeline" else []
    asked = [f"{path}?{urlencode([*window.parameters(), *look, *further.items()])}" for window in windows]
    return [cpu(lambda address=address: ok(client.get(address))) for address in asked]


def ok(answer: Any) -> None:
    """Refuse to measure what is no answer."""
    if answer.status_code != 200:
        sys.exit(f"{answer.request['QUERY_STRING']}: {answer.status_code}")
    b"".join(answer.streaming_content) if answer.streaming else answer.content


def refreshes(index: Any) -> Iterator[float]:
    """The CPU of what the first request after a decision pays; the decisions are undone."""
    from django.db import transaction

    from events.management.people import editor_named
    from events.models import Decision, Event

    before = dict(index._kept)
    for event in Event.objects.order_by("-pk")[:10]:
        with transaction.atomic():
            Decision.append("amend", editor=editor_named(""), event=event)
            yield cpu(index.current)
            transaction.set_rollback(True)
        index._kept.update(before)


def requests(index: Any, query: Any) -> Iterator[Any]:
    """Seeded windows with the filter values that the database has."""
    from events.timeline.window import Window

    rng = random.Random(SEED)
    whole = query.answer(Window(), at=noon_of_today())
    values = {facet.name: [value.value for value in facet.values] for facet in whole.facets}
    low, high = whole.overview.low, whole.overview.high
    for _ in range(REQUESTS):
        width = int(14 * DAY * ((high - low) / (14 * DAY)) ** rng.random())
        end = high - int((high - low - width) * rng.random() ** 3)
        window = Window(lane=rng.choice(["type", "type", "type", "status", "country", "actor", "none"]))
        window = window.at(end - width, end) if rng.random() < 0.85 else window
        yield window if rng.random() < 0.35 else window.changed(**filters(rng, values))


def filters(rng: random.Random, values: dict[str, list[str]]) -> dict[str, Any]:
    """Some filters at random."""
    found: dict[str, Any] = {}
    for name, chance, most in (
        ("type", 0.5, 3),
        ("country", 0.4, 4),
        ("actor", 0.3, 1),
        ("tag", 0.3, 1),
        ("source", 0.1, 1),
    ):
        if values[name] and rng.random() < chance:
            found[name] = tuple(sorted(rng.sample(values[name], rng.randint(1, min(most, len(values[name]))))))
    found |= {"status": ("occurred",)} if rng.random() < 0.3 else {}
    found |= {"importance": rng.choice([300, 500, 800])} if rng.random() < 0.3 else {}
    found |= {"asof": rng.randint(8_000, 20_000)} if rng.random() < 0.2 else {}
    found |= {"certainty": "certain"} if rng.random() < 0.2 else {}
    found |= {"bbox": (-20.0, -10.0, 60.0, 50.0)} if rng.random() < 0.1 else {}
    return found


@contextmanager
def timed(query: Any, spent: dict[str, float]) -> Iterator[None]:
    """Add the CPU of the parts of an answer up while the block runs."""
    before = {name: getattr(query, name) for name in PARTS}

    def watched(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def run_it(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return act(*arguments, **options)
            finally:
                spent[PARTS[name]] += (time.process_time() - start) * 1000

        return run_it

    for name, act in before.items():
        setattr(query, name, watched(name, act))
    yield
    for name, act in before.items():
        setattr(query, name, act)


def cpu(act: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def memory() -> str:
    """Megabytes of memory of this process by itself, and with the mapped file; "?" where the system does not tell.

    By itself it holds what is no file: pages of a snapshot that was just written count as changed until they are on the disk.
    """
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return "?"
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith("kB")}
    return f"{sizes['Anonymous'] // 1024} / {sizes['Rss'] // 1024}"


def percentiles(times: list[float]) -> str:
    """The median and the 95th percentile."""
    ordered = sorted(times)
    return f"{ordered[len(ordered) // 2]:.1f} / {ordered[int(len(ordered) * 0.95)]:.1f}"


def noon_of_today() -> int:
    """Now, to the day, in minutes since 1970."""
    return int(time.time()) // 86400 * DAY + DAY // 2


if __name__ == "__main__":
    main()
