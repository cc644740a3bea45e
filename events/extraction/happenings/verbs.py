"""The verb groups of a sentence, found without a tagger: by their forms, and by the words beside them."""

from dataclasses import dataclass
from typing import Final, Literal

from events.extraction.happenings.lexicon import Lexicon
from events.extraction.happenings.lines import Line
from events.extraction.happenings.names import POSSESSIVE, Entity

Tense = Literal["past", "present", "future", "modal", "infinitive", "participle"]
_LONGEST: Final = 10
"""Words from the first auxiliary to the main verb: "has not, as of Monday, been" has eight."""
_E_ENDINGS: Final = (
    "ated",
    "ged",
    "ced",
    "ved",
    "zed",
    "sed",
    "ured",
    "ined",
    "ired",
    "uded",
    "aded",
    "ibed",
    "uted",
    "iled",
)
_NO_E: Final = ("ssed", "onged", "ooned")
_VOWELS: Final = frozenset("aeiou")
_ADJECTIVES: Final = frozenset(
    {"ongoing", "upcoming", "outgoing", "incoming", "forthcoming", "interesting", "missing", "shipping"}
)
"""Words in -ing behind "be" that say how something is, not what it does."""

_NO_PLURAL: Final = ("ss", "us", "is")
"""Endings in -s of one: "a bus station" has no buses that station."""

_INTRANSITIVE: Final = frozenset({"go", "come", "arrive", "become", "fall", "rise", "grow"})
"""Verbs that have no passive: "were gone" says what they did."""


_ONE: Final = frozenset({"a", "an", "another", "each", "every"})
"""Words before one thing."""


@dataclass(slots=True)
class Verb:
    """A verb group: words first..last with its auxiliaries, the main verb at `head`."""

    first: int
    last: int
    head: int
    lemma: str
    tense: Tense
    modal: str = ""
    negated: bool = False
    passive: bool = False
    progressive: bool = False
    perfect: bool = False
    clause: int = 0
    guessed: bool = False
    may_be_participle: bool = True

    @property
    def finite(self) -> bool:
        """Whether it can be the verb of a clause."""
        return self.tense not in ("infinitive", "participle")

    @property
    def simple_past(self) -> bool:
        """Whether it is a past form without auxiliary."""
        return self.tense == "past" and self.first == self.head


def verbs_of(line: Line, entities: list[Entity], lexicon: Lexicon) -> list[Verb]:
    """The verb groups of the line in order; names and dates hold none."""
    reader = _Reader(line, entities, lexicon)
    found: list[Verb] = []
    at = 0
    while at < len(line):
        verb = reader.verb(at) if line.name_at[at] < 0 and line.date_at[at] < 0 else None
        if verb is not None:
            found.append(verb)
        at = verb.last if verb is not None else at + 1
    return found


class _Group:
    """Auxiliaries while they are read, and what they make of the verb behind them."""

    __slots__ = ("be", "do", "last", "linked", "modal", "negated", "perfect", "tense", "to")

    def __init__(self, at: int) -> None:
        self.tense: Tense = "present"
        self.modal = ""
        self.negated = self.be = self.perfect = self.do = self.to = self.linked = False
        self.last = at

    def aux(self, low: str) -> None:
        """Take over the tense of a form of be, have or do, unless a modal or "to" has set it."""
        if self.tense not in ("future", "modal", "infinitive") and low not in ("be", "been", "being"):
            self.tense = "past" if low in ("was", "were", "had", "did") else "present"

    def fits(self, tags: str) -> bool:
        """Whether a verb form with these tags can stand behind the auxiliaries."""
        if self.linked and "g" in tags:
            return True
        if self.tense == "infinitive" and not self.be:
            return "n" in tags if self.perfect else "b" in tags
        if self.be and not self.to:
            return "g" in tags or "n" in tags
        if self.be and "n" in tags and "b" not in tags:
            return True
        bare = bool(self.modal or self.to or self.do)
        return ("b" in tags and bare) or ("n" in tags and self.perfect)


