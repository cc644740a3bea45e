"""The gazetteer's tables as lookups: states and their adjectives, organisations, regions and sites, cities."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

HERE: Final = Path(__file__).parent
Kind = Literal["state", "adjective", "government", "organisation", "group", "media", "region", "city"]


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the gazetteer and what it names; `needs` is a state that the text must name elsewhere for a short name to count."""

    name: str
    kind: Kind
    code: str = ""
    country: str = ""
    countries: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    exact: Literal["site", "city", "region", "country", ""] = ""
    geonames: int | None = None
    needs: str = ""
    people: int = 0
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names that stand for themselves, and the states by code. Cities are read apart, when the first is asked for."""

    names: dict[str, Known]
    states: dict[str, Known]
    capitals: dict[str, str]

    @property
    def capital_of(self) -> dict[str, str]:
        """The capital of each state by its code."""
        return {code: name for name, code in self.capitals.items()}

    def state_name(self, code: str) -> str:
        """The short name of a state, "" for no code."""
        return self.states[code].name if code in self.states else ""


@cache
def gazetteer() -> Gazetteer:
    """The names of states, regions and organisations, about 2,000 of them; reads three small files once."""
    states: dict[str, Known] = {}
    names: dict[str, Known] = {}
    capitals: dict[str, str] = {}
    for known, aliases, adjectives, capital, governments in _countries():
        states[known.code] = known
        capitals.setdefault(capital, known.code)
        names.update(_named(known, [known.name, *aliases]))
        adjective = Known(known.name, "adjective", known.code, known.code)
        names.update(dict.fromkeys(adjectives, adjective))
        for people in (form for word in adjectives for form in _people(word)):
            names.setdefault(people, adjective)  # "Laos" and "Philippines" stay states
        for word in governments:
            names[word] = Known(word.removeprefix("the "), "government", known.code, known.code)
    names |= dict(_regions()) | dict(_organisations())
    capitals.pop("", None)
    return Gazetteer(names, states, capitals)


@cache
def cities() -> dict[str, Known | str]:
    """Cities of 15,000 people and more by name, the largest of a name; a row stays text until `city` asks for it. 0.1 s once."""
    rows = gzip.decompress((HERE / "cities.tsv.gz").read_bytes()).decode().splitlines()
    found: dict[str, Known | str] = {}
    for row in reversed(rows):
        found[row[: row.index("\t")]] = row
    for row in rows:
        aliases = row[row.rindex("\t") + 1 :]
        if aliases:
            for alias in aliases.split("|"):
                found.setdefault(alias, row)
    return found


@cache
def city(name: str) -> Known | None:
    """The largest city of that name, None where there is none."""
    row = cities().get(name)
    if not isinstance(row, str):
        return row
    main, number, country, latitude, longitude, people, _ = row.split("\t")
    capital = gazetteer().capitals.get(main) == country
    return Known(
        name,
        "city",
        "",
        country,
        (country,),
        float(latitude),
        float(longitude),
        "city",
        int(number),
        "",
        int(people),
        capital,
    )


def _lines(file: str) -> Iterator[list[str]]:
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _countries() -> Iterator[tuple[Known, list[str], list[str], str, list[str]]]:
    for code, _iso3, number, name, aliases, adjectives, capital, governments, latitude, longitude in _lines(
        "countries.tsv"
    ):
        north, east = (float(latitude), float(longitude)) if latitude else (None, None)
        known = Known(name, "state", code, code, (code,), north, east, "country", int(number))
        yield known, _split(aliases), _split(adjectives), capital, _split(governments)


def _regions() -> Iterator[tuple[str, Known]]:
    for name, aliases, countries, latitude, longitude, exact in _lines("regions.tsv"):
        codes = tuple(_split(countries))
        kind: Literal["site", "city", "region"] = "site" if exact == "site" else "city" if exact == "city" else "region"
        known = Known(name, "region", "", codes[0] if codes else "", codes, float(latitude), float(longitude), kind)
        yield from _named(known, [name, *_split(aliases)]).items()


def _organisations() -> Iterator[tuple[str, Known]]:
    for row in _lines("organisations.tsv"):
        name, aliases, country, kind = (row + [""] * 4)[:4]
        which: Kind = "group" if kind == "group" else "media" if kind == "media" else "organisation"
        yield from _named(Known(name, which, "", country), [name, *_split(aliases)]).items()


def _named(known: Known, names: list[str]) -> dict[str, Known]:
    """The names of one; a "?" in front marks a short name that counts only where the text names the state or body in full."""
    return {name.lstrip("?"): _needing(known) if name.startswith("?") else known for name in names}


def _needing(known: Known) -> Known:
    return Known(
        known.name, known.kind, known.code, known.country, known.countries,
        known.latitude, known.longitude, known.exact, known.geonames, known.name,
    )  # fmt: skip


def _people(adjective: str) -> tuple[str, ...]:
    """The people of an adjective: "Kenyan" gives "Kenyans"; those in -ese, -ish, -ch and -s are their own."""
    return () if adjective.endswith(("ese", "ish", "sh", "ch", "s", "man")) else (adjective + "s",)


def _split(cell: str) -> list[str]:
    return cell.split("|") if cell else []
