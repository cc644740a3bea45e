"""What was known of an event over time: from dated claims to the spans in which each of them stood. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from events.vocabulary import AHEAD

OUTGROWN: Final = AHEAD | {"ongoing"}
"""A claim of one of these is outgrown by what is told later: a promise or a course of things, not a contradiction."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of an event: from which day (days since 1970-01-01), which date, status and place.

    `earliest` and `latest` are minutes, null where open. `assumed`: nobody says since when it is known. `final`: an editor
    wrote it over what the articles say.
    """

    day: int
    edtf: str
    status: str
    place: int | None
    earliest: int | None
    latest: int | None
    assumed: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A claim that stood from one day to before another (null: still stands), alone or disputed by others."""

    claim: Claim
    known_from: int
    known_until: int | None
    disputed: bool


def spans(claims: Iterable[Claim]) -> list[Span]:
    """The spans in which each claim stood, in order. A later one takes the place of what it agrees with or outgrows."""
    ordered = sorted(claims, key=lambda claim: (claim.day, claim.final))
    days = sorted({claim.day for claim in ordered})
    found: list[Span] = []
    standing: list[Claim] = []
    for day, until in zip(days, [*days[1:], None], strict=False):
        for claim in (claim for claim in ordered if claim.day == day):
            standing = received(standing, claim)
        found += [Span(claim, day, until, len(standing) > 1) for claim in standing]
    return joined(found)


def received(standing: list[Claim], new: Claim) -> list[Claim]:
    """The claims that stand once a new one has come: where it agrees with one, whichever says more stays, else the older."""
    if new.final:
        return [new]
    kept = [old for old in standing if not replaces(new, old)]
    agreeing = [old for old in standing if agrees(new, old)]
    return [*kept, min([*agreeing, new], key=vagueness)]


def vagueness(claim: Claim) -> tuple[float, bool]:
    """How much a claim leaves open: minutes (infinite with an open end), then whether it names no place."""
    if claim.earliest is None or claim.latest is None:
        return float("inf"), claim.place is None
    return claim.latest - claim.earliest, claim.place is None


def replaces(new: Claim, old: Claim) -> bool:
    """Whether a newer claim takes the place of an older one instead of contradicting it."""
    return (old.status in OUTGROWN and new.day > old.day) or agrees(new, old)


def agrees(one: Claim, other: Claim) -> bool:
    """Whether two claims can both be true: same status, no two places, one's days within the other's."""
    places = {one.place, other.place} - {None}
    return one.status == other.status and len(places) < 2 and (within(one, other) or within(other, one))


def within(inner: Claim, outer: Claim) -> bool:
    """Whether all of one claim's days are among the other's."""
    starts_after = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    ends_before = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return starts_after and ends_before


def joined(found: list[Span]) -> list[Span]:
    """The same spans, with those of one claim that follow each other made one."""
    result: list[Span] = []
    for span in found:
        at = next((i for i, last in enumerate(result) if continues(last, span)), None)
        if at is None:
            result.append(span)
        else:
            result[at] = Span(span.claim, result[at].known_from, span.known_until, span.disputed)
    return result


def continues(last: Span, span: Span) -> bool:
    """Whether a span is the unchanged continuation of another."""
    return last.claim == span.claim and last.known_until == span.known_from and last.disputed == span.disputed
