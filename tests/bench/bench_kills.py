"""kill -9 of server, imports and workers at random moments: `python -m tests.bench.bench_kills` prints what was found; exit 1 where something was lost.

A site of its own, thrown away, on the kind of database that DATABASE_URL names. Leases are of 2 seconds instead of 90, so that they need not be waited for.
"""

import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Final

from tests.killing import Site, check, decide_until_killed, import_in_background, load_until_killed, site, table_of

ROWS: Final = 5_000
EACH: Final = 150
"""Proposals waiting for each kill of the server: more than are decided in LONGEST seconds."""
LONGEST: Final = 2.0
QUEUED: Final = 8
"""Imports in the background; each may be begun three times."""


def main() -> None:
    """Kill, look, print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20, metavar="N", help="of each of the three (default: 20)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same number gives the same moments")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    from tests.racing import empty_database, environment, migrate

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = environment(empty_database(folder, "bench_kills"), folder) | {"LOG_LEVEL": "ERROR"}
        migrate(own)
        with site(folder, own, proposals=EACH * given.kills, seed=given.seed) as killable:
            try:
                killed(killable, given.kills)
            except AssertionError as error:
                sys.exit(f"After {killable.kills} kills, seed {given.seed}: {error}")


def killed(site: Site, kills: int) -> None:
    """Kill server, imports and workers so many times each, and print."""
    began = time.monotonic()
    for _ in range(kills):
        decide_until_killed(site, site.chance.uniform(0.05, LONGEST))
    print(f"{kills} kills of the server: {len(site.acknowledged):,} decisions acknowledged", flush=True)
    table = table_of(site.folder, "loaded", ROWS)
    whole = time.monotonic()
    assert not load_until_killed(site, table, 120), "An import that nobody killed did not end."
    whole = time.monotonic() - whole
    middle = sum(load_until_killed(site, table, site.chance.uniform(0, whole)) for _ in range(kills))
    print(f"{middle} kills of an import in its {whole:.1f} s, of {kills}: no part seen", flush=True)
    tables = [table_of(site.folder, f"queued {n}", ROWS) for n in range(QUEUED)]
    after = import_in_background(site, tables, kills=kills, most=2 * whole)
    found = check(site)
    states = [state for state, _ in found["jobs"]]
    print(
        f"{kills} kills of a worker: {states.count('done')} imports done, {states.count('failed')} failed with a reason"
    )
    print(
        f"the last job ended {after:.1f} s after a lease of {site.lease:.0f} s; the public was told {sorted(site.seen)} events"
    )
    print(
        f"{len(found['accepted']):,} decisions, none lost, none twice, the chain holds; {time.monotonic() - began:.0f} s in all"
    )


if __name__ == "__main__":
    main()
