"""A title that an editor would keep: who does what to whom, where. The rules are written down in docs/happenings.md."""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final

from events.extraction.gazetteer.tables import gazetteer
from events.extraction.happenings.actors import subject_of
from events.extraction.happenings.clauses import Noun, Parsed
from events.extraction.happenings.verbs import Verb
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.status import governors_of

LONGEST: Final = 90
"""Characters of a title: what fits on a card at its narrowest in two lines."""
_CUTS: Final = frozenset(
    "over amid during after before as because despite following without while since until by through according when where although though "
    "if unless which who whose whom so than per besides regarding including ahead".split()
)
_KEEPS: Final = frozenset(
    "of for to on into from against with in at near off out between under up down about back over".split()
)
_MARKS: Final = frozenset(
    {",", ";", ":", "(", ")", "[", "]", "“", "”", '"', "—", "–", ".", "!", "?", "…", "-", "«", "»"}
)
_PLURAL_GROUPS: Final = frozenset("police taliban houthis people troops media talks elections forces".split())
_OPENING_AIMS: Final = frozenset(
    "decline manage agree threaten vow plan seek fail refuse try decide order ask urge allow force vote begin start help want hope promise pledge offer "
    "attempt continue request invite demand permit authorise authorize move aim intend prepare expect advise instruct".split()
)
_THAT: Final = frozenset(
    "say rule announce warn report claim declare admit acknowledge confirm deny allege insist state tell find pledge vow promise believe note add".split()
)
_QUIET: Final = frozenset({"take", "occur", "happen"})


def title_of(parsed: Parsed, host: Host, status: str, lexicon: Lexicon, language: str = "en") -> str:
    """The title; "" where nothing can be said in a few words."""
    verbs = import_module(f"events.extraction.languages.{language}.verbs")
    title = _of_noun(parsed, host.noun, status, lexicon) if host.verb is None and host.noun is not None else ""
    if host.verb is not None:
        title = _of_verb(parsed, host, host.verb, status, lexicon, verbs)
    title = _tidy(title)
    return title[:1].upper() + title[1:]


