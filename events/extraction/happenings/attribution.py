"""Who says it: the source of a happening as the article has it, and the verb that reports it."""

from dataclasses import dataclass

from events.extraction.happenings.clauses import Parsed
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.verbs import Verb

_TRAILING = frozenset({",", ".", ";", ":", "“", "”", '"', "—", "–", "(", ")", "-"})
LONGEST = 12
"""Words of a source that are kept: longer subjects carry relative clauses."""


@dataclass(frozen=True, slots=True)
class Told:
    """The source in the article's words ("" for the article itself), the verb that tells, the words of its subject."""

    source: str = ""
    verb: Verb | None = None
    subject: tuple[str, ...] = ()
    first: int = -1
    last: int = -1


def told_by(parsed: Parsed, host: Host, lexicon: Lexicon) -> Told:
    """The nearest reporting verb above the host, one behind it in the sentence, or "according to"."""
    clause = parsed.clauses[host.clause].parent
    inside = parsed.clauses[host.clause].kind
    while clause >= 0:
        verb = _reporting(parsed, clause, lexicon, before=parsed.clauses[host.clause].first)
        if (
            verb is not None
            and verb is not host.verb
            and inside in ("that", "quote", "coordinate", "sub", "relative", "with")
        ):
            if inside in ("that", "quote"):
                return _told(parsed, verb, lexicon)
            break
        inside = parsed.clauses[clause].kind if inside not in ("that", "quote") else inside
        clause = parsed.clauses[clause].parent
    behind = _behind(parsed, host, lexicon)
    return behind if behind is not None else _according(parsed, lexicon)


def _reporting(parsed: Parsed, clause: int, lexicon: Lexicon, *, before: int) -> Verb | None:
    verbs = [verb for verb in parsed.clauses[clause].verbs if verb.lemma in lexicon["reporting"] and verb.head < before]
    return verbs[-1] if verbs else None


