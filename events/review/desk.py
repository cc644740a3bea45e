"""The reading view: one article with its phrases marked, its proposals in reading order, and the one to decide now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User

from events.edtf import describe_short
from events.models import Article, Decision, Hold, Proposal, Retelling
from events.models.likeness import Retold
from events.review.decisions import UNDOABLE, certain, standing
from events.review.holding import held
from events.review.marking import Mark, Stretch, name_marks, stretches
from events.review.merging import Match, match_of
from events.review.merging import chosen as picked
from events.review.queue import decided_today, next_proposal

LEAD: Final = 200
"""Characters from the top in which a headline that was made of the text begins: behind a dateline, if there is one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal in the list: its number in reading order, its date in few words, and who decided it (None: nobody yet)."""

    number: int
    proposal: Proposal
    date: str
    decision: Decision | None

    @property
    def waits(self) -> bool:
        """Whether it is still to be decided."""
        return self.proposal.state == "waiting"


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the reading view shows. `current` is the proposal in hand, None where the article proposes nothing.

    `match` is the event that it may tell again, `certain` counts what may be accepted together, `undoable` is the editor's
    latest decision here that can be taken back, `hold` tells who has the article in hand, `retold` what else tells the same.
    """

    article: Article
    stretches: tuple[Stretch, ...]
    entries: tuple[Entry, ...]
    current: Entry | None
    match: Match | None
    certain: int
    undoable: Decision | None
    hold: Hold | None
    today: int
    retold: tuple[Retold, ...]

    @property
    def waiting(self) -> int:
        """How many proposals are still to be decided."""
        return sum(entry.waits for entry in self.entries)

    @property
    def decided(self) -> int:
        """How many proposals are decided."""
        return len(self.entries) - self.waiting

    @property
    def heading(self) -> str:
        """Where the headline stands: "text" where a paragraph is it, "lead" where the text begins with its words, else "apart"."""
        if any(stretch.paragraphs[0].headline for stretch in self.stretches):
            return "text"
        lead = self.article.text[self.stretches[0].paragraphs[0].start :] if self.stretches else ""
        return "lead" if self.article.headline.removesuffix(" …") in lead[:LEAD] else "apart"

    @property
    def others(self) -> list[Entry]:
        """The open proposals that the one in hand may be joined with."""
        return [entry for entry in self.entries if entry.waits and entry is not self.current]


def desk(
    article: Article, *, editor: User, chosen: int | None = None, after: int | None = None, into: int | None = None
) -> Desk:
    """The article with the chosen proposal in hand, else the next open one after another, else its first open one.

    `into` is the event that the editor wants to merge the proposal in hand into. Runs at most nine queries.
    """
    proposals = list(article.proposals.light().standing().in_reading_order())
    decided = decisions_on(article)
    last = {number: rows[-1] for number, rows in decided.items()}
    entries = tuple(
        Entry(number, proposal, describe_short(proposal.edtf), last.get(proposal.pk))
        for number, proposal in enumerate(proposals, 1)
    )
    current = in_hand(entries, chosen, after)
    return Desk(
        article=article,
        stretches=stretches(article.text, marks_of(entries, current), article.headline),
        entries=entries,
        current=current,
        match=(picked(current.proposal, into) or match_of(current.proposal)) if current else None,
        certain=len(certain(proposals)),
        undoable=undoable(decided.values(), editor),
        hold=held(article),
        today=decided_today(editor),
        retold=tuple(Retelling.objects.of([article.pk]).get(article.pk, ())),
    )


def in_hand(entries: Sequence[Entry], chosen: int | None, after: int | None = None) -> Entry | None:
    """The entry of the chosen proposal, else the next open one after that of `after` (from the top where None).

    Where all are decided, that of `after`, else the last; None where there is none.
    """
    by_number = {entry.proposal.pk: entry for entry in entries}
    if found := by_number.get(chosen or 0):
        return found
    left = by_number.get(after or 0)
    following = next_proposal([entry.proposal for entry in entries], left.proposal if left else None)
    return by_number[following.pk] if following else left or (entries[-1] if entries else None)


def decisions_on(article: Article) -> dict[int, list[Decision]]:
    """The decisions on each proposal of the article, oldest first, by the proposal's number. Runs one query."""
    found: dict[int, list[Decision]] = {}
    for decision in article.decisions.light().exclude(proposal=None).order_by("number"):
        found.setdefault(decision.proposal_id or 0, []).append(decision)
    return found


def undoable(decided: Iterable[list[Decision]], editor: User) -> Decision | None:
    """Of the latest decisions on each proposal that still hold, this editor's newest that can be taken back."""
    last = [rows[-1] for each in decided if (rows := standing(each))]
    own = [decision for decision in last if decision.editor_id == editor.pk and decision.act in UNDOABLE]
    return max(own, key=lambda decision: decision.number, default=None)


def marks_of(entries: Sequence[Entry], current: Entry | None) -> Iterator[Mark]:
    """Quotes and phrases of all proposals, names of the current one."""
    for entry in entries:
        for quote, start, phrase, phrase_start in places_of(entry.proposal):
            yield Mark(start, start + len(quote), entry.number, "quote")
            if phrase:
                yield Mark(phrase_start, phrase_start + len(phrase), entry.number, "phrase")
            if entry is current:
                names = [(actor["name"], actor["kind"] == "person") for actor in entry.proposal.actors]
                yield from name_marks(quote, start, names, entry.number)


def places_of(proposal: Proposal) -> Iterator[tuple[str, int, str, int]]:
    """Where a proposal stands in its article: quote, its start, date phrase, its start; its own first."""
    yield proposal.quote, proposal.quote_start, proposal.date_text, proposal.date_start
    for more in proposal.further:
        yield more["quote"], more["quote_start"], more["date_text"], more["date_start"]
