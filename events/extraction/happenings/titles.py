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
from events.extraction.happenings.wording import Wording

LONGEST: Final = 90
"""Characters of a title: what fits on a card at its narrowest in two lines."""
_PLAIN: Final = 16
"""Words of a plain title."""
_ENDINGS: Final = {"denied": " cancelled", "possible": " possible", "expected": " expected"}
_COUNTED: Final = re.compile(r"(?:at (?:least|most)|over|about|around|under) (?:\d|one\b)", re.IGNORECASE)
"""A title that begins with how many."""
_DANGLING: Final = re.compile(
    r"(?: (?:of|for|to|on|into|from|against|with|in|at|near|the|and|a|that|its|by|over|about|said|only))+$"
)

_PHRASE: Final = re.compile(r" (?:of|for|to|on|into|from|against|with|in|at|near|by|over|under|after|before|and|that) ")


def title_of(parsed: Parsed, host: Host, status: str, lexicon: Lexicon, *, place: str = "") -> str:
    """The title; "" where nothing can be said in a few words. A lone noun takes the place: "Coup in Phnom Penh"."""
    title = ""
    if host.verb is not None:
        title = _tidy(_of_verb(parsed, host, host.verb, status, lexicon))
    elif host.noun is not None:
        title = _tidy(_of_noun(NounPhrases(parsed, lexicon), host.noun, status))
    if " " not in title and title and place:
        title = f"{title} in {place}"
    return title[:1].upper() + title[1:] if _says_enough(title, lexicon) else ""


def _says_enough(title: str, lexicon: Lexicon) -> bool:
    """Whether a title has a subject and more than one word: not "Emergency", "After the vote", "He resigns"."""
    first, _, rest = title.partition(" ")
    if _COUNTED.match(title):
        return True
    return bool(rest) and first.lower() not in lexicon["titles.no_start"] and first[0].isalnum()


def plain_title(parsed: Parsed, host: Host, lexicon: Lexicon) -> str:
    """The words of the happening's clause, where no title can be made of them; the sentence's where the clause is too short."""
    words = Wording(parsed, lexicon)
    start = parsed.line.sent_from
    inside = [at for at in range(start, len(parsed.line)) if parsed.clause_at[at] == host.clause]
    text = words.render(_up_to_the_date(words, inside[:_PLAIN])) if len(inside) > 3 else ""
    if text.count(" ") < 2:
        text = words.render(range(start, min(len(parsed.line), start + _PLAIN)))
    text = _tidy(text) or " ".join(parsed.line.sentence.text.split())[:LONGEST]
    return text[:1].upper() + text[1:]


def _up_to_the_date(words: Wording, inside: list[int]) -> list[int]:
    """The words in front of a date or comma, where they are three or more: "incident took place", not who told of it behind."""
    ends = (n for n, at in enumerate(inside) if n > 2 and (words.dates(at) or words.lowers[at] == ","))
    return inside[: next(ends, len(inside))]


def _tidy(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(" ,;:-–—")
    title = re.sub(r" (['’])s\b", r"\1s", title)
    title = re.sub(r"(?<=s) (['’]) ", r"\1 ", title)
    return _DANGLING.sub("", _shortened(title))


def _shortened(title: str) -> str:
    """The title up to its limit: without a last phrase that would stand there cut, as "in South" of "in South China Sea"."""
    if len(title) <= LONGEST:
        return title
    kept = title[:LONGEST].rsplit(" ", 1)[0]
    phrases = [found.start() for found in _PHRASE.finditer(kept)]
    return kept[: phrases[-1]] if phrases and phrases[-1] > LONGEST // 2 else kept


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
    if not subject and not (verb.tense == "infinitive" and parsed.line.sentence.kind == "headline"):
        return ""
    if subject.startswith(("No ", "no ")) and not verb.negated:
        status = "occurred"  # "No trains leave": the subject denies
    does = who.verb(verb, status, many=who.many(first, last, subject))
    rest = whom.quoted(verb) if inverted(parsed, verb, lexicon) else whom.tail(verb)
    if rest.startswith("due ") and verb.lemma == "be":
        return f"{subject} {rest}"
    if not rest and verb.lemma in lexicon["titles.that"] and not verb.passive:
        rest = whom.told_before(verb, first)
        return f"{subject} {does} {rest}" if rest else ""
    return f"{subject} {does} {rest}"


def _says_nothing(verb: Verb, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether the verb only carries its subject: "took place", "happened", "was held"."""
    behind = parsed.line.lowers[verb.last] if verb.last < len(parsed.line) else ""
    if verb.lemma == "hold":
        return verb.passive
    return verb.lemma in lexicon["titles.quiet"] and (verb.lemma != "take" or behind == "place")