class _Reader:
    """Reads the verbs of one line."""

    def __init__(self, line: Line, entities: list[Entity], lexicon: Lexicon) -> None:
        self.line, self.lowers, self.lexicon = line, line.lowers, lexicon
        self.no_subject = {n for n, entity in enumerate(entities) if entity.kind == "unknown" or _no_people(entity)}
        self.auxiliaries = (
            lexicon["be"] | lexicon["have"] | lexicon["do"] | lexicon["modals_will"] | lexicon["modals_maybe"] | {"to"}
        )

    def verb(self, at: int) -> Verb | None:
        """The verb group that starts here."""
        low = self.lowers[at]
        if low in POSSESSIVE and not (at and self.lowers[at - 1] in self.lexicon["pronouns"]):
            return None
        if low == "to" and 0 < at < len(self.lowers) - 1 and self.lowers[at - 1] == self.lowers[at + 1]:
            return None  # "face to face"
        if low in self.auxiliaries or low.endswith(("n't", "n’t")):
            return self._group(at)
        verb = self._single(at)
        if verb is not None and at and self.lowers[at - 1] in ("never", "not"):
            verb.negated = True
        return verb

    # With auxiliaries

    def _group(self, at: int) -> Verb | None:
        """Auxiliaries and what they carry: "was on Monday rammed", "could take", "have been taking", "is to remain"."""
        group, step = _Group(at), at
        while step < min(len(self.lowers), at + _LONGEST) and self._auxiliary(group, step, at):
            step += 1
        form = self._form(step)
        if form is None and (bare := self._bare(step, group)):
            form = bare, "b"
        if form is not None and group.fits(form[1]):
            lemma, tags = form
            passive = (
                group.linked and "n" in tags and "g" not in tags and not (group.to and "b" in tags and "n" not in tags)
            )
            passive = passive and lemma not in _INTRANSITIVE
            progressive = group.linked and "g" in tags
            return Verb(
                at, step + 1, step, lemma, group.tense, group.modal, group.negated, passive, progressive, group.perfect
            )
        if group.tense == "infinitive" and not (group.be or group.perfect or group.do):
            return None
        lemma = "be" if group.be else "have" if group.perfect else "do" if group.do else ""
        if not lemma:
            return None
        both = group.be and group.perfect
        return Verb(at, group.last + 1, group.last, lemma, group.tense, group.modal, group.negated, perfect=both)

    def _auxiliary(self, group: _Group, step: int, at: int) -> bool:
        """Take one word into the group; False where it belongs there no more."""
        low, lexicon = self.lowers[step], self.lexicon
        if low == "to":
            return self._to(group, step, at)
        if low in lexicon["modals_will"]:
            group.modal, group.tense = "will", "future"
        elif low in lexicon["modals_maybe"]:
            group.negated = group.negated or low in lexicon["negations"]
            group.modal, group.tense = low.removesuffix("not"), "modal"
        elif low.endswith(("n't", "n’t")):
            self._negative(group, low)
        elif low in lexicon["be"]:
            group.be = group.linked = True
            group.aux(low)
        elif low in lexicon["have"] and (not group.be or group.to):
            group.perfect, group.linked = True, False
            group.aux(low)
        elif low in lexicon["do"]:
            group.do = True
            group.aux(low)
        else:
            return self._between(group, step, at)
        group.last = step
        return True

    def _to(self, group: _Group, step: int, at: int) -> bool:
        if group.perfect and not group.be and step == group.last + 1:  # "had to be abandoned", "has to leave"
            group.perfect, group.to, group.last, group.linked = False, True, step, False
            if group.tense != "past":
                group.modal, group.tense = "must", "future"
            return True
        if step > at and not group.be:
            return False
        group.to, group.last, group.linked = True, step, False
        if step == at:
            group.tense = "infinitive"
        elif group.tense != "infinitive":
            group.modal, group.tense = "to", "future"
        return True

    def _negative(self, group: _Group, low: str) -> None:
        group.negated, stem = True, low[:-3]
        if stem == "wo":
            group.modal, group.tense = "will", "future"
        elif stem in self.lexicon["modals_maybe"] or stem == "ca":
            group.modal, group.tense = "can" if stem == "ca" else stem, "modal"
        else:
            group.be, group.perfect, group.do = (
                group.be or stem in self.lexicon["be"],
                group.perfect or stem in self.lexicon["have"],
                group.do or stem in self.lexicon["do"],
            )
            group.linked = group.linked or stem in self.lexicon["be"]
            group.aux(stem)

    def _between(self, group: _Group, step: int, at: int) -> bool:
        """Words that may stand inside a group: negations, adverbs, a date with its preposition or comma."""
        low = self.lowers[step]
        if low in self.lexicon["negations"]:
            group.negated = True
            return True
        dated = self.line.date_at[step] >= 0 or (low in ("on", "in", ",") and step > at and self._dated(step + 1))
        return dated or self._adverb(low)

    def _dated(self, at: int) -> bool:
        return at < len(self.lowers) and self.line.date_at[at] >= 0

    def _form(self, at: int) -> tuple[str, str] | None:
        """The lemma and tags of a word behind auxiliaries, guessed for an unknown word in -ed or -ing."""
        if at >= len(self.lowers) or self.line.name_at[at] >= 0:
            return None
        low = self.lowers[at]
        readings = self.lexicon.verbs.get(low)
        if readings:
            return max(readings, key=lambda reading: ("n" in reading[1], "b" in reading[1]))
        if low.startswith("un") and low.endswith("ed") and low not in ("united", "unified"):
            return None  # "undocumented" is no verb
        if low.endswith("ed") and len(low) > 4:
            return guessed_lemma(low), "dn"
        if low.endswith("ing") and len(low) > 5 and low not in _ADJECTIVES:
            return guessed_lemma(low[:-3] + "ed"), "g"
        return None

    def _bare(self, at: int, group: _Group) -> str:
        """A word behind "will", "could" or "did not", which can only be a verb, or one behind "to" that may be; "" where it is none."""
        if not (group.modal or group.do or group.to) or group.linked or group.perfect or at >= len(self.lowers):
            return ""
        low, lexicon = self.lowers[at], self.lexicon
        if group.tense == "infinitive" and low not in lexicon.bare:
            return ""
        if self.line.name_at[at] >= 0 or self.line.date_at[at] >= 0 or not low.isalpha() or len(low) < 3:
            return ""
        closed = ("articles", "determiners", "pronouns", "prepositions", "conjunctions", "subordinators", "adverbs")
        return "" if any(low in lexicon[name] for name in closed) or low.endswith("ly") else low

    # Without

    def _single(self, at: int) -> Verb | None:
        """A verb without auxiliary: past, present or participle, told apart by its neighbours."""
        low = self.lowers[at]
        readings = self.lexicon.verbs.get(low)
        guessed = not readings and low.endswith("ed") and len(low) > 4 and low.isalpha() and not low.startswith("un")
        if not readings and at and self.lowers[at - 1] == "who" and low.endswith("s") and low[:-1] in self.lexicon.bare:
            return Verb(at, at + 1, at, low[:-1], "present")  # "who chairs the bloc": behind "who" it is no noun
        if not readings and not guessed:
            return None
        lemma, tags = max(readings, key=lambda r: ("d" in r[1], len(r[1]))) if readings else (guessed_lemma(low), "dn")
        before = self._previous(at)
        if "d" in tags and "b" not in tags:
            return self._past(at, lemma, tags, before, guessed=guessed)
        if tags == "g":
            return self._participle(at, lemma, before)
        if tags == "n":
            free = before not in self.lexicon["determiners"]
            return Verb(at, at + 1, at, lemma, "participle", passive=True) if free else None
        if not self._present_fits(at, tags, before):
            return None
        return Verb(at, at + 1, at, lemma, "past" if "d" in tags else "present", may_be_participle="n" in tags)

    def _previous(self, at: int) -> str:
        """The word in front, over adverbs and dates."""
        step = at - 1
        while step >= 0 and self._light(step):
            step -= 1
        if 0 <= step < at - 1 and self.lowers[step] in ("on", "in"):
            step -= 1
        return self.lowers[step] if step >= 0 else ""

    def _light(self, at: int) -> bool:
        low = self.lowers[at]
        return self.line.date_at[at] >= 0 or self._adverb(low)

    def _adverb(self, low: str) -> bool:
        """Whether a word is an adverb, by list or ending: "formally", not "supply" or "family"."""
        made = low.endswith("ly") and len(low) > 4 and low not in self.lexicon.verbs and low not in self.lexicon.nouns
        return (made and low not in self.lexicon["no_adverbs"]) or low in self.lexicon["adverbs"]

    def _behind(self, at: int) -> str:
        return self.lowers[at + 1] if at + 1 < len(self.lowers) else "."

    def _past(self, at: int, lemma: str, tags: str, before: str, *, guessed: bool) -> Verb | None:
        """A past form, unless it stands as an adjective: "the proposed bill", "Friday's planned test", "by armed men"."""
        behind = self._behind(at)
        counted = before in self.lexicon["determiners"] and before not in self.lexicon["numbers"]
        counted = counted and not (before == "that" and ("n" not in tags or self._takes(behind)))
        if counted or before in self.lexicon["prepositions"]:
            return None
        if before in POSSESSIVE and behind not in (",", "."):
            return None
        if at == 0 and behind not in self.lexicon["prepositions"]:
            return None
        unnamed = self.line.name_at[at - 1] < 0 if at else True
        loose = (
            before in ("", ",", "and") or before.isdigit() or (unnamed and before.endswith(("ly", "al", "ic", "ous")))
        )
        if loose and not self._behind_a_name(at) and (behind in self.lexicon.nouns or behind in self.lexicon["groups"]):
            return None
        return Verb(at, at + 1, at, lemma, "past", guessed=guessed, may_be_participle="n" in tags)

    def _takes(self, behind: str) -> bool:
        """Whether what stands behind a past form is its object or place: "a ship that entered its zone", not "that wounded man"."""
        lexicon = self.lexicon
        return behind in lexicon["determiners"] or behind in lexicon["prepositions"] or behind[:1].isdigit()

    def _behind_a_name(self, at: int) -> bool:
        """Whether a name and its comma stand right in front: "the minister, Ana Diaz, told lawmakers", not "angry, armed men"."""
        return at > 1 and self.lowers[at - 1] == "," and self.line.name_at[at - 2] >= 0

    def _participle(self, at: int, lemma: str, before: str) -> Verb | None:
        noun = (self.lowers[at] in self.lexicon.nouns and before != ",") or self.lowers[at] in _ADJECTIVES
        thing = self.lowers[at] in self.lexicon["ing_nouns"] and self._behind(at) not in self.lexicon["determiners"]
        if thing or self._names_what(at, before):
            return None
        if before in self.lexicon["determiners"] or before in POSSESSIVE or noun:
            return None
        return Verb(at, at + 1, at, lemma, "participle", progressive=True)

    def _names_what(self, at: int, before: str) -> bool:
        """Whether a word in -ing belongs to the noun behind it: "suspended landing rights", not "began pulling troops out"."""
        readings = self.lexicon.verbs.get(before, ())
        if not any("d" in tags for _, tags in readings) or any(
            lemma in self.lexicon["leading"] for lemma, _ in readings
        ):
            return False
        behind = self._behind(at)
        return behind.isalpha() and not any(
            behind in self.lexicon[n] for n in ("prepositions", "articles", "determiners")
        )

    def _present_fits(self, at: int, tags: str, before: str) -> bool:
        """Whether a bare or -s form is a verb here: "Russia deploys troops", "protesters march", "police said they hit"."""
        lexicon, word = self.lexicon, self.lowers[at]
        if before == "that" and "s" in tags:
            return self._singular_fits(at, before, named=False, noun=word in lexicon.nouns)
        if (
            not before
            or before in lexicon["determiners"]
            or before in lexicon["prepositions"]
            or before in POSSESSIVE
            or before == "to"
        ):
            return False
        noun = any(
            word in words
            for words in (lexicon.nouns, lexicon["groups"], lexicon["governments"], lexicon["institutions"])
        )
        behind = self._behind(at)
        if word in lexicon["hosts.particles"] and behind not in lexicon["articles"]:
            return False  # "kept their shutters down"
        if "d" in tags and (behind in lexicon["articles"] or behind in lexicon["hosts.particles"]):
            noun = False  # "truckers cut the road", "staff cut off deliveries"
        number = self.line.name_at[at - 1] if self.line.date_at[at - 1] < 0 else -1
        named = number >= 0 and number not in self.no_subject
        if number in self.no_subject and noun:
            return False
        if "s" in tags:
            return self._singular_fits(at, before, named=named, noun=noun)
        if self.lowers[at - 2 : at - 1] and self.lowers[at - 2] in _ONE:
            return False  # "a police station": one thing, of two nouns
        plural = before in lexicon["plural_pronouns"] or before in lexicon["groups"] or before in lexicon["many"]
        plural = plural or (before.endswith("s") and not before.endswith(_NO_PLURAL) and before != "gas" and not noun)
        if "d" in tags and not noun:  # put, set, hit, cut
            return named or plural or (before.isalpha() and before not in lexicon["conjunctions"])
        return (named and not noun) or (plural and not (noun and behind == "of"))

    def _sure(self, at: int, before: str) -> bool:
        """Whether a form in -s can only be a verb: "takes office", "the licence runs out"."""
        lexicon = self.lexicon
        owned = at > 0 and self.lowers[at - 1].endswith(("'s", "’s"))
        closed = owned or before in lexicon["conjunctions"] or before in lexicon["determiners"]
        plain = (before.isalpha() and not before.endswith("s") and not closed) or self._closes_aside(at)
        sure = any(lemma in lexicon["sure"] for lemma, _ in lexicon.verbs[self.lowers[at]])
        particle = self._behind(at) in lexicon["hosts.particles"] and self.lowers[at] not in lexicon.nouns
        return plain and (sure or particle)

    def _closes_aside(self, at: int) -> bool:
        """Whether a comma in front closes an aside: "the agreement, signed in Hanoi, lets lorries through"."""
        return at > 2 and self.lowers[at - 1] == "," and "," in self.lowers[: at - 2]

    def _singular_fits(self, at: int, before: str, *, named: bool, noun: bool) -> bool:
        """Whether a form in -s is a verb: "Russia strikes a port", "the army plans to", not "trade talks in"."""
        if before in ("he", "she", "it", "who", "which") or (before == "that" and not noun):
            return True
        lexicon, behind = self.lexicon, self._behind(at)
        if before == "," and self._behind_a_name(at) and not noun and self._takes(behind):
            return True  # "the minister, Ana Diaz, heads to Paris"
        if self._sure(at, before):
            return True
        direct = (
            behind in lexicon["articles"]
            or behind in lexicon["determiners"]
            or behind[:1].isdigit()
            or behind in ("to", "that")
        )
        direct = direct or (at + 1 < len(self.lowers) and self.line.name_at[at + 1] >= 0)
        if not named and not (before in lexicon.titles and not noun):
            if before in ("and", "but"):
                return not noun and (direct or behind in lexicon["prepositions"])
            plain = before.isalpha() and not before.endswith("s") and before not in lexicon["conjunctions"]
            return direct and not noun and plain
        ends = behind in (",", ".", "of", "and", "or", "by", *POSSESSIVE) or (
            noun and (behind in lexicon.verbs or behind in lexicon["institutions"] or behind in lexicon.nouns)
        )
        return direct or not ends


def _no_people(entity: Entity) -> bool:
    """Whether the name is an adjective: "Kenyan", not "Kenyans", who can act."""
    return entity.kind == "adjective" and not (entity.name.endswith("s") and not entity.name.endswith(("ss", "ese")))


def guessed_lemma(word: str) -> str:
    """The likely lemma of an unknown word in -ed: "slammed" slam, "raided" raid, "disbursed" disburse, "quarrelled" quarrel."""
    stem = word[:-2]
    if stem.endswith("ell") and not _VOWELS.isdisjoint(stem[:-3].removeprefix("qu")):
        return stem[:-1]  # not "quelled"
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "slfz":
        return stem[:-1]
    return stem + "e" if _ends_in_e(word) else stem


def _ends_in_e(word: str) -> bool:
    """Whether a regular past lost an e: not behind two vowels ("rained", "looted"), nor in -ened and -ored."""
    if word.endswith(_NO_E):
        return False
    paired = len(word) > 5 and word[-4] in _VOWELS and word[-5] in _VOWELS
    return word.endswith(_E_ENDINGS) and not (
        paired and not word.endswith(("ised", "ized", "ieved", "eased", "aised", "eezed"))
    )
