"""Whether the decisions are still what they were when they were written."""

from collections.abc import Set
from dataclasses import dataclass

from events.models import Decision


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many decisions were checked; the first that is not as it was written, and what is wrong with it ("" if none is).

    `redacted` counts those whose content a later decision took out: of them the chain is checked, and that it says so.
    """

    checked: int
    number: int = 0
    fault: str = ""
    redacted: int = 0


def verify() -> Verdict:
    """Read the whole chain from its start: numbers without a gap, each digest that of its words and the digest before.

    Content and parts must have their own digests, unless a redaction later in the chain names the decision.
    """
    before, count, taken = "", 0, redacted()
    for count, decision in enumerate(Decision.objects.order_by("number").iterator(chunk_size=1000), 1):
        if fault := fault_of(decision, count, before, taken):
            return Verdict(count - 1, count, fault)
        before = decision.digest
    return Verdict(count, redacted=len(taken))


def fault_of(decision: Decision, number: int, before: str, taken: Set[int]) -> str:
    """What is wrong with the decision that should have this number; "" for nothing."""
    if decision.number != number:
        return f"Decision {number} is missing; the next one there is {decision.number}."
    if decision.digest != decision.compute_digest(before):
        return f"Decision {number} does not match its digest: it, or one before it, was changed."
    if number not in taken and decision.content_digest != decision.compute_content_digest():
        return f"Decision {number} does not match the digest of its content: what it says was changed, and no redaction says so."
    if number not in taken and not decision.has_its_parts():
        return f"Decision {number} does not match the digest of its parts: what it says of some event was changed."
    return ""


def redacted() -> frozenset[int]:
    """The numbers of the decisions whose content was taken out. Runs one query."""
    acts = Decision.objects.filter(act="redact").values_list("number", "after")
    return frozenset(other for number, after in acts for other in after.get("decisions", ()) if other < number)
