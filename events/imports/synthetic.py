"""A realistic load that nobody's archive is needed for: as many events as asked, the same for the same seed.

What it imitates: a few states and bodies in most of the news, most events recent, most known to the day, some that last.
None of it happened: every source is a host under `.example`, which nobody can own (RFC 2606).
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from events.imports.records import Record, Who
from events.intake.names import countries, middle_of
from events.vocabulary import AHEAD

UNTIL: Final = date(2026, 1, 1)
"""The day up to which things have happened; a fixed one, so that the same seed gives the same events on any day."""
FIRST: Final = date(1900, 1, 1)
MEAN_DAYS: Final = 12 * 365
"""How long ago, on average: with it half of the events lie in the last eight years, as in an archive of news."""
GRAINS: Final = {"day": 88, "month": 7, "year": 4, "decade": 1}
RANGES: Final = 0.05
OPEN_RANGES: Final = 0.2
STATUSES: Final = {"occurred": 93, "ongoing": 3, "possible": 1, "denied": 1, "expected": 1, "scheduled": 1}
TYPES: Final = {
    "statement": 19,
    "meeting": 16,
    "visit": 11,
    "attack": 9,
    "agreement": 8,
    "military": 6,
    "sanction": 5,
    "legal": 5,
    "election": 4,
    "cooperation": 4,
    "protest": 3,
    "leadership": 3,
    "threat": 2,
    "coercion": 2,
    "incident": 2,
    "withdrawal": 2,
    "weapons_test": 1,
    "commemoration": 1,
}
BODIES: Final = (
    "United Nations",
    "NATO",
    "European Union",
    "African Union",
    "ASEAN",
    "Arab League",
    "OSCE",
    "IAEA",
    "OPEC",
    "G7",
    "G20",
)
LEADING: Final = (
    *("US", "RU", "CN", "UA", "IL", "IR", "DE", "FR", "GB", "IN", "JP", "TR", "KR"),
    *("KP", "SA", "PK", "SY", "EG", "PL", "BR", "AF", "IQ", "ZA", "VE", "CA", "AU"),
)
"""States that most news is about, in no claim to an order; the others follow at random."""
TOPICS: Final = (
    "trade",
    "border security",
    "grain exports",
    "fisheries",
    "air traffic",
    "energy supplies",
    "migration",
    "prisoner exchanges",
    "shipping lanes",
    "arms control",
    "water rights",
    "nuclear safety",
    "customs duties",
    "satellite data",
    "debt relief",
    "visa rules",
    "cyber security",
    "flood relief",
    "railway links",
    "minority rights",
    "gas transit",
    "vaccine supplies",
    "peacekeeping",
    "counter-terrorism",
)
TITLES: Final[dict[str, tuple[str, ...]]] = {
    "statement": (
        "{a} calls for talks on {topic} with {b}",
        "{a} criticises {b} over {topic}",
        "{a} backs {b} on {topic}",
    ),
    "meeting": (
        "{a} and {b} hold talks on {topic}",
        "Ministers of {a} and {b} meet on {topic}",
        "{a} and {b} reopen talks on {topic}",
    ),
    "visit": (
        "Foreign minister of {a} visits {b}",
        "Delegation from {a} travels to {b} over {topic}",
        "{a} receives an envoy of {b}",
    ),
    "attack": (
        "Clashes reported on the border of {a} and {b}",
        "{a} says patrol came under fire near {b}",
        "Shells hit a post of {a}",
    ),
    "agreement": (
        "{a} and {b} sign an accord on {topic}",
        "{a} and {b} extend their accord on {topic}",
        "{a} ratifies pact on {topic} with {b}",
    ),
    "military": ("{a} begins exercises near {b}", "{a} moves troops towards {b}", "{a} sends ships to join {b}"),
    "sanction": (
        "{a} imposes sanctions on {b} over {topic}",
        "{a} expels diplomats of {b}",
        "{a} extends its embargo on {b}",
    ),
    "legal": (
        "Court in {a} rules on {topic}",
        "Parliament of {a} passes law on {topic}",
        "{a} takes {b} to court over {topic}",
    ),
    "election": (
        "{a} votes for a new parliament",
        "{a} holds a referendum on {topic}",
        "Second round of voting in {a}",
    ),
    "cooperation": (
        "{a} sends aid to {b}",
        "{a} and {b} open a joint office for {topic}",
        "{a} resumes deliveries to {b}",
    ),
    "protest": (
        "Thousands march in {a} over {topic}",
        "Dock workers of {a} strike over {topic}",
        "Rally in {a} against accord with {b}",
    ),
    "leadership": (
        "New government sworn in in {a}",
        "Foreign minister of {a} resigns over {topic}",
        "{a} names new envoy to {b}",
    ),
    "threat": (
        "{a} warns {b} over {topic}",
        "{a} gives {b} an ultimatum on {topic}",
        "{a} threatens to close its border with {b}",
    ),
    "coercion": ("{a} detains citizens of {b}", "{a} seizes a ship of {b}", "{a} closes newspapers over {topic}"),
    "incident": ("Ferry sinks off the coast of {a}", "Earthquake strikes {a}", "Freight train derails in {a}"),
    "withdrawal": ("{a} withdraws troops from {b}", "{a} frees prisoners from {b}", "{a} lifts restrictions on {b}"),
    "weapons_test": (
        "{a} tests a missile",
        "{a} launches a rocket over the sea",
        "{a} says it tested new air defences",
    ),
    "commemoration": (
        "{a} marks anniversary of its accord with {b}",
        "{a} and {b} remember the fallen",
        "{a} holds a parade",
    ),
}


def synthesize(count: int, *, seed: int) -> Iterator[Record]:
    """So many events, in no order, made as they are asked for; memory does not grow with them. About 15 µs each."""
    dice = random.Random(seed)
    cast = cast_of(dice)
    someone, some_type = by_rank(cast, dice), weighted(TYPES, dice)
    some_grain, some_status = weighted(GRAINS, dice), weighted(STATUSES, dice)
    a_host = by_rank([f"wire-{number:03d}.example" for number in range(1, 241)], dice)
    some_topic = by_rank(TOPICS, dice)
    for number in range(1, count + 1):
        one, topic, kind, status = someone(), some_topic(), some_type(), some_status()
        other = another(someone, one)
        day = some_day(dice, ahead=status in AHEAD)
        told = day if status not in AHEAD else UNTIL
        title = dice.choice(TITLES[kind]).format(a=one.name, b=other.name, topic=topic)
        place = point_near(one.country, dice)
        yield Record(
            title=title,
            edtf=edtf_of(day, some_grain(), ongoing=status == "ongoing", dice=dice),
            type=kind,
            status=status,
            importance=min(1000, 60 + int(dice.expovariate(1 / 180))),
            country=one.country,
            latitude=place[0],
            longitude=place[1],
            actors=(one, other) if other.name in title else (one,),
            tags=(topic,) if topic in title else (),
            source_url=f"https://{a_host()}/{told.year}/{number}",
            published_on=min(UNTIL, told + timedelta(days=dice.randrange(4))),
        )


def cast_of(dice: random.Random) -> list[Who]:
    """All states and some bodies, in the order of how often they are in the news."""
    states = {name.code: Who(name.name, "state", name.code, name.country) for name in countries()}
    others = [
        *(states[code] for code in states if code not in LEADING),
        *(Who(name, "organisation") for name in BODIES),
    ]
    dice.shuffle(others)
    return [states[code] for code in LEADING] + others


def another[T](draw: Callable[[], T], one: T) -> T:
    """A second draw that is not the first."""
    while (other := draw()) == one:
        pass
    return other


def by_rank[T](items: Sequence[T], dice: random.Random) -> Callable[[], T]:
    """Draws by Zipf's law: the tenth comes up a tenth as often as the first."""
    weights = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))
    return lambda: dice.choices(items, cum_weights=weights)[0]


