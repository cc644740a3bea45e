"""Acts that make proposals by hand: one from words of the article, two out of one, one out of two."""

import re
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from events.edtf import MINUTES_PER_DAY, day_number
from events.models import Article, Decision, Proposal
from events.models.decisions import lock_chain
from events.models.rights import check_right
from events.review.amendments import BadAmendment, title_problem
from events.review.dates import When, read_when
from events.review.decisions import locked, snapshot

LONGEST_QUOTE: Final = 2_000
"""Characters: the longest sentence of the samples has 640."""
SHOWN_TITLE: Final = 120
"""Characters of the quote that make a title where none is typed."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an editor read in an article: the words, where they begin (None: looked for), the date in a phrase, what happens."""

    quote: str
    phrase: str
    title: str = ""
    start: int | None = None


@transaction.atomic
def propose(article: Article, telling: Telling, *, editor: User | AnonymousUser) -> Proposal:
    """A waiting proposal of what the library missed. Raises BadAmendment, with problems under quote, phrase and title."""
    person = check_right(editor)
    lock_chain()
    proposal = told_by(article, telling, person)
    if Proposal.objects.filter(article=article, date_start=proposal.date_start, title=proposal.title).exists():
        raise BadAmendment({"title": "These words have a proposal of this title already. Give it another title."})
    proposal.save()
    record("propose", proposal, editor=person, before={}, after=snapshot(proposal))
    return proposal


@transaction.atomic
def split(proposal: Proposal, *, editor: User | AnonymousUser, quote: int | None, title: str, phrase: str) -> Proposal:
    """A second proposal out of one: of its further quote of that number, else of the same words under another title.

    `phrase` dates it, "" leaves the date of the quote. Raises AlreadyDecided, BadAmendment.
    """
    person = check_right(editor)
    proposal = locked(proposal)
    before = snapshot(proposal)
    second = copy_of(proposal) if quote is None else taken_from(proposal, quote)
    second.title = title.strip() or second.title
    check_second(second, proposal)
    if phrase.strip():
        date_by(second, read(phrase, second.article, "phrase"))
    second.save()
    proposal.save()
    record("split", proposal, editor=person, before=before, after=snapshot(proposal) | {"made": second.pk})
    return second


@transaction.atomic
def join(proposal: Proposal, other: Proposal, *, editor: User | AnonymousUser) -> Proposal:
    """One proposal that has the quotes, actors and tags of both; the other is joined to it. Raises AlreadyDecided, BadAmendment."""
    person = check_right(editor)
    proposal, other = locked(proposal), locked(other)
    if proposal.pk == other.pk or proposal.article_id != other.article_id:
        raise BadAmendment({"join": "Choose another waiting proposal of this article to join it with."})
    before = snapshot(proposal)
    known = {proposal.date_start, *(quote["date_start"] for quote in proposal.further)}
    quotes = (own_quote(other), *other.further)
    proposal.further = [*proposal.further, *(quote for quote in quotes if quote["date_start"] not in known)]
    names = {actor["name"] for actor in proposal.actors}
    proposal.actors = [*proposal.actors, *(actor for actor in other.actors if actor["name"] not in names)]
    proposal.tags = list(dict.fromkeys([*proposal.tags, *other.tags]))
    proposal.place = proposal.place or other.place
    proposal.save()
    other.state = "joined"
    other.save(update_fields=["state"])
    record("combine", proposal, editor=person, before=before, after=snapshot(proposal) | {"joined": other.pk})
    return proposal


def told_by(article: Article, telling: Telling, person: User) -> Proposal:
    """The proposal of a telling, not yet saved. Raises BadAmendment with all that is wrong."""
    problems: dict[str, str] = {}
    start, quote = found(article.text, telling.quote, telling.start)
    if problem := quote_problem(quote):
        problems["quote"] = problem
    when = read_when(telling.phrase, anchor=article.published_on)
    if when.problem:
        problems["phrase"] = when.problem
    title = " ".join(telling.title.split()) or shortened(quote)
    if quote and (problem := title_problem(title)):
        problems["title"] = problem
    if problems:
        raise BadAmendment(problems)
    proposal = Proposal(article=article, quote=quote, quote_start=start, title=title, type="other", confidence=0.0)
    proposal.status = "occurred"
    date_by(proposal, when)
    if ahead(proposal):
        proposal.status = "scheduled"
    proposal.reasons.append({"field": "origin", "text": f"Proposed by hand by {person.get_username()}."})
    return proposal


