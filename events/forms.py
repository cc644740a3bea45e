"""What people type into pages, parsed. What may stand is checked where it is written: in the acts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict

from events.intake.addresses import CannotFetch, target_of
from events.models import Event, Proposal
from events.models.decisions import ACTS
from events.models.feeds import READS
from events.review.amendments import Amendment, BadAmendment, amendment_of
from events.review.bulk import KINDS, Change, Choice
from events.review.creating import Source
from events.review.dates import When, read_when, when_of
from events.review.events import wording_of
from events.review.log import Search
from events.review.proposing import Telling
from events.review.queue import AGES, COUNTS, DATES, HANDS, ORDERS, WEIGHTS, Wish
from events.review.sources import Wanted
from events.vocabulary import STATUSES, TYPES

NAMES_END: Final = ";"
"""What parts names typed in one line; a comma does not, as names of ministries hold commas."""
TAGS_END: Final = re.compile("[;,]")
"""What parts tags typed in one line."""


@dataclass(frozen=True, slots=True)
class Card:
    """The fields of a proposal as they stand on its card: as proposed, or as typed.

    `dropped` are names taken off, `more` is the line of names typed; so with tags.
    """

    title: str
    when: When
    type: str
    status: str
    actors: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    more: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()
    dropped_tags: tuple[str, ...] = ()
    more_tags: str = ""
    reason: str = ""

    def amendment(self) -> Amendment:
        """The amendment that the card asks for. Raises BadAmendment where its date cannot be read."""
        if self.when.problem:
            raise BadAmendment({"edtf": self.when.problem})
        names = (*self.actors, *(name.strip() for name in self.more.split(NAMES_END) if name.strip()))
        tags = (*self.tags, *(tag.strip() for tag in TAGS_END.split(self.more_tags) if tag.strip()))
        return Amendment(self.title, self.when.edtf, self.type, self.status, names, self.place, tags)


def card_of(proposal: Proposal) -> Card:
    """The card as proposed."""
    own = amendment_of(proposal)
    return Card(own.title, when_of(proposal), own.type, own.status, own.actors, place=own.place, tags=own.tags)


def card_typed(data: QueryDict, proposal: Proposal) -> Card:
    """The card as typed; a field that was not sent stands as proposed."""
    anchor = proposal.article.published_on
    return typed_over(card_of(proposal), data, lambda text: read_when(text, anchor=anchor, proposal=proposal))


def typed_beside(data: QueryDict, proposal: Proposal) -> tuple[str, ...]:
    """What was typed on a card beside what it proposed, field by field."""
    own, card = card_of(proposal), card_typed(data, proposal)
    fields = ((own.title, card.title), (own.when.typed, card.when.typed), ("", card.more), (own.place, card.place))
    return tuple(new for old, new in (*fields, ("", card.more_tags), ("", card.reason)) if new and new != old)


def typed_over(own: Card, data: QueryDict, read: Callable[[str], When]) -> Card:
    """A card with what was typed over its own fields; a field that was not sent stays."""
    keys = ("title", "type", "status", "more", "more_tags", "place", "reason")
    typed: dict[str, Any] = {key: str(data[key]).strip() for key in keys if key in data}
    actors, dropped = ticked(data, "actors", own.actors, line="more")
    tags, dropped_tags = ticked(data, "tags", own.tags, line="more_tags")
    typed_date = data.get("instead") or data.get("when")
    when = own.when if typed_date is None else read(typed_date)
    lists: dict[str, Any] = {"actors": actors, "dropped": dropped, "tags": tags, "dropped_tags": dropped_tags}
    return replace(own, when=when, **lists, **typed)


def ticked(data: QueryDict, name: str, own: tuple[str, ...], *, line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a list that are ticked, and those of it that no longer are. The line for more of them is always sent."""
    if line not in data:
        return own, ()
    kept = tuple(dict.fromkeys(value.strip() for value in data.getlist(name)))
    return kept, tuple(value for value in own if value not in kept)


def telling_typed(data: Mapping[str, str]) -> Telling:
    """What an editor read in an article by hand. Browsers end lines with two characters; the text has one."""
    quote = data.get("quote", "").replace("\r\n", "\n")
    return Telling(quote, data.get("phrase", ""), data.get("headline", ""), number(data.get("start", "")))


def last_name(line: str, *, field: str) -> str:
    """The name that is being typed at the end of a line of names; a place is alone on its line."""
    if field == "places":
        return line.strip()
    return (TAGS_END.split(line) if field == "tags" else line.split(NAMES_END))[-1].strip()


def card_of_event(event: Event) -> Card:
    """The card of an event as it stands."""
    own = wording_of(event)
    when = read_when(own.edtf, anchor=None)
    return Card(own.title, when, own.type, own.status, own.actors, place=own.place, tags=own.tags)


def card_typed_of_event(data: QueryDict, event: Event, *, anchor: date | None) -> Card:
    """The card of an event as typed."""
    return typed_over(card_of_event(event), data, lambda text: read_when(text, anchor=anchor))


