"""Redaction: a chief editor takes words or a whole text out for a legal reason. What was there goes, that it was there stays.

Letters give way to blocks of the same length, so that every offset still counts. Digests, dates, persons and reasons stay as they
were, and the chain of decisions still verifies: the redaction is itself a decision that names those whose content it took.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import models, transaction

from events.models import (
    Actor,
    Article,
    Decision,
    Event,
    Feed,
    FeedItem,
    Job,
    Mention,
    Note,
    Place,
    Proposal,
    Report,
    Sketch,
    Tag,
)
from events.models.decisions import Part, lock_chain
from events.models.rights import check_oversight
from events.review.amendments import reason_problem
from events.review.events import snapshot

BLOCK: Final = "█"
SHORTEST: Final = 3
"""Characters of a word that may be redacted: shorter ones stand inside too much else."""
CHUNK: Final = 500
WORDS: Final[tuple[tuple[type[models.Model], tuple[str, ...]], ...]] = (
    (Article, ("headline", "attribution", "text", "date_evidence")),
    (Proposal, ("title", "attribution", "actors", "place", "tags", "reasons", "derivation", "further", "date_text")),
    (Mention, ("attribution", "place_name", "reasons", "date_text")),
    (Event, ("title", "summary")),
    (Actor, ("name", "aliases")),
    (Place, ("name", "aliases")),
    (Tag, ("name",)),
    (Report, ("text", "contact", "answer")),
    (Note, ("text",)),
    (Feed, ("title", "last_result", "error")),
    (FeedItem, ("title", "reason")),
    (Job, ("about", "result", "reason")),
    (Decision, ("before", "after", "reason")),
    (Part, ("before", "after")),
)
"""Everything that may hold words of people, in the order in which it is written: a quote must stand in its article."""
QUOTED: Final = (Proposal, Mention)


class BadRedaction(ValueError):
    """It cannot be taken out; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a redaction changes, or would: how many rows of each kind; which events, articles and decisions."""

    rows: dict[str, int] = field(default_factory=dict)
    events: frozenset[int] = frozenset()
    articles: frozenset[int] = frozenset()
    decisions: tuple[int, ...] = ()


@dataclass(slots=True)
class Found:
    """Rows whose content changes, each with its new values."""

    changed: dict[type[models.Model], list[models.Model]]

    def summary(self) -> Redaction:
        """The same, counted."""
        rows = {str(kind._meta.verbose_name): len(found) for kind, found in self.changed.items() if found}
        mentions = (row.event_id for row in self.changed[Mention] if isinstance(row, Mention))
        parts = (row.decision.number for row in self.changed[Part] if isinstance(row, Part))
        numbers = {row.number for row in self.changed[Decision] if isinstance(row, Decision)}.union(parts)
        return Redaction(
            rows,
            frozenset({row.pk for row in self.changed[Event]}.union(mentions)),
            frozenset(row.pk for row in self.changed[Article]),
            tuple(sorted(numbers)),
        )


def preview(words: Sequence[str], *, article: Article | None = None) -> Redaction:
    """What a redaction would change. Raises BadRedaction. Reads every row that holds words."""
    return found_in(pattern_of(words, article), article).summary()


@transaction.atomic
def redact(
    words: Sequence[str], *, editor: User | AnonymousUser, reason: str, article: Article | None = None
) -> Decision:
    """Take words out everywhere, or with `article` its whole text, what was quoted of it and its headline.

    Raises NotAllowed, BadRedaction. Reads every row that holds words: about a minute for a million.
    """
    person = check_oversight(editor)
    if problem := reason_problem(reason) if reason.strip() else "Say why: the reason stays in the record.":
        raise BadRedaction(problem)
    lock_chain()
    found = found_in(pattern_of(words, article), article)
    changes = found.summary()
    if not changes.rows:
        raise BadRedaction("These words stand nowhere: nothing was changed. Type them as they stand.")
    decision = Decision.append(
        "redact", editor=person, article=article, after=record_of(changes), reason=reason.strip()
    )
    write(found)
    for event in Event.objects.filter(pk__in=changes.events).order_by("pk"):
        event.version += 1
        event.save(update_fields=["version"])
        Decision.append("redact", editor=person, event=event, after=snapshot(event), reason=reason.strip())
    return decision


def record_of(changes: Redaction) -> dict[str, Any]:
    """What the decision keeps: what was touched, none of what it said."""
    return {"decisions": list(changes.decisions), "articles": sorted(changes.articles), "rows": changes.rows}


def pattern_of(words: Sequence[str], article: Article | None) -> re.Pattern[str]:
    """A pattern for the words, or for all that is quoted of an article. Raises BadRedaction for too little."""
    wanted = {word.strip() for word in words if word.strip()} | (quotes_of(article) if article else set())
    if not wanted:
        raise BadRedaction("Say which words to take out, one a line, or which article.")
    if short := sorted(word for word in wanted if len(word) < SHORTEST):
        raise BadRedaction(f"“{short[0]}” is too short: it would take parts of much else. Take three letters or more.")
    either = "|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def quotes_of(article: Article) -> set[str]:
    """The headline of an article and every sentence that is quoted of it, whole."""
    proposals = article.proposals.values_list("quote", "further")
    further = {more["quote"] for _, several in proposals for more in several}
    told = {quote for quote, _ in proposals} | further | set(article.mentions.values_list("quote", flat=True))
    return {quote for quote in told | {article.headline} if len(quote) >= SHORTEST}


def found_in(pattern: re.Pattern[str], article: Article | None) -> Found:
    """Every row that the pattern changes, and the article whose whole text goes."""
    changed: dict[type[models.Model], list[models.Model]] = {}
    texts: dict[int, str] = {}
    for kind, fields in WORDS:
        rows = kind._default_manager.order_by("pk").iterator(chunk_size=CHUNK)
        changed[kind] = [row for row in rows if altered(row, fields, pattern, whole=row == article)]
        if kind is Article:
            texts = {row.pk: row.text for row in changed[Article] if isinstance(row, Article)}
    for kind in QUOTED:
        changed[kind] = requoted(kind, changed[kind], texts)
    return Found(changed)


def altered(row: models.Model, fields: Sequence[str], pattern: re.Pattern[str], *, whole: bool) -> bool:
    """Whether words of the row were taken out; its values are changed, not saved. `whole`: all of an article's text goes."""
    before = [getattr(row, name) for name in fields]
    after = [hidden(value, pattern) for value in before]
    if whole and isinstance(row, Article):
        after[fields.index("text")] = re.sub(r"\S", BLOCK, row.text)
    for name, value in zip(fields, after, strict=True):
        setattr(row, name, value)
    return before != after