def _tidy(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(" ,;:-–—")
    title = re.sub(r" (['’])s\b", r"\1s", title)
    if len(title) <= LONGEST:
        return title
    cut = title[:LONGEST].rsplit(" ", 1)[0]
    return re.sub(r" (?:of|for|to|on|into|from|against|with|in|at|near|the|and|a|that|its|by)$", "", cut)


# A noun


def _of_noun(parsed: Parsed, noun: Noun, status: str, lexicon: Lexicon) -> str:
    """The noun with what stands around it: "US-ASEAN summit in Washington", "killing of Yusuf Darwish"."""
    first, last = _noun_start(parsed, noun, lexicon), _noun_end(parsed, noun, lexicon)
    title = _render(parsed, range(first, last), lexicon)
    if status == "denied":
        return f"{title} cancelled"
    if status == "expected":
        return f"{title} expected"
    return f"{title} possible" if status == "possible" else title


def _noun_start(parsed: Parsed, noun: Noun, lexicon: Lexicon) -> int:
    line, first = parsed.line, noun.at
    heads = {at for verb in parsed.verbs for at in range(verb.first, verb.last)}
    while first > 0:
        before = first - 1
        low = line.lowers[before]
        if (
            low in _MARKS
            or before in heads
            or low in lexicon["prepositions"]
            or low in lexicon["articles"]
            or low in lexicon["conjunctions"]
        ):
            break
        if low in lexicon["subordinators"] or low in lexicon["pronouns"] or low in lexicon["relatives"]:
            break
        if low in ("'s", "’s") and line.date_at[before - 1] >= 0:
            break
        first = before
    return first


def _noun_end(parsed: Parsed, noun: Noun, lexicon: Lexicon) -> int:
    line, last = parsed.line, noun.at + 1
    heads = {at for verb in parsed.verbs for at in range(verb.first, verb.last)}
    behind = 0
    while last < len(line) and behind < 9:
        low = line.lowers[last]
        if (
            low in _MARKS
            or last in heads
            or low in _CUTS
            or low in lexicon["conjunctions"]
            and behind == 0
            or _dates(parsed, last)
        ):
            break
        if behind == 0 and low not in ("of", "in", "between", "on", "with", "to", "against", "for", "near", "at", "by"):
            break
        last += 1
        behind += 1
    return last


def _dates(parsed: Parsed, at: int) -> bool:
    line = parsed.line
    return line.date_at[at] >= 0 or (
        line.lowers[at]
        in (
            "on",
            "in",
            "at",
            "by",
            "since",
            "from",
            "during",
            "for",
            "until",
            "through",
            "before",
            "after",
            "within",
            "late",
            "early",
        )
        and at + 1 < len(line)
        and line.date_at[at + 1] >= 0
    )


# A verb


def _of_verb(parsed: Parsed, host: Host, verb: Verb, status: str, lexicon: Lexicon, verbs: Any) -> str:
    above = governors_of(parsed, host)
    if above and not verb.finite and above[0].lemma in lexicon["aiming"]:
        verb = above[0]
    first, last = subject_of(parsed, host, lexicon)
    subject = _subject_text(parsed, first, last, lexicon)
    many = _plural(parsed, first, last, subject)
    if (
        verb.lemma in _QUIET
        and verb.last < len(parsed.line)
        and parsed.line.lowers[verb.last] == "place"
        or verb.lemma in ("occur", "happen")
    ):
        skip = verb.last + (verb.lemma == "take")
        return f"{subject} {_tail(parsed, verb, lexicon, start=skip)}{_ending(status)}"
    if verb.lemma == "hold" and verb.passive:
        return f"{subject} {_tail(parsed, verb, lexicon)}{_ending(status)}"
    if verb.lemma == "be" and not subject:
        return ""
    words = _verb_text(parsed, verb, status, verbs, many=many)
    tail = _tail(parsed, verb, lexicon)
    if verb.lemma in ("cancel", "postpone", "scrap") and status == "denied":
        words = (
            verb_participle(verb.lemma, verbs)
            if verb.passive
            else verbs.headline_present(verb.lemma, plural_subject=many)
        )
    return (
        f"{subject} {words} {tail}"
        if subject or verb.passive
        else f"{tail[:1].upper()}{tail[1:]} {words}"
        if False
        else f"{subject} {words} {tail}"
    )


def _ending(status: str) -> str:
    return {"denied": " cancelled", "possible": " possible", "expected": " expected"}.get(status, "")


def verb_participle(lemma: str, verbs: Any) -> str:
    """The past participle: "arrest" gives "arrested", "swear" gives "sworn"."""
    return next((form for form, tags in verbs.verb_forms(lemma).items() if "n" in tags), lemma)


def _verb_text(parsed: Parsed, verb: Verb, status: str, verbs: Any, *, many: bool) -> str:
    base = verb.lemma if not verb.passive else "be " + _written_participle(parsed, verb, verbs)
    if status == "scheduled" and verb.tense != "past":
        return f"to {base}"
    if status == "expected" and verb.lemma != "expect":
        return f"expected to {base}"
    if status == "possible":
        return f"{verb.modal if verb.modal in ('could', 'might', 'may') else 'may'} {base}"
    if verb.negated and verb.passive:
        return f"not {_written_participle(parsed, verb, verbs)}"
    if verb.negated:
        return f"{'do' if many else 'does'} not {verb.lemma}"
    if verb.passive:
        return _written_participle(parsed, verb, verbs)
    if verb.tense == "participle" and verb.progressive:
        return parsed.line.words[verb.head]
    present = verbs.headline_present(verb.lemma, plural_subject=many)
    return present if isinstance(present, str) else verb.lemma


def _written_participle(parsed: Parsed, verb: Verb, verbs: Any) -> str:
    return parsed.line.words[verb.head]


def _subject_text(parsed: Parsed, first: int, last: int, lexicon: Lexicon) -> str:
    """The subject without articles, offices, asides; what follows a comma in it is left out unless it goes on counting."""
    keep: list[int] = []
    line = parsed.line
    at = first
    while at < last:
        low = line.lowers[at]
        if low == "," and keep and not _lists(parsed, at, last):
            break
        if low in ("(", "—", "–", "[", "“", '"'):
            break
        keep.append(at)
        at += 1
    if len(keep) > 14:
        keep = keep[:14]
    return _render(parsed, keep, lexicon)


def _lists(parsed: Parsed, at: int, last: int) -> bool:
    """Whether a comma parts members of a list of names and not an apposition: "France, Germany and Italy"; also "its president, X,"."""
    line = parsed.line
    number = line.name_at[at + 1] if at + 1 < last else -1
    inside = any(entity.begin <= at < entity.first for entity in parsed.entities)
    return inside or number >= 0 and "and" in line.lowers[at:last] and line.name_at[at - 1] >= 0


def _plural(parsed: Parsed, first: int, last: int, subject: str) -> bool:
    line = parsed.line
    words = subject.split()
    if not words:
        return False
    if (
        " and " in f" {subject} "
        and len([e for e in parsed.entities if first <= e.first < last and e.kind != "adjective"]) != 1
    ):
        return True
    head = words[-1].lower()
    for number, word in enumerate(words):
        if word in ("of", "in", "from", "at", "between", "on", "near", "for", "with", "to", "against") and number:
            words, head = words[:number], words[number - 1].lower()
            break
    if "and" in words and not any(e.first < last and e.last > first and " and " in e.name for e in parsed.entities):
        return True
    named = next((e for e in parsed.entities if first <= e.first < last and line.lowers[e.last - 1] == head), None)
    if named is not None and named.kind in ("state", "person", "organisation", "city", "government", "media"):
        return False
    return (
        head in _PLURAL_GROUPS
        or head.endswith("men")
        or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
        or head in ("two", "three", "four", "five", "six", "many", "men", "women", "children", "dozens")
    )


def _tail(parsed: Parsed, verb: Verb, lexicon: Lexicon, start: int = -1) -> str:
    """What follows the verb, as far as a title needs it: object, and the phrases that belong to it."""
    line = parsed.line
    keep: list[int] = []
    at = start if start >= 0 else verb.last
    aims = verb.lemma in _OPENING_AIMS
    while at < len(line):
        low = line.lowers[at]
        if line.date_at[at] >= 0 or _dates(parsed, at):
            at += 1
            continue
        if parsed.clause_at[at] != verb.clause:
            if _complement(parsed, at, verb) and not keep:
                return _reported(parsed, at, verb, lexicon)
            if (
                parsed.clauses[parsed.clause_at[at]].parent == verb.clause
                and parsed.clauses[parsed.clause_at[at]].kind == "aside"
            ):
                at += 1
                continue
            if (
                any(
                    line.date_at[step] < 0 and parsed.clause_at[step] == verb.clause and line.lowers[step] not in _MARKS
                    for step in range(at, len(line))
                )
                and False
            ):
                at += 1
                continue
            break
        if low == "with" and at == verb.last and verb.lemma == "meet":
            at += 1
            continue
        if low == "," and keep and (behind := _apposition_end(parsed, at, lexicon)) > at:
            at = behind
            continue
        if low in _MARKS and low != "-":
            if low == "," and (not keep or _only_dates(parsed, at) or _lists(parsed, at, len(line))):
                at += 1
                if _lists(parsed, at - 1, len(line)) and keep:
                    keep.append(at - 1)
                continue
            if low in ("“", "”", '"'):
                at += 1
                continue
            break
        if low == "to" and _infinitive(parsed, at) and not aims:
            break
        if low in _CUTS and not _kept(parsed, at, verb, lexicon):
            break
        if (
            low in ("at", "in")
            and at + 1 < len(line)
            and line.lowers[at + 1] in ("his", "her", "their", "its", "which", "whom", "a")
        ):
            if keep:
                break
        if (
            low == "for"
            and keep
            and at + 1 < len(line)
            and (
                line.lowers[at + 1] in ("security", "its", "the", "his", "their")
                and verb.lemma not in ("claim", "call", "ask", "run", "vote", "approve")
                or line.date_at[at + 1] >= 0
            )
        ):
            break
        keep.append(at)
        at += 1
        if len(keep) >= 16:
            break
    return _render(parsed, keep, lexicon)


def _apposition_end(parsed: Parsed, at: int, lexicon: Lexicon) -> int:
    """Behind ", a US peace envoy," where a place follows; `at` itself where no such aside stands here."""
    line = parsed.line
    number = line.name_at[at - 1]
    if number < 0 or parsed.entities[number].kind not in ("person", "organisation", "group"):
        return at
    end = next((step for step in range(at + 1, min(at + 12, len(line))) if line.lowers[step] == ","), -1)
    if end < 0 or end + 1 >= len(line) or line.lowers[end + 1] not in ("in", "at", "near"):
        return at
    return end + 1


def _kept(parsed: Parsed, at: int, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a word that mostly begins what a title leaves out belongs here: "take over", "as president", "more than"."""
    line, low = parsed.line, parsed.line.lowers[at]
    if low == "over" and at + 1 < len(line) and line.lowers[at + 1][0].isdigit():
        return True
    if low in ("over", "through"):
        return at == verb.last and verb.lemma in (
            "take",
            "hand",
            "run",
            "turn",
            "fly",
            "cross",
            "push",
            "go",
            "pass",
            "break",
        )
    if low == "than":
        return line.lowers[at - 1] in ("more", "fewer", "less", "other", "rather")
    if low == "as":
        return any(word in lexicon.titles for word in line.lowers[at + 1 : at + 5])
    return False


def _only_dates(parsed: Parsed, at: int) -> bool:
    return at > 0 and parsed.line.date_at[at - 1] >= 0


def _infinitive(parsed: Parsed, at: int) -> bool:
    return any(verb.first == at and verb.tense == "infinitive" for verb in parsed.verbs)


def _complement(parsed: Parsed, at: int, verb: Verb) -> bool:
    clause = parsed.clauses[parsed.clause_at[at]]
    return clause.kind in ("that", "quote") and clause.parent == verb.clause and verb.lemma in _THAT


def _reported(parsed: Parsed, at: int, verb: Verb, lexicon: Lexicon) -> str:
    """The clause behind "says": its words to the first mark, verbs in the past of reporting brought back to the present."""
    line, number = parsed.line, parsed.clause_at[at]
    keep: list[int] = []
    while at < len(line) and len(keep) < 16:
        low = line.lowers[at]
        nested = parsed.clause_at[at] != number
        if (
            low in (",", ";", ":", "—", "–", "(", "”", ".", "?", "!")
            or (low == '"' and keep)
            or (nested and keep and low in _CUTS)
        ):
            break
        if low in ("“", '"') or (low == "that" and not keep and verb.lemma != "rule") or _dates(parsed, at):
            at += 1
            continue
        keep.append(at)
        at += 1
    forms = {}
    inner = parsed.main_verb(number)
    if inner is not None and verb.tense == "past" and verb.lemma not in ("rule", "find"):
        forms = _brought_back(parsed, inner, lexicon)
    return _render(parsed, keep, lexicon, forms)


def _brought_back(parsed: Parsed, verb: Verb, lexicon: Lexicon) -> dict[int, str]:
    line = parsed.line
    low = line.lowers[verb.first]
    if low == "would":
        return {verb.first: "will"}
    if low in ("was", "were"):
        return {verb.first: "is" if low == "was" else "are"}
    if (
        verb.tense == "past"
        and verb.first == verb.head
        and verb.head > 0
        and line.lowers[verb.head - 1] in ("it", "he", "she", "they")
    ):
        return {verb.head: plural_or_base(verb.lemma, line.lowers[verb.head - 1] == "they")}
    return {}


def plural_or_base(lemma: str, many: bool) -> str:
    """The present of a verb behind a pronoun."""
    verbs = import_module("events.extraction.languages.en.verbs")
    present: str = verbs.headline_present(lemma, plural_subject=many)
    return present


# Words


def _render(parsed: Parsed, places: Iterable[int], lexicon: Lexicon, forms: dict[int, str] | None = None) -> str:
    """The words at these places without articles, offices in front of names, possessive pronouns, adverbs that date."""
    line = parsed.line
    wanted = list(places)
    hidden = _hidden(parsed, set(wanted), lexicon)
    parts: list[str] = []
    named: set[int] = set()
    for at in wanted:
        if at in hidden:
            continue
        number = line.name_at[at]
        if number >= 0:
            if number in named:
                continue
            named.add(number)
            parts.append(_name(parsed, number, at))
            continue
        low = line.lowers[at]
        if low in lexicon["articles"] or low in ("its", "his", "her", "their") or line.date_at[at] >= 0:
            continue
        if low in lexicon["headline.drop_adverbs"] or (low.endswith("edly") and len(low) > 6):
            continue
        word = (forms or {}).get(at, line.words[at])
        if word in (",", "'s", "’s", ".") and parts:
            parts[-1] += word
        elif word not in _MARKS:
            parts.append(word if not (at == 0 and word[:1].isupper() and word[1:].islower()) else low)
    return " ".join(parts).strip(" ,")


def _name(parsed: Parsed, number: int, at: int) -> str:
    entity = parsed.entities[number]
    if entity.kind == "state" and entity.code:
        return gazetteer().state_name(entity.code) if entity.name in _SHORT_FORMS else entity.name
    if entity.kind == "person":
        return entity.name
    written = parsed.line.text(entity.first, entity.last)
    return written.removeprefix("the ").removeprefix("The ")


_SHORT_FORMS: Final = frozenset(
    {"U.S.", "US", "USA", "U.S.A.", "U.S", "UK", "U.K.", "DPRK", "ROK", "UAE", "PRC", "DRC", "North", "South"}
)


def _hidden(parsed: Parsed, wanted: set[int], lexicon: Lexicon) -> set[int]:
    """Offices and adjectives in front of persons; "the town of" in front of places."""
    line = parsed.line
    hidden: set[int] = set()
    for entity in parsed.entities:
        if entity.first not in wanted:
            continue
        if entity.kind == "person":
            hidden.update(range(entity.begin, entity.first))
            if (
                entity.last + 1 < len(line)
                and line.lowers[entity.last] == "of"
                and entity.title
                and line.name_at[entity.last + 1] >= 0
            ):
                inner = parsed.entities[line.name_at[entity.last + 1]]
                if inner.kind == "state":
                    hidden.update(range(entity.last, inner.last))
        if (
            entity.first >= 2
            and line.lowers[entity.first - 1] == "of"
            and line.lowers[entity.first - 2] in ("town", "city", "village", "province", "island")
        ):
            begin = entity.first - 2
            while (
                begin > 0
                and line.lowers[begin - 1] not in lexicon["prepositions"]
                and begin - 1 in wanted
                and not any(v.head == begin - 1 for v in parsed.verbs)
            ):
                begin -= 1
            hidden.update(range(begin, entity.first))
    return hidden
