"""The publication date: stated, in metadata or the address, or inferred from the text itself, each with how it is known and why.

Nothing here takes today for an answer. Where nothing is certain, the candidates are ranked for a person to choose from.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Final, Literal

from events.edtf import MONTHS, WEEKDAYS
from events.extraction.expressions import expressions_of
from events.extraction.languages import FOLDER, Language, load
from events.extraction.resolution import long_day
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Expression, Sentence

How = Literal["metadata", "stated", "address", "inferred"]

HEAD: Final = 12
"""How many sentences from the top may be a dateline or a line with the date."""
TAIL: Final = 3
"""How many from the end: "This article was published on …" stands there."""
LONGEST_DATELINE: Final = 60
"""Characters before the date of a dateline: a place, an agency, brackets and dashes."""
YEARS_ON: Final = 12
"""How many years after the latest year named an inferred date may lie. Weekdays come back to a day of the year after 5, 6 or 11 years."""
MOST: Final = 5
"""How many candidates are offered: more is no help to a person who chooses."""


@dataclass(frozen=True, slots=True)
class AnchorCandidate:
    """A day on which the article may have been published: how that is known, and why, in words. `score` orders them, highest first."""

    date: date
    how: How
    reasons: tuple[str, ...]
    score: float = 0.0


def infer_anchor(
    text: str, *, url: str = "", metadata: Mapping[str, Any] | None = None, language: str = "en"
) -> tuple[AnchorCandidate, ...]:
    """The candidates for the publication date, best first, at most five; none where nothing speaks for a day.

    Trust runs metadata, stated in the text, address, inferred. `metadata` is what a page says of itself in meta elements or JSON-LD, as a
    flat or nested mapping. Never raises on bad input.
    """
    found = [*_from_metadata(metadata or {}), *_from_text(text, language), *_from_address(url)]
    return tuple(sorted(_merged(found), key=lambda candidate: -candidate.score)[:MOST])


def _merged(found: Sequence[AnchorCandidate]) -> Iterator[AnchorCandidate]:
    """One candidate a day: the most trusted way first, with the reasons of all; agreement raises its rank a little."""
    days: dict[date, list[AnchorCandidate]] = {}
    for candidate in found:
        days.setdefault(candidate.date, []).append(candidate)
    for day, group in days.items():
        best = max(group, key=lambda candidate: candidate.score)
        reasons = tuple(dict.fromkeys(reason for candidate in group for reason in candidate.reasons))
        score = best.score + sum(min(candidate.score, 1) for candidate in group if candidate is not best) / 2
        yield AnchorCandidate(day, best.how, reasons, score)


# Metadata and address

_PUBLISHED_KEYS: Final = (
    "datepublished", "article:published_time", "published", "published_on", "publication_date", "pubdate", "publishdate", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "og:published_time", "datecreated", "created",
)  # fmt: skip
_ISO: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_IN_ADDRESS: Final = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[/\-_.](?P<m>\d{1,2})[/\-_.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[/\-_](?P<name>[a-z]{3,9})[/\-_](?P<d>\d{1,2})(?!\d)", re.IGNORECASE),
)


def _from_metadata(metadata: Mapping[str, Any]) -> Iterator[AnchorCandidate]:
    for key, value in _flat(metadata, 0):
        if key.lower() in _PUBLISHED_KEYS and (day := _machine_day(value)):
            rank = _PUBLISHED_KEYS.index(key.lower())
            yield AnchorCandidate(day, "metadata", (f"the page's metadata give “{value}” as {key}",), 100 - rank / 10)


def _flat(values: object, depth: int) -> Iterator[tuple[str, str]]:
    """Key and text of every leaf, three levels deep: JSON-LD nests its article in a graph."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            if isinstance(value, str | int | date):
                yield str(key), str(value)
            elif depth < 3:
                yield from _flat(value, depth + 1)
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _flat(value, depth + 1)


def _machine_day(text: str) -> date | None:
    """The day in an ISO 8601 or RFC 2822 string."""
    match = _ISO.match(text.strip())
    if match:
        return _valid(int(match[1]), int(match[2]), int(match[3]))
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_address(url: str) -> Iterator[AnchorCandidate]:
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(url[:2000]):
            groups = match.groupdict()
            month = int(groups["m"]) if groups.get("m") else _month_named(groups.get("name") or "")
            day = _valid(int(groups["y"]), month, int(groups["d"]))
            if day:
                yield AnchorCandidate(day, "address", (f"the address holds “{match.group()}”",), 40)
                return


def _month_named(name: str) -> int:
    return next((number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name.lower()[:3])), 0)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# Stated in the text


def _from_text(text: str, code: str) -> Iterator[AnchorCandidate]:
    language = load(code)
    document = Document(text, None, language=code)
    sentences = sentences_of(document)
    dates = [(expression, day) for expression in expressions_of(document, sentences) if (day := _whole_day(expression))]
    stated = list(_stated(document, sentences, dates, language))
    yield from stated
    yield from _inferred(document, sentences, dates, language)


