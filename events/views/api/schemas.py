"""What the API answers, as OpenAPI describes it. Times are ISO 8601; dates of events are EDTF."""

from datetime import date, datetime

from ninja import Field, Schema


class Fault(Schema):
    """A parameter that cannot be read: its name, what was given, and what would be right."""

    name: str
    value: str
    message: str


class Unreadable(Schema):
    """What of the request cannot be read. Nothing of it was answered, so that no part of the data passes for all."""

    problems: list[Fault]


class Missing(Schema):
    """Why there is nothing at this address."""

    message: str


class MentionOut(Schema):
    """One article's word on an event, with what the public sees of the article."""

    article: str = Field(description="its headline")
    publisher: str
    url: str
    quote: str = Field(description="the sentence as it stands in the article")
    date_text: str = Field(description="the date phrase in it")
    attribution: str = Field(description="who says so, as the article has it")
    edtf: str = Field(description="the date as this article had it")
    status: str
    published: str = Field(description="YYYY-MM-DD, empty where it is unknown")


class EventOut(Schema):
    """One event as the view shows it; the same fields as a line of /events.jsonl, and its page."""

    id: int
    title: str
    summary: str
    edtf: str = Field(description="its date, ISO 8601-2")
    start: str | None = Field(description="its first possible day (minute, where it has a clock time), null where open")
    end: str | None = Field(description="its last possible day, null where open")
    type: str
    plover: str = Field(description="the PLOVER category of its type, empty where PLOVER has none")
    status: str
    importance: int = Field(description="0 to 1000")
    actors: list[str]
    place: str
    country: str = Field(description="ISO 3166 alpha-2")
    lat: float | None
    lon: float | None
    tags: list[str]
    mentions: list[MentionOut]
    url: str


class ReadingOut(Schema):
    """What was known of an event over a span of time, and what this site showed: the two clocks."""

    edtf: str
    status: str
    place: str
    importance: int
    disputed: bool = Field(description="whether another reading of the same time contradicts it")
    known_from: date = Field(description="the day from which it was reported")
    known_until: date | None = Field(description="the day from which it no longer held, null where it still does")
    known_assumed: bool = Field(description="whether known_from is assumed, as no mention says it")
    shown_from: int = Field(description="the decision that showed it first")
    shown_until: int | None = Field(description="the decision that took it back, null where it is shown")


class WholeEvent(EventOut):
    """One event with every reading of it."""

    readings: list[ReadingOut]


class EventPage(Schema):
    """Some events of a view in its order. `generation` is the newest decision; `next` leads on, null at the end."""

    total: int
    generation: int
    items: list[EventOut]
    next: str | None = Field(description="the cursor of the next page")


class QuoteOut(Schema):
    """A sentence of an article, and the published event it tells of."""

    event: int
    title: str
    url: str
    quote: str
    date_text: str
    edtf: str
    status: str
    attribution: str


class ArticleOut(Schema):
    """What the public sees of an article: never its text."""

    id: int
    headline: str
    publisher: str
    url: str
    published: date | None
    date_known: str = Field(description="how that date is known: entered, metadata, stated, inferred, or empty")
    retrieved_at: datetime
    sha256: str = Field(description="of its text; empty where no text is kept")
    licence: str


class WholeArticle(ArticleOut):
    """An article with the sentences that published events quote."""

    quotes: list[QuoteOut]


class ArticlePage(Schema):
    """Some articles, those taken in last first. `next` leads on, null at the end."""

    items: list[ArticleOut]
    next: str | None = Field(description="the cursor of the next page")


class TypeOut(Schema):
    """A type of event."""

    key: str
    name: str
    plural: str
    plover: str
    group: str


class StatusOut(Schema):
    """How sure it is that something happened."""

    key: str
    name: str
    meaning: str


class Vocabulary(Schema):
    """The words that events are told in."""

    types: list[TypeOut]
    statuses: list[StatusOut]


class ValueOut(Schema):
    """A value to filter by, with how many events it would leave, all other filters on."""

    value: str
    label: str
    count: int
    active: bool


class FacetOut(Schema):
    """One dimension of filters, the values with most events first; `more` further ones have fewer."""

    name: str
    values: list[ValueOut]
    more: int


class Facets(Schema):
    """What a view holds, counted."""

    total: int
    generation: int
    sentence: str = Field(description="what the view shows, in words")
    start: str = Field(description="the first day that is looked at, as EDTF")
    end: str = Field(description="the last one")
    before: int = Field(description="matches wholly before the window")
    after: int = Field(description="matches wholly after it")
    facets: list[FacetOut]
