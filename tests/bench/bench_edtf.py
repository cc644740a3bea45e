"""How fast EDTF strings are read: `python -m tests.bench.bench_edtf` prints a table.

A figure counts as a multiple of `datetime.date.fromisoformat` in the same run: so it holds on a busy machine too.
`read` is measured, which remembers nothing; `parse` answers a string it has just seen from memory (the last row).
"""

from collections.abc import Callable
from datetime import date
from timeit import Timer

from events.edtf import bounds_of, describe, parse
from events.edtf.parsing import read

DAY = "2023-09-11"
OTHERS = (
    "2023-09",
    "199X",
    "-0043",
    "2019-21",
    "2023-09-12/..",
    "2023-09-11/2023-09-18~",
    "[2026-12-01..2026-12-15]",
    "2023-09-11T14:05+09:00",
    "[1667,1668,1670..1672]",
)
DAY_BAR, OTHER_BAR = 50, 200
"""How many times as long as `fromisoformat` a plain day, and any other string, may take with its bounds."""


def nanoseconds(call: Callable[[], object]) -> float:
    """The time of one call: the best of seven runs of about 10 ms, the least that other work on the machine lets show."""
    timer = Timer(call)
    number = max(1, int(0.01 / max(timer.timeit(200) / 200, 1e-9)))
    return min(timer.repeat(repeat=7, number=number)) / number * 1e9


def rows() -> list[tuple[str, Callable[[], object], int | None]]:
    """What is measured: its name, the call, and how many times `fromisoformat` it may take (None: no bar)."""
    table: list[tuple[str, Callable[[], object], int | None]] = []
    for text in (DAY, *OTHERS):
        bar = DAY_BAR if text == DAY else OTHER_BAR
        table.append((f"read {text}", lambda text=text: read(text), bar))
        table.append((f"read, bounds_of {text}", lambda text=text: bounds_of(read(text)), bar))
    table.append((f"describe {OTHERS[5]}", lambda: describe(OTHERS[5]), None))
    table.append((f"parse {DAY}, seen before", lambda: parse(DAY), None))
    return table


def main() -> None:
    """Print the table."""
    base = nanoseconds(lambda: date.fromisoformat(DAY))
    print(f"{'':46}{'ns':>8}{'ratio':>8}{'bar':>6}")
    print(f"{'date.fromisoformat':46}{base:8.0f}{1:8.1f}{'':>6}")
    for name, call, bar in rows():
        time = nanoseconds(call)
        missed = "" if bar is None or time / base <= bar else "  missed"
        print(f"{name:46}{time:8.0f}{time / base:8.1f}{bar or '':>6}{missed}")


if __name__ == "__main__":
    main()
