"""Decisions: one act of one person each, appended in a chain, never changed or deleted."""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any, ClassVar, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models import Max, Q
from django.db.models.fields.json import KT
from django.utils import timezone

from events.models.articles import Article
from events.models.events import Event
from events.models.proposals import Proposal
from events.models.rights import OVERSIGHT, RIGHT, check_still

ACTS = [
    ("accept", "accepted"),
    ("amend", "amended and accepted"),
    ("reject", "rejected"),
    ("merge", "merged"),
    ("undo", "undid the decision on"),
    ("propose", "proposed"),
    ("split", "split"),
    ("combine", "joined another to"),
    ("create", "wrote by hand"),
    ("edit", "edited"),
    ("unmerge", "took a mention out of"),
    ("bulk", "changed together"),
    ("withdraw", "withdrew"),
    ("restore", "restored"),
    ("receive", "took in"),
    ("import", "imported"),
    ("invite", "invited"),
    ("revoke", "took back the invitation of"),
    ("join", "joined"),
    ("appoint", "appointed"),
    ("close", "closed the account of"),
    ("reopen", "reopened the account of"),
    ("sign_out", "ended the sessions of"),
    ("answer", "answered a report on"),
    ("add_feed", "added the feed"),
    ("edit_feed", "changed the feed"),
    ("pause", "paused the feed"),
    ("resume", "resumed the feed"),
    ("poll", "had the feed read"),
    ("redact", "redacted"),
    ("publish", "published the drafts of an import"),
    ("take_back", "took back an import"),
    ("release", "published"),
]
SETTLING: Final = ("accept", "amend", "merge", "reject")
"""Acts that settle a proposal."""
ON_IMPORTS: Final = ("import", "publish", "take_back")
"""Acts on many events at once, which name no event: `after` keeps the first and last number of theirs."""


ON_MANY: Final = ("bulk", "undo")
"""Acts that may have a part for each of many events: `after` keeps how many, and the SHA-256 of the parts."""


OVERSEEN: Final = frozenset({
    "invite", "revoke", "appoint", "close", "reopen", "sign_out", "add_feed", "edit_feed", "pause", "resume", "poll", "redact",
    "publish", "take_back",
})  # fmt: skip
"""Acts of chief editors and administrators. All others are acts of editors, but for joining, by which somebody becomes one."""


def acts() -> list[tuple[str, str]]:
    """The acts with their words. A function, so that no migration holds the list: a new act changes no column."""
    return ACTS


CHAIN_LOCK: Final = 7_419_022
"""The PostgreSQL advisory lock under which decisions are numbered; any number that nothing else uses."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Named reads of decisions."""

    def light(self) -> "DecisionQuerySet":
        """Who did what and why, without what was before and after: for lists. `undoes` is the number it undid."""
        return self.select_related("editor").defer("before", "after").annotate(undoes=KT("after__undoes"))

    def on(self, *, proposals: list[int], event: int | None, after: int) -> "DecisionQuerySet":
        """The decisions on proposals or an event after one of that number, oldest first."""
        touched = Q(proposal__in=proposals)
        if event:
            touched |= Q(event=event) | Q(pk__in=Part.objects.filter(event=event).values("decision_id"))
        return self.filter(touched, number__gt=after).order_by("number")

    def latest_number(self) -> int:
        """The number of the newest decision, 0 before the first: the generation of what is shown. Runs one query."""
        return self.order_by("-number").values_list("number", flat=True).first() or 0

    def last_of(self, events: Collection[int]) -> dict[int, int]:
        """The number of the last decision on each of some events; an import names none. Runs two queries."""
        return newest(self.filter(event__in=events), Part.objects.filter(event__in=events))

    def last_of_any(self) -> dict[int, int]:
        """The number of the last decision on each event that one names, or that has part in one. Runs two queries."""
        return newest(self.filter(event__isnull=False), Part.objects.all())

    def events_since(self, number: int) -> set[int]:
        """The events that decisions after that number name, or that have part in one. Runs two queries."""
        named = self.filter(number__gt=number, event__isnull=False).order_by().values_list("event_id", flat=True)
        parts = Part.objects.filter(decision__number__gt=number).order_by().values_list("event_id", flat=True)
        return {*named.iterator(), *parts.iterator()}

    def redacted_since(self, number: int) -> bool:
        """Whether words were taken out by a decision after that one: also names that many events share. Runs one query."""
        return self.filter(number__gt=number, act="redact").exists()

    def on_imports(self) -> "DecisionQuerySet":
        """Imports, and what was done with them as a whole, newest first."""
        return self.filter(act__in=ON_IMPORTS).select_related("editor").order_by("-number")

    def on_import_of(self, event: int) -> "DecisionQuerySet":
        """The acts on the import that brought an event, newest first; none where no import did. On the index of such acts."""
        return self.on_imports().filter(after__first__lte=event, after__last__gte=event)

    def taken_back(self) -> set[int]:
        """The numbers of the imports that were taken back. Runs one query."""
        return set(self.filter(act="take_back").order_by().values_list("after__import", flat=True))

    def times(self, numbers: Collection[int]) -> dict[int, datetime]:
        """When some decisions were made, by number. Runs one query."""
        return dict(self.filter(number__in=numbers).order_by().values_list("number", "at"))


