"""A title that an editor would keep: who does what to whom, where. The rules are written down in docs/happenings.md."""

import re
from collections.abc import Iterable
from typing import Final

from events.extraction.gazetteer.tables import gazetteer
from events.extraction.happenings.actors import subject_of
from events.extraction.happenings.attribution import inverted
from events.extraction.happenings.clauses import Noun, Parsed
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.names import POSSESSIVE, Entity
from events.extraction.happenings.status import governors_of
from events.extraction.happenings.verbs import Verb

LONGEST: Final = 90
"""Characters of a title: what fits on a card at its narrowest in two lines."""
_SUBJECT: Final = 14
"""Words of a subject that are kept."""
_TAIL: Final = 16
"""Words behind the verb that are kept."""
_MARKS: Final = frozenset(
    {",", ";", ":", "(", ")", "[", "]", "“", "”", '"', "—", "–", ".", "!", "?", "…", "-", "«", "»"}
)
_SHORT_FORMS: Final = frozenset(
    {"U.S.", "US", "USA", "U.S.A.", "U.S", "UK", "U.K.", "DPRK", "ROK", "UAE", "PRC", "DRC", "North", "South"}
)
_ENDINGS: Final = {"denied": " cancelled", "possible": " possible", "expected": " expected"}
_DANGLING: Final = re.compile(
    r"(?: (?:of|for|to|on|into|from|against|with|in|at|near|the|and|a|that|its|by|over|said))+$"
)


def title_of(parsed: Parsed, host: Host, status: str, lexicon: Lexicon) -> str:
    """The title; "" where nothing can be said in a few words."""
    words = _Words(parsed, lexicon)
    title = (
        _of_verb(words, host, status)
        if host.verb is not None
        else _of_noun(words, host.noun, status)
        if host.noun is not None
        else ""
    )
    title = _tidy(title)
    return title[:1].upper() + title[1:]


