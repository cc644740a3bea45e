"""Two editors do anything at once, from stale pages: no decision is lost, none is applied twice, nothing told is lost."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from events.models import Article, Decision, Event, Mention, Proposal, Reading
from events.review import events
from events.review.amendments import Amendment, BadAmendment
from events.review.bulk import Change, Choice, SetChanged, change_together, preview, undo_together
from events.review.chain import verify
from events.review.creating import Source, create, uncreate
from events.review.dates import When
from events.review.decisions import AlreadyDecided, CannotUndo, accept, amend, merge, reject, undo
from events.review.duplicates import merge_events, unmerge
from events.review.proposing import Telling, join, propose, split
from tests.factories import make_article, make_editor, make_proposal

INTERLEAVINGS = 1000
LOOKED_AT_EVERY = 50
SENTENCES = [f"Delegation {n} met on Friday in Geneva." for n in range(6)]
MISSED = "Nobody was told of the second round."
MOST_PROPOSALS = 30
REFUSALS = (AlreadyDecided, CannotUndo, BadAmendment, SetChanged, events.EditConflict, events.WrongState)


@dataclass
class Page:
    """What an editor has before them, as stale as it may be by now."""

    editor: User
    chance: random.Random
    article: Article
    proposals: list[Proposal] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def load(self, act: Callable[["Page"], object]) -> "Page":
        """With the rows that the act chooses from."""
        if act in ON_PROPOSALS:
            self.proposals = list(Proposal.objects.standing().order_by("pk"))
        if act in ON_EVENTS:
            self.events = list(Event.objects.order_by("pk"))
        if act in ON_DECISIONS:
            self.decisions = list(Decision.objects.order_by("-number")[:6])
        return self

    def wording(self) -> Amendment:
        title = f"Ministers talk {self.chance.randrange(1000)}"
        return Amendment(title, f"2024-03-0{self.chance.randint(1, 4)}", "visit", "occurred", ("Ruritania",), "Geneva")


def an_accept(page: Page) -> object:
    return accept(page.chance.choice(page.proposals), editor=page.editor)


def an_amend(page: Page) -> object:
    return amend(page.chance.choice(page.proposals), page.wording(), editor=page.editor)


def a_reject(page: Page) -> object:
    return reject(page.chance.choice(page.proposals), editor=page.editor, reason="No")


def a_merge(page: Page) -> object:
    take = page.chance.sample(["title", "edtf", "actors", "tags", "place"], 2)
    return merge(page.chance.choice(page.proposals), page.chance.choice(page.events), editor=page.editor, take=take)


def an_undo(page: Page) -> object:
    decision = page.chance.choice(page.decisions)
    act = {"bulk": undo_together, "create": uncreate}.get(decision.act, undo)
    return act(decision, editor=page.editor)


def a_creation(page: Page) -> object:
    source = Source(page.article.pk, MISSED)
    return create(page.wording(), source, When("2024-03-02", "2024-03-02"), editor=page.editor)


def a_split(page: Page) -> object:
    if len(page.proposals) >= MOST_PROPOSALS:
        return None
    title = f"Something else {page.chance.randrange(1000)}"
    proposal = page.chance.choice(page.proposals)
    return split(proposal, editor=page.editor, quote=0 if proposal.further else None, title=title, phrase="")


def a_join(page: Page) -> object:
    return join(page.chance.choice(page.proposals), page.chance.choice(page.proposals), editor=page.editor)


def a_proposal(page: Page) -> object:
    if len(page.proposals) >= MOST_PROPOSALS:
        return None
    return propose(
        page.article, Telling(MISSED, "2024-03-02", f"Told {page.chance.randrange(1000)}"), editor=page.editor
    )


def an_edit(page: Page) -> object:
    event = page.chance.choice(page.events)
    return events.edit(event, page.wording(), editor=page.editor, version=event.version)


def a_withdrawal(page: Page) -> object:
    return events.withdraw(page.chance.choice(page.events), editor=page.editor, reason="No")


def a_restoring(page: Page) -> object:
    return events.restore(page.chance.choice(page.events), editor=page.editor)


def a_merge_of_events(page: Page) -> object:
    one, other = page.chance.choice(page.events), page.chance.choice(page.events)
    return merge_events(one, other, editor=page.editor, take=["title", "tags"])


def an_unmerge(page: Page) -> object:
    return unmerge(page.chance.choice(page.decisions), editor=page.editor)


def a_bulk_change(page: Page) -> object:
    change = page.chance.choice([Change("tag", "talks"), Change("untag", "talks"), Change("type", "meeting")])
    seen = preview(Choice(type="visit"), change).fingerprint
    return change_together(Choice(type="visit"), change, editor=page.editor, seen=seen)


ON_EVENTS: list[Callable[[Page], object]] = [an_edit, a_withdrawal, a_restoring, a_merge, a_merge_of_events]
ON_DECISIONS: list[Callable[[Page], object]] = [an_undo, an_unmerge]
ON_PROPOSALS: list[Callable[[Page], object]] = [an_accept, an_amend, a_reject, a_merge, a_split, a_join, a_proposal]
ACTS: list[Callable[[Page], object]] = [
    *(an_accept, an_amend, a_reject, *[an_undo] * 6, an_unmerge),
    *(a_split, a_join, a_proposal, a_bulk_change, a_creation, *ON_EVENTS),
]


def went(act: Callable[[Page], object], page: Page) -> bool:
    """Whether an act went through; None comes of one that had nothing to write."""
    if (act in ON_EVENTS and not page.events) or (act in ON_DECISIONS and not page.decisions):
        return False
    try:
        return act(page) is not None
    except REFUSALS:
        return False


def test_two_editors_lose_nothing_and_apply_nothing_twice(ada: User) -> None:
    chance = random.Random(20241124)
    article = make_article(text=" ".join([*SENTENCES, MISSED]))
    for sentence in SENTENCES:
        row = make_proposal(article=article, quote=sentence, title=sentence[:-1], tags=["first"])
        Proposal.objects.filter(pk=row.pk).update(date_start=row.quote_start + sentence.index("Friday"))
    editors = (ada, make_editor("eve"))
    told = 0
    for number in range(INTERLEAVINGS):
        acts = [(act, Page(editor, chance, article).load(act)) for editor in editors for act in [chance.choice(ACTS)]]
        chance.shuffle(acts)
        told += sum(went(act, page) for act, page in acts)
        assert Decision.objects.count() == told
        if number % LOOKED_AT_EVERY == 0:
            all_stands(article)
    all_stands(article)
    assert told > INTERLEAVINGS // 3
    assert len(set(Decision.objects.values_list("act", flat=True))) >= 13


def all_stands(article: Article) -> None:
    """Chain, proposals, mentions and readings tell the same, and every sentence is still somebody's."""
    assert verify().fault == ""
    settled = set(Proposal.objects.filter(state__in=["accepted", "amended", "merged"]).values_list("pk", flat=True))
    told = set(Mention.objects.values_list("date_start", flat=True))
    assert set(Mention.objects.exclude(proposal=None).values_list("proposal_id", flat=True)) <= settled
    assert not Event.objects.published().filter(mentions=None).exists()
    assert set(Proposal.objects.filter(pk__in=settled).values_list("date_start", flat=True)) <= told
    kept = Proposal.objects.standing().exclude(state="joined")
    starts = {start for row in kept for start in (row.date_start, *(quote["date_start"] for quote in row.further))}
    assert {article.text.index(sentence) + sentence.index("Friday") for sentence in SENTENCES} <= starts
    shown = set(Reading.objects.filter(shown_until=None).values_list("event_id", flat=True))
    assert shown == set(Event.objects.published().values_list("pk", flat=True))