def hidden(value: Any, pattern: re.Pattern[str]) -> Any:
    """A value with every match in blocks of its length; lists and mappings with those inside."""
    if isinstance(value, str):
        return pattern.sub(lambda match: re.sub(r"\S", BLOCK, match[0]), value)
    if isinstance(value, list):
        return [hidden(part, pattern) for part in value]
    if isinstance(value, dict):
        return {key: hidden(part, pattern) for key, part in value.items()}
    return value


def requoted(kind: type[models.Model], changed: Sequence[models.Model], texts: dict[int, str]) -> list[models.Model]:
    """The rows of a kind that change, those that quote a changed article with its words as they now stand."""
    rows: dict[int, Any] = {row.pk: row for row in changed}
    for row in kind._default_manager.filter(article__in=texts).exclude(quote=""):
        quoting: Any = rows.setdefault(row.pk, row)
        text = texts[quoting.article_id]
        quoting.quote = text[quoting.quote_start : quoting.quote_start + len(quoting.quote)]
        if quoting.date_start is not None:
            quoting.date_text = text[quoting.date_start : quoting.date_start + len(quoting.date_text)]
    return list(rows.values())


def write(found: Found) -> None:
    """Save what was found: articles before what quotes them, decisions last, for they are guarded."""
    for kind, fields in WORDS:
        rows, quoted = found.changed[kind], ("quote",) if kind in QUOTED else ()
        for part in chunks(rows):
            kind._default_manager.bulk_update(part, [*fields, *quoted])
    # What is known of an article's words to compare it with others would tell whether a guess at them is right.
    Sketch.objects.filter(article__in=[row.pk for row in found.changed[Article]]).delete()


def chunks(rows: list[models.Model]) -> Iterator[list[models.Model]]:
    """The rows, so many at a time."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
