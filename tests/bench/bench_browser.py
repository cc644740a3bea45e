"""What a page of 100,000 events costs a browser, beside vis-timeline with 1,000 in the same sitting: `python -m tests.bench.bench_browser`.

Drives Chromium by the benchmark in CORPORA/bench/timeline_browser; where that, Node or Chromium are missing it says so and measures
nothing. Times but the CPU's are of the clock: on a busy machine they are upper bounds.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

EVENTS: Final = 100_000
PEER: Final = ("vis", 1_000)
ROWS: Final = {
    "first events painted, ms": "firstItemsMs",
    "settled, ms": "loadSettledMs",
    "main thread until settled, CPU ms": "cpuLoadMs",
    "elements": "domElements",
    "JS heap, MB": "heapMB",
    "drag, CPU ms a frame": "dragCpuPerUpdateMs",
    "drag, ms between frames": "dragMedianMs",
    "zoom by five notches until settled, ms": "zoomGestureMs",
    "pan by a drag until settled, ms": "panGestureMs",
    "load of the machine": "loadavg",
}
DRIVEN: Final = (
    *("--ready", "#timeline-surface .band, #timeline-surface .mark"),
    *("--items", "#timeline-surface .mark, #timeline-surface .cluster"),
    *("--surface", "#timeline-surface"),
    *("--zoom", "wheel:-120x5"),
    "--zoom-ctrl",
)


def main() -> None:
    """Measure both and print them beside each other, or say what is missing."""
    if missing := lacking():
        print(f"\nBrowser figures are left out: {missing}.")
        return
    with tempfile.TemporaryDirectory() as made:
        bench = Path(made) / "bench"
        shutil.copytree(source(), bench, copy_function=shutil.copyfile)
        run(bench, "npm", "ci", "--no-audit", "--no-fund")
        run(bench, "node", "gen.mjs", "--n", str(EVENTS))
        with site(Path(made), bench / f"out/data/events_{EVENTS}.csv") as address:
            ours = figures(bench, "--name", "ours", "--n", str(EVENTS), "--url", f"{address}/?lane=tag", *DRIVEN)
        peer = figures(bench, "--peer", PEER[0], "--n", str(PEER[1]))
    print(f"\n{'In a browser':44}{f'ours, {EVENTS:,}':>22}{f'{PEER[0]}, {PEER[1]:,}':>22}")
    for name, key in ROWS.items():
        print(f"{name:44}{ours.get(key)!s:>22}{peer.get(key)!s:>22}")
    print(f"{'script shipped, gzipped, KB':44}{script() / 1000:>22.1f}")


def source() -> Path:
    """Where the benchmark is."""
    return Path(os.environ.get("CORPORA", "../shared")) / "bench/timeline_browser"


def lacking() -> str:
    """What is needed and not here; "" for nothing."""
    if not source().exists():
        return f"{source()} is not there (CORPORA says where)"
    return next((f"{name} is not installed" for name in ("node", "npm", "chromium") if not shutil.which(name)), "")


def run(folder: Path, *command: str) -> None:
    """Run a command in a folder."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr}")


def figures(bench: Path, *options: str) -> dict[str, Any]:
    """The medians of three repetitions."""
    out = bench / "figures.json"
    run(
        bench,
        "node",
        "run.mjs",
        *options,
        "--reps",
        "3",
        "--out",
        str(out),
        "--chromium",
        shutil.which("chromium") or "",
    )
    summary: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["summary"][0]
    return summary


@contextmanager
def site(folder: Path, events: Path) -> Iterator[str]:
    """The address of a site with these events, served while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    own = {"VAR_DIR": str(folder), "DATABASE_URL": "", "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "0", "LOG_LEVEL": "ERROR"}
    env = os.environ | own
    for command in (("migrate", "-v0"), ("load_events", str(events), "--publish")):
        subprocess.run([sys.executable, "manage.py", *command], env=env, check=True, capture_output=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "timeline.wsgi", "-b", place, "--preload", "--log-level", "error"], env=env
    )
    try:
        answering(f"http://{place}/healthz")
        yield f"http://{place}"
    finally:
        server.terminate()
        server.wait()


def answering(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(120):
        try:
            urlopen(address).close()
        except URLError:
            time.sleep(0.5)
        else:
            return
    sys.exit(f"{address} does not answer.")


def script() -> int:
    """The bytes of script that a page of the timeline loads, htmx included, as they travel."""
    import gzip
    from importlib.resources import files

    own = [
        Path("static/js") / f"{name}.js"
        for name in ("timeline", "moving", "keeping", "renewing", "walking", "windows", "ahead")
    ]
    htmx = Path(str(files("django_htmx"))) / "static/django_htmx/htmx-2.min.js"
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in [*own, *([htmx] if htmx.exists() else [])])


if __name__ == "__main__":
    main()