def weighted(shares: dict[str, int], dice: random.Random) -> Callable[[], str]:
    """Draws by shares."""
    items, weights = list(shares), list(accumulate(shares.values()))
    return lambda: dice.choices(items, cum_weights=weights)[0]


def some_day(dice: random.Random, *, ahead: bool) -> date:
    """A day: ever fewer the longer ago; of what lies ahead, in the next two years."""
    if ahead:
        return UNTIL + timedelta(days=dice.randrange(1, 730))
    span = (UNTIL - FIRST).days
    # The exponential cut off at the first day: drawn from the part of its distribution that lies within the span.
    share = dice.random() * (1 - math.exp(-span / MEAN_DAYS))
    return UNTIL - timedelta(days=min(span, 1 + int(-MEAN_DAYS * math.log(1 - share))))


def edtf_of(day: date, grain: str, *, ongoing: bool, dice: random.Random) -> str:
    """A date of that grain, or what lasted from it, up to three years or without an end."""
    if grain == "decade":
        return f"{day.year // 10}X"
    start = {"day": day.isoformat(), "month": f"{day:%Y-%m}", "year": f"{day.year:04d}"}[grain]
    if ongoing:
        return f"{start}/.."
    if dice.random() >= RANGES:
        return start
    if dice.random() < OPEN_RANGES:
        return f"{start}/.."
    last = day + timedelta(days=round(2 * 500 ** dice.random()))
    end = {"day": last.isoformat(), "month": f"{last:%Y-%m}", "year": f"{last.year:04d}"}[grain]
    return start if end == start else f"{start}/{end}"


def point_near(code: str, dice: random.Random) -> tuple[float | None, float | None]:
    """A point within some degrees of the middle of a state; none for what has no country."""
    middle = middle_of(code)
    if middle is None:
        return None, None
    north, east = dice.gauss(middle[0], 1.5), dice.gauss(middle[1], 1.5)
    return round(max(-89.0, min(89.0, north)), 4), round((east + 180) % 360 - 180, 4)