def _told(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Told:
    first, last = subject_span(parsed, verb, lexicon)
    if first >= last and not parsed.line.text(first, last):
        return Told("", verb)
    return Told(
        parsed.line.text(first, min(last, first + LONGEST)), verb, tuple(parsed.line.lowers[first:last]), first, last
    )


def _behind(parsed: Parsed, host: Host, lexicon: Lexicon) -> Told | None:
    """A source behind what it says: "…, Yonhap reported", "…” said a spokesperson"."""
    for clause in parsed.clauses:
        if clause.kind not in ("coordinate", "main", "quote") or clause.opener not in (",", "", "“", '"'):
            continue
        for verb in clause.verbs:
            told = verb.lemma in lexicon["reporting"] and verb.finite and verb.head > host.at and verb is not host.verb
            if told and clause.opener == "," and parsed.line.lowers[clause.first] == ",":
                return _told(parsed, verb, lexicon)
            quoted = parsed.line.lowers[verb.first - 1] in ("”", '"', ",") if verb.first else False
            if told and quoted and parsed.clauses[host.clause].kind == "quote":
                return _inverted(parsed, verb, lexicon)
    return None


def _inverted(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> Told:
    """The subject behind its verb: "said a spokesperson from the ministry on Monday"."""
    line, last = parsed.line, verb.last
    while (
        last < len(line)
        and line.lowers[last] not in _TRAILING
        and line.date_at[last] < 0
        and last - verb.last < LONGEST
    ):
        last += 1
    while last > verb.last and line.lowers[last - 1] in ("on", "in", "at"):
        last -= 1
    if last > verb.last and (line.lowers[verb.last] in lexicon["adverbs"] or line.lowers[verb.last].endswith("ly")):
        return Told("", verb)  # "said shortly before noon" names nobody
    return Told(line.text(verb.last, last), verb, tuple(line.lowers[verb.last : last]), verb.last, last)


def _according(parsed: Parsed, lexicon: Lexicon) -> Told:
    line = parsed.line
    for at in range(len(line) - 2):
        if line.lowers[at] == "according" and line.lowers[at + 1] == "to":
            last = at + 2
            while (
                last < len(line)
                and line.lowers[last] not in _TRAILING
                and line.date_at[last] < 0
                and last - at < LONGEST
            ):
                last += 1
            return Told(line.text(at + 2, last), None, tuple(line.lowers[at + 2 : last]), at + 2, last)
    return Told()


def inverted(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a reporting verb right behind a quotation has its subject behind: "…” said a spokesperson"."""
    quoted = verb.first > 0 and parsed.line.lowers[verb.first - 1] in ("”", '"')
    return quoted and verb.lemma in lexicon["reporting"] and verb.finite


def subject_span(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> tuple[int, int]:
    """The words of a verb's subject: from the start of its clause, behind what stands in front, to the verb; shared ones are taken over."""
    if inverted(parsed, verb, lexicon):
        told = _inverted(parsed, verb, lexicon)
        return told.first, told.last
    line, clause = parsed.line, parsed.clauses[verb.clause]
    last = verb.first
    places = [at for at in range(clause.first, last) if parsed.clause_at[at] == verb.clause]
    earlier = [other for other in clause.verbs if other.finite and other.head < verb.first]
    if earlier and places:
        places = [at for at in places if at >= earlier[-1].last]
        joined = [at for at in places if line.lowers[at] in ("and", "but", "or")]
        if not joined or joined[-1] >= places[-1] or not places:
            return subject_span(parsed, earlier[0], lexicon)
        places = [at for at in places if at > joined[-1]]
    first, last = _trimmed(parsed, places, lexicon)
    if first < last:
        return first, last
    parent = clause.parent
    if (
        clause.kind in ("coordinate", "that", "relative")
        and clause.opener != ","
        and parent >= 0
        and clause.kind == "coordinate"
    ):
        verbs = [other for other in parsed.clauses[parent].verbs if other.finite and other.head < clause.first]
        if verbs:
            return subject_span(parsed, verbs[0], lexicon)
    return first, first


def _trimmed(parsed: Parsed, places: list[int], lexicon: Lexicon) -> tuple[int, int]:
    """The stretch of words that can be a noun phrase: cut behind a comma that follows a fronted phrase, without dates and openers."""
    line = parsed.line
    while places and _skippable(parsed, places[0], lexicon):
        places = places[1:]
    opener = line.lowers[places[0]] if places else ""
    fronted = opener in lexicon["prepositions"] or opener in ("according", "also", "per")
    if fronted and not lexicon.counts([line.lowers[at] for at in places[:3]]):
        commas = [at for at in places if line.lowers[at] == ","]
        lies = commas[:2] if len(commas) > 1 and _only_names_place(parsed, commas[0] + 1, commas[1]) else commas[:1]
        lies = lies or [at for at in places[:-1] if line.date_at[at] >= 0 and _begins_phrase(parsed, at + 1, lexicon)]
        places = [at for at in places if lies and at > lies[-1]]
    while places and _skippable(parsed, places[0], lexicon):
        places = places[1:]
    while places and (_skippable(parsed, places[-1], lexicon) or line.lowers[places[-1]] in ("on", "in", "at")):
        places = places[:-1]
    stretch = [at for number, at in enumerate(places) if at - places[0] == number]
    return (stretch[0], stretch[-1] + 1) if stretch else (0, 0)


def _begins_phrase(parsed: Parsed, at: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase begins here, as one does behind a fronted date: "For the first time in May 2012 the army left"."""
    return parsed.line.lowers[at] in lexicon["articles"] or parsed.line.name_at[at] >= 0


def _only_names_place(parsed: Parsed, first: int, last: int) -> bool:
    """Whether words between commas only say where a place lies: "in Chimanimani, eastern Zimbabwe, a school"."""
    first += parsed.line.lowers[first].endswith(("ern", "central"))
    entity = parsed.entity_at(first)
    return entity is not None and entity.kind in ("state", "region") and entity.last == last


def _skippable(parsed: Parsed, at: int, lexicon: Lexicon) -> bool:
    line = parsed.line
    low = line.lowers[at]
    dated = line.date_at[at] >= 0
    return (
        dated
        or low in _TRAILING
        or (low in lexicon["adverbs"] and not lexicon.counts(line.lowers[at : at + 3]))
        or low in ("that", "and", "but", "or")
        or low in lexicon["subordinators"]
        or low in lexicon["relatives"]
        or (low in ("on", "in", "at", "by", "since") and at + 1 < len(line) and line.date_at[at + 1] >= 0)
    )
