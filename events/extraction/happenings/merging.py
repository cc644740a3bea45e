"""One happening told twice in an article is one candidate with further quotes."""

from dataclasses import replace

from events.extraction.happenings.similarity import Telling, came_about, similarity
from events.extraction.values import Candidate, Location, Quote, Reason
from events.vocabulary import AHEAD

SAME = 0.8
"""Tellings at least this alike are one happening. Set on the development articles and those of our own: of 3,716 pairs of different
happenings none reaches it (the nearest scores 0.78); docs/happenings.md has the counts."""


def merged(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, later tellings of a happening folded into the one that tells most. Compares each with those kept: quadratic in the
    happenings of one article, which `candidates_of` bounds."""
    kept: list[Candidate] = []
    tellings: list[Telling] = []
    for candidate in candidates:
        told = telling(candidate)
        for number, earlier in enumerate(tellings):
            if kept[number].quote_start == candidate.quote_start and came_about(earlier.status, told.status):
                continue  # "began on Monday and will run until May" tells two
            alike = similarity(earlier, told)
            if alike.score >= SAME:
                kept[number] = _folded(kept[number], candidate, "; ".join(alike.reasons))
                tellings[number] = telling(kept[number])
                break
        else:
            kept.append(candidate)
            tellings.append(told)
    return tuple(kept)


def telling(candidate: Candidate) -> Telling:
    """What of a candidate says whether another tells the same."""
    place = candidate.place
    return Telling(
        candidate.title,
        candidate.type,
        candidate.edtf,
        candidate.status,
        tuple(actor.name for actor in candidate.actors),
        place.name if place else "",
        place.country if place else "",
    )


def _folded(first: Candidate, second: Candidate, why: str) -> Candidate:
    """The fuller of two tellings with the other's quote added; a title, place or actors that one lacks come from the other."""
    best, other = (first, second) if _fullness(first) >= _fullness(second) else (second, first)
    if best.status in AHEAD and other.status not in AHEAD:  # what had been announced has come about
        best, other = other, best
    quotes = (*first.further, *second.further, _quote(other))
    own = (best.quote_start, best.date_start)
    further = tuple(quote for quote in quotes if (quote.quote_start, quote.date_start) != own)
    return replace(
        best,
        title=_title(best, other),
        further=further,
        place=_place(best.place, other.place),
        actors=best.actors or other.actors,
        attribution=best.attribution or other.attribution,
        reasons=(*best.reasons, Reason("happening", f"told again in “{_short(other.quote)}”: {why}")),
        confidence=max(best.confidence, other.confidence),
    )


def _place(one: Location | None, other: Location | None) -> Location | None:
    """The place of the fuller telling, the other's where it has none, or only the country that the other lies in."""
    if one is None or other is None:
        return one or other
    return other if one.exact == "country" and other.country == one.country else one


def _title(best: Candidate, other: Candidate) -> str:
    """The fuller telling's title, unless it only says what a picture shows ("shake hands") and the other tells who does what to whom."""
    told = other.told_in == "body" and other.type == best.type and len(other.actors) >= len(best.actors)
    return other.title if best.told_in == "caption" and told else best.title


def _fullness(candidate: Candidate) -> tuple[int, int, int, int]:
    persons = sum(actor.kind == "person" for actor in candidate.actors)
    return (persons >= 1, int(candidate.place is not None), len(candidate.actors), -candidate.quote_start)


def _quote(candidate: Candidate) -> Quote:
    return Quote(candidate.quote, candidate.quote_start, candidate.date_text, candidate.date_start, candidate.edtf)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"
