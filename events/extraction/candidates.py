"""Sentences and their dates to candidates: what happened, who, where, how sure, and why we think so."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from events.edtf import EdtfError, bounds_of, day_minutes
from events.extraction.explanation import explain
from events.extraction.happenings.actors import Cast, cast_of
from events.extraction.happenings.attribution import Told, subject_span, told_by
from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.hosts import Host, Phrase, When, host_of
from events.extraction.happenings.lexicon import Lexicon, lexicon
from events.extraction.happenings.lines import Line, line_of
from events.extraction.happenings.merging import merged
from events.extraction.happenings.names import Entity, names_of
from events.extraction.happenings.noevents import (
    as_of,
    dates_nothing,
    dates_since,
    marks_entry,
    present_state,
    tells_figures,
    tells_nothing,
    tells_rarity,
)
from events.extraction.happenings.parsing import parse
from events.extraction.happenings.places import Found, place_of, placed
from events.extraction.happenings.pronouns import Antecedents
from events.extraction.happenings.spotting import Spot
from events.extraction.happenings.status import Judged, status_of
from events.extraction.happenings.titles import plain_title, title_of
from events.extraction.happenings.topics import Topics
from events.extraction.happenings.types import Typed, type_of
from events.extraction.values import Candidate, Document, Expression, Location, Reason, Sentence

VAGUE: Final = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
FLOOR: Final = 0.4
"""Candidates below are not made: on the development articles nothing right lies below it, and above 0.45 more right than wrong ones go;
docs/happenings.md has the curve."""
DOUBTFUL: Final = 0.65
"""The most that is put into what may be, is foreseen or did not come about, or has an open or rough date: of such with more than this, two
of three are right in every field on our own open texts, of others nine of ten. No such is accepted unread (`events/review/decisions.py`)."""
_UNSURE: Final = frozenset({"possible", "expected", "denied"})
_ROUGH: Final = re.compile(r"\.\.|[~?%X]")
MOST: Final = 500
"""Candidates of one article: the development articles have at most 16; beyond this it is a chronology, read from its front."""
_PREPOSITIONS: Final = frozenset(
    [
        "on",
        "in",
        "at",
        "by",
        "since",
        "until",
        "till",
        "from",
        "during",
        "for",
        "through",
        "within",
        "before",
        "after",
        "of",
        "around",
        "about",
        "late",
        "early",
        "as",
    ]
)


def candidates_of(
    document: Document,
    sentences: tuple[Sentence, ...],
    expressions: tuple[Expression, ...],
    *,
    spot: Spot | None = None,
) -> tuple[Candidate, ...]:
    """The happenings that the document's dates date, in the order of the text, each told once. Time is linear in the text.

    `expressions` are those of `expressions_of`, in order; `spot` is a backend that looks for names too.
    Nothing comes of a language without a folder of words for happenings.
    """
    if not expressions or document.language != "en":
        return ()
    words = lexicon(document.language)
    lines = [line_of(sentence) for sentence in sentences]
    entities, _book = names_of(lines, words, spot=spot)
    found: list[Candidate] = []
    places: list[Location] = []
    before, topics = Antecedents(), Topics(lines, words)
    at, paragraph = 0, -1
    for number, (line, names) in enumerate(zip(lines, entities, strict=True)):
        inside: list[Expression] = []
        while at < len(expressions) and expressions[at].start < line.sentence.end:
            inside.append(expressions[at])
            at += 1
        if inside and len(found) < MOST:
            last = found[-1].type if found else ""
            told = _of_sentence(document, line, names, inside, words, before, topics.before(number), last)
            if line.sentence.paragraph != paragraph:
                paragraph, places = line.sentence.paragraph, []
            found.extend(placed(candidate, places) for candidate in told)
            places.extend(candidate.place for candidate in told if candidate.place is not None)
        before.passed(names, line.lowers)
    return merged(found)


def candidate_row(candidate: Candidate) -> dict[str, Any]:
    """The candidate as one JSON object: what `python -m events.extraction events` prints."""
    place = candidate.place
    return {
        "article_id": candidate.article_id,
        "quote": candidate.quote,
        "date_text": candidate.date_text,
        "date_start": candidate.date_start,
        "edtf": candidate.edtf,
        "status": candidate.status,
        "type": candidate.type,
        "title": candidate.title,
        "attribution": candidate.attribution,
        "actors": [actor.name for actor in candidate.actors],
        "place": place.name if place else None,
        "country": place.country or None if place else None,
        "reasons": [{"field": reason.field, "text": reason.text} for reason in candidate.reasons],
    }


@dataclass(frozen=True, slots=True)
class _Dated:
    """An expression with its phrase as words of the line."""

    expression: Expression
    phrase: Phrase


def _of_sentence(
    document: Document,
    line: Line,
    names: list[Entity],
    expressions: list[Expression],
    words: Lexicon,
    before: Antecedents,
    around: Counter[str],
    last: str,
) -> list[Candidate]:
    if dates_nothing(line, expressions, words):
        return []
    dated = _phrases(line, expressions, document.published_on, words)
    if not dated:
        return []
    for entity in names:  # "Coming Days" of a headline is a date and no name
        if any(line.date_at[at] >= 0 for at in range(entity.first, entity.last)):
            entity.kind = "unknown"
            line.name_at[entity.first : entity.last] = [-1] * (entity.last - entity.first)
    parsed = parse(line, names, words)
    parsed.before, parsed.around, parsed.told = before, around, last
    found: list[Candidate] = []
    taken: set[int] = set()
    for item in dated:
        host = host_of(parsed, item.phrase, words)
        if host is None or dates_since(line, item.phrase.first, host.at):
            continue
        candidate = _candidate(document, parsed, item, host, words)
        if candidate is not None and not (host.at in taken and _repeats(found, candidate)):
            taken.add(host.at)
            found.append(candidate)
    return found


def _repeats(found: list[Candidate], candidate: Candidate) -> bool:
    """Whether a second phrase on one happening says the same day again: "seven days earlier on October 6"."""
    return any(earlier.edtf == candidate.edtf and earlier.title == candidate.title for earlier in found)


def _phrases(line: Line, expressions: list[Expression], published: date | None, words: Lexicon) -> list[_Dated]:
    """The expressions that can date something, with their words marked in the line; of two that say one day side by side the calendar's."""
    found: list[_Dated] = []
    for number, expression in enumerate(expressions):
        item = _dated(line, number, expression, published, words)
        if item is None:
            continue
        before = found[-1] if found else None
        if before is not None and _told_again(before.expression, expression):
            continue
        if before is not None and before.phrase.last >= item.phrase.last:
            continue  # "May 12 and 13", "the last three days of March": one phrase of two expressions
        if before is not None and _says_the_same(before, item):
            found.pop()  # "seven days earlier on October 6"
        found.append(item)
    return found


