"""An editor's corrections to a proposal: what may stand, and how it is written in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from events.edtf import EdtfError, describe, parse
from events.models import Actor, Place, Proposal, Tag
from events.models.dates import EDTF_LENGTH
from events.models.names import KINDS
from events.vocabulary import STATUSES, TYPES

TITLE_LENGTH: Final = 300
NAME_LENGTH: Final = 200
REASON_LENGTH: Final = 1000
"""As long as the columns are."""
FIELD_NAMES: Final = {
    "title": "Title",
    "edtf": "Date",
    "type": "Type",
    "status": "Status",
    "actors": "Who",
    "place": "Place",
    "tags": "Tags",
}
"""What an editor writes of a proposal or an event, as pages name it."""
TAG_LENGTH: Final = 80
MOST_TAGS: Final = 30
"""Three times what any imported row of the samples carries."""
MOST_ACTORS: Final = 40
"""More than any sentence of the samples names (11); a list that goes on is a list, not who took part."""


_KIND: Final = re.compile(rf"(?P<name>.*\S) \((?P<kind>{'|'.join(key for key, _ in KINDS)})\)")
_COUNTRY: Final = re.compile(r"(?P<name>.*\S) \((?P<country>[A-Z]{2})\)")


class BadAmendment(ValueError):
    """Some fields of an amendment cannot stand; `problems` tells each in words."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposal's fields as an editor wants them. `place` is a name, "" for none; `actors` and `tags` are names.

    A name may tell what it names where the site does not know it, or knows two: “Jane Roe (person)”, “Geneva (US)”.
    """

    title: str
    edtf: str
    type: str
    status: str
    actors: tuple[str, ...] = ()
    place: str = ""
    tags: tuple[str, ...] = ()

    def problems(self) -> dict[str, str]:
        """What cannot stand, field by field, in words; empty where all is well."""
        checks = {
            "title": title_problem(self.title),
            "edtf": date_problem(self.edtf),
            "type": "" if self.type in TYPES else f"“{self.type}” is no type: choose one of the list.",
            "status": "" if self.status in STATUSES else f"“{self.status}” is no status: choose one of the list.",
            "actors": actors_problem(self.actors),
            "place": text_problem(self.place, "place", NAME_LENGTH),
            "tags": tags_problem(self.tags),
        }
        return {field: text for field, text in checks.items() if text}


def amendment_of(proposal: Proposal) -> Amendment:
    """The amendment that changes nothing: the proposal's own fields."""
    names = tuple(actor["name"] for actor in proposal.actors)
    place = (proposal.place or {}).get("name", "")
    own = (proposal.title, proposal.edtf, proposal.type, proposal.status)
    return Amendment(*own, names, place, tuple(proposal.tags))


