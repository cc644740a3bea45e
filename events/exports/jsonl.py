"""The events of a window as JSON Lines: one object a line, in UTF-8."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from events.exports.records import Record, records
from events.timeline.window import Window


def lines(window: Window, *, at: int) -> Iterator[str]:
    """One line an event, each with its line feed."""
    return map(line, records(window, at=at))


def line(record: Record) -> str:
    """One event as a line of JSON."""
    return json.dumps(as_object(record), ensure_ascii=False, separators=(",", ":")) + "\n"


def as_object(record: Record) -> dict[str, Any]:
    """The record as JSON has it: an open start or end is null."""
    return asdict(record) | {"start": record.start or None, "end": record.end or None}
