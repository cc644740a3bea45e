"""One event with all that is told of it: its mentions, why its date is what it is, and who decided what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Prefetch

from events.models import Article, Decision, Event, Mention, Reading
from events.models.decisions import Part
from events.timeline.becoming import Standing, Telling
from events.timeline.middles import middles
from events.timeline.speech import said_date
from events.vocabulary import STATUSES, TYPES

_FIELDS: Final = {
    "title": "title",
    "edtf": "date",
    "type": "type",
    "status": "status",
    "actors": "who",
    "place": "where",
    "tags": "tags",
    "importance": "importance",
    "further": "quotes",
}
"""The fields of a decision that a reader is told of, in the reader's words; `state` follows from the act."""

_DAY: Final = r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)"
_PLAIN: Final = re.compile(f"{_DAY}(?:/{_DAY})?")

_DATED: Final = frozenset({"date", "status"})
"""Fields whose reasons answer "why this date"; the others tell how the rest of the sentence was read."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What one article says of the event: the sentence in three parts around its date phrase, and how it was read."""

    before: str
    phrase: str
    after: str
    language: str
    article_id: int
    headline: str
    publisher: str
    published_on: date | None
    attribution: str
    edtf: str
    words: str
    status: str
    status_name: str
    url: str
    reasons: tuple[str, ...]
    further_reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a decision changed."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One decision, as the history tells it."""

    number: int
    at: datetime
    editor: str
    act: str
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """How an event that is cited as it stood after decision `rev` differs from how it stands: fields as they were and as they are.

    `there`: whether it was on the timeline by then; `later` decisions were made on it since.
    """

    rev: int
    there: bool
    later: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """All that an event's page and its drawer show. `rev` is the decision that the page stands on."""

    event: Event
    words: str
    kind: str
    status: str
    group: str
    quotes: tuple[Quote, ...]
    why: tuple[str, ...]
    steps: tuple[Step, ...]
    actors: tuple[tuple[int, str], ...]
    place: str
    known_since: date | None
    sources: int
    rev: int

    @property
    def read_so(self) -> tuple[str, ...]:
        """How the rest of the latest article was read: type, who, where, title."""
        return next((quote.further_reasons for quote in self.quotes if quote.further_reasons), ())

    @property
    def where(self) -> str:
        """Its place with the name of the country that it lies in."""
        found = middles().get(self.event.country)
        return self.place if found is None or found.name == self.place else f"{self.place}, {found.name}"

    @property
    def plain_dates(self) -> tuple[str, str]:
        """Its start and end where they are sure days, months or years; "" for each that is anything else."""
        found = _PLAIN.fullmatch(self.event.edtf)
        return (found[1], found[2] or "") if found else ("", "")

    @property
    def articles(self) -> tuple[Quote, ...]:
        """One quote of each article, the latest article first."""
        return tuple({quote.article_id: quote for quote in self.quotes}.values())

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """What each dated article said, for the figure."""
        dated = ((quote, quote.published_on) for quote in self.quotes)
        return tuple(Telling(q.publisher, day, q.edtf, q.words, q.status) for q, day in dated if day)

    @property
    def standing(self) -> Standing:
        """The event as it stands, for the figure."""
        return Standing(self.event.type, self.event.edtf, self.words, self.event.status)

    @property
    def disputed(self) -> bool:
        """Whether its sources still differ: several readings of the latest day, or two that exclude each other."""
        return any(reading.disputed for reading in self.event.readings.all() if reading.shown_until is None)


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the public sees it: where it is from, and what it says of which published event."""

    article: Article
    quotes: tuple[tuple[Event, Quote], ...]


def read_story(event_id: int) -> Story | None:
    """The story of an event that is or was published, None of any other. Runs eight queries."""
    mentions = Mention.objects.select_related("article__publisher").order_by("article__published_on", "pk")
    decisions = Decision.objects.select_related("editor").order_by("-number")
    parts = Part.objects.select_related("decision__editor")
    shown = Reading.objects.order_by("known_from", "pk")
    event = (
        Event.objects.ever_shown()
        .select_related("place")
        .prefetch_related(
            Prefetch("mentions", mentions),
            Prefetch("decisions", decisions),
            Prefetch("parts", parts),
            Prefetch("readings", shown),
            "actors",
        )
        .filter(pk=event_id)
        .first()
    )
    if event is None:
        return None
    return story_of(event, more=of_import(event))


def of_import(event: Event) -> list[Decision]:
    """The acts on the import that brought an event, which name no event: of one that is shown, not that its import was taken back."""
    acts = Decision.objects.on_import_of(event.pk)
    return [act for act in acts if event.state == "withdrawn" or act.act != "take_back"]


def read_source(article_id: int) -> Source | None:
    """What the public may see of an article, None of one that no published event quotes. Runs two queries."""
    article = Article.objects.quoted_publicly().select_related("publisher").filter(pk=article_id).first()
    if article is None:
        return None
    mentions = article.mentions.filter(event__state="published").select_related("event", "article__publisher")
    return Source(
        article, tuple((mention.event, quote_of(mention)) for mention in mentions.order_by("quote_start", "pk"))
    )


def story_of(event: Event, *, more: Iterable[Decision] = ()) -> Story:
    """The story of an event that was read with its mentions, decisions, readings and actors, and of `more` decisions. Runs no query."""
    mentions = list(event.mentions.all())
    quotes = tuple(quote_of(mention) for mention in mentions)
    decisions = sorted((*decisions_of(event), *more), key=lambda decision: -decision.number)
    days = [quote.published_on for quote in quotes if quote.published_on]
    return Story(
        event=event,
        words=said_date(event.edtf),
        kind=TYPES[event.type].name,
        status=STATUSES[event.status].name,
        group=TYPES[event.type].group,
        quotes=tuple(reversed(quotes)),
        why=why(event, quotes, decisions),
        steps=tuple(step_of(decision) for decision in decisions),
        actors=tuple((actor.pk, actor.name) for actor in event.actors.all()),
        place=event.place.name if event.place else "",
        known_since=min(days, default=event.known_from),
        sources=len({quote.article_id for quote in quotes}),
        rev=decisions[0].number if decisions else 0,
    )


def cited(story: Story, rev: int) -> Cited | None:
    """What became of an event since decision `rev`; None where it stands as it was cited. Runs no query."""
    later = [decision for decision in reversed(decisions_of(story.event)) if decision.number > rev]
    there = any(reading.shown_from <= rev for reading in story.event.readings.all())
    if there and not later:
        return None
    changes = _changes(_of_event(later[0].before), _of_event(later[-1].after)) if there else []
    return Cited(rev, there, len(later), tuple(changes))


def _of_event(kept: dict[str, Any]) -> dict[str, Any]:
    """An event's fields in what a decision kept: beside those of a proposal, or alone."""
    inner: dict[str, Any] = kept.get("event", kept)
    return inner