def said(field: str, value: str | tuple[str, ...]) -> str:
    """A field's value as pages say it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    match field:
        case "edtf":
            return describe(value)
        case "type":
            return TYPES[value].name
        case "status":
            return STATUSES[value].name
    return value


def title_problem(title: str) -> str:
    """What is wrong with a title, "" if nothing."""
    if not title.strip():
        return "A title is needed: say who does what, where."
    return text_problem(title, "title", TITLE_LENGTH)


def date_problem(edtf: str) -> str:
    """What is wrong with a date, "" if nothing."""
    if not edtf.strip():
        return "A date is needed: type a phrase such as “last week”, or EDTF such as 2023-09."
    if len(edtf) > EDTF_LENGTH:
        return f"The date is longer than {EDTF_LENGTH} characters."
    try:
        parse(edtf)
    except EdtfError as error:
        return str(error)
    return ""


def actors_problem(names: tuple[str, ...]) -> str:
    """What is wrong with a list of names, "" if nothing."""
    if len(names) > MOST_ACTORS:
        return f"These are {len(names)} names; at most {MOST_ACTORS} may stand. Keep those who take part."
    return next((problem for name in names if (problem := text_problem(name, "name", NAME_LENGTH))), "")


def tags_problem(tags: tuple[str, ...]) -> str:
    """What is wrong with a list of tags, "" if nothing."""
    if len(tags) > MOST_TAGS:
        return f"These are {len(tags)} tags; at most {MOST_TAGS} may stand."
    return next((problem for tag in tags if (problem := text_problem(tag, "tag", TAG_LENGTH))), "")


def text_problem(text: str, field: str, longest: int) -> str:
    """What is wrong with one line of words, "" if nothing."""
    if len(text) > longest:
        return f"The {field} has {len(text):,} characters; at most {longest} may stand."
    if any(not character.isprintable() for character in text):
        return f"The {field} holds a character that is not printed, such as a line break. Type it again."
    return ""


def reason_problem(reason: str) -> str:
    """What is wrong with the reason of an act, "" if nothing; an empty one is a matter of the act."""
    return text_problem(reason.strip(), "reason", REASON_LENGTH)


def check_reason(reason: str, *, needed: str = "") -> str:
    """The reason of an act as it is kept. Raises BadAmendment where it cannot be kept; with `needed`, in those words, where there is none."""
    problem = needed if needed and not reason.strip() else reason_problem(reason)
    if problem:
        raise BadAmendment({"reason": problem})
    return reason.strip()


WITHDRAWN_WHY: Final = "Say why: the page of a withdrawn event shows the reason."


def apply(amendment: Amendment, proposal: Proposal) -> None:
    """Write an amendment's fields into the proposal; what is known of names that stay is kept. Raises BadAmendment."""
    if problems := amendment.problems():
        raise BadAmendment(problems)
    proposal.title, proposal.type, proposal.status = amendment.title.strip(), amendment.type, amendment.status
    put_date(amendment.edtf.strip(), proposal)
    proposal.actors = actors_named(amendment.actors, known=proposal.actors)
    if amendment.place.strip() != (proposal.place or {}).get("name", ""):
        proposal.place = named_place(amendment.place.strip())
    proposal.tags = list(tags_named(amendment.tags))


def put_date(edtf: str, proposal: Proposal) -> None:
    """Correct the date, also of further quotes that were read as the same: what was misread once was misread in all."""
    if edtf == proposal.edtf:
        return
    proposal.further = [
        quote | {"edtf": edtf} if quote["edtf"] == proposal.edtf else quote for quote in proposal.further
    ]
    proposal.set_date(edtf)


def actors_named(names: Iterable[str], *, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """Each name once, as a proposal stores it: what is already known of it is kept, else what the site knows is taken."""
    kept = {actor["name"]: actor for actor in known}
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    return [kept.get(name) or named_actor(name) for name in wanted]


def tags_named(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, without spaces around; written as the site has it, whatever the case it was typed in."""
    wanted = dict.fromkeys(tag.strip() for tag in tags if tag.strip())
    return tuple(dict.fromkeys(Tag.objects.spelling(tag) for tag in wanted))


def named_actor(name: str) -> dict[str, str]:
    """An actor typed by hand as a proposal stores it; what the site knows of the name is taken over."""
    told = _KIND.fullmatch(name)
    name, kind = (told["name"], told["kind"]) if told else (name, "")
    row = Actor.objects.named(name, kind).first()
    if row is None:
        return {"name": name, "kind": kind or "group", "code": "", "country": ""}
    return {"name": row.name, "kind": row.kind, "code": row.code, "country": row.country}


def named_place(name: str) -> dict[str, Any] | None:
    """A place typed by hand as a proposal stores it, with the point that the site knows of it; None for no name."""
    if not name:
        return None
    told = _COUNTRY.fullmatch(name)
    name, country = (told["name"], told["country"]) if told else (name, "")
    row = Place.objects.named(name, country).first()
    if row is None:
        return {"name": name, "country": country}
    known = {key: getattr(row, key) for key in ("latitude", "longitude", "geonames", "exact")}
    return {"name": row.name, "country": row.country} | known
