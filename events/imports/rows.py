"""One row of a table into one record, or a refusal that says what would be right."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from html import unescape
from typing import Any, Final

from events.imports.coding import ACLED, ACLED_PLACES, UCDP_PLACES, VIOLENCE
from events.imports.dates import Order, day_of, edtf_of, text_of
from events.imports.records import ADDRESS, URL_LENGTH, Record, Refused, Where, Who
from events.intake.names import actor_named, country_named
from events.vocabulary import STATUSES, TYPES

LONGEST: Final = {"title": 300, "place": 200, "actor": 200, "tag": 80}
"""Characters, as long as the columns are."""
MOST_NAMES: Final = 200
"""Actors or tags of one row; more is a list in the wrong column."""
SEPARATOR: Final = re.compile(r"\s*[;|\n]\s*")
COMMAS: Final = re.compile(r"\s*[;|,\n]\s*")
TYPE_WORDS: Final = {
    word.casefold().replace("_", " "): t.key for t in TYPES.values() for word in (t.plural, t.name, t.key)
}
STATUS_WORDS: Final = {word.casefold(): s.key for s in STATUSES.values() for word in (s.name, s.key)}
DAYS: Final = {"published": "published_on", "known_from": "known_from"}
"""Fields that hold a day, and those of the record."""
MARKS: Final = re.compile(r"</?(?:p|br|b|i|em|strong|a|div|span|ul|ol|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
"""What shows that a text is written in HTML; a lone < does not."""
COARSE: Final = range(1, 6)
"""Importance as people rate it, 1 to 5; each step is 200 of our 1000."""


def record_of(values: Mapping[str, Any], *, order: Order = "") -> Record:
    """The event of a row, given as field and cell, without empty cells; `order` is that of its dates in figures. Raises Refused."""
    kind, tags = type_and_tags(values)
    country = country_of(values.get("country"))
    fields = {name: read(values[field]) for field, (name, read) in READERS.items() if field in values}
    days = {name: day_of(values[field], field, order=order) for field, name in DAYS.items() if field in values}
    return Record(
        title=title_of(values),
        edtf=edtf_of(values, order=order),
        type=kind,
        tags=tags,
        country=country,
        **where_of(values, country),
        **(fields | days | told_of(values)),
    )


def title_of(values: Mapping[str, Any]) -> str:
    """The title, in one line; of coded events without one what happened, who and where."""
    title = " ".join(clean(text_of(values.get("title"))).split())
    if title:
        return short(title, "title")
    if not any(values.get(field) for field in ("actor1", "sub_type")):
        raise Refused("The title is missing.")
    if made := made_title(values):
        return made
    raise Refused("The title is missing, and nothing in the row says what happened, who or where.")


def made_title(values: Mapping[str, Any]) -> str:
    """A title for a coded event: “Armed clash: Group A – Group B, Town”."""
    code = VIOLENCE.get(text_of(values.get("violence")))
    what = text_of(values.get("sub_type")) or (code[1] if code else "") or text_of(values.get("type"))
    who = " – ".join(name for name in (text_of(values.get(key)) for key in ("actor1", "actor2")) if name)
    named = ": ".join(part for part in (what, who) if part)
    place = text_of(values.get("place")) if not isinstance(values.get("place"), dict) else ""
    title = " ".join(clean(f"{named}, {place}" if place else named).split())
    return title if len(title) <= LONGEST["title"] else f"{title[: LONGEST['title'] - 1].rstrip()}…"


def told_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The summary, and who took part: each of one cell, and of those that coded events have beside it."""
    told: dict[str, Any] = {}
    source = clean(text_of(values.get("source")))
    if ADDRESS.fullmatch(source) and len(source) <= URL_LENGTH:
        told["source_url"] = url_of(values.get("source_url")) or source
        source = ""
    fatalities = text_of(values.get("fatalities"))
    further = (f"Fatalities: {fatalities}." if fatalities else "", f"Source: {source}" if source else "")
    summary = summary_of(values.get("summary"))
    if any(further):
        told["summary"] = "\n".join(part for part in (summary, *further) if part)
    elif summary:
        told["summary"] = summary
    if sides := [values[key] for key in ("actor1", "actor2") if key in values]:
        told["actors"] = tuple(dict.fromkeys(who for cell in (values.get("actors"), *sides) for who in actors_of(cell)))
    elif "actors" in values:
        told["actors"] = actors_of(values["actors"])
    return told


def where_of(values: Mapping[str, Any], country: str) -> dict[str, Any]:
    """Point and place. A point that stands for a whole region is the place's, not where the event was."""
    latitude, longitude = point_of(values)
    place = place_of(values["place"], country) if "place" in values else None
    exact = exact_of(values)
    if exact in ("region", "country") and place and latitude is not None:
        return {"place": replace(place, latitude=latitude, longitude=longitude, exact=exact)}
    return {"latitude": latitude, "longitude": longitude, "place": place}


def exact_of(values: Mapping[str, Any]) -> str:
    """How exact a point is, by the numbers of ACLED or UCDP; "" where none is given. Raises Refused for other numbers."""
    for field, codes in (("geo_precision", ACLED_PLACES), ("where_prec", UCDP_PLACES)):
        code = text_of(values.get(field))
        if code and code not in codes:
            raise Refused(f"“{code[:20]}” is no {field}: it runs from 1 to {len(codes)}.")
        if code:
            return codes[code]
    return ""


