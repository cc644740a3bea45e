"""A window: what a reader looks at, which is the page's address, read from it and written back to it. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final
from urllib.parse import parse_qs, quote_plus

from events.edtf import MINUTES_PER_DAY, EdtfError, bounds_of, civil, day_minutes, days_in_month
from events.timeline import grain
from events.vocabulary import STATUSES, TYPES

LANES: Final = ("type", "status", "country", "actor", "source", "tag", "none")
VIEWS: Final = ("timeline", "list", "map")
UNRECORDED: Final = "unrecorded"
"""The status filter's word for what was ahead when it was told, and whose outcome no later article tells."""

MANY: Final = 500
"""Values that one address may filter by: far above what a person chooses, below what slows an answer."""
LONGEST_SEARCH: Final = 500
"""Characters of a text search; longer ones are pasted by mistake."""
LONGEST_VALUE: Final = 300
_FIRST_ASOF, _LAST_ASOF = (
    day_minutes(year, month, day) // MINUTES_PER_DAY for year, month, day in ((-9999, 1, 1), (9999, 12, 31))
)
_LARGEST_NUMBER: Final = 2**63 - 1

EVERYTHING: Final = "certainty=possible"
"""What a second set of filters is written as where it has none: an empty one would be no second set at all."""

_REPEATED: Final = ("type", "status", "country", "actor", "place", "source", "tag")
_LONG_YEAR: Final = re.compile(r"(-?)0*([0-9]{5,})(?![0-9])")
_UNPRINTED: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter of an address that cannot be read: its name, what was typed, and what to do about it."""

    name: str
    value: str
    message: str


class _Unreadable(ValueError):
    """A value that cannot be read; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Window:
    """From, to, filters, lane, as-of day, selection. None and () mean: not asked for.

    `low`..`high` are minutes since 1970-01-01T00:00, both included; `asof` is a day, counted from 1970-01-01; `rev` the number
    of a decision; `bbox` west, south, east, north in degrees, west > east across the date line. Actors, places and sources
    are told by the number of their row, or by name; types, statuses and countries by key or ISO 3166 code.
    """

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
    order: str = ""

    @classmethod
    def from_query(cls, params: Mapping[str, list[str]]) -> "tuple[Window, tuple[Problem, ...]]":
        """The window of an address and what of it cannot be read (that is left out). Unknown parameters are ignored."""
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, read in _READERS.items():
            values = [value for value in params.get(name, ()) if value.strip()]
            _take(found, problems, name, values, read)
        low, high = found.get("low"), found.get("high")
        if low is not None and high is not None and low > high:
            message = "The window ends before it begins: exchange its two dates."
            problems.append(Problem("to", " ".join(params.get("to", ())), message))
            del found["high"]
        found["low"], found["high"] = grain.writable(found.get("low"), found.get("high"))
        return cls(**found), tuple(problems)

    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of its address, sorted, without what is not asked for."""
        return [*_parameters(self)]

    def query_string(self, **changes: Any) -> str:
        """Its address without "?", with changes of fields applied first: equal windows have equal addresses."""
        return encoded((replace(self, **changes) if changes else self).parameters())

    @property
    def from_text(self) -> str:
        """Its first minute as EDTF, as coarse as it may be told: 1994, 1994-03, 1994-03-05 or with a time; "" for none."""
        return "" if self.low is None else start_text(self.low)

    @property
    def to_text(self) -> str:
        """Its last minute as EDTF, as coarse as it may be told; "" for none."""
        return "" if self.high is None else end_text(self.high)

    @property
    def asof_text(self) -> str:
        """Its as-of day as EDTF, "" for none."""
        return "" if self.asof is None else start_text(self.asof * MINUTES_PER_DAY, day=True)

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """Every filter value that is on, as (parameter, value), in the order of the address."""
        return tuple(pair for pair in self.parameters() if pair[0] in _FILTERS)

    def has(self, name: str, value: str) -> bool:
        """Whether a value of a repeated filter is on."""
        return value in getattr(self, name)

    def without(self, name: str, value: str | None = None) -> "Window":
        """Without one value of a repeated filter, or without the filter (q, bbox, from …) at all."""
        if name in _REPEATED and value is not None:
            return self.changed(**{name: tuple(kept for kept in getattr(self, name) if kept != value)})
        field = _FIELD.get(name, name)
        return self.changed(**{field: _DEFAULTS[field]})

    def without_filters(self) -> "Window":
        """The same dates, lane and view, without any filter."""
        return self.changed(**{name: default for name, default in _DEFAULTS.items() if name in _FILTERS})

    def changed(self, **changes: Any) -> "Window":
        """With fields changed; another window starts on its first page with nothing selected, unless that is the change."""
        return replace(self, **({"page": 1, "selected": None} | changes))

    def at(self, low: int | None, high: int | None) -> "Window":
        """Over other dates, whose ends an address can write."""
        low, high = grain.writable(low, high)
        return self.changed(low=low, high=high)

    def zoomed(self, factor: float, *, low: int, high: int, about: int | None = None) -> "Window":
        """`factor` times as wide (0.5 zooms in), given the answer's actual ends; snapped to the grid."""
        return self.at(*grain.zoomed(low, high, factor, about=about))

    def panned(self, fraction: float, *, low: int, high: int) -> "Window":
        """Moved by a fraction of its width (negative is earlier), given the answer's actual ends; snapped to the grid."""
        return self.at(*grain.panned(low, high, fraction))

    def compared(self) -> "Window | None":
        """The second set of filters, over the same dates and clocks; None where nothing is compared."""
        if not self.compare:
            return None
        other, _ = Window.from_query(parse_qs(self.compare))
        shared = {name: getattr(self, name) for name in ("low", "high", "lane", "asof", "rev", "view")}
        return replace(other, compare="", page=1, selected=None, **shared)

    @property
    def as_compared(self) -> str:
        """Its filters as another window's address writes them in `compare`."""
        return encoded(self.filters) or EVERYTHING