def card_typed_anew(data: QueryDict, *, anchor: date | None) -> Card:
    """The card of an event that is written by hand, as typed; what was not sent is empty."""
    blank = Card("", When(""), "other", "occurred")
    return typed_over(blank, data, lambda text: read_when(text, anchor=anchor))


def source_typed(data: Mapping[str, str]) -> Source:
    """Where an event that is written by hand is told, as typed."""
    own = {name: data.get(name, "").strip() for name in ("url", "publisher", "published")}
    return Source(number(data.get("article", "")), data.get("quote", "").replace("\r\n", "\n"), **own)


def wish_of(data: Mapping[str, str]) -> Wish:
    """What an address of the queue asks for; what it cannot ask for is left out."""
    order, dates = data.get("order", ""), data.get("dates", "")
    return Wish(
        order=order if order in ORDERS else next(iter(ORDERS)),
        publisher=number(data.get("publisher", "")),
        dates=dates if dates in DATES else "",
        hands=data["hands"] if data.get("hands") in HANDS else "",
        days=one_of(AGES, data.get("days", "")),
        weight=one_of(WEIGHTS, data.get("weight", "")),
        least=one_of(COUNTS, data.get("least", "")),
        page=number(data.get("page", "")) or 1,
    )


def one_of(offered: Mapping[int, str], text: str) -> int:
    """The number if it is offered, else 0."""
    wanted = number(text) or 0
    return wanted if wanted in offered else 0


def choice_of(data: Mapping[str, str]) -> Choice:
    """Which events an address of the desk's list asks for; what it cannot ask for is left out."""
    words, tag = (" ".join(data.get(name, "").replace("\x00", " ").split())[:200] for name in ("words", "tagged"))
    type_, status = data.get("of_type", ""), data.get("status", "")
    return Choice(
        words=words,
        type=type_ if type_ in TYPES else "",
        status=status if status in STATUSES else "",
        tag=tag,
        since=day(data.get("since", "")),
        until=day(data.get("until", "")),
    )


def change_of(data: Mapping[str, str]) -> Change | None:
    """What is to be done to them; None where the address does not say."""
    kind = data.get("kind", "")
    if kind not in KINDS:
        return None
    return Change(kind, data.get("to_type", "") if kind == "type" else data.get("to_tag", "").replace("\x00", " "))


def search_of(data: Mapping[str, str]) -> Search:
    """Which decisions an address of the log asks for; what it cannot ask for is left out."""
    act = data.get("act", "")
    return Search(
        editor=data.get("editor", "").replace("\x00", "")[:150],
        act=act if act in dict(ACTS) else "",
        event=number(data.get("event", "")),
        since=day(data.get("since", "")),
        until=day(data.get("until", "")),
    )


def day(text: str) -> date | None:
    """A day as YYYY-MM-DD, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def number(text: str) -> int | None:
    """A row's number in an address, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


class PublishedField(forms.DateField):
    """A publication date as YYYY-MM-DD, in this form alone."""

    default_error_messages: ClassVar = {
        "invalid": "“%(value)s” is no date: write it as YYYY-MM-DD, with a year of four digits, as 2023-09-11."
    }

    def to_python(self, value: Any) -> date | None:
        """The date; refuses every other way to write one, which would be read day first or month first."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            message = self.error_messages["invalid"]
            raise forms.ValidationError(message, code="invalid", params={"value": text[:40]}) from error


class TakeInForm(forms.Form):
    """An article as an editor hands it in: its text or a file of it, and what is known of it."""

    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False, allow_empty_file=True)
    published_on = PublishedField(required=False)
    chosen = PublishedField(required=False)
    publisher = forms.CharField(required=False, max_length=200)
    headline = forms.CharField(required=False, max_length=400)
    url = forms.URLField(required=False, max_length=1000)


EVERY: Final = {15: "quarter of an hour", 60: "hour", 180: "3 hours", 720: "12 hours", 1440: "day", 10080: "week"}
"""How often a feed may be read, in minutes."""


class FeedForm(forms.Form):
    """How a feed is to be read."""

    publisher = forms.CharField(max_length=200, error_messages={"required": "Say who publishes this feed."})
    reads = forms.ChoiceField(choices=READS, initial="page")
    every = forms.TypedChoiceField(choices=list(EVERY.items()), coerce=int, initial=60)

    def wanted(self) -> Wanted:
        """What was typed, once it is valid."""
        return Wanted(**{name: self.cleaned_data[name] for name in ("publisher", "reads", "every")})


class NewFeedForm(FeedForm):
    """A feed to be added."""

    address = forms.CharField(max_length=1000, error_messages={"required": "Give the address of the feed."})

    def clean_address(self) -> str:
        """The address in one form; refuses what is none of the public web by its form alone."""
        try:
            return target_of(self.cleaned_data["address"].strip()).url
        except CannotFetch as error:
            raise forms.ValidationError(str(error)) from error
