"""What kind of date phrase a phrase is: names that say where the reading is weak, and nothing of the texts."""

import re
from typing import Final

_MONTHS: Final = (
    r"jan(?:uary|\.)?|feb(?:ruary|\.)?|march|april|may|june|july|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
)
_UNIT: Final = r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|season|year|decade|centur(?:y|ie))s?"
_YEAR: Final = r"\b(?:1[0-9]|20)\d\d\b"

# The first rule that fits names the category, so what binds a date (since, by, from … to) stands before what the date is.
_RULES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("from … to, between … and", r"^(?:from|between)\b.*\b(?:to|and|-)\b|\b\d+ (?:to|and) \d+\b"),
        ("since", r"^since\b"),
        ("as early as, from", r"\bas (?:early|soon|late|recently) as\b|^(?:starting )?from\b|\bnot before\b"),
        ("by, until, before", r"^(?:at least )?(?:by|until|through|before|no later than|just before|to)\b"),
        (
            "in the coming, within",
            r"\bwithin\b|\b(?:coming|ahead|next (?:few|\w+ (?:days|weeks|months|hours|years)|\d+))\b|\btime$",
        ),
        ("ago, from now", r"\bago\b|\bfrom (?:now|today)\b|\bbefore (?:last|yesterday)\b|\bafter next\b"),
        (
            "counted from an event",
            r"\b(?:later|earlier|after|before|following|next (?:day|morning))\b(?! (?:next|last|yesterday|this|today|in|on))",
        ),
        ("clock time", r"\b\d{1,2}[:.]\d\d\b|\b\d+ ?[ap]\.?m\b|\bnoon\b|\bmidnight\b|o'clock|\bmidday\b"),
        (
            "last, this, next X",
            rf"\b(?:last|this|next|past|that)\b (?:\w+ )?(?:{_UNIT}|weekend|{_MONTHS})\b|\bweekend\b",
        ),
        ("weekday with last, this, next", r"\b(?:last|this|next|coming)\b.*\w+day\b"),
        (
            "weekday with part of day",
            r"\b(?:night|evening|morning|afternoon|late|early|dawn|sunrise|hours)\b.*\w{3,6}day\b"
            r"|\w{3,6}day (?:night|evening|morning|afternoon|noon)",
        ),
        (
            "today, yesterday, tonight",
            r"\b(?:today|yesterday|tomorrow|tonight|overnight)\b|\bthis (?:morning|afternoon|evening)\b|\blast night\b",
        ),
        (
            "day with year",
            rf"\b\d{{1,2}}\b.*\b(?:{_MONTHS})\b.*{_YEAR}|\b(?:{_MONTHS})\b \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}",
        ),
        ("decade, century", r"\b\d{3}0s\b|\bcentur|\b(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b|\bdecade"),
        (
            "quarter, half, season, fiscal",
            r"\bquarter|\bhalf\b|\b(?:spring|summer|autumn|fall|winter|midsummer)\b|\bfiscal\b|financial year",
        ),
        ("month with year", rf"\b(?:{_MONTHS})\b,? {_YEAR}"),
        (
            "day without year",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\b.*\b(?:{_MONTHS})(?!\w)|\b(?:{_MONTHS}) \d{{1,2}}\b|\bfirst of\b",
        ),
        ("weekday", r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"),
        ("month without year", rf"\b(?:{_MONTHS})(?!\w)"),
        ("ordinal of a month", r"\b\d{1,2}(?:st|nd|rd|th)\b"),
        ("year", _YEAR),
        ("holiday", r"christmas|easter|new year|good friday|election day|boxing day|ramadan|new moon"),
        ("set", r"\b(?:every|each|times? a|twice a)\b"),
        ("distance without direction", rf"\b{_UNIT}\b"),
        ("part of a day", r"\b(?:dawn|dusk|daybreak|nightfall|night|evening|morning|afternoon|first light)\b"),
    )
)
VAGUE: Final = "vague or bound to the story"
CATEGORIES: Final = (*(name for name, _ in _RULES), VAGUE)


def category(phrase: str) -> str:
    """The first category whose pattern is in the phrase, `VAGUE` where none is."""
    return next((name for name, pattern in _RULES if pattern.search(phrase)), VAGUE)