_DEFAULTS: Final[dict[str, Any]] = {field.name: field.default for field in fields(Window)}
_values_of: Final = attrgetter(*_DEFAULTS)


@lru_cache(maxsize=256)
def _parameters(window: Window) -> tuple[tuple[str, str], ...]:
    """The parameters of a window's address. Cached: a page asks for those of its own window a dozen times."""
    pairs: list[tuple[str, str]] = []
    for (name, default), value in zip(_DEFAULTS.items(), _values_of(window), strict=True):
        if value is not default and value != default:
            address = _ADDRESS.get(name, name)
            pairs += [(address, text) for text in _texts(name, value)]
    return tuple(sorted(pairs))


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Parameters as an address writes them, as `urllib.parse.urlencode` does; a page has a hundred addresses of few values."""
    return "&".join([f"{name}={quoted(text)}" for name, text in pairs])


quoted: Final = lru_cache(maxsize=4096)(quote_plus)
"""A value as an address writes it."""


@lru_cache(maxsize=4096)
def start_text(minute: int, *, day: bool = False) -> str:
    """The coarsest EDTF whose first minute this is, of day grain at most where `day`."""
    return _start_text(*civil(minute), day=day)


def _start_text(year: int, month: int, of_month: int, hour: int, past: int, *, day: bool = False) -> str:
    if (month, of_month, hour, past) == (1, 1, 0, 0) and not day:
        return _year(year)
    if (of_month, hour, past) == (1, 0, 0) and not day:
        return f"{_year(year)}-{month:02d}"
    text = f"{_year(year)}-{month:02d}-{of_month:02d}"
    return text if day or (hour, past) == (0, 0) else f"{text}T{hour:02d}:{past:02d}"


@lru_cache(maxsize=4096)
def end_text(minute: int) -> str:
    """The coarsest EDTF whose last minute this is."""
    return _end_text(*civil(minute))


def _end_text(year: int, month: int, of_month: int, hour: int, past: int) -> str:
    if (month, of_month, hour, past) == (12, 31, 23, 59):
        return _year(year)
    if (of_month, hour, past) == (days_in_month(year, month), 23, 59):
        return f"{_year(year)}-{month:02d}"
    text = f"{_year(year)}-{month:02d}-{of_month:02d}"
    return text if (hour, past) == (23, 59) else f"{text}T{hour:02d}:{past:02d}"


def span_text(low: int, high: int) -> str:
    """From one minute to another as EDTF; inside one year both ends are told as finely: 2023-06/2023-12, not 2023-06/2023."""
    begin, end = civil(low), civil(high)
    if not whole_days(begin, end):
        return f"{_start_text(*begin)}/{_end_text(*end)}"
    first, last = parts_told(begin, end)
    return f"{_parted(*begin[:3], first)}/{_parted(*end[:3], last)}"


Moment = tuple[int, int, int, int, int]
"""Year, month, day, hour and minute."""


def whole_days(begin: Moment, end: Moment) -> bool:
    """Whether a span begins with a day's first minute and ends with a day's last."""
    return begin[3:] == (0, 0) and end[3:] == (23, 59)


def parts_told(begin: Moment, end: Moment) -> tuple[int, int]:
    """How much of its two ends a span of whole days tells: 1 for the year, 2 with the month, 3 with the day."""
    first = 1 if begin[1:3] == (1, 1) else 2 if begin[2] == 1 else 3
    last = 1 if end[1:3] == (12, 31) else 2 if end[2] == days_in_month(end[0], end[1]) else 3
    return (first, last) if begin[0] != end[0] else (max(first, last),) * 2


def _parted(year: int, month: int, of_month: int, parts: int) -> str:
    """A year, a month of it and a day of that: the first so many of them."""
    return "-".join((_year(year), f"{month:02d}", f"{of_month:02d}")[:parts])


def _year(year: int) -> str:
    sign, digits = "-" if year < 0 else "", f"{abs(year):04d}"
    return f"{'Y' if len(digits) > 4 else ''}{sign}{digits}"


def _in_order(values: set[str]) -> tuple[str, ...]:
    return tuple(sorted(values))


def _texts(name: str, value: Any) -> Iterator[str]:
    """A field's value as its address writes it."""
    if name in _REPEATED:
        yield from value
    elif name == "low":
        yield start_text(value)
    elif name == "high":
        yield end_text(value)
    elif name == "asof":
        yield start_text(value * MINUTES_PER_DAY, day=True)
    elif name == "bbox":
        yield ",".join(f"{degrees:.6f}".rstrip("0").rstrip(".") for degrees in value)
    else:
        yield "1" if value is True else str(value)


