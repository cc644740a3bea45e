"""The events of a window as GeoJSON (RFC 7946): one Feature an event, its geometry null where no point is known."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from events.exports.jsonl import as_object
from events.exports.records import Record, records
from events.timeline.window import Window


def lines(window: Window, *, at: int) -> Iterator[str]:
    """The collection of its events, one Feature a line."""
    return collection(records(window, at=at))


def collection(found: Iterable[Record]) -> Iterator[str]:
    """The collection of some events, piece by piece."""
    yield '{"type":"FeatureCollection","features":[\n'
    for number, record in enumerate(found):
        comma = ",\n" if number else ""
        yield comma + json.dumps(feature(record), ensure_ascii=False, separators=(",", ":"))
    yield "\n]}\n"


def feature(record: Record) -> dict[str, Any]:
    """One Feature: the event's point, and all else that JSON Lines tell of it as properties."""
    properties = as_object(record)
    latitude, longitude = properties.pop("lat"), properties.pop("lon")
    known = latitude is not None and longitude is not None
    point = {"type": "Point", "coordinates": [longitude, latitude]} if known else None
    return {"type": "Feature", "id": properties.pop("id"), "geometry": point, "properties": properties}
