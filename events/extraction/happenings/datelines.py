"""The town that a report is sent from: "NAIROBI, March 3 -", "Port Sudan, Sudan (Wire) –"."""

from dataclasses import replace

from events.extraction.gazetteer.tables import city, gazetteer
from events.extraction.happenings.lines import Line
from events.extraction.happenings.names import Entity

_SMALL = frozenset({"de", "del", "do", "da", "la", "le", "au", "aux", "es", "of", "and", "sur"})


def sent_from(line: Line) -> Entity | None:
    """The town in front of the sentence, the first of two; in the state named behind it. None where no list knows either."""
    comma = next((at for at in range(line.sent_from) if not line.words[at][0].isalnum()), line.sent_from)
    written = _cased(line.text(0, comma))
    state = gazetteer().names.get(_state_behind(line, comma))
    known = gazetteer().names.get(written) or city(written)
    if known is not None and known.kind in ("city", "region", "state"):
        elsewhere = state is not None and state.kind == "state" and state.country != known.country
        if not elsewhere:
            return Entity(0, comma, 0, "city", known.name, "", known.country, known)
        known = replace(known, country=state.country, latitude=None, longitude=None, geonames=None) if state else known
    if state is None or state.kind != "state" or not written:
        return None
    return Entity(0, comma, 0, "place", written, "", state.country)


def _state_behind(line: Line, comma: int) -> str:
    end = next((at for at in range(comma + 1, line.sent_from) if not line.words[at][0].isalpha()), line.sent_from)
    return line.text(comma + 1, end)


def _cased(written: str) -> str:
    """A town written in capitals as lists have it: "PORT-AU-PRINCE" is Port-au-Prince."""
    if not written.isupper():
        return written
    words = (word if word in _SMALL else word[:1].upper() + word[1:] for word in _split(written.lower()))
    title = "".join(words)
    return title[:1].upper() + title[1:]


def _split(text: str) -> list[str]:
    """The words and what stands between them."""
    parts = [""]
    for letter in text:
        if letter in " -":
            parts += [letter, ""]
        else:
            parts[-1] += letter
    return parts
