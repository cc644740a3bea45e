"""The forms of English verbs and nouns, made from their lemmas."""

import re
from typing import Final

_IRREGULAR: Final = """
abide abode abode|arise arose arisen|awake awoke awoken|be was been|bear bore borne|beat beat beaten|become became become|begin began begun|
behead beheaded beheaded|bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|
bring brought brought|broadcast broadcast broadcast|build built built|burn burned burned|burst burst burst|buy bought bought|cast cast cast|
catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|cut cut cut|deal dealt dealt|dig dug dug|do did done|
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|
find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forecast forecast forecast|foresee foresaw foreseen|forget forgot forgotten|
forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung|
have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|
leap leapt leapt|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost|make made made|mean meant meant|meet met met|
mistake mistook mistaken|outlaw outlawed outlawed|overrun overran overrun|overtake overtook overtaken|overthrow overthrew overthrown|
overturn overturned overturned|pay paid paid|plead pleaded pleaded|prove proved proven|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|
ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|
shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|
sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|spill spilled spilled|
split split split|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck|
strive strove striven|swear swore sworn|sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|
tell told told|think thought thought|throw threw thrown|undergo underwent undergone|understand understood understood|undertake undertook undertaken|
uphold upheld upheld|upset upset upset|wage waged waged|wake woke woken|wear wore worn|win won won|wind wound wound|withdraw withdrew withdrawn|
withhold withheld withheld|withstand withstood withstood|write wrote written
"""
IRREGULAR: Final[dict[str, tuple[str, str]]] = {
    lemma: (past, participle)
    for lemma, past, participle in (entry.split() for entry in _IRREGULAR.replace("\n", "").split("|") if entry.strip())
}
_DOUBLING: Final = frozenset(
    [
        "ban",
        "plan",
        "stop",
        "drop",
        "grip",
        "rob",
        "ram",
        "gun",
        "pin",
        "tap",
        "cap",
        "shun",
        "jam",
        "scrap",
        "strip",
        "step",
        "ship",
        "wrap",
        "trap",
        "slap",
        "stab",
        "hit",
        "set",
        "put",
        "cut",
        "shut",
        "let",
        "quit",
        "run",
        "win",
        "begin",
        "commit",
        "admit",
        "submit",
        "permit",
        "omit",
        "refer",
        "defer",
        "prefer",
        "occur",
        "concur",
        "transfer",
        "expel",
        "compel",
        "repel",
        "propel",
        "rebel",
        "control",
        "patrol",
        "equip",
        "kidnap",
        "travel",
        "cancel",
        "shell",
        "fuel",
        "label",
        "signal",
        "tip",
        "swap",
        "drag",
        "flag",
        "beg",
        "sit",
        "get",
        "bid",
        "forbid",
        "slim",
        "rip",
        "kid",
        "dig",
        "swim",
        "spin",
        "shed",
        "split",
        "upset",
        "abet",
        "bar",
        "spur",
        "stir",
        "deter",
        "annul",
        "incur",
    ]
)
_BOTH: Final = frozenset(["travel", "cancel", "initial", "fuel", "label", "signal", "kidnap", "shell"])
"""Spelled with one letter or two ("traveled", "travelled"); "shell" needs no doubling and stands here for its own past."""
_VOWELS: Final = frozenset("aeiou")
_SHORT: Final = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""Verbs of one syllable that end in one consonant behind one vowel: they double it ("slam", "gut")."""
_FEMININE_ENDINGS: Final = ("s", "x", "z", "ch", "sh", "o")


def verb_forms(lemma: str) -> dict[str, str]:
    """Each form of a verb with its tags: b base, s third person, d past, n past participle, g -ing."""
    head, dash, tail = lemma.rpartition("-")
    forms: dict[str, str] = {}
    for form, tag in _pairs(tail):
        key = f"{head}{dash}{form}"
        forms[key] = forms.get(key, "") + tag
    return forms


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_FEMININE_ENDINGS) else "s")


def _pairs(lemma: str) -> list[tuple[str, str]]:
    pairs = [(lemma, "b"), (plural(lemma) if lemma not in ("have", "be") else {"have": "has", "be": "is"}[lemma], "s")]
    stems = _stems(lemma)
    if lemma in IRREGULAR:
        pairs += [(IRREGULAR[lemma][0], "d"), (IRREGULAR[lemma][1], "n")]
    else:
        pairs += [(form, tag) for stem in stems for form in [_past(stem)] for tag in "dn"]
    return pairs + [(_present_participle(stem), "g") for stem in stems]


def _stems(lemma: str) -> list[str]:
    doubled = lemma + lemma[-1]
    if lemma in _BOTH:
        return [lemma] if lemma.endswith("ll") else [lemma, doubled]
    return [doubled] if lemma in _DOUBLING or _SHORT.fullmatch(lemma) else [lemma]


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    return stem[:-1] + "ied" if stem.endswith("y") and stem[-2:-1] not in _VOWELS else stem + "ed"


def _present_participle(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    return (
        stem[:-1] + "ing"
        if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) and len(stem) > 2
        else stem + "ing"
    )


def headline_present(lemma: str, *, plural_subject: bool) -> str:
    """The form a headline has: "meet" of many, "meets" of one."""
    if lemma == "be":
        return "are" if plural_subject else "is"
    if plural_subject:
        return lemma
    return "has" if lemma == "have" else plural(lemma)