def _says_the_same(before: _Dated, item: _Dated) -> bool:
    """Whether both name the same date, side by side."""
    same = before.expression.resolution.edtf == item.expression.resolution.edtf
    return same and before.phrase.last == item.phrase.first


def _told_again(clock: Expression, other: Expression) -> bool:
    """Whether the next expression only says a clock's moment in GMT, or its day: "9 a.m. (0100 GMT) on Sunday"."""
    moment, said = clock.resolution.edtf, other.resolution.edtf
    if "T" not in moment:
        return False
    if "T" in said:
        return said.endswith("Z") and not moment.endswith("Z") and other.start <= max(clock.end, clock.phrase_end) + 2
    return 0 <= clock.phrase_start == other.phrase_start and bool(said) and moment.startswith(said)


def _dated(line: Line, number: int, expression: Expression, published: date | None, words: Lexicon) -> _Dated | None:
    """The expression as words of the line, which are marked as its own; None where it dates nothing by itself."""
    edtf = expression.resolution.edtf
    start = expression.phrase_start if expression.phrase_start >= 0 else expression.start
    first, end = line.index_at(start), max(expression.phrase_end, expression.end)
    if first >= len(line):
        return None
    heads = first < line.sent_from or (first == 0 and expression.type == "TIME" and marks_entry(expression))
    last = min(max(line.index_at(end - 1) + 1, first + 1), len(line))
    core = min(max(line.index_at(expression.start), first), last - 1)
    line.date_at[first:last] = [number] * (last - first)
    first = _with_preposition(line, first, last)
    if heads or not edtf or expression.type == "SET" or present_state(expression) or as_of(line, first):
        return None
    if tells_rarity(line, first, last, words):
        return None
    return _Dated(expression, Phrase(first, core, last, when_of(edtf, published), "since" in line.lowers[first:last]))


def _with_preposition(line: Line, first: int, last: int) -> int:
    """Take a preposition in front into the phrase where the tagger left it out; "six days later" takes none ("sworn in six days later")."""
    if line.lowers[last - 1] in ("ago", "later", "earlier", "afterwards"):
        return first
    if (
        first > 0
        and line.lowers[first - 1] in _PREPOSITIONS
        and line.lowers[first] not in _PREPOSITIONS
        and line.lowers[first - 1] not in ("of", "as", "after", "before")
    ):
        return first - 1
    return first


