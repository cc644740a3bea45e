"""Random events with everything that the timeline filters by."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from events.models import Actor, Event, Place, Publisher, Tag
from events.timeline.window import UNRECORDED, Window
from events.vocabulary import STATUSES, TYPES
from tests.factories import make_actor, make_article, make_event, make_place, make_publisher

WORDS = ["summit", "talks", "treaty", "sanctions", "visit", "Kim", "Göttingen", "border", "strikes", "ports"]
WORDS += ["grain", "Élysée", "ceasefire", "missile"]
DATES = (
    "{y}",
    "{y}-{m:02d}",
    "{y}-{m:02d}-{d:02d}",
    "{y}-{m:02d}-{d:02d}",
    "{y}-{m:02d}-{d:02d}T{h:02d}:30",
    "{y}-{m:02d}~",
    "{y}-21",
    "199X",
    "{y}-{m:02d}-{d:02d}/{z}-{m:02d}-{d:02d}",
    "{y}/{z}",
    "{y}-{m:02d}/..",
    "../{y}-{m:02d}",
    "/{y}",
    "{y}/",
    "[{y}-{m:02d}-{d:02d}..{z}-{m:02d}]",
    "[..{y}]",
    "-0044-03-15",
)


@dataclass(frozen=True)
class Cast:
    """The rows that random events take their values from."""

    actors: list[Actor]
    places: list[Place]
    tags: list[Tag]
    publishers: list[Publisher]


def make_cast() -> Cast:
    """Actors, places, tags and publishers."""
    actors = [make_actor(f"{WORDS[i]} {WORDS[-i]}", aliases=[f"{WORDS[i + 1]} Nine"]) for i in range(1, 8)]
    points = [(46.2, 6.15), (-17.7, 178.0), (-13.8, -172.1), (39.0, 125.75), (55.75, 37.6), (90.0, 180.0)]
    places = [
        make_place(f"{WORDS[i]}ville", country="CHFJWSKPRUNO"[2 * i : 2 * i + 2], latitude=y, longitude=x)
        for i, (y, x) in enumerate(points)
    ]
    tags = [Tag.objects.get_or_create(name=f"tag {i}")[0] for i in range(4)]
    return Cast(actors, places, tags, [make_publisher(f"Wire {i}") for i in range(3)])


def random_edtf(rng: random.Random) -> str:
    """A date of any kind around 1990 to 2024."""
    y = rng.randint(1990, 2024)
    values = {
        "y": y,
        "z": y + rng.randint(1, 3),
        "m": rng.randint(1, 12),
        "d": rng.randint(1, 28),
        "h": rng.randint(0, 23),
    }
    return rng.choice(DATES).format(**values)


def random_event(rng: random.Random, cast: Cast) -> Event:
    """A published event with some of everything; now and then with articles that contradict each other."""
    place = rng.choice([*cast.places, None])
    edtf = random_edtf(rng)
    event = make_event(
        title=" ".join(rng.sample(WORDS, 3)),
        summary=" ".join(rng.sample(WORDS, rng.randint(0, 4))),
        edtf=edtf,
        type=rng.choice(list(TYPES)[:6]),
        status=rng.choice(list(STATUSES)),
        importance=rng.choice([0, 200, 200, 400, 1000]),
        place=place,
        country=rng.choice(["", "RU", "KP", place.country if place else ""]),
        latitude=(latitude := rng.choice([None, None, 10.5])),
        longitude=None if latitude is None else 20.25,
        actors=rng.sample(cast.actors, rng.randint(0, 3)),
        mentions=[random_mention(rng, cast, edtf) for _ in range(rng.choice([0, 0, 1, 2, 3]))],
        state=rng.choice(["published"] * 9 + ["draft"]),
    )
    event.tags.set(rng.sample(cast.tags, rng.randint(0, 2)))
    return event


def random_mention(rng: random.Random, cast: Cast, edtf: str) -> dict[str, Any]:
    """What an article says of an event: the same date, or another; the same status, or another."""
    text = " ".join(rng.sample(WORDS, 6)) + f" {rng.random()}"
    published = rng.choice([None, date(1995, 1, 1) + timedelta(days=rng.randint(0, 11_000))])
    article = make_article(text=text, published_on=published, publisher=rng.choice(cast.publishers))
    changes: dict[str, Any] = {"article": article, "quote": text[:20], "quote_start": 0, "date_start": 0}
    changes["edtf"] = rng.choice([edtf, edtf, random_edtf(rng)])
    if rng.random() < 0.4:
        changes["status"] = rng.choice(list(STATUSES))
    if rng.random() < 0.3:
        changes["place"] = rng.choice([*cast.places, None])
    return changes


def random_window(rng: random.Random, cast: Cast, newest: int) -> Window:
    """A window with any combination of filters."""
    year, width = rng.randint(1985, 2024), rng.choice([0, 1, 5, 40])
    month = rng.randint(1, 12)
    both = (f"{year}-{month:02d}", f"{year + width}-{month:02d}")
    low, high = rng.choice([(None, None), both, both, (f"{year}", None), (None, f"{year}-06-15")])
    query: dict[str, list[str]] = {"from": [low] if low else [], "to": [high] if high else []}

    def sometimes(name: str, chance: float, *values: str) -> None:
        if rng.random() < chance:
            query[name] = rng.sample(list(values), rng.randint(1, min(2, len(values))))

    sometimes("type", 0.25, *list(TYPES)[:8])
    sometimes("status", 0.2, *STATUSES, UNRECORDED)
    sometimes("country", 0.15, "RU", "KP", "CH", "US")
    sometimes("actor", 0.15, *(str(actor.pk) for actor in cast.actors), "999999")
    sometimes("place", 0.1, *(str(place.pk) for place in cast.places))
    sometimes("source", 0.1, *(str(publisher.pk) for publisher in cast.publishers))
    sometimes("tag", 0.1, *(tag.name for tag in cast.tags))
    sometimes("importance", 0.2, "0", "200", "201", "1000")
    sometimes("certainty", 0.4, "certain", "possible")
    sometimes("disputed", 0.1, "1")
    sometimes("bbox", 0.15, "0,0,40,60", "170,-20,-170,0", "-180,-90,180,90", "6.15,46.2,6.15,46.2")
    sometimes("asof", 0.3, str(rng.randint(1994, 2026)), f"{rng.randint(1996, 2024)}-03-05")
    sometimes("rev", 0.15, str(rng.randint(0, newest + 1)))
    sometimes("lane", 0.7, "type", "status", "country", "actor", "source", "tag", "none")
    sometimes("q", 0.25, *SEARCHES)
    window, problems = Window.from_query(
        {name: values[:1] if name in SINGLE else values for name, values in query.items()}
    )
    assert not problems
    return window


SINGLE = ("importance", "certainty", "disputed", "bbox", "asof", "rev", "lane", "q", "from", "to")
SEARCHES = ("summit", "Gottingen", '"talks treaty"', "sanc*", "-visit", "kim -border", "élysée", "the of and", "nine")
SEARCHES += ("port", "!!!", '"kim gott*"', "summits", '"summits"', "ports grain")