def quote_problem(quote: str) -> str:
    """What is wrong with words as `found` has them in a text, "" if nothing."""
    if not quote:
        return "These words do not stand in the article. Copy them as they stand in it."
    if len(quote) > LONGEST_QUOTE:
        return f"These are {len(quote):,} characters; at most {LONGEST_QUOTE:,} may be quoted."
    return ""


def found(text: str, words: str, start: int | None) -> tuple[int, str]:
    """Where words stand in a text and how they stand there: at `start` if they do, else first; (0, "") where nowhere."""
    words = words.strip()
    if start is not None and words and text.startswith(words, start):
        return start, words
    parts = words.split()
    if not parts or len(words) > 2 * LONGEST_QUOTE:
        return 0, ""
    match = re.search(r"\s+".join(re.escape(part) for part in parts), text)
    return (match.start(), match[0]) if match else (0, "")


def date_by(proposal: Proposal, when: When) -> None:
    """Date a proposal by a phrase: at its place in the quote, or as typed where it does not stand there."""
    proposal.set_date(when.edtf)
    at = proposal.quote.find(when.typed)
    proposal.date_text, proposal.date_start = (when.typed, proposal.quote_start + at) if at >= 0 else ("", 0)
    if at < 0:
        proposal.date_start = proposal.quote_start
    proposal.timex_type, proposal.timex_value = "DATE", ""
    kept = [reason for reason in proposal.reasons if reason["field"] != "date"]
    proposal.reasons = [*kept, *({"field": "date", "text": reason} for reason in when.reasons)]


def read(phrase: str, article: Article, field: str) -> When:
    """What a phrase means in an article. Raises BadAmendment under the field's name."""
    when = read_when(phrase, anchor=article.published_on)
    if when.problem:
        raise BadAmendment({field: when.problem})
    return when


def ahead(proposal: Proposal) -> bool:
    """Whether its date begins after the article was published."""
    published = proposal.article.published_on
    begins = proposal.earliest_start
    return bool(published and begins is not None and begins // MINUTES_PER_DAY > day_number(published))


def shortened(quote: str) -> str:
    """The beginning of a quote as a title, cut after a word."""
    line = " ".join(quote.split())
    if len(line) <= SHOWN_TITLE:
        return line.rstrip(".")
    return line[: SHOWN_TITLE - 1].rsplit(" ", 1)[0] + "…"


def copy_of(proposal: Proposal) -> Proposal:
    """A second proposal of the same words, not yet saved."""
    second = Proposal.objects.select_related("article").get(pk=proposal.pk)
    second.pk, second.further, second._state.adding = None, [], True
    return second


def taken_from(proposal: Proposal, number: int) -> Proposal:
    """A second proposal of a further quote, which the first gives away; not yet saved. Raises BadAmendment."""
    if not 0 <= number < len(proposal.further):
        raise BadAmendment({"split": "This proposal has no such further quote."})
    second = copy_of(proposal)
    quote = proposal.further[number]
    proposal.further = [other for at, other in enumerate(proposal.further) if at != number]
    for field in ("quote", "quote_start", "date_text", "date_start"):
        setattr(second, field, quote[field])
    second.set_date(quote["edtf"])
    return second


def check_second(second: Proposal, first: Proposal) -> None:
    """Raise BadAmendment where a second proposal cannot stand beside the others."""
    if problem := title_problem(second.title):
        raise BadAmendment({"split": problem})
    taken = Proposal.objects.filter(article=first.article_id, date_start=second.date_start, title=second.title)
    if taken.exists():
        raise BadAmendment({"split": "Say what else happens: the second proposal needs a title of its own."})


def own_quote(proposal: Proposal) -> dict[str, Any]:
    """A proposal's own quote in the form of a further one."""
    return {key: getattr(proposal, key) for key in ("quote", "quote_start", "date_text", "date_start", "edtf")}


def record(act: str, proposal: Proposal, *, editor: User, before: dict[str, Any], after: dict[str, Any]) -> Decision:
    """Append the decision."""
    return Decision.append(act, editor=editor, article=proposal.article, proposal=proposal, before=before, after=after)
