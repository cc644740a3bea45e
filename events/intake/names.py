"""What the library's gazetteer knows of names that stand in a table's cell, for those who may not ask the library itself."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from events.extraction.gazetteer.tables import Known, city, gazetteer
from events.extraction.values import Location, Name

INVERTED: Final = re.compile(r"(?P<name>[^,(]+), (?P<before>[^,(]+)")
IN_BRACKETS: Final = re.compile(r"(?P<outer>[^(]+) \((?P<inner>[^)]+)\)")
KINDS: Final[dict[str, Literal["state", "organisation", "group"]]] = {
    "state": "state",
    "organisation": "organisation",
    "media": "organisation",
    "group": "group",
}


@cache
def states() -> dict[str, Known]:
    """States by every name they or their governments have, and by code, case folded, but for short words that need a context."""
    ours = ("state", "government")
    named = {
        name.casefold(): known for name, known in gazetteer().names.items() if known.kind in ours and not known.needs
    }
    own = {key.casefold(): known for known in gazetteer().states.values() for key in (known.name, known.code)}
    return named | own


@cache
def countries() -> tuple[Name, ...]:
    """All states, by their code."""
    return tuple(Name(known.name, "state", code, code) for code, known in sorted(gazetteer().states.items()))


def middle_of(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a state, None where none is known."""
    known = gazetteer().states.get(code)
    return (
        (known.latitude, known.longitude)
        if known and known.latitude is not None and known.longitude is not None
        else None
    )


@cache
def country_named(name: str) -> Name | None:
    """The state of this name or code, also by a name of its time ("U.S.S.R."), written "Korea, South" or "Burma (Myanmar)".

    None where there is none, as for a state that fell apart and has no successor of its name.
    """
    known = next((states()[way] for way in ways_to_say(name.strip()) if way in states()), None)
    return Name(gazetteer().state_name(known.code), "state", known.code, known.code) if known else None


def ways_to_say(name: str) -> Iterator[str]:
    """A name as lists of countries write it, and as it is spoken, most exact first."""
    yield name.casefold()
    if found := IN_BRACKETS.fullmatch(name):
        yield found["outer"].casefold()
        yield found["inner"].casefold()
    if found := INVERTED.fullmatch(name):
        yield f"{found['before']} {found['name']}".casefold()
        yield found["name"].casefold()


@cache
def actor_named(name: str) -> Name | None:
    """The state, organisation or group that the gazetteer knows by this name, None where it knows none."""
    if state := country_named(name):
        return state
    known = gazetteer().names.get(name.strip())
    kind = KINDS.get(known.kind) if known and not known.needs else None
    return Name(known.name, kind, known.code, known.country) if known and kind else None


@cache
def place_named(name: str, country: str) -> Location | None:
    """The city, region or site of this name in that country (ISO 3166 alpha-2; "" any), None where the gazetteer has none."""
    region = gazetteer().names.get(name)
    known = region if region and region.kind == "region" else city(name)
    if known is None or (country and country not in known.countries):
        return None
    return Location(known.name, country or known.country, known.latitude, known.longitude, known.exact, known.geonames)