def type_and_tags(values: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Type and tags: a type or category that is one of ours is the type, another word becomes a tag."""
    tags = names_in(values["tags"], COMMAS, "tag") if "tags" in values else []
    code = VIOLENCE.get(text_of(values.get("violence"))) if "violence" in values else None
    kind = code[0] if code else ""
    tags += [code[1]] if code else []
    for column in ("sub_type", "type", "category"):
        if column not in values:
            continue
        word = clean(text_of(values.get(column)))
        plain = word.casefold().replace("_", " ")
        own = TYPE_WORDS.get(plain)
        known = own or ACLED.get(plain)
        if word and (not own or (kind and kind != own)):
            tags.append(short(word, "tag"))
        kind = kind or known or ""
    return kind or "other", tuple(dict.fromkeys(tags))


def status_of(value: Any) -> str:
    """The status; what has none is told as fact."""
    word = text_of(value)
    if word and word.casefold() not in STATUS_WORDS:
        raise Refused(f"“{word[:40]}” is no status: write {', '.join(STATUSES)}.")
    return STATUS_WORDS.get(word.casefold(), "occurred")


def importance_of(value: Any) -> int:
    """Importance from 0 to 1000; 1 to 5 are steps of 200."""
    text = text_of(value)
    if not text:
        return 200
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) > 1000:
        raise Refused(f"“{text[:40]}” is no importance: write 1 to 5, or a whole number up to 1000.")
    return int(text) * 200 if int(text) in COARSE else int(text)


@lru_cache(4096)
def _country(name: str) -> str:
    known = country_named(name)
    if known is None:
        raise Refused(
            f"“{name[:60]}” is no country known here: give its ISO 3166 code of two letters, or leave it empty."
        )
    return known.code


def country_of(value: Any) -> str:
    """The ISO code of a country given by code or name."""
    name = clean(text_of(value)) if value else ""
    return _country(name) if name else ""


def point_of(values: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, both or neither."""
    texts = [text_of(values.get(key)) for key in ("lat", "lon")]
    if not any(texts):
        return None, None
    try:
        latitude, longitude = (float(text) for text in texts)
    except ValueError as error:
        raise Refused(
            f"“{texts[0][:20]}, {texts[1][:20]}” is no point: write both in degrees, as 46.2 and 6.15."
        ) from error
    if not (math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Refused(
            f"{latitude:g}, {longitude:g} is not on Earth: latitude runs from -90 to 90, longitude from -180 to 180."
        )
    return latitude, longitude


def place_of(value: Any, country: str) -> Where | None:
    """The place of a name, or of an object with a name and a country."""
    if isinstance(value, dict):
        country = country_of(value.get("country")) or country
        value = value.get("name")
    name = clean(text_of(value))
    return Where(short(name, "place"), country) if name else None


def actors_of(value: Any) -> tuple[Who, ...]:
    """The actors of a cell: names between semicolons, or a list of names or of objects with a name."""
    return tuple(dict.fromkeys(known_actor(name) for name in names_in(value, SEPARATOR, "actor")))


@lru_cache(65_536)
def known_actor(name: str) -> Who:
    """What the gazetteer knows of a name; else the name alone."""
    known = actor_named(name)
    return Who(known.name, known.kind, known.code, known.country) if known else Who(name)


def names_in(value: Any, separator: re.Pattern[str], what: str) -> list[str]:
    """The names of a cell, or of a list, without empty ones."""
    if not value:
        return []
    items = value if isinstance(value, list) else separator.split(text_of(value))
    names = [clean(text_of(item.get("name") if isinstance(item, dict) else item)) for item in items]
    if len(names) > MOST_NAMES:
        raise Refused(
            f"There are {len(names)} names of {what}s in one row, more than {MOST_NAMES}: is the column the right one?"
        )
    return [short(name, what) for name in names if name]


def url_of(value: Any) -> str:
    """The address of the source."""
    url = clean(text_of(value))
    if url and not ADDRESS.fullmatch(url):
        raise Refused(f"“{url[:60]}” is no address of a source: write it with http:// or https://.")
    if len(url) > URL_LENGTH:
        raise Refused(f"The address of the source is longer than {URL_LENGTH} characters.")
    return url


def summary_of(value: Any) -> str:
    """The summary; where it is written in HTML, its words."""
    text = clean(text_of(value))
    if not MARKS.search(text):
        return text
    lines = re.sub(r"\s*(?:<br ?/?>|</(?:p|div|li|h[1-6])>)\s*", "\n", text, flags=re.IGNORECASE)
    return unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", lines)).strip()


def clean(text: str) -> str:
    """The text; raises Refused for what no database holds."""
    if "\x00" in text:
        raise Refused("There is a NUL character in it, as in binary files.")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise Refused("There is half a character in it: copy the text again from its source.") from error
    return text


def short(text: str, what: str) -> str:
    """The text, if it is no longer than its column."""
    if len(text) > LONGEST[what]:
        raise Refused(f"The {what} is longer than {LONGEST[what]} characters: “{text[:40]}…”.")
    return text


READERS: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "status": ("status", status_of),
    "importance": ("importance", importance_of),
    "source_url": ("source_url", url_of),
}
"""Fields that are read from their own cell alone: the field of the record, and what reads the cell."""
