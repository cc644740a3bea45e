"""A window: what a reader looks at, which is the page's address, read from it and written back to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """From, to, filters, lane, as-of day, selection. None and () mean: not asked for."""

    low: int | None = None
    high: int | None = None
    q: str = ""
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    importance: int | None = None
    certainty: str = "possible"
    disputed: bool = False
    bbox: tuple[float, float, float, float] | None = None
    lane: str = "type"
    compare: str = ""
    asof: int | None = None
    rev: int | None = None
    selected: int | None = None
    view: str = "timeline"
    page: int = 1