class Decision(models.Model):
    """Who did what, when, to which article, proposal and event; what was before, what is after, and why.

    `content_digest` is the SHA-256 of what was before and after and why; `digest` chains the decision to the one before: SHA-256
    over the digest before, this row's own words and its content's digest. So content can be redacted, and the chain still holds.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    act = models.CharField(max_length=10, choices=acts)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=1000, blank=True, default="")
    content_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            models.Index(fields=["editor", "-at"], name="decision_by_editor"),  # review.queue.decided_today
            models.Index(fields=["act", "number"], name="decision_by_act"),  # DecisionQuerySet.on_imports
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_act_display()}"

    @classmethod
    def append(cls, act: str, *, editor: User, **facts: Any) -> "Decision":
        """Write the next decision; call it inside the transaction of the act. Takes the chain's lock; three queries.

        Whoever lost the right to it while they waited for the lock is refused: raises NotAllowed, and nothing of the act stays.
        """
        lock_chain()
        if act != "join":
            check_still(editor, OVERSIGHT if act in OVERSEEN else RIGHT)
        number, digest = cls.objects.order_by("-number").values_list("number", "digest").first() or (0, "")
        decision = cls(number=number + 1, at=timezone.now(), editor=editor, act=act, **facts)
        decision.content_digest = decision.compute_content_digest()
        decision.digest = decision.compute_digest(digest)
        decision.save(force_insert=True)
        return decision

    def compute_digest(self, before: str) -> str:
        """What its digest must be, given the digest of the decision before it."""
        words = [
            self.number,
            self.at.isoformat(),
            self.editor_id,
            self.act,
            self.article_id,
            self.proposal_id,
            self.event_id,
        ]
        return digest_of([before, *words, self.content_digest])

    def has_its_parts(self) -> bool:
        """Whether its parts, if it is a change of many events or the undoing of one, are those it was written with."""
        if self.act not in ON_MANY or "sha256" not in self.after:
            return True
        return bool(self.after["sha256"] == digest_of_parts(self.parts.values_list("event_id", "before", "after")))

    def compute_content_digest(self) -> str:
        """What the digest of its content must be, unless that was redacted."""
        return digest_of([self.before, self.after, self.reason])


def digest_of(facts: list[Any]) -> str:
    """The SHA-256 of facts, in hexadecimal: of their JSON with keys in order, in ASCII, without spaces."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Part(models.Model):
    """One event's part in a decision on many: what it was before and is after. The decision keeps the SHA-256 of its parts."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="parts")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="parts")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["decision_id", "event_id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "event"], name="part_once_by_event")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.event}"

    def as_decision(self) -> Decision:
        """The decision as far as this event goes: with what was before and after of it alone. Not to be saved."""
        self.decision.before, self.decision.after = self.before, self.after
        return self.decision


def digest_of_parts(parts: Iterable[tuple[int, Any, Any]]) -> str:
    """The SHA-256 of a decision's parts, in hexadecimal: a line of JSON each, of the event's number, what was before and what is after."""
    lines = (json.dumps(part, sort_keys=True, separators=(",", ":")) for part in sorted(parts, key=itemgetter(0)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def newest(decisions: DecisionQuerySet, parts: models.QuerySet[Part]) -> dict[int, int]:
    """The highest number by event, of decisions that name one and of parts in decisions. Runs two queries."""
    last = dict(decisions.order_by().values_list("event").annotate(last=Max("number")))
    for event, number in parts.order_by().values_list("event").annotate(last=Max("decision__number")):
        last[event] = max(number, last.get(event, 0))
    return last


def lock_chain() -> None:
    """Let one transaction at a time number a decision. SQLite's IMMEDIATE transactions do so already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
