"""What names no day: recently, now, soon; and what comes again and again."""

from events.extraction.meanings import Repeat, Vague
from events.extraction.resolution.context import Context, Meant, Way, anchor_named
from events.extraction.resolution.dispatch import resolution_of


@resolution_of.register
def _(meaning: Vague, context: Context) -> Meant:
    anchor = context.anchor
    if anchor is None:
        return Meant("DATE", meaning.value)
    day = anchor.isoformat()
    readings: dict[str, tuple[str, Way, str]] = {
        "PAST_REF": (f"../{day}", "past", "some time before"),
        "PRESENT_REF": (day, "same", "at the time of"),
        "FUTURE_REF": (f"{day}/..", "future", "some time after"),
    }
    edtf, way, why = readings[meaning.value]
    reasons = (f"is {why} {anchor_named(context)}",)
    return Meant("DATE", meaning.value, edtf, "", None, way, context.source, anchor, reasons)


@resolution_of.register
def _(meaning: Repeat, context: Context) -> Meant:
    return Meant("SET", meaning.value, reasons=("comes again and again",))
