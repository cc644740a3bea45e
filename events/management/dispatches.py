"""The demo's dispatches: texts of our own that go through the real pipeline, and an editor's decisions on what it proposes."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import transaction

from events.intake.articles import Submission, receive
from events.models import Article, Proposal
from events.review.decisions import accept, merge, reject
from events.review.merging import match_of

DEMO: Final = Path(__file__).parent / "demo"
LICENCE: Final = "MIT"


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision on the proposals of which a quote has these words and this date phrase: reject for the reason given, merge into the event
    that the desk suggests, or else accept."""

    quote: str
    phrase: str
    reason: str = ""
    merges: bool = False

    def fits(self, proposal: Proposal) -> bool:
        """Whether it is about this proposal."""
        own = {"quote": proposal.quote, "date_text": proposal.date_text}
        return any(
            self.quote in told["quote"] and self.phrase == told["date_text"] for told in (own, *proposal.further)
        )


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A text, who published it and when, and what the editor decides."""

    name: str
    text: str
    publisher: str
    published_on: date
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one dispatch: how many proposals were accepted, merged and rejected, how many wait, and choices that met none."""

    accepted: int
    merged: int
    rejected: int
    waiting: int
    idle: tuple[Choice, ...]


def dispatches(folder: Path = DEMO) -> tuple[Dispatch, ...]:
    """All dispatches of the folder, in the order of their list. Reads its files."""
    listed = tomllib.loads((folder / "dispatches.toml").read_text(encoding="utf-8"))["dispatch"]
    return tuple(dispatch(entry, folder) for entry in listed)


def dispatch(entry: dict[str, Any], folder: Path) -> Dispatch:
    """The dispatch of one entry of the list."""
    accepted = [Choice(**choice) for choice in entry.get("accept", ())]
    rejected = [Choice(**choice) for choice in entry.get("reject", ())]
    merged = [Choice(**choice, merges=True) for choice in entry.get("merge", ())]
    if not all(choice.reason for choice in rejected):
        raise ValueError(f"{entry['file']}: a rejection needs its reason.")
    text = (folder / "dispatches" / entry["file"]).read_text(encoding="utf-8")
    return Dispatch(entry["file"], text, entry["publisher"], entry["published"], (*accepted, *merged, *rejected))


@transaction.atomic
def take_in(item: Dispatch, *, editor: User) -> Outcome:
    """Receive a dispatch and decide on it; one that is here already stays as it is."""
    submission = Submission(
        text=item.text,
        publisher=item.publisher,
        published_on=item.published_on,
        licence=LICENCE,
        open_licence=True,
        origin="demo",
    )
    received = receive(submission, editor=editor)
    if not received.created:
        return Outcome(0, 0, 0, received.waiting, ())
    return decide(received.article, item.choices, editor=editor)


def decide(article: Article, choices: tuple[Choice, ...], *, editor: User) -> Outcome:
    """Make the editor's decisions on what waits in an article."""
    met: set[Choice] = set()
    counts = dict.fromkeys(("accepted", "merged", "rejected", "waiting"), 0)
    for proposal in article.proposals.waiting().in_reading_order():
        choice = next((choice for choice in choices if choice.fits(proposal)), None)
        done = carry_out(choice, proposal, editor=editor) if choice else "waiting"
        counts[done] += 1
        met |= {choice} if choice and done != "waiting" else set()
    return Outcome(**counts, idle=tuple(choice for choice in choices if choice not in met))


def carry_out(choice: Choice, proposal: Proposal, *, editor: User) -> str:
    """Decide as chosen; what became of the proposal. It waits where it is to be merged and the desk knows of no event to merge it into."""
    if choice.reason:
        reject(proposal, editor=editor, reason=choice.reason)
        return "rejected"
    if not choice.merges:
        accept(proposal, editor=editor)
        return "accepted"
    match = match_of(proposal)
    if match is None:
        return "waiting"
    merge(proposal, match.event, editor=editor, take=[side.field for side in match.sides if side.take])
    return "merged"
