"""The middle of each country and what it is called where no state of the site names it. Pure."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_MIDDLES: Final = Path(__file__).with_name("outlines") / "middles.tsv"


@dataclass(frozen=True, slots=True)
class Middle:
    """A country's name and the middle of it in degrees."""

    name: str
    latitude: float
    longitude: float


@cache
def middles() -> dict[str, Middle]:
    """The middle of each country by its code; read once."""
    lines = (line.split("\t") for line in _MIDDLES.read_text(encoding="utf-8").splitlines())
    return {code: Middle(name, float(latitude), float(longitude)) for code, name, latitude, longitude in lines}
