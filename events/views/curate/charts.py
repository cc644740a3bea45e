"""Small charts of the front page, laid out here, printed by the template as SVG. Green and greys only: other colours mean events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from events.review.home import Day, Source

WIDTH: Final = 430
HEIGHT: Final = 130
LEFT, TOP, FOOT = 34, 8, 22
STACK: Final = (
    ("accept", "accepted as proposed"),
    ("amend", "amended"),
    ("merge", "merged"),
    ("reject", "rejected"),
)
"""From the foot of a column up; the key is its class."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A box of the drawing and its class."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Word:
    """Words at a point; `anchor` as SVG has it."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    name: str = "tick"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: grid lines at heights, boxes, a line, points, words; `label` says in one sentence what it shows."""

    label: str
    lines: tuple[float, ...] = ()
    rects: tuple[Rect, ...] = ()
    path: str = ""
    dots: tuple[tuple[float, float], ...] = ()
    words: tuple[Word, ...] = ()
    height: int = HEIGHT
    width: int = WIDTH
    left: int = LEFT


def columns(days: Sequence[Day]) -> Chart:
    """Decisions a day as stacked columns."""
    totals = [sum(day.acts.values()) for day in days]
    top = ceiling(max(totals, default=0))
    step = (WIDTH - LEFT) / len(days)
    rects = [rect for at, day in enumerate(days) for rect in stacked(day, LEFT + at * step, step - 2, top)]
    label = f"Decisions a day: {totals[-1]} today, at most {max(totals)} in the last {len(days)} days"
    return Chart(label, tuple(y_of(v, top) for v in scale(top)), tuple(rects), words=axis(days, top, step))


def stacked(day: Day, x: float, width: float, top: float) -> list[Rect]:
    """The boxes of one day, from the foot up."""
    found, done = [], 0
    for act, _ in STACK:
        count = day.acts.get(act, 0)
        if count:
            low, high = y_of(done, top), y_of(done + count, top)
            found.append(Rect(f"act-{act}", round(x, 1), high, round(width, 1), round(low - high, 1)))
        done += count
    return found


def seconds(days: Sequence[Day]) -> Chart:
    """The median seconds of a decision by day, as a line over the days that have one."""
    step = (WIDTH - LEFT - 40) / len(days)
    known = [(LEFT + (at + 0.5) * step, day.seconds) for at, day in enumerate(days) if day.seconds is not None]
    top = ceiling(max((value for _, value in known), default=0))
    points = [(round(x, 1), y_of(value, top)) for x, value in known]
    path = "M" + "L".join(f"{x} {y}" for x, y in points) if points else ""
    words = list(axis(days, top, step))
    if points:
        words.append(Word(points[-1][0] + 8, points[-1][1] + 4, f"{known[-1][1]:.1f} s", "start", "value"))
    label = f"Median seconds for a decision: {known[-1][1]:.1f} on the last day" if known else "No decisions yet"
    return Chart(label, tuple(y_of(v, top) for v in scale(top)), (), path, tuple(points[-1:]), tuple(words))


def ages(found: Sequence[tuple[str, int]]) -> Chart:
    """What waits by age, as bars to the right; the oldest in the colour of warnings."""
    most = max((count for _, count in found), default=0) or 1
    left, row = 78, 26
    rects, words = [], []
    for at, (name, count) in enumerate(found):
        y = at * row + 4
        width = round((WIDTH - left - 60) * count / most, 1)
        last = at == len(found) - 1
        rects.append(Rect("late" if last else "wait", left, y, width, row - 9))
        words += [Word(0, y + 13, name, "start", "name"), Word(left + width + 6, y + 13, f"{count:,}", "start", "name")]
    label = "Proposals waiting: " + ", ".join(f"{count:,} {name}" for name, count in found)
    return Chart(label, (), tuple(rects), words=tuple(words), height=row * len(found) + 4)


def shares(found: Sequence[Source]) -> Chart:
    """Accepted as proposed by publisher, per cent, as points on lines."""
    left, row, right = 190, 26, WIDTH - 34
    rects, words, dots = [], [], []
    for at, source in enumerate(found):
        y = at * row + 32
        x = round(left + (right - left) * source.share / 100, 1)
        rects.append(Rect("rail", left, y, right - left, 1))
        dots.append((x, y + 0.5))
        name = source.name if len(source.name) < 24 else f"{source.name[:22]}…"
        words += [Word(0, y + 4, name, "start", "name"), Word(left - 12, y + 4, f"{source.decided:,}", "end")]
        words.append(Word(x + 9, y + 4, str(source.share), "start"))
    words += [
        Word(left + (right - left) * share / 100, 12, text) for share, text in ((0, "0"), (50, "50"), (100, "100 %"))
    ]
    label = "Accepted as proposed: " + ", ".join(f"{s.name} {s.share} per cent of {s.decided}" for s in found)
    return Chart(label, (), tuple(rects), dots=tuple(dots), words=tuple(words), height=row * len(found) + 24)


def axis(days: Sequence[Day], top: float, step: float) -> tuple[Word, ...]:
    """Values at the left, the first day and each Monday at the foot."""
    values = [Word(LEFT - 6, y_of(value, top) + 4, f"{value:,.0f}", "end") for value in scale(top)]
    named = [at for at, day in enumerate(days) if day.day.weekday() == 0] or [0]
    return (*values, *(Word(LEFT + at * step, HEIGHT - 6, short(days[at].day), "start") for at in named))


def short(day: date) -> str:
    """A day in few letters."""
    return f"{day.day} {day:%b}"


def scale(top: float) -> tuple[float, ...]:
    """Three values from nothing to the top."""
    return (0, top / 2, top)


def y_of(value: float, top: float) -> float:
    """The height of a value in the drawing."""
    return round(TOP + (HEIGHT - TOP - FOOT) * (1 - value / top), 1)


def ceiling(most: float) -> float:
    """A round number that is not below the greatest value: 2, 4, 10, 20, 40, 100 and so on."""
    top = 1.0
    while top * 10 < most:
        top *= 10
    return next(top * factor for factor in (2, 4, 10) if top * factor >= most)
