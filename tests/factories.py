"""Plain functions that make rows for tests; each takes the changes that matter to the test."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User

from events.models import Actor, Article, Decision, Event, Mention, Place, Proposal, Publisher
from events.review.readings import refresh_readings
from events.review.rights import ROLES, group_of

TEXT = (
    "GENEVA, 4 March 2024. The two foreign ministers met on Friday in Geneva, officials said Monday. "
    "A second round could take place as early as Thursday."
)


def make_person(name: str = "max", **changes: Any) -> User:
    """An account without any right."""
    return User.objects.create_user(username=name, password="correct horse battery", **changes)


def make_editor(name: str = "ada", *, role: str = "editor") -> User:
    """An account that may decide, or has another role."""
    person = make_person(name)
    person.groups.add(group_of(ROLES[role]))
    return User.objects.get(pk=person.pk)


def make_publisher(name: str = "Example Wire") -> Publisher:
    """A publisher, one a name."""
    return Publisher.objects.get_or_create(name=name)[0]


def make_article(**changes: Any) -> Article:
    """An article of 4 March 2024, a Monday, unless told otherwise."""
    text = changes.pop("text", TEXT)
    fields: dict[str, Any] = {
        "headline": "Ministers meet in Geneva",
        "published_on": date(2024, 3, 4),
        "date_known": "entered",
    }
    fields |= {"text": text, "content_hash": Article.hash_of(text)} | changes
    fields.setdefault("publisher", make_publisher())
    return Article.objects.create(**fields)


def make_proposal(**changes: Any) -> Proposal:
    """A waiting proposal: the ministers' meeting on Friday 1 March 2024."""
    article = changes.pop("article", None) or make_article()
    quote = changes.pop("quote", "The two foreign ministers met on Friday in Geneva, officials said Monday.")
    fields: dict[str, Any] = {
        "article": article,
        "quote": quote,
        "quote_start": article.text.index(quote),
        "date_text": "Friday",
        "date_start": article.text.index(changes.get("date_text", "Friday")),
        "timex_type": "DATE",
        "timex_value": "2024-03-01",
        "title": "Foreign ministers meet in Geneva",
        "type": "meeting",
        "status": "occurred",
        "actors": [{"name": "Example Union", "kind": "organisation", "code": "", "country": ""}],
        "place": {
            "name": "Geneva",
            "country": "CH",
            "latitude": 46.2,
            "longitude": 6.15,
            "exact": "city",
            "geonames": 2660646,
        },
        "reasons": [{"field": "date", "text": "“Friday” looks back from Monday 4 March 2024."}],
    }
    proposal = Proposal(**(fields | {key: value for key, value in changes.items() if key != "edtf"}))
    proposal.set_date(changes.get("edtf", "2024-03-01"))
    proposal.save()
    return proposal


def make_place(name: str = "Geneva", **changes: Any) -> Place:
    """A city with its point."""
    fields = {"country": "CH", "latitude": 46.2, "longitude": 6.15, "exact": "city"} | changes
    return Place.objects.get_or_create(name=name, country=fields.pop("country"), defaults=fields)[0]


def make_actor(name: str = "Example Union", *, kind: str = "organisation", **changes: Any) -> Actor:
    """An actor, one a name and kind."""
    return Actor.objects.get_or_create(name=name, kind=kind, defaults=changes)[0]


def make_event(**changes: Any) -> Event:
    """A published event with its reading and the decision that shows it; `actors`, `mentions` add rows to it.

    `mentions` is a list of dicts of Mention's fields, with `article` where it matters.
    """
    actors, mentions = changes.pop("actors", ()), changes.pop("mentions", ())
    edtf = changes.pop("edtf", "2024-03-01")
    fields = {
        "title": "Foreign ministers meet in Geneva",
        "type": "meeting",
        "status": "occurred",
        "state": "published",
    }
    event = Event(**(fields | changes))
    event.set_date(edtf)
    event.save()
    event.actors.set([make_actor(actor) if isinstance(actor, str) else actor for actor in actors])
    for mention in mentions:
        make_mention(event, **mention)
    rev = make_decision(event=event).number
    refresh_readings(event, rev=rev)
    return event


def make_mention(event: Event, **changes: Any) -> Mention:
    """A mention without a quote, dated as the event is unless told otherwise."""
    edtf = changes.pop("edtf", event.edtf)
    article = changes.pop("article", None) or make_article(text=f"An article about {event.title} {event.pk}.")
    mention = Mention(event=event, article=article, **({"status": event.status, "place": event.place} | changes))
    mention.set_date(edtf)
    mention.save()
    return mention


def make_decision(**facts: Any) -> Decision:
    """The next decision, by the editor Ada unless told otherwise."""
    editor = facts.pop("editor", None) or User.objects.filter(username="ada").first() or make_editor()
    return Decision.append(facts.pop("act", "import"), editor=editor, **facts)