def _tidy(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(" ,;:-–—")
    title = re.sub(r" (['’])s\b", r"\1s", title)
    if len(title) > LONGEST:
        title = title[:LONGEST].rsplit(" ", 1)[0]
    return _DANGLING.sub("", title)


def _of_noun(words: "_Words", noun: Noun, status: str) -> str:
    """The noun with what stands around it: "US-ASEAN summit in Washington", "killing of Yusuf Darwish"."""
    title, ending = words.render(range(words.noun_start(noun), words.noun_end(noun))), _ENDINGS.get(status, "")
    return title if ending in title else title + ending


def _of_verb(words: "_Words", host: Host, status: str) -> str:
    parsed, lexicon, verb = words.parsed, words.lexicon, host.verb
    assert verb is not None
    above = governors_of(parsed, host)
    if above and not verb.finite and above[0].lemma in lexicon["aiming"] and verb.tense == "infinitive":
        verb = above[0]
    first, last = subject_of(parsed, host, lexicon)
    subject = words.subject(first, last)
    behind = words.lowers[verb.last] if verb.last < len(words.lowers) else ""
    if verb.lemma in lexicon["titles.quiet"] and (verb.lemma != "take" or behind == "place"):
        return f"{subject} {words.tail(verb, start=verb.last + (verb.lemma == 'take'))}{_ENDINGS.get(status, '')}"
    if verb.lemma == "hold" and verb.passive:
        return f"{subject} {words.tail(verb)}{_ENDINGS.get(status, '')}"
    if not subject and verb.lemma == "be":
        return ""
    if inverted(parsed, verb, lexicon):
        return f"{subject} {words.verb(verb, status, many=words.many(first, last, subject))} {words.quoted(verb)}"
    return f"{subject} {words.verb(verb, status, many=words.many(first, last, subject))} {words.tail(verb)}"


class _Words:
    """The words of a sentence as a title has them."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed, self.lexicon = parsed, lexicon
        self.line, self.lowers = parsed.line, parsed.line.lowers
        self.heads = parsed.heads()

    # The verb

    def verb(self, verb: Verb, status: str, *, many: bool) -> str:
        """The verb as headlines have it: "meets", "to visit", "expected to sign", "may attack", "arrested", "does not meet"."""
        written = self.line.words[verb.head]
        base = f"be {written}" if verb.passive else verb.lemma
        if status == "scheduled" and verb.tense != "past":
            return f"to {base}"
        if status == "expected" and verb.lemma != "expect":
            return f"expected to {base}"
        if status == "possible":
            return f"{verb.modal if verb.modal in ('could', 'might', 'may') else 'may'} {base}"
        if verb.negated:
            return f"not {written}" if verb.passive else f"{'do' if many else 'does'} not {verb.lemma}"
        if verb.passive:
            return written
        return self.lexicon.present(verb.lemma, many=many)

    # Who

    def subject(self, first: int, last: int) -> str:
        """The subject without articles, offices and asides; behind a comma only what goes on counting."""
        keep: list[int] = []
        at = first
        while at < last and len(keep) < _SUBJECT:
            low = self.lowers[at]
            if low in ("(", "—", "–", "[", "“", '"'):
                break
            if low == "," and keep and not self._lists(at, last):
                behind = self._aside_end(at, last)
                if behind == at:
                    break
                at = behind
                continue
            keep.append(at)
            at += 1
        return self.render(keep)

    def many(self, first: int, last: int, subject: str) -> bool:
        """Whether the subject is more than one."""
        words = subject.split()
        cut = next((n for n, word in enumerate(words) if n and word in self.lexicon["prepositions"]), len(words))
        words = words[:cut]
        if not words:
            return False
        inside = [entity for entity in self.parsed.entities if first <= entity.first < last]
        if "and" in words and not any(" and " in entity.name for entity in inside):
            return True
        head = words[-1].lower()
        named = next((entity for entity in inside if self.lowers[entity.last - 1] == head), None)
        if named is not None and named.kind in ("state", "person", "organisation", "city", "government", "media"):
            return False
        plural = head.endswith("s") and not head.endswith(("ss", "us", "is"))
        return plural or head.endswith("men") or head in self.lexicon["many"] or head in self.lexicon["numbers"]

    def _lists(self, at: int, last: int) -> bool:
        """Whether a comma parts members of a list of names, or belongs to an office: "France, Germany and Italy", "its president, X"."""
        if any(entity.begin <= at < entity.first for entity in self.parsed.entities):
            return True
        names = self.parsed.entity_at(at + 1) is not None and self.parsed.entity_at(at - 1) is not None
        return at + 1 < last and names and "and" in self.lowers[at:last]

    def _aside_end(self, at: int, last: int) -> int:
        """Behind ", right," or ", a US envoy," where the subject goes on with "and"; `at` itself where it does not."""
        end = next((step for step in range(at + 1, min(at + 9, last)) if self.lowers[step] == ","), -1)
        return end + 1 if 0 < end < last - 1 and self.lowers[end + 1] == "and" else at

    # To whom and where

    def tail(self, verb: Verb, start: int = -1) -> str:
        """What follows the verb, as far as a title needs it: object, and the phrases that belong to it."""
        keep: list[int] = []
        at = start if start >= 0 else verb.last
        while at < len(self.lowers) and len(keep) < _TAIL:
            if self._dates(at) or (not keep and self.lowers[at] == "with" and verb.lemma == "meet"):
                at += 1
                continue
            clause = self.parsed.clause_at[at]
            if clause != verb.clause:
                if not keep and self._complement(clause, verb):
                    return self._reported(at, verb)
                if self.parsed.clauses[clause].kind == "aside" and self.parsed.clauses[clause].parent == verb.clause:
                    at += 1
                    continue
                break
            step = self._taken(at, verb, keep)
            if step < 0:
                break
            at = step
        return self.render(keep)

    def _taken(self, at: int, verb: Verb, keep: list[int]) -> int:
        """Where to go on behind this word, having kept it or not; -1 where the title has enough."""
        low, lexicon = self.lowers[at], self.lexicon
        if low == ",":
            return self._comma(at, keep)
        if low in ("“", "”", '"'):
            return at + 1
        if low in _MARKS and low != "-":
            return -1
        if (
            low == "to"
            and verb.lemma not in lexicon["titles.aims"]
            and any(other.first == at for other in self.parsed.verbs)
        ):
            return -1
        if low in lexicon["titles.cuts"] and not self._belongs(at, verb):
            return -1
        behind = self.lowers[at + 1] if at + 1 < len(self.lowers) else ""
        if low in ("at", "in") and (keep or verb.passive) and behind in ("his", "her", "their", "its", "which", "whom"):
            return -1
        if (
            low == "for"
            and keep
            and behind in lexicon["titles.loose_for"]
            and verb.lemma not in lexicon["titles.firm_for"]
        ):
            return -1
        keep.append(at)
        return at + 1

    def _comma(self, at: int, keep: list[int]) -> int:
        if keep and self._lists(at, len(self.lowers)):
            keep.append(at)
            return at + 1
        if not keep or self.line.date_at[at - 1] >= 0:
            return at + 1
        return self._apposition_end(at)

    def _apposition_end(self, at: int) -> int:
        """Behind ", a US peace envoy," where a place follows; -1 where the sentence goes on otherwise."""
        entity = self.parsed.entity_at(at - 1)
        if entity is None or entity.kind not in ("person", "organisation", "group"):
            return -1
        end = next((step for step in range(at + 1, min(at + 12, len(self.lowers))) if self.lowers[step] == ","), -1)
        goes_on = 0 < end < len(self.lowers) - 1 and self.lowers[end + 1] in ("in", "at", "near")
        return end + 1 if goes_on else -1

    def _belongs(self, at: int, verb: Verb) -> bool:
        """Whether a word that mostly begins what a title leaves out belongs here: "take over", "as president", "more than"."""
        low = self.lowers[at]
        behind = self.lowers[at + 1 : at + 5]
        if low == "over" and behind and behind[0][0].isdigit():
            return True
        if low in ("over", "through"):
            return at == verb.last and verb.lemma in self.lexicon["titles.crossing"]
        if low == "by":
            return at == verb.last and bool({"phone", "telephone", "video", "videolink"} & set(behind))
        if low == "than":
            return self.lowers[at - 1] in self.lexicon["titles.comparing"]
        return low == "as" and any(word in self.lexicon.titles for word in behind)

    def _complement(self, clause: int, verb: Verb) -> bool:
        kind, parent = self.parsed.clauses[clause].kind, self.parsed.clauses[clause].parent
        return kind in ("that", "quote") and parent == verb.clause and verb.lemma in self.lexicon["titles.that"]

    def _reported(self, at: int, verb: Verb) -> str:
        """The clause behind "says": its words to the first mark, its verb brought back from the past of reporting."""
        number = self.parsed.clause_at[at]
        keep: list[int] = []
        for step in range(at, len(self.lowers)):
            low = self.lowers[step]
            nested = self.parsed.clause_at[step] != number
            if (
                (low in _MARKS and low not in ("“", '"', "-"))
                or (low == '"' and keep)
                or (nested and keep and low in self.lexicon["titles.cuts"])
            ):
                break
            if low in ("“", '"') or (low == "that" and not keep and verb.lemma != "rule") or self._dates(step):
                continue
            keep.append(step)
            if len(keep) >= _TAIL:
                break
        inner = self.parsed.main_verb(number)
        back = inner is not None and verb.tense == "past" and verb.lemma not in ("rule", "find")
        return self.render(keep, self._brought_back(inner) if back and inner is not None else {})

    def quoted(self, verb: Verb) -> str:
        """The last clause of the quotation in front of "said", to its first mark."""
        start = verb.first - 1
        while start > 0 and self.lowers[start - 1] not in ("“", ".", ";") and verb.first - start < 40:
            start -= 1
        keep: list[int] = []
        for at in range(start, verb.first - 1):
            if keep and (
                self.lowers[at] in _MARKS or self.lowers[at] in self.lexicon["titles.cuts"] or len(keep) >= _TAIL
            ):
                break
            keep.append(at)
        return self.render(keep)

    def _brought_back(self, verb: Verb) -> dict[int, str]:
        low = self.lowers[verb.first]
        if low in ("would", "was", "were"):
            return {verb.first: {"would": "will", "was": "is", "were": "are"}[low]}
        pronoun = self.lowers[verb.head - 1] if verb.head else ""
        if verb.simple_past and pronoun in ("it", "he", "she", "they"):
            return {verb.head: self.lexicon.present(verb.lemma, many=pronoun == "they")}
        return {}

    # Nouns

    def noun_start(self, noun: Noun) -> int:
        """Where the noun phrase of an event noun starts, without its article."""
        first = noun.at
        while first > 0 and self._in_front(first - 1):
            first -= 1
        return first

    def _in_front(self, at: int) -> bool:
        low, lexicon = self.lowers[at], self.lexicon
        if low in _MARKS or at in self.heads or (low in POSSESSIVE and self.line.date_at[at - 1] >= 0):
            return False
        closed = ("prepositions", "articles", "conjunctions", "subordinators", "pronouns", "relatives")
        return not any(low in lexicon[name] for name in closed)

    def noun_end(self, noun: Noun) -> int:
        """Where what belongs to the noun ends: "of", "in", "between" phrases up to a mark, verb or date."""
        last = noun.at + 1
        while last < len(self.lowers) and last - noun.at < 11 and self._of_noun(last, first=last == noun.at + 1):
            last += 1
        return last

    def _of_noun(self, at: int, *, first: bool) -> bool:
        low = self.lowers[at]
        if low in _MARKS or at in self.heads or low in self.lexicon["titles.cuts"] or self._dates(at):
            return low == "by" and first
        return not first or low in self.lexicon["titles.behind_nouns"]

    # Words

    def _dates(self, at: int) -> bool:
        """Whether a word is part of a date phrase, or the preposition in front of one."""
        dated = self.line.date_at[at] >= 0
        behind = at + 1 < len(self.lowers) and self.line.date_at[at + 1] >= 0
        return dated or (behind and self.lowers[at] in self.lexicon["titles.before_dates"])

    def render(self, places: Iterable[int], forms: dict[int, str] | None = None) -> str:
        """The words at these places without articles, offices in front of names, possessive pronouns, adverbs that date."""
        wanted = list(places)
        hidden = self._hidden(set(wanted))
        parts: list[str] = []
        named: set[int] = set()
        for at in wanted:
            number = self.line.name_at[at]
            if at in hidden or number in named or self._dropped(at):
                continue
            if number >= 0:
                named.add(number)
                parts.append(self._name(self.parsed.entities[number]))
                continue
            word = (forms or {}).get(at, self.line.words[at])
            if (word == "," or word in POSSESSIVE) and parts:
                parts[-1] += word
            elif word not in _MARKS:
                parts.append(word.lower() if at == 0 and word.istitle() else word)
        return " ".join(parts).strip(" ,")

    def _dropped(self, at: int) -> bool:
        low, lexicon = self.lowers[at], self.lexicon
        if self.line.name_at[at] >= 0:
            return False
        small = low in lexicon["articles"] or low in ("its", "his", "her", "their") or self.line.date_at[at] >= 0
        return small or low in lexicon["headline.drop_adverbs"] or (low.endswith("edly") and len(low) > 6)

    def _name(self, entity: Entity) -> str:
        if entity.kind == "state" and entity.name in _SHORT_FORMS:
            return gazetteer().state_name(entity.code)
        if entity.kind in ("state", "person"):
            return entity.name
        return self.line.text(entity.first, entity.last).removeprefix("the ").removeprefix("The ")

    def _hidden(self, wanted: set[int]) -> set[int]:
        """Offices and adjectives in front of persons, their state behind; "the town of" in front of places."""
        hidden: set[int] = set()
        for entity in self.parsed.entities:
            if entity.first not in wanted:
                continue
            if entity.kind == "person":
                hidden.update(range(entity.begin, entity.first))
                hidden.update(self._office_behind(entity))
            if (
                entity.first >= 2
                and self.lowers[entity.first - 1] == "of"
                and self.lowers[entity.first - 2] in self.lexicon["names.settlements"]
            ):
                hidden.update(range(self._settlement_start(entity.first - 2, wanted), entity.first))
        return hidden

    def _office_behind(self, entity: Entity) -> range:
        """ "of Denmark" behind "Prime Minister Lars Holm"."""
        if not entity.title or entity.last + 1 >= len(self.lowers) or self.lowers[entity.last] != "of":
            return range(0)
        skip = entity.last + 1 + (self.lowers[entity.last + 1] == "the")
        state = self.parsed.entity_at(skip)
        return range(entity.last, state.last) if state is not None and state.kind == "state" else range(0)

    def _settlement_start(self, at: int, wanted: set[int]) -> int:
        while at - 1 in wanted and self.lowers[at - 1] not in self.lexicon["prepositions"] and at - 1 not in self.heads:
            at -= 1
        return at
