"""An event written by hand, never without its source: an article that is here, or an address with who published it and when."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from events.models import Article, Decision, Event, Mention, Publisher
from events.models.decisions import lock_chain
from events.models.rights import check_right
from events.review import events
from events.review.amendments import (
    NAME_LENGTH,
    Amendment,
    BadAmendment,
    reason_problem,
    text_problem,
)
from events.review.dates import When
from events.review.decisions import CannotUndo, standing
from events.review.proposing import found, quote_problem
from events.review.publishing import first_state
from events.review.readings import refresh_readings
from events.review.weighing import weight_of

URL_LENGTH: Final = 1000
"""As long as the column is."""
web_address: Final = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event is told: in the article of that number, by the words `quote`; else (None) at an address.

    `published` is the day of an address as YYYY-MM-DD.
    """

    article: int | None = None
    quote: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""

    @property
    def day(self) -> date | None:
        """When what stands at the address was published; None where no day is typed."""
        try:
            return date.fromisoformat(self.published.strip())
        except ValueError:
            return None

    def problems(self, row: Article | None) -> dict[str, str]:
        """What cannot stand, field by field, in words, given the article of its number."""
        if self.article is None:
            return self.problems_of_address()
        if row is None:
            return {"article": "This article is not here. Find another, or give an address."}
        problem = problem_of_quote(row.text, self.quote)
        return {"quote": problem} if problem else {}

    def problems_of_address(self) -> dict[str, str]:
        """What cannot stand of an address, its publisher and its day."""
        checks = {
            "url": url_problem(self.url.strip()),
            "publisher": text_problem(self.publisher.strip(), "publisher", NAME_LENGTH)
            if self.publisher.strip()
            else "Say who published it.",
            "published": ""
            if self.day
            else "Say when it was published, as YYYY-MM-DD: what was known when counts from it.",
        }
        return {field: text for field, text in checks.items() if text}


def url_problem(url: str) -> str:
    """What is wrong with the address of a source, "" if nothing."""
    if not url:
        return "An event needs its source: choose an article that is here, or give an address."
    if len(url) > URL_LENGTH:
        return f"The address has {len(url):,} characters; at most {URL_LENGTH:,} may stand."
    try:
        web_address(url)
    except ValidationError:
        return "This is no address of the web: it begins with https:// or http://."
    return ""


def problem_of_quote(text: str, quote: str) -> str:
    """What is wrong with words quoted from a text, "" if nothing; of a text that is not here nothing is quoted."""
    if not text:
        return "Only the address of this article is known, so no words of it can be quoted." if quote.strip() else ""
    if not quote.strip():
        return "Copy the words that tell it, as they stand in the article."
    return quote_problem(found(text, quote, None)[1])


def anchor_of(source: Source) -> date | None:
    """The day from which phrases are counted: when the article or what stands at the address was published."""
    if source.article is None:
        return source.day
    row = Article.objects.numbered(source.article)
    return row.published_on if row else None


@transaction.atomic
def create(wording: Amendment, source: Source, when: When, *, editor: User | AnonymousUser, reason: str = "") -> Event:
    """Write an event by hand, as its source tells it: published, or under the two-person rule a draft.

    `when` is how the wording's date was typed and read. Raises BadAmendment with all that is wrong, field by field.
    """
    person = check_right(editor)
    lock_chain()
    row = Article.objects.numbered(source.article) if source.article is not None else None
    problems = wording.problems() | source.problems(row)
    if problem := reason_problem(reason):
        problems["reason"] = problem
    if problems:
        raise BadAmendment(problems)
    article = row or article_at(source)
    event = written(events.tidied(wording), known_from=None if article.published_on else source.day)
    mention_of(event, article, source.quote, when, person).save()
    event.importance = weight_of(event)
    event.save()
    facts = {"article": article, "event": event, "after": events.snapshot(event), "reason": reason.strip()}
    decision = Decision.append("create", editor=person, **facts)
    refresh_readings(event, rev=decision.number)
    return event


@transaction.atomic
def uncreate(decision: Decision, *, editor: User | AnonymousUser) -> Decision:
    """Take back that an event was written by hand: it is withdrawn, its address stays. Raises CannotUndo."""
    person = check_right(editor)
    lock_chain()
    event = Event.objects.select_related("place").get(pk=check_uncreate(decision))
    before = events.snapshot(event)
    event.state = "withdrawn"
    event.version += 1
    event.save()
    after = events.snapshot(event) | {"undoes": decision.number}
    facts = {"article": decision.article, "event": event, "before": before, "after": after}
    done = Decision.append("undo", editor=person, **facts)
    refresh_readings(event, rev=done.number)
    return done


def check_uncreate(decision: Decision) -> int:
    """The number of the event that a decision made, if nothing was decided on it since; else CannotUndo. Runs one query."""
    if decision.act != "create" or decision.event_id is None:
        raise CannotUndo("This decision wrote no event by hand.")
    later = standing(Decision.objects.light().on(proposals=[], event=decision.event_id, after=decision.number))
    if later:
        raise CannotUndo(f"{later[-1].editor} {later[-1].get_act_display()} this event since: undo that first.")
    return decision.event_id


def written(wording: Amendment, *, known_from: date | None) -> Event:
    """The row of a new event with that wording, its names and tags."""
    event = Event(state=first_state(), known_from=known_from)
    event.title, event.type, event.status = wording.title, wording.type, wording.status
    event.set_date(wording.edtf)
    event.save()
    events.write(event, wording)
    return event


def article_at(source: Source) -> Article:
    """The article without text that stands for an address, made where missing. Raises BadAmendment where it is known otherwise."""
    url, name, day = source.url.strip(), source.publisher.strip(), source.day
    known = Article.objects.without_text_at(url)
    if known is None:
        publisher = Publisher.objects.get_or_create(name=name)[0]
        own = {"published_on": day, "date_known": "entered", "origin": "hand", "content_hash": Article.hash_of("")}
        return Article.objects.create(publisher=publisher, url=url, **own)
    if known.published_on and known.published_on != day:
        raise BadAmendment({"published": f"This address is here as published on {known.published_on:%Y-%m-%d}."})
    return known


def mention_of(event: Event, article: Article, quote: str, when: When, person: User) -> Mention:
    """That the article tells the event, not yet saved; the date phrase at its place where the quote holds it."""
    mention = Mention(event=event, article=article, status=event.status, place=event.place)
    mention.place_name = event.place.name if event.place else ""
    mention.set_date(event.edtf)
    mention.reasons = [{"field": "date", "text": text} for text in when.reasons]
    mention.reasons.append({"field": "origin", "text": f"Written by hand by {person.get_username()}."})
    if article.text:
        start, mention.quote = found(article.text, quote, None)
        at = mention.quote.find(when.typed) if when.typed else -1
        mention.quote_start, mention.date_start = start, start + max(at, 0)
        mention.date_text = when.typed if at >= 0 else ""
    return mention
