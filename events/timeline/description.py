"""The sentence that says what a window shows: "1,204 meetings and visits with North Korea, 1994 to now, as known today". Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from events.edtf import MINUTES_PER_DAY, civil, describe
from events.timeline.speech import span_alone, span_words
from events.timeline.values import Answer
from events.timeline.window import UNRECORDED, Window, start_text
from events.vocabulary import STATUSES, TYPES

MOST_NAMED: Final = 3
"""Values named of one filter; more are counted: a sentence is heard once and must be short."""

_STATUS_WORDS: Final = {
    **{key: status.name.lower() for key, status in STATUSES.items()},
    UNRECORDED: "without a recorded outcome",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is shown, in its two halves: how many of what; when, and as known when. Either may have commas of its own."""

    counted: str
    spanned: str

    def __str__(self) -> str:
        """The whole, without a full stop."""
        return f"{self.counted}, {self.spanned}"


def describe_answer(answer: Answer, *, dated: bool = False) -> Sentence:
    """What is shown, as one sentence without a full stop. `dated`: "now" and "today" are named by their day, for citations."""
    window = answer.window
    labels: dict[tuple[str, str], str] = {}
    for facet in answer.facets:
        if asked := getattr(window, facet.name):
            labels |= {(facet.name, value.value): value.label for value in facet.values if value.value in asked}
    number = f"{answer.total:,}" if answer.total else "No"
    parts = [f"{number} {_what(window, answer.total)}", *_filters(window, labels)]
    known = _known(answer, dated=dated)
    return Sentence(" ".join(parts), known if _is_nowhere(answer) else f"{_when(answer, dated=dated)}, {known}")


def _is_nowhere(answer: Answer) -> bool:
    """Whether nothing matches and no dates were asked for: those shown are of no event."""
    asked = answer.window.low is not None or answer.window.high is not None
    return not (answer.total or answer.before or answer.after or asked)


def _what(window: Window, total: int) -> str:
    """The events by their kinds: "meetings and visits", "disputed events"."""
    kinds = [TYPES[kind] for kind in window.type]
    if not kinds or len(kinds) > MOST_NAMED:
        named = "event" if total == 1 else "events"
        named += f" of {len(kinds)} types" if kinds else ""
    else:
        named = _either(
            [(kind.name if total == 1 else kind.plural).lower() for kind in kinds], "or" if total == 1 else "and"
        )
    statuses = [_STATUS_WORDS[status] for status in window.status if status != UNRECORDED]
    before = [*(["disputed"] if window.disputed else []), *([_named(statuses, "statuses", "or")] if statuses else [])]
    return " ".join([*before, named, *([_STATUS_WORDS[UNRECORDED]] if window.status == (UNRECORDED,) else [])])


def _filters(window: Window, labels: dict[tuple[str, str], str]) -> Iterable[str]:
    """What else narrows them, in the order in which one says it."""
    for name, word, many in _SAID:
        if values := getattr(window, name):
            yield f"{word} {_named([labels.get((name, value), value) for value in values], many, 'or')}"
    if window.q:
        yield f"matching “{window.q}”"
    if window.bbox:
        yield "inside the part of the map"
    if window.importance:
        yield f"of importance {window.importance} or more"


_SAID: Final = (
    ("actor", "with", "actors"),
    ("country", "in", "countries"),
    ("place", "in", "places"),
    ("tag", "under", "tags"),
    ("source", "reported by", "sources"),
)


def _when(answer: Answer, *, dated: bool) -> str:
    """From when to when; where an address leaves the end open and it lies in the present year, "to now"."""
    window = answer.window
    words = "certainly " if window.certainty == "certain" else ""
    ahead = civil(answer.high)[0] > civil(answer.at)[0]
    if window.high is None and answer.low <= answer.at <= answer.high and not ahead:
        return f"{words}{describe(start_text(answer.low))} to {_day(answer.at // MINUTES_PER_DAY) if dated else 'now'}"
    span = span_words if words else span_alone
    return words + span(answer.low, answer.high)


def _known(answer: Answer, *, dated: bool) -> str:
    """On which of the two clocks."""
    window, words = answer.window, "as known today"
    if dated or window.asof is not None:
        words = f"as known on {_day(answer.at // MINUTES_PER_DAY if window.asof is None else window.asof)}"
    return words if window.rev is None else f"{words}, as shown after decision {window.rev:,}"


def _day(number: int) -> str:
    """A day since 1970 in words."""
    return describe(start_text(number * MINUTES_PER_DAY, day=True))


def _named(words: Sequence[str], many: str, link: str) -> str:
    """Up to a few words; of more their number."""
    return _either(words, link) if len(words) <= MOST_NAMED else f"{len(words)} {many}"


def _either(words: Sequence[str], link: str) -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"