def _take(found: dict[str, Any], problems: list[Problem], name: str, values: list[str], read: Any) -> None:
    """Read one parameter into `found`, or say in `problems` why not. Of what is not repeated the last value counts."""
    if len(values) > MANY:
        message = f"{len(values):,} values of “{name}” are too many: choose up to {MANY}."
        problems.append(Problem(name, " ".join(values)[:LONGEST_VALUE], message))
        values = values[:MANY]
    good = []
    for value in values if name in _REPEATED else values[-1:]:
        try:
            good.append(read(_UNPRINTED.sub(" ", value).strip()))
        except _Unreadable as unreadable:
            problems.append(Problem(name, value, str(unreadable)))
    if good:
        found[_FIELD.get(name, name)] = _in_order(set(good)) if name in _REPEATED else good[-1]


@lru_cache(maxsize=256)
def _date(value: str) -> tuple[int | None, int | None]:
    """The first and last minute of an EDTF date of any grain. Cached: a request reads its window to name its answer, and to make it."""
    if match := _LONG_YEAR.match(value):
        raise _Unreadable(
            f"A year of more than four digits is written with a Y and stands alone: Y{match[1]}{match[2]}."
        )
    try:
        bounds = bounds_of(value)
    except EdtfError as error:
        raise _Unreadable(str(error)) from error
    return bounds.earliest_start, bounds.latest_end


def _first(value: str) -> int:
    low, _ = _date(value)
    if low is None:
        raise _Unreadable("This date has no beginning: leave “from” empty to see everything before.")
    return low


