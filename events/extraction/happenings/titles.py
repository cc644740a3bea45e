"""A title that an editor would keep: who does what to whom, where. The rules are written down in docs/happenings.md."""

import re
from typing import Final

from events.extraction.happenings.actors import subject_of
from events.extraction.happenings.attribution import inverted
from events.extraction.happenings.clauses import Noun, Parsed
from events.extraction.happenings.hosts import Host
from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.noun_phrases import NounPhrases
from events.extraction.happenings.status import governors_of
from events.extraction.happenings.subjects import Subjects
from events.extraction.happenings.tails import Tails
from events.extraction.happenings.verbs import Verb

LONGEST: Final = 90
"""Characters of a title: what fits on a card at its narrowest in two lines."""
_ENDINGS: Final = {"denied": " cancelled", "possible": " possible", "expected": " expected"}
_DANGLING: Final = re.compile(
    r"(?: (?:of|for|to|on|into|from|against|with|in|at|near|the|and|a|that|its|by|over|said))+$"
)


def title_of(parsed: Parsed, host: Host, status: str, lexicon: Lexicon) -> str:
    """The title; "" where nothing can be said in a few words."""
    title = ""
    if host.verb is not None:
        title = _tidy(_of_verb(parsed, host, host.verb, status, lexicon))
    elif host.noun is not None:
        title = _tidy(_of_noun(NounPhrases(parsed, lexicon), host.noun, status))
    return title[:1].upper() + title[1:]


def _tidy(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(" ,;:-–—")
    title = re.sub(r" (['’])s\b", r"\1s", title)
    if len(title) > LONGEST:
        title = title[:LONGEST].rsplit(" ", 1)[0]
    return _DANGLING.sub("", title)


def _of_noun(words: NounPhrases, noun: Noun, status: str) -> str:
    """The noun with what stands around it: "US-ASEAN summit in Washington", "killing of Yusuf Darwish"."""
    title, ending = words.render(range(words.noun_start(noun), words.noun_end(noun))), _ENDINGS.get(status, "")
    return title if ending in title else title + ending


def _of_verb(parsed: Parsed, host: Host, verb: Verb, status: str, lexicon: Lexicon) -> str:
    """Who does what to whom: "Taliban meet Omar Siddiqui in Doha"; of a verb that says nothing only who: "Protests in Yangon"."""
    above = governors_of(parsed, host)
    if above and not verb.finite and above[0].lemma in lexicon["aiming"] and verb.tense == "infinitive":
        verb = above[0]
    who, whom = Subjects(parsed, lexicon), Tails(parsed, lexicon)
    first, last = subject_of(parsed, host, lexicon)
    subject = who.subject(first, last)
    if _says_nothing(verb, parsed, lexicon):
        return f"{subject} {whom.tail(verb, start=verb.last + (verb.lemma == 'take'))}{_ENDINGS.get(status, '')}"
    if not subject and verb.lemma == "be":
        return ""
    does = who.verb(verb, status, many=who.many(first, last, subject))
    rest = whom.quoted(verb) if inverted(parsed, verb, lexicon) else whom.tail(verb)
    return f"{subject} {does} {rest}"


def _says_nothing(verb: Verb, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether the verb only carries its subject: "took place", "happened", "was held"."""
    behind = parsed.line.lowers[verb.last] if verb.last < len(parsed.line) else ""
    if verb.lemma == "hold":
        return verb.passive
    return verb.lemma in lexicon["titles.quiet"] and (verb.lemma != "take" or behind == "place")