def _whole_day(expression: Expression) -> date | None:
    value = expression.resolution.value.split("T")[0]
    return _machine_day(value) if len(value) == 10 and expression.type in ("DATE", "TIME") else None


def _stated(
    document: Document, sentences: Sequence[Sentence], dates: list[tuple[Expression, date]], language: Language
) -> Iterator[AnchorCandidate]:
    """Lines at the top or the end that are a date, a dateline, or say "published" before one."""
    edge = {*range(min(HEAD, len(sentences))), *range(max(0, len(sentences) - TAIL), len(sentences))}
    words = language.lexicon.get("anchor", {})
    for number in sorted(edge):
        sentence = sentences[number]
        if sentence.kind == "caption":
            continue
        inside = [(found, day) for found, day in dates if sentence.start <= found.start < sentence.end]
        for found, day in inside[:1]:
            before = document.text[sentence.start : found.start].strip()
            after = document.text[found.end : sentence.end].strip()
            yield from _said(before, after, day, number, words)


def _said(
    before: str, after: str, day: date, number: int, words: Mapping[str, Sequence[str]]
) -> Iterator[AnchorCandidate]:
    label = before.lower().strip(" :-–—|•,.(").removesuffix(" on").strip(" :")
    if label in words.get("stated", ()):
        changed = label in words.get("changed", ())
        score = 70 if changed else 90
        yield AnchorCandidate(day, "stated", (f"a line says “{before} {long_day(day)}”",), score - number / 100)
    elif not before and len(after) <= 30:
        yield AnchorCandidate(
            day,
            "stated",
            (f"a line at the {'top' if number < HEAD else 'end'} is the date {long_day(day)}",),
            80 - number / 100,
        )
    elif len(before) <= LONGEST_DATELINE and _dateline(before) and number < HEAD:
        yield AnchorCandidate(day, "stated", (f"the dateline “{before} {long_day(day)}”",), 85 - number / 100)


def _dateline(before: str) -> bool:
    """Whether these words are a place in capitals, as a dateline begins: "GENEVA," or "UNITED NATIONS (Reuters) -"."""
    place = re.split(r"[,(–—-]", before, maxsplit=1)[0].strip()
    return 2 < len(place) <= 40 and place.upper() == place and any(letter.isalpha() for letter in place)


# Inferred from the text


def _inferred(
    document: Document, sentences: Sequence[Sentence], dates: list[tuple[Expression, date]], language: Language
) -> Iterator[AnchorCandidate]:
    names: dict[str, int] = language.lexicon["words"].get("weekday", {})
    said = _said_weekday(document.text, names, language)
    spoken = _named_weekday(document.text, names) if said is None else said
    latest = max((day for _, day in dates), default=None)
    years = [int(year) for year in re.findall(r"(?<![\d,.$])(?:19|20)\d{2}(?![\d,])", document.text)]
    since = max((latest.year if latest else 0), *years, 0)
    yield from _by_national_days(sentences, language, names, spoken, since)
    yield from _by_weekday_dates(document, language, names, spoken, since)
    yield from _by_dateline(sentences, language, said, since)
    if latest:
        yield from _by_latest_day(latest, spoken)


def _said_weekday(text: str, names: Mapping[str, int], language: Language) -> int | None:
    """The weekday that the text says most often after a verb of saying: news tells what was said on the day it is published."""
    verbs = "|".join(re.escape(verb) for verb in sorted(language.cues.report))
    days = "|".join(names)
    if not verbs or not days:
        return None
    pattern = rf"\b(?:{verbs})\W+(?:\w+\W+){{0,2}}?({days})\b"
    return _commonest(re.findall(pattern, text, re.IGNORECASE), names)


def _named_weekday(text: str, names: Mapping[str, int]) -> int | None:
    """The weekday that the text names most often."""
    return _commonest(re.findall(rf"\b({'|'.join(names)})\b", text, re.IGNORECASE), names) if names else None


def _commonest(found: Sequence[str], names: Mapping[str, int]) -> int | None:
    named = Counter(name.lower() for name in found)
    return names[named.most_common(1)[0][0]] if named else None


@cache
def national_days(code: str) -> dict[str, tuple[tuple[int, int, int], ...]]:
    """Names of countries and their people in a language, with the days that country keeps (month, day, year of the event or 0)."""
    path = FOLDER / code / "national_days.toml"
    if not path.exists():
        return {}
    table = tomllib.loads(path.read_text("utf-8"))
    return {
        name: tuple((month, day, year) for month, day, year in entry["days"])
        for country, entry in table.items()
        for name in (country, *entry["also"])
    }


