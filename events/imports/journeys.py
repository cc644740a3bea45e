"""Journeys abroad of US presidents and secretaries of state into records: the demo's table, whose columns nobody else has.

Country names are those of their time. Importance is by rule: a president's journey above a secretary's, a summit or a
signature above a visit.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from events.imports.dates import edtf_of
from events.imports.records import Record, Where, Who
from events.intake.names import IN_BRACKETS, INVERTED, country_named, place_named
from events.intake.remarks import Remark, read_remark

IMPORTANCE: Final = {
    ("president", "visit"): 500,
    ("president", "meeting"): 650,
    ("president", "agreement"): 650,
    ("secretary", "visit"): 300,
    ("secretary", "meeting"): 400,
    ("secretary", "agreement"): 400,
}
TAGS: Final = {"president": "US presidents abroad", "secretary": "US secretaries of state abroad"}
PAGE: Final = "https://history.state.gov/departmenthistory/travels"
PUBLISHER: Final = "Office of the Historian, U.S. Department of State"


def journeys(rows: Iterable[Mapping[str, str]], known_as: Mapping[str, str]) -> Iterator[Record]:
    """The record of each journey. `known_as` gives the common name of each traveller."""
    short = short_names(known_as.values())
    for row in rows:
        person = known_as.get(row["name"], row["name"])
        yield journey(row, person, short.get(person, person), read_remark(row["remarks"]))


def journey(row: Mapping[str, str], person: str, short: str, remark: Remark) -> Record:
    """The record of one journey."""
    host = country_named(row["country"])
    code = host.code if host else ""
    traveller = Who(person, "person", country="US")
    named = (Who(name.name, name.kind, name.code, name.country) for name in remark.actors)
    hosts = (Who(host.name, "state", host.code, host.code),) if host else ()
    return Record(
        title=f"{short} visits {spoken(row['country'])}",
        edtf=edtf_of({"start": row["start_date"], "end": row["end_date"]}),
        type=remark.type,
        importance=IMPORTANCE[row["role"], remark.type],
        summary=row["remarks"],
        country=code,
        place=place_of(row["locale"], code),
        actors=tuple(dict.fromkeys((traveller, *hosts, *named))),
        tags=(TAGS[row["role"]],),
        source_url=f"{PAGE}/{row['role']}/{row['country_id']}",
    )


def short_names(people: Iterable[str]) -> dict[str, str]:
    """The name in a title: the surname, which is the last word; the whole name where two travellers share it."""
    names = sorted(set(people))
    shared = Counter(name.split()[-1] for name in names)
    return {name: name.split()[-1] if shared[name.split()[-1]] == 1 else name for name in names}


def spoken(country: str) -> str:
    """A country's name of its time as it is spoken: "South Korea" for "Korea, South", "Burma" for "Burma (Myanmar)"."""
    if found := IN_BRACKETS.fullmatch(country):
        return found["outer"]
    found = INVERTED.fullmatch(country)
    return f"{found['before']} {found['name']}" if found else country


def place_of(locale: str, code: str) -> Where | None:
    """The place, where the cell names one alone; its point, where the gazetteer knows it in that country."""
    if not locale or re.search(r"[,;(/]| and ", locale):
        return None
    known = place_named(locale, code) if code else None
    if known is None:
        return Where(locale, code)
    return Where(known.name, known.country, known.latitude, known.longitude, known.exact, known.geonames)
