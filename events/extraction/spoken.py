"""dateparser in its place: it turns a phrase that the grammar has recognised and delimited into a day. Nothing else asks it.

It gets the words of the article as they stand and the day they count from, never a date that was computed before.
"""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final, Literal

PARSERS: Final = {"absolute": ["absolute-time"], "relative": ["relative-time"]}


@lru_cache(maxsize=4096)
def day_of(
    words: str, kind: Literal["absolute", "relative"], base: date | None, language: str, order: str = ""
) -> date | None:
    """The day dateparser reads in these words, None where it reads none. About 0.6 ms of CPU; the last 4,096 answers are kept."""
    import dateparser  # when first needed: it takes 0.2 s, and most commands never come here

    settings: dict[str, Any] = {
        "PARSERS": PARSERS[kind],
        "PREFER_DAY_OF_MONTH": "first",  # the other choice, "current", asks the clock
        "DATE_ORDER": order or ("MDY" if language == "en" else "DMY"),
    }
    if base is not None:
        settings["RELATIVE_BASE"] = datetime.combine(base, time(12))
    try:
        found = dateparser.parse(words, languages=[language], settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found is not None else None
