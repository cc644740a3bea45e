"""Colours hold the contrast that WCAG 2.2 AA asks for, in both themes, and groups stay apart."""

import re
from itertools import combinations
from pathlib import Path

import pytest

SHEET = (Path(__file__).resolve().parents[3] / "static/css/tokens.css").read_text(encoding="utf-8").split("@media")[0]
PAIRS = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", SHEET)
THEMES = {"light": {name: light for name, light, _ in PAIRS}, "dark": {name: dark for name, _, dark in PAIRS}}
GROUPS = ("talks", "cooperation", "threats", "force", "civic")
GROUNDS = ("paper", "panel", "raised")
RULES = [
    *(("ink", ground, 7) for ground in (*GROUNDS, "mark-text", *(f"{group}-soft" for group in GROUPS))),
    *((name, ground, 4.5) for name in ("ink-2", "ink-3", "link", "good", "bad") for ground in GROUNDS),
    *((name, ground, 3) for name in ("focus", "line-strong", *GROUPS) for ground in GROUNDS),
    *((group, f"{group}-soft", 3) for group in GROUPS),
    *(("on-group", group, 3) for group in GROUPS),
    ("on-select", "select", 4.5),
    ("mark-text-line", "paper", 3),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground", "least"), RULES)
def test_it_can_be_read(theme: str, front: str, ground: str, least: float) -> None:
    assert contrast(THEMES[theme][front], THEMES[theme][ground]) >= least


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_groups_have_one_colour(theme: str) -> None:
    colours = [THEMES[theme][group] for group in GROUPS]
    for one, other in combinations(colours, 2):
        apart = sum(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))
        assert apart > 60