def decided_on(number: int) -> date | None:
    """The day of a decision, None where there is none of this number. Runs one query."""
    found = Decision.objects.times([number]).get(number)
    return found.date() if found else None


def quote_of(mention: Mention) -> Quote:
    """A mention as its reader sees it."""
    before, phrase, after = parted(mention)
    article: Article = mention.article
    return Quote(
        before=before,
        phrase=phrase,
        after=after,
        language=article.language,
        article_id=article.pk,
        headline=article.headline,
        publisher=article.publisher.name,
        published_on=article.published_on,
        attribution=mention.attribution,
        edtf=mention.edtf,
        words=said_date(mention.edtf),
        status=mention.status,
        status_name=STATUSES[mention.status].name,
        url=article.url,
        reasons=_reasons(mention, dated=True),
        further_reasons=_reasons(mention, dated=False),
    )


def _reasons(mention: Mention, *, dated: bool) -> tuple[str, ...]:
    """The reasons for date and status, or those for everything else."""
    told = (reason for reason in mention.reasons if reason.get("text"))
    return tuple(reason["text"] for reason in told if (reason.get("field") in _DATED) is dated)


def parted(mention: Mention) -> tuple[str, str, str]:
    """The quote around its date phrase; the phrase is empty where it lies outside the quote."""
    quote, phrase = mention.quote, mention.date_text
    if mention.date_start is None or mention.quote_start is None or not phrase:
        return quote, "", ""
    start = mention.date_start - mention.quote_start
    if start < 0 or quote[start : start + len(phrase)] != phrase:
        return quote, "", ""
    return quote[:start], phrase, quote[start + len(phrase) :]


def why(event: Event, quotes: Sequence[Quote], decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Why the event stands on this date: the reasons of the latest article that says so, else where the date came from."""
    dated = [quote for quote in quotes if quote.edtf == event.edtf and quote.reasons] or [
        q for q in quotes if q.reasons
    ]
    reasons = list(dated[-1].reasons) if dated else []
    amended = next((step for step in map(step_of, decisions) if any(c.field == "date" for c in step.changes)), None)
    if amended:
        change = next(c for c in amended.changes if c.field == "date")
        reasons.append(f"{amended.editor} corrected the date from {change.before} to {change.after}.")
    if not reasons and decisions:
        first = decisions[-1]
        source = "the import that {} made" if first.act == "import" else "{}"
        giver = source.format(first.editor.get_username())
        reasons.append(f"The date was given by {giver}, decision {first.number}.")
    return tuple(reasons)


def decisions_of(event: Event) -> list[Decision]:
    """The decisions on an event, and those on many that it has part in, newest first."""
    parts = [part.as_decision() for part in event.parts.all()]
    return sorted([*event.decisions.all(), *parts], key=lambda decision: decision.number, reverse=True)


def step_of(decision: Decision) -> Step:
    """A decision as the history of its event tells it: of a merge, what it changed of the event."""
    before, after = decision.before, decision.after
    if "event" in before and "event" in after:
        before, after = before["event"], after["event"]
    return Step(
        decision.number,
        decision.at,
        decision.editor.get_username(),
        decision.get_act_display(),
        decision.reason,
        tuple(_changes(before, after)) if decision.act != "import" else (),
    )


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What differs between two snapshots, field by field."""
    return [
        Change(name, _said(field, before.get(field)), _said(field, after.get(field)))
        for field, name in _FIELDS.items()
        if field in before and field in after and before[field] != after[field]
    ]


def _said(field: str, value: Any) -> str:
    """A field's value in words."""
    if field == "edtf" and value:
        return said_date(value)
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return (
            f"{len(value)}"
            if field == "further"
            else ", ".join(str(part.get("name", part)) for part in value) or ("nobody" if field == "actors" else "none")
        )
    return str(value) if value not in (None, "") else "nothing"