def _last(value: str) -> int:
    _, high = _date(value)
    if high is None:
        raise _Unreadable("This date has no end: leave “to” empty to see everything after.")
    return high


def _asof(value: str) -> int:
    """The last day of a date; the nearest that four digits of a year write, beyond which nothing was ever reported."""
    return min(max(_last(value) // MINUTES_PER_DAY, _FIRST_ASOF), _LAST_ASOF)


def _search(value: str) -> str:
    if len(value) > LONGEST_SEARCH:
        raise _Unreadable(
            f"The search has {len(value):,} characters: {LONGEST_SEARCH} are read. Search for fewer words."
        )
    return " ".join(value.split())


def _of(known: Mapping[str, object], what: str) -> Any:
    """A reader of one of the known words."""

    def read(value: str) -> str:
        if value not in known:
            raise _Unreadable(f"“{value[:60]}” is no {what}. Choose one of: {', '.join(known)}.")
        return value

    return read


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", value):
        raise _Unreadable(f"“{value[:60]}” is no country: write its two letters of ISO 3166, such as RU.")
    return value.upper()


def _name(value: str) -> str:
    if len(value) > LONGEST_VALUE:
        raise _Unreadable(f"No name here has {len(value):,} characters.")
    return value


def _number(least: int, most: int, what: str) -> Any:
    """A reader of a whole number in a range."""

    def read(value: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,19}", value) or not least <= int(value) <= most:
            upto = f" up to {most}" if most < _LARGEST_NUMBER else ""
            raise _Unreadable(f"“{value[:60]}” is no {what}: write a whole number from {least}{upto}.")
        return int(value)

    return read


def _yes(value: str) -> bool:
    if value.lower() not in ("1", "true", "yes", "on", "0", "false", "no", "off"):
        raise _Unreadable("Write 1 to see only what is disputed, or leave it out.")
    return value.lower() in ("1", "true", "yes", "on")


def _bbox(value: str) -> tuple[float, float, float, float]:
    parts = value.split(",")
    if len(parts) != 4 or not all(re.fullmatch(r" *-?[0-9]{1,3}(\.[0-9]{1,12})? *", part) for part in parts):
        raise _Unreadable("A box on the map is west,south,east,north in degrees, such as 124,33,131,43.")
    west, south, east, north = (round(float(part), 6) for part in parts)
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise _Unreadable("The box leaves the map: west and east are from -180 to 180, south and north from -90 to 90.")
    return west, south, east, north


def _compare(value: str) -> str:
    """A second address, written canonically, without what both sides share."""
    window, problems = Window.from_query(parse_qs(value[: 4 * LONGEST_SEARCH]))
    if problems:
        raise _Unreadable(f"What to compare with cannot be read: {problems[0].message}")
    return window.as_compared


_READERS: Final[dict[str, Any]] = {
    "from": _first,
    "to": _last,
    "q": _search,
    "type": _of(TYPES, "type"),
    "status": _of({**STATUSES, UNRECORDED: None}, "status"),
    "country": _country,
    **dict.fromkeys(("actor", "place", "source", "tag"), _name),
    "importance": _number(0, 1000, "importance"),
    "certainty": _of(dict.fromkeys(("certain", "possible")), "certainty"),
    "disputed": _yes,
    "bbox": _bbox,
    "lane": _of(dict.fromkeys(LANES), "lane"),
    "compare": _compare,
    "asof": _asof,
    "rev": _number(0, _LARGEST_NUMBER, "decision"),
    "selected": _number(1, _LARGEST_NUMBER, "event"),
    "view": _of(dict.fromkeys(VIEWS), "view"),
    "page": _number(1, 10_000_000, "page"),
    "order": _of(dict.fromkeys(("newest",)), "order"),
}
_ADDRESS: Final = {"low": "from", "high": "to"}
_FIELD: Final = {"from": "low", "to": "high"}
_FILTERS: Final = frozenset((*_REPEATED, "q", "importance", "certainty", "disputed", "bbox"))
