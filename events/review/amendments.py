"""An editor's corrections to a proposal: what may stand, and how it is written in."""

from dataclasses import dataclass
from typing import Final

from events.edtf import EdtfError, parse
from events.models import Actor, Proposal
from events.vocabulary import STATUSES, TYPES

TITLE_LENGTH: Final = 300
"""As long as the column is."""


class BadAmendment(ValueError):
    """Some fields of an amendment cannot stand; `problems` tells each in words."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposal's fields as an editor wants them. `place` is a name, "" for none; `actors` are names."""

    title: str
    edtf: str
    type: str
    status: str
    actors: tuple[str, ...] = ()
    place: str = ""

    def problems(self) -> dict[str, str]:
        """What cannot stand, field by field, in words; empty where all is well."""
        checks = {
            "title": title_problem(self.title),
            "edtf": date_problem(self.edtf),
            "type": "" if self.type in TYPES else f"“{self.type}” is no type: choose one of the list.",
            "status": "" if self.status in STATUSES else f"“{self.status}” is no status: choose one of the list.",
        }
        return {field: text for field, text in checks.items() if text}


def title_problem(title: str) -> str:
    """What is wrong with a title, "" if nothing."""
    if not title.strip():
        return "A title is needed: say who does what, where."
    return f"The title is longer than {TITLE_LENGTH} characters." if len(title) > TITLE_LENGTH else ""


def date_problem(edtf: str) -> str:
    """What is wrong with a date, "" if nothing."""
    try:
        parse(edtf)
    except EdtfError as error:
        return str(error)
    return ""


def apply(amendment: Amendment, proposal: Proposal) -> None:
    """Write an amendment's fields into the proposal; what is known of names that stay is kept."""
    proposal.title, proposal.type, proposal.status = amendment.title.strip(), amendment.type, amendment.status
    proposal.set_date(amendment.edtf)
    known = {actor["name"]: actor for actor in proposal.actors}
    names = [name.strip() for name in amendment.actors if name.strip()]
    proposal.actors = [known.get(name) or named_actor(name) for name in dict.fromkeys(names)]
    if amendment.place.strip() != (proposal.place or {}).get("name", ""):
        proposal.place = {"name": amendment.place.strip()} if amendment.place.strip() else None


def named_actor(name: str) -> dict[str, str]:
    """An actor typed by hand as a proposal stores it; what the site knows of the name is taken over."""
    row = Actor.objects.named(name).first()
    return {"name": row.name, "kind": row.kind, "code": row.code} if row else {"name": name, "kind": "group"}