def when_of(edtf: str, published: date | None) -> When:
    """Where the date lies, seen from publication."""
    if published is None:
        return "past"
    try:
        bounds = bounds_of(edtf)
    except EdtfError:
        return "around"
    today = day_minutes(published.year, published.month, published.day)
    if bounds.latest_end is not None and bounds.latest_end < today:
        return "past"
    if bounds.earliest_start is not None and bounds.earliest_start >= today + 1440:
        return "future"
    if bounds.earliest_start is None and bounds.latest_end is not None and bounds.latest_end >= today + 1440:
        return "future"  # "by Friday"
    starts_now = bounds.earliest_start is not None and bounds.earliest_start >= today
    ends_later = bounds.latest_end is None or bounds.latest_end >= today + 1440
    return "future" if starts_now and ends_later else "around"


def _candidate(document: Document, parsed: Parsed, item: _Dated, host: Host, words: Lexicon) -> Candidate | None:
    expression, phrase, sentence = item.expression, item.phrase, parsed.line.sentence
    typed = type_of(parsed, host.verb, host.noun, words)
    if (typed.weight <= 1 and tells_figures(parsed, host, words)) or tells_nothing(parsed, host, words):
        return None
    told = told_by(parsed, host, words)
    judged = status_of(parsed, host, phrase, words, told.verb, told.subject)
    cast = cast_of(parsed, host, words, told=(told.first, told.last))
    found = place_of(parsed, host, typed.type, words, told=(told.first, told.last))
    title = title_of(parsed, host, judged.status, words, place=found.place.name if found.place else "")
    confidence = _confidence(host, typed, cast, title, vague=_says_little(expression, host, typed, words))
    if confidence < FLOOR:
        return None
    if judged.status in _UNSURE or _ROUGH.search(expression.resolution.edtf):
        confidence = min(confidence, DOUBTFUL)
    start = expression.phrase_start if expression.phrase_start >= 0 else expression.start
    end = max(expression.phrase_end, expression.end)
    return Candidate(
        article_id=document.id,
        quote=sentence.text,
        quote_start=sentence.start,
        date_text=document.text[start:end],
        date_start=start,
        edtf=expression.resolution.edtf,
        timex_type=expression.type,
        timex_value=expression.resolution.value,
        status=judged.status,
        type=typed.type,
        title=title or plain_title(parsed, host, words),
        derivation=expression.derivation,
        attribution=_attribution(parsed, host, typed, told, words),
        actors=cast.actors,
        place=found.place,
        reasons=_reasons(parsed, expression, host, typed, judged, told, cast, found),
        confidence=round(confidence, 2),
        told_in=sentence.kind,
    )


def _attribution(parsed: Parsed, host: Host, typed: Typed, told: Told, words: Lexicon) -> str:
    """Who says it; a statement is its speaker's own."""
    if told.source or typed.type not in ("statement", "threat") or host.verb is None or host.verb.passive:
        return told.source
    return parsed.line.text(*subject_span(parsed, host.verb, words))


def _confidence(host: Host, typed: Typed, cast: Cast, title: str, *, vague: bool) -> float:
    """How much speaks for a happening: a trigger that tells its type, someone who acts, a title that could be made.

    A vague date of what no trigger types ("has been raised recently") says neither when nor what, and falls below the floor; "a treaty
    was signed recently" stays.
    """
    score = (
        0.4 + (0.05 if typed.by_field else 0.1) * min(typed.weight, 3) + 0.15 * bool(cast.actors) + 0.05 * bool(title)
    )
    if host.verb is not None and host.verb.lemma in ("be", "have") and typed.weight == 0:
        score -= 0.3
    if host.verb is not None and host.verb.guessed:
        score -= 0.05
    if vague:
        score -= 0.25 + 0.1 * min(typed.weight, 3)
    return min(score, 1.0)


def _says_little(expression: Expression, host: Host, typed: Typed, words: Lexicon) -> bool:
    """Whether a vague date stands with a verb that does not tell the type itself: "has been raised recently"."""
    if expression.resolution.value not in VAGUE:
        return False
    verb = host.verb
    told = verb is None or verb.lemma in words["light"] or typed.words.startswith(verb.lemma)
    return typed.weight == 0 or not told


def _reasons(
    parsed: Parsed,
    expression: Expression,
    host: Host,
    typed: Typed,
    judged: Judged,
    told: Told,
    cast: Cast,
    found: Found,
) -> tuple[Reason, ...]:
    word = parsed.line.words[host.at] if host.at < len(parsed.line) else ""
    reasons = [Reason("date", explain(expression))]
    reasons.append(Reason("happening", f"“{expression.text}” dates “{word}”: {host.rule}"))
    reasons.append(Reason("type", f"“{typed.words}” tells {typed.type}" if typed.weight else "no word tells its type"))
    reasons.append(Reason("status", judged.why))
    if told.source:
        reasons.append(Reason("attribution", f"said by {told.source}"))
    return (
        *reasons,
        *cast.reasons,
        *found.reasons,
        Reason("title", "made of who, what, whom and where in the sentence"),
    )
