"""Whether the decisions are still what they were when they were written."""

from dataclasses import dataclass

from events.models import Decision


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many decisions were checked; the first that is not as it was written, and what is wrong with it ("" if none is)."""

    checked: int
    number: int = 0
    fault: str = ""


def verify() -> Verdict:
    """Read the whole chain from its start: numbers without a gap, each digest that of its words and the digest before."""
    before, count = "", 0
    for count, decision in enumerate(Decision.objects.order_by("number").iterator(chunk_size=1000), 1):
        if decision.number != count:
            return Verdict(count - 1, count, f"Decision {count} is missing; the next one there is {decision.number}.")
        if decision.digest != decision.compute_digest(before):
            return Verdict(
                count - 1, count, f"Decision {count} does not match its digest: it, or one before it, was changed."
            )
        before = decision.digest
    return Verdict(count)