def _by_national_days(
    sentences: Sequence[Sentence], language: Language, names: Mapping[str, int], spoken: int | None, since: int
) -> Iterator[AnchorCandidate]:
    """A national day that is said to have fallen on a weekday fits some years only; the nearest after the latest year named comes first."""
    words = language.lexicon.get("anchor", {}).get("anniversary", ())
    for sentence in sentences:
        lower = sentence.text.lower() if len(sentence.text) < 2000 else ""
        told = next((word for word in words if word in lower), None)
        weekdays = [number for name, number in names.items() if re.search(rf"\b{name}\b", lower)]
        if told is None or not weekdays or not since:
            continue
        for country, days in national_days(language.code).items():
            if re.search(rf"\b{re.escape(country)}\b", lower):
                yield from _years_that_fit(country, told, days[:1], weekdays[-1], spoken, since)
                break


def _years_that_fit(
    country: str, told: str, days: Sequence[tuple[int, int, int]], weekday: int, spoken: int | None, since: int
) -> Iterator[AnchorCandidate]:
    for month, number, _ in days:
        for year in range(since, since + YEARS_ON):
            day = _valid(year, month, number)
            if day is None or day.weekday() != weekday:
                continue
            published = _next(day, spoken)
            reasons = [
                f"{country.title()}'s {told}, {number} {MONTHS[month - 1]}, fell on a {WEEKDAYS[weekday]} in {year}"
            ]
            if spoken is not None:
                reasons.append(
                    f"the text speaks from a {WEEKDAYS[spoken]}: the first one from that day on is {long_day(published)}"
                )
            reasons.append(f"{since} is the latest year that the text names")
            yield AnchorCandidate(published, "inferred", tuple(reasons), 20 - (year - since))


def _next(day: date, weekday: int | None) -> date:
    """The first such weekday from the day on; the day itself where no weekday is known."""
    return day if weekday is None else day + timedelta(days=(weekday - day.weekday()) % 7)


def _by_weekday_dates(
    document: Document, language: Language, names: Mapping[str, int], spoken: int | None, since: int
) -> Iterator[AnchorCandidate]:
    """A day and month with its weekday but no year ("Tuesday, 12 September") fits some years only."""
    if not since:
        return
    pattern = rf"\b(?P<weekday>{'|'.join(names)}),?\s+{_yearless(language)}"
    for match in re.finditer(pattern, document.text, re.IGNORECASE):
        for day in _years_of(match, language, names[match["weekday"].lower()], since):
            reasons = (f"“{match.group()}” fits {day.year}", f"{since} is the latest year that the text names")
            yield AnchorCandidate(_next(day, spoken), "inferred", reasons, 15 - (day.year - since))


def _by_dateline(
    sentences: Sequence[Sentence], language: Language, said: int | None, since: int
) -> Iterator[AnchorCandidate]:
    """A dateline's day without a year ("GENEVA, March 4") fits the years in which it is the weekday that the text speaks from."""
    if said is None or not since:
        return
    for sentence in sentences[:HEAD]:
        match = re.search(_yearless(language), sentence.text[: 2 * LONGEST_DATELINE], re.IGNORECASE)
        if match and match.start() <= LONGEST_DATELINE and _dateline(sentence.text[: match.start()].strip()):
            for day in _years_of(match, language, said, since):
                reasons = (
                    f"the dateline's “{match.group()}” is the {WEEKDAYS[said]} that the text speaks from in {day.year}",
                    f"{since} is the latest year that the text names",
                )
                yield AnchorCandidate(day, "inferred", reasons, 18 - (day.year - since))
            return


def _months(language: Language) -> dict[str, int]:
    """Every name of a month beside a day, those that are also common words ("may") among them."""
    words = language.lexicon["words"]
    return {**words.get("shymonth", {}), **words.get("month", {})}


def _yearless(language: Language) -> str:
    """A pattern for a day and month without a year, in either order."""
    named = "|".join(re.escape(name) for name in sorted(_months(language), key=len, reverse=True))
    before, after = rf"(?P<day>\d{{1,2}})\s+(?P<month>{named})(?!\w)", rf"(?P<name>{named})\s+(?P<number>\d{{1,2}})"
    return rf"\b(?:{before}|{after})(?!\d|,?\s+\d{{4}})"


def _years_of(match: re.Match[str], language: Language, weekday: int, since: int) -> Iterator[date]:
    """The days of that month, in the years from the latest one named, that fall on a weekday."""
    month = _months(language)[(match["month"] or match["name"]).lower()]
    for year in range(since, since + YEARS_ON):
        day = _valid(year, month, int(match["day"] or match["number"]))
        if day and day.weekday() == weekday:
            yield day


def _by_latest_day(latest: date, spoken: int | None) -> Iterator[AnchorCandidate]:
    """The text was written on or after the latest day it names in full, or shortly before one it announces: a weak guess."""
    published = _next(latest, spoken)
    reasons = [f"the latest day that the text names in full is {long_day(latest)}"]
    if spoken is not None:
        reasons.append(f"the text speaks from a {WEEKDAYS[spoken]}")
    yield AnchorCandidate(published, "inferred", tuple(reasons), 5)
